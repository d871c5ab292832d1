#include "kernels/linalg/matmul.h"

#include <algorithm>
#include <cstring>

#include "kernels/array/elementwise.h"
#include "kernels/core/parallel.h"
#include "kernels/lapack/threads.h"
#include "kernels/linalg/product.h"

namespace perilune::linalg {

namespace {

// A product c[batch] (m x n) = a[batch] (m x k) b[batch] (k x n). The last one or two axes of a and b are the matrix.
struct Product {
  Dims batch;
  std::int64_t m, n, k;
  Dims result_shape;
  Dims c_strides;        // per batch axis, in elements
  std::int64_t leading;  // between rows of c, in elements
};

std::string extent(const View& v, bool right) {
  if (v.ndim == 1) return std::to_string(v.shape[0]) + " elements";
  return right ? std::to_string(v.shape[v.ndim - 2]) + " rows" : std::to_string(v.shape[v.ndim - 1]) + " columns";
}

std::string pair_text(const View& a, const View& b) {
  return "a (" + shape_text(a.dims()) + ") and b (" + shape_text(b.dims()) + ") do not fit; ";
}

[[noreturn]] void throw_no_fit(const View& a, const View& b, const std::string& of_b) {
  const std::string has = extent(a, false);
  // "a has 4 columns, b has 5 rows"; both sides name their unit.
  throw ShapeError(pair_text(a, b) + "a has " + has + ", b has " + of_b);
}

Operand left_operand(const View& v) {
  const std::int64_t last = v.strides[v.ndim - 1];
  if (v.ndim == 1) return {v.data, 1, v.shape[0], 0, last};
  return {v.data, v.shape[v.ndim - 2], v.shape[v.ndim - 1], v.strides[v.ndim - 2], last};
}

Operand right_operand(const View& v) {
  const Operand row = left_operand(v);
  return v.ndim == 1 ? Operand{v.data, row.columns, 1, row.column_stride, 0} : row;
}

// An operand of dtype T that BLAS can read: the caller's own memory where possible.
template <class T>
struct Prepared {
  Array copy;
  View view;
  Prepared(Context& ctx, const View& v, bool in_place) : view(v) {
    if (v.dtype == dtype_of<T> && in_place) return;
    copy = astype(ctx, v, dtype_of<T>);
    view = copy;
  }
};

// Strides in bytes of the batch axes, aligned at the right; 0 where the operand is repeated.
Dims batch_strides(const View& v, int batch_axes) {
  Dims strides;
  strides.resize(batch_axes);
  for (int axis = v.ndim - 3, to = batch_axes - 1; axis >= 0; --axis, --to)
    strides[to] = v.shape[axis] == 1 ? 0 : v.strides[axis];
  return strides;
}

// Calls one(a, b, c) for every matrix of the stack, on several threads when the matrices are small and many.
template <class T, class One>
void for_each_matrix(Context& ctx, const Product& p, const View& a, const View& b, T* c, One one) {
  const int axes = p.batch.size();
  const Dims a_strides = batch_strides(a, axes), b_strides = batch_strides(b, axes);
  const Operand a_matrix = left_operand(a), b_matrix = right_operand(b);
  const std::int64_t count = checked_size(p.batch);
  const std::int64_t work = std::max<std::int64_t>(1, p.m * p.n * p.k);
  const bool deal = ctx.threads > 1 && count > 1 && work < (1 << 20);
  const lapack::BlasThreads threads(ctx, deal);
  const std::int64_t grain = deal ? std::max<std::int64_t>(1, (1 << 18) / work) : count;
  parallel_for(ctx, count, grain, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) {
      Operand x = a_matrix, y = b_matrix;
      T* z = c;
      for (std::int64_t axis = axes - 1, rest = i; axis >= 0; --axis) {
        const int at = static_cast<int>(axis);
        const std::int64_t place = rest % p.batch[at];
        rest /= p.batch[at];
        x.data += place * a_strides[at];
        y.data += place * b_strides[at];
        z += place * p.c_strides[at];
      }
      if ((i & 63) == 0) ctx.poll();
      one(x, y, z);
    }
  });
}

template <class T>
Array multiply_inexact(Context& ctx, const Product& p, const View& a, const View& b) {
  const Prepared<T> x(ctx, a, fits_blas<T>(left_operand(a))), y(ctx, b, fits_blas<T>(right_operand(b)));
  Array c = Array::empty(ctx, dtype_of<T>, p.result_shape);
  for_each_matrix(ctx, p, x.view, y.view, c.as<T>(),
                  [&](const Operand& s, const Operand& t, T* to) { multiply(ctx, s, t, to, p.leading); });
  return c;
}

Array multiply_exact_bools(Context& ctx, const Product& p, const View& a, const View& b) {
  const Array x = astype(ctx, a, DType::bool_), y = astype(ctx, b, DType::bool_);
  Array c = Array::empty(ctx, DType::bool_, p.result_shape);
  for_each_matrix(ctx, p, x, y, c.as<bool>(),
                  [&](const Operand& s, const Operand& t, bool* to) { multiply_bools(ctx, s, t, to, p.leading); });
  return c;
}

void doubles_from_integers(const Array& v) {
  auto* at = v.data();
  for (std::int64_t i = 0, n = v.size(); i < n; ++i, at += sizeof(double)) {
    std::int64_t whole;
    std::memcpy(&whole, at, sizeof whole);
    const auto real = static_cast<double>(whole);
    std::memcpy(at, &real, sizeof real);
  }
}

void integers_from_doubles(const Array& v) {
  auto* at = v.data();
  for (std::int64_t i = 0, n = v.size(); i < n; ++i, at += sizeof(double)) {
    double real;
    std::memcpy(&real, at, sizeof real);
    const auto whole = static_cast<std::int64_t>(real);
    std::memcpy(at, &whole, sizeof whole);
  }
}

Array multiply_exact_integers(Context& ctx, const Product& p, const View& a, const View& b) {
  const Array x = astype(ctx, a, DType::int64), y = astype(ctx, b, DType::int64);
  Array c = Array::empty(ctx, DType::int64, p.result_shape);
  const bool large = p.m * p.n * p.k >= 4096;
  // float64 adds and multiplies integers exactly as long as every partial sum stays below 2^53 (half of it, for the
  // rounding of the bound), and BLAS is many times faster than integer loops. The conversions happen in place.
  if (large && largest_magnitude(x.as<std::int64_t>(), x.size()) * largest_magnitude(y.as<std::int64_t>(), y.size()) *
                       static_cast<double>(p.k) <
                   0x1p53) {
    doubles_from_integers(x);
    doubles_from_integers(y);
    for_each_matrix(ctx, p, x, y, c.as<double>(),
                    [&](const Operand& s, const Operand& t, double* to) { multiply(ctx, s, t, to, p.leading); });
    integers_from_doubles(c);
    return c;
  }
  for_each_matrix(ctx, p, x, y, c.as<std::int64_t>(), [&](const Operand& s, const Operand& t, std::int64_t* to) {
    multiply_integers(ctx, s, t, to, p.leading);
  });
  return c;
}

Array multiply_stack(Context& ctx, const Product& p, const View& a, const View& b) {
  const DType dtype = promote(a.dtype, b.dtype);
  if (dtype == DType::bool_) return multiply_exact_bools(ctx, p, a, b);
  if (!is_inexact(dtype)) return multiply_exact_integers(ctx, p, a, b);
  return dispatch_inexact(dtype,
                          [&](auto tag) { return multiply_inexact<typename decltype(tag)::type>(ctx, p, a, b); });
}

// A view with its leading axes joined to one, in place when their strides allow it, else a packed copy.
struct Rows {
  Array copy;
  std::int64_t shape[2], strides[2];
  View view;
  Rows(Context& ctx, const View& v) {
    const int last = v.ndim - 1;
    shape[0] = 1;
    shape[1] = v.shape[last];
    strides[1] = v.strides[last];
    strides[0] = 0;
    bool joins = true, first = true;
    for (int axis = last - 1; axis >= 0; --axis) {
      if (v.shape[axis] != 1) {
        if (!first && v.strides[axis] != shape[0] * strides[0]) joins = false;
        if (first) strides[0] = v.strides[axis];
        first = false;
      }
      shape[0] *= v.shape[axis];
    }
    view = {v.data, shape, strides, 2, v.dtype};
    if (joins || v.size() == 0) return;
    copy = contiguous_copy(ctx, v);
    strides[1] = static_cast<std::int64_t>(itemsize(v.dtype));
    strides[0] = shape[1] * strides[1];
    view.data = copy.data();
  }
  Rows(const Rows&) = delete;
};

Dims without_last(const View& v) { return Dims(v.shape, v.ndim - 1); }

void append(Dims& to, std::span<const std::int64_t> more) {
  for (std::int64_t n : more) to.push_back(n);
}

Array scaled(Context& ctx, const View& a, const View& b) {
  const Array product = outer(ctx, a, b);
  const Dims shape(a.ndim == 0 ? b.dims() : a.dims());
  return product.with_layout(product.data(), shape, row_major_strides(shape, itemsize(product.dtype())));
}

}  // namespace

Array matmul(Context& ctx, const View& a, const View& b) {
  for (const View* v : {&a, &b})
    if (v->ndim == 0)
      throw ShapeError(std::string(v == &a ? "a" : "b") + " must have at least one axis, got a 0-d array");
  const Operand x = left_operand(a), y = right_operand(b);
  if (x.columns != y.rows) throw_no_fit(a, b, extent(b, true));
  const std::span<const std::int64_t> a_batch(a.shape, static_cast<std::size_t>(std::max(a.ndim - 2, 0)));
  const std::span<const std::int64_t> b_batch(b.shape, static_cast<std::size_t>(std::max(b.ndim - 2, 0)));
  // One matrix on the right takes the rows of a whole stack at once.
  if (a.ndim > 2 && b.ndim <= 2) return dot(ctx, a, b);
  Product p{{}, x.rows, y.columns, x.columns, {}, {}, y.columns};
  try {
    p.batch = broadcast_shape(a_batch, b_batch);
  } catch (const ShapeError&) {
    throw ShapeError(pair_text(a, b) + "the stacks " + shape_text(a_batch) + " and " + shape_text(b_batch) +
                     " do not broadcast together");
  }
  p.result_shape = p.batch;
  if (a.ndim > 1) p.result_shape.push_back(p.m);
  if (b.ndim > 1) p.result_shape.push_back(p.n);
  p.c_strides.resize(p.batch.size());
  std::int64_t step = p.m * p.n;
  for (int axis = p.batch.size() - 1; axis >= 0; --axis) {
    p.c_strides[axis] = step;
    step *= p.batch[axis];
  }
  return multiply_stack(ctx, p, a, b);
}

Array dot(Context& ctx, const View& a, const View& b) {
  if (a.ndim == 0 || b.ndim == 0) return scaled(ctx, a, b);
  const Operand y = right_operand(b);
  if (a.shape[a.ndim - 1] != y.rows) throw_no_fit(a, b, extent(b, true));
  const Rows rows(ctx, a);
  // c is (rows of a) x (batch of b) x (columns of b): each matrix of b fills a slab of columns.
  Product p{Dims(b.shape, std::max(b.ndim - 2, 0)), rows.shape[0], y.columns, y.rows, without_last(a), {}, 0};
  append(p.result_shape, p.batch);
  if (b.ndim > 1) p.result_shape.push_back(y.columns);
  p.c_strides.resize(p.batch.size());
  p.leading = y.columns;
  for (int axis = p.batch.size() - 1; axis >= 0; --axis) {
    p.c_strides[axis] = p.leading;
    p.leading *= p.batch[axis];
  }
  return multiply_stack(ctx, p, rows.view, b);
}

Array inner(Context& ctx, const View& a, const View& b) {
  if (a.ndim == 0 || b.ndim == 0) return scaled(ctx, a, b);
  if (a.shape[a.ndim - 1] != b.shape[b.ndim - 1]) throw_no_fit(a, b, extent(b, false));
  const Rows x(ctx, a), y(ctx, b);
  const std::int64_t shape[2] = {y.shape[1], y.shape[0]}, strides[2] = {y.strides[1], y.strides[0]};
  Product p{{}, x.shape[0], shape[1], shape[0], without_last(a), {}, shape[1]};
  append(p.result_shape, without_last(b));
  return multiply_stack(ctx, p, x.view, {y.view.data, shape, strides, 2, b.dtype});
}

}  // namespace perilune::linalg
