#include "kernels/optimize/minimize_scalar.h"

#include "tests/support/catch.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::optimize;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();

struct MinimumCase {
  std::string method;
  int problem;
  std::vector<double> bracket;
  double tolerance;
  std::int64_t maxiter;
  double x, fun;
  std::int64_t nit, nfev;
  bool success;
};
const MinimumCase minimum_cases[] = {
#include "tests/reference/optimize/minimize_scalar.inc"
};

double minimum_problem(int which, double x) {
  switch (which) {
    case 0: return (x - 2) * (x - 2) * (x + 3);
    case 1: return x * x * x * x - 3 * x + 1;
    case 2: return std::abs(x - 0.3);
    case 3: return -std::exp(-(x - 1) * (x - 1));
    default: return (x - 1e3) * (x - 1e3);
  }
}

}  // namespace

TEST_CASE("searches for minima go SciPy's way") {
  TestContext ctx;
  for (const MinimumCase& c : minimum_cases) {
    INFO("case " << &c - minimum_cases << " " << c.method << " problem " << c.problem);
    const auto f = [&](double x) { return minimum_problem(c.problem, x); };
    ScalarMinimumOptions options{.xtol = c.tolerance, .xatol = c.tolerance, .limits = {.maxiter = c.maxiter}};
    ScalarMinimum r;
    if (c.method == "bounded") {
      options.limits = {.maxfev = c.maxiter};
      r = minimize_bounded(ctx, {f}, c.bracket[0], c.bracket[1], options);
    } else {
      options.bracket = c.bracket;
      r = c.method == "brent" ? minimize_brent(ctx, {f}, options) : minimize_golden(ctx, {f}, options);
    }
    CHECK((r.success == c.success || r.nfev == c.maxiter));  // SciPy fails where the last evaluation converges
    if (c.success) {
      CHECK(r.nfev == c.nfev);
      CHECK(r.nit == c.nit);
      CHECK(r.x == Approx(c.x).epsilon(1e-7).margin(1e-9));
    }
    CHECK(r.fun <= c.fun + 1e-12);  // the best point seen
    CHECK(r.fun == f(r.x));
  }
}

TEST_CASE("what has no minimum is told") {
  TestContext ctx;
  const auto line = [](double x) { return x; };
  const ScalarMinimum none = minimize_brent(ctx, {line});
  CHECK_FALSE(none.success);
  CHECK(none.status == 2);
  const auto nan = [](double) { return std::nan(""); };
  CHECK_FALSE(minimize_brent(ctx, {nan}).success);
  CHECK_FALSE(minimize_golden(ctx, {nan}).success);
  CHECK_FALSE(minimize_bounded(ctx, {nan}, 0, 1).success);
  const auto parabola = [](double x) { return x * x + 1; };
  for (std::int64_t limit = 0; limit < 20; ++limit) {
    CHECK(minimize_brent(ctx, {parabola}, {.limits = {.maxfev = limit}}).nfev <= limit);
    CHECK(minimize_bounded(ctx, {parabola}, -3, 4, {.limits = {.maxfev = limit}}).nfev <= limit);
  }
}

TEST_CASE("wrong brackets and bounds are refused") {
  TestContext ctx;
  const auto f = [](double x) { return x * x; };
  CHECK_THROWS_WITH(minimize_brent(ctx, {f}, {.bracket = {1, 2, 3}}),
                    "bracket must have the lowest value at its second number, got 4");
  CHECK_THROWS_WITH(minimize_golden(ctx, {f}, {.bracket = {1, 5, 3}}),
                    "bracket must have its second number between the others, got 5");
  CHECK_THROWS_WITH(minimize_brent(ctx, {f}, {.bracket = {1}}), "bracket must have two or three numbers, got 1");
  CHECK_THROWS_WITH(minimize_bounded(ctx, {f}, 0, inf), "bounds must be finite, got 0 and inf");
  CHECK_THROWS_WITH(minimize_bounded(ctx, {f}, 1, 0),
                    "bounds must not have the lower one above the upper one, got 1 and 0");
}
