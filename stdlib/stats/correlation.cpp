// Correlation of two samples.

#include "stdlib/stats/module.h"
#include "stdlib/stats/options.h"

namespace perilune {

namespace {

constexpr Type value = Type::number | Type::array;

constexpr RecordField pearson_fields[] = {
    {"statistic", "The correlation coefficient.", value},
    {"pvalue", "The probability of one as extreme for independent normal samples.", value},
};
constexpr const char* pearson_kept[] = {"_n", "_alternative"};
extern const RecordType pearson_result;

constexpr Arg interval_args[] = {
    in("self", Type::record, "The result of pearsonr.").of(pearson_result),
    optional("confidence_level", Type::number, 0.95, "How sure it is.").between(0, 1),
    out("ci", Type::record, "The interval of the correlation, by Fisher's transformation.").of(confidence_interval),
};
void call_interval(Call& call) {
  const Array r = call.value_of_record("self", "statistic"), n = call.value_of_record("self", "_n");
  const Array alternative = call.value_of_record("self", "_alternative");
  Array low = Array::empty(call.ctx, DType::float64, r.shape()),
        high = Array::empty(call.ctx, DType::float64, r.shape());
  for (std::int64_t i = 0; i < r.size(); ++i) {
    const auto [a, b] = stats::pearson_interval(r.as<double>()[i], static_cast<std::int64_t>(n.as<double>()[i]),
                                                static_cast<stats::Alternative>(*alternative.as<std::int64_t>()),
                                                call.number("confidence_level"));
    low.as<double>()[i] = a;
    high.as<double>()[i] = b;
  }
  Record record(confidence_interval);
  record.set("low", unwrapped(std::move(low))).set("high", unwrapped(std::move(high)));
  call.give(std::move(record));
}
constexpr Function pearson_methods[] = {
    Function{"confidence_interval", "A confidence interval of the correlation.", interval_args,
             "By Fisher's transformation; from -1 to 1 for fewer than four pairs.",
             "print(stats.pearsonr({1, 2, 3, 4, 5}, {1, 3, 2, 5, 4}):confidence_interval().low)  --> -0.27964004196935",
             call_interval},
};
const RecordType pearson_result{"PearsonRResult", pearson_fields, 2, pearson_methods, "PearsonRResult:", pearson_kept};

constexpr Arg pearson_args[] = {
    in("x", Type::array, "One sample, of at least two elements."),
    in("y", Type::array, "The other, of the same length."),
    alternative_option,
    test_axis,
    nan_option,
    keepdims_option,
    out("res", Type::record, "statistic and pvalue, which unpack, and `confidence_interval(level)`.")
        .of(pearson_result),
};
void call_pearsonr(Call& call) {
  const stats::Alternative alternative = alternative_of(call);
  bool constant = false;
  auto out = over_slices(call, "x", "y", true, 3,
                         [&](std::span<const double> x, std::span<const double> y, std::span<double> to) {
                           if (x.size() < 2)
                             throw ValueError(format("x must have at least 2 elements, got %zu", x.size()));
                           const stats::Statistic r = stats::pearsonr(x, y, alternative);
                           constant |= r.statistic != r.statistic;
                           to[0] = r.statistic;
                           to[1] = r.pvalue;
                           to[2] = static_cast<double>(x.size());
                         });
  if (constant) call.ctx.warn("a sample is constant or holds nan; its correlation is not defined");
  Record record(pearson_result);
  record.set("statistic", std::move(out[0])).set("pvalue", std::move(out[1])).set("_n", std::move(out[2]));
  record.set("_alternative", static_cast<std::int64_t>(alternative));
  call.give(std::move(record));
}

constexpr RecordField significance_fields[] = {
    {"statistic", "The coefficient; a matrix for more than two variables.", value},
    {"pvalue", "The probability of one as extreme for independent samples.", value},
};
const RecordType significance{"SignificanceResult", significance_fields, 2};

constexpr Arg spearman_args[] = {
    in("a", Type::array, "One sample, or a matrix whose columns (rows, with axis 2) are variables."),
    optional("b", Type::array, absent, "The other sample, or further variables."),
    test_axis,
    nan_option,
    alternative_option,
    out("res", Type::record, "statistic and pvalue, which unpack.").of(significance),
};
void call_spearmanr(Call& call) {
  const std::optional<int> axis = test_axis_of(call, "a");
  std::vector<stats::Slices> parts;
  for (const char* name : {"a", "b"}) {
    if (!call.has(name)) continue;
    const View v = real_array(call, name);
    if (v.ndim > 2) call.refuse(name, "must have one or two axes");
    if (axis && *axis >= std::max(v.ndim, 1)) call.refuse(name, "must have the axis");
    parts.push_back(stats::slices(call.ctx, v, axis));
    if (parts.back().length != parts.front().length)
      throw ShapeError(format("b must have as many elements as a, %lld, got %lld",
                              static_cast<long long>(parts.front().length),
                              static_cast<long long>(parts.back().length)));
  }
  std::vector<std::span<double>> variables;
  for (const stats::Slices& s : parts)
    for (std::int64_t i = 0; i < s.count; ++i) variables.push_back(s.slice(i));
  if (variables.size() < 2) throw ValueError("b must be given where a holds one sample only, got nothing");
  const stats::NanPolicy policy = nan_policy_of(call);
  const stats::Alternative alternative = alternative_of(call);
  const auto n = static_cast<std::int64_t>(variables.size());
  Array r = Array::empty(call.ctx, DType::float64, {n, n}), p = Array::empty(call.ctx, DType::float64, {n, n});
  auto u = call.ctx.vector<double>(), v = call.ctx.vector<double>();
  stats::Statistic last{};
  for (std::int64_t i = 0; i < n; ++i)
    for (std::int64_t j = i; j < n; ++j) {
      call.ctx.poll();
      const auto x = variables[static_cast<std::size_t>(i)], y = variables[static_cast<std::size_t>(j)];
      u.assign(x.begin(), x.end());
      v.assign(y.begin(), y.end());
      const std::size_t left = stats::without_nan_pairs(u, v, policy);
      last = stats::spearmanr(call.ctx, std::span(u).first(left), std::span(v).first(left), alternative);
      r.at<double>(i, j) = r.at<double>(j, i) = last.statistic;
      p.at<double>(i, j) = p.at<double>(j, i) = last.pvalue;
    }
  Record record(significance);
  if (n == 2) record.set("statistic", r.at<double>(0, 1)).set("pvalue", p.at<double>(0, 1));
  else record.set("statistic", std::move(r)).set("pvalue", std::move(p));
  call.give(std::move(record));
}

constexpr Arg kendall_args[] = {
    in("x", Type::array, "One sample, all axes together."),
    in("y", Type::array, "The other, with as many elements."),
    nan_option,
    choice("method", "auto|asymptotic|exact",
           "How the p-value is found; auto: exactly without ties for up to 33 pairs, or next to a perfect order."),
    choice("variant", "b|c", "Which tau: b counts ties out, c is for tables with unequal sides."),
    alternative_option,
    out("res", Type::record, "statistic and pvalue, which unpack.").of(significance),
};
void call_kendalltau(Call& call) {
  real_array(call, "x");
  real_array(call, "y");
  const stats::Slices x = stats::slices(call.ctx, call.array("x"), std::nullopt);
  const stats::Slices y = stats::slices(call.ctx, call.array("y"), std::nullopt);
  if (x.length != y.length)
    throw ShapeError(format("y must have as many elements as x, %lld, got %lld", static_cast<long long>(x.length),
                            static_cast<long long>(y.length)));
  const std::size_t left = stats::without_nan_pairs(x.slice(0), y.slice(0), nan_policy_of(call));
  const stats::Statistic s =
      stats::kendalltau(call.ctx, x.slice(0).first(left), y.slice(0).first(left),
                        call.text("variant") == "c" ? 'c' : 'b', alternative_of(call), rank_method_of(call));
  Record record(significance);
  record.set("statistic", s.statistic).set("pvalue", s.pvalue);
  call.give(std::move(record));
}

constexpr Function rows[] = {
    Function{"pearsonr", "The linear correlation of two samples, and whether it is there at all.", pearson_args,
             "The p-value is exact for normal samples. Constant samples have no correlation: nan, with a warning.",
             "local r, p = pl.unpack(stats.pearsonr({1, 2, 3, 4, 5}, {1, 3, 2, 5, 4}))\n"
             "print(r, p)  --> 0.8\t0.10408803866183",
             call_pearsonr}
        .raises("a sample has fewer than 2 elements")
        .from("Student, Biometrika 6 (1908), Probable error of a correlation coefficient"),
    Function{"spearmanr", "The rank correlation of Spearman.", spearman_args,
             "Pearson's correlation of the ranks, ties sharing their mean rank; the p-value is that of a t "
             "distribution. More than two variables give matrices.",
             "print(stats.spearmanr({1, 2, 3, 4, 5}, {1, 3, 2, 5, 4}).statistic)  --> 0.8", call_spearmanr}
        .from("C. Spearman, American Journal of Psychology 15 (1904)"),
    Function{"kendalltau", "The rank correlation of Kendall.", kendall_args,
             "The pairs in agreement less those in disagreement, over all; counted in time n log(n).",
             "print(stats.kendalltau({1, 2, 3, 4, 5}, {1, 3, 2, 5, 4}).statistic)  --> 0.6", call_kendalltau}
        .raises("method is \"exact\" and there are ties")
        .from("M. G. Kendall, Biometrika 30 (1938)\nW. R. Knight, JASA 61 (1966)"),
};

}  // namespace

Rows correlation_rows() { return rows; }

}  // namespace perilune
