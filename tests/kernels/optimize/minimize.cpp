#include "kernels/optimize/bfgs.h"
#include "kernels/optimize/conjugate_gradient.h"
#include "kernels/optimize/lbfgsb.h"
#include "tests/reference/optimize/problems.h"
#include "tests/support/dense.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::optimize;

namespace {

using Values = std::vector<double>;
constexpr double inf = std::numeric_limits<double>::infinity();

Values values_of(const Array& a) { return {a.as<double>(), a.as<double>() + a.size()}; }

void rosenbrock_gradient(Point x, std::span<double> g) {
  std::fill(g.begin(), g.end(), 0.0);
  for (std::size_t i = 0; i + 1 < x.size(); ++i) {
    const double a = x[i + 1] - x[i] * x[i];
    g[i] += -400 * x[i] * a - 2 * (1 - x[i]);
    g[i + 1] += 200 * a;
  }
}

struct Case {
  const char* method;
  int problem;
  Values x0;
  bool gradient;
  Values lower, upper, x;
  double fun;
  std::int64_t nit, nfev, njev;
  int status;
};

const Case cases[] = {
#include "tests/reference/optimize/minimize.inc"
};

MinimizeResult run(TestContext& ctx, const Case& c) {
  Objective objective{problems[c.problem]};
  if (c.gradient) objective.gradient = rosenbrock_gradient;
  const std::string method = c.method;
  if (method == "L-BFGS-B") {
    LbfgsbOptions options;
    options.lower = c.lower;
    options.upper = c.upper;
    const double eps = 1e-8;
    options.differences.absolute = {&eps, 1};
    return lbfgsb(ctx, objective, c.x0, options);
  }
  BfgsOptions options;
  const double eps = std::sqrt(std::numeric_limits<double>::epsilon());
  options.differences.absolute = {&eps, 1};
  return method == "BFGS" ? bfgs(ctx, objective, c.x0, options) : conjugate_gradient(ctx, objective, c.x0, options);
}

}  // namespace

TEST_CASE("minimisation by gradients goes SciPy's way") {
  TestContext ctx;
  for (const Case& c : cases) {
    INFO("case " << &c - cases << " " << c.method << " problem " << c.problem);
    const MinimizeResult r = run(ctx, c);
    // Sums are formed in another order than BLAS forms them. Difference quotients make 1e-8 of a last digit, so that
    // late steps fall otherwise (also from one kernel of BLAS to the other: x along a flat valley by a hundredth), and
    // the end may be "no better point" where SciPy had the luck to see a small gradient before; long runs of CG are as
    // sensitive.
    const bool sensitive = !c.gradient || (std::string(c.method) == "CG" && c.x0.size() > 5);
    CHECK((r.outcome.status == c.status || (!c.gradient && r.outcome.status == 2 && r.fun < c.fun + 1e-9)));
    CHECK(r.outcome.success == (r.outcome.status == 0));
    if (!sensitive) {
      CHECK(std::abs(r.nit - c.nit) <= 1);
      CHECK(std::abs(r.nfev - c.nfev) <= 2);
      CHECK(std::abs(r.njev - c.njev) <= 2);
    } else if (r.outcome.success) {
      CHECK(static_cast<double>(r.nfev) <= 1.5 * static_cast<double>(c.nfev) + 10);
    }
    const Values x = values_of(r.x);
    if (c.status == 0)
      for (std::size_t i = 0; i < x.size(); ++i) CHECK(x[i] == Approx(c.x[i]).margin(c.gradient ? 1e-4 : 2e-2));
    CHECK(r.fun == problems[c.problem](x));
    REQUIRE(r.gradient.block());
  }
}

TEST_CASE("the best point seen and its gradient are returned wherever a limit falls") {
  TestContext ctx;
  for (const bool given : {true, false})
    for (const int which : {0, 1, 2}) {
      for (std::int64_t limit = 0; limit < 60; ++limit) {
        double best = inf;
        Values where;
        std::int64_t calls = 0;
        const auto f = [&](Point x) {
          ++calls;
          const double value = rosenbrock(x);
          if (given && value < best) {
            best = value;
            where.assign(x.begin(), x.end());
          }
          return value;
        };
        Objective objective{f};
        if (given) objective.gradient = rosenbrock_gradient;
        MinimizeResult r;
        const Values start{-1.2, 1};
        if (which == 0) r = lbfgsb(ctx, objective, start, LbfgsbOptions{{.maxfev = limit}});
        if (which == 1) r = bfgs(ctx, objective, start, BfgsOptions{{{.maxfev = limit}}});
        if (which == 2) r = conjugate_gradient(ctx, objective, start, DescentOptions{{.maxfev = limit}});
        REQUIRE(calls <= limit);
        REQUIRE(r.nfev == calls);
        if (calls == limit && !r.outcome.success) REQUIRE(r.outcome.status == 1);
        if (limit == 0) {
          CHECK(values_of(r.x) == start);
          CHECK(std::isnan(r.fun));
        } else if (given) {
          REQUIRE(values_of(r.x) == where);
          REQUIRE(r.fun == best);
          if (r.gradient.block()) {
            Values g(2);
            rosenbrock_gradient(where, g);
            REQUIRE(values_of(r.gradient) == g);
          }
        } else {
          REQUIRE(r.fun == rosenbrock(values_of(r.x)));
        }
      }
    }
}

TEST_CASE("value and gradient in one, and the complex step, need no further evaluations") {
  TestContext ctx;
  const auto joint = [](Point x, std::span<double> g) {
    rosenbrock_gradient(x, g);
    return rosenbrock(x);
  };
  const auto analytic = [](std::span<const Complex128> z) {
    const Complex128 a = z[1] - z[0] * z[0], b = 1.0 - z[0];
    return 100.0 * a * a + b * b;
  };
  const Values start{-1.2, 1};
  Objective plain{rosenbrock, rosenbrock_gradient}, both{rosenbrock}, by_step{rosenbrock};
  both.joint = joint;
  by_step.complex_value = analytic;
  const MinimizeResult a = bfgs(ctx, plain, start), b = bfgs(ctx, both, start);
  CHECK(values_of(a.x) == values_of(b.x));
  CHECK(a.nfev == b.nfev);
  CHECK(a.njev == b.njev);
  BfgsOptions options;
  options.differences.scheme = Difference::complex_step;
  const MinimizeResult c = bfgs(ctx, by_step, start, options);
  CHECK(c.outcome.success);
  CHECK(c.nfev == a.nfev + 2 * a.njev);
  CHECK(values_of(c.x)[0] == Approx(1).margin(1e-6));
}

TEST_CASE("the inverse Hessian of a quadratic is found") {
  TestContext ctx;
  const auto f = [](Point x) { return 2 * x[0] * x[0] + x[0] * x[1] + 0.5 * x[1] * x[1] - x[0]; };
  const auto g = [](Point x, std::span<double> out) {
    out[0] = 4 * x[0] + x[1] - 1;
    out[1] = x[0] + x[1];
  };
  // The inverse of {{4, 1}, {1, 1}}.
  const Values expected{1.0 / 3, -1.0 / 3, -1.0 / 3, 4.0 / 3};
  BfgsOptions options;
  options.gtol = 1e-10;
  const MinimizeResult r = bfgs(ctx, {f, g}, Values{3, -2}, options);
  for (int i = 0; i < 4; ++i) CHECK(r.inverse_hessian.as<double>()[i] == Approx(expected[i]).margin(2e-3));
  // More corrections than are kept: the ring has gone round.
  LbfgsbOptions few;
  few.maxcor = 3;
  few.gtol = 1e-9;
  few.ftol = 0;
  const LbfgsbResult l = lbfgsb(ctx, {f, g}, Values{3, -2}, few);
  const auto k = l.steps.shape()[0];
  REQUIRE(k >= 1);
  // The secant equation of the last correction holds: H y = s.
  Values product(2);
  inverse_hessian_product(ctx, l.steps, l.gradient_changes, {l.gradient_changes.as<double>() + (k - 1) * 2, 2},
                          product);
  for (int j = 0; j < 2; ++j) CHECK(product[j] == Approx(l.steps.as<double>()[(k - 1) * 2 + j]).epsilon(1e-12));
}

TEST_CASE("the newest correction is the last one, also when more were made than are kept") {
  TestContext ctx;
  Values start(10, -1);
  for (const std::int64_t maxcor : {2, 5, 10, 40}) {
    LbfgsbOptions options;
    options.maxcor = maxcor;
    options.return_all = true;
    const LbfgsbResult l = lbfgsb(ctx, {rosenbrock, rosenbrock_gradient}, start, options);
    const auto k = l.steps.shape()[0];
    REQUIRE(k == std::min<std::int64_t>(maxcor, l.nit - 1));
    // The last iteration ends the run before its correction is stored.
    const std::int64_t rows = l.all.shape()[0];
    for (std::int64_t i = 0; i < k; ++i)
      for (std::int64_t j = 0; j < 10; ++j)
        CHECK(l.steps.at<double>(k - 1 - i, j) ==
              Approx(l.all.at<double>(rows - 2 - i, j) - l.all.at<double>(rows - 3 - i, j)).margin(1e-12));
  }
}

TEST_CASE("differences stay inside bounds and agree with derivatives") {
  TestContext ctx;
  const Values x{1, 2, -3}, low{1, -5, -3.5}, high{4, 2, 7};
  const auto f = [&](Point p, std::span<double> out) {
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK(p[i] >= low[i]);
      CHECK(p[i] <= high[i]);
    }
    out[0] = p[0] * p[0] * p[1];
    out[1] = std::exp(p[2]) + p[0];
  };
  const Values expected{4, 1, 1, 0, 0, std::exp(-3.0)}, f0{2, std::exp(-3.0) + 1};
  for (const Difference scheme : {Difference::two_point, Difference::three_point}) {
    Values jacobian(6);
    differences(ctx, f, x, f0, {.scheme = scheme, .lower = low, .upper = high}, jacobian.data());
    for (std::size_t i = 0; i < 6; ++i)
      CHECK(jacobian[i] == Approx(expected[i]).margin(scheme == Difference::two_point ? 2e-7 : 1e-9));
  }
  const Values tight{1, 2, -3};
  Values jacobian(6, 9.0);
  differences(ctx, f, x, f0, {.lower = tight, .upper = tight}, jacobian.data());
  CHECK(jacobian == Values(6, 0.0));
}

TEST_CASE("a function that gives nan ends the run and is told") {
  TestContext ctx;
  const auto f = [](Point) { return std::nan(""); };
  const MinimizeResult a = bfgs(ctx, {f}, Values{1, 2}), b = conjugate_gradient(ctx, {f}, Values{1, 2});
  const LbfgsbResult c = lbfgsb(ctx, {f}, Values{1, 2});
  for (const MinimizeResult* r : std::initializer_list<const MinimizeResult*>{&a, &b, &c}) {
    CHECK_FALSE(r->outcome.success);
    CHECK(std::isnan(r->fun));
    CHECK(values_of(r->x) == Values{1, 2});
  }
  CHECK(std::string(a.outcome.message) == "NaN result encountered.");
  // A variable that is held, where no gradient was ever known.
  const Values low{1, 0}, high{1, 5};
  const LbfgsbResult held = lbfgsb(ctx, {f}, Values{1, 2}, LbfgsbOptions{{.lower = low, .upper = high}});
  CHECK_FALSE(held.gradient.block());
}

TEST_CASE("callbacks and time end a run by gradients; runs nest") {
  TestContext ctx;
  std::int64_t seen = 0;
  const auto stop = [&](const Iterate& i) {
    seen = i.nit;
    return i.nit == 3;
  };
  const Values start{-1.2, 1};
  LbfgsbOptions options;
  options.callback = Callback(stop);
  const LbfgsbResult r = lbfgsb(ctx, {rosenbrock, rosenbrock_gradient}, start, options);
  CHECK(seen == 3);
  CHECK(r.outcome.status == 99);
  CHECK(bfgs(ctx, {rosenbrock}, start, BfgsOptions{{{.maxtime = 0}}}).outcome.status == 98);
  CHECK(bfgs(ctx, {rosenbrock}, start, BfgsOptions{{{.maxiter = 2}}}).outcome.status == 1);

  const auto outer = [&](Point x) {
    const double a = x[0];
    const auto inner = [a](Point y) { return (y[0] - a) * (y[0] - a) + y[0] * y[0]; };
    return lbfgsb(ctx, {inner}, Values{1.0}).fun + (a - 2) * (a - 2);  // a^2 / 2 + (a - 2)^2
  };
  const LbfgsbResult nested = lbfgsb(ctx, {outer}, Values{0.0});
  CHECK(nested.x.at<double>(0) == Approx(4.0 / 3).margin(1e-4));
}

TEST_CASE("wrong options of the gradient methods are refused") {
  TestContext ctx;
  const Values low{0}, high{1}, crossed{2};
  const auto by_lbfgsb = [&](LbfgsbOptions o) { return lbfgsb(ctx, {rosenbrock}, Values{0.5}, o); };
  const auto by_bfgs = [&](BfgsOptions o) { return bfgs(ctx, {rosenbrock}, Values{0.5}, o); };
  CHECK_THROWS_WITH(by_bfgs({{{.lower = low, .upper = high}}}),
                    "bounds must be left out by a method that has none, got some");
  CHECK_THROWS_WITH(by_bfgs({{.gtol = -1}}), "gtol must be at least 0, got -1");
  CHECK_THROWS_WITH(by_bfgs({{.norm = 0}}), "norm must be an order other than 0, got 0");
  CHECK_THROWS_WITH(by_lbfgsb({{.lower = crossed, .upper = high}}),
                    "bounds must have no lower bound above the upper one, got 2 and 1");
  CHECK_THROWS_WITH(by_lbfgsb({.maxcor = 0}), "maxcor must be at least 1, got 0");
  CHECK_THROWS_WITH(by_lbfgsb({.maxcor = 100000}), "maxcor must be smaller for 1 variables, got 100000");
  CHECK_THROWS_WITH(by_lbfgsb({.ftol = std::nan("")}), "ftol must be at least 0, got nan");
}
