#include "kernels/spatial/squareform.h"

#include <cmath>
#include <cstring>

#include "kernels/array/elementwise.h"

namespace perilune::spatial {

std::int64_t pair_count(std::int64_t n) {
  if (n > INT32_MAX) throw ShapeError(format("X must have at most 2^31 - 1 rows, got %lld", static_cast<long long>(n)));
  return n > 0 ? n * (n - 1) / 2 : 0;
}

Array matrix_of_pairs(Context& ctx, const View& pairs) {
  if (pairs.ndim != 1) throw ShapeError("X must have one axis, got an array of shape " + shape_text(pairs.dims()));
  const std::int64_t count = pairs.shape[0];
  auto n = static_cast<std::int64_t>(std::ceil(std::sqrt(2.0 * static_cast<double>(count))));
  if (n < 1) n = 1;
  if (n * (n - 1) / 2 != count)
    throw ValueError(format("X must have n (n - 1) / 2 elements for some n, got %lld", static_cast<long long>(count)));
  const Array vector = astype(ctx, pairs, pairs.dtype), matrix = Array::zeros(ctx, pairs.dtype, {n, n});
  const std::size_t size = itemsize(pairs.dtype);
  const std::byte* from = vector.data();
  for (std::int64_t i = 0; i < n; ++i) {
    ctx.poll();
    for (std::int64_t j = i + 1; j < n; ++j, from += size) {
      std::memcpy(&matrix.at<std::byte>(i, j), from, size);
      std::memcpy(&matrix.at<std::byte>(j, i), from, size);
    }
  }
  return matrix;
}

Array pairs_of_matrix(Context& ctx, const View& matrix, bool checks) {
  if (matrix.ndim != 2 || matrix.shape[0] != matrix.shape[1])
    throw ShapeError("X must be a square matrix, got shape " + shape_text(matrix.dims()));
  const std::int64_t n = matrix.shape[0];
  const std::size_t size = itemsize(matrix.dtype);
  const Array vector = Array::empty(ctx, matrix.dtype, {pair_count(n)});
  std::byte* to = vector.data();
  for (std::int64_t i = 0; i < n; ++i) {
    ctx.poll();
    if (checks) {
      const Scalar diagonal = load(matrix.dtype, &matrix.at<std::byte>(i, i));
      if (diagonal.exact() ? diagonal.integer != 0 : diagonal.value != Complex128(0))
        throw ValueError(format("X must have zeros on its diagonal, got %s at row %lld",
                                number_text(diagonal.real()).c_str(), static_cast<long long>(i + 1)));
    }
    for (std::int64_t j = i + 1; j < n; ++j, to += size) {
      std::memcpy(to, &matrix.at<std::byte>(i, j), size);
      if (!checks) continue;
      const Scalar upper = load(matrix.dtype, to), lower = load(matrix.dtype, &matrix.at<std::byte>(j, i));
      if (upper.exact() ? upper.integer != lower.integer : upper.value != lower.value)
        throw ValueError(format("X must be symmetric, got %s at row %lld, column %lld and %s at the mirrored place",
                                number_text(upper.real()).c_str(), static_cast<long long>(i + 1),
                                static_cast<long long>(j + 1), number_text(lower.real()).c_str()));
    }
  }
  return vector;
}

}  // namespace perilune::spatial
