#include <algorithm>
#include <cmath>

#include "kernels/core/errors.h"
#include "kernels/spatial/metric.h"
#include "kernels/spatial/squareform.h"
#include "tests/support/dense.h"
#include "tests/support/reference.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::spatial;

namespace {

std::vector<std::string> metric_names() { return split(metric_words, '|'); }

// The points of distance.py.
Array points(Context& ctx, std::int64_t n, std::int64_t d, std::int64_t step, bool booleans) {
  Array a = Array::empty(ctx, DType::float64, {n, d});
  for (std::int64_t i = 0; i < n * d; ++i) {
    const double v = static_cast<double>(i * step % 97) / 12 - 3.5;
    a.as<double>()[i] = booleans ? (v > 0 ? 1.0 : 0.0) : v;
  }
  return a;
}

bool compares_booleans(const std::string& name) {
  const std::string all = "dice|hamming|jaccard|kulczynski1|rogerstanimoto|russellrao|sokalmichener|sokalsneath|yule";
  const auto names = split(all, '|');
  return std::find(names.begin(), names.end(), name) != names.end();
}

View first_rows(const Array& a, std::int64_t n, std::int64_t shape[2]) {
  shape[0] = n;
  shape[1] = a.shape()[1];
  return {a.data(), shape, a.strides().data(), 2, a.dtype()};
}

void check_values(const std::vector<double>& got, const std::vector<double>& expected, double margin) {
  REQUIRE(got.size() == expected.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    INFO("distance " << i << ": " << got[i] << " should be " << expected[i]);
    const bool same = got[i] == expected[i] || (std::isnan(got[i]) && std::isnan(expected[i])) ||
                      std::abs(got[i] - expected[i]) <= margin + 4e-15 * std::abs(expected[i]);
    CHECK(same);
  }
}

std::vector<double> values_of(const Array& a) { return {a.as<double>(), a.as<double>() + a.size()}; }

}  // namespace

TEST_CASE("cdist, pdist and the distance of a pair are SciPy's for every metric, with weights and without") {
  TestContext ctx;
  const auto names = metric_names();
  int cases = 0;
  for (const std::string& line : reference_lines("spatial/distance.txt")) {
    const auto part = split(line, ';');
    REQUIRE(part.size() == 7);
    INFO(line.substr(0, 30));
    const auto metric = static_cast<Metric>(std::find(names.begin(), names.end(), part[0]) - names.begin());
    const auto d = static_cast<std::int64_t>(numbers(part[1])[0]);
    const bool booleans = compares_booleans(part[0]);
    const Array a = points(ctx, 2, d, 7919, booleans), b = points(ctx, 66, d, 31, booleans);
    MetricOptions options;
    options.p = numbers(part[3])[0];
    Array w = Array::empty(ctx, DType::float64, {d}), variances = w, vi = Array::empty(ctx, DType::float64, {d, d});
    variances = Array::empty(ctx, DType::float64, {d});
    for (std::int64_t k = 0; k < d; ++k) {
      w.at<double>(k) = static_cast<double>(k % 3) + (metric == Metric::chebyshev ? 0 : 0.5);
      variances.at<double>(k) = static_cast<double>(k) + 0.5;
      for (std::int64_t l = 0; l < d; ++l) vi.at<double>(k, l) = (k == l ? 2 : 0) + 0.25;
    }
    if (numbers(part[2])[0] != 0) options.weights = w;
    if (metric == Metric::seuclidean) options.variances = variances;
    if (metric == Metric::mahalanobis) options.inverse_covariance = vi;
    // Sums of at most 17 terms: a few roundings. Cosines of near vectors lose what 1 - cos cancels.
    const double margin = metric == Metric::cosine || metric == Metric::correlation ? 2e-15 : 0;
    for (const Spread layout : {Spread::packed, Spread::fortran, Spread::reversed}) {
      const Array x = spread(ctx, a, layout), y = spread(ctx, b, layout);
      check_values(values_of(cdist(ctx, x, y, metric, options)), numbers(part[4]), margin);
      std::int64_t shape[2];
      check_values(values_of(pdist(ctx, first_rows(y, 9, shape), metric, options)), numbers(part[5]), margin);
    }
    const View u{a.data(), a.shape().data() + 1, a.strides().data() + 1, 1, a.dtype()};
    const View v{b.data(), b.shape().data() + 1, b.strides().data() + 1, 1, b.dtype()};
    check_values({distance(ctx, u, v, metric, options)}, numbers(part[6]), margin);
    ++cases;
  }
  CHECK(cases > 80);
}

TEST_CASE("pdist is the upper triangle of cdist, whatever the number of points and threads", "[threads]") {
  TestContext ctx;
  const auto names = metric_names();
  for (const std::int64_t n : {0, 1, 2, 63, 64, 65, 200}) {
    const Array x = random_array<double>(ctx, {n, 5}, 3);
    for (std::size_t m = 0; m < names.size(); ++m) {
      const auto metric = static_cast<Metric>(m);
      if (metric == Metric::mahalanobis && n < 7) continue;
      if (metric == Metric::seuclidean && n < 2) continue;
      INFO(names[m] << " of " << n);
      ctx.threads = 1;
      const Array full = cdist(ctx, x, x, metric), one = pdist(ctx, x, metric);
      ctx.threads = 4;
      const Array pairs = pdist(ctx, x, metric);
      std::int64_t at = 0;
      for (std::int64_t i = 0; i < n; ++i)
        for (std::int64_t j = i + 1; j < n; ++j, ++at) {
          const double d = pairs.as<double>()[at], bits = one.as<double>()[at];
          // Defaults of V and VI see the points twice in cdist.
          const bool same_defaults = metric != Metric::mahalanobis && metric != Metric::seuclidean;
          if (same_defaults && !(std::isnan(d) && std::isnan(full.at<double>(i, j))))
            CHECK(d == Approx(full.at<double>(i, j)).epsilon(1e-13).margin(1e-15));
          if (metric != Metric::cosine && metric != Metric::correlation) CHECK((d == bits || std::isnan(d)));
        }
      CHECK(at == pairs.size());
    }
  }
}

TEST_CASE("distances of nan are nan, of nothing 0 or nan") {
  TestContext ctx;
  const Array a = array_of<double>(ctx, {1, 3}, {1, std::nan(""), 2}), b = array_of<double>(ctx, {1, 3}, {1, 2, 5});
  for (const Metric m : {Metric::euclidean, Metric::cityblock, Metric::chebyshev, Metric::cosine, Metric::canberra})
    CHECK(std::isnan(cdist(ctx, a, b, m).as<double>()[0]));
  const Array none = Array::empty(ctx, DType::float64, {2, 0});
  CHECK(cdist(ctx, none, none, Metric::euclidean).as<double>()[3] == 0);
  CHECK(std::isnan(cdist(ctx, none, none, Metric::hamming).as<double>()[0]));
  CHECK(std::isnan(cdist(ctx, none, none, Metric::cosine).as<double>()[0]));
}

TEST_CASE("distances say what does not fit") {
  TestContext ctx;
  const Array a = random_array<double>(ctx, {3, 2}, 1), b = random_array<double>(ctx, {3, 4}, 1);
  CHECK_THROWS_WITH(cdist(ctx, a, b, Metric::euclidean), Catch::Contains("XB must have 2 columns to match XA, got 4"));
  CHECK_THROWS_WITH(pdist(ctx, b, Metric::mahalanobis),
                    Catch::Contains("VI must be given for 3 points in 4 dimensions"));
  MetricOptions options;
  const Array w = array_of<double>(ctx, {2}, {1, -1});
  options.weights = w;
  CHECK_THROWS_WITH(pdist(ctx, a, Metric::euclidean, options), Catch::Contains("w must hold no negative number"));
  CHECK_THROWS_WITH(pdist(ctx, b, Metric::euclidean, options), Catch::Contains("w must have 4 elements"));
  CHECK_THROWS_WITH(pdist(ctx, random_array<Complex128>(ctx, {3, 2}, 1), Metric::euclidean),
                    Catch::Contains("X must be real"));
}

TEST_CASE("squareform goes both ways") {
  TestContext ctx;
  for (const std::int64_t n : {1, 2, 3, 10, 31}) {
    const Array pairs = random_array<double>(ctx, {n * (n - 1) / 2}, 4), matrix = matrix_of_pairs(ctx, pairs);
    CHECK(matrix.shape()[0] == n);
    CHECK(values_of(pairs_of_matrix(ctx, matrix)) == values_of(pairs));
    for (std::int64_t i = 0; i < n; ++i) CHECK(matrix.at<double>(i, i) == 0);
  }
  CHECK_THROWS_WITH(matrix_of_pairs(ctx, random_array<double>(ctx, {4}, 1)), Catch::Contains("got 4"));
  Array skew = Array::zeros(ctx, DType::float64, {2, 2});
  skew.at<double>(0, 1) = 1;
  CHECK_THROWS_WITH(pairs_of_matrix(ctx, skew), Catch::Contains("must be symmetric"));
  CHECK(pairs_of_matrix(ctx, skew, false).as<double>()[0] == 1);
}
