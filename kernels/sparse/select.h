#pragma once
// Rows, columns, blocks and single elements. Positions count from 0.

#include "kernels/sparse/matrix.h"

namespace perilune::sparse {

// Which rows or columns: first, first + step, ... or a list (in any order, with repeats). Inside the axis: the caller
// has checked.
struct Positions {
  std::int64_t first = 0, count = 0, step = 1;
  const std::int64_t* list = nullptr;  // `count` of them
  std::int64_t operator[](std::int64_t i) const { return list ? list[i] : first + i * step; }
  bool all_of(std::int64_t length) const { return !list && first == 0 && step == 1 && count == length; }
};

// The block, in the format of m (CSR for COO).
Matrix submatrix(Context& ctx, const Matrix& m, const Positions& rows, const Positions& columns);
Scalar element(Context& ctx, const Matrix& m, std::int64_t i, std::int64_t j);
// m[i[k], j[k]] for pairs.
Array elements(Context& ctx, const Matrix& m, const Positions& i, const Positions& j);
// The matrix with m[i[k], j[k]] = values[k]; of equal places the last wins. `values` has k elements or one.
Matrix with_elements(Context& ctx, const Matrix& m, const Positions& i, const Positions& j, const View& values);
// The matrix with a block replaced by what broadcasts to it: a number, a row, a column or a dense matrix; or a sparse
// matrix.
Matrix with_block(Context& ctx, const Matrix& m, const Positions& rows, const Positions& columns, const View& dense);
Matrix with_block(Context& ctx, const Matrix& m, const Positions& rows, const Positions& columns, const Matrix& block);

}  // namespace perilune::sparse
