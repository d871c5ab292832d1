// Samples in a few numbers.

#include "kernels/stats/describe.h"
#include "stdlib/registry/call.h"
#include "stdlib/stats/module.h"
#include "stdlib/stats/options.h"

namespace perilune {

namespace {

constexpr RecordField minmax_fields[] = {
    {"min", "The smallest element.", Type::number | Type::array},
    {"max", "The largest element.", Type::number | Type::array},
};
const RecordType minmax{"MinMax", minmax_fields, 2};

constexpr RecordField describe_fields[] = {
    {"nobs", "How many elements; with nan_policy \"omit\" and nan in the data, one number per slice.",
     Type::integer | Type::array},
    {"minmax", "The smallest and the largest element.", Type::record},
    {"mean", "Their mean.", Type::number | Type::array},
    {"variance", "Their variance, with divisor nobs - ddof.", Type::number | Type::array},
    {"skewness", "The third standardised moment; nan for equal elements.", Type::number | Type::array},
    {"kurtosis", "The fourth standardised moment less 3, its value for a normal distribution.",
     Type::number | Type::array},
};
const RecordType describe_result{"DescribeResult", describe_fields, 6};

constexpr Arg describe_args[] = {
    in("a", Type::array, "The sample, real and not empty."),
    test_axis,
    optional("ddof", Type::integer, 1, "What is taken off the number of elements to divide the variance by."),
    optional("bias", Type::boolean, true,
             "Whether skewness and kurtosis stay as they are; false corrects them for the size of the sample."),
    optional("nan_policy", Type::string, "propagate", nan_option.doc).among(nan_option.choices),
    out("res", Type::record, "The statistics; arrays when the data have more axes.").of(describe_result),
};

void call_describe(Call& call) {
  const View a = call.array("a");
  stats::DescribeOptions options;
  options.axis = call.axis_or_none("axis", std::max(a.ndim, 1));
  options.ddof = call.integer("ddof");
  options.bias = call.flag("bias");
  options.nan_policy = nan_policy_of(call);
  const stats::Describe d = stats::describe(call.ctx, a, options);
  Record extremes(minmax);
  extremes.set("min", unwrapped(d.min)).set("max", unwrapped(d.max));
  Record result(describe_result);
  result.set("nobs", unwrapped(d.nobs)).set("minmax", std::move(extremes)).set("mean", unwrapped(d.mean));
  result.set("variance", unwrapped(d.variance)).set("skewness", unwrapped(d.skewness));
  result.set("kurtosis", unwrapped(d.kurtosis));
  call.give(std::move(result));
}

constexpr Function rows[] = {
    Function{"describe", "Number, extremes, mean, variance, skewness and kurtosis of a sample.", describe_args,
             "Two passes over the data, summed in float64; integers and booleans have float64 results, float32 stays "
             "float32.",
             R"(print(stats.describe{1, 2, 3, 4})
                -->     nobs: 4
                -->   minmax: min: 1.0
                -->           max: 4.0
                -->     mean: 2.5
                --> variance: 1.6666666666667
                --> skewness: 0.0
                --> kurtosis: -1.36)",
             call_describe}
        .raises("a is empty or complex\na holds nan, with nan_policy \"raise\"")
        .from("D. Zwillinger, S. Kokoska, CRC Standard Probability and Statistics Tables and Formulae (2000), 2.2.24"),
};

}  // namespace

Rows summary_rows() { return rows; }

}  // namespace perilune
