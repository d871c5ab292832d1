#include "kernels/integrate/quad.h"

#include "tests/reference/integrate/integrands.h"
#include "tests/support/catch.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::integrate;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();

struct Case {
  int which;
  double a, b, epsabs, epsrel;
  std::int64_t limit, limlst;
  std::vector<double> points;
  Weight weight;
  double wvar, wvar2, value, error;
  std::int64_t evaluations;
  bool content;
};

const Case cases[] = {
#include "tests/reference/integrate/quad.inc"
};

QuadResult run(TestContext& ctx, const Case& c, bool full) {
  QuadOptions options;
  options.epsabs = c.epsabs;
  options.epsrel = c.epsrel;
  options.limit = c.limit;
  options.limlst = c.limlst;
  options.points = c.points;
  options.weight = c.weight;
  options.wvar = c.wvar;
  options.wvar2 = c.wvar2;
  options.full_output = full;
  const auto f = [&](double x) { return integrand(c.which, x); };
  return quad(ctx, f, c.a, c.b, options);
}

}  // namespace

TEST_CASE("integrals, errors and evaluations are QUADPACK's") {
  TestContext ctx;
  for (const Case& c : cases) {
    INFO("case " << &c - cases << ", integrand " << c.which);
    const QuadResult r = run(ctx, c, true);
    CHECK(r.evaluations == c.evaluations);
    CHECK(r.success() == c.content);
    // The order of sums is the same; pow, exp and sin may differ in the last digit between builds.
    CHECK(r.value == Approx(c.value).epsilon(1e-13).margin(1e-15));
    // Errors near rounding are raised to the power 1.5.
    CHECK(r.error == Approx(c.error).epsilon(0.05).margin(2e-12));
    REQUIRE(r.details);
    const QuadDetails& d = *r.details;
    if (d.cycle_values.ndim()) continue;
    const std::int64_t n = d.low.size();
    CHECK(n == r.intervals);
    double sum = 0, length = 0;
    for (std::int64_t i = 0; i < n; ++i) {
      sum += d.values.at<double>(i);
      length += d.high.at<double>(i) - d.low.at<double>(i);
    }
    const bool infinite = std::isinf(c.a) || std::isinf(c.b);
    CHECK(length == Approx(infinite ? 1 : std::abs(c.b - c.a)).margin(1e-15));
    for (std::int64_t i = 1; i < d.order.size(); ++i)
      CHECK(d.errors.at<double>(d.order.at<std::int64_t>(i)) <= d.errors.at<double>(d.order.at<std::int64_t>(i - 1)));
    if (c.content && sum != 0) CHECK(std::abs(sum) == Approx(std::abs(r.value)).epsilon(0.3));
  }
}

TEST_CASE("known integrals lie within the error that is told") {
  TestContext ctx;
  const auto check = [&](auto f, double a, double b, double exact, QuadOptions options = {}) {
    const QuadResult r = quad(ctx, f, a, b, options);
    INFO("exact " << exact);
    CHECK(r.success());
    CHECK(std::abs(r.value - exact) <= std::max(r.error, 1e-15));
    CHECK(r.error <= std::max(options.epsabs, options.epsrel * std::abs(exact)) * 1.0001);
  };
  check([](double x) { return std::exp(-x * x / 2); }, -inf, inf, std::sqrt(2 * M_PI));
  check([](double x) { return std::pow(x, -0.9); }, 0, 1, 10);
  check([](double) { return 1.0; }, 0, 1, 4.0 / 3, {.weight = Weight::alg, .wvar = -0.25, .wvar2 = 0});
  // The logarithmic weight at the left end, whose sum of degree 24 the Fortran package gets wrong.
  check([](double) { return 1.0; }, 0, 1, -1, {.weight = Weight::alg_loga});
  check([](double x) { return std::exp(x) * x; }, 0, 2, 3.1096659941427562,
        {.epsabs = 1e-10, .weight = Weight::alg_loga});
  check([](double x) { return x; }, -1, 1, 2, {.weight = Weight::cauchy, .wvar = 0});
  check([](double x) { return 1 / x; }, 1, inf, 0.62471325642771, {.weight = Weight::sin, .wvar = 1});
  check([](double x) { return 1 / x; }, 1, inf, -0.33740392290097, {.weight = Weight::cos, .wvar = 1});
}

TEST_CASE("a limit keeps what was found") {
  TestContext ctx;
  const auto f = [](double x) { return std::sin(1 / x) / x; };
  for (const std::int64_t limit : {0, 20, 21, 22, 64, 500}) {
    const QuadResult r = quad(ctx, f, 1e-3, 1, {.maxfev = limit});
    CHECK(r.evaluations == limit);
    CHECK(r.status == 8);
    CHECK(std::isnan(r.value) == (limit < 21));
  }
  CHECK(quad(ctx, f, 1e-3, 1, {.maxtime = 0}).status == 9);
  CHECK(quad(ctx, f, 1e-3, 1, {.weight = Weight::cos, .wvar = 30, .maxfev = 60}).status == 8);
  CHECK(quad(ctx, f, 1e-3, 1, {.weight = Weight::cauchy, .wvar = 0.5, .maxfev = 60}).status == 8);
  CHECK(quad(ctx, f, 1e-3, 1, {.weight = Weight::alg, .wvar = 1, .maxfev = 60}).status == 8);
  CHECK(quad(ctx, f, 1e-3, inf, {.weight = Weight::sin, .wvar = 1, .maxfev = 60}).status == 8);
}

TEST_CASE("nan and infinite integrands end") {
  TestContext ctx;
  for (const double bad : {std::nan(""), inf}) {
    const auto f = [bad](double x) { return x > 0.4 ? bad : 1.0; };
    CHECK_FALSE(std::isfinite(quad(ctx, f, 0, 1).value));
    CHECK_FALSE(std::isfinite(quad(ctx, f, 0, inf).value));
    const double points[] = {0.2, 0.7};
    CHECK_FALSE(std::isfinite(quad(ctx, f, 0, 1, {.points = points}).value));
    for (const Weight w : {Weight::cos, Weight::alg, Weight::cauchy})
      CHECK_FALSE(std::isfinite(quad(ctx, f, 0, 1, {.weight = w, .wvar = 0.3}).value));
    quad(ctx, f, 0, inf, {.weight = Weight::cos, .wvar = 0.3});
  }
}

TEST_CASE("integrals nest, and what an integrand throws passes through") {
  TestContext ctx;
  const auto outer = [&](double x) {
    const auto inner = [x](double y) { return x * y; };
    return quad(ctx, inner, 0, x).value;
  };
  CHECK(quad(ctx, outer, 0, 1).value == Approx(0.125));
  struct Mine {};
  const auto throwing = [](double x) -> double { return x > 0.9 ? throw Mine{} : x; };
  CHECK_THROWS_AS(quad(ctx, throwing, 0, 1), Mine);
}

TEST_CASE("wrong options of quad are refused") {
  TestContext ctx;
  const auto call = [&](double a, double b, QuadOptions options) {
    const auto f = [](double x) { return x; };
    return quad(ctx, f, a, b, options);
  };
  const double point = 0.5;
  const std::span<const double> points(&point, 1);
  CHECK_THROWS_WITH(call(std::nan(""), 1, {}), "a must be a number, got nan");
  CHECK_THROWS_WITH(call(0, 1, {.limit = 0}), "limit must be at least 1, got 0");
  CHECK_THROWS_WITH(call(0, 1, {.epsabs = 0, .epsrel = 0}),
                    "epsrel must be at least 1.1102230246251565e-14 where epsabs is not positive, got 0");
  CHECK_THROWS_WITH(call(0, inf, {.points = points}), "points must be left out where a limit is infinite, got some");
  CHECK_THROWS_WITH(call(0, 1, {.limit = 1, .points = points}),
                    "limit must be greater than the number of points, 1, got 1");
  CHECK_THROWS_WITH(call(0, 1, {.points = points, .weight = Weight::cos}),
                    "points must be left out with a weight, got some");
  CHECK_THROWS_WITH(call(-inf, inf, {.weight = Weight::cos, .wvar = 1}),
                    "weight must be left out from -inf to inf, got cos or sin");
  CHECK_THROWS_WITH(call(0, 1, {.weight = Weight::cauchy, .wvar = 1}), "wvar must differ from a and b, got 1");
  CHECK_THROWS_WITH(call(0, 1, {.weight = Weight::alg, .wvar = -1}),
                    "wvar must have two numbers greater than -1, got -1 and 0");
  CHECK_THROWS_WITH(call(1, 1, {.weight = Weight::alg}), "b must differ from a with an algebraic weight, got 1");
  CHECK(call(1, 0, {.weight = Weight::alg}).value == Approx(-0.5).epsilon(1e-14));  // backwards
}
