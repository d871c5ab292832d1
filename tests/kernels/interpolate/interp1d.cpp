#include "kernels/interpolate/interp1d.h"

#include <algorithm>
#include <cstring>

#include "kernels/interpolate/pchip.h"
#include "kernels/interpolate/spline_through.h"
#include "tests/support/dense.h"
#include "tests/support/reference.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::interpolate;

namespace {

std::string trimmed(const std::string& s) { return s.substr(s.find_first_not_of(' ')); }

// The samples of interp1d.py.
std::vector<double> places(std::int64_t n, bool mixed) {
  std::vector<double> x;
  for (std::int64_t i = 0; i < n; ++i) {
    const std::int64_t k = mixed && n % 3 ? (i * 3 + 1) % n : i;
    x.push_back(static_cast<double>(k) + static_cast<double>(k * 37 % 11) / 16);
  }
  return x;
}

Array heights(Context& ctx, const Dims& shape, bool as_complex) {
  Array y = Array::empty(ctx, as_complex ? DType::complex128 : DType::float64, shape);
  for (std::int64_t i = 0; i < y.size(); ++i) {
    const double re = static_cast<double>(i * 7919 % 101) / 8 - 6, im = static_cast<double>(i * 31 % 17) / 4 - 2;
    if (as_complex) y.as<Complex128>()[i] = {re, im};
    else y.as<double>()[i] = re;
  }
  return y;
}

Array points(Context& ctx, std::vector<double> x) {
  std::sort(x.begin(), x.end());
  std::vector<double> t = x;
  for (const double shift : {0.0, 0.1})
    for (std::size_t i = 1; i < x.size(); ++i) t.push_back((x[i] + x[i - 1]) / 2 + shift);
  for (const double p : {x.front() + 0.01, x.back() - 0.01, x.front() - 0.75, x.back() + 1.25}) t.push_back(p);
  Array a = Array::empty(ctx, DType::float64, {static_cast<std::int64_t>(t.size())});
  std::copy(t.begin(), t.end(), a.as<double>());
  return a;
}

void set_kind(Interp1dOptions& options, const std::string& word) {
  using O = Interp1dOptions;
  options.kind = word == "nearest"      ? O::nearest
                 : word == "nearest-up" ? O::nearest_up
                 : word == "previous"   ? O::previous
                 : word == "next"       ? O::next
                                        : O::spline;
  options.degree = word == "zero" ? 0 : word == "quadratic" ? 2 : word == "cubic" ? 3 : word == "5" ? 5 : 1;
}

void check_close(const View& values, const std::vector<double>& expected, double tolerance) {
  std::vector<double> got;
  for (const Complex128 z : elements_of(values)) {
    got.push_back(z.real());
    if (is_complex(values.dtype)) got.push_back(z.imag());
  }
  REQUIRE(got.size() == expected.size());
  double scale = 1;
  for (const double e : expected)
    if (std::isfinite(e)) scale = std::max(scale, std::abs(e));
  for (std::size_t i = 0; i < got.size(); ++i) {
    INFO("value " << i << ": " << got[i] << " should be " << expected[i]);
    CHECK((std::isnan(expected[i]) ? std::isnan(got[i]) : std::abs(got[i] - expected[i]) <= tolerance * scale));
  }
}

Dims dims_of(const std::string& text) {
  Dims shape;
  for (const double length : numbers(text)) shape.push_back(static_cast<std::int64_t>(length));
  return shape;
}

}  // namespace

TEST_CASE("interp1d gives SciPy's values for every kind, axis, order and fill") {
  TestContext ctx;
  int cases = 0;
  for (const std::string& line : reference_lines("interpolate/interp1d.txt")) {
    const auto part = split(line, ';');
    if (part[0] != "interp1d") continue;
    REQUIRE(part.size() == 9);
    INFO(line.substr(0, 60));
    const auto n = static_cast<std::int64_t>(numbers(part[1])[0]);
    const std::vector<double> where = places(n, trimmed(part[5]) == "mixed");
    Array x = Array::empty(ctx, DType::float64, {n});
    std::copy(where.begin(), where.end(), x.as<double>());
    const Array y = heights(ctx, dims_of(part[2]), trimmed(part[4]) == "complex"), t = points(ctx, where);
    Interp1dOptions options;
    options.axis = static_cast<int>(numbers(part[3])[0]);
    set_kind(options, trimmed(part[6]));
    options.bounds_error = false;
    options.extrapolate = true;
    // Steps are copies; lines and splines differ by roundings, which extrapolation to 1.25 beyond the ends by
    // polynomials of degree 5 carries on.
    const bool step = options.kind != Interp1dOptions::spline || options.degree == 0;
    const double tolerance = step ? 0 : options.degree < 3 ? 1e-14 : 2e-13;
    for (const Array& values : {y, spread(ctx, y, Spread::fortran), spread(ctx, y, Spread::reversed)}) {
      check_close(Interp1d(ctx, x, values, options).evaluate(ctx, t), numbers(part[7]), tolerance);
      Interp1dOptions filled = options;
      const Array below = array_of<double>(ctx, {1}, {-7}), above = array_of<double>(ctx, {1}, {8.5});
      filled.extrapolate = false;
      filled.has_fill = true;
      if (y.ndim() > 1) {
        filled.below = below;
        filled.above = above;
      } else {
        filled.below = View{below.data(), nullptr, nullptr, 0, DType::float64};
        filled.above = View{above.data(), nullptr, nullptr, 0, DType::float64};
      }
      check_close(Interp1d(ctx, x, values, filled).evaluate(ctx, t), numbers(part[8]), tolerance);
    }
    ++cases;
  }
  CHECK(cases > 120);
}

TEST_CASE("pchip gives SciPy's coefficients and values") {
  TestContext ctx;
  int cases = 0;
  for (const std::string& line : reference_lines("interpolate/interp1d.txt")) {
    const auto part = split(line, ';');
    if (part[0] != "pchip") continue;
    INFO(line.substr(0, 60));
    const auto n = static_cast<std::int64_t>(numbers(part[1])[0]);
    const std::vector<double> where = places(n, false);
    Array x = Array::empty(ctx, DType::float64, {n}), y = heights(ctx, dims_of(part[2]), false);
    std::copy(where.begin(), where.end(), x.as<double>());
    for (std::int64_t i = 0; i < y.size(); ++i) y.as<double>()[i] = std::min(y.as<double>()[i], 4.0);
    const PPoly p = pchip(ctx, x, y, static_cast<int>(numbers(part[3])[0]));
    check_close(p.c, numbers(part[4]), 1e-14);
    check_close(p.evaluate(ctx, points(ctx, where)), numbers(part[5]), 2e-14);
    check_close(p.evaluate(ctx, points(ctx, where), 2), numbers(part[6]), 2e-14);
    ++cases;
  }
  CHECK(cases == 8);
}

TEST_CASE("a spline of any degree reproduces polynomials of that degree and passes through its samples") {
  TestContext ctx;
  const std::int64_t n = 40;
  Array x = Array::empty(ctx, DType::float64, {n}), y = Array::empty(ctx, DType::float64, {n});
  const std::vector<double> where = places(n, false);
  for (int k = 1; k <= 9; ++k) {
    INFO("degree " << k);
    for (std::int64_t i = 0; i < n; ++i) {
      x.at<double>(i) = where[static_cast<std::size_t>(i)] / 10;
      y.at<double>(i) = std::pow(x.at<double>(i) - 2, k);
    }
    const PPoly p = spline_through(ctx, samples(ctx, x, y, 0), k);
    CHECK(p.order() == k + 1);
    CHECK(p.intervals() == n - k);
    const double largest = std::pow(2.1, k);
    for (const double t : {0.05, 1.234, 2.0, 3.71}) {
      double value;
      p.evaluate(t, 0, {}, &value);
      CHECK(std::abs(value - std::pow(t - 2, k)) < 1e-12 * largest);
    }
    const Array noise = random_array<double>(ctx, {n}, 7);
    const PPoly q = spline_through(ctx, samples(ctx, x, noise, 0), k);
    // Splines of high degree through noise swing far between samples; relative to that swing.
    const Array between = q.evaluate(ctx, array_of<double>(ctx, {2}, {0.05, 3.9}));
    const double swing = 1 + std::abs(between.at<double>(0)) + std::abs(between.at<double>(1));
    CHECK(largest_difference(q.evaluate(ctx, x), noise) < 1e-12 * swing);
    // k - 1 continuous derivatives at a knot.
    const double knot = q.x.at<double>(5);
    for (int nu = 0; nu < k; ++nu) {
      double left, right;
      q.evaluate(std::nextafter(knot, 0.0), nu, {}, &left);
      q.evaluate(knot, nu, {}, &right);
      CHECK(left == Approx(right).epsilon(1e-9).margin(1e-9 * swing));
    }
  }
}

TEST_CASE("interp1d takes jumps, single samples and nan as they come") {
  TestContext ctx;
  Interp1dOptions options;
  options.bounds_error = false;
  const Array x = array_of<double>(ctx, {4}, {0, 1, 1, 2}), y = array_of<double>(ctx, {4}, {0, 1, 5, 6});
  const Interp1d jump(ctx, x, y, options);
  const Array t = array_of<double>(ctx, {5}, {0.5, 1, 1.5, std::nan(""), 3});
  const Array v = jump.evaluate(ctx, t);
  CHECK(v.at<double>(0) == 0.5);
  CHECK(v.at<double>(1) == 5);
  CHECK(v.at<double>(2) == 5.5);
  CHECK(std::isnan(v.at<double>(3)));
  CHECK(std::isnan(v.at<double>(4)));
  const Interp1d level(ctx, array_of<double>(ctx, {1}, {3}), array_of<double>(ctx, {1}, {7}), options);
  CHECK(level.evaluate(ctx, array_of<double>(ctx, {1}, {3})).at<double>(0) == 7);
  const Array holed = array_of<double>(ctx, {4}, {0, 1, std::nan(""), 6});
  const Array w = Interp1d(ctx, array_of<double>(ctx, {4}, {0, 1, 2, 3}), holed, options)
                      .evaluate(ctx, array_of<double>(ctx, {2}, {0.5, 1.5}));
  CHECK(w.at<double>(0) == 0.5);
  CHECK(std::isnan(w.at<double>(1)));
}

TEST_CASE("interp1d and pchip say what does not fit") {
  TestContext ctx;
  const Array x = array_of<double>(ctx, {3}, {0, 1, 2}), y = array_of<double>(ctx, {3}, {0, 1, 4});
  Interp1dOptions options;
  const Interp1d f(ctx, x, y, options);
  CHECK_THROWS_WITH(f.evaluate(ctx, array_of<double>(ctx, {2}, {1, 2.5})),
                    Catch::Contains("x must lie between 0 and 2") && Catch::Contains("got 2.5"));
  options.degree = 3;
  CHECK_THROWS_WITH(Interp1d(ctx, x, y, options), Catch::Contains("x must have at least 4 elements"));
  options.degree = 2;
  CHECK_THROWS_WITH(Interp1d(ctx, array_of<double>(ctx, {3}, {0, 1, 1}), y, options), Catch::Contains("x must rise"));
  CHECK_THROWS_WITH(Interp1d(ctx, x, array_of<double>(ctx, {2}, {1, 2}), options),
                    Catch::Contains("y must have 3 elements along the axis"));
  options.degree = 1;
  options.assume_sorted = true;
  CHECK_THROWS_WITH(Interp1d(ctx, array_of<double>(ctx, {3}, {0, 2, 1}), y, options), Catch::Contains("x must rise"));
  options.assume_sorted = false;
  options.has_fill = true;
  const Array wide = array_of<double>(ctx, {2}, {1, 2});
  options.below = options.above = wide;
  CHECK_THROWS_WITH(Interp1d(ctx, x, y, options), Catch::Contains("fill_value must broadcast"));
  CHECK_THROWS_WITH(pchip(ctx, x, Array::zeros(ctx, DType::complex128, {3})), Catch::Contains("y must be real"));
}
