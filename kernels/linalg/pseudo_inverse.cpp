// R. Penrose's inverse (Proc. Cambridge Phil. Soc. 51, 1955) from singular values, or from the eigenvalues of a
// hermitian matrix.

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/linalg/dense.h"
#include "kernels/linalg/eigh.h"
#include "kernels/linalg/least_squares.h"
#include "kernels/linalg/matmul.h"
#include "kernels/linalg/svd.h"

namespace perilune::linalg {

namespace {

// Scales column k of each matrix of `columns` (…, rows, k) by 1 / values[k], or by 0 where that counts as zero.
// Returns how many were not zero.
template <class T, class R>
std::int64_t scale_columns(T* columns, const R* values, std::int64_t rows, std::int64_t count, double atol,
                           double rtol) {
  double largest = 0;
  for (std::int64_t k = 0; k < count; ++k) largest = std::max(largest, std::abs(static_cast<double>(values[k])));
  const double limit = atol + rtol * largest;
  std::int64_t rank = 0;
  for (std::int64_t k = 0; k < count; ++k, columns += rows) {
    const bool counts = std::abs(static_cast<double>(values[k])) > limit;
    rank += counts;
    for (std::int64_t i = 0; i < rows; ++i) columns[i] = counts ? columns[i] / values[k] : T(0);
  }
  return rank;
}

Array scale_stack(Context& ctx, const Array& columns, const Array& values, const MatrixStack& a,
                  const PinvOptions& options) {
  Array rank = Array::zeros(ctx, DType::int64, a.batch);
  dispatch_inexact(columns.dtype(), [&](auto tag) {
    using T = typename decltype(tag)::type;
    using R = lapack::Real<T>;
    const double rtol =
        options.rtol.value_or(static_cast<double>(std::max(a.rows, a.columns)) * std::numeric_limits<R>::epsilon());
    const std::int64_t count = std::min(a.rows, a.columns);
    for (std::int64_t i = 0; i < a.count; ++i)
      rank.as<std::int64_t>()[i] = scale_columns(columns.as<T>() + i * a.rows * count, values.as<R>() + i * count,
                                                 a.rows, count, options.atol, rtol);
  });
  return rank;
}

// In place for the conjugate; the transpose is a view.
Array adjoint(Context& ctx, const Array& a) {
  if (is_complex(a.dtype())) apply(ctx, UnaryOp::conj, a, a);
  Dims shape = a.shape(), strides = a.strides();
  std::swap(shape[a.ndim() - 1], shape[a.ndim() - 2]);
  std::swap(strides[a.ndim() - 1], strides[a.ndim() - 2]);
  return a.with_layout(a.data(), shape, strides);
}

}  // namespace

Pinv pinv(Context& ctx, const View& a, const PinvOptions& options) {
  const MatrixStack stack(a, "a");
  const Svd f = svd(ctx, a, {.full_matrices = false});
  const Array rank = scale_stack(ctx, f.u, f.s, stack, options);
  return {adjoint(ctx, matmul(ctx, f.u, f.vt)), rank};
}

Pinv pinvh(Context& ctx, const View& a, const PinvOptions& options, bool lower) {
  const MatrixStack stack(a, "a");
  EighOptions how;
  how.lower = lower;
  const Eigh f = eigh(ctx, a, nullptr, how);
  const Array vectors = empty_matrices(ctx, f.v.dtype(), stack.batch, stack.rows, stack.rows);
  copy(ctx, f.v, vectors);
  const Array rank = scale_stack(ctx, f.v, f.w, stack, options);
  return {matmul(ctx, f.v, adjoint(ctx, vectors)), rank};
}

}  // namespace perilune::linalg
