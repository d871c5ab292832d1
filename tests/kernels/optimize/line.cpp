// Searches on a line: roots in brackets and from a start, minima.

#include "kernels/optimize/minimize_scalar.h"
#include "kernels/optimize/roots.h"
#include "tests/reference/optimize/problems.h"
#include "tests/support/catch.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::optimize;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();

struct RootCase {
  std::string method;
  int problem;
  double a, b, xtol;
  std::int64_t maxiter;
  double root;
  std::int64_t iterations, function_calls;
  bool converged;
};
const RootCase root_cases[] = {
#include "tests/reference/optimize/roots.inc"
};

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

RootResult find_root(TestContext& ctx, const RootCase& c, const ScalarFunction& f) {
  BracketOptions options{.xtol = c.xtol, .limits = {.maxiter = c.maxiter}};
  if (c.method == "bisect") return bisect(ctx, f, c.a, c.b, options);
  if (c.method == "brenth") return brenth(ctx, f, c.a, c.b, options);
  if (c.method == "ridder") return ridder(ctx, f, c.a, c.b, options);
  if (c.method == "toms748") return toms748(ctx, f, c.a, c.b, options);
  NewtonOptions newton_options{.tol = c.xtol, .limits = {.maxiter = c.maxiter}};
  if (c.method == "secant") newton_options.x1 = c.b;
  return newton(ctx, f, c.a, newton_options);
}

}  // namespace

TEST_CASE("searches for roots go SciPy's way") {
  TestContext ctx;
  for (const RootCase& c : root_cases) {
    INFO("case " << &c - root_cases << " " << c.method << " problem " << c.problem);
    const auto f = [&](double x) { return root_problem(c.problem, x); };
    const auto slope = [&](double x) { return c.problem == 0 ? 3 * x * x - 2 : c.problem == 1 ? 2 * x : 1.0; };
    const auto bend = [&](double x) { return c.problem == 0 ? 6 * x : c.problem == 1 ? 2.0 : 0.0; };
    ScalarFunction function{f};
    if (c.method == "newton" || c.method == "halley") function.derivative = slope;
    if (c.method == "halley") function.second_derivative = bend;
    const RootResult r = find_root(ctx, c, function);
    CHECK(r.converged == c.converged);
    CHECK(r.function_calls == c.function_calls);
    if (c.converged) {
      CHECK(r.root == Approx(c.root).epsilon(1e-13).margin(c.xtol));
      // SciPy does not count the iteration in which Newton's method meets a root exactly, nor do we.
      CHECK(r.iterations == c.iterations);
    } else {
      // The best point seen. (SciPy's newton and toms748 give the next one, not yet looked at.)
      if (c.method == "bisect" || c.method == "brenth" || c.method == "ridder")
        CHECK(std::abs(f(r.root)) <= std::abs(f(c.root)) * (1 + 1e-12));
      CHECK(r.status == -2);
    }
  }
}

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

TEST_CASE("what has no root or minimum is told") {
  TestContext ctx;
  const auto parabola = [](double x) { return x * x + 1; };
  const auto slope = [](double x) { return 2 * x; };
  for (const auto search : {bisect, brenth, ridder})
    CHECK_THROWS_WITH(search(ctx, {parabola}, -1, 2, {}),
                      "f must have different signs at a and b, got 2 at -1 and 5 at 2");
  CHECK_THROWS_WITH(toms748(ctx, {parabola}, -1, 2), "f must have different signs at a and b, got 2 at -1 and 5 at 2");
  const RootResult flat = newton(ctx, {parabola, slope}, 0);
  CHECK_FALSE(flat.converged);
  CHECK(std::string(flat.message) == "The derivative was zero.");
  CHECK(newton(ctx, {parabola, slope}, 3).iterations == 50);
  CHECK_FALSE(newton(ctx, {parabola}, 3).converged);
  const auto line = [](double x) { return x; };
  const ScalarMinimum none = minimize_brent(ctx, {line});
  CHECK_FALSE(none.success);
  CHECK(none.status == 2);
  const auto nan = [](double) { return std::nan(""); };
  CHECK_FALSE(minimize_brent(ctx, {nan}).success);
  CHECK_FALSE(minimize_golden(ctx, {nan}).success);
  CHECK_FALSE(minimize_bounded(ctx, {nan}, 0, 1).success);
  CHECK_THROWS_WITH(bisect(ctx, {nan}, 0, 1), "f must not be nan between a and b, got nan at 0");
  for (std::int64_t limit = 0; limit < 20; ++limit) {
    CHECK(minimize_brent(ctx, {parabola}, {.limits = {.maxfev = limit}}).nfev <= limit);
    CHECK(minimize_bounded(ctx, {parabola}, -3, 4, {.limits = {.maxfev = limit}}).nfev <= limit);
    CHECK(
        toms748(ctx, {[](double x) { return std::exp(x) - 5; }}, -9, 9, {.limits = {.maxfev = limit}}).function_calls <=
        limit);
  }
}

TEST_CASE("wrong brackets and tolerances are refused") {
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
  CHECK_THROWS_WITH(newton(ctx, {f}, 1, {.tol = 0}), "xtol must be greater than 0, got 0");
  CHECK_THROWS_WITH(newton(ctx, {f}, 1, {.x1 = 1}), "x1 must differ from x0, got 1");
  CHECK_THROWS_WITH(toms748(ctx, {f}, 0, 1, {}, 0), "k must be between 1 and 100, got 0");
}
