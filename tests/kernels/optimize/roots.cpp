// Roots in brackets and from a start.

#include "kernels/optimize/roots.h"

#include "tests/reference/optimize/problems.h"
#include "tests/support/dense.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::optimize;

namespace {

// Of brentq, to the bit.
struct Case {
  int problem;
  double a, b, xtol, rtol;
  std::int64_t maxiter;
  double root;
  std::int64_t iterations, function_calls;
  bool converged;
};

const Case cases[] = {
#include "tests/reference/optimize/brentq.inc"
};

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

TEST_CASE("brentq takes SciPy's steps to the bit") {
  TestContext ctx;
  for (const Case& c : cases) {
    INFO("case " << &c - cases);
    const auto f = [&](double x) { return root_problem(c.problem, x); };
    const RootResult r = brentq(ctx, {f}, c.a, c.b, {.xtol = c.xtol, .rtol = c.rtol, .limits = {.maxiter = c.maxiter}});
    CHECK(r.iterations == c.iterations);
    CHECK(r.function_calls == c.function_calls);
    CHECK(r.converged == c.converged);
    if (c.converged) {
      CHECK(r.root == c.root);
      CHECK(r.status == 0);
      CHECK(r.flag == std::string("converged"));
    } else {
      CHECK(std::abs(f(r.root)) <= std::abs(f(c.root)));  // the best point seen, not the last
      CHECK(r.status == -2);
      CHECK(r.flag == std::string("convergence error"));
      CHECK(r.message == std::string("Maximum number of iterations has been exceeded."));
    }
  }
}

TEST_CASE("a root at an end needs no iteration, and signs decide, not products") {
  TestContext ctx;
  const auto f = [](double x) { return x - 4; };
  const RootResult at_a = brentq(ctx, {f}, 4, 9), at_b = brentq(ctx, {f}, 0, 4);
  CHECK(at_a.root == 4);
  CHECK(at_b.root == 4);
  CHECK(at_a.iterations == 0);
  CHECK(at_b.function_calls == 2);
  // f(a) f(b) underflows to zero here.
  const auto tiny = [](double x) { return root_problem(8, x); };
  CHECK(brentq(ctx, {tiny}, 0, 1).root == Approx(0.25).epsilon(1e-12));
  CHECK_THROWS_AS(brentq(ctx, {tiny}, 0.5, 1), ValueError);
}

TEST_CASE("infinite values of f are a sign like any other") {
  TestContext ctx;
  const auto pole = [](double x) { return x > 0.25 ? 1 / (1 - x) : -1.0; };
  CHECK(brentq(ctx, {pole}, 0, 1).root == Approx(0.25).epsilon(1e-11));
}

TEST_CASE("brentq ends at its limits with the best point seen") {
  TestContext ctx;
  const auto f = [](double x) { return root_problem(2, x); };
  for (std::int64_t limit = 0; limit < 12; ++limit) {
    double best = std::numeric_limits<double>::infinity(), where = 0;
    const auto watched = [&](double x) {
      if (std::abs(f(x)) < best) {
        best = std::abs(f(x));
        where = x;
      }
      return f(x);
    };
    const RootResult r = brentq(ctx, {watched}, 0, 3, {.limits = {.maxfev = limit}});
    CHECK(r.function_calls == limit);
    CHECK_FALSE(r.converged);
    CHECK(r.root == where);
    CHECK(r.message == std::string("Maximum number of function evaluations has been exceeded."));
  }
  CHECK(brentq(ctx, {f}, 0, 3, {.limits = {.maxtime = 0}}).message == std::string("Maximum time has been exceeded."));
  std::int64_t rounds = 0;
  const auto stop = [&](const Iterate& now) {
    CHECK(now.nit == ++rounds);
    CHECK(now.fun == f(now.x[0]));
    return rounds == 3;
  };
  const RootResult r = brentq(ctx, {f}, 0, 3, {.callback = stop});
  CHECK(r.iterations == 3);
  CHECK(r.message == std::string("The callback asked to stop."));
}

TEST_CASE("brentq names the argument that it cannot take") {
  TestContext ctx;
  const double inf = std::numeric_limits<double>::infinity(), nan = std::nan("");
  const auto f = [](double x) { return x * x + 1; };
  const auto run = [&](double a, double b, const BracketOptions& options = {}) { brentq(ctx, {f}, a, b, options); };
  CHECK_THROWS_WITH(run(1, 2), "f must have different signs at a and b, got 2 at 1 and 5 at 2");
  CHECK_THROWS_WITH(run(-inf, 2), "a must be finite, got -inf");
  CHECK_THROWS_WITH(run(0, nan), "b must be finite, got nan");
  CHECK_THROWS_WITH(run(0, 1, {.xtol = 0}), "xtol must be greater than 0, got 0");
  CHECK_THROWS_WITH(run(0, 1, {.rtol = 1e-16}), "rtol must be at least 8.881784197001252e-16, got 1e-16");
  CHECK_THROWS_WITH(run(0, 1, {.limits = {.maxiter = -3}}), "maxiter must be at least 0, got -3");
  const auto broken = [&](double x) { return x == 0 ? -1 : (x == 1 ? 1 : nan); };
  CHECK_THROWS_WITH(brentq(ctx, {broken}, 0, 1), "f must not be nan between a and b, got nan at 0.5");
}

TEST_CASE("exceptions of f and interrupts come out of brentq as they are") {
  TestContext ctx;
  struct Mine {};
  const auto failing = [](double x) -> double {
    if (x != 0 && x != 1) throw Mine();
    return x - 0.4;
  };
  CHECK_THROWS_AS(brentq(ctx, {failing}, 0, 1), Mine);
  StopFlag flag;
  flag.request = StopFlag::cancel;
  ctx.stop = &flag;
  CHECK_THROWS_AS(brentq(ctx, {[](double x) { return x - 0.4; }}, 0, 1), Interrupted);
  CHECK(ctx.memory.used() == 0);
}

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

TEST_CASE("what has no root is told") {
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
  const auto nan = [](double) { return std::nan(""); };
  CHECK_THROWS_WITH(bisect(ctx, {nan}, 0, 1), "f must not be nan between a and b, got nan at 0");
  for (std::int64_t limit = 0; limit < 20; ++limit) {
    CHECK(
        toms748(ctx, {[](double x) { return std::exp(x) - 5; }}, -9, 9, {.limits = {.maxfev = limit}}).function_calls <=
        limit);
  }
}

TEST_CASE("starts and counts that searches for roots cannot take are refused") {
  TestContext ctx;
  const auto f = [](double x) { return x * x; };
  CHECK_THROWS_WITH(newton(ctx, {f}, 1, {.tol = 0}), "xtol must be greater than 0, got 0");
  CHECK_THROWS_WITH(newton(ctx, {f}, 1, {.x1 = 1}), "x1 must differ from x0, got 1");
  CHECK_THROWS_WITH(toms748(ctx, {f}, 0, 1, {}, 0), "k must be between 1 and 100, got 0");
}
