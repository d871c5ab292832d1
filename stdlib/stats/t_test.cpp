// Student's t-tests.

#include "stdlib/random/streams.h"
#include "stdlib/stats/module.h"
#include "stdlib/stats/options.h"

namespace perilune {

namespace {

constexpr Type value = Type::number | Type::array;

constexpr RecordField ttest_fields[] = {
    {"statistic", "The t statistic.", value},
    {"pvalue", "The probability of one as extreme under the hypothesis.", value},
    {"df", "The degrees of freedom.", value},
};
constexpr const char* ttest_kept[] = {"_estimate", "_standard_error", "_alternative"};
extern const RecordType ttest_result;

constexpr Arg interval_args[] = {
    in("self", Type::record, "The result of the test.").of(ttest_result),
    optional("confidence_level", Type::number, 0.95, "How sure it is.").between(0, 1),
    out("ci", Type::record, "The interval of the mean, or of the difference of the means.").of(confidence_interval),
};
void call_interval(Call& call) {
  stats::TTest t;
  t.df = call.value_of_record("self", "df");
  t.estimate = call.value_of_record("self", "_estimate");
  t.standard_error = call.value_of_record("self", "_standard_error");
  const Array alternative = call.value_of_record("self", "_alternative");
  const auto [low, high] = stats::confidence_interval(
      call.ctx, t, static_cast<stats::Alternative>(*alternative.as<std::int64_t>()), call.number("confidence_level"));
  Record r(confidence_interval);
  r.set("low", unwrapped(low)).set("high", unwrapped(high));
  call.give(std::move(r));
}
constexpr Function ttest_methods[] = {
    Function{"confidence_interval", "The confidence interval that belongs to the test.", interval_args,
             "One-sided for a one-sided alternative.",
             "print(stats.ttest_1samp({1, 2, 3}, 0):confidence_interval(0.9).high)  --> 3.685854460847", call_interval},
};
const RecordType ttest_result{"TtestResult", ttest_fields, 2, ttest_methods, "TtestResult:", ttest_kept};

constexpr Arg result =
    out("res", Type::record, "statistic and pvalue, which unpack, df, and `confidence_interval(level)`.")
        .of(ttest_result);

void give(Call& call, stats::TTest t) {
  Record r(ttest_result);
  r.set("statistic", unwrapped(std::move(t.statistic))).set("pvalue", unwrapped(std::move(t.pvalue)));
  r.set("df", unwrapped(std::move(t.df))).set("_estimate", unwrapped(std::move(t.estimate)));
  r.set("_standard_error", unwrapped(std::move(t.standard_error)));
  r.set("_alternative", static_cast<std::int64_t>(alternative_of(call)));
  call.give(std::move(r));
}

stats::TestOptions options_of(Call& call, const char* array) {
  return {test_axis_of(call, array), nan_policy_of(call), alternative_of(call), call.flag("keepdims")};
}

constexpr Arg one_sample_args[] = {
    in("a", Type::array, "The sample."),
    in("popmean", Type::array, "The mean that the hypothesis claims; one for each test."),
    test_axis,
    nan_option,
    alternative_option,
    keepdims_option,
    result,
};
void call_1samp(Call& call) {
  give(call, stats::ttest_1samp(call.ctx, real_array(call, "a"), real_array(call, "popmean"), options_of(call, "a")));
}

constexpr Arg related_args[] = {
    in("a", Type::array, "The first of each pair."),
    in("b", Type::array, "The second of each pair, of the same shape."),
    test_axis,
    nan_option,
    alternative_option,
    keepdims_option,
    result,
};
void call_rel(Call& call) {
  give(call, stats::ttest_rel(call.ctx, real_array(call, "a"), real_array(call, "b"), options_of(call, "a")));
}

constexpr Arg independent_args[] = {
    in("a", Type::array, "One sample."),
    in("b", Type::array, "The other; it may have another length along the axis."),
    test_axis,
    optional("equal_var", Type::boolean, true, "Whether the variances are taken to be equal; false is Welch's test."),
    nan_option,
    option("permutations", Type::number, absent,
           "The p-value from so many random relabellings, or from all where there are fewer; infinity: all. Left out "
           "or 0: from the t distribution.")
        .at_least(0),
    rng_option,
    alternative_option,
    option("trim", 0.0, "The share cut off each end of the samples, as Yuen's test does.").at_least(0).below(0.5),
    keepdims_option,
    result,
};
void call_ind(Call& call) {
  stats::IndependentOptions o;
  static_cast<stats::TestOptions&>(o) = options_of(call, "a");
  o.equal_var = call.flag("equal_var");
  o.trim = call.number("trim");
  std::shared_ptr<random::Stream> stream;
  if (call.has("permutations")) {
    const double n = call.number("permutations");
    if (o.trim > 0 && n > 0) call.refuse("permutations", "must be left out beside trim");
    o.exact_permutations = std::isinf(n);
    if (!o.exact_permutations && (n != std::floor(n) || n > 1e15))
      call.refuse("permutations", "must be a whole number or infinity");
    if (!o.exact_permutations) o.permutations = static_cast<std::int64_t>(n);
    stream = stream_of(call);
    o.stream = stream.get();
  }
  give(call, stats::ttest_ind(call.ctx, real_array(call, "a"), real_array(call, "b"), o));
}

constexpr Arg from_stats_args[] = {
    in("mean1", Type::array, "Mean of the first sample."),
    in("std1", Type::array, "Its standard deviation, with divisor n - 1."),
    in("nobs1", Type::array, "Its size."),
    in("mean2", Type::array, "Mean of the second sample."),
    in("std2", Type::array, "Its standard deviation."),
    in("nobs2", Type::array, "Its size."),
    optional("equal_var", Type::boolean, true, "Whether the variances are taken to be equal; false is Welch's test."),
    alternative_option,
    result,
};
void call_from_stats(Call& call) {
  const View means[] = {real_array(call, "mean1"), real_array(call, "mean2")};
  const View deviations[] = {real_array(call, "std1"), real_array(call, "std2")};
  const View sizes[] = {real_array(call, "nobs1"), real_array(call, "nobs2")};
  give(call, stats::ttest_from_stats(call.ctx, means, deviations, sizes, call.flag("equal_var"), alternative_of(call)));
}

constexpr Function rows[] = {
    Function{"ttest_1samp", "Whether a sample has a given mean: Student's t-test.", one_sample_args,
             "The hypothesis is that the expected value is popmean.",
             "local t, p = pl.unpack(stats.ttest_1samp({5.1, 4.9, 5.6, 5.8, 6.0}, 5))\n"
             "print(t, p)  --> 2.3040737315391\t0.082568296745774",
             call_1samp}
        .from("Student, Biometrika 6 (1908)"),
    Function{"ttest_rel", "Whether paired samples have the same mean: the paired t-test.", related_args,
             "The test of one sample for the differences of the pairs, whose mean is 0 under the hypothesis.",
             "print(stats.ttest_rel({1, 2, 3, 4}, {2, 3, 4, 6}).pvalue)  --> 0.015392438073302", call_rel}
        .from("Student, Biometrika 6 (1908)"),
    Function{"ttest_ind", "Whether two independent samples have the same mean: the t-test.", independent_args,
             "With equal variances by the pooled one; `equal_var = false` is Welch's test, which does not assume them "
             "equal; `trim` is Yuen's for long tails.",
             R"(local res = stats.ttest_ind({1, 2, 3, 4}, {3, 4, 5, 6, 9}, {equal_var = false})
                print(res)
                --> statistic: -2.3864743019106
                -->    pvalue: 0.051486663315399
                -->        df: 6.4366445095553)",
             call_ind}
        .from("Student, Biometrika 6 (1908)\nB. L. Welch, Biometrika 34 (1947)\nK. K. Yuen, Biometrika 61 (1974)"),
    Function{"ttest_ind_from_stats", "The t-test of two samples of which means, deviations and sizes are known.",
             from_stats_args, "What `stats.ttest_ind` computes from the samples themselves.",
             "print(stats.ttest_ind_from_stats(15, 1, 10, 13, 2, 12).pvalue)  --> 0.0094797173213381", call_from_stats},
};

}  // namespace

Rows t_test_rows() { return rows; }

}  // namespace perilune
