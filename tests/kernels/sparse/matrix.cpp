#include "tests/support/sparse.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::sparse;

TEMPLATE_TEST_CASE("sparse matrices come back dense from every format and form", "", float, double, Complex64,
                   Complex128) {
  TestContext ctx;
  for (const Dims& shape : {Dims{7, 5}, Dims{1, 9}, Dims{9, 1}, Dims{0, 3}, Dims{3, 0}})
    for (const Format from : all_formats)
      for (const Form form : all_forms) {
        const Array dense = sparse_dense<TestType>(ctx, shape[0], shape[1], 3);
        if (form == Form::duplicates && !dense.size()) continue;
        const Matrix m = in_form(ctx, dense, from, form);
        REQUIRE(m.dtype() == dtype_of<TestType>);
        CHECK(largest_difference(to_dense(ctx, m), dense) == 0);  // halves add up exactly
        for (const Format to : all_formats) {
          const Matrix other = convert(ctx, m, to);
          CHECK(other.format == to);
          CHECK(largest_difference(to_dense(ctx, other), dense) == 0);
          const Matrix tidy = canonical(ctx, other);
          CHECK(tidy.canonical);
          CHECK(largest_difference(to_dense(ctx, tidy), dense) == 0);
          CHECK(largest_difference(to_dense(ctx, sorted(ctx, other)), dense) == 0);
          CHECK(without_zeros(ctx, tidy).nnz() == from_dense(ctx, dense, Format::csr).nnz());
          const Matrix turned = transposed(transposed(other));
          CHECK(largest_difference(to_dense(ctx, turned), dense) == 0);
        }
      }
}

TEST_CASE("triplets: duplicates add, the shape follows from the largest positions") {
  TestContext ctx;
  const Array data = array_of<double>(ctx, {4}, {1, 2, 3, 4});
  const Array row = array_of<double>(ctx, {4}, {2, 0, 2, 0}), col = array_of<std::int64_t>(ctx, {4}, {1, 0, 1, 3});
  const Matrix m = from_triplets(ctx, -1, -1, data, row, col);
  CHECK(m.rows == 3);
  CHECK(m.columns == 4);
  CHECK(m.nnz() == 4);
  const Matrix c = convert(ctx, m, Format::csr);
  CHECK(c.nnz() == 3);
  CHECK(c.canonical);
  CHECK(to_dense(ctx, c).at<double>(2, 1) == 4);
  CHECK(index_dtype_for(10, 10, 10) == DType::int32);
  CHECK(index_dtype_for(std::int64_t{1} << 31, 10, 10) == DType::int64);
  // Positions beyond int32 work, where no array of that length is needed.
  const Array far = array_of<std::int64_t>(ctx, {1}, {std::int64_t{1} << 40}), one = array_of<double>(ctx, {1}, {5});
  const Matrix wide = from_triplets(ctx, 3, -1, one, array_of<std::int64_t>(ctx, {1}, {2}), far);
  CHECK(wide.index_dtype() == DType::int64);
  CHECK(convert(ctx, wide, Format::csr).indices.at<std::int64_t>(0) == std::int64_t{1} << 40);
}

TEST_CASE("arrays that lie are refused") {
  TestContext ctx;
  const Array data = array_of<double>(ctx, {3}, {1, 2, 3}), good = array_of<double>(ctx, {3}, {1, 3, 2});
  const Array ends = array_of<double>(ctx, {3}, {1, 3, 4});
  auto build = [&](const Array& d, const Array& j, const Array& p, std::int64_t rows = 2) {
    return from_arrays(ctx, Format::csr, rows, 3, d, j, p, 1);
  };
  CHECK(build(data, good, ends).nnz() == 3);
  CHECK_THROWS_WITH(build(data, array_of<double>(ctx, {3}, {1, 4, 2}), ends),
                    "indices must be whole numbers from 1 to 3, got 4");
  CHECK_THROWS_WITH(build(data, array_of<double>(ctx, {3}, {1, 0, 2}), ends),
                    "indices must be whole numbers from 1 to 3, got 0");
  CHECK_THROWS_WITH(build(data, array_of<double>(ctx, {3}, {1, 1.5, 2}), ends),
                    "indices must be whole numbers from 1 to 3, got 1.5");
  CHECK_THROWS_WITH(build(data, array_of<double>(ctx, {3}, {1, std::nan(""), 2}), ends),
                    "indices must be whole numbers from 1 to 3, got nan");
  CHECK_THROWS_WITH(build(data, array_of<double>(ctx, {3}, {1, 1e300, 2}), ends),
                    "indices must be whole numbers from 1 to 3, got 1e+300");
  CHECK_THROWS_WITH(build(data, array_of<double>(ctx, {2}, {1, 2}), ends),
                    "indices must have one entry for each value of data (3), got 2");
  CHECK_THROWS_WITH(build(data, good, array_of<double>(ctx, {2}, {1, 4})),
                    "indptr must have one entry more than there are rows (3), got 2");
  CHECK_THROWS_WITH(build(data, good, array_of<double>(ctx, {4}, {1, 4, 2, 4}), 3),
                    "indptr must not fall, got 2 after 4");
  CHECK_THROWS_WITH(build(data, good, array_of<double>(ctx, {3}, {2, 3, 4})), "indptr must begin with 1, got 2");
  CHECK_THROWS_WITH(build(data, good, array_of<double>(ctx, {3}, {1, 3, 3})),
                    "indptr must end with 4, after the last value of data, got 3");
  CHECK_THROWS_WITH(build(data, good, array_of<double>(ctx, {3}, {1, 3, 9})),
                    "indptr must be whole numbers from 1 to 4, got 9");
  CHECK_THROWS_WITH(build(Array::zeros(ctx, DType::float64, {3, 1}), good, ends),
                    "data must be a vector, got a 2-d array (3x1)");
  CHECK_THROWS_AS(build(data, array_of<Complex128>(ctx, {3}, {1, 2, 3}), ends), ValueError);
  CHECK_THROWS_WITH(from_triplets(ctx, 2, 2, data, good, good, 1), "row must be whole numbers from 1 to 2, got 3");
}

TEST_CASE("a dense form that no machine holds is refused before it is touched") {
  TestContext ctx;
  const Matrix m = zero_matrix(ctx, Format::csr, std::int64_t{1} << 30, std::int64_t{1} << 30, DType::float64);
  CHECK_THROWS_AS(to_dense(ctx, m), MemoryError);
  const std::size_t used = ctx.memory.used();
  ctx.memory.set_limit(used + 1000000);
  const Matrix small = eye(ctx, 2000, 2000, 0, DType::float64, Format::csr);
  CHECK_THROWS_AS(to_dense(ctx, small), MemoryError);
}

TEST_CASE("dense matrices of any layout and dtype become sparse") {
  TestContext ctx;
  const Array dense = sparse_dense<double>(ctx, 6, 4, 9);
  for (const auto how : {Spread::packed, Spread::fortran, Spread::gaps, Spread::reversed})
    for (const Format format : all_formats)
      CHECK(largest_difference(to_dense(ctx, from_dense(ctx, spread(ctx, dense, how), format)), dense) == 0);
  const Matrix whole = from_dense(ctx, array_of<std::int32_t>(ctx, {2, 2}, {0, 3, -1, 0}), Format::csr);
  CHECK(whole.dtype() == DType::float64);
  CHECK(whole.nnz() == 2);
  const Matrix row = from_dense(ctx, array_of<double>(ctx, {3}, {0, std::nan(""), 2}), Format::csr);
  CHECK(row.rows == 1);
  CHECK(row.nnz() == 2);
  CHECK_THROWS_AS(from_dense(ctx, Array::zeros(ctx, DType::float64, {2, 2, 2}), Format::csr), ShapeError);
}

TEST_CASE("twelve bytes for each value and four for each row are all that a matrix holds") {
  TestContext ctx;
  constexpr std::int64_t rows = 2000, each = 200;  // a hundredth of 100,000 x 50,000 with 20 million values, in 250 MB
  const Array data = Array::zeros(ctx, DType::float64, {rows * each});
  const Array indices = Array::empty(ctx, DType::int32, {rows * each}),
              indptr = Array::empty(ctx, DType::int32, {rows + 1});
  for (std::int64_t k = 0; k < rows * each; ++k) indices.at<std::int32_t>(k) = static_cast<std::int32_t>(k % each);
  for (std::int64_t i = 0; i <= rows; ++i) indptr.at<std::int32_t>(i) = static_cast<std::int32_t>(i * each);
  // Blocks are rounded up by an eighth at most, so that freed ones fit again.
  constexpr std::size_t most = (12 * rows * each + 4 * (rows + 1) + 1024) * 9 / 8;
  const std::size_t before = ctx.memory.used();
  const Matrix m = from_arrays(ctx, Format::csr, rows, 50000, data, indices, indptr);
  CHECK(ctx.memory.used() - before <= most);
  const Matrix turned = transposed(m);  // shares all of it
  CHECK(ctx.memory.used() - before <= most);
}
