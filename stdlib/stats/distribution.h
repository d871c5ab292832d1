#pragma once
// Distributions for scripts: what a line of the table says about one, and the functions that follow from it. Each has
// the row `norm`, which fixes parameters, with the members `norm.cdf`, `norm.rvs` …; their arguments are put together
// here, at compile time, from the names of the shapes.

#include <array>

#include "kernels/stats/laws.h"
#include "stdlib/random/streams.h"
#include "stdlib/registry/declaration.h"
#include "stdlib/stats/module.h"

namespace perilune {

struct ShapeParameter {
  const char* name;
  const char* doc;
  const char* number;   // "f0": the option of fit that fixes it
  const char* aliases;  // "fa|fix_a"
};

struct DistributionEntry {
  const char* name;
  const char* path;  // "stats.norm"
  const stats::Law* law;
  bool discrete;
  std::array<ShapeParameter, stats::most_shapes> shapes;
  const char* summary;
  const char* details;
  const char* example;

  constexpr std::size_t shape_count() const {
    std::size_t n = 0;
    while (n < shapes.size() && shapes[n].name) ++n;
    return n;
  }
};
std::span<const DistributionEntry> distribution_entries();
// The law of a name such as "norm"; null when there is none.
const DistributionEntry* find_distribution(std::string_view name);

// In the order of stats::Quantity first.
enum class DistributionCall {
  density,
  log_density,
  cdf,
  logcdf,
  sf,
  logsf,
  ppf,
  isf,
  rvs,
  mean,
  var,
  std_,
  median,
  entropy,
  support,
  stats,
  moment,
  interval,
  expect,
  fit,
  nnlf,
  count
};
inline constexpr int distribution_calls = static_cast<int>(DistributionCall::count);
// Codes of rows: which distribution and which of its functions.
inline constexpr int frozen_code = 1 << 20;
constexpr int distribution_code(std::size_t entry, DistributionCall call) {
  return static_cast<int>(entry) * 64 + static_cast<int>(call);
}

// The bodies, shared by all distributions and by the frozen ones.
void call_freeze(Call& call);
void call_distribution(Call& call);
int fast_distribution(lua_State* L, int code);
int fast_frozen(lua_State* L, int code);

struct MethodText {
  DistributionCall call;
  const char* name;      // of a continuous distribution
  const char* discrete;  // of a discrete one; null: it has none
  const char* summary;
  const char* details;
  const char* example;  // with a frozen distribution
};
inline constexpr MethodText method_texts[] = {
    {DistributionCall::density, "pdf", "pmf", "The density, or probability mass, at x.",
     "0 outside the support. Broadcasts over arrays of x and of parameters.",
     "print(stats.norm():pdf(0), stats.poisson(2):pmf(0))  --> 0.39894228040143\t0.13533528323661"},
    {DistributionCall::log_density, "logpdf", "logpmf", "The logarithm of the density or probability mass.",
     "Minus infinity outside the support; does not vanish where the density itself does.",
     "print(stats.norm():logpdf(100))  --> -5000.9189385332"},
    {DistributionCall::cdf, "cdf", "cdf", "The distribution function, P(X <= x).",
     "With its full relative accuracy in the lower tail.", "print(stats.norm(1, 2):cdf(-19))  --> 7.6198530241605e-24"},
    {DistributionCall::logcdf, "logcdf", "logcdf", "The logarithm of the distribution function.",
     "Goes on where the function itself has vanished, for those laws that know how.",
     "print(stats.norm():logcdf(-100))  --> -5005.5242086942"},
    {DistributionCall::sf, "sf", "sf", "The survival function, P(X > x).",
     "1 - cdf(x), computed so that it keeps its relative accuracy in the upper tail.",
     "print(stats.expon():sf(50))  --> 1.9287498479639e-22"},
    {DistributionCall::logsf, "logsf", "logsf", "The logarithm of the survival function.",
     "As accurate in the upper tail as logcdf in the lower.", "print(stats.expon():logsf(5000))  --> -5000.0"},
    {DistributionCall::ppf, "ppf", "ppf", "Quantiles: the smallest x with cdf(x) >= q.",
     "q outside of 0 to 1 gives NaN.", "print(stats.norm():ppf(0.975))  --> 1.9599639845401"},
    {DistributionCall::isf, "isf", "isf", "Upper quantiles: the smallest x with sf(x) <= q.",
     "More accurate than ppf(1 - q) for small q.", "print(stats.norm():isf(1e-20))  --> 9.2623400897984"},
    {DistributionCall::rvs, "rvs", "rvs", "Random numbers of the distribution.",
     "One number where neither a size nor a parameter asks for more. The stream is used as NumPy and SciPy use theirs: "
     "the same seed gives the same numbers.",
     "print(stats.norm():rvs(3, {rng = 1}))  --> [ 1.62434536 -0.61175641 -0.52817175]"},
    {DistributionCall::mean, "mean", "mean", "The mean.", "Infinite or NaN where there is none.",
     "print(stats.gamma(3):mean())  --> 3.0"},
    {DistributionCall::var, "var", "var", "The variance.", "Infinite or NaN where there is none.",
     "print(stats.gamma(3):var())  --> 3.0"},
    {DistributionCall::std_, "std", "std", "The standard deviation.", "The square root of the variance.",
     "print(stats.norm(0, 2):std())  --> 2.0"},
    {DistributionCall::median, "median", "median", "The median, ppf(0.5).",
     "Half of the probability lies on each side.", "print(stats.expon():median())  --> 0.69314718055995"},
    {DistributionCall::entropy, "entropy", "entropy", "The differential entropy, or entropy, in nats.",
     "By a closed form where there is one, else by quadrature or summation.",
     "print(stats.norm():entropy())  --> 1.4189385332047"},
    {DistributionCall::support, "support", "support", "The ends of the support.", "Two numbers or arrays.",
     "print(stats.beta(2, 3):support())  --> 0.0\t1.0"},
    {DistributionCall::stats, "stats", "stats", "Mean, variance, skewness and kurtosis.",
     "As many results as letters in `moments`; the kurtosis of the normal distribution is 0.",
     "print(stats.expon():stats{moments = \"mvsk\"})  --> 1.0\t1.0\t2.0\t6.0"},
    {DistributionCall::moment, "moment", "moment", "A moment about 0, the mean of x^order.",
     "By closed forms where there are any, else by quadrature or summation.",
     "print(stats.norm(1, 2):moment(2))  --> 5.0"},
    {DistributionCall::interval, "interval", "interval", "The interval with equal tails that holds a share.",
     "From ppf((1 - confidence) / 2) to ppf((1 + confidence) / 2).",
     "print(stats.norm():interval(0.95))  --> -1.9599639845401\t1.9599639845401"},
    {DistributionCall::expect, "expect", "expect", "The mean of a function of the variable.",
     "By adaptive quadrature over pieces between quantiles, or by summation outward from the median.",
     "print(stats.binom(4, 0.5):expect(function(x) return x * x end))  --> 5.0"},
};

// A list of arguments under construction.
struct ArgList {
  std::array<Arg, 16> args{};
  std::size_t n = 0;
  constexpr ArgList& add(const Arg& a) {
    args[n++] = a;
    return *this;
  }
  constexpr std::span<const Arg> view() const { return {args.data(), n}; }
};

constexpr Arg call_argument(DistributionCall c) {
  switch (c) {
    case DistributionCall::ppf:
    case DistributionCall::isf: return in("q", Type::array, "Probabilities.");
    case DistributionCall::moment: return in("order", Type::integer, "The power.").between(0, 100);
    case DistributionCall::interval: return in("confidence", Type::array, "The share, from 0 to 1.").alias("alpha");
    default: return in("x", Type::array, "Where.").alias("k");
  }
}
constexpr bool has_argument(DistributionCall c) {
  return c <= DistributionCall::isf || c == DistributionCall::moment || c == DistributionCall::interval;
}

constexpr void add_further(ArgList& list, DistributionCall c) {
  if (c == DistributionCall::rvs) {
    list.add(optional("size", Type::shape, absent, "The shape of the sample; left out, that of the parameters."));
    list.add(rng_option);
  }
  if (c == DistributionCall::stats)
    list.add(option("moments", Type::string, "mv", "Which: m mean, v variance, s skewness, k kurtosis."));
}
constexpr void add_expectation(ArgList& list, bool frozen) {
  list.add(optional("func", Type::callable, absent, "The function; left out, x itself.").called("x -> number"));
  if (!frozen) {
    list.add(optional("args", Type::list | Type::number, absent, "The shape parameters, one or a list of them."));
    list.add(optional("loc", Type::number, 0, "The location."));
    list.add(optional("scale", Type::number, 1, "The scale; not of discrete distributions."));
  }
  list.add(optional("lb", Type::number, absent, "Lower end; left out, that of the support."));
  list.add(optional("ub", Type::number, absent, "Upper end; left out, that of the support."));
  list.add(optional("conditional", Type::boolean, false, "Whether to divide by the probability of the interval."));
}
constexpr void add_results(ArgList& list, DistributionCall c) {
  const Type value = Type::number | Type::array;
  switch (c) {
    case DistributionCall::support:
    case DistributionCall::interval:
      list.add(out("low", value, "The lower end.").shaped("..."));
      list.add(out("high", value, "The upper end.").shaped("..."));
      break;
    case DistributionCall::stats: list.add(out("...", Type::any, "One for each letter.")); break;
    default: list.add(out("y", value, "A number, or an array where an argument is one.").shaped("..."));
  }
}

constexpr void add_parameters(ArgList& list, const DistributionEntry& e) {
  for (std::size_t k = 0; k < e.shape_count(); ++k) list.add(in(e.shapes[k].name, Type::array, e.shapes[k].doc));
  list.add(optional("loc", Type::array, 0, "The location: added to the standard form."));
  if (!e.discrete)
    list.add(optional("scale", Type::array, 1, "The scale: the standard form is multiplied by it. Positive."));
}

// The rows of one distribution.
template <const auto& table, std::size_t index>
struct Distribution {
  static constexpr const DistributionEntry& e = table[index];

  static constexpr ArgList arguments(DistributionCall c) {
    ArgList list;
    if (c == DistributionCall::expect) {
      add_expectation(list, false);
      add_results(list, c);
      return list;
    }
    if (has_argument(c)) list.add(call_argument(c));
    add_parameters(list, e);
    add_further(list, c);
    add_results(list, c);
    return list;
  }
  static constexpr ArgList fit_arguments() {
    ArgList list;
    list.add(in("data", Type::array, "The observations, all axes together."));
    for (std::size_t k = 0; k < e.shape_count(); ++k)
      list.add(optional(e.shapes[k].name, Type::number, absent, "Where the search begins for this shape."));
    list.add(option("loc", Type::number, absent, "Where the search begins for loc."));
    list.add(option("scale", Type::number, absent, "Where the search begins for the scale."));
    list.add(option("floc", Type::number, absent, "The location, not to be fitted.").alias("fix_loc"));
    list.add(option("fscale", Type::number, absent, "The scale, not to be fitted.").alias("fix_scale"));
    for (std::size_t k = 0; k < e.shape_count(); ++k)
      list.add(
          option(e.shapes[k].number, Type::number, absent, "This shape, not to be fitted.").alias(e.shapes[k].aliases));
    list.add(choice("method", "MLE|MM", "Maximum likelihood, or the method of moments."));
    list.add(out("...", Type::any, "The shapes, loc and scale."));
    return list;
  }
  static constexpr ArgList nnlf_arguments() {
    ArgList list;
    list.add(in("theta", Type::vector, "The shapes, loc and scale."));
    list.add(in("x", Type::array, "The observations."));
    list.add(out("y", Type::number, "The negative log-likelihood."));
    return list;
  }
  template <std::size_t... c>
  static constexpr auto all_arguments(std::index_sequence<c...>) {
    return std::array<ArgList, sizeof...(c)>{arguments(method_texts[c].call)...};
  }
  static constexpr std::size_t methods = std::size(method_texts);
  static constexpr std::array<ArgList, methods> lists = all_arguments(std::make_index_sequence<methods>());
  static constexpr ArgList fit_list = fit_arguments(), nnlf_list = nnlf_arguments();

  static constexpr auto make_rows() {
    std::array<Function, methods + (e.discrete ? 0 : 2)> rows{};
    std::size_t n = 0;
    for (std::size_t k = 0; k < methods; ++k) {
      const MethodText& m = method_texts[k];
      rows[n++] = Function{
          e.discrete ? m.discrete : m.name, m.summary, lists[k].view(), m.details, m.example, call_distribution,
          distribution_code(index, m.call)};
      if (m.call <= DistributionCall::isf) rows[n - 1].fast = fast_distribution;
    }
    if (!e.discrete) {
      rows[n++] = Function{"fit",
                           "The parameters that fit data best.",
                           fit_list.view(),
                           "Closed forms for the normal, exponential and uniform distributions, a simplex search for "
                           "the others.",
                           "print(stats.norm.fit{1, 2, 3})  --> 2.0\t0.81649658092773",
                           call_distribution,
                           distribution_code(index, DistributionCall::fit)};
      rows[n++] = Function{"nnlf",
                           "The negative log-likelihood of data.",
                           nnlf_list.view(),
                           "What fit makes small.",
                           "print(stats.norm.nnlf({0, 1}, {0}))  --> 0.91893853320467",
                           call_distribution,
                           distribution_code(index, DistributionCall::nnlf)};
    }
    return rows;
  }
  static constexpr auto rows = make_rows();
  static constexpr Members members{e.path, rows};

  static constexpr ArgList freeze_arguments() {
    ArgList list;
    add_parameters(list, e);
    list.add(out("frozen", Type::object, "The distribution with these parameters.")
                 .of(e.discrete ? frozen_discrete_class : frozen_continuous_class));
    return list;
  }
  static constexpr ArgList freeze_list = freeze_arguments();
  static constexpr Function row() {
    Function f{e.name,
               e.summary,
               freeze_list.view(),
               e.details,
               e.example,
               call_freeze,
               distribution_code(index, DistributionCall::count)};
    f.members = &members;
    return f;
  }
};

template <const auto& table, std::size_t... k>
constexpr auto distribution_family(std::index_sequence<k...>) {
  return std::array<Function, sizeof...(k)>{Distribution<table, k>::row()...};
}

}  // namespace perilune
