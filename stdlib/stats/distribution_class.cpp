// A distribution with its parameters fixed: the same functions as methods.

#include "stdlib/stats/distribution.h"
#include "stdlib/stats/frozen.h"

namespace perilune {

namespace {

constexpr ArgList method_arguments(DistributionCall c, const Class& k) {
  ArgList list;
  list.add(in("self", Type::object, "The distribution.").of(k));
  if (c == DistributionCall::expect) {
    add_expectation(list, true);
  } else {
    if (has_argument(c)) list.add(call_argument(c));
    add_further(list, c);
  }
  add_results(list, c);
  return list;
}

template <std::size_t... c>
constexpr auto all_lists(std::index_sequence<c...>) {
  return std::array<ArgList, sizeof...(c)>{method_arguments(method_texts[c].call, frozen_class)...};
}
constexpr std::size_t methods = std::size(method_texts);
constexpr std::array<ArgList, methods> lists = all_lists(std::make_index_sequence<methods>());

constexpr Function method(std::size_t k, const char* name, const char* example) {
  const MethodText& m = method_texts[k];
  Function f{
      name, m.summary, lists[k].view(), m.details, example, call_distribution, frozen_code + static_cast<int>(m.call)};
  if (m.call <= DistributionCall::isf) f.fast = fast_frozen;
  return f;
}

// The density and its logarithm come first in the table and bear two names.
template <std::size_t... k>
constexpr auto shared_rows(std::index_sequence<k...>) {
  return std::array<Function, sizeof...(k)>{method(k + 2, method_texts[k + 2].name, method_texts[k + 2].example)...};
}
constexpr auto shared = shared_rows(std::make_index_sequence<methods - 2>());
constexpr Function continuous[] = {
    method(0, "pdf", "print(stats.norm():pdf(0))  --> 0.39894228040143"),
    method(1, "logpdf", "print(stats.norm():logpdf(100))  --> -5000.9189385332"),
};
constexpr Function discrete[] = {
    method(0, "pmf", "print(stats.poisson(2):pmf(0))  --> 0.13533528323661"),
    method(1, "logpmf", "print(stats.poisson(2):logpmf(0))  --> -2.0"),
};

void destroy(void* p) { delete static_cast<Frozen*>(p); }

std::string parameter_text(const Frozen& f, std::size_t k) {
  const Array& a = f.arrays[k];
  if (!a.data()) return number_text(f.values[k]);
  constexpr std::int64_t most = 4;
  if (a.ndim() != 1 || a.size() > most) return "array " + shape_text(a.shape());
  std::string list;
  for (std::int64_t i = 0; i < a.size(); ++i) list += (i ? ", " : "") + number_text(a.as<double>()[i]);
  return "{" + list + "}";
}

// "stats.norm(1, 2)"; loc and scale as they are by default are left out where there are shapes.
void call_text(Call& call) {
  const Frozen& f = call.object<Frozen>("self");
  const std::size_t shapes = f.entry->shape_count();
  const bool moved =
      f.arrays[shapes].data() || f.arrays[shapes + 1].data() || f.values[shapes] != 0 || f.values[shapes + 1] != 1;
  std::size_t n = shapes + (f.entry->discrete ? 1 : 2);
  if (shapes > 0 && !moved) n = shapes;
  std::string text;
  for (std::size_t k = 0; k < n; ++k) text += (k ? ", " : "") + parameter_text(f, k);
  call.give(f.entry->path + ("(" + text + ")"));
}
constexpr Operators operators{.text = call_text};

}  // namespace

const Class frozen_class{.name = "stats.rv_frozen",
                         .prefix = "rv_frozen:",
                         .summary = "A distribution whose parameters are fixed.",
                         .methods = shared,
                         .destroy = destroy,
                         .details =
                             "Made by calling a distribution, `stats.norm(1, 2)`. Each method is also a function "
                             "of the distribution itself, `stats.norm.cdf(x, 1, 2)`, which takes the shape "
                             "parameters, loc and scale after its own arguments.",
                         .operators = &operators};
const Class frozen_continuous_class{.name = "stats.rv_continuous_frozen",
                                    .prefix = "rv_continuous_frozen:",
                                    .summary = "A continuous distribution whose parameters are fixed.",
                                    .methods = continuous,
                                    .destroy = destroy,
                                    .details = "Beside these it has the methods of `stats.rv_frozen`.",
                                    .base = &frozen_class};
const Class frozen_discrete_class{.name = "stats.rv_discrete_frozen",
                                  .prefix = "rv_discrete_frozen:",
                                  .summary = "A discrete distribution whose parameters are fixed.",
                                  .methods = discrete,
                                  .destroy = destroy,
                                  .details = "Beside these it has the methods of `stats.rv_frozen`.",
                                  .base = &frozen_class};

}  // namespace perilune
