#pragma once
// Tests of hypotheses about samples. Along `axis` lies a sample; the other axes hold independent tests and broadcast.

#include <optional>

#include "kernels/core/array.h"
#include "kernels/random/stream.h"
#include "kernels/stats/nan_policy.h"

namespace perilune::stats {

enum class Alternative : std::uint8_t { two_sided, less, greater };

struct TestOptions {
  std::optional<int> axis = 0;  // none: all elements are one sample
  NanPolicy nan_policy = NanPolicy::propagate;
  Alternative alternative = Alternative::two_sided;
  bool keepdims = false;
};

// All of one shape, float64. The estimate (a mean, or a difference of means) and its standard error are what
// confidence intervals are made of.
struct TTest {
  Array statistic, pvalue, df, estimate, standard_error;
};

TTest ttest_1samp(Context& ctx, const View& a, const View& popmean, const TestOptions& options);
TTest ttest_rel(Context& ctx, const View& a, const View& b, const TestOptions& options);

struct IndependentOptions : TestOptions {
  bool equal_var = true;
  double trim = 0;                  // the share cut off each end, below 1/2 (Yuen's test)
  std::int64_t permutations = 0;    // > 0: the p-value by so many random permutations, or all when there are fewer
  bool exact_permutations = false;  // all of them, however many
  random::Stream* stream = nullptr;
};
TTest ttest_ind(Context& ctx, const View& a, const View& b, const IndependentOptions& options);
// From means, standard deviations and sizes alone; arrays broadcast.
TTest ttest_from_stats(Context& ctx, const View (&means)[2], const View (&deviations)[2], const View (&sizes)[2],
                       bool equal_var, Alternative alternative);

// The interval of a TTest for a level: low and high.
std::pair<Array, Array> confidence_interval(Context& ctx, const TTest& test, Alternative alternative, double level);

enum class KsMethod : std::uint8_t { automatic, exact, asymptotic, approximate };
// One test's outcome.
struct KsResult {
  double statistic, pvalue, location;
  int sign;
};
KsResult ks_2samp(Context& ctx, std::span<const double> a, std::span<const double> b, Alternative alternative,
                  KsMethod method);
// cdf_values: the distribution function at the sorted sample.
KsResult ks_1samp(Context& ctx, std::span<const double> sorted, std::span<const double> cdf_values,
                  Alternative alternative, KsMethod method);

enum class RankMethod : std::uint8_t { automatic, exact, asymptotic };
struct Statistic {
  double statistic, pvalue;
};
Statistic mannwhitneyu(Context& ctx, std::span<const double> x, std::span<const double> y, bool continuity,
                       Alternative alternative, RankMethod method);

Statistic pearsonr(std::span<const double> x, std::span<const double> y, Alternative alternative);
// Fisher's z interval of a correlation of n pairs.
std::pair<double, double> pearson_interval(double r, std::int64_t n, Alternative alternative, double level);
Statistic spearmanr(Context& ctx, std::span<const double> x, std::span<const double> y, Alternative alternative);
// variant 'b' or 'c'.
Statistic kendalltau(Context& ctx, std::span<const double> x, std::span<const double> y, char variant,
                     Alternative alternative, RankMethod method);

struct Contingency {
  double statistic, pvalue;
  std::int64_t dof;
  Array expected;  // float64, of the table's shape
};
// lambda: of the power divergence family; 1 is Pearson's statistic, 0 the log-likelihood ratio.
Contingency chi2_contingency(Context& ctx, const View& observed, bool correction, double lambda);

// Ranks from 1, ties sharing their mean; `ties`, if wanted, gets the sizes of the groups of equal ones above 1.
void average_ranks(Context& ctx, std::span<const double> x, std::span<double> ranks,
                   CountedVector<double>* ties = nullptr);

// The tail areas of t under an alternative.
double t_pvalue(double t, double df, Alternative alternative);

}  // namespace perilune::stats
