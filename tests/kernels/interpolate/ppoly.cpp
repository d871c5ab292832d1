#include "kernels/interpolate/ppoly.h"

#include "kernels/interpolate/cubic_spline.h"
#include "tests/support/dense.h"
#include "tests/support/reference.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::interpolate;

namespace {

using Values = std::vector<double>;

Values values_of(const Array& a) {
  Values v;
  for (const Complex128 z : elements_of(a)) v.push_back(z.real());
  return v;
}

Array list(Context& ctx, const Values& v) { return array_of<double>(ctx, {static_cast<std::int64_t>(v.size())}, v); }

void check_close(const Values& values, const Values& expected) {
  REQUIRE(values.size() == expected.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    INFO("value " << i << ": " << values[i] << " should be " << expected[i]);
    const double limit = 1e-14 * (1 + std::abs(expected[i]));
    CHECK((std::isnan(expected[i]) ? std::isnan(values[i]) : std::abs(values[i] - expected[i]) <= limit));
  }
}

PPoly polynomial(Context& ctx, const std::vector<Values>& c, const Values& x) {
  Values all;
  for (const Values& row : c) all.insert(all.end(), row.begin(), row.end());
  const Array a =
      array_of<double>(ctx, {static_cast<std::int64_t>(c.size()), static_cast<std::int64_t>(c[0].size())}, all);
  return PPoly::make(ctx, a, list(ctx, x));
}

}  // namespace

TEST_CASE("values, derivatives, integrals and solutions are SciPy's") {
  TestContext ctx;
  for (const std::string& line : reference_lines("interpolate/ppoly.txt")) {
    const auto part = split(line, ';');
    INFO(line.substr(0, 60));
    REQUIRE(part.size() == 21);
    const Values size = numbers(part[0]);
    const Array c = array_of<double>(ctx, {static_cast<std::int64_t>(size[0]), static_cast<std::int64_t>(size[1])},
                                     numbers(part[1]));
    const Values x = numbers(part[2]);
    const Array points = list(ctx, numbers(part[3]));
    const PPoly p = PPoly::make(ctx, c, list(ctx, x));
    std::size_t next = 4;
    const Extrapolate modes[] = {Extrapolate::yes, Extrapolate::no, Extrapolate::periodic};
    for (const Extrapolate mode : modes)
      for (int nu = 0; nu < 3; ++nu) check_close(values_of(p.evaluate(ctx, points, nu, mode)), numbers(part[next++]));
    const bool rising = x.back() > x.front();
    for (const Extrapolate mode : modes) {
      const Values integrals{values_of(p.integrate(ctx, 0.1, 1.9, mode))[0],
                             values_of(p.integrate(ctx, -3, 8, mode))[0]};
      if (rising || mode != Extrapolate::periodic) check_close(integrals, numbers(part[next]));
      ++next;
    }
    check_close(values_of(p.antiderivative(ctx, 3).evaluate(ctx, points)), numbers(part[next++]));
    check_close(values_of(p.derivative(ctx).c), numbers(part[next++]));
    for (const auto& [discontinuity, mode] :
         {std::pair{true, Extrapolate::yes}, std::pair{true, Extrapolate::no}, std::pair{false, Extrapolate::no}}) {
      Values roots = values_of(p.solve(ctx, 0.5, discontinuity, mode).solutions[0]);
      std::sort(roots.begin(), roots.end());
      check_close(roots, numbers(part[next++]));
    }
  }
}

TEST_CASE("falling breakpoints are the mirror image of rising ones") {
  TestContext ctx;
  // p(t) on (0, 2, 3) and q(t) = p(-t) on (0, -2, -3): odd powers change their sign.
  const PPoly p = polynomial(ctx, {{1, -1}, {0, 2}, {-1, 0.5}}, {0, 2, 3});
  const PPoly q = polynomial(ctx, {{1, -1}, {0, -2}, {-1, 0.5}}, {0, -2, -3});
  for (const double t : {0.0, 0.7, 2.0, 2.6, 3.0, 4.4, -1.0})
    for (const Extrapolate mode : {Extrapolate::yes, Extrapolate::no, Extrapolate::periodic}) {
      double a, b;
      p.evaluate(t, 0, mode, &a);
      q.evaluate(-t, 0, mode, &b);
      CHECK((a == Approx(b) || (std::isnan(a) && std::isnan(b))));
      const double to_t = values_of(p.integrate(ctx, 0.2, t, mode))[0];
      const double mirrored = values_of(q.integrate(ctx, -0.2, -t, mode))[0];
      CHECK((to_t == Approx(-mirrored).margin(1e-15) || (std::isnan(to_t) && std::isnan(mirrored))));
    }
  Values roots = values_of(p.solve(ctx, -0.5).solutions[0]), mirrored = values_of(q.solve(ctx, -0.5).solutions[0]);
  for (double& r : mirrored) r = -r;
  std::sort(roots.begin(), roots.end());
  std::sort(mirrored.begin(), mirrored.end());
  check_close(mirrored, roots);
}

TEST_CASE("trailing axes, complex coefficients and the place of the interpolated axis") {
  TestContext ctx;
  const Array c = random_array<Complex128>(ctx, {2, 3, 4, 3}, 41);  // axis 1: coefficients and intervals are axes 1, 2
  const Array x = list(ctx, {0, 1, 2.5, 4, 5});
  const PPoly p = PPoly::make(ctx, c, x, Extrapolate::yes, 1);
  REQUIRE(p.c.shape() == Dims{3, 4, 2, 3});
  CHECK(element(p.c, {2, 1, 1, 2}) == element(c, {1, 2, 1, 2}));
  const Array points = array_of<double>(ctx, {2, 2}, {0.5, 2.5, 4.9, -1});
  const Array v = p.evaluate(ctx, points, 1);
  REQUIRE(v.shape() == Dims{2, 2, 2, 3});
  // By hand: the derivative of c0 s^2 + c1 s + c2 at 4.9 in the last interval.
  const Complex128 expected = 2.0 * element(c, {1, 0, 3, 2}) * 0.9 + element(c, {1, 1, 3, 2});
  CHECK(std::abs(element(v, {1, 1, 0, 2}) - expected) < 1e-14);
  std::vector<Complex128> one(6);
  p.evaluate(4.9, 1, {}, reinterpret_cast<double*>(one.data()));
  CHECK(std::abs(one[5] - expected) < 1e-14);
  CHECK(p.integrate(ctx, 0, 5).shape() == Dims{2, 3});
  CHECK(p.derivative(ctx).axis == 1);
  CHECK_THROWS_WITH(p.solve(ctx), "only real piecewise polynomials have roots to find, these are complex");
  CHECK(p.evaluate(ctx, Array::zeros(ctx, DType::float64, {0})).shape() == Dims{2, 0, 3});
  CHECK(p.evaluate(ctx, Array::zeros(ctx, DType::int32, {})).shape() == Dims{2, 3});
}

TEST_CASE("derivatives undo antiderivatives, and antiderivatives are continuous") {
  TestContext ctx;
  const PPoly p = PPoly::make(ctx, random_array<double>(ctx, {4, 6, 2}, 42), list(ctx, {0, 1, 1.5, 3, 4, 7, 7.25}));
  for (int nu = 1; nu < 5; ++nu) {
    const PPoly f = p.antiderivative(ctx, nu);
    CHECK(f.order() == 4 + nu);
    CHECK(largest_difference(f.derivative(ctx, nu).c, p.c) < 1e-14);
    for (int d = 0; d < nu; ++d)
      for (const double t : {1.0, 1.5, 3.0, 4.0, 7.0}) {
        double left[2], right[2];
        f.evaluate(std::nextafter(t, 0), d, {}, left);
        f.evaluate(t, d, {}, right);
        for (int j = 0; j < 2; ++j) CHECK(left[j] == Approx(right[j]).epsilon(1e-12).margin(1e-12));
      }
  }
  CHECK(largest_difference(p.derivative(ctx, -2).c, p.antiderivative(ctx, 2).c) == 0);
  CHECK(largest_difference(p.derivative(ctx, 0).c, p.c) == 0);
  CHECK(p.derivative(ctx, 9).c.shape() == Dims{1, 6, 2});
  CHECK(largest_difference(p.derivative(ctx, 9).c, Array::zeros(ctx, DType::float64, {1, 6, 2})) == 0);
  PPoly periodic = p;
  periodic.extrapolate = Extrapolate::periodic;
  CHECK(periodic.antiderivative(ctx).extrapolate == Extrapolate::no);
  CHECK(periodic.derivative(ctx).extrapolate == Extrapolate::periodic);
}

TEST_CASE("solutions of high degree, of touching graphs and of flat pieces") {
  TestContext ctx;
  // (t - 1)(t - 2)...(t - 6) from 0 on: every root once.
  const PPoly many = polynomial(ctx, {{1}, {-21}, {175}, {-735}, {1624}, {-1764}, {720}}, {0, 10});
  const Values six = values_of(many.solve(ctx).solutions[0]);
  REQUIRE(six.size() == 6);
  for (std::size_t i = 0; i < 6; ++i) CHECK(six[i] == Approx(static_cast<double>(i + 1)).epsilon(1e-11));
  // (t - 0.3)^2 (t + 5): touches at 0.3, crosses outside.
  const PPoly touch = polynomial(ctx, {{1}, {4.4}, {-2.91}, {0.45}}, {0, 1});
  const Values touching = values_of(touch.solve(ctx, 0, true, Extrapolate::no).solutions[0]);
  REQUIRE(touching.size() == 1);
  CHECK(touching[0] == Approx(0.3).epsilon(1e-7));  // the square root of a rounding
  CHECK(values_of(touch.solve(ctx).solutions[0]).front() == Approx(-5).epsilon(1e-13));
  // No root at all, and leading zeros.
  CHECK(values_of(polynomial(ctx, {{0}, {1}, {0}, {1}}, {-1, 1}).solve(ctx).solutions[0]).empty());
  CHECK(values_of(polynomial(ctx, {{0}, {0}, {2}, {-1}}, {0, 1}).solve(ctx).solutions[0]) == Values{0.5});
  // An interval where it is y throughout.
  const Values flat = values_of(polynomial(ctx, {{0, 1}, {3, 3}}, {0, 1, 2}).solve(ctx, 3).solutions[0]);
  REQUIRE(flat.size() == 3);
  CHECK(flat[0] == 0);
  CHECK(std::isnan(flat[1]));
  CHECK(flat[2] == 1);
  // A jump over y counts on demand.
  const PPoly jump = polynomial(ctx, {{-1, 1}}, {0, 1, 2});
  CHECK(values_of(jump.solve(ctx).solutions[0]) == Values{1});
  CHECK(values_of(jump.solve(ctx, 0, false).solutions[0]).empty());
}

TEST_CASE("a spline through a sine finds each zero once") {
  TestContext ctx;
  const std::int64_t n = 81;
  Array x = Array::empty(ctx, DType::float64, {n}), y = Array::empty(ctx, DType::float64, {n, 2});
  const double pi = 3.141592653589793;
  for (std::int64_t i = 0; i < n; ++i) {
    x.at<double>(i) = static_cast<double>(i) * pi / 8;  // zeros of the sine fall on samples
    y.at<double>(i, 0) = std::sin(x.at<double>(i));
    y.at<double>(i, 1) = std::cos(x.at<double>(i));
  }
  const Roots roots = cubic_spline(ctx, x, y).solve(ctx, 0, true, Extrapolate::no);
  REQUIRE(roots.shape == Dims{2});
  const Values sine = values_of(roots.solutions[0]), cosine = values_of(roots.solutions[1]);
  REQUIRE(cosine.size() == 10);
  for (std::size_t i = 0; i < 10; ++i) CHECK(cosine[i] == Approx((static_cast<double>(i) + 0.5) * pi).epsilon(1e-13));
  CHECK((sine.size() == 10 || sine.size() == 11));  // the last sample lies a rounding above or below zero
  for (std::size_t i = 0; i < sine.size(); ++i) CHECK(sine[i] == Approx(static_cast<double>(i) * pi).margin(1e-13));
}

TEST_CASE("points in any order find their interval, on any number of threads", "[threads]") {
  TestContext ctx;
  Values x{0};
  std::mt19937 bits(3);
  for (int i = 0; i < 400; ++i) x.push_back(x.back() + (bits() % 5 == 0 ? 0.001 : 1) * (1 + bits() % 7));
  const std::int64_t m = static_cast<std::int64_t>(x.size()) - 1;
  Array c = Array::zeros(ctx, DType::float64, {1, m});
  for (std::int64_t i = 0; i < m; ++i) c.as<double>()[i] = static_cast<double>(i);
  const PPoly p = PPoly::make(ctx, c, list(ctx, x), Extrapolate::no);
  Array points = Array::empty(ctx, DType::float64, {60000});
  for (std::int64_t i = 0; i < points.size(); ++i)
    points.at<double>(i) = i % 3 == 0 ? x[bits() % x.size()] : x.back() * (bits() % 100003) / 100000.0;
  ctx.threads = 3;
  const Array found = p.evaluate(ctx, points);
  for (std::int64_t i = 0; i < points.size(); ++i) {
    const double t = points.at<double>(i);
    const auto after = std::upper_bound(x.begin(), x.end(), t) - x.begin();
    const double expected = t > x.back() ? std::nan("") : static_cast<double>(std::min<std::int64_t>(after - 1, m - 1));
    REQUIRE((found.at<double>(i) == expected || (std::isnan(expected) && std::isnan(found.at<double>(i)))));
  }
  StopFlag flag;
  flag.request = StopFlag::interrupt;
  ctx.stop = &flag;
  CHECK_THROWS_AS(p.evaluate(ctx, points), Interrupted);
}

TEST_CASE("extend adds intervals before or after, of higher or lower degree") {
  TestContext ctx;
  const PPoly p = polynomial(ctx, {{1, 2}, {3, 4}}, {0, 1, 2});
  const Array line = array_of<double>(ctx, {3, 1}, {7, 8, 9});
  const PPoly after = p.extend(ctx, line, list(ctx, {5}));
  CHECK(values_of(after.x) == Values{0, 1, 2, 5});
  CHECK(values_of(after.c) == Values{0, 0, 7, 1, 2, 8, 3, 4, 9});
  const PPoly before = p.extend(ctx, line, list(ctx, {-3}));
  CHECK(values_of(before.x) == Values{-3, 0, 1, 2});
  CHECK(values_of(before.c) == Values{7, 0, 0, 8, 1, 2, 9, 3, 4});
  CHECK_THROWS_WITH(p.extend(ctx, line, list(ctx, {0.5})), "x must lie before or after the breakpoints that are there");
  CHECK_THROWS_AS(p.extend(ctx, line, list(ctx, {5, 6})), ShapeError);
  CHECK_THROWS_AS(p.extend(ctx, array_of<double>(ctx, {2, 2}, {1, 2, 3, 4}), list(ctx, {6, 5})), ValueError);
}

TEST_CASE("PPoly names what does not fit") {
  TestContext ctx;
  const auto zeros = [&](Dims shape) { return Array::zeros(ctx, DType::float64, std::move(shape)); };
  CHECK_THROWS_WITH(PPoly::make(ctx, zeros({3}), zeros({2})), "c must have at least two axes, got 1");
  CHECK_THROWS_WITH(PPoly::make(ctx, zeros({3, 2}), zeros({2})),
                    "c must have coefficients for 1 intervals to match x, got 2");
  CHECK_THROWS_WITH(PPoly::make(ctx, zeros({0, 1}), zeros({2})),
                    "c must have at least one coefficient for each interval, got none");
  CHECK_THROWS_WITH(PPoly::make(ctx, zeros({3, 2}), zeros({1})),
                    "x must be a list of at least two breakpoints, got shape 1");
  CHECK_THROWS_WITH(PPoly::make(ctx, zeros({3, 3}), list(ctx, {0, 2, 1, 3})), "x must rise or fall throughout");
  const PPoly p = PPoly::make(ctx, zeros({3, 1}), list(ctx, {0, 1}));
  CHECK_THROWS_WITH(p.evaluate(ctx, zeros({1}), -1), "nu must be at least 0, got -1");
  CHECK_THROWS_WITH(p.evaluate(ctx, Array::zeros(ctx, DType::complex64, {1})), "x must be real, got complex64");
  CHECK_THROWS_WITH(p.solve(ctx, std::nan("")), "y must be finite, got nan");
  CHECK_THROWS_AS(p.antiderivative(ctx, INT64_MAX), ValueError);
}
