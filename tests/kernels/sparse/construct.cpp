#include "kernels/sparse/construct.h"

#include "kernels/array/create.h"
#include "kernels/array/manipulate.h"
#include "kernels/random/random_state.h"
#include "kernels/sparse/arithmetic.h"
#include "tests/support/sparse.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::sparse;

TEST_CASE("eye and triangles are the dense ones") {
  TestContext ctx;
  const Array a = sparse_dense<double>(ctx, 5, 7, 3);
  for (const Format format : all_formats)
    for (std::int64_t k = -6; k <= 8; ++k) {
      CHECK(largest_difference(to_dense(ctx, sparse::eye(ctx, 5, 7, k, DType::float32, format)),
                               perilune::eye(ctx, 5, 7, k, DType::float32)) == 0);
      const Matrix m = from_dense(ctx, a, format);
      CHECK(largest_difference(to_dense(ctx, triangle(ctx, m, k, true, format)), tril(ctx, a, k)) == 0);
      CHECK(largest_difference(to_dense(ctx, triangle(ctx, m, k, false, format)), triu(ctx, a, k)) == 0);
    }
}

TEST_CASE("diags puts vectors and numbers on diagonals") {
  TestContext ctx;
  const Array main = array_of<double>(ctx, {3}, {1, 2, 3}), one = array_of<double>(ctx, {}, {9});
  const View diagonals[] = {main, one};
  const std::int64_t offsets[] = {0, -1};
  const Array expected = array_of<double>(ctx, {3, 3}, {1, 0, 0, 9, 2, 0, 0, 9, 3});
  for (const Format format : all_formats)
    CHECK(largest_difference(to_dense(ctx, diags(ctx, diagonals, offsets, -1, -1, DType::float64, format)), expected) ==
          0);
  CHECK(diags(ctx, diagonals, offsets, 3, 5, DType::float64, Format::csr).nnz() == 5);
  CHECK_THROWS_WITH(diags(ctx, diagonals, offsets, 4, 4, DType::float64, Format::csr),
                    "diagonals must have as many entries as fit: 4 at offset 0 of a 4x4 matrix, got 3");
  const std::int64_t twice[] = {0, 0};
  CHECK_THROWS_WITH(diags(ctx, diagonals, twice, 3, 3, DType::float64, Format::csr),
                    "offsets must differ, got 0 twice");
  CHECK_THROWS_AS(diags(ctx, diagonals, std::span(offsets, 1), 3, 3, DType::float64, Format::csr), ShapeError);
}

TEST_CASE("kron, stacks and block diagonals") {
  TestContext ctx;
  const Array a = sparse_dense<double>(ctx, 2, 3, 1), b = sparse_dense<double>(ctx, 4, 2, 2),
              c = sparse_dense<double>(ctx, 2, 5, 3);
  for (const Format format : all_formats) {
    const Matrix ma = from_dense(ctx, a, format), mb = from_dense(ctx, b, Format::csr), mc = from_dense(ctx, c, format);
    const Array k = to_dense(ctx, kron(ctx, ma, mb, format));
    REQUIRE(k.shape() == Dims{8, 6});
    for (std::int64_t i = 0; i < 8; ++i)
      for (std::int64_t j = 0; j < 6; ++j)
        CHECK(k.at<double>(i, j) == a.at<double>(i / 4, j / 2) * b.at<double>(i % 4, j % 2));
    const Matrix pair[] = {ma, mc};
    const View dense[] = {a, c};
    CHECK(largest_difference(to_dense(ctx, stack(ctx, pair, false, format)), hstack(ctx, dense)) == 0);
    CHECK_THROWS_WITH(stack(ctx, pair, true, format), "blocks must agree on the width of block column 1 (3), got 5");
    const Matrix same[] = {ma, ma};
    const View dense_same[] = {a, a};
    CHECK(largest_difference(to_dense(ctx, stack(ctx, same, true, format)), vstack(ctx, dense_same)) == 0);
    const Array diagonal = to_dense(ctx, block_diagonal(ctx, pair, format));
    REQUIRE(diagonal.shape() == Dims{4, 8});
    CHECK(diagonal.at<double>(1, 2) == a.at<double>(1, 2));
    CHECK(diagonal.at<double>(3, 7) == c.at<double>(1, 4));
    CHECK(diagonal.at<double>(0, 7) == 0);
    const Matrix grid[] = {ma, Matrix(zero_matrix(ctx, Format::csr, 0, 0, DType::float64)),
                           Matrix(zero_matrix(ctx, Format::csr, 0, 0, DType::float64)), mc};
    const char present[] = {1, 0, 0, 1};
    CHECK(largest_difference(to_dense(ctx, block_grid(ctx, grid, present, 2, format)), diagonal) == 0);
  }
  CHECK_THROWS_WITH(stack(ctx, {}, true, Format::csr), "blocks must not be empty");
}

TEST_CASE("random draws SciPy's matrix") {
  TestContext ctx;
  random::RandomState stream(42);
  // scipy.sparse.random(3, 4, 0.5, random_state=42).toarray(), SciPy 1.10
  const Array m = to_dense(ctx, sparse::random(ctx, stream, 3, 4, 0.5, DType::float64, Format::csr));
  const Array expected =
      array_of<double>(ctx, {3, 4},
                       {0.056411579027100256, 0.0, 0.0, 0.6508884729488529, 0.0, 0.0, 0.0, 0.14286681792194078,
                        0.0007787658410143283, 0.9385527090157502, 0.7219987722668247, 0.0});
  CHECK(largest_difference(m, expected) == 0);
  const Matrix z = sparse::random(ctx, stream, 5, 5, 1, DType::complex128, Format::coo);
  CHECK(z.nnz() == 25);
  CHECK(convert(ctx, z, Format::csr).nnz() == 25);  // no place twice
  CHECK_THROWS_WITH(sparse::random(ctx, stream, 3, 4, 1.5, DType::float64, Format::csr),
                    "density must be between 0 and 1, got 1.5");
  CHECK(sparse::random(ctx, stream, 0, 4, 0.5, DType::float64, Format::csr).nnz() == 0);
}
