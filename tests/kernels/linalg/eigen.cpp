#include "kernels/array/elementwise.h"
#include "kernels/linalg/eig.h"
#include "kernels/linalg/eigh.h"
#include "tests/support/linalg.h"

using namespace perilune;
using namespace perilune::test;
using lapack::SymmetricDriver;

namespace {

template <class T>
Array hermitian(Context& ctx, std::int64_t n, unsigned seed) {
  const Array a = random_array<T>(ctx, {n, n}, seed);
  return apply(ctx, BinaryOp::add, a, adjoint(ctx, a));
}

template <class T>
Array positive(Context& ctx, std::int64_t n, unsigned seed) {
  const Array a = easy_matrix<T>(ctx, n, seed);
  return linalg::matmul(ctx, a, adjoint(ctx, a));
}

// v diag(w)
Array scaled(Context& ctx, const View& v, const View& w) { return apply(ctx, BinaryOp::multiply, v, w); }

double largest(const View& v) {
  double worst = 0;
  for (const Complex128& e : elements_of(v)) worst = std::max(worst, std::abs(e));
  return worst;
}

}  // namespace

TEMPLATE_TEST_CASE("eigh: a v = v diag(w) with orthonormal v, by every driver", "", float, double, Complex64,
                   Complex128) {
  TestContext ctx;
  for (const std::int64_t n : {1, 2, 5, 10, 26, 40}) {
    const Array a = hermitian<TestType>(ctx, n, 1);
    const double limit = 16 * static_cast<double>(n + 4) * largest(a) * epsilon<TestType>();
    const Array values = linalg::eigh(ctx, a).w;
    for (int d = -1; d < 4; ++d)
      for (const bool lower : {true, false})
        for (const auto how : {Spread::packed, Spread::fortran, Spread::reversed}) {
          linalg::EighOptions o;
          o.lower = lower;
          if (d >= 0) o.driver = static_cast<SymmetricDriver>(d);
          Array given = contiguous_copy(ctx, a);  // the other triangle is not read
          for (std::int64_t i = 0; i < n; ++i)
            for (std::int64_t j = 0; j < n; ++j)
              if (lower ? j > i : j < i) given.at<TestType>(i, j) = TestType(100);
          const linalg::Eigh e = linalg::eigh(ctx, spread(ctx, given, how), nullptr, o);
          INFO(n << " driver " << d << " lower " << lower);
          CHECK(largest_difference(linalg::matmul(ctx, a, e.v), scaled(ctx, e.v, e.w)) < limit);
          CHECK(distance_from_identity<TestType>(linalg::matmul(ctx, adjoint(ctx, e.v), e.v)) <
                16 * static_cast<double>(n + 4));
          CHECK(largest_difference(e.w, values) < limit);
        }
  }
}

TEMPLATE_TEST_CASE("eigh with a second matrix solves the three forms", "", float, double, Complex64, Complex128) {
  TestContext ctx;
  for (const std::int64_t n : {1, 6, 30}) {
    const Array a = hermitian<TestType>(ctx, n, 2), b = positive<TestType>(ctx, n, 3);
    for (int type = 1; type <= 3; ++type)
      for (int d = 4; d <= 6; ++d)
        for (const auto how : {Spread::packed, Spread::fortran}) {
          linalg::EighOptions o;
          o.type = type;
          o.driver = static_cast<SymmetricDriver>(d);
          const Array second = spread(ctx, b, how);
          const View bv = second;
          const linalg::Eigh e = linalg::eigh(ctx, a, &bv, o);
          const Array av = linalg::matmul(ctx, a, e.v), bvec = linalg::matmul(ctx, b, e.v);
          const Array left = type == 1 ? av : type == 2 ? linalg::matmul(ctx, a, bvec) : linalg::matmul(ctx, b, av);
          const Array right = scaled(ctx, type == 1 ? bvec : e.v, e.w);
          // The condition number of b, below a hundred here, enters.
          CHECK(largest_difference(left, right) < 200 * static_cast<double>(n + 4) * epsilon<TestType>() *
                                                      std::max(1.0, largest(a) * largest(b) * largest(e.v)));
        }
  }
}

TEST_CASE("eigh finds subsets") {
  TestContext ctx;
  const Array a = hermitian<double>(ctx, 12, 4);
  const linalg::Eigh all = linalg::eigh(ctx, a);
  linalg::EighOptions o;
  o.by_index = {3, 6};
  const linalg::Eigh some = linalg::eigh(ctx, a, nullptr, o);
  REQUIRE(some.w.shape() == Dims{4});
  REQUIRE(some.v.shape() == Dims{12, 4});
  for (std::int64_t i = 0; i < 4; ++i) CHECK(std::abs(some.w.at<double>(i) - all.w.at<double>(i + 3)) < 1e-13);
  CHECK(largest_difference(linalg::matmul(ctx, a, some.v), scaled(ctx, some.v, some.w)) < 1e-13);
  o.by_index.reset();
  o.by_value = {(all.w.at<double>(1) + all.w.at<double>(2)) / 2, (all.w.at<double>(4) + all.w.at<double>(5)) / 2};
  o.vectors = false;
  CHECK(linalg::eigh(ctx, a, nullptr, o).w.shape() == Dims{3});
}

TEMPLATE_TEST_CASE("eig: a vr = vr diag(w) and adjoint(vl) a = diag(w) adjoint(vl)", "", float, double, Complex64,
                   Complex128) {
  TestContext ctx;
  for (const std::int64_t n : {1, 2, 7, 30}) {
    const Array a = random_array<TestType>(ctx, {n, n}, 6), b = easy_matrix<TestType>(ctx, n, 7);
    const DType wide = complex_dtype(dtype_of<TestType>);
    const Array ac = astype(ctx, a, wide);
    for (const auto how : {Spread::packed, Spread::fortran, Spread::gaps}) {
      const linalg::Eig e = linalg::eig(ctx, spread(ctx, a, how), nullptr, {true, true, false});
      const Array vr = astype(ctx, e.vr, wide), vl = astype(ctx, e.vl, wide);
      const double limit = 16 * static_cast<double>(n + 4) * largest(a) * epsilon<TestType>();
      CHECK(largest_difference(linalg::matmul(ctx, ac, vr), scaled(ctx, vr, e.w)) < limit);
      const Array conjugate = apply(ctx, UnaryOp::conj, e.w);
      CHECK(largest_difference(linalg::matmul(ctx, adjoint(ctx, ac), vl), scaled(ctx, vl, conjugate)) < limit);
    }
    const View bv = b;
    const linalg::Eig e = linalg::eig(ctx, a, &bv, {true, true, false});
    const Array vr = astype(ctx, e.vr, wide), bc = astype(ctx, b, wide);
    const double limit = 64 * static_cast<double>(n + 4) * largest(b) * epsilon<TestType>();
    CHECK(largest_difference(linalg::matmul(ctx, ac, vr), scaled(ctx, linalg::matmul(ctx, bc, vr), e.w)) < limit);
    for (std::int64_t j = 0; j < n; ++j) {
      double sum = 0;
      for (std::int64_t i = 0; i < n; ++i) sum += std::norm(element(vr, {i, j}));
      CHECK(std::abs(sum - 1) < 64 * epsilon<TestType>());
    }
    const linalg::Eig h = linalg::eig(ctx, a, &bv, {false, false, true});
    REQUIRE(h.w.shape() == Dims{2, n});
    for (std::int64_t j = 0; j < n; ++j)
      CHECK(std::abs(element(h.w, {0, j}) / element(h.w, {1, j}) - element(e.w, {j})) < limit);
  }
}

TEST_CASE("eig keeps real vectors for real eigenvalues, and tells infinite and undetermined ones") {
  TestContext ctx;
  CHECK(linalg::eig(ctx, array_of<double>(ctx, {2, 2}, {1, 2, 2, 1})).vr.dtype() == DType::float64);
  const linalg::Eig turn = linalg::eig(ctx, array_of<double>(ctx, {2, 2}, {0, 1, -1, 0}));
  CHECK(turn.vr.dtype() == DType::complex128);
  CHECK(std::abs(element(turn.w, {0}).imag()) == Approx(1));
  const Array b = array_of<double>(ctx, {2, 2}, {1, 0, 0, 0});
  const View bv = b;
  const linalg::Eig infinite = linalg::eig(ctx, array_of<double>(ctx, {2, 2}, {2, 0, 0, 3}), &bv);
  CHECK(element(infinite.w, {0}) == 2.0);
  CHECK(std::isinf(element(infinite.w, {1}).real()));
  const linalg::Eig undetermined = linalg::eig(ctx, array_of<double>(ctx, {2, 2}, {2, 0, 0, 0}), &bv);
  CHECK(std::isnan(element(undetermined.w, {1}).real()));
}

TEST_CASE("eigenvalues of stacks come alike on any number of threads", "[threads]") {
  TestContext ctx;
  const Array a = random_array<Complex128>(ctx, {9, 6, 6}, 8);
  const linalg::Eig one = linalg::eig(ctx, a);
  const linalg::Eigh two = linalg::eigh(ctx, a);
  ctx.threads = 3;
  CHECK(largest_difference(linalg::eig(ctx, a).w, one.w) == 0);
  CHECK(largest_difference(linalg::eigh(ctx, a).v, two.v) == 0);
}
