#include "kernels/optimize/least_squares.h"

#include "tests/support/dense.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::optimize;

namespace {

using Values = std::vector<double>;
constexpr double inf = std::numeric_limits<double>::infinity();

struct Case {
  int problem;
  bool exact, lm;
  Loss loss;
  double f_scale;
  Values lower, upper;
  bool by_jacobian;
  Values x;
  double cost, optimality;
  std::int64_t nfev;
  int status;
  Values mask;
};
const Case cases[] = {
#include "tests/reference/optimize/least_squares.inc"
};

constexpr std::size_t points = 20;
double time_of(std::size_t i) { return 0.25 * static_cast<double>(i); }
double value_of(std::size_t i) {
  const double k = static_cast<double>(i);
  return 3.0 * std::exp(-0.7 * time_of(i)) + 0.5 + 0.05 * std::sin(17.0 * k * k) + (i == 3 ? 4 : 0) -
         (i == 11 ? 2.5 : 0);
}

void rosenbrock_residuals(Point x, std::span<double> f) {
  f[0] = 10 * (x[1] - x[0] * x[0]);
  f[1] = 1 - x[0];
}
void rosenbrock_jacobian(Point x, std::span<double> j) {
  j[0] = -20 * x[0];
  j[1] = 10;
  j[2] = -1;
  j[3] = 0;
}
void decay(Point p, std::span<double> f) {
  for (std::size_t i = 0; i < points; ++i) f[i] = p[0] * std::exp(-p[1] * time_of(i)) + p[2] - value_of(i);
}
void decay_jacobian(Point p, std::span<double> j) {
  for (std::size_t i = 0; i < points; ++i) {
    const double e = std::exp(-p[1] * time_of(i));
    j[3 * i] = e;
    j[3 * i + 1] = -p[0] * time_of(i) * e;
    j[3 * i + 2] = 1;
  }
}
const Values starts[] = {{-1.2, 1}, {1, 1, 0}};
Residuals problem(int which, bool exact) {
  Residuals r = which == 0 ? Residuals{rosenbrock_residuals} : Residuals{decay};
  if (exact)
    r.jacobian = which == 0 ? FunctionRef<void(Point, std::span<double>)>(rosenbrock_jacobian)
                            : FunctionRef<void(Point, std::span<double>)>(decay_jacobian);
  return r;
}
std::size_t count(int which) { return which == 0 ? 2 : points; }

Values values_of(const Array& a) { return {a.as<double>(), a.as<double>() + a.size()}; }

}  // namespace

TEST_CASE("least squares go SciPy's way") {
  TestContext ctx;
  for (const Case& c : cases) {
    INFO("case " << &c - cases << ", problem " << c.problem << (c.lm ? ", lm" : ", trf"));
    LeastSquaresOptions options;
    options.method = c.lm ? LeastSquaresOptions::lm : LeastSquaresOptions::trf;
    options.loss = c.loss;
    options.f_scale = c.f_scale;
    options.lower = c.lower;
    options.upper = c.upper;
    options.scale_by_jacobian = c.by_jacobian;
    const LeastSquaresResult r =
        least_squares(ctx, problem(c.problem, c.exact), starts[c.problem], count(c.problem), options);
    CHECK(r.success());
    // Near the end rounding decides: one evaluation more or less, and by which of two tests it ends.
    CHECK(std::abs(r.nfev - c.nfev) <= (c.lm && !c.exact ? 4 : 2));
    for (std::size_t i = 0; i < c.x.size(); ++i)
      CHECK(values_of(r.x)[i] == Approx(c.x[i]).epsilon(c.exact ? 2e-6 : 1e-4).margin(1e-7));
    CHECK(r.cost == Approx(c.cost).epsilon(1e-9).margin(1e-14));
    for (std::size_t i = 0; i < c.mask.size(); ++i)
      CHECK(static_cast<double>(r.active_mask.at<std::int64_t>(static_cast<std::int64_t>(i))) == c.mask[i]);
    Values f(count(c.problem));
    problem(c.problem, false).value(values_of(r.x), f);
    CHECK(values_of(r.fun) == f);
    CHECK(r.jacobian.shape() == Dims{static_cast<std::int64_t>(f.size()), static_cast<std::int64_t>(c.x.size())});
    CHECK(r.gradient.size() == static_cast<std::int64_t>(c.x.size()));
  }
}

TEST_CASE("limits of least squares keep the best point") {
  TestContext ctx;
  for (const bool lm : {true, false})
    for (std::int64_t limit = 1; limit < 12; ++limit) {
      LeastSquaresOptions options;
      options.method = lm ? LeastSquaresOptions::lm : LeastSquaresOptions::trf;
      options.max_nfev = limit;
      double best = inf;
      const auto f = [&](Point x, std::span<double> out) {
        rosenbrock_residuals(x, out);
        best = std::min(best, 0.5 * (out[0] * out[0] + out[1] * out[1]));
      };
      const LeastSquaresResult r = least_squares(ctx, {f, rosenbrock_jacobian}, starts[0], 2, options);
      CHECK(r.nfev == limit);
      CHECK(r.status == 0);
      CHECK_FALSE(r.success());
      if (lm) CHECK(r.cost == best);
      else CHECK(r.cost >= best);
    }
  LeastSquaresOptions options;
  options.maxtime = 0;
  CHECK(least_squares(ctx, {decay}, starts[1], points, options).status == 98);
  options.maxtime = inf;
  int seen = 0;
  const auto stop = [&](const Iterate& i) {
    CHECK(i.fun >= 0);
    return ++seen == 2;
  };
  options.callback = Callback(stop);
  CHECK(least_squares(ctx, {decay}, starts[1], points, options).status == 99);
  options.method = LeastSquaresOptions::lm;
  seen = 0;
  CHECK(least_squares(ctx, {decay}, starts[1], points, options).status == 99);
  options.callback.reset();
  options.maxiter = 2;
  const LeastSquaresResult r = least_squares(ctx, {decay}, starts[1], points, options);
  CHECK(r.status == 5);
  CHECK(r.nit == 2);
}

TEST_CASE("what residuals throw passes through MINPACK; runs nest") {
  TestContext ctx;
  struct Mine {};
  int calls = 0;
  const auto f = [&](Point, std::span<double>) {
    if (++calls == 3) throw Mine{};
  };
  LeastSquaresOptions options;
  options.method = LeastSquaresOptions::lm;
  CHECK_THROWS_AS(least_squares(ctx, {f}, starts[0], 2, options), Mine);
  const auto outer = [&](Point x, std::span<double> out) {
    const double a = x[0];
    const auto inner = [a](Point p, std::span<double> q) {
      q[0] = p[0] - a;
      q[1] = p[0];
    };
    const Values one{1};
    out[0] = least_squares(ctx, {inner}, one, 2, options).x.at<double>(0) - 1;  // a / 2 - 1
  };
  const Values zero{0.5};
  CHECK(least_squares(ctx, {outer}, zero, 1, options).x.at<double>(0) == Approx(2).epsilon(1e-6));
}

TEST_CASE("residuals that are not finite are refused at the start and avoided later") {
  TestContext ctx;
  for (const bool lm : {true, false}) {
    LeastSquaresOptions options;
    options.method = lm ? LeastSquaresOptions::lm : LeastSquaresOptions::trf;
    const auto nan = [](Point, std::span<double> f) { std::fill(f.begin(), f.end(), std::nan("")); };
    CHECK_THROWS_WITH(least_squares(ctx, {nan}, starts[0], 2, options),
                      "fun must give finite residuals at x0, got nan or an infinity");
  }
  const auto fence = [](Point x, std::span<double> f) { f[0] = x[0] > 0 ? std::log(x[0]) : std::nan(""); };
  const Values start{4};
  const LeastSquaresResult r = least_squares(ctx, {fence}, start, 1, {});
  CHECK(r.x.at<double>(0) == Approx(1).epsilon(1e-6));
}

TEST_CASE("wrong options of least squares are refused") {
  TestContext ctx;
  const Values low{0, 0}, high{1, 1}, same{0, 1};
  const auto run = [&](LeastSquaresOptions o, std::size_t m = 2) {
    const Values half{0.5, 0.5};
    return least_squares(ctx, {rosenbrock_residuals}, half, m, o);
  };
  CHECK_THROWS_WITH(run({.lower = low, .upper = same}),
                    "bounds must have each lower bound below the upper one, got 0 and 0");
  const Values far{2, 3};
  CHECK_THROWS_WITH(run({.lower = high, .upper = far}), "x0 must lie within the bounds, from 1 to 2, got 0.5");
  CHECK_THROWS_WITH(run({.method = LeastSquaresOptions::lm, .lower = low, .upper = high}),
                    "bounds must be left out with method 'lm', got some");
  CHECK_THROWS_WITH(run({.method = LeastSquaresOptions::lm, .loss = Loss::huber}),
                    "loss must be 'linear' with method 'lm'");
  CHECK_THROWS_WITH(run({.method = LeastSquaresOptions::lm}, 1),
                    "fun must give at least as many residuals as there are variables, 2, with method 'lm', got 1");
  CHECK_THROWS_WITH(run({.ftol = 0, .xtol = 0, .gtol = 0}),
                    "ftol, xtol or gtol must be at least the float64 epsilon, 2.220446049250313e-16");
  CHECK_THROWS_WITH(run({.f_scale = 0}), "f_scale must be greater than 0, got 0");
  CHECK_THROWS_WITH(run({.max_nfev = 0}), "max_nfev must be at least 1, got 0");
  const double zero = 0;
  CHECK_THROWS_WITH(run({.x_scale = {&zero, 1}}), "x_scale must have positive numbers, got 0");
}
