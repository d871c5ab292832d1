// The products of whole arrays, read as vectors.

#include "kernels/array/elementwise.h"
#include "kernels/lapack/blas.h"
#include "kernels/lapack/threads.h"
#include "kernels/linalg/matmul.h"

namespace perilune::linalg {

namespace {

// The elements in row-major order along one of two axes, the other having length 1; in place where they lie so already.
struct Flat {
  Array copy;
  View view;
  std::int64_t shape[2], strides[2];

  Flat(Context& ctx, const View& v, int axis) {
    shape[axis] = v.size();
    shape[1 - axis] = 1;
    strides[axis] = v.ndim == 1 ? v.strides[0] : static_cast<std::int64_t>(itemsize(v.dtype));
    strides[1 - axis] = 0;
    view = {v.data, shape, strides, 2, v.dtype};
    if (v.ndim <= 1 || v.contiguous()) return;
    copy = contiguous_copy(ctx, v);
    view.data = copy.data();
  }
  Flat(const Flat&) = delete;
  // The same as a vector.
  View vector(int axis) const { return {view.data, shape + axis, strides + axis, 1, view.dtype}; }
};

}  // namespace

Array vdot(Context& ctx, const View& a, const View& b) {
  const Flat x(ctx, a, 0), y(ctx, b, 0);
  if (x.shape[0] != y.shape[0])
    throw ShapeError("a (" + shape_text(a.dims()) + ") and b (" + shape_text(b.dims()) + ") do not fit; a has " +
                     std::to_string(x.shape[0]) + " elements, b has " + std::to_string(y.shape[0]));
  if (!is_complex(a.dtype)) return dot(ctx, x.vector(0), y.vector(0));
  const DType dtype = promote(a.dtype, b.dtype);
  const Array left = astype(ctx, x.vector(0), dtype), right = astype(ctx, y.vector(0), dtype);
  Array result = Array::empty(ctx, dtype, {});
  const lapack::BlasThreads threads(ctx);
  dispatch_inexact(dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    *result.as<T>() =
        lapack::dot(lapack::dimension(x.shape[0], "a"), left.as<T>(), 1, right.as<T>(), 1, is_complex_type<T>);
  });
  return result;
}

Array outer(Context& ctx, const View& a, const View& b) {
  const Flat column(ctx, a, 0), row(ctx, b, 1);
  return apply(ctx, BinaryOp::multiply, column.view, row.view);
}

}  // namespace perilune::linalg
