// Tests of hypotheses: exact p-values against counting everything, layouts, nan, ends. SciPy's values are compared from
// Lua.

#include "kernels/stats/tests.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/support/dense.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::stats;

namespace {

constexpr Alternative sides[] = {Alternative::two_sided, Alternative::less, Alternative::greater};

// Calls f(first, second) for all ways to part 0 … m + n - 1 into m and n numbers.
template <class F>
void each_parting(std::size_t m, std::size_t n, F f) {
  std::vector<bool> in_first(m + n, false);
  std::fill_n(in_first.begin(), m, true);
  do {
    std::vector<double> x, y;
    for (std::size_t i = 0; i < m + n; ++i) (in_first[i] ? x : y).push_back(static_cast<double>(i));
    f(x, y);
  } while (std::prev_permutation(in_first.begin(), in_first.end()));
}

}  // namespace

TEST_CASE("exact p-values of Kolmogorov and Smirnov count the lattice paths") {
  TestContext ctx;
  for (const auto& [m, n] : {std::pair<std::size_t, std::size_t>{3, 4}, {4, 4}, {2, 6}})
    for (const Alternative side : sides) {
      std::vector<double> all;
      each_parting(m, n, [&](const auto& x, const auto& y) {
        all.push_back(ks_2samp(ctx, x, y, side, KsMethod::exact).statistic);
      });
      each_parting(m, n, [&](const auto& x, const auto& y) {
        const KsResult r = ks_2samp(ctx, x, y, side, KsMethod::exact);
        const auto count = std::count_if(all.begin(), all.end(), [&](double d) { return d >= r.statistic - 1e-12; });
        CHECK(r.pvalue == Approx(static_cast<double>(count) / static_cast<double>(all.size())).epsilon(1e-13));
      });
    }
}

TEST_CASE("exact p-values of Mann and Whitney count the orders") {
  TestContext ctx;
  for (const Alternative side : {Alternative::less, Alternative::greater}) {
    std::vector<double> all;
    each_parting(4, 5, [&](const auto& x, const auto& y) {
      all.push_back(mannwhitneyu(ctx, x, y, true, side, RankMethod::exact).statistic);
    });
    each_parting(4, 5, [&](const auto& x, const auto& y) {
      const Statistic r = mannwhitneyu(ctx, x, y, true, side, RankMethod::exact);
      const auto count = std::count_if(all.begin(), all.end(), [&](double u) {
        return side == Alternative::less ? u <= r.statistic : u >= r.statistic;
      });
      CHECK(r.pvalue == Approx(static_cast<double>(count) / static_cast<double>(all.size())).epsilon(1e-13));
    });
  }
}

TEST_CASE("exact p-values of Kendall count the orders") {
  TestContext ctx;
  std::vector<double> x = {0, 1, 2, 3, 4, 5}, y = x, all;
  do all.push_back(kendalltau(ctx, x, y, 'b', Alternative::greater, RankMethod::exact).statistic);
  while (std::next_permutation(y.begin(), y.end()));
  REQUIRE(all.size() == 720);
  for (int k = 0; k < 200; ++k) {
    std::next_permutation(y.begin(), y.end());
    for (const Alternative side : sides) {
      const Statistic r = kendalltau(ctx, x, y, 'b', side, RankMethod::exact);
      const auto count = std::count_if(all.begin(), all.end(), [&](double t) {
        return side == Alternative::two_sided ? std::abs(t) >= std::abs(r.statistic) - 1e-12
               : side == Alternative::less    ? t <= r.statistic + 1e-12
                                              : t >= r.statistic - 1e-12;
      });
      CHECK(r.pvalue == Approx(static_cast<double>(count) / 720).epsilon(1e-12));
    }
  }
}

TEST_CASE("t-tests see the same numbers in every layout and dtype") {
  TestContext ctx;
  const Array a = random_array<double>(ctx, {6, 40}, 1), b = random_array<double>(ctx, {6, 30}, 2);
  TestOptions along{1};
  IndependentOptions independent;
  independent.axis = 1;
  const TTest one = ttest_1samp(ctx, a, Array::zeros(ctx, DType::float64, {}), along);
  const TTest two = ttest_ind(ctx, a, b, independent);
  for (const auto how : {Spread::packed, Spread::fortran, Spread::gaps, Spread::reversed}) {
    const Array c = spread(ctx, a, how);
    const TTest again = ttest_1samp(ctx, c, Array::zeros(ctx, DType::float64, {}), along);
    const TTest both = ttest_ind(ctx, c, b, independent);
    for (int i = 0; i < 6; ++i) {
      CHECK(again.statistic.at<double>(i) == one.statistic.at<double>(i));
      CHECK(both.pvalue.at<double>(i) == two.pvalue.at<double>(i));
    }
  }
  // One slice against many.
  const Array row = random_array<double>(ctx, {1, 25}, 3);
  CHECK(ttest_ind(ctx, a, row, independent).statistic.shape() == Dims{6});
  CHECK_THROWS_AS(ttest_ind(ctx, a, random_array<double>(ctx, {5, 9}, 4), independent), ShapeError);
  CHECK_THROWS_AS(ttest_ind(ctx, random_array<Complex128>(ctx, {3}, 4), b, {}), ValueError);
}

TEST_CASE("a large offset does not spoil a t statistic") {
  TestContext ctx;
  Array a = random_array<double>(ctx, {1000}, 5);
  const Array zero = Array::zeros(ctx, DType::float64, {}), far = array_of<double>(ctx, {}, {1073741824.0});
  const double before = ttest_1samp(ctx, a, zero, {}).standard_error.as<double>()[0];
  for (int i = 0; i < 1000; ++i) a.at<double>(i) += 1073741824.0;
  CHECK(ttest_1samp(ctx, a, far, {}).standard_error.as<double>()[0] == Approx(before).epsilon(1e-8));
}

TEST_CASE("average ranks share ties") {
  TestContext ctx;
  const std::vector<double> x = {3, 1, 3, 2, 3, 1};
  std::vector<double> ranks(6);
  auto ties = ctx.vector<double>();
  average_ranks(ctx, x, ranks, &ties);
  CHECK(ranks == std::vector<double>{5, 1.5, 5, 3, 5, 1.5});
  CHECK(std::vector<double>(ties.begin(), ties.end()) == std::vector<double>{2, 3});
}
