#include "kernels/integrate/nested.h"

#include "tests/support/catch.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::integrate;

TEST_CASE("integrals over simplices and balls") {
  TestContext ctx;
  const auto one = [](std::span<const double>) { return 1.0; };
  double factorial = 1;
  for (std::size_t n = 1; n <= 4; ++n) {
    factorial *= static_cast<double>(n);
    const std::vector<QuadOptions> options(n);
    // The variables sum to at most 1: the volume is 1 / n!.
    const auto range = [](std::size_t, std::span<const double> outer) {
      double sum = 0;
      for (const double x : outer) sum += x;
      return Range{0, 1 - sum};
    };
    const NestedResult r = nested_quad(ctx, one, n, range, options);
    CHECK(r.value == Approx(1 / factorial).epsilon(1e-12));
    CHECK(r.error < 1e-8);
    CHECK(r.status == 0);
    CHECK(r.evaluations == static_cast<std::int64_t>(std::pow(21, n)));
  }
  const std::vector<QuadOptions> options(2);
  const auto disc = [](std::size_t variable, std::span<const double> outer) {
    if (variable == 1) return Range{-1, 1};
    const double half = std::sqrt(1 - outer[0] * outer[0]);
    return Range{-half, half};
  };
  CHECK(nested_quad(ctx, one, 2, disc, options).value == Approx(M_PI).epsilon(1e-9));
  const auto order = [](std::span<const double> x) { return x[0] + 10 * x[1]; };
  const auto box = [](std::size_t variable, std::span<const double>) {
    return variable == 0 ? Range{0, 1} : Range{0, 2};
  };
  CHECK(nested_quad(ctx, order, 2, box, options).value == Approx(21));
}

TEST_CASE("time and trouble of an inner integral reach the outside") {
  TestContext ctx;
  const std::vector<QuadOptions> options(2);
  const auto box = [](std::size_t, std::span<const double>) { return Range{0, 1}; };
  const auto smooth = [](std::span<const double> x) { return x[0]; };
  CHECK(nested_quad(ctx, smooth, 2, box, options, 0).status == 9);
  const auto divergent = [](std::span<const double> x) { return 1 / x[0]; };
  CHECK(nested_quad(ctx, divergent, 2, box, options).status != 0);
  CHECK_THROWS_WITH(nested_quad(ctx, smooth, 21, box, std::vector<QuadOptions>(21)),
                    "ranges must have at most 20 entries, got 21");
}
