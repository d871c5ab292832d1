#include "kernels/sparse/lu.h"

#include "kernels/array/elementwise.h"
#include "kernels/array/manipulate.h"
#include "kernels/linalg/matmul.h"
#include "kernels/sparse/arithmetic.h"
#include "kernels/sparse/product.h"
#include "tests/support/sparse.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::sparse;

namespace {

template <class T>
Array well_conditioned(Context& ctx, std::int64_t n, unsigned seed) {
  const Array a = sparse_dense<T>(ctx, n, n, seed);
  for (std::int64_t i = 0; i < n; ++i) a.at<T>(i, (i * 7 + 3) % n) += T(9);  // n is prime: one in each row and column
  return a;
}

// How far L U is from the permuted matrix, whatever the package.
template <class T>
double distance(Context& ctx, const SparseLu& f, const Array& dense) {
  const Array product = to_dense(ctx, multiply(ctx, f.l, f.u));
  double worst = 0;
  for (std::int64_t i = 0; i < f.order(); ++i)
    for (std::int64_t j = 0; j < f.order(); ++j)
      worst = std::max(worst,
                       std::abs(Complex128(product.at<T>(f.perm_r.at<std::int32_t>(i), f.perm_c.at<std::int32_t>(j)) -
                                           dense.at<T>(i, j))));
  return worst;
}

template <class T>
void check_factors(Context& ctx) {
  using Options = FactorOptions;
  for (const std::int64_t n : {1, 2, 31}) {
    const Array dense = well_conditioned<T>(ctx, n, static_cast<unsigned>(n));
    const Array b = random_array<T>(ctx, {n, 2}, 3);
    for (const Format format : all_formats)
      for (const auto method : {Options::best, Options::eigen})
        for (const auto ordering : {Options::automatic, Options::columns, Options::symmetric, Options::natural}) {
          const SparseLu f = lu(ctx, from_dense(ctx, dense, format), {ordering, method, ordering ? 1.0 : -1.0});
          CHECK(distance<T>(ctx, f, dense) < 1e-12);
          for (const Turned turned : {Turned::no, Turned::transposed, Turned::adjoint}) {
            const Array x = solve(ctx, f, b, turned);
            Array a = dense;
            if (turned != Turned::no) a = contiguous_copy(ctx, transpose(a));
            if (turned == Turned::adjoint) a = perilune::apply(ctx, UnaryOp::conj, a);
            CHECK(largest_difference(linalg::matmul(ctx, a, x), b) < 1e-12);
          }
        }
  }
}

}  // namespace

TEST_CASE("LU factors are those of the matrix, by each package, in each order") {
  TestContext ctx;
  check_factors<double>(ctx);
  check_factors<Complex128>(ctx);
}

#if defined(PERILUNE_SUITESPARSE)
TEST_CASE("UMFPACK is opened where it was found") {
  TestContext ctx;
  const Matrix a = from_dense(ctx, well_conditioned<double>(ctx, 31, 1), Format::csc);
  CHECK(std::string(factorize<double>(ctx, a)->method()) == "umfpack");
}
#endif

TEST_CASE("LU refuses what has no factors") {
  TestContext ctx;
  for (const auto method : {FactorOptions::best, FactorOptions::eigen}) {
    const FactorOptions options{FactorOptions::automatic, method};
    CHECK_THROWS_WITH(lu(ctx, from_dense(ctx, array_of<double>(ctx, {2, 2}, {1, 1, 1, 1}), Format::csc), options),
                      "A is exactly singular");
    CHECK_THROWS_AS(lu(ctx, zero_matrix(ctx, Format::csr, 3, 3, DType::float64), options), SingularError);
    CHECK_THROWS_AS(lu(ctx, zero_matrix(ctx, Format::csr, 3, 2, DType::float64), options), ShapeError);
    CHECK_THROWS_AS(lu(ctx, zero_matrix(ctx, Format::csr, 0, 0, DType::float64), options), ShapeError);
  }
  CHECK_THROWS_AS(incomplete_lu(ctx, zero_matrix(ctx, Format::csr, 3, 3, DType::float64), 0.1, 5), SingularError);
}

TEST_CASE("incomplete factors with nothing dropped are complete") {
  TestContext ctx;
  // A row has room for as many as the matrix has rows, half of them on each side.
  const Array dense = Array::zeros(ctx, DType::complex128, {20, 20}),
              values = random_array<Complex128>(ctx, {20, 3}, 4);
  for (std::int64_t i = 0; i < 20; ++i) {
    dense.at<Complex128>(i, i) = 9.0 + values.at<Complex128>(i, 0);
    if (i > 0) dense.at<Complex128>(i, i - 1) = values.at<Complex128>(i, 1);
    if (i + 3 < 20) dense.at<Complex128>(i, i + 3) = values.at<Complex128>(i, 2);
  }
  const SparseLu whole = incomplete_lu(ctx, from_dense(ctx, dense, Format::csr), 0, 100);
  CHECK(distance<Complex128>(ctx, whole, dense) < 1e-13);
  const SparseLu part = incomplete_lu(ctx, from_dense(ctx, dense, Format::csr), 0.3, 1);
  CHECK(part.nnz() < whole.nnz());
}

TEST_CASE("triangular systems in every form of the matrix") {
  TestContext ctx;
  const Array b = random_array<double>(ctx, {13}, 1);
  for (const bool lower : {true, false})
    for (const Format format : all_formats)
      for (const Form form : all_forms) {
        const Array dense = sparse_dense<double>(ctx, 13, 13, 9);
        for (std::int64_t i = 0; i < 13; ++i)
          for (std::int64_t j = 0; j < 13; ++j)
            if (i == j) dense.at<double>(i, j) = 4;
            else if ((j > i) == lower) dense.at<double>(i, j) = 0;
        const Array x = solve_triangular(ctx, in_form(ctx, dense, format, form), b, {lower});
        CHECK(largest_difference(linalg::matmul(ctx, dense, x), b) < 1e-12);
      }
  const Array empty = Array::empty(ctx, DType::float64, {0});
  CHECK(solve_triangular(ctx, zero_matrix(ctx, Format::csr, 0, 0, DType::float64), empty, {}).size() == 0);
}
