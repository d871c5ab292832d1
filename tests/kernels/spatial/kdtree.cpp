#include "kernels/spatial/kdtree.h"

#include <algorithm>
#include <cmath>

#include "tests/support/dense.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::spatial;

namespace {

// Points on a grid in dimension 2, so that many are equally far apart.
Array cloud(Context& ctx, std::int64_t n, std::int64_t m, unsigned seed, double scale = 1, double shift = 0) {
  Array a = random_array<double>(ctx, {n, m}, seed);
  for (std::int64_t i = 0; i < a.size(); ++i) {
    double& v = a.as<double>()[i];
    v = v - std::floor(v);
    if (m == 2) v = std::round(v * 16) / 16.5;
    v = v * scale + shift;
  }
  return a;
}

double true_distance(const double* x, const double* y, std::int64_t m, double p, double period) {
  double sum = 0;
  for (std::int64_t k = 0; k < m; ++k) {
    double d = std::abs(x[k] - y[k]);
    if (period > 0) {
      d = std::fmod(d, period);
      d = std::min(d, period - d);
    }
    sum = std::isinf(p) ? std::max(sum, d) : p == 2 ? sum + d * d : p == 1 ? sum + d : sum + std::pow(d, p);
  }
  return std::isinf(p) || p == 1 ? sum : p == 2 ? std::sqrt(sum) : std::pow(sum, 1 / p);
}

}  // namespace

// No distance of grid points is this near to it that rounding decides.
constexpr double reach = 0.20131;

TEST_CASE("k-d tree: neighbours, balls and pairs are those of a look at every point", "[threads]") {
  TestContext ctx;
  ctx.threads = 3;
  for (const std::int64_t n : {1, 9, 300, 9000})
    for (const std::int64_t m : {1, 2, 5})
      for (const double period : {0.0, 1.0})
        for (int form = 0; form < 4; ++form) {
          const Array data = cloud(ctx, n, m, 7), x = cloud(ctx, n > 1000 ? 6 : 12, m, 9, 1.4, -0.2);
          const double p = form == 0 ? 2 : form == 1 ? 1 : form == 2 ? std::numeric_limits<double>::infinity() : 2.5;
          KDTreeOptions options;
          options.leafsize = form == 1 ? 1 : 10;
          options.balanced = form != 2;
          options.compact = form < 2;
          const Array box = array_of<double>(ctx, {1}, {period});
          if (period > 0) options.boxsize = box;
          const KDTree tree(ctx, data, options);
          const std::int64_t k = std::min<std::int64_t>(n, form == 3 ? 40 : 5) + 1;
          const auto found = tree.query(ctx, x, k, {p, 0});
          const Array radius = array_of<double>(ctx, {1}, {reach});
          const auto balls = tree.query_ball(ctx, x, radius, {p, 0});
          const Array counts = tree.count_ball(ctx, x, radius, {p, 0});
          INFO(n << " points, " << m << " dimensions, period " << period << ", p " << p);
          for (std::int64_t i = 0; i < x.shape()[0]; ++i) {
            std::vector<std::pair<double, std::int64_t>> all;
            std::vector<std::int64_t> inside;
            for (std::int64_t j = 0; j < n; ++j) {
              const double d = true_distance(x.as<double>() + i * m, data.as<double>() + j * m, m, p, period);
              all.emplace_back(d, j);
              if (d <= reach) inside.push_back(j);
            }
            std::sort(all.begin(), all.end());
            for (std::int64_t q = 0; q < k; ++q) {
              const double d = found.distances.as<double>()[i * k + q];
              const std::int64_t at = found.positions.as<std::int64_t>()[i * k + q];
              if (q >= n) {
                CHECK((std::isinf(d) && at == -1));
                continue;
              }
              CHECK(d == Approx(all[static_cast<std::size_t>(q)].first).epsilon(1e-13).margin(1e-15));
              CHECK(true_distance(x.as<double>() + i * m, data.as<double>() + at * m, m, p, period) ==
                    Approx(d).epsilon(1e-13).margin(1e-15));
            }
            const Array& ball = balls[static_cast<std::size_t>(i)];
            const bool same = std::equal(inside.begin(), inside.end(), ball.as<std::int64_t>(),
                                         ball.as<std::int64_t>() + ball.size());
            CHECK(same);
            CHECK(counts.as<std::int64_t>()[i] == static_cast<std::int64_t>(inside.size()));
          }
          if (n > 300) continue;
          const Array pairs = tree.query_pairs(ctx, reach / 4, {p, 0});
          std::int64_t at = 0;
          for (std::int64_t i = 0; i < n; ++i)
            for (std::int64_t j = i + 1; j < n; ++j)
              if (true_distance(data.as<double>() + i * m, data.as<double>() + j * m, m, p, period) <= reach / 4) {
                REQUIRE(at < pairs.shape()[0]);
                CHECK((pairs.at<std::int64_t>(at, 0) == i && pairs.at<std::int64_t>(at, 1) == j));
                ++at;
              }
          CHECK(at == pairs.shape()[0]);
        }
}

TEST_CASE("k-d tree: the same tree and answers at any number of threads", "[threads]") {
  TestContext ctx;
  const Array data = cloud(ctx, 30000, 3, 1), x = cloud(ctx, 500, 3, 2);
  ctx.threads = 1;
  const KDTree one(ctx, data);
  const auto first = one.query(ctx, x, 4);
  ctx.threads = 4;
  const KDTree four(ctx, data);
  const auto second = four.query(ctx, x, 4);
  CHECK(one.nodes() == four.nodes());
  CHECK(std::equal(first.positions.as<std::int64_t>(), first.positions.as<std::int64_t>() + 2000,
                   second.positions.as<std::int64_t>()));
}

TEST_CASE("k-d tree: bounds, approximations and points that coincide") {
  TestContext ctx;
  const Array same = Array::zeros(ctx, DType::float64, {5000, 2});
  const KDTree heap(ctx, same);
  CHECK(heap.nodes() == 1);
  const Array origin = Array::zeros(ctx, DType::float64, {2});
  const auto three = heap.query(ctx, origin, 3);
  CHECK(three.positions.as<std::int64_t>()[2] == 2);

  const Array data = cloud(ctx, 2000, 3, 3), x = cloud(ctx, 50, 3, 4);
  const KDTree tree(ctx, data);
  const auto exact = tree.query(ctx, x, 3), near = tree.query(ctx, x, 3, {2, 0.5}),
             few = tree.query(ctx, x, 3, {}, 0.05);
  for (std::int64_t i = 0; i < 150; ++i) {
    const double d = exact.distances.as<double>()[i];
    CHECK(near.distances.as<double>()[i] <= d * 1.5);
    CHECK(few.distances.as<double>()[i] == (d < 0.05 ? d : KDTree::infinity));
  }
  // Points that a cut in the middle would part one by one: the tree must not become a list.
  Array steps = Array::empty(ctx, DType::float64, {1000, 1});
  for (std::int64_t i = 0; i < 1000; ++i) steps.as<double>()[i] = std::ldexp(1.0, static_cast<int>(-i));
  KDTreeOptions uneven;
  uneven.balanced = false;
  uneven.leafsize = 1;
  const KDTree list(ctx, steps, uneven);
  CHECK(list.query(ctx, array_of<double>(ctx, {1}, {0.3}), 1).positions.as<std::int64_t>()[0] == 2);
}

TEST_CASE("k-d tree: says what does not fit") {
  TestContext ctx;
  CHECK_THROWS_WITH(KDTree(ctx, array_of<double>(ctx, {1, 2}, {1, std::nan("")})),
                    Catch::Contains("data must contain finite"));
  const KDTree tree(ctx, array_of<double>(ctx, {2, 2}, {1, 2, 3, 4}));
  CHECK_THROWS_WITH(tree.query(ctx, array_of<double>(ctx, {3}, {1, 2, 3}), 1),
                    Catch::Contains("x must have 2 elements"));
  CHECK_THROWS_WITH(tree.query(ctx, array_of<double>(ctx, {2}, {1, 2}), 1, {0.5, 0}),
                    Catch::Contains("p must be at least 1"));
  CHECK_THROWS_WITH(tree.query_ball(ctx, array_of<double>(ctx, {2}, {1, 2}), array_of<double>(ctx, {2}, {1, 2})),
                    Catch::Contains("r must broadcast"));
  KDTreeOptions periodic;
  const Array box = array_of<double>(ctx, {1}, {3});
  periodic.boxsize = box;
  CHECK_THROWS_WITH(KDTree(ctx, array_of<double>(ctx, {1, 2}, {1, 3}), periodic), Catch::Contains("periodic box"));
  const KDTree empty(ctx, Array::empty(ctx, DType::float64, {0, 2}));
  CHECK(empty.query(ctx, array_of<double>(ctx, {2}, {1, 2}), 1).positions.as<std::int64_t>()[0] == -1);
  CHECK(empty.query_pairs(ctx, 1).shape()[0] == 0);
}

TEST_CASE("points without coordinates are all at the same place") {
  TestContext ctx;
  const KDTree tree(ctx, Array::zeros(ctx, DType::float64, {20, 0}));
  CHECK(tree.nodes() == 1);
  const KDTree::Neighbours found = tree.query(ctx, Array::zeros(ctx, DType::float64, {2, 0}), 3);
  for (std::int64_t i = 0; i < 6; ++i) {
    CHECK(found.distances.as<double>()[i] == 0);
    CHECK(found.positions.as<std::int64_t>()[i] == i % 3);
  }
}
