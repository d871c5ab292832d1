#pragma once
// Matrices from a rule, and from other matrices.

#include <optional>
#include <span>
#include <vector>

#include "kernels/core/function_ref.h"
#include "kernels/random/stream.h"
#include "kernels/sparse/matrix.h"

namespace perilune::sparse {

// Ones on the k-th diagonal.
Matrix eye(Context& ctx, std::int64_t rows, std::int64_t columns, std::int64_t k, DType dtype, Format format);
// Vectors (or single numbers, repeated) on the diagonals offsets[i]; a negative length of the shape: square, as large
// as the first diagonal needs. ShapeError when a diagonal is not as long as its place.
Matrix diags(Context& ctx, std::span<const View> diagonals, std::span<const std::int64_t> offsets, std::int64_t rows,
             std::int64_t columns, DType dtype, Format format);
// a[i, j] b for each block.
Matrix kron(Context& ctx, const Matrix& a, const Matrix& b, Format format);
// Blocks side by side (vertical: one below the other).
Matrix stack(Context& ctx, std::span<const Matrix> blocks, bool vertical, Format format);
// A grid of blocks, row by row; one without rows and columns and of nnz 0 may be a hole: `present` tells.
Matrix block_grid(Context& ctx, std::span<const Matrix> blocks, std::span<const char> present, std::int64_t across,
                  Format format);
// Blocks along the diagonal.
Matrix block_diagonal(Context& ctx, std::span<const Matrix> blocks, Format format);
// What lies on and below (lower) or above the k-th diagonal.
Matrix triangle(Context& ctx, const Matrix& m, std::int64_t k, bool lower, Format format);
// round(density * rows * columns) places drawn without putting back, their values even in [0, 1); NumPy's streams give
// SciPy's matrix. `values` overrides how they are drawn.
Matrix random(Context& ctx, random::Stream& stream, std::int64_t rows, std::int64_t columns, double density,
              DType dtype, Format format, std::optional<FunctionRef<Array(std::int64_t)>> values = {});

}  // namespace perilune::sparse
