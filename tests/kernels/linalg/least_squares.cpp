#include "kernels/linalg/least_squares.h"

#include "kernels/array/elementwise.h"
#include "kernels/linalg/balance.h"
#include "kernels/linalg/expm.h"
#include "kernels/linalg/multi_dot.h"
#include "kernels/linalg/power.h"
#include "kernels/linalg/qr.h"
#include "kernels/linalg/rank.h"
#include "tests/support/linalg.h"

using namespace perilune;
using namespace perilune::test;
using linalg::matmul;

TEMPLATE_TEST_CASE("qr gives orthonormal columns whose product with r is a", "", float, double, Complex64, Complex128) {
  TestContext ctx;
  for (const Dims& shape : {Dims{1, 1}, Dims{4, 4}, Dims{9, 4}, Dims{4, 9}, Dims{40, 33}})
    for (const auto how : {Spread::packed, Spread::fortran, Spread::reversed})
      for (const bool pivoting : {false, true})
        for (const auto mode : {linalg::QrOptions::full, linalg::QrOptions::economic}) {
          const Array a = random_array<TestType>(ctx, shape, 3);
          const linalg::Qr f = linalg::qr(ctx, spread(ctx, a, how), {mode, pivoting});
          const double limit = 16 * static_cast<double>(shape[0] + shape[1]);
          CHECK(distance_from_identity<TestType>(matmul(ctx, adjoint(ctx, f.q), f.q)) < limit);
          Array expected = contiguous_copy(ctx, a);
          if (pivoting)
            for (std::int64_t j = 0; j < shape[1]; ++j)
              for (std::int64_t i = 0; i < shape[0]; ++i)
                expected.at<TestType>(i, j) = a.at<TestType>(i, f.p.at<std::int64_t>(j));
          CHECK(largest_difference(matmul(ctx, f.q, f.r), expected) < limit * epsilon<TestType>());
          for (std::int64_t j = 1; pivoting && j < std::min(shape[0], shape[1]); ++j)
            CHECK(std::abs(element(f.r, {j, j})) <=
                  std::abs(element(f.r, {j - 1, j - 1})) * (1 + 16 * epsilon<TestType>()));
        }
}

TEMPLATE_TEST_CASE("lstsq leaves a residual that a is orthogonal to, by every driver", "", float, double, Complex64,
                   Complex128) {
  TestContext ctx;
  for (const Dims& shape : {Dims{3, 3}, Dims{9, 4}, Dims{4, 9}, Dims{40, 7}})
    for (const auto driver : {lapack::LeastSquares::gelsd, lapack::LeastSquares::gelss, lapack::LeastSquares::gelsy})
      for (const auto how : {Spread::packed, Spread::fortran, Spread::gaps}) {
        const Array a = random_array<TestType>(ctx, shape, 5), b = random_array<TestType>(ctx, {shape[0], 2}, 6);
        linalg::LstsqOptions o;
        o.driver = driver;
        const linalg::Lstsq r = linalg::lstsq(ctx, spread(ctx, a, how), spread(ctx, b, how), o);
        const Array rest = apply(ctx, BinaryOp::subtract, matmul(ctx, a, r.x), b);
        // Random matrices of these sizes have condition numbers below a hundred.
        const double limit = 2000 * static_cast<double>(shape[0]) * epsilon<TestType>();
        double worst = 0;
        for (const Complex128& e : elements_of(matmul(ctx, adjoint(ctx, a), rest)))
          worst = std::max(worst, std::abs(e));
        CHECK(worst < limit);
        CHECK(element(r.rank, {}) == static_cast<double>(std::min(shape[0], shape[1])));
        if (shape[0] > shape[1] && driver != lapack::LeastSquares::gelsy)
          for (std::int64_t j = 0; j < 2; ++j) {
            double sum = 0;
            for (std::int64_t i = 0; i < shape[0]; ++i) sum += std::norm(element(rest, {i, j}));
            CHECK(std::abs(element(r.residuals, {j}).real() - sum) < limit * (1 + sum));
          }
        // Of least norm: x lies in the row space, where the pseudo-inverse puts it.
        CHECK(largest_difference(matmul(ctx, linalg::pinv(ctx, a).inverse, b), r.x) < limit);
      }
}

TEMPLATE_TEST_CASE("the pseudo-inverse satisfies Penrose's four conditions", "", float, double, Complex64, Complex128) {
  TestContext ctx;
  const Array left = random_array<TestType>(ctx, {7, 2}, 1), right = random_array<TestType>(ctx, {2, 5}, 2);
  for (const bool deficient : {false, true}) {
    const Array a = deficient ? matmul(ctx, left, right) : random_array<TestType>(ctx, {7, 5}, 3);
    linalg::PinvOptions o;
    o.rtol = 100 * epsilon<TestType>();
    const linalg::Pinv p = linalg::pinv(ctx, a, o);
    const Array ab = matmul(ctx, a, p.inverse), ba = matmul(ctx, p.inverse, a);
    const double limit = 500 * epsilon<TestType>();
    CHECK(largest_difference(matmul(ctx, ab, a), a) < limit);
    CHECK(largest_difference(matmul(ctx, ba, p.inverse), p.inverse) < limit);
    CHECK(largest_difference(adjoint(ctx, ab), ab) < limit);
    CHECK(largest_difference(adjoint(ctx, ba), ba) < limit);
    CHECK(element(p.rank, {}) == (deficient ? 2.0 : 5.0));
    const Array h = matmul(ctx, a, adjoint(ctx, a));
    CHECK(largest_difference(linalg::pinvh(ctx, h, o).inverse, linalg::pinv(ctx, h, o).inverse) < 100 * limit);
    CHECK(element(linalg::matrix_rank(ctx, a, {std::nullopt, 100 * epsilon<TestType>()}), {}) ==
          (deficient ? 2.0 : 5.0));
  }
}

TEMPLATE_TEST_CASE("expm(a) expm(-a) is the identity, at every degree and scale", "", float, double, Complex64,
                   Complex128) {
  TestContext ctx;
  for (const std::int64_t n : {1, 2, 6, 25})
    for (const double size : {1e-3, 0.1, 0.5, 1.0, 3.0, 6.0}) {
      Array a = random_array<TestType>(ctx, {n, n}, 4), minus = Array::empty(ctx, dtype_of<TestType>, {n, n});
      for (std::int64_t i = 0; i < n * n; ++i) {
        a.as<TestType>()[i] *= static_cast<TestType>(static_cast<float>(size / static_cast<double>(n)));
        minus.as<TestType>()[i] = -a.as<TestType>()[i];
      }
      const Array e = linalg::expm(ctx, a), f = linalg::expm(ctx, minus);
      linalg::NormOptions one;
      one.order = {linalg::NormOrder::power, 1};
      const double growth =
          element(linalg::norm(ctx, e, one), {}).real() * element(linalg::norm(ctx, f, one), {}).real();
      CHECK(distance_from_identity<TestType>(matmul(ctx, e, f)) < 32 * static_cast<double>(n) * growth);
    }
}

TEST_CASE("balancing transforms a, powers multiply, chains do not depend on their order") {
  TestContext ctx;
  Array a = random_array<double>(ctx, {6, 6}, 2);
  for (std::int64_t j = 0; j < 6; ++j) {
    a.at<double>(1, j) *= 1e6;
    a.at<double>(j, 4) *= 1e-7;
    if (j > 0) a.at<double>(j, 0) = 0;  // an eigenvalue by itself, which is permuted away
  }
  const linalg::Balance f = linalg::matrix_balance(ctx, a);
  CHECK(largest_difference(matmul(ctx, a, f.t), matmul(ctx, f.t, f.b)) < 1e-8);  // elements up to 1e6
  const Array m = random_array<double>(ctx, {4, 4}, 3);
  const Array third = linalg::matrix_power(ctx, m, 3);
  CHECK(largest_difference(third, matmul(ctx, m, matmul(ctx, m, m))) < 1e-13);
  CHECK(distance_from_identity<double>(matmul(ctx, third, linalg::matrix_power(ctx, m, -3))) < 1e5);
  const Array p = random_array<double>(ctx, {3, 8}, 4), q = random_array<double>(ctx, {8, 2}, 5),
              r = random_array<double>(ctx, {2, 7}, 6), s = random_array<double>(ctx, {7}, 7);
  const std::vector<View> list{p, q, r, s};
  CHECK(largest_difference(linalg::multi_dot(ctx, list), matmul(ctx, p, matmul(ctx, q, matmul(ctx, r, s)))) < 1e-12);
}

TEST_CASE("norms do not overflow or vanish on the way") {
  TestContext ctx;
  for (const double scale : {1e-300, 1e-170, 1.0, 1e170, 1e300}) {
    const Array v = array_of<double>(ctx, {2, 2}, {3 * scale, 0, 0, 4 * scale});
    CHECK(element(linalg::norm(ctx, v), {}).real() == Approx(5 * scale).epsilon(1e-15));
    linalg::NormOptions rows;
    rows.axes = {1};
    CHECK(element(linalg::norm(ctx, v, rows), {1}).real() == Approx(4 * scale).epsilon(1e-15));
  }
}
