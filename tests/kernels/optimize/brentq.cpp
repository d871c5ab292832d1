#include "kernels/optimize/roots.h"

#include "tests/reference/optimize/problems.h"
#include "tests/support/dense.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::optimize;

namespace {

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
