#include "kernels/linalg/dense.h"

namespace perilune::linalg {

template <class T>
bool all_finite(const T* elements, std::int64_t count) {
  if constexpr (is_complex_type<T>) {
    return all_finite(reinterpret_cast<const typename T::value_type*>(elements), 2 * count);
  } else {
    // x - x is 0 for finite x and nan for others; four sums at once hide the latency of additions.
    T sums[4] = {};
    std::int64_t i = 0;
    for (; i + 4 <= count; i += 4)
      for (int lane = 0; lane < 4; ++lane) sums[lane] += elements[i + lane] - elements[i + lane];
    for (; i < count; ++i) sums[0] += elements[i] - elements[i];
    return sums[0] + sums[1] + sums[2] + sums[3] == 0;
  }
}

MatrixStack::MatrixStack(const View& a, const char* argument) : view(a) {
  if (a.ndim < 2)
    throw ShapeError(format("%s must be a matrix or a stack of matrices, got a %d-d array", argument, a.ndim) +
                     (a.ndim == 1 ? " (" + shape_text(a.dims()) + ")" : ""));
  const int lead = a.ndim - 2;
  batch = Dims(a.shape, lead);
  rows = a.shape[lead];
  columns = a.shape[lead + 1];
  count = 1;
  for (std::int64_t n : batch) count *= n;
  transposed_shape_[0] = columns;
  transposed_shape_[1] = rows;
  transposed_strides_[0] = a.strides[lead + 1];
  transposed_strides_[1] = a.strides[lead];
}

std::byte* MatrixStack::address(std::int64_t index) const {
  std::byte* at = view.data;
  for (int axis = batch.size() - 1; axis >= 0; --axis) {
    at += index % batch[axis] * view.strides[axis];
    index /= batch[axis];
  }
  return at;
}

View MatrixStack::matrix(std::int64_t index) const {
  const int lead = batch.size();
  return {address(index), view.shape + lead, view.strides + lead, 2, view.dtype};
}

View MatrixStack::transposed(std::int64_t index) const {
  return {address(index), transposed_shape_, transposed_strides_, 2, view.dtype};
}

Array empty_matrices(Context& ctx, DType dtype, const Dims& batch, std::int64_t rows, std::int64_t columns) {
  Dims shape = batch;
  shape.push_back(columns);
  shape.push_back(rows);
  const Array packed = Array::empty(ctx, dtype, shape);
  Dims strides = packed.strides();
  const int lead = batch.size();
  std::swap(shape[lead], shape[lead + 1]);
  std::swap(strides[lead], strides[lead + 1]);
  return packed.with_layout(packed.data(), std::move(shape), std::move(strides));
}

void fill_identity(const Array& matrices) {
  const int lead = matrices.ndim() - 2;
  const std::int64_t rows = matrices.shape()[lead], columns = matrices.shape()[lead + 1];
  const std::int64_t size = matrices.size();
  dispatch_inexact(matrices.dtype(), [&](auto tag) {
    using T = typename decltype(tag)::type;
    T* elements = matrices.as<T>();
    std::fill(elements, elements + size, T(0));
    if (size == 0) return;
    for (T* matrix = elements; matrix != elements + size; matrix += rows * columns)
      for (std::int64_t i = 0; i < std::min(rows, columns); ++i) matrix[i * (rows + 1)] = T(1);
  });
}

#define INSTANTIATE(T) template bool all_finite(const T*, std::int64_t);
INSTANTIATE(float)
INSTANTIATE(double)
INSTANTIATE(Complex64)
INSTANTIATE(Complex128)
#undef INSTANTIATE

}  // namespace perilune::linalg
