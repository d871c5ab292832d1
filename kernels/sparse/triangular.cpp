#include "kernels/sparse/triangular.h"

#include <algorithm>

#include "kernels/array/elementwise.h"
#include "kernels/sparse/numbers.h"

namespace perilune::sparse {

namespace {

constexpr std::int64_t poll_every = 1 << 14;

template <class T>
T taken(T x, bool conjugated) {
  return conjugated ? conjugate(x) : x;
}

// Line i of the compressed axis: its part beside the diagonal, and where that is (-1: not stored).
template <class I>
struct Line {
  std::int64_t begin, end, diagonal;
};
template <class T, class I>
Line<I> line_of(const Compressed<T, I>& c, std::int64_t i, bool diagonal_last) {
  Line<I> line{c.indptr[i], c.indptr[i + 1], -1};
  if (line.begin == line.end) return line;
  if (diagonal_last && c.indices[line.end - 1] == i) line.diagonal = --line.end;
  else if (!diagonal_last && c.indices[line.begin] == i) line.diagonal = line.begin++;
  return line;
}

// Lines are rows of op(a) when `by_rows`, else columns; `upwards`: from the last unknown to the first.
template <class T, class I>
void sweep(Context& ctx, const Compressed<T, I>& c, bool diagonal_last, bool by_rows, bool upwards, bool unit,
           bool conjugated, T* x) {
  for (std::int64_t step = 0; step < c.major; ++step) {
    if (step % poll_every == 0) ctx.poll();
    const std::int64_t i = upwards ? c.major - 1 - step : step;
    const Line<I> line = line_of(c, i, diagonal_last);
    T value = x[i];
    if (by_rows)
      for (std::int64_t k = line.begin; k < line.end; ++k)
        value -= product(taken(c.data[k], conjugated), x[c.indices[k]]);
    if (!unit) value /= taken(c.data[line.diagonal], conjugated);
    x[i] = value;
    if (!by_rows && value != T(0))
      for (std::int64_t k = line.begin; k < line.end; ++k)
        x[c.indices[k]] -= product(taken(c.data[k], conjugated), value);
  }
}

template <class T>
void check_triangle(const Matrix& a, const TriangularOptions& options) {
  dispatch_index(a.index_dtype(), [&](auto tag) {
    using I = typename decltype(tag)::type;
    const Compressed<T, I> c(a);  // by rows
    for (std::int64_t i = 0; i < c.major; ++i) {
      const std::int64_t begin = c.indptr[i], end = c.indptr[i + 1];
      const bool wrong = begin < end && (options.lower ? c.indices[end - 1] > i : c.indices[begin] < i);
      if (wrong)
        throw ValueError(format("A must be %s triangular, got an element in row %lld, column %lld",
                                options.lower ? "lower" : "upper", static_cast<long long>(i) + 1,
                                static_cast<long long>(options.lower ? c.indices[end - 1] : c.indices[begin]) + 1));
      const std::int64_t at = options.lower ? end - 1 : begin;
      if (!options.unit_diagonal && (begin == end || c.indices[at] != i || c.data[at] == T(0)))
        throw SingularError(
            format("A is exactly singular: element %lld of its diagonal is zero", static_cast<long long>(i) + 1));
    }
  });
}

template <class T>
Array solve_columns(Context& ctx, const Matrix& a, const Array& b, const TriangularOptions& options) {
  check_triangle<T>(a, options);
  if (b.ndim() == 1) {
    solve_triangular_in_place(ctx, a, options, b.as<T>());
    return b;
  }
  const Array columns = Array::empty_fortran(ctx, dtype_of<T>, b.shape());
  perilune::copy(ctx, b, columns);
  for (std::int64_t j = 0; j < b.shape()[1]; ++j)
    solve_triangular_in_place(ctx, a, options, columns.as<T>() + j * b.shape()[0]);
  return contiguous_copy(ctx, columns);
}

}  // namespace

template <class T>
void solve_triangular_in_place(Context& ctx, const Matrix& a, const TriangularOptions& options, T* x) {
  const bool turned = options.turned != Turned::no, conjugated = options.turned == Turned::adjoint;
  const bool by_rows = (a.format == Format::csr) != turned;
  // The diagonal ends a row of a lower triangle and a column of an upper one.
  const bool diagonal_last = options.lower == (a.format == Format::csr);
  const bool upwards = options.lower == turned;
  dispatch_index(a.index_dtype(), [&](auto tag) {
    using I = typename decltype(tag)::type;
    sweep(ctx, Compressed<T, I>(a), diagonal_last, by_rows, upwards, options.unit_diagonal, conjugated, x);
  });
}

Array solve_triangular(Context& ctx, const Matrix& a, const View& b, const TriangularOptions& options) {
  if (a.rows != a.columns) throw ShapeError("A must be square, got a matrix of shape " + shape_text(a));
  if (b.ndim != 1 && b.ndim != 2) throw ShapeError(format("b must be a vector or a matrix, got a %d-d array", b.ndim));
  if (b.shape[0] != a.rows)
    throw ShapeError(format("b must have %lld rows to match A (", static_cast<long long>(a.rows)) + shape_text(a) +
                     "), got " + (b.ndim == 1 ? "a vector of length " : "a matrix of shape ") +
                     perilune::shape_text(b.dims()));
  const DType dtype = promote(a.dtype(), to_inexact(b.dtype));
  const Matrix rows = canonical(ctx, convert(ctx, astype(ctx, without_zeros(ctx, a), dtype), Format::csr));
  Array x = Array::empty(ctx, dtype, Dims(b.dims()));
  perilune::copy(ctx, b, x);
  return dispatch_inexact(dtype,
                          [&](auto tag) { return solve_columns<typename decltype(tag)::type>(ctx, rows, x, options); });
}

template void solve_triangular_in_place(Context&, const Matrix&, const TriangularOptions&, double*);
template void solve_triangular_in_place(Context&, const Matrix&, const TriangularOptions&, Complex128*);
template void solve_triangular_in_place(Context&, const Matrix&, const TriangularOptions&, float*);
template void solve_triangular_in_place(Context&, const Matrix&, const TriangularOptions&, Complex64*);

}  // namespace perilune::sparse
