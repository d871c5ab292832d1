// Density estimation: the class gaussian_kde.

#include "kernels/array/elementwise.h"
#include "kernels/stats/kde.h"
#include "stdlib/random/streams.h"
#include "stdlib/registry/call.h"
#include "stdlib/stats/module.h"
#include "stdlib/types/object_text.h"

namespace perilune {

namespace {

using stats::GaussianKde;

constexpr Arg self = in("self", Type::object, "The estimate.").of(gaussian_kde_class);
constexpr Arg bandwidth =
    optional("bw_method", Type::string | Type::number | Type::callable, "scott",
             "The bandwidth as a multiple of the data's deviation: a rule, a number, or a function that gives one.")
        .among("scott|silverman")
        .called("{n, d, neff} -> number");

constexpr Arg construct_args[] = {
    in("dataset", Type::array, "The observations: numbers, or a (d, n) matrix with one in each column."),
    bandwidth,
    option("weights", Type::vector, absent, "How much each observation counts; left out, all the same."),
    out("kde", Type::object, "The estimate.").of(gaussian_kde_class),
};

void set_bandwidth(Call& call, GaussianKde& kde) {
  double factor;
  if (call.is_callable("bw_method")) {
    Callable f = call.callable("bw_method");
    const Input::Named facts[] = {{"n", static_cast<double>(kde.size())},
                                  {"d", static_cast<double>(kde.dimensions())},
                                  {"neff", kde.effective_size()}};
    factor = f.call({std::span<const Input::Named>(facts)}).number();
  } else if (call.is_text("bw_method")) {
    factor = call.text("bw_method") == "silverman" ? kde.silverman() : kde.scott();
  } else {
    factor = call.number("bw_method");
  }
  kde.set_factor(call.ctx, factor);
}

void call_construct(Call& call) {
  std::optional<View> weights;
  if (call.has("weights")) {
    weights = call.array("weights");
    if (is_complex(weights->dtype)) call.refuse("weights", "must be real");
  }
  auto kde = std::make_unique<GaussianKde>(call.ctx, call.array("dataset"), weights);
  set_bandwidth(call, *kde);
  call.give_object(gaussian_kde_class, std::move(kde));
}

constexpr Arg points_args[] = {
    self,
    in("points", Type::array, "Numbers, or a (d, m) matrix with one point in each column.").alias("x"),
    out("y", Type::array, "One value for each point."),
};
void call_evaluate(Call& call) {
  call.give(call.object<GaussianKde>("self").evaluate(call.ctx, call.array("points"), call.code() == 1));
}

constexpr Arg box_args[] = {
    self,
    in("low", Type::number, "The lower end."),
    in("high", Type::number, "The upper end."),
    out("p", Type::number, "The probability of the interval."),
};
void call_box(Call& call) {
  call.give(call.object<GaussianKde>("self").integrate_box_1d(call.number("low"), call.number("high")));
}

constexpr Arg gaussian_args[] = {
    self,
    in("mean", Type::array, "The mean of the normal density."),
    in("cov", Type::array, "Its covariance matrix; a number in one dimension."),
    out("y", Type::number, "The integral of the product."),
};
void call_gaussian(Call& call) {
  call.give(call.object<GaussianKde>("self").integrate_gaussian(call.ctx, call.array_as("mean", DType::float64),
                                                                call.array_as("cov", DType::float64)));
}

constexpr Arg other_args[] = {
    self,
    in("other", Type::object, "Another estimate.").of(gaussian_kde_class),
    out("y", Type::number, "The integral of the product."),
};
void call_other(Call& call) {
  call.give(call.object<GaussianKde>("self").integrate_kde(call.ctx, call.object<GaussianKde>("other")));
}

constexpr Arg resample_args[] = {
    self,
    optional("size", Type::integer, absent, "How many; left out, the effective number of observations.").at_least(0),
    rng_option,
    out("sample", Type::array, "A (d, size) matrix.").shaped("d, size"),
};
void call_resample(Call& call) {
  const auto& kde = call.object<GaussianKde>("self");
  const std::int64_t size = call.has("size") ? call.integer("size") : static_cast<std::int64_t>(kde.effective_size());
  call.give(kde.resample(call.ctx, size, *stream_of(call)));
}

constexpr Arg bandwidth_args[] = {self, bandwidth};
void call_bandwidth(Call& call) { set_bandwidth(call, call.object<GaussianKde>("self")); }

constexpr Function points_row(const char* name, int code, const char* summary, const char* example) {
  return {name,    summary,       points_args, "The sum of the kernels, in time n for each point.",
          example, call_evaluate, code};
}
constexpr const char* evaluated = "local kde = stats.gaussian_kde{0, 1, 3}\nprint(kde:evaluate{1})  --> [0.21489537]";
constexpr Function methods[] = {
    points_row("evaluate", 0, "The density at some points.", evaluated),
    points_row("pdf", 0, "The density at some points.",
               "local kde = stats.gaussian_kde{0, 1, 3}\nprint(kde:pdf{1})  --> [0.21489537]"),
    points_row("logpdf", 1, "The logarithm of the density at some points.",
               "local kde = stats.gaussian_kde{0, 1, 3}\nprint(kde:logpdf{1})  --> [-1.53760404]"),
    Function{"integrate_box_1d", "The probability of an interval.", box_args, "Of an estimate in one dimension.",
             "local kde = stats.gaussian_kde{0, 1, 3}\nprint(kde:integrate_box_1d(-100, 100))  --> 1.0", call_box},
    Function{"integrate_gaussian", "The integral of the estimate times a normal density.", gaussian_args,
             "In closed form.",
             "local kde = stats.gaussian_kde({-1, 1}, {bw_method = 1})\nprint(kde:integrate_gaussian(0, 1))  --> "
             "0.19496965572274",
             call_gaussian},
    Function{"integrate_kde", "The integral of the product of two estimates.", other_args, "In closed form.",
             "local kde = stats.gaussian_kde({-1, 1}, {bw_method = 1})\nprint(kde:integrate_kde(kde))  --> "
             "0.16022825123014",
             call_other},
    Function{"resample", "Random points from the estimate.", resample_args,
             "An observation by its weight, moved by a normal deviate of the kernels' covariance.",
             "print(stats.gaussian_kde({1, 2, 3}):resample(4, {rng = 1}).shape)  --> {1, 4}", call_resample},
    Function{"set_bandwidth", "Sets the bandwidth anew.", bandwidth_args, "As the constructor does.",
             "local kde = stats.gaussian_kde{0, 1, 3}\nkde:set_bandwidth(0.5)\nprint(kde.factor)  --> 0.5",
             call_bandwidth},
};

constexpr Arg number_field[] = {self, out("value", Type::number, "A number.")};
constexpr Arg array_field[] = {self, out("value", Type::array, "An array.").shaped("...")};
void call_field(Call& call) {
  const auto& kde = call.object<GaussianKde>("self");
  switch (call.code()) {
    case 0: return call.give(kde.factor());
    case 1: return call.give(kde.effective_size());
    case 2: return call.give(kde.dimensions());
    case 3: return call.give(kde.size());
    case 4: return call.give(kde.scott());
    case 5: return call.give(kde.silverman());
    case 6: return call.give(contiguous_copy(call.ctx, kde.covariance()));
    case 7: return call.give(contiguous_copy(call.ctx, kde.dataset()));
    default: return call.give(contiguous_copy(call.ctx, kde.weights()));
  }
}
constexpr Function field(const char* name, int code, std::span<const Arg> args, const char* summary,
                         const char* example) {
  return {name, summary, args, "Read without a call.", example, call_field, code};
}
constexpr Function fields[] = {
    field("factor", 0, number_field, "The bandwidth, a multiple of the data's deviation.",
          "print(stats.gaussian_kde({0, 1, 3}, {bw_method = 0.5}).factor)  --> 0.5"),
    field("neff", 1, number_field, "The effective number of observations.",
          "print(stats.gaussian_kde({0, 1, 3}).neff)  --> 3.0"),
    field("d", 2, number_field, "The number of dimensions.", "print(stats.gaussian_kde({0, 1, 3}).d)  --> 1"),
    field("n", 3, number_field, "The number of observations.", "print(stats.gaussian_kde({0, 1, 3}).n)  --> 3"),
    field("scotts_factor", 4, number_field, "The factor by Scott's rule.",
          "print(stats.gaussian_kde({0, 1, 3}).scotts_factor)  --> 0.80274156176023"),
    field("silverman_factor", 5, number_field, "The factor by Silverman's rule.",
          "print(stats.gaussian_kde({0, 1, 3}).silverman_factor)  --> 0.85028300041719"),
    field("covariance", 6, array_field, "The covariance matrix of the kernels.",
          "print(stats.gaussian_kde({0, 1, 2}, {bw_method = 2}).covariance)  --> [[4.]]"),
    field("dataset", 7, array_field, "The observations, (d, n).",
          "print(stats.gaussian_kde({0, 1, 3}).dataset)  --> [[0. 1. 3.]]"),
    field("weights", 8, array_field, "How much each counts; their sum is 1.",
          "print(stats.gaussian_kde({0, 1}, {weights = {1, 3}}).weights)  --> [0.25 0.75]"),
};

constexpr Function call_row = Function{"__call",
                                       "The density at some points.",
                                       points_args,
                                       "The same as evaluate.",
                                       "print(stats.gaussian_kde({0, 1, 3}){1})  --> [0.21489537]",
                                       call_evaluate};

void call_text(Call& call) {
  const auto& kde = call.object<GaussianKde>("self");
  call.give("gaussian_kde of " + counted(kde.size(), "point") + " in " + counted(kde.dimensions(), "dimension") +
            ", factor " + format("%.6g", kde.factor()));
}
constexpr Operators operators{.text = call_text};

constexpr Function rows[] = {
    Function{
        "gaussian_kde", "A density estimated by normal kernels around observations.", construct_args,
        "The kernels have the covariance of the data, times the square of a factor: Scott's rule takes n^(-1/(d+4)).",
        "local kde = stats.gaussian_kde{0, 1, 3}\nprint(kde{1})  --> [0.21489537]", call_construct}
        .raises("the observations lie in a subspace, or there is only one")
        .from("D. W. Scott, Multivariate Density Estimation (1992)\nB. W. Silverman, Density Estimation (1986)"),
};

}  // namespace

const Class gaussian_kde_class{.name = "stats.gaussian_kde",
                               .prefix = "gaussian_kde:",
                               .summary = "A density estimated by normal kernels.",
                               .methods = methods,
                               .fields = fields,
                               .call = &call_row,
                               .destroy = [](void* p) { delete static_cast<GaussianKde*>(p); },
                               .operators = &operators};

Rows density_rows() { return rows; }

}  // namespace perilune
