#include "kernels/linalg/matmul.h"

#include "tests/support/dense.h"

using namespace perilune;
using namespace perilune::test;
using linalg::dot;
using linalg::inner;
using linalg::matmul;
using linalg::outer;
using linalg::vdot;

namespace {

constexpr Spread spreads[] = {Spread::packed, Spread::fortran, Spread::gaps, Spread::reversed};
constexpr DType dtypes[] = {DType::bool_,   DType::uint8,   DType::int32,     DType::int64,
                            DType::float32, DType::float64, DType::complex64, DType::complex128};

// Small whole numbers, so that every dtype holds every sum and all results are exact.
Array whole_numbers(Context& ctx, DType dtype, const Dims& shape, unsigned seed) {
  std::mt19937 bits(seed);
  Array a = Array::empty(ctx, dtype, shape);
  const auto item = static_cast<std::int64_t>(itemsize(dtype));
  for (std::int64_t i = 0, n = a.size(); i < n; ++i) {
    const auto x = static_cast<std::int64_t>(bits() % 4);
    const auto y = static_cast<double>(bits() % 3);
    if (is_complex(dtype)) store(dtype, a.data() + i * item, Scalar::of(Complex128(static_cast<double>(x), y)));
    else store(dtype, a.data() + i * item, Scalar::of(dtype == DType::bool_ ? x / 2 : x));
  }
  return a;
}

// One matrix product from the definition. Bool is "or" of "and"s.
void naive(const View& a, const View& b, bool logical, std::vector<Complex128>& to) {
  for (std::int64_t i = 0; i < a.shape[0]; ++i)
    for (std::int64_t j = 0; j < b.shape[1]; ++j) {
      Complex128 sum = 0;
      for (std::int64_t k = 0; k < a.shape[1]; ++k) sum += element(a, {i, k}) * element(b, {k, j});
      to.push_back(logical ? Complex128(sum != 0.0 ? 1 : 0) : sum);
    }
}

DType expected_dtype(DType a, DType b) {
  const DType t = promote(a, b);
  return is_integer(t) ? DType::int64 : t;
}

View slice(const Array& a, std::int64_t i) {
  return {a.data() + i * a.strides()[0], a.shape().data() + 1, a.strides().data() + 1, a.ndim() - 1, a.dtype()};
}

}  // namespace

TEST_CASE("matmul of every pair of dtypes and layouts equals the definition") {
  TestContext ctx;
  for (const DType t : dtypes)
    for (const DType u : dtypes)
      for (const auto how_a : spreads)
        for (const auto how_b : spreads)
          for (const std::int64_t n : {3, 9}) {  // below and above the size that goes to BLAS
            const Array a = spread(ctx, whole_numbers(ctx, t, {n + 1, n}, 1), how_a);
            const Array b = spread(ctx, whole_numbers(ctx, u, {n, n + 2}, 2), how_b);
            const Array c = matmul(ctx, a, b);
            REQUIRE(c.dtype() == expected_dtype(t, u));
            REQUIRE(c.shape() == Dims{n + 1, n + 2});
            std::vector<Complex128> expected;
            naive(a, b, c.dtype() == DType::bool_, expected);
            REQUIRE(elements_of(c) == expected);
          }
}

TEMPLATE_TEST_CASE("vectors and matrices of every shape, also degenerate ones", "", float, double, Complex64,
                   Complex128, std::int64_t, bool) {
  TestContext ctx;
  for (const std::int64_t m : {0, 1, 2, 5, 17})
    for (const std::int64_t k : {0, 1, 2, 6, 19})
      for (const std::int64_t n : {0, 1, 3, 18})
        for (const auto how : spreads) {
          const Array a = spread(ctx, whole_numbers(ctx, dtype_of<TestType>, {m, k}, 3), how);
          const Array b = spread(ctx, whole_numbers(ctx, dtype_of<TestType>, {k, n}, 4), how);
          std::vector<Complex128> expected;
          naive(a, b, std::is_same_v<TestType, bool>, expected);
          REQUIRE(elements_of(matmul(ctx, a, b)) == expected);
          REQUIRE(elements_of(dot(ctx, a, b)) == expected);
          if (m == 1) {
            const Array row = a.with_layout(a.data(), {k}, {a.strides()[1]});
            REQUIRE(matmul(ctx, row, b).shape() == Dims{n});
            REQUIRE(elements_of(matmul(ctx, row, b)) == expected);
            if (n == 1) {
              const Array column = b.with_layout(b.data(), {k}, {b.strides()[0]});
              REQUIRE(matmul(ctx, row, column).shape() == Dims{});
              REQUIRE(elements_of(matmul(ctx, row, column)) == expected);
              REQUIRE(elements_of(inner(ctx, row, column)) == expected);
            }
          }
          if (n == 1) {
            const Array column = b.with_layout(b.data(), {k}, {b.strides()[0]});
            REQUIRE(matmul(ctx, a, column).shape() == Dims{m});
            REQUIRE(elements_of(dot(ctx, a, column)) == expected);
          }
        }
}

TEST_CASE("stacks broadcast their leading axes") {
  TestContext ctx;
  for (const auto how : spreads) {
    const Array a = spread(ctx, whole_numbers(ctx, DType::float64, {2, 1, 3, 4}, 5), how);
    const Array b = spread(ctx, whole_numbers(ctx, DType::float64, {5, 4, 2}, 6), how);
    const Array c = matmul(ctx, a, b);
    REQUIRE(c.shape() == Dims{2, 5, 3, 2});
    std::vector<Complex128> expected;
    for (std::int64_t i = 0; i < 2; ++i)
      for (std::int64_t j = 0; j < 5; ++j) {
        const View x = slice(a, i);
        naive({x.data, x.shape + 1, x.strides + 1, 2, x.dtype}, slice(b, j), false, expected);
      }
    CHECK(elements_of(c) == expected);

    const Array v = spread(ctx, whole_numbers(ctx, DType::float64, {4}, 7), how);
    CHECK(matmul(ctx, a, v).shape() == Dims{2, 1, 3});
    CHECK(matmul(ctx, v, b).shape() == Dims{5, 2});
    for (std::int64_t j = 0; j < 5; ++j)
      CHECK(elements_of(slice(matmul(ctx, v, b), j)) == elements_of(matmul(ctx, v, slice(b, j))));
    const Array w = whole_numbers(ctx, DType::float64, {4, 3}, 8);
    CHECK(matmul(ctx, a, w).shape() == Dims{2, 1, 3, 3});
    CHECK(elements_of(slice(matmul(ctx, a, w), 1)) == elements_of(matmul(ctx, slice(a, 1), w)));
  }
  CHECK(matmul(ctx, Array::zeros(ctx, DType::int32, {0, 2, 3}), Array::zeros(ctx, DType::int32, {3, 2})).shape() ==
        Dims{0, 2, 2});
}

TEST_CASE("dot of stacks pairs every matrix of a with every matrix of b") {
  TestContext ctx;
  for (const DType t : {DType::float64, DType::int32, DType::bool_, DType::complex64})
    for (const auto how : spreads) {
      const Array a = spread(ctx, whole_numbers(ctx, t, {2, 3, 4}, 9), how);
      const Array b = spread(ctx, whole_numbers(ctx, t, {2, 5, 4, 6}, 10), how);
      const Array c = dot(ctx, a, b);
      REQUIRE(c.shape() == Dims{2, 3, 2, 5, 6});
      for (std::int64_t i = 0; i < 2; ++i)
        for (std::int64_t r = 0; r < 3; ++r)
          for (std::int64_t p = 0; p < 2; ++p)
            for (std::int64_t q = 0; q < 5; ++q)
              for (std::int64_t s = 0; s < 6; ++s) {
                Complex128 sum = 0;
                for (std::int64_t k = 0; k < 4; ++k) sum += element(a, {i, r, k}) * element(b, {p, q, k, s});
                if (t == DType::bool_) sum = sum != 0.0 ? 1 : 0;
                REQUIRE(element(c, {i, r, p, q, s}) == sum);
              }
      const Array d = spread(ctx, whole_numbers(ctx, t, {3, 2, 4}, 11), how);
      const Array e = inner(ctx, a, d);
      REQUIRE(e.shape() == Dims{2, 3, 3, 2});
      Complex128 sum = 0;
      for (std::int64_t k = 0; k < 4; ++k) sum += element(a, {1, 2, k}) * element(d, {2, 0, k});
      if (t == DType::bool_) sum = sum != 0.0 ? 1 : 0;
      CHECK(element(e, {1, 2, 2, 0}) == sum);
    }
  const Array half = array_of<double>(ctx, {}, {0.5});
  CHECK(elements_of(dot(ctx, half, array_of<double>(ctx, {2, 1}, {3, 5}))) == std::vector<Complex128>{1.5, 2.5});
  CHECK(inner(ctx, array_of<double>(ctx, {2, 1}, {3, 5}), half).shape() == Dims{2, 1});
}

TEMPLATE_TEST_CASE("large products agree with sums in order to rounding", "", float, double, Complex64, Complex128) {
  TestContext ctx;
  const std::int64_t n = 70;
  const Array a = random_array<TestType>(ctx, {n, n}, 12), b = random_array<TestType>(ctx, {n, n}, 13);
  std::vector<Complex128> expected;
  naive(a, b, false, expected);
  const auto values = elements_of(matmul(ctx, a, b));
  double worst = 0;
  for (std::size_t i = 0; i < values.size(); ++i) worst = std::max(worst, std::abs(values[i] - expected[i]));
  // The worst of thousands of sums whose terms reach 10 in size (20 for complex): well below n eps times their sum.
  CHECK(worst < 8 * static_cast<double>(n) * epsilon<TestType>());
}

TEMPLATE_TEST_CASE("a times its own transpose is symmetric to the bit", "", float, double, Complex64, Complex128) {
  TestContext ctx;
  for (const auto how : {Spread::packed, Spread::fortran}) {
    const Array a = spread(ctx, random_array<TestType>(ctx, {90, 50}, 14), how);
    const Array t = a.with_layout(a.data(), {50, 90}, {a.strides()[1], a.strides()[0]});
    const Array c = matmul(ctx, a, t), d = matmul(ctx, t, a);
    std::vector<Complex128> expected;
    naive(a, t, false, expected);
    const auto values = elements_of(c);
    for (std::size_t i = 0; i < values.size(); ++i)
      REQUIRE(std::abs(values[i] - expected[i]) < 100 * 50 * epsilon<TestType>());
    for (std::int64_t i = 0; i < 90; ++i)
      for (std::int64_t j = 0; j < i; ++j) REQUIRE(element(c, {i, j}) == element(c, {j, i}));
    for (std::int64_t i = 0; i < 50; ++i)
      for (std::int64_t j = 0; j < i; ++j) REQUIRE(element(d, {i, j}) == element(d, {j, i}));
  }
}

TEST_CASE("integer products are exact up to the last bit of int64 and raise beyond") {
  TestContext ctx;
  const std::int64_t big = std::int64_t{1} << 62;
  const auto row = [&](std::vector<std::int64_t> v) {
    const auto n = static_cast<std::int64_t>(v.size());
    return array_of<std::int64_t>(ctx, {n}, v);
  };
  CHECK(matmul(ctx, row({big, big - 1}), row({1, 1})).at<std::int64_t>(0) == INT64_MAX);
  CHECK(matmul(ctx, row({big, big}), row({-1, -1})).at<std::int64_t>(0) == INT64_MIN);
  // Partial sums may leave int64 as long as the result does not.
  CHECK(matmul(ctx, row({big, big, -big}), row({1, 1, 1})).at<std::int64_t>(0) == big);
  CHECK(matmul(ctx, row({INT64_MIN, INT64_MIN}), row({3, -3})).at<std::int64_t>(0) == 0);
  CHECK_THROWS_WITH(matmul(ctx, row({big, big}), row({1, 1})), "the product of a and b does not fit int64");
  CHECK_THROWS_AS(matmul(ctx, row({INT64_MIN}), row({-1})), DomainError);
  CHECK_THROWS_AS(dot(ctx, row({INT64_MIN, INT64_MIN, INT64_MIN}), row({INT64_MIN, INT64_MIN, INT64_MIN})),
                  DomainError);
  // uint8 and int32 sum in int64.
  const Array bytes = array_of<std::uint8_t>(ctx, {2}, {255, 255});
  CHECK(matmul(ctx, bytes, bytes).at<std::int64_t>(0) == 2 * 255 * 255);

  // Sizes on either side of what float64 holds exactly, in matrices large enough for BLAS.
  for (const std::int64_t size : {std::int64_t{1000}, std::int64_t{1} << 24, std::int64_t{1} << 30}) {
    std::mt19937_64 bits(7);
    std::vector<std::int64_t> x(20 * 30), y(30 * 10);
    for (auto* v : {&x, &y})
      for (auto& e : *v) e = static_cast<std::int64_t>(bits() % static_cast<std::uint64_t>(2 * size)) - size;
    const Array c = matmul(ctx, array_of<std::int64_t>(ctx, {20, 30}, x), array_of<std::int64_t>(ctx, {30, 10}, y));
    for (std::size_t i = 0; i < 20; ++i)
      for (std::size_t j = 0; j < 10; ++j) {
        std::int64_t sum = 0;
        for (std::size_t k = 0; k < 30; ++k) sum += x[i * 30 + k] * y[k * 10 + j];
        REQUIRE(c.at<std::int64_t>(static_cast<std::int64_t>(i), static_cast<std::int64_t>(j)) == sum);
      }
  }
}

TEST_CASE("nan and infinities travel as IEEE sums carry them") {
  TestContext ctx;
  const double inf = std::numeric_limits<double>::infinity(), nan = std::nan("");
  const Array c = matmul(ctx, array_of<double>(ctx, {2, 2}, {inf, 0, 1, nan}), array_of<double>(ctx, {2, 1}, {2, 3}));
  CHECK(c.at<double>(0) == inf);
  CHECK(std::isnan(c.at<double>(1)));
  // Rows that memory happens to hold nan in must not leak into a fresh result.
  Array a = Array::zeros(ctx, DType::float64, {40, 40});
  CHECK(largest_difference(matmul(ctx, a, a), a) == 0);
}

TEST_CASE("vdot conjugates its first operand, outer multiplies all pairs") {
  TestContext ctx;
  const Array z = array_of<Complex128>(ctx, {2, 2}, {{1, 2}, {3, 4}, {0, 1}, {1, 0}});
  const Array w = array_of<Complex128>(ctx, {4}, {{1, 1}, {2, 0}, {0, 3}, {5, 5}});
  // numpy.vdot of the same arrays
  CHECK(element(vdot(ctx, z, w), {}) == Complex128(17, -4));
  CHECK(element(vdot(ctx, array_of<std::int32_t>(ctx, {2}, {2, 3}), array_of<double>(ctx, {2, 1}, {1, 1})), {}) == 5.0);
  CHECK(vdot(ctx, array_of<Complex64>(ctx, {1}, {{0, 1}}), array_of<float>(ctx, {1}, {2})).dtype() == DType::complex64);
  CHECK(element(vdot(ctx, Array::zeros(ctx, DType::complex64, {0}), Array::zeros(ctx, DType::complex64, {0})), {}) ==
        0.0);
  CHECK_THROWS_WITH(vdot(ctx, z, Array::zeros(ctx, DType::float64, {5})),
                    "a (2x2) and b (5) do not fit; a has 4 elements, b has 5");

  const Array o =
      outer(ctx, array_of<std::int32_t>(ctx, {2}, {2, 3}), array_of<std::uint8_t>(ctx, {1, 3}, {1, 2, 255}));
  CHECK(o.dtype() == DType::int32);
  CHECK(elements_of(o) == std::vector<Complex128>{2, 4, 510, 3, 6, 765});
  CHECK(outer(ctx, Array::zeros(ctx, DType::float32, {0}), z).shape() == Dims{0, 4});
  const Array bytes = array_of<std::uint8_t>(ctx, {1}, {16});
  CHECK_THROWS_WITH(outer(ctx, bytes, bytes), "integer overflow in uint8 multiplication");
  CHECK(elements_of(outer(ctx, array_of<bool>(ctx, {2}, {true, false}), array_of<bool>(ctx, {1}, {true}))) ==
        std::vector<Complex128>{1, 0});
}

TEST_CASE("shapes that do not fit are named with both extents") {
  TestContext ctx;
  const auto zeros = [&](Dims shape) { return Array::zeros(ctx, DType::float64, std::move(shape)); };
  CHECK_THROWS_WITH(matmul(ctx, zeros({3, 4}), zeros({5, 2})),
                    "a (3x4) and b (5x2) do not fit; a has 4 columns, b has 5 rows");
  CHECK_THROWS_WITH(matmul(ctx, zeros({3}), zeros({4})),
                    "a (3) and b (4) do not fit; a has 3 elements, b has 4 elements");
  CHECK_THROWS_WITH(dot(ctx, zeros({3, 4}), zeros({5})),
                    "a (3x4) and b (5) do not fit; a has 4 columns, b has 5 elements");
  CHECK_THROWS_WITH(inner(ctx, zeros({3, 4}), zeros({2, 5})),
                    "a (3x4) and b (2x5) do not fit; a has 4 columns, b has 5 columns");
  CHECK_THROWS_WITH(matmul(ctx, zeros({2, 3, 4}), zeros({3, 4, 2})),
                    "a (2x3x4) and b (3x4x2) do not fit; the stacks 2 and 3 do not broadcast together");
  CHECK_THROWS_WITH(matmul(ctx, zeros({}), zeros({3})), "a must have at least one axis, got a 0-d array");
  CHECK_THROWS_WITH(matmul(ctx, zeros({3}), zeros({})), "b must have at least one axis, got a 0-d array");
}

TEST_CASE("axes beyond 32-bit BLAS are refused, not cut") {
  TestContext ctx;
  const double x = 0;
  const std::int64_t shape[] = {std::int64_t{1} << 31}, strides[] = {8};
  // Never read: the size is checked first.
  const View v{const_cast<std::byte*>(reinterpret_cast<const std::byte*>(&x)), shape, strides, 1, DType::float64};
  CHECK_THROWS_WITH(matmul(ctx, v, v), "a must have axes of at most 2147483647 elements, got 2147483648");
}

TEST_CASE("products use the threads they are given, stop when asked and free what they took", "[threads]") {
  TestContext ctx;
  const Array a = random_array<double>(ctx, {500, 6, 7}, 15), b = random_array<double>(ctx, {500, 7, 8}, 16);
  const Array alone = matmul(ctx, a, b);
  const Array whole = whole_numbers(ctx, DType::int64, {300, 300}, 17);
  const Array large = Array::empty(ctx, DType::int64, {300, 300});
  for (std::int64_t i = 0; i < large.size(); ++i) large.as<std::int64_t>()[i] = (std::int64_t{1} << 52) + i;
  const Array exact = matmul(ctx, whole, large);
  ctx.threads = 3;
  CHECK(largest_difference(matmul(ctx, a, b), alone) == 0);
  const Array exact_again = matmul(ctx, whole, large);
  CHECK(std::memcmp(exact.data(), exact_again.data(), 300 * 300 * 8) == 0);
  StopFlag flag;
  flag.request = StopFlag::cancel;
  ctx.stop = &flag;
  CHECK_THROWS_AS(matmul(ctx, a, b), Interrupted);
  CHECK_THROWS_AS(matmul(ctx, whole, large), Interrupted);
  ctx.stop = nullptr;
  const std::size_t before = ctx.memory.used();
  ctx.memory.set_limit(before + 400000);
  CHECK_THROWS_AS(matmul(ctx, whole, whole), MemoryError);
  CHECK(ctx.memory.used() == before);
}
