#pragma once
// Between strided views and the packed matrices that BLAS and LAPACK take.

#include "kernels/array/elementwise.h"

namespace perilune::linalg {

// Copies a view of any dtype and strides to packed elements, in row-major order. T must hold the dtype's kind: a
// complex view needs a complex T. Packing a transposed view gives a column-major matrix.
template <class T>
void pack(Context& ctx, const View& from, T* to) {
  const Dims strides = row_major_strides(from.dims(), sizeof(T));
  copy(ctx, from, {reinterpret_cast<std::byte*>(to), from.shape, strides.data(), from.ndim, dtype_of<T>});
}

// True when no element is nan or infinite.
template <class T>
bool all_finite(const T* elements, std::int64_t count);

// The last two axes of an array hold a matrix; the axes before them say which.
struct MatrixStack {
  View view;
  Dims batch;                         // shape of the axes before the matrix
  std::int64_t rows, columns, count;  // count: the product of batch

  // ShapeError when the argument has fewer than two axes.
  MatrixStack(const View& a, const char* argument);
  View matrix(std::int64_t index) const;  // in row-major order over batch
  View transposed(std::int64_t index) const;

 private:
  std::byte* address(std::int64_t index) const;
  std::int64_t transposed_shape_[2], transposed_strides_[2];
};

// Uninitialised matrices, each column-major as LAPACK writes it, one after the other.
Array empty_matrices(Context& ctx, DType dtype, const Dims& batch, std::int64_t rows, std::int64_t columns);
// Writes ones on the diagonal and zeros elsewhere.
void fill_identity(const Array& matrices);

}  // namespace perilune::linalg
