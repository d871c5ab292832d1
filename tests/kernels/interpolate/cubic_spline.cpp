#include "kernels/interpolate/cubic_spline.h"

#include "tests/support/dense.h"
#include "tests/support/reference.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::interpolate;

namespace {

using Condition = BoundaryCondition::Kind;

// The samples of cubic_spline.py.
Array knots(Context& ctx, std::int64_t n) {
  Array x = Array::empty(ctx, DType::float64, {n});
  for (std::int64_t i = 0; i < n; ++i) x.at<double>(i) = static_cast<double>(i) + static_cast<double>(i * 37 % 11) / 16;
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

// Makes the last entry along the axis equal to the first.
void close_period(const Array& y, int axis) {
  const std::int64_t item = static_cast<std::int64_t>(itemsize(y.dtype())), n = y.shape()[axis];
  for (std::int64_t i = 0; i < y.size(); ++i) {
    const std::int64_t step = y.strides()[axis] / item;
    if (i / step % n == n - 1)
      std::memcpy(y.data() + i * item, y.data() + (i - (n - 1) * step) * item, static_cast<std::size_t>(item));
  }
}

std::vector<double> parts_of(const View& v) {
  std::vector<double> values;
  for (const Complex128 z : elements_of(v)) {
    values.push_back(z.real());
    if (is_complex(v.dtype)) values.push_back(z.imag());
  }
  return values;
}

void check_close(const std::vector<double>& values, const std::vector<double>& expected, double tolerance) {
  REQUIRE(values.size() == expected.size());
  double scale = 1;
  for (const double e : expected)
    if (std::isfinite(e)) scale = std::max(scale, std::abs(e));
  for (std::size_t i = 0; i < values.size(); ++i) {
    INFO("value " << i << ": " << values[i] << " should be " << expected[i]);
    CHECK((std::isnan(expected[i]) ? std::isnan(values[i]) : std::abs(values[i] - expected[i]) <= tolerance * scale));
  }
}

BoundaryCondition condition(const std::string& word, const View& value) {
  if (word == "not-a-knot") return {Condition::not_a_knot};
  if (word == "periodic") return {Condition::periodic};
  if (word == "clamped") return {Condition::clamped};
  if (word == "natural") return {Condition::natural};
  return {word == "1" ? Condition::first_derivative : Condition::second_derivative, value};
}

Array counted_from(Context& ctx, const Dims& shape, double first) {
  Array a = Array::empty(ctx, DType::float64, shape);
  for (std::int64_t i = 0; i < a.size(); ++i) a.as<double>()[i] = first + static_cast<double>(i);
  return a;
}

std::string trimmed(const std::string& s) { return s.substr(s.find_first_not_of(' ')); }

}  // namespace

TEST_CASE("splines are SciPy's for every end condition, axis and type") {
  TestContext ctx;
  int cases = 0;
  for (const std::string& line : reference_lines("interpolate/cubic_spline.txt")) {
    const auto part = split(line, ';');
    REQUIRE(part.size() == 16);
    INFO(line.substr(0, 60));
    const auto n = static_cast<std::int64_t>(numbers(part[1])[0]);
    Dims shape;
    for (const double length : numbers(part[2])) shape.push_back(static_cast<std::int64_t>(length));
    const int axis = static_cast<int>(numbers(part[3])[0]);
    Dims rest = shape;
    rest.erase(axis);
    const Array x = knots(ctx, n), y = heights(ctx, shape, trimmed(part[4]) == "complex");
    if (trimmed(part[5]) == "periodic") close_period(y, axis);
    const Array first = counted_from(ctx, rest, 0.5), last = counted_from(ctx, rest, -0.25);
    CubicSplineOptions options{axis, condition(trimmed(part[5]), first), condition(trimmed(part[6]), last), {}};
    const Array layouts[] = {y, spread(ctx, y, Spread::fortran), spread(ctx, y, Spread::reversed)};
    for (const Array& values : layouts) {
      const PPoly s = cubic_spline(ctx, x, values, options);
      CHECK(s.c.shape()[0] == 4);
      CHECK(s.c.shape()[1] == n - 1);
      // The tridiagonal systems are well conditioned: a few roundings, relative to the largest coefficient.
      check_close(parts_of(s.c), numbers(part[7]), 1e-14);
      const double* t = x.as<double>();
      const Array points =
          array_of<double>(ctx, {8}, {t[0], 0.3, 1.0, 1.7, t[n - 1], t[n - 1] + 1.25, -0.75, std::nan("")});
      for (int nu = 0; nu < 5; ++nu)
        check_close(parts_of(s.evaluate(ctx, points, nu, Extrapolate::yes)),
                    numbers(part[static_cast<std::size_t>(8 + nu)]), 2e-14);
      check_close(parts_of(s.evaluate(ctx, points)), numbers(part[13]), 2e-14);
      std::vector<double> integrals;
      for (const auto& [a, b] : {std::pair{t[0], t[n - 1]}, std::pair{0.3, 2.7}, std::pair{5.0, -1.5}})
        for (const double v : parts_of(s.integrate(ctx, a, b))) integrals.push_back(v);
      check_close(integrals, numbers(part[14]), 2e-14);
      check_close(parts_of(s.antiderivative(ctx, 2).evaluate(ctx, points)), numbers(part[15]), 5e-14);
    }
    ++cases;
  }
  CHECK(cases > 80);
}

TEST_CASE("a spline passes through its samples with two continuous derivatives") {
  TestContext ctx;
  const std::int64_t n = 50;
  const Array x = knots(ctx, n), y = random_array<double>(ctx, {n}, 31);
  for (const Condition kind : {Condition::not_a_knot, Condition::clamped, Condition::natural}) {
    const PPoly s = cubic_spline(ctx, x, y, {0, {kind}, {kind}, {}});
    CHECK(largest_difference(s.evaluate(ctx, x), y) < 1e-14);
    for (std::int64_t i = 1; i + 1 < n; ++i) {
      const double at = x.at<double>(i), before = std::nextafter(at, 0.0);
      for (int nu = 0; nu < 3; ++nu) {
        double left, right;
        s.evaluate(before, nu, {}, &left);
        s.evaluate(at, nu, {}, &right);
        CHECK(left == Approx(right).margin(1e-12));
      }
    }
  }
  // A cubic is its own spline when the ends say so.
  Array cube = Array::empty(ctx, DType::float64, {n});
  for (std::int64_t i = 0; i < n; ++i) cube.at<double>(i) = std::pow(x.at<double>(i) - 20, 3);
  const PPoly s = cubic_spline(ctx, x, cube);
  double value;
  s.evaluate(60.5, 0, {}, &value);
  CHECK(value == Approx(std::pow(40.5, 3)).epsilon(1e-9));
}

TEST_CASE("integers and float32 become float64, derivative values may make a spline complex") {
  TestContext ctx;
  const Array x = array_of<std::int32_t>(ctx, {4}, {0, 1, 3, 4}), y = array_of<float>(ctx, {4}, {1, 2, 0, 5});
  CHECK(cubic_spline(ctx, x, y).c.dtype() == DType::float64);
  const Array slope = array_of<Complex128>(ctx, {}, {{0, 1}}), flat = array_of<double>(ctx, {}, {0});
  const PPoly s =
      cubic_spline(ctx, x, y, {0, {Condition::first_derivative, slope}, {Condition::second_derivative, flat}, {}});
  CHECK(s.c.dtype() == DType::complex128);
  Complex128 at_start;
  s.evaluate(0, 1, {}, reinterpret_cast<double*>(&at_start));
  CHECK(std::abs(at_start - Complex128(0, 1)) < 1e-15);
  // Nothing to interpolate is no error.
  CHECK(cubic_spline(ctx, x, Array::zeros(ctx, DType::float64, {4, 0})).c.shape() == Dims{4, 3, 0});
}

TEST_CASE("cubic_spline names what does not fit") {
  TestContext ctx;
  const auto list = [&](std::vector<double> v) {
    const auto n = static_cast<std::int64_t>(v.size());
    return array_of<double>(ctx, {n}, v);
  };
  const double nan = std::nan(""), inf = std::numeric_limits<double>::infinity();
  const Array x = list({0, 1, 2}), y = list({1, 2, 3});
  CHECK_THROWS_WITH(cubic_spline(ctx, list({0, 2, 2}), y), "x must rise strictly, got 2 after 2");
  CHECK_THROWS_WITH(cubic_spline(ctx, list({0, nan, 2}), y), "x must contain finite numbers, got nan");
  CHECK_THROWS_WITH(cubic_spline(ctx, x, list({0, -inf, 2})), "y must contain finite numbers, got -inf");
  CHECK_THROWS_WITH(cubic_spline(ctx, x, list({0, 1})), "y must have 3 elements along the axis to match x, got 2");
  CHECK_THROWS_WITH(cubic_spline(ctx, list({0}), list({1})), "x must have at least 2 elements, got 1");
  CHECK_THROWS_WITH(cubic_spline(ctx, Array::zeros(ctx, DType::float64, {2, 2}), y),
                    "x must have one axis, got an array of shape 2x2");
  CHECK_THROWS_WITH(cubic_spline(ctx, Array::zeros(ctx, DType::complex64, {3}), y), "x must be real, got complex64");
  CHECK_THROWS_WITH(cubic_spline(ctx, x, Array::zeros(ctx, DType::float64, {})),
                    "y must have at least one axis, got a 0-d array");
  CHECK_THROWS_WITH(cubic_spline(ctx, x, y, {2, {}, {}, {}}), "axis must be 1 or -1, got 3");
  CHECK_THROWS_WITH(cubic_spline(ctx, x, y, {0, {Condition::periodic}, {Condition::periodic}, {}}),
                    "y must end as it begins for bc_type 'periodic', got 1 and 3");
  CHECK_THROWS_WITH(cubic_spline(ctx, x, y, {0, {Condition::periodic}, {Condition::natural}, {}}),
                    "bc_type 'periodic' must stand for both ends, got another condition at one of them");
  const Array two = list({1, 2});
  CHECK_THROWS_WITH(cubic_spline(ctx, x, y, {0, {Condition::first_derivative, two}, {}, {}}),
                    "bc_type needs derivatives of shape 0-d to match y, got 2");
  const Array broken = array_of<double>(ctx, {}, {nan});
  CHECK_THROWS_WITH(cubic_spline(ctx, x, y, {0, {}, {Condition::second_derivative, broken}, {}}),
                    "bc_type must contain finite derivatives");
}
