// The parts of a matrix: allocated, shared, turned, cast, copied.

#include "kernels/sparse/matrix.h"

#include <algorithm>
#include <cstring>

#include "kernels/array/elementwise.h"

namespace perilune::sparse {

const char* name(Format format) { return format == Format::csr ? "csr" : format == Format::csc ? "csc" : "coo"; }

std::string shape_text(const Matrix& m) {
  const std::int64_t shape[] = {m.rows, m.columns};
  return perilune::shape_text(shape);
}

Matrix empty_matrix(Context& ctx, Format format, std::int64_t rows, std::int64_t columns, std::int64_t nnz, DType dtype,
                    DType index) {
  Matrix m;
  m.format = format;
  m.rows = rows;
  m.columns = columns;
  m.data = Array::empty(ctx, dtype, {nnz});
  if (format == Format::coo) {
    m.row = Array::empty(ctx, index, {nnz});
    m.col = Array::empty(ctx, index, {nnz});
  } else {
    if (m.major() == std::numeric_limits<std::int64_t>::max())
      throw ValueError(format == Format::csr ? "the number of rows is too large"
                                             : "the number of columns is too large");
    m.indices = Array::empty(ctx, index, {nnz});
    m.indptr = Array::zeros(ctx, index, {m.major() + 1});
  }
  return m;
}

Matrix transposed(const Matrix& m) {
  Matrix t = m;
  std::swap(t.rows, t.columns);
  if (m.format == Format::coo) {
    std::swap(t.row, t.col);
    t.canonical = t.sorted = m.nnz() < 2;  // now by columns first
  } else {
    t.format = m.format == Format::csr ? Format::csc : Format::csr;
  }
  return t;
}

Matrix with_data(const Matrix& m, Array data) {
  Matrix other = m;
  other.data = std::move(data);
  return other;
}

Matrix astype(Context& ctx, const Matrix& m, DType dtype) {
  if (!is_inexact(dtype))
    throw ValueError(
        format("dtype must be float64, float32, complex128 or complex64, got '%s'", perilune::name(dtype)));
  if (m.dtype() == dtype) return m;
  return with_data(m, perilune::astype(ctx, m.data, dtype));
}

Matrix copy(Context& ctx, const Matrix& m) { return with_data(m, contiguous_copy(ctx, m.data)); }

Matrix with_index_dtype(Context& ctx, const Matrix& m, DType index) {
  if (m.index_dtype() == index) return m;
  Matrix other = m;
  for (Array Matrix::*positions : {&Matrix::indptr, &Matrix::indices, &Matrix::row, &Matrix::col})
    if ((m.*positions).ndim() == 1) other.*positions = perilune::astype(ctx, m.*positions, index);
  return other;
}

void harmonise(Context& ctx, Matrix& a, Matrix& b) {
  const Format format = a.format == Format::coo ? Format::csr : a.format;
  const DType dtype = promote(a.dtype(), b.dtype());
  for (Matrix* m : {&a, &b}) *m = canonical(ctx, convert(ctx, astype(ctx, *m, dtype), format));
  const DType index = a.index_dtype() == DType::int64 || b.index_dtype() == DType::int64 ? DType::int64 : DType::int32;
  for (Matrix* m : {&a, &b}) *m = with_index_dtype(ctx, *m, index);
}

Matrix without_zeros(Context& ctx, const Matrix& m) {
  std::int64_t kept = 0;
  dispatch_inexact(m.dtype(), [&](auto tag) {
    using T = typename decltype(tag)::type;
    const T* x = m.data.as<T>();
    kept = m.nnz() - std::count(x, x + m.nnz(), T(0));
  });
  if (kept == m.nnz()) return m;
  Matrix out = empty_matrix(ctx, m.format, m.rows, m.columns, kept, m.dtype(), m.index_dtype());
  out.canonical = m.canonical;
  out.sorted = m.sorted;
  dispatch(m, [&](auto value, auto index) {
    using T = typename decltype(value)::type;
    using I = typename decltype(index)::type;
    const T* x = m.data.as<T>();
    std::int64_t n = 0;
    if (m.format == Format::coo) {
      for (std::int64_t k = 0; k < m.nnz(); ++k)
        if (x[k] != T(0)) {
          out.data.template as<T>()[n] = x[k];
          out.row.template as<I>()[n] = m.row.as<I>()[k];
          out.col.template as<I>()[n++] = m.col.as<I>()[k];
        }
      return;
    }
    const Compressed<T, I> c(m);
    I* starts = out.indptr.template as<I>();
    for (std::int64_t i = 0; i < c.major; ++i) {
      for (I k = c.indptr[i]; k < c.indptr[i + 1]; ++k)
        if (x[k] != T(0)) {
          out.data.template as<T>()[n] = x[k];
          out.indices.template as<I>()[n++] = c.indices[k];
        }
      starts[i + 1] = static_cast<I>(n);
    }
  });
  return out;
}

}  // namespace perilune::sparse
