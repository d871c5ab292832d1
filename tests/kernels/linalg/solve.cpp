#include "kernels/linalg/solve.h"

#include "kernels/array/elementwise.h"
#include "kernels/linalg/cholesky.h"
#include "kernels/linalg/determinant.h"
#include "kernels/linalg/lu.h"
#include "tests/support/linalg.h"

using namespace perilune;
using namespace perilune::test;
using linalg::SolveOptions;
using linalg::Structure;

namespace {

constexpr Spread layouts[] = {Spread::packed, Spread::fortran, Spread::gaps, Spread::reversed};
// Sizes on both sides of the switch from our own loops to LAPACK.
constexpr std::int64_t sizes[] = {1, 2, 3, 10, 16, 17, 40};

// A copy with what the structure does not read replaced by other numbers, and what it takes for zero set to zero.
template <class T>
Array with_structure(Context& ctx, const View& full, Structure s, bool lower, bool spoilt) {
  const Array a = contiguous_copy(ctx, full);
  for (std::int64_t i = 0; i < a.shape()[0]; ++i)
    for (std::int64_t j = 0; j < a.shape()[1]; ++j) {
      const bool upper_part = j > i, lower_part = j < i;
      bool zero = false, unread = false;
      if (s == Structure::diagonal) zero = i != j;
      if (s == Structure::tridiagonal) zero = std::abs(i - j) > 1;
      if (s == Structure::banded) zero = i - j > 2 || j - i > 3;
      if (s == Structure::upper_triangular) zero = lower_part;
      if (s == Structure::lower_triangular) zero = upper_part;
      if (s == Structure::symmetric || s == Structure::hermitian || s == Structure::positive_definite) {
        unread = lower ? upper_part : lower_part;
        T& mine = a.at<T>(i, j);
        if (upper_part) mine = a.at<T>(j, i);
        if (upper_part && s != Structure::symmetric) mine = static_cast<T>(std::conj(Complex128(mine)).real());
        if constexpr (is_complex_type<T>) {
          if (upper_part && s != Structure::symmetric) mine = std::conj(a.at<T>(j, i));
          if (i == j && s != Structure::symmetric) mine = mine.real();
        }
      }
      if (zero) a.at<T>(i, j) = spoilt && s == Structure::diagonal ? T(7) : T(0);
      if (unread && spoilt) a.at<T>(i, j) = T(-5);
    }
  return a;
}

}  // namespace

TEMPLATE_TEST_CASE("solve leaves a small residual for every structure, layout and form", "", float, double, Complex64,
                   Complex128) {
  TestContext ctx;
  for (const std::int64_t n : sizes)
    for (const auto s : {Structure::automatic, Structure::general, Structure::diagonal, Structure::tridiagonal,
                         Structure::banded, Structure::upper_triangular, Structure::lower_triangular,
                         Structure::symmetric, Structure::hermitian, Structure::positive_definite})
      for (const bool lower : {false, true}) {
        const Array full = easy_matrix<TestType>(ctx, n, 3);
        // The lower triangle has to be whole before it is spoilt.
        const Array whole = with_structure<TestType>(ctx, full, s, lower, false);
        Array given = contiguous_copy(ctx, whole);
        if (s == Structure::symmetric || s == Structure::hermitian || s == Structure::positive_definite)
          for (std::int64_t i = 0; i < n; ++i)
            for (std::int64_t j = 0; j < n; ++j)
              if (lower ? j > i : j < i) given.at<TestType>(i, j) = TestType(-5);
        const Array b = random_array<TestType>(ctx, {n, 2}, 4);
        for (const auto how : layouts)
          for (const bool transposed : {false, true}) {
            const Array x = linalg::solve(ctx, spread(ctx, given, how), spread(ctx, b, how), {s, lower, transposed});
            Array t = contiguous_copy(ctx, whole);
            if (transposed)
              for (std::int64_t i = 0; i < n; ++i)
                for (std::int64_t j = 0; j < n; ++j) t.at<TestType>(i, j) = whole.at<TestType>(j, i);
            INFO(n << " structure " << static_cast<int>(s) << " lower " << lower << " transposed " << transposed);
            // Backward error of elimination with pivoting: a few roundings per row.
            CHECK(residual<TestType>(ctx, t, x, b) < 8);
          }
      }
}

TEMPLATE_TEST_CASE("inv times a is the identity for every structure", "", float, double, Complex64, Complex128) {
  TestContext ctx;
  for (const std::int64_t n : sizes)
    for (const auto s :
         {Structure::automatic, Structure::general, Structure::diagonal, Structure::upper_triangular,
          Structure::lower_triangular, Structure::symmetric, Structure::hermitian, Structure::positive_definite})
      for (const auto how : layouts) {
        const Array a = with_structure<TestType>(ctx, easy_matrix<TestType>(ctx, n, 5), s, true, false);
        const Array inverse = linalg::inv(ctx, spread(ctx, a, how), s, true);
        REQUIRE(inverse.shape() == Dims{n, n});
        INFO(n << " structure " << static_cast<int>(s));
        CHECK(distance_from_identity<TestType>(linalg::matmul(ctx, a, inverse)) < 8 * static_cast<double>(n + 4));
        CHECK(distance_from_identity<TestType>(linalg::matmul(ctx, inverse, a)) < 8 * static_cast<double>(n + 4));
      }
}

TEMPLATE_TEST_CASE("factors multiply to a, solve with it, and give its determinant", "", float, double, Complex64,
                   Complex128) {
  TestContext ctx;
  for (const Dims& shape : {Dims{1, 1}, Dims{4, 4}, Dims{7, 3}, Dims{3, 7}, Dims{30, 30}}) {
    const Array a = random_array<TestType>(ctx, shape, 8);
    for (const auto how : layouts) {
      const linalg::Lu f = linalg::lu(ctx, spread(ctx, a, how));
      const Array product = linalg::matmul(ctx, astype(ctx, f.p, dtype_of<TestType>), linalg::matmul(ctx, f.l, f.u));
      CHECK(largest_difference(product, a) < 16 * static_cast<double>(shape[1]) * epsilon<TestType>());
    }
  }
  for (const std::int64_t n : sizes) {
    const Array a = easy_matrix<TestType>(ctx, n, 9), b = random_array<TestType>(ctx, {n}, 10);
    const linalg::LuFactors f = linalg::lu_factor(ctx, a);
    const Array x = linalg::lu_solve(ctx, f.lu, f.piv, b);
    CHECK(residual<TestType>(ctx, a, x, b) < 8);
    CHECK(residual<TestType>(ctx, adjoint(ctx, a), linalg::lu_solve(ctx, f.lu, f.piv, b, lapack::Transpose::conjugate),
                             b) < 8);
    const Array gram = linalg::matmul(ctx, a, adjoint(ctx, a));
    for (const bool lower : {false, true}) {
      const Array c = linalg::cholesky(ctx, gram, lower);
      const Array product = lower ? linalg::matmul(ctx, c, adjoint(ctx, c)) : linalg::matmul(ctx, adjoint(ctx, c), c);
      double largest = 0;
      for (const Complex128& e : elements_of(gram)) largest = std::max(largest, std::abs(e));
      CHECK(largest_difference(product, gram) < 8 * largest * epsilon<TestType>());
      CHECK(residual<TestType>(ctx, gram, linalg::cho_solve(ctx, c, lower, b), b) < 8);
      CHECK(residual<TestType>(ctx, gram, linalg::cho_solve(ctx, contiguous_copy(ctx, c), lower, b), b) < 8);
    }
    // det(a) det(inverse) = 1; for single precision only where no product overflows.
    const linalg::SignAndLog d = linalg::slogdet(ctx, a), e = linalg::slogdet(ctx, linalg::inv(ctx, a));
    const Complex128 sign = element(d.sign, {}) * element(e.sign, {});
    CHECK(std::abs(sign - 1.0) < 16 * static_cast<double>(n) * epsilon<TestType>());
    CHECK(std::abs(element(d.logabsdet, {}) + element(e.logabsdet, {})) <
          64 * static_cast<double>(n) * epsilon<TestType>());
    const Complex128 det = element(linalg::det(ctx, a), {});
    CHECK(std::abs(det / (element(d.sign, {}) * std::exp(element(d.logabsdet, {}))) - 1.0) <
          64 * static_cast<double>(n) * epsilon<TestType>());
  }
}

TEST_CASE("stacks are solved alike on any number of threads", "[threads]") {
  TestContext ctx;
  for (const std::int64_t n : {3, 20}) {
    Array a = random_array<double>(ctx, {5, 4, n, n}, 1);
    const Array b = random_array<double>(ctx, {4, n, 2}, 2);
    const Array one = linalg::solve(ctx, a, b), inverse = linalg::inv(ctx, a), det = linalg::det(ctx, a);
    ctx.threads = 3;
    CHECK(largest_difference(linalg::solve(ctx, a, b), one) == 0);
    CHECK(largest_difference(linalg::inv(ctx, a), inverse) == 0);
    CHECK(largest_difference(linalg::det(ctx, a), det) == 0);
    ctx.threads = 1;
  }
}

TEST_CASE("solvers refuse, stop and leave nothing behind") {
  TestContext ctx;
  {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const std::int64_t n : {2, 30}) {
      Array a = easy_matrix<double>(ctx, n, 1);
      const Array b = random_array<double>(ctx, {n}, 2);
      CHECK_THROWS_AS(linalg::solve(ctx, Array::zeros(ctx, DType::float64, {n, n}), b), SingularError);
      CHECK_THROWS_AS(linalg::inv(ctx, Array::zeros(ctx, DType::complex64, {n, n})), SingularError);
      CHECK_THROWS_AS(linalg::solve(ctx, a, random_array<double>(ctx, {n + 1}, 2)), ShapeError);
      a.at<double>(n - 1, 0) = nan;
      CHECK_THROWS_WITH(linalg::solve(ctx, a, b), "a must contain finite numbers, got nan");
      StopFlag flag;
      flag.request = StopFlag::interrupt;
      ctx.stop = &flag;
      CHECK_THROWS_AS(linalg::inv(ctx, a), Interrupted);
      ctx.stop = nullptr;
    }
    CHECK_THROWS_AS(linalg::solve(ctx, Array::zeros(ctx, DType::float64, {}), Array::zeros(ctx, DType::float64, {})),
                    ShapeError);
  }
  CHECK(ctx.memory.used() == 0);
}
