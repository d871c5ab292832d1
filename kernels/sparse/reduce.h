#pragma once
// Sums, extremes, diagonals and norms. Axes count from 0: 0 goes down the columns, 1 along the rows.

#include <optional>

#include "kernels/sparse/matrix.h"

namespace perilune::sparse {

// A vector of sums over an axis, or (0-d) over everything.
Array sum(Context& ctx, const Matrix& m, std::optional<int> axis);
Array mean(Context& ctx, const Matrix& m, std::optional<int> axis);
// The largest or smallest element, unstored zeros among them; NaN wins. ValueError for empty and complex matrices.
Array extreme(Context& ctx, const Matrix& m, std::optional<int> axis, bool largest);
// The k-th diagonal, as long as it is; empty beyond the matrix.
Array diagonal(Context& ctx, const Matrix& m, std::int64_t k = 0);
// Values that are stored and not zero.
std::int64_t count_nonzero(Context& ctx, const Matrix& m);

enum class Norm : std::uint8_t { frobenius, one, minus_one, infinity, minus_infinity, two };
// Of the whole matrix: `two` is the largest singular value, which svds finds; not here.
double matrix_norm(Context& ctx, const Matrix& m, Norm norm);
// Of each column (axis 0) or row (axis 1).
Array vector_norms(Context& ctx, const Matrix& m, int axis, double order);

}  // namespace perilune::sparse
