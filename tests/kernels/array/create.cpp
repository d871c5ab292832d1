#include "kernels/array/create.h"

#include <cmath>
#include <cstdlib>
#include <limits>
#include <sstream>

#include "tests/support/index_oracle.h"
#include "tests/support/reference.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::test::oracle;

namespace {

Scalar parse_number(const std::string& text) {
  const auto bar = text.find('_');
  if (bar != text.npos)
    return Scalar::of(Complex128(std::strtod(text.c_str(), nullptr), std::strtod(text.c_str() + bar + 1, nullptr)));
  if (text.find_first_of("xnf") == text.npos) return Scalar::of(static_cast<std::int64_t>(std::stoll(text)));
  return Scalar::of(std::strtod(text.c_str(), nullptr));
}

std::vector<Scalar> parse_numbers(const std::string& text) {
  std::vector<Scalar> list;
  std::istringstream in(text);
  for (std::string part; text != "-" && std::getline(in, part, ',');) list.push_back(parse_number(part));
  return list;
}

Ints parse_shape(const std::string& text) {
  Ints shape;
  std::istringstream in(text);
  for (std::string part; text != "s" && std::getline(in, part, ',');) shape.push_back(std::stoll(part));
  return shape;
}

std::vector<Scalar> scalars_of(const View& v) {
  const Ints shape = shape_of(v);
  std::vector<Scalar> out;
  for (std::int64_t k = 0; k < v.size(); ++k) {
    const std::byte* p = v.data;
    const Ints at = unravel(k, shape);
    for (std::size_t d = 0; d < at.size(); ++d) p += at[d] * v.strides[d];
    out.push_back(load(v.dtype, p));
  }
  return out;
}

Array array_from(Context& ctx, const std::string& shape, const std::string& values, bool single) {
  const auto numbers = parse_numbers(values);
  const bool complex = values.find('_') != values.npos;
  const DType dtype = single ? DType::float32 : complex ? DType::complex128 : DType::float64;
  const Array a = Array::empty(ctx, dtype, dims(parse_shape(shape)));
  for (std::size_t k = 0; k < numbers.size(); ++k) store(dtype, a.data() + k * itemsize(dtype), numbers[k]);
  return a;
}

// Equal bits, or within `relative` of the larger value; both NaN.
bool same(double got, double expected, double relative) {
  if (std::isnan(expected)) return std::isnan(got);
  if (got == expected) return true;
  return std::abs(got - expected) <= relative;
}

void compare(const std::vector<Scalar>& got, const std::vector<Scalar>& expected, double relative) {
  REQUIRE(got.size() == expected.size());
  double scale = 0;
  for (const Scalar& e : expected)
    if (std::isfinite(e.real())) scale = std::max({scale, std::abs(e.real()), std::abs(e.imag())});
  for (std::size_t k = 0; k < got.size(); ++k) {
    // The scale of complex samples is that of the whole: one part may cancel.
    const double size = is_complex(got[k].dtype) ? scale : std::abs(expected[k].real());
    INFO("element " << k << ": " << got[k].real() << " " << expected[k].real());
    REQUIRE(same(got[k].real(), expected[k].real(), relative * size));
    REQUIRE(same(got[k].imag(), expected[k].imag(), relative * size));
  }
}

Array range(Context& ctx, double start, double stop, double step, DType dtype = DType::float64) {
  return arange(ctx, Scalar::of(start), Scalar::of(stop), Scalar::of(step), dtype);
}

Array whole_range(Context& ctx, std::int64_t start, std::int64_t stop, std::int64_t step, DType dtype = DType::int64) {
  return arange(ctx, Scalar::of(start), Scalar::of(stop), Scalar::of(step), dtype);
}

Array iota(Context& ctx, const Ints& shape, DType dtype = DType::int64) {
  Ints values;
  for (std::int64_t k = 0; k < product(shape); ++k) values.push_back(k);
  return array_of(ctx, dtype, shape, values);
}

Array number(Context& ctx, double x) { return full(ctx, DType::float64, {}, Scalar::of(x)); }

}  // namespace

TEST_CASE("NumPy computes the same ranges and samples") {
  TestContext ctx;
  constexpr double eps = std::numeric_limits<double>::epsilon();
  std::istringstream lines(reference_text("array/create.txt"));
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    INFO(line);
    std::istringstream in(line);
    std::string name, bar, dtype_word, shape, values;
    in >> name >> bar;
    std::vector<std::string> args;
    for (std::string word; in >> word && word != "|";) args.push_back(word);
    in >> dtype_word >> bar >> shape >> values;
    const auto dtype = parse_dtype(dtype_word);
    if (name == "arange") {
      const Scalar start = parse_number(args[0]), stop = parse_number(args[1]), step = parse_number(args[2]);
      if (shape == "error") {
        REQUIRE_THROWS_AS(arange(ctx, start, stop, step, *dtype), Error);
        continue;
      }
      const Array got = arange(ctx, start, stop, step, *dtype);
      REQUIRE(got.dtype() == *dtype);
      compare(scalars_of(got), parse_numbers(values), 0);
      continue;
    }
    const bool single = args[7] == "1", complex = line.find('_') != line.npos;
    const Array start = array_from(ctx, args[0], args[1], single), stop = array_from(ctx, args[2], args[3], single);
    SpaceOptions options;
    options.num = std::stoll(args[4]);
    options.endpoint = args[5] == "1";
    options.axis = std::stoll(args[6]);
    options.dtype = dtype;
    const double base = parse_number(args[8]).real();
    const double unit = single || dtype == DType::float32 ? std::numeric_limits<float>::epsilon() : eps;
    if (name == "linspace") {
      const Linspace got = linspace(ctx, start, stop, options);
      REQUIRE(shape_of(got.samples) == parse_shape(shape));
      // Real samples agree to the bit. A complex step is a quotient, and NumPy multiplies by a reciprocal.
      compare(scalars_of(got.samples), parse_numbers(values), complex ? 4 * unit : 0);
      std::string steps;
      in >> steps;
      auto expected = parse_numbers(steps);
      const std::size_t width = static_cast<std::size_t>(got.step.size());
      if (expected.size() == 1) expected.resize(width, expected[0]);  // NumPy gives one NaN for all
      if (std::isnan(expected[0].real()))
        for (const Scalar& s : scalars_of(got.step)) REQUIRE(std::isnan(s.real()));
      else compare(scalars_of(got.step), expected, complex ? 4 * unit : 0);
      continue;
    }
    const Array got =
        name == "logspace" ? logspace(ctx, start, stop, options, base) : geomspace(ctx, start, stop, options);
    REQUIRE(shape_of(got) == parse_shape(shape));
    // The libraries' powers may differ in the last bit, their logarithms too, which a power magnifies by the exponent.
    compare(scalars_of(got), parse_numbers(values), (name == "logspace" ? 4 : 32) * (complex ? 2 : 1) * unit);
  }
  CHECK(count == 1200);
}

TEST_CASE("integer ranges are exact to the ends of int64") {
  TestContext ctx;
  constexpr std::int64_t top = INT64_MAX, bottom = INT64_MIN;
  CHECK(elements_of(whole_range(ctx, top - 2, top, 1)) == Ints{top - 2, top - 1});
  CHECK(elements_of(whole_range(ctx, bottom, top, top)) == Ints{bottom, -1, top - 1});
  CHECK(elements_of(whole_range(ctx, top, bottom, bottom)) == Ints{top, -1});
  CHECK(elements_of(whole_range(ctx, 9007199254740993, 9007199254740996, 1)) ==
        Ints{9007199254740993, 9007199254740994, 9007199254740995});
  CHECK(elements_of(whole_range(ctx, 10, 0, -3)) == Ints{10, 7, 4, 1});
  CHECK(elements_of(whole_range(ctx, 0, 256, 85, DType::uint8)) == Ints{0, 85, 170, 255});
  CHECK(elements_of(whole_range(ctx, 1, 1, 1)).empty());
  CHECK(elements_of(whole_range(ctx, 5, 1, 1)).empty());
  CHECK_THROWS_WITH(whole_range(ctx, 0, 257, 1, DType::uint8), "256 does not fit uint8");
  CHECK_THROWS_WITH(whole_range(ctx, -1, 3, 1, DType::uint8), "-1 does not fit uint8");
  CHECK_THROWS_AS(whole_range(ctx, 2147483646, 2147483650, 1, DType::int32), DomainError);
  CHECK_THROWS_AS(range(ctx, 1e19, 2e19, 1e19, DType::int64), DomainError);
  CHECK(elements_of(range(ctx, 0.5, 3.5, 1, DType::int64)) == Ints{0, 1, 2});
  CHECK(elements_of(whole_range(ctx, 0, 2, 1, DType::bool_)) == Ints{0, 1});
  CHECK_THROWS_WITH(whole_range(ctx, 0, 3, 1, DType::bool_), "dtype must hold 3 different elements, got bool");
}

TEST_CASE("a long range is the same on one thread and several", "[threads]") {
  TestContext ctx;
  const Array one = range(ctx, 0.1, 3e4, 0.1);
  ctx.threads = 4;
  const Array four = range(ctx, 0.1, 3e4, 0.1);
  REQUIRE(one.size() == four.size());
  const double delta = (0.1 + 0.1) - 0.1;
  for (std::int64_t i = 0; i < one.size(); ++i) {
    REQUIRE(one.at<double>(i) == four.at<double>(i));
    REQUIRE(one.at<double>(i) == 0.1 + static_cast<double>(i) * delta);
  }
}

TEST_CASE("ranges of absurd length are refused before memory is asked for") {
  TestContext ctx;
  constexpr double inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  int asked = 0;
  ctx.memory.gate_data = &asked;
  ctx.memory.gate = [](void* count, std::size_t) { return ++*static_cast<int*>(count) > 0; };
  CHECK_THROWS_WITH(range(ctx, 0, 1e300, 1), "stop must leave fewer elements than memory can hold, got about 1e+300");
  CHECK_THROWS_AS(range(ctx, -1e308, 1e308, 1e-300), ValueError);
  CHECK_THROWS_AS(whole_range(ctx, INT64_MIN, INT64_MAX, 1), ValueError);
  CHECK_THROWS_WITH(range(ctx, 0, inf, 1), "stop must be finite, got inf");
  CHECK_THROWS_WITH(range(ctx, nan, 1, 1), "start must be finite, got nan");
  CHECK_THROWS_WITH(range(ctx, 0, 1, 0), "step must not be 0");
  CHECK_THROWS_WITH(whole_range(ctx, 0, 1, 0), "step must not be 0");
  CHECK_THROWS_WITH(arange(ctx, Scalar::of(Complex128(0, 1)), Scalar::of(1.0), Scalar::of(1.0), DType::float64),
                    "start must be real, got a complex value");
  CHECK_THROWS_AS(whole_range(ctx, 0, 300, 1, DType::uint8), DomainError);
  CHECK(asked == 0);
  // A quotient below the smallest double is still more than none.
  CHECK(range(ctx, 0, 5e-324, 1e300).size() == 1);
  CHECK(range(ctx, 0, -5e-324, 1e300).size() == 0);
}

TEST_CASE("samples end exactly at stop, also where steps cannot be told from 0") {
  TestContext ctx;
  SpaceOptions options;
  options.num = 7;
  const Linspace tiny = linspace(ctx, number(ctx, 0), number(ctx, 5e-324), options);
  CHECK(tiny.samples.at<double>(6) == 5e-324);
  CHECK(tiny.samples.at<double>(0) == 0);
  CHECK(linspace(ctx, number(ctx, 0.1), number(ctx, 0.7), options).samples.at<double>(6) == 0.7);
  options.num = -1;
  CHECK_THROWS_WITH(linspace(ctx, number(ctx, 0), number(ctx, 1), options), "num must not be negative, got -1");
  options.num = 3;
  options.dtype = DType::uint8;
  CHECK_THROWS_AS(linspace(ctx, number(ctx, 0), number(ctx, 300), options), DomainError);
  CHECK(elements_of(linspace(ctx, number(ctx, -1.5), number(ctx, 1.5), {4, true, DType::int64, 0}).samples) ==
        Ints{-2, -1, 0, 1});
  CHECK_THROWS_WITH(geomspace(ctx, number(ctx, 0), number(ctx, 1)),
                    "start and stop must not be 0: no constant ratio leads there");
  options = {};
  options.axis = 1;
  CHECK_THROWS_AS(linspace(ctx, number(ctx, 0), number(ctx, 1), options), ValueError);
  CHECK_THROWS_AS(linspace(ctx, iota(ctx, {2}), iota(ctx, {3})), ShapeError);
}

TEST_CASE("eye, tri and triangles equal their definition for every dtype and diagonal") {
  TestContext ctx;
  for (int t = 0; t < dtype_count; ++t)
    for (std::int64_t rows = 0; rows <= 3; ++rows)
      for (std::int64_t columns = 0; columns <= 3; ++columns)
        for (std::int64_t k : {INT64_MIN, std::int64_t{-4}, std::int64_t{-2}, std::int64_t{-1}, std::int64_t{0},
                               std::int64_t{1}, std::int64_t{3}, INT64_MAX}) {
          const auto dtype = static_cast<DType>(t);
          const std::int64_t d = std::clamp<std::int64_t>(k, -100, 100);
          Ints ones, lower, upper;
          const Array a = full(ctx, dtype, {2, rows, columns}, Scalar::of(true));
          for (std::int64_t i = 0; i < rows; ++i)
            for (std::int64_t j = 0; j < columns; ++j) {
              ones.push_back(j - i == d);
              lower.push_back(j - i <= d);
              upper.push_back(j - i >= d);
            }
          INFO(name(dtype) << " " << rows << " " << columns << " " << k);
          REQUIRE(elements_of(eye(ctx, rows, columns, k, dtype)) == ones);
          const Array columns_first = eye(ctx, rows, columns, k, dtype, Order::fortran);
          REQUIRE(elements_of(columns_first) == ones);
          REQUIRE(columns_first.view().fortran_contiguous());
          REQUIRE(elements_of(tri(ctx, rows, columns, k, dtype)) == lower);
          Ints both = lower, both_upper = upper;
          both.insert(both.end(), lower.begin(), lower.end());
          both_upper.insert(both_upper.end(), upper.begin(), upper.end());
          REQUIRE(elements_of(tril(ctx, a, k)) == both);
          REQUIRE(elements_of(triu(ctx, a, k)) == both_upper);
        }
  CHECK_THROWS_WITH(eye(ctx, -1, 2), "N must not be negative, got -1");
  CHECK_THROWS_WITH(tril(ctx, iota(ctx, {3})), "m must have at least 2 axes, got shape 3");
  // Strided input
  CHECK(elements_of(tril(ctx, transpose(iota(ctx, {2, 2})))) == Ints{0, 0, 1, 3});
}

TEST_CASE("diag writes a diagonal and reads it as a view") {
  TestContext ctx;
  const Array v = iota(ctx, {2});
  CHECK(elements_of(diag(ctx, v)) == Ints{0, 0, 0, 1});
  CHECK(elements_of(diag(ctx, v, 1)) == Ints{0, 0, 0, 0, 0, 1, 0, 0, 0});
  CHECK(elements_of(diag(ctx, v, -1)) == Ints{0, 0, 0, 0, 0, 0, 0, 1, 0});
  CHECK(elements_of(diagflat(ctx, iota(ctx, {1, 2}))) == Ints{0, 0, 0, 1});
  const Array m = iota(ctx, {3, 4});
  CHECK(elements_of(diag(ctx, m, 1)) == Ints{1, 6, 11});
  CHECK(elements_of(diag(ctx, m, -2)) == Ints{8});
  CHECK(elements_of(diag(ctx, m, 4)).empty());
  CHECK(elements_of(diag(ctx, m, INT64_MIN)).empty());
  CHECK(elements_of(diag(ctx, m, INT64_MAX)).empty());
  diag(ctx, m).at<std::int64_t>(1) = 99;
  CHECK(m.at<std::int64_t>(1, 1) == 99);
  CHECK_THROWS_AS(diag(ctx, v, INT64_MAX), Error);
  CHECK_THROWS_AS(diag(ctx, v, INT64_MIN), Error);
  CHECK_THROWS_WITH(diag(ctx, iota(ctx, {1, 1, 1})), "v must have one or two axes, got shape 1x1x1");
  const Array cube = iota(ctx, {2, 3, 4});
  const Array lines = diagonal(cube, 1, 2, 0);  // rows from axis 2, columns from axis 0
  CHECK(shape_of(lines) == Ints{3, 1});
  CHECK(elements_of(lines) == Ints{12, 16, 20});
  CHECK(elements_of(diagonal(cube, 0, 0, -1)) == Ints{0, 13, 4, 17, 8, 21});
  CHECK_THROWS_WITH(diagonal(cube, 0, 0, -3), "axis2 must be another axis than axis1, got 1 twice");
}

TEST_CASE("full stores one value or says why not") {
  TestContext ctx;
  CHECK(elements_of(full(ctx, DType::int32, {2, 2}, Scalar::of(7.0))) == Ints{7, 7, 7, 7});
  CHECK(full(ctx, DType::float32, {0, 3}, Scalar::of(1.0)).size() == 0);
  CHECK_THROWS_AS(full(ctx, DType::uint8, {2}, Scalar::of(std::int64_t{256})), DomainError);
  CHECK_THROWS_AS(full(ctx, DType::float64, {2}, Scalar::of(Complex128(0, 1))), ValueError);
}

TEST_CASE("a grid of coordinates") {
  TestContext ctx;
  const Array x = iota(ctx, {2}), y = array_of(ctx, DType::float32, {3}, {5, 6, 7});
  const std::vector<View> lists{x, y};
  const auto xy = meshgrid(ctx, lists);
  CHECK(shape_of(xy[0]) == Ints{3, 2});
  CHECK(elements_of(xy[0]) == Ints{0, 1, 0, 1, 0, 1});
  CHECK(elements_of(xy[1]) == Ints{5, 5, 6, 6, 7, 7});
  CHECK(xy[1].dtype() == DType::float32);
  const auto ij = meshgrid(ctx, lists, false);
  CHECK(shape_of(ij[0]) == Ints{2, 3});
  CHECK(elements_of(ij[0]) == Ints{0, 0, 0, 1, 1, 1});
  const auto sparse = meshgrid(ctx, lists, true, true);
  CHECK(shape_of(sparse[0]) == Ints{1, 2});
  CHECK(shape_of(sparse[1]) == Ints{3, 1});
  CHECK(elements_of(sparse[1]) == Ints{5, 6, 7});
  CHECK(meshgrid(ctx, {}).empty());
  CHECK(elements_of(meshgrid(ctx, std::vector<View>{x})[0]) == Ints{0, 1});
}
