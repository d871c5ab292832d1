#pragma once
// Distances of all pairs, as a vector and as a symmetric matrix.

#include "kernels/core/array.h"

namespace perilune::spatial {

// How many pairs n points have. ShapeError when no memory holds so many.
std::int64_t pair_count(std::int64_t n);
// The symmetric matrix with a zero diagonal whose upper triangle is the vector, row by row. ValueError when no matrix
// has so many pairs.
Array matrix_of_pairs(Context& ctx, const View& pairs);
// The other way. With checks, ValueError unless the matrix is symmetric with a zero diagonal.
Array pairs_of_matrix(Context& ctx, const View& matrix, bool checks = true);

}  // namespace perilune::spatial
