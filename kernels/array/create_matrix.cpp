#include <cstring>

#include "kernels/array/create.h"
#include "kernels/array/elementwise.h"

namespace perilune {

namespace {

using std::int64_t;

Dims matrix_shape(int64_t rows, int64_t columns) {
  if (rows < 0) throw ValueError(format("N must not be negative, got %lld", static_cast<long long>(rows)));
  if (columns < 0) throw ValueError(format("M must not be negative, got %lld", static_cast<long long>(columns)));
  return {rows, columns};
}

// A diagonal beyond every corner is as good as one just outside.
int64_t nearby(int64_t k, int64_t rows, int64_t columns) { return std::clamp(k, -rows - 1, columns + 1); }

// How many elements of row i lie on or left of the k-th diagonal.
int64_t below(int64_t i, int64_t k, int64_t columns) { return std::clamp<int64_t>(i + k + 1, 0, columns); }

// Calls f(first element of a row, number of the row in its matrix) for all rows of a row-major stack of matrices.
template <class F>
void for_each_row(Context& ctx, const Array& a, F&& f) {
  const int64_t rows = a.shape()[a.ndim() - 2], columns = a.shape()[a.ndim() - 1];
  if (a.size() == 0) return;
  const int64_t bytes = columns * static_cast<int64_t>(itemsize(a.dtype())), all = a.size() / columns;
  for (int64_t r = 0; r < all; ++r) {
    if (r % 1024 == 0) ctx.poll();
    f(a.data() + r * bytes, r % rows);
  }
}

Array triangle(Context& ctx, const View& a, int64_t k, bool lower) {
  if (a.ndim < 2) throw ShapeError("m must have at least 2 axes, got shape " + shape_text(a.dims()));
  const Array out = contiguous_copy(ctx, a);
  const int64_t columns = a.shape[a.ndim - 1], item = static_cast<int64_t>(itemsize(a.dtype));
  k = nearby(k, a.shape[a.ndim - 2], columns);
  for_each_row(ctx, out, [&](std::byte* row, int64_t i) {
    // Zero bytes are zero in every dtype.
    const int64_t edge = below(i, lower ? k : k - 1, columns);
    if (lower) std::memset(row + edge * item, 0, static_cast<std::size_t>((columns - edge) * item));
    else std::memset(row, 0, static_cast<std::size_t>(edge * item));
  });
  return out;
}

}  // namespace

Array full(Context& ctx, DType dtype, const Dims& shape, const Scalar& value) {
  alignas(16) std::byte element[16];
  store(dtype, element, value);  // raises before anything is allocated
  const Array out = Array::empty(ctx, dtype, shape);
  fill(ctx, out, value);
  return out;
}

Array eye(Context& ctx, int64_t rows, int64_t columns, int64_t k, DType dtype, Order order) {
  const Dims shape = matrix_shape(rows, columns);
  const Array out = order == Order::fortran ? Array::empty_fortran(ctx, dtype, shape) : Array::empty(ctx, dtype, shape);
  if (out.size() == 0) return out;
  std::memset(out.data(), 0, static_cast<std::size_t>(out.size()) * itemsize(dtype));
  const Array line = diagonal(out, k);
  for (int64_t i = 0; i < line.size(); ++i) store(dtype, line.data() + i * line.strides()[0], Scalar::of(true));
  return out;
}

Array tri(Context& ctx, int64_t rows, int64_t columns, int64_t k, DType dtype) {
  const Array out = full(ctx, dtype, matrix_shape(rows, columns), Scalar::of(true));
  const int64_t item = static_cast<int64_t>(itemsize(dtype));
  k = nearby(k, rows, columns);
  for_each_row(ctx, out, [&](std::byte* row, int64_t i) {
    const int64_t edge = below(i, k, columns);
    std::memset(row + edge * item, 0, static_cast<std::size_t>((columns - edge) * item));
  });
  return out;
}

Array tril(Context& ctx, const View& a, int64_t k) { return triangle(ctx, a, k, true); }
Array triu(Context& ctx, const View& a, int64_t k) { return triangle(ctx, a, k, false); }

Array diag(Context& ctx, const Array& v, int64_t k) {
  if (v.ndim() == 2) return diagonal(v, k);
  if (v.ndim() != 1) throw ShapeError("v must have one or two axes, got shape " + shape_text(v.shape()));
  int64_t n;
  const int64_t away = k < 0 ? -std::max<int64_t>(k, INT64_MIN + 1) : k;
  if (__builtin_add_overflow(v.shape()[0], away, &n)) throw ValueError("k must leave a matrix of possible size");
  const Array out = Array::zeros(ctx, v.dtype(), {n, n});
  if (v.size() > 0) copy(ctx, v, diagonal(out, k));
  return out;
}

Array diagflat(Context& ctx, const Array& v, int64_t k) { return diag(ctx, ravel(ctx, v), k); }

Array diagonal(const Array& a, int64_t offset, int64_t axis1, int64_t axis2) {
  if (a.ndim() < 2) throw ShapeError("a must have at least 2 axes, got shape " + shape_text(a.shape()));
  const int d1 = normalise_axis(axis1, a.ndim(), "axis1"), d2 = normalise_axis(axis2, a.ndim(), "axis2");
  if (d1 == d2) throw ValueError(format("axis2 must be another axis than axis1, got %d twice", d1 + 1));
  int64_t rows = a.shape()[d1], columns = a.shape()[d2];
  std::byte* data = a.data();
  if (offset >= 0) {
    columns -= std::min(offset, columns);
    if (columns > 0) data += offset * a.strides()[d2];
  } else {
    rows -= std::min(-std::max<int64_t>(offset, INT64_MIN + 1), rows);
    if (rows > 0) data -= offset * a.strides()[d1];
  }
  Dims shape = a.shape(), strides = a.strides();
  const int64_t step = strides[d1] + strides[d2];
  for (int d : {std::max(d1, d2), std::min(d1, d2)}) {
    shape.erase(d);
    strides.erase(d);
  }
  shape.push_back(std::min(rows, columns));
  strides.push_back(step);
  return a.with_layout(data, shape, strides);
}

std::vector<Array> meshgrid(Context& ctx, std::span<const View> lists, bool xy, bool sparse) {
  const int n = static_cast<int>(std::min<std::size_t>(lists.size(), max_ndim + 1));
  if (n > max_ndim) throw ValueError(format("a grid has at most %d lists, got %zu", max_ndim, lists.size()));
  const auto place = [&](int i) { return xy && i < 2 && n >= 2 ? 1 - i : i; };
  Dims full_shape;
  full_shape.resize(n);
  for (int i = 0; i < n; ++i) {
    const View& list = lists[static_cast<std::size_t>(i)];
    if (list.ndim > 1)
      throw ShapeError(format("list %d must have one axis, got shape %s", i + 1, shape_text(list.dims()).c_str()));
    full_shape[place(i)] = list.size();
  }
  std::vector<Array> grid;
  for (int i = 0; i < n; ++i) {
    const View& list = lists[static_cast<std::size_t>(i)];
    Dims shape = full_shape, strides;
    if (sparse)
      for (int d = 0; d < n; ++d) shape[d] = d == place(i) ? full_shape[d] : 1;
    const Array out = Array::empty(ctx, list.dtype, shape);
    strides.resize(n);
    strides[place(i)] = list.ndim ? list.strides[0] : 0;
    if (out.size() > 0) copy(ctx, Array::share({}, list.data, list.dtype, shape, strides), out);
    grid.push_back(out);
  }
  return grid;
}

}  // namespace perilune
