#include "kernels/linalg/norm.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/array/create.h"
#include "kernels/array/elementwise.h"
#include "kernels/array/reduce.h"
#include "kernels/lapack/types.h"
#include "kernels/linalg/dense.h"
#include "kernels/linalg/svd.h"

namespace perilune::linalg {

namespace {

Array scalar_array(Context& ctx, DType dtype, double value) {
  Array a = Array::empty(ctx, dtype, {});
  store(dtype, a.data(), Scalar::of(value));
  return a;
}

Array reduce_axis(Context& ctx, ReduceOp op, const View& a, int axis, bool keepdims) {
  ReduceOptions options;
  options.axes = {&axis, 1};
  options.all_axes = false;
  options.keepdims = keepdims;
  return reduce(ctx, op, a, options);
}

Array reduce_axes(Context& ctx, ReduceOp op, const View& a, const Dims& axes, bool keepdims) {
  std::vector<int> list(axes.begin(), axes.end());
  ReduceOptions options;
  options.axes = list;
  options.all_axes = false;
  options.keepdims = keepdims;
  return reduce(ctx, op, a, options);
}

// Divides by the largest magnitude first, so that no square overflows or vanishes; called where one did.
Array scaled_two_norm(Context& ctx, const View& magnitudes, const Dims& axes, bool keepdims) {
  const Array largest = reduce_axes(ctx, ReduceOp::max, magnitudes, axes, true);
  // 0 and what is not finite are no scales.
  Array scale = contiguous_copy(ctx, largest);
  dispatch_inexact(scale.dtype(), [&](auto tag) {
    using R = lapack::Real<typename decltype(tag)::type>;
    for (std::int64_t i = 0; i < scale.size(); ++i)
      if (!(scale.as<R>()[i] > 0) || std::isinf(scale.as<R>()[i])) scale.as<R>()[i] = 1;
  });
  const Array ratios = apply(ctx, BinaryOp::divide, magnitudes, scale);
  apply(ctx, UnaryOp::square, ratios, ratios);
  const Array sums = reduce_axes(ctx, ReduceOp::sum, ratios, axes, keepdims);
  apply(ctx, UnaryOp::sqrt, sums, sums);
  const Array factor =
      scale.with_layout(scale.data(), sums.shape(), row_major_strides(sums.shape(), itemsize(scale.dtype())));
  apply(ctx, BinaryOp::multiply, sums, factor, sums);
  return sums;
}

// sqrt(sum |a|^2) over the axes.
Array two_norm(Context& ctx, const View& a, const Dims& axes, bool keepdims) {
  const Array squares = apply(ctx, UnaryOp::absolute, a);
  apply(ctx, UnaryOp::square, squares, squares);
  const Array sums = reduce_axes(ctx, ReduceOp::sum, squares, axes, keepdims);
  bool lost = false;
  dispatch_inexact(sums.dtype(), [&](auto tag) {
    using R = lapack::Real<typename decltype(tag)::type>;
    // Squares below this have lost digits; 0 may be one that vanished.
    constexpr R low = std::numeric_limits<R>::min() / std::numeric_limits<R>::epsilon();
    for (std::int64_t i = 0; i < sums.size(); ++i) lost |= sums.as<R>()[i] < low || std::isinf(sums.as<R>()[i]);
  });
  if (lost && a.size() > 0) return scaled_two_norm(ctx, apply(ctx, UnaryOp::absolute, a), axes, keepdims);
  apply(ctx, UnaryOp::sqrt, sums, sums);
  return sums;
}

Array vector_norm(Context& ctx, const View& a, int axis, double p, bool keepdims) {
  const Dims axes{axis};
  if (p == 2) return two_norm(ctx, a, axes, keepdims);
  const Array sizes = apply(ctx, UnaryOp::absolute, a);
  const DType dtype = sizes.dtype();
  if (std::isinf(p)) return reduce_axis(ctx, p > 0 ? ReduceOp::max : ReduceOp::min, sizes, axis, keepdims);
  if (p == 0) return astype(ctx, reduce_axis(ctx, ReduceOp::count_nonzero, sizes, axis, keepdims), dtype);
  if (p != 1) apply(ctx, BinaryOp::power, sizes, scalar_array(ctx, dtype, p), sizes);
  const Array sums = reduce_axis(ctx, ReduceOp::sum, sizes, axis, keepdims);
  if (p != 1) apply(ctx, BinaryOp::power, sums, scalar_array(ctx, dtype, 1 / p), sums);
  return sums;
}

// The two axes moved to the end.
struct Moved {
  Dims shape, strides;
  View view;
  Moved(const View& a, int rows, int columns) {
    for (int i = 0; i < a.ndim; ++i)
      if (i != rows && i != columns) take(a, i);
    take(a, rows);
    take(a, columns);
    view = {a.data, shape.data(), strides.data(), a.ndim, a.dtype};
  }
  Moved(const Moved&) = delete;

 private:
  void take(const View& a, int axis) {
    shape.push_back(a.shape[axis]);
    strides.push_back(a.strides[axis]);
  }
};

Array with_kept_axes(const Array& a, const Dims& axes) {
  Dims shape = a.shape(), sorted = axes;
  std::sort(sorted.begin(), sorted.end());
  for (const std::int64_t axis : sorted) shape.insert(static_cast<int>(axis), 1);
  return a.with_layout(a.data(), shape, row_major_strides(shape, itemsize(a.dtype())));
}

Array matrix_norm(Context& ctx, const View& a, const Dims& axes, const NormOrder& order, bool keepdims) {
  const int rows = static_cast<int>(axes[0]), columns = static_cast<int>(axes[1]);
  if (order.kind == NormOrder::two_or_frobenius || order.kind == NormOrder::frobenius)
    return two_norm(ctx, a, axes, keepdims);
  const bool values = order.kind == NormOrder::nuclear || std::abs(order.p) == 2;
  if (values) {
    const Moved moved(a, rows, columns);
    const Array s = svd(ctx, moved.view, {.compute_uv = false}).s;
    const ReduceOp op = order.kind == NormOrder::nuclear ? ReduceOp::sum : order.p > 0 ? ReduceOp::max : ReduceOp::min;
    const Array n = reduce_axis(ctx, op, s, s.ndim() - 1, false);
    return keepdims ? with_kept_axes(n, axes) : n;
  }
  if (std::abs(order.p) != 1 && !std::isinf(order.p))
    throw ValueError("ord must be 1, -1, 2, -2, an infinity, 'fro' or 'nuc' for a matrix, got " + number_text(order.p));
  // Sums down the columns for 1, along the rows for inf.
  const int along = std::isinf(order.p) ? columns : rows, across = std::isinf(order.p) ? rows : columns;
  const Array sums = reduce_axis(ctx, ReduceOp::sum, apply(ctx, UnaryOp::absolute, a), along, true);
  const Array n = reduce_axis(ctx, order.p > 0 ? ReduceOp::max : ReduceOp::min, sums, across, true);
  if (keepdims) return n;
  Dims shape;
  for (int i = 0; i < n.ndim(); ++i)
    if (i != rows && i != columns) shape.push_back(n.shape()[i]);
  return n.with_layout(n.data(), shape, row_major_strides(shape, itemsize(n.dtype())));
}

}  // namespace

Array norm(Context& ctx, const View& a, const NormOptions& o) {
  if (!is_inexact(a.dtype)) {
    const Array real = astype(ctx, a, DType::float64);
    return norm(ctx, real, o);
  }
  Dims axes = o.axes;
  if (axes.empty()) {
    if (o.order.kind == NormOrder::two_or_frobenius || a.ndim <= 2)
      for (int i = 0; i < a.ndim; ++i) axes.push_back(i);
    if (o.order.kind == NormOrder::two_or_frobenius) return two_norm(ctx, a, axes, o.keepdims);
    if (axes.empty())
      throw ShapeError(
          format("a must be a vector or a matrix when ord is given without axis, got a %d-d array", a.ndim));
  }
  if (axes.size() > 2) throw ShapeError(format("axis must be one axis or two, got %d", axes.size()));
  if (axes.size() == 2) return matrix_norm(ctx, a, axes, o.order, o.keepdims);
  if (o.order.kind == NormOrder::frobenius || o.order.kind == NormOrder::nuclear)
    throw ValueError(std::string("ord must be a number for a vector, got '") +
                     (o.order.kind == NormOrder::nuclear ? "nuc" : "fro") + "'");
  return vector_norm(ctx, a, static_cast<int>(axes[0]), o.order.kind == NormOrder::power ? o.order.p : 2, o.keepdims);
}

}  // namespace perilune::linalg
