#include "kernels/linalg/dense.h"

#include <cstring>

namespace perilune::linalg {

namespace {

template <class T, class S>
T convert(S value) {
  if constexpr (is_complex_type<T> && is_complex_type<S>)
    return T(static_cast<typename T::value_type>(value.real()), static_cast<typename T::value_type>(value.imag()));
  else if constexpr (is_complex_type<T>) return T(static_cast<typename T::value_type>(value));
  else return static_cast<T>(value);
}

// One matrix. When columns lie closer than rows it is walked in tiles, so that both sides stay in cache.
template <class T, class S>
void pack_matrix(const std::byte* from, std::int64_t rows, std::int64_t columns, std::int64_t row_stride,
                 std::int64_t column_stride, T* to) {
  if (std::is_same_v<T, S> && column_stride == static_cast<std::int64_t>(sizeof(S))) {
    for (std::int64_t i = 0; i < rows; ++i)
      std::memcpy(static_cast<void*>(to + i * columns), from + i * row_stride,
                  static_cast<std::size_t>(columns) * sizeof(S));
    return;
  }
  constexpr std::int64_t tile = 32;
  const bool tiled = std::abs(column_stride) > std::abs(row_stride);
  const std::int64_t width = tiled ? tile : columns, height = tiled ? tile : rows;
  for (std::int64_t i0 = 0; i0 < rows; i0 += height)
    for (std::int64_t j0 = 0; j0 < columns; j0 += width)
      for (std::int64_t i = i0, i1 = std::min(rows, i0 + height); i < i1; ++i)
        for (std::int64_t j = j0, j1 = std::min(columns, j0 + width); j < j1; ++j)
          to[i * columns + j] = convert<T>(*reinterpret_cast<const S*>(from + i * row_stride + j * column_stride));
}

template <class T, class S>
void pack_as(const View& v, T* to) {
  if (v.size() == 0) return;
  if (v.ndim == 0) return pack_matrix<T, S>(v.data, 1, 1, 0, 0, to);
  if (v.ndim == 1) return pack_matrix<T, S>(v.data, 1, v.shape[0], 0, v.strides[0], to);
  const int lead = v.ndim - 2;
  const std::int64_t rows = v.shape[lead], columns = v.shape[lead + 1];
  Dims index;
  index.resize(lead);
  const std::byte* at = v.data;
  for (;;) {
    pack_matrix<T, S>(at, rows, columns, v.strides[lead], v.strides[lead + 1], to);
    to += rows * columns;
    int axis = lead - 1;
    for (; axis >= 0; --axis) {
      at += v.strides[axis];
      if (++index[axis] < v.shape[axis]) break;
      at -= v.strides[axis] * v.shape[axis];
      index[axis] = 0;
    }
    if (axis < 0) return;
  }
}

}  // namespace

template <class T>
void pack(const View& from, T* to) {
  dispatch(from.dtype, [&](auto tag) {
    using S = typename decltype(tag)::type;
    if constexpr (!is_complex_type<S> || is_complex_type<T>) pack_as<T, S>(from, to);
    else throw InternalError(format("a %s array was to be packed as real", name(from.dtype)));
  });
}

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

#define INSTANTIATE(T)                 \
  template void pack(const View&, T*); \
  template bool all_finite(const T*, std::int64_t);
INSTANTIATE(float)
INSTANTIATE(double)
INSTANTIATE(Complex64)
INSTANTIATE(Complex128)
#undef INSTANTIATE
template void pack(const View&, bool*);
template void pack(const View&, std::uint8_t*);
template void pack(const View&, std::int32_t*);
template void pack(const View&, std::int64_t*);

}  // namespace perilune::linalg
