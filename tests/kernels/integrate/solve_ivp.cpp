#include "kernels/integrate/solve_ivp.h"

#include "tests/support/dense.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::integrate;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
using Values = std::vector<double>;

template <class T>
void problem(int which, double t, std::span<const T> y, std::span<T> d) {
  switch (which) {
    case 0: d[0] = -0.5 * y[0]; break;
    case 1:
      d[0] = 1.5 * y[0] - y[0] * y[1];
      d[1] = -3.0 * y[1] + y[0] * y[1];
      break;
    case 2:
      d[0] = y[1];
      d[1] = -y[0];
      break;
    case 3: d[0] = std::sin(t) - y[0]; break;
    default:  // nothing to do
      break;
  }
}
const Values starts[] = {{2}, {10, 5}, {1, 0}, {0.5}};

struct Case {
  int which;
  IvpMethod method;
  double t0, end, rtol, atol, max_step, first_step;
  std::int64_t evaluations, steps;
  Values last, middle;
  double times;
  std::int64_t dense_evaluations;
};
const Case cases[] = {
#include "tests/reference/integrate/solve_ivp.inc"
};

template <class T = double>
IvpResult run(Context& ctx, int which, double t0, double end, const std::vector<T>& y0, const IvpOptions& options,
              std::span<const Event<T>> events = {}) {
  const auto f = [which](double t, std::span<const T> y, std::span<T> d) { problem<T>(which, t, y, d); };
  return solve_ivp<T>(ctx, f, t0, end, y0, events, options);
}

Array at(Context& ctx, std::initializer_list<double> t) {
  return array_of<double>(ctx, {static_cast<std::int64_t>(t.size())}, t);
}

}  // namespace

TEST_CASE("steps of Runge-Kutta pairs are SciPy's") {
  TestContext ctx;
  for (const Case& c : cases) {
    INFO("case " << &c - cases << ", problem " << c.which << ", method " << static_cast<int>(c.method));
    IvpOptions options;
    options.method = c.method;
    options.rtol = {c.rtol};
    options.atol = {c.atol};
    options.max_step = c.max_step;
    if (c.first_step > 0) options.first_step = c.first_step;
    const IvpResult r = run(ctx, c.which, c.t0, c.end, starts[c.which], options);
    CHECK(r.status == 0);
    CHECK(r.nfev == c.evaluations);
    CHECK(r.steps == c.steps);
    const auto n = static_cast<std::int64_t>(c.last.size()), m = r.t.size();
    CHECK(m == c.steps + 1);
    double times = 0;
    for (std::int64_t i = 0; i < m; ++i) times += r.t.at<double>(i);
    // Sums of products are formed in another order: the last digits of steps differ.
    CHECK(times == Approx(c.times).epsilon(1e-7));
    for (std::int64_t i = 0; i < n; ++i)
      CHECK(r.y.at<double>(i, m - 1) == Approx(c.last[static_cast<std::size_t>(i)]).epsilon(1e-9).margin(1e-12));
    options.dense_output = true;
    const IvpResult d = run(ctx, c.which, c.t0, c.end, starts[c.which], options);
    CHECK(d.nfev == c.dense_evaluations);
    const Array y = d.solution->evaluate(ctx, at(ctx, {(c.t0 + 2 * c.end) / 3, c.end}));
    for (std::int64_t i = 0; i < n; ++i) {
      CHECK(y.at<double>(i, 0) == Approx(c.middle[static_cast<std::size_t>(i)]).epsilon(1e-8).margin(1e-12));
      CHECK(y.at<double>(i, 1) == Approx(r.y.at<double>(i, m - 1)).epsilon(1e-12).margin(1e-14));
    }
  }
}

TEST_CASE("t_eval gives the dense output at its points, in both directions") {
  TestContext ctx;
  for (const IvpMethod method : {IvpMethod::rk23, IvpMethod::rk45, IvpMethod::dop853})
    for (const bool forward : {true, false}) {
      Values wanted{0, 0.1, 0.2, 3, 7, 7.5, 10};
      if (!forward) std::reverse(wanted.begin(), wanted.end());
      IvpOptions options;
      options.method = method;
      options.t_eval = wanted;
      options.dense_output = true;
      options.rtol = {1e-8};
      options.atol = {1e-8, 1e-9};
      const IvpResult r = run(ctx, 2, forward ? 0 : 10, forward ? 10 : 0, starts[2], options);
      REQUIRE(r.t.size() == 7);
      const Array y = r.solution->evaluate(ctx, r.t);
      CHECK(largest_difference(y, r.y) < 1e-12);
      for (std::int64_t i = 0; i < 7 && forward; ++i)
        CHECK(r.y.at<double>(0, i) == Approx(std::cos(wanted[static_cast<std::size_t>(i)])).margin(3e-6));
    }
}

TEST_CASE("events are found, counted, and end the run") {
  TestContext ctx;
  const auto zero = [](double, std::span<const double> y) { return y[0]; };
  const auto slope = [](double, std::span<const double> y) { return y[1]; };
  IvpOptions options;
  options.rtol = {1e-9};
  options.atol = {1e-11};
  options.dense_output = true;
  const Event<double> all[] = {{zero}, {zero, 0, 1}, {zero, 0, -1}, {slope}};
  const IvpResult r = run<double>(ctx, 2, 0, 12, starts[2], options, all);
  CHECK(r.status == 0);
  REQUIRE(r.t_events[0].size() == 4);
  for (int i = 0; i < 4; ++i) CHECK(r.t_events[0].at<double>(i) == Approx((i + 0.5) * M_PI).epsilon(1e-8));
  CHECK(r.t_events[1].size() == 2);
  CHECK(r.t_events[2].size() == 2);
  CHECK(r.t_events[2].at<double>(0) == Approx(M_PI / 2).epsilon(1e-8));
  CHECK(r.t_events[3].size() == 4);  // the one at the start among them
  CHECK(r.y_events[0].shape() == Dims{4, 2});
  CHECK(std::abs(r.y_events[0].at<double>(2, 0)) < 1e-12);

  for (const std::int64_t count : {1, 2, 3}) {
    const Event<double> ends[] = {{zero, count}, {slope}};
    const IvpResult e = run<double>(ctx, 2, 0, 12, starts[2], options, ends);
    CHECK(e.status == 1);
    CHECK(e.t_events[0].size() == count);
    CHECK(e.t.at<double>(e.t.size() - 1) == Approx((static_cast<double>(count) - 0.5) * M_PI).epsilon(1e-8));
    CHECK(std::abs(e.y.at<double>(0, e.t.size() - 1)) < 1e-12);
    const Array y = e.solution->evaluate(ctx, at(ctx, {0.3, 1.2}));
    CHECK(y.at<double>(0, 1) == Approx(std::cos(1.2)).epsilon(1e-7));
    // The last, cut step has its own polynomial still.
    const double near_end = e.t.at<double>(e.t.size() - 1) - 0.01;
    CHECK(e.solution->evaluate(ctx, at(ctx, {near_end})).at<double>(0, 0) == Approx(std::cos(near_end)).margin(1e-7));
  }
}

TEST_CASE("complex systems, scalars, empty systems and empty spans") {
  TestContext ctx;
  const auto turn = [](double, std::span<const Complex128> y, std::span<Complex128> d) {
    d[0] = Complex128(0, 1) * y[0];
  };
  const std::vector<Complex128> one{1};
  IvpOptions options;
  options.rtol = {1e-10};
  options.atol = {1e-12};
  options.dense_output = true;
  for (const IvpMethod method : {IvpMethod::rk45, IvpMethod::dop853}) {
    options.method = method;
    const IvpResult r = solve_ivp<Complex128>(ctx, turn, 0, 2, one, {}, options);
    CHECK(r.y.dtype() == DType::complex128);
    CHECK(std::abs(r.y.at<Complex128>(0, r.t.size() - 1) - std::exp(Complex128(0, 2))) < 1e-8);
    CHECK(std::abs(r.solution->evaluate(ctx, at(ctx, {1})).at<Complex128>(0, 0) - std::exp(Complex128(0, 1))) < 1e-8);
  }
  options.method = IvpMethod::rk45;
  const IvpResult none = run(ctx, 9, 0, 1, Values{}, options);
  CHECK(none.status == 0);
  CHECK(none.y.shape() == Dims{0, 2});
  const IvpResult still = run(ctx, 0, 3, 3, Values{2}, options);
  CHECK(still.status == 0);
  CHECK(still.y.at<double>(0, 1) == 2);
  CHECK(still.solution->evaluate(ctx, at(ctx, {3})).at<double>(0, 0) == 2);
}

TEST_CASE("what cannot go on ends, with what was reached") {
  TestContext ctx;
  const auto blow_up = [](double, std::span<const double> y, std::span<double> d) { d[0] = y[0] * y[0]; };
  const Values one{1};
  const IvpResult r = solve_ivp<double>(ctx, blow_up, 0, 2, one, {}, {});
  CHECK(r.status == -1);
  CHECK(std::string(r.message) == "Required step size is less than spacing between numbers.");
  CHECK(r.t.at<double>(r.t.size() - 1) == Approx(1).margin(1e-3));
  for (const double bad : {std::nan(""), inf}) {
    const auto f = [bad](double t, std::span<const double>, std::span<double> d) { d[0] = t < 0.5 ? 1 : bad; };
    CHECK(solve_ivp<double>(ctx, f, 0, 1, one, {}, {}).status == -1);
    const auto at_once = [bad](double, std::span<const double>, std::span<double> d) { d[0] = bad; };
    CHECK(solve_ivp<double>(ctx, at_once, 0, 1, one, {}, {}).status == -1);
  }
  for (std::int64_t limit = 0; limit < 40; ++limit) {
    IvpOptions options;
    options.limits.maxfev = limit;
    const IvpResult part = run(ctx, 1, 0, 10, starts[1], options);
    CHECK(part.nfev == limit);
    CHECK(part.status == -1);
    CHECK(part.t.size() == part.steps + 1);
  }
  IvpOptions options;
  options.limits.maxiter = 3;
  CHECK(run(ctx, 1, 0, 10, starts[1], options).steps == 3);
  options.limits = {.maxtime = 0};
  CHECK(std::string(run(ctx, 1, 0, 10, starts[1], options).message) == "Maximum time has been exceeded.");
}

TEST_CASE("wrong options of solve_ivp are refused") {
  TestContext ctx;
  const auto call = [&](IvpOptions options, double t0 = 0, double end = 1) {
    return run(ctx, 2, t0, end, starts[2], options);
  };
  const Values outside{0, 2}, back{0.5, 0.2};
  CHECK_THROWS_WITH(call({}, inf), "t_span must have two finite numbers, got inf");
  CHECK_THROWS_WITH(call({.rtol = {1, 2, 3}}), "rtol must have one number or 2, one for each component, got 3");
  CHECK_THROWS_WITH(call({.atol = {-1}}), "atol must be at least 0, got -1");
  CHECK_THROWS_WITH(call({.max_step = 0}), "max_step must be greater than 0, got 0");
  CHECK_THROWS_WITH(call({.first_step = 2}), "first_step must be at most 1, the length of t_span, got 2");
  CHECK_THROWS_WITH(call({.t_eval = outside}), "t_eval must lie within t_span, from 0 to 1, got 2");
  CHECK_THROWS_WITH(call({.t_eval = back}),
                    "t_eval must go from t_span's first number to its second, got 0.2 after 0.5");
}
