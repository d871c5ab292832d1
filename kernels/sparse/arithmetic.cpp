// Two matrices are merged row by row; a dense operand is read only where something is stored.

#include "kernels/sparse/arithmetic.h"

#include <algorithm>

#include "kernels/array/manipulate.h"
#include "kernels/array/scalar_view.h"
#include "kernels/sparse/numbers.h"

namespace perilune::sparse {

namespace {

template <Pairing pairing, class T>
T pair_of(T a, T b) {
  if constexpr (pairing == Pairing::add) return a + b;
  else if constexpr (pairing == Pairing::subtract) return a - b;
  else if constexpr (pairing == Pairing::multiply) return product(a, b);
  else if constexpr (is_complex_type<T>) return a;  // refused before
  else if (a != a || b != b) return a != a ? a : b;
  else return (pairing == Pairing::maximum) == (a > b) ? a : b;
}

// Walks both rows in the order of their positions; visit(position, a, b).
template <class T, class I, class Visit>
void merge_row(const Compressed<T, I>& a, const Compressed<T, I>& b, std::int64_t i, Visit&& visit) {
  I k = a.indptr[i], l = b.indptr[i];
  const I k_end = a.indptr[i + 1], l_end = b.indptr[i + 1];
  while (k < k_end || l < l_end) {
    if (l == l_end || (k < k_end && a.indices[k] < b.indices[l])) {
      visit(a.indices[k], a.data[k], T(0));
      ++k;
    } else if (k == k_end || b.indices[l] < a.indices[k]) {
      visit(b.indices[l], T(0), b.data[l]);
      ++l;
    } else {
      visit(a.indices[k], a.data[k], b.data[l]);
      ++k, ++l;
    }
  }
}

template <Pairing pairing, class T, class I>
Matrix merged(Context& ctx, const Matrix& left, const Matrix& right) {
  const Compressed<T, I> a(left), b(right);
  std::int64_t nnz = 0;
  for (std::int64_t i = 0; i < a.major; ++i) {
    if (i % 1024 == 0) ctx.poll();
    merge_row(a, b, i, [&](I, T x, T y) { nnz += pair_of<pairing>(x, y) != T(0); });
  }
  Matrix out = empty_matrix(ctx, left.format, left.rows, left.columns, nnz, dtype_of<T>, dtype_of<I>);
  I *p = out.indptr.as<I>(), *j = out.indices.as<I>(), n = 0;
  T* x = out.data.as<T>();
  for (std::int64_t i = 0; i < a.major; ++i) {
    if (i % 1024 == 0) ctx.poll();
    merge_row(a, b, i, [&](I at, T u, T v) {
      const T value = pair_of<pairing>(u, v);
      if (value == T(0)) return;
      j[n] = at;
      x[n++] = value;
    });
    p[i + 1] = n;
  }
  return out;
}

void check_shapes(const Matrix& a, const Matrix& b) {
  if (a.rows != b.rows || a.columns != b.columns)
    throw ShapeError("other must have the shape of self (" + shape_text(a) + "), got a matrix of shape " +
                     shape_text(b));
}

// The dense operand in the result's dtype, broadcast to the shape of the matrix.
Array broadcast_operand(Context& ctx, const Matrix& a, const View& dense, DType dtype) {
  const std::int64_t shape[] = {a.rows, a.columns};
  bool fits = dense.ndim <= 2;
  for (int axis = 0; fits && axis < dense.ndim; ++axis) {
    const std::int64_t length = dense.shape[dense.ndim - 1 - axis];
    fits = length == shape[1 - axis] || length == 1;
  }
  if (!fits)
    throw ShapeError("other must have the shape of self (" + shape_text(a) + ") or be a row or a column of it, got " +
                     perilune::shape_text(dense.dims()));
  return broadcast_to(perilune::astype(ctx, dense, dtype), shape);
}

template <class Combine>
Matrix with_dense(Context& ctx, const Matrix& a, const View& dense, Combine&& combine) {
  const DType dtype = promote(a.dtype(), to_inexact(dense.dtype));
  const Matrix m = astype(ctx, a, dtype);
  const Array other = broadcast_operand(ctx, a, dense, dtype);
  Array data = Array::empty(ctx, dtype, {m.nnz()});
  dispatch(m, [&](auto value, auto index) {
    using T = typename decltype(value)::type;
    using I = typename decltype(index)::type;
    const T* x = m.data.as<T>();
    T* to = data.as<T>();
    if (m.format == Format::coo) {
      for (std::int64_t k = 0; k < m.nnz(); ++k) to[k] = combine(x[k], other.at<T>(m.row.as<I>()[k], m.col.as<I>()[k]));
      return;
    }
    const Compressed<T, I> c(m);
    for (std::int64_t i = 0; i < c.major; ++i) {
      if (i % 1024 == 0) ctx.poll();
      for (I k = c.indptr[i]; k < c.indptr[i + 1]; ++k)
        to[k] = combine(x[k], m.format == Format::csr ? other.at<T>(i, c.indices[k]) : other.at<T>(c.indices[k], i));
    }
  });
  return with_data(m, data);
}

}  // namespace

Matrix combine(Context& ctx, Pairing pairing, const Matrix& a, const Matrix& b) {
  check_shapes(a, b);
  Matrix left = a, right = b;
  harmonise(ctx, left, right);
  if ((pairing == Pairing::maximum || pairing == Pairing::minimum) && is_complex(left.dtype()))
    throw ValueError("complex values have no order");
  // A sum may have more entries than int32 counts.
  if (left.index_dtype() == DType::int32 && left.nnz() + right.nnz() > std::numeric_limits<std::int32_t>::max()) {
    left = with_index_dtype(ctx, left, DType::int64);
    right = with_index_dtype(ctx, right, DType::int64);
  }
  return dispatch(left, [&](auto value, auto index) {
    using T = typename decltype(value)::type;
    using I = typename decltype(index)::type;
    switch (pairing) {
      case Pairing::add: return merged<Pairing::add, T, I>(ctx, left, right);
      case Pairing::subtract: return merged<Pairing::subtract, T, I>(ctx, left, right);
      case Pairing::multiply: return merged<Pairing::multiply, T, I>(ctx, left, right);
      case Pairing::maximum: return merged<Pairing::maximum, T, I>(ctx, left, right);
      default: return merged<Pairing::minimum, T, I>(ctx, left, right);
    }
  });
}

Array add_dense(Context& ctx, const Matrix& a, const View& dense, bool negate_matrix, bool negate_dense) {
  const DType dtype = promote(a.dtype(), to_inexact(dense.dtype));
  const Matrix m = astype(ctx, a, dtype);
  Array out = contiguous_copy(ctx, broadcast_operand(ctx, a, dense, dtype));
  if (negate_dense) apply(ctx, UnaryOp::negative, out, out);
  dispatch(m, [&](auto value, auto index) {
    using T = typename decltype(value)::type;
    using I = typename decltype(index)::type;
    const Matrix triplets = convert(ctx, m, Format::coo);
    const I *r = triplets.row.as<I>(), *c = triplets.col.as<I>();
    const T* x = triplets.data.as<T>();
    for (std::int64_t k = 0; k < m.nnz(); ++k) out.at<T>(r[k], c[k]) += negate_matrix ? -x[k] : x[k];
  });
  return out;
}

Matrix multiply_dense(Context& ctx, const Matrix& a, const View& dense) {
  return with_dense(ctx, a, dense, [](auto x, auto y) { return product(x, y); });
}

Matrix divide_dense(Context& ctx, const Matrix& a, const View& dense) {
  return with_dense(ctx, a, dense, [](auto x, auto y) { return x / y; });
}

Matrix scale(Context& ctx, const Matrix& a, const Scalar& value, bool divide) {
  const DType dtype = is_complex(value.dtype) ? complex_dtype(a.dtype()) : a.dtype();
  const Matrix m = astype(ctx, a, dtype);
  ScalarView factor(dtype, is_complex(value.dtype) ? value : Scalar::of(value.real()));
  return with_data(m, apply(ctx, divide ? BinaryOp::divide : BinaryOp::multiply, m.data, factor));
}

Matrix power(Context& ctx, const Matrix& a, double n) {
  if (!(n > 0)) throw ValueError("n must be greater than 0, where 0 stays 0, got " + number_text(n));
  const Matrix m = canonical(ctx, a);  // a sum to a power is not the sum of powers
  ScalarView exponent(m.dtype(), Scalar::of(n));
  return with_data(m, apply(ctx, BinaryOp::power, m.data, exponent));
}

Matrix map(Context& ctx, UnaryOp op, const Matrix& a) {
  const Matrix m = op == UnaryOp::negative || op == UnaryOp::conj ? a : canonical(ctx, a);
  return with_data(m, apply(ctx, op, m.data));
}

bool equal(Context& ctx, const Matrix& a, const Matrix& b) {
  if (a.rows != b.rows || a.columns != b.columns) return false;
  Matrix left = a, right = b;
  harmonise(ctx, left, right);
  return dispatch(left, [&](auto value, auto index) {
    using T = typename decltype(value)::type;
    using I = typename decltype(index)::type;
    const Compressed<T, I> x(left), y(right);
    bool same = true;
    for (std::int64_t i = 0; same && i < x.major; ++i) {
      if (i % 1024 == 0) ctx.poll();
      merge_row(x, y, i, [&](I, T u, T v) { same = same && u == v; });
    }
    return same;
  });
}

bool equal(Context& ctx, const Matrix& a, const View& dense) {
  if (dense.ndim != 2 || dense.shape[0] != a.rows || dense.shape[1] != a.columns) return false;
  return equal(ctx, a, from_dense(ctx, dense, a.format == Format::csc ? Format::csc : Format::csr));
}

}  // namespace perilune::sparse
