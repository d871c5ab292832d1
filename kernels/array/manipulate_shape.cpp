#include "kernels/array/elementwise.h"
#include "kernels/array/manipulate.h"

namespace perilune {

namespace {

using std::int64_t;
using Axes = std::span<const int64_t>;

Dims reversed(std::span<const int64_t> dims) {
  Dims out(dims);
  std::reverse(out.begin(), out.end());
  return out;
}

std::string array_text(std::span<const int64_t> shape) { return "a (" + shape_text(shape) + ")"; }

// The shape with its -1 filled in.
Dims complete_shape(std::span<const int64_t> shape, std::span<const int64_t> own) {
  const int64_t size = checked_size(own);
  Dims out(shape);
  int unknown = -1;
  for (int d = 0; d < out.size(); ++d) {
    if (out[d] >= 0) continue;
    if (out[d] != -1 || unknown >= 0)
      throw ValueError("shape must have no negative length but one -1, got " + shape_text(shape));
    unknown = d;
  }
  if (unknown >= 0) {
    out[unknown] = 1;
    const int64_t rest = checked_size(out);
    if (rest == 0 || size % rest != 0)
      throw ShapeError(format("shape must divide the %lld elements of %s, got %s", static_cast<long long>(size),
                              array_text(own).c_str(), shape_text(shape).c_str()));
    out[unknown] = size / rest;
  }
  if (out.size() > max_ndim) throw ValueError(format("shape must have at most %d axes, got %d", max_ndim, out.size()));
  if (checked_size(out) != size)
    throw ShapeError(format("shape must have the %lld elements of %s, got %s", static_cast<long long>(size),
                            array_text(own).c_str(), shape_text(shape).c_str()));
  return out;
}

// Strides under which the new shape walks the same elements in row-major order; false when there are none.
// Runs of old and new axes with equal products face each other; each old run must be evenly spaced.
bool view_strides(const View& a, const Dims& shape, Dims& strides) {
  strides = row_major_strides(shape, itemsize(a.dtype));
  if (checked_size(shape) == 0) return true;
  Dims old_shape, old_strides;
  for (int d = 0; d < a.ndim; ++d) {
    if (a.shape[d] == 1) continue;
    old_shape.push_back(a.shape[d]);
    old_strides.push_back(a.strides[d]);
  }
  for (int o = 0, n = 0; o < old_shape.size();) {
    int old_end = o + 1, new_end = n + 1;
    for (int64_t old_size = old_shape[o], new_size = shape[n]; old_size != new_size;) {
      if (new_size < old_size) new_size *= shape[new_end++];
      else old_size *= old_shape[old_end++];
    }
    for (int d = o; d + 1 < old_end; ++d)
      if (old_strides[d] != old_shape[d + 1] * old_strides[d + 1]) return false;
    int64_t step = old_strides[old_end - 1];
    for (int d = new_end - 1; d >= n; --d) {
      strides[d] = step;
      step *= shape[d];
    }
    o = old_end;
    n = new_end;
  }
  return true;
}

Order resolved(Order order, const View& a) {
  if (order != Order::automatic) return order;
  return a.fortran_contiguous() && !a.contiguous() ? Order::fortran : Order::c;
}

Array reshape_rows(Context& ctx, const Array& a, const Dims& shape) {
  Dims strides;
  if (view_strides(a, shape, strides)) return a.with_layout(a.data(), shape, strides);
  const Array rows = contiguous_copy(ctx, a);
  return rows.with_layout(rows.data(), shape, row_major_strides(shape, itemsize(a.dtype())));
}

// The axes sorted by descending stride: the order of the elements in memory, but for axes that run backwards. Axes that
// repeat elements lie nowhere: they keep their place, as in NumPy.
Array in_memory_order(const Array& a) {
  const auto stride = [&](int64_t d) { return std::abs(a.strides()[static_cast<int>(d)]); };
  Dims order;  // the innermost axis first
  for (int d = a.ndim() - 1; d >= 0; --d) {
    int place = order.size();
    for (int k = place - 1; k >= 0; --k) {
      if (stride(order[k]) == 0 || stride(d) == 0) continue;
      if (stride(order[k]) <= stride(d)) break;
      place = k;
    }
    order.push_back(d);
    std::rotate(order.begin() + place, order.end() - 1, order.end());
  }
  std::reverse(order.begin(), order.end());
  return transpose(a, Axes(order));
}

}  // namespace

int normalise_axis(int64_t axis, int ndim, const char* argument) {
  if (axis >= 0 ? axis < ndim : axis >= -ndim) return static_cast<int>(axis < 0 ? axis + ndim : axis);
  const auto shown = static_cast<long long>(axis >= 0 ? axis + 1 : axis);
  if (ndim == 0) throw ValueError(format("%s must be left out for a 0-d array, got %lld", argument, shown));
  if (ndim == 1) throw ValueError(format("%s must be 1 or -1, got %lld", argument, shown));
  throw ValueError(format("%s must be from 1 to %d or -%d to -1, got %lld", argument, ndim, ndim, shown));
}

Dims normalise_axes(Axes axes, int ndim, const char* argument) {
  bool named[2 * max_ndim + 2] = {};
  Dims out;
  for (int64_t axis : axes) {
    const int d = normalise_axis(axis, ndim, argument);
    if (named[d]) throw ValueError(format("%s must name each axis once, got %d twice", argument, d + 1));
    named[d] = true;
    out.push_back(d);
  }
  return out;
}

Array reshape(Context& ctx, const Array& a, Axes shape, Order order) {
  if (shape.size() > 2 * max_ndim)
    throw ValueError(format("shape must have at most %d axes, got %zu", max_ndim, shape.size()));
  const Dims full = complete_shape(shape, a.shape());
  switch (resolved(order, a)) {
    case Order::c: return reshape_rows(ctx, a, full);
    case Order::fortran: return transpose(reshape_rows(ctx, transpose(a), reversed(full)));
    default: throw ValueError("order must be 'C', 'F' or 'A' for reshape, got 'K'");
  }
}

Array ravel(Context& ctx, const Array& a, Order order) {
  const Dims flat{a.size()};
  switch (resolved(order, a)) {
    case Order::c: return reshape_rows(ctx, a, flat);
    case Order::fortran: return reshape_rows(ctx, transpose(a), flat);
    default: return reshape_rows(ctx, in_memory_order(a), flat);
  }
}

Array flatten(Context& ctx, const View& a, Order order) {
  const Array borrowed = Array::share({}, a.data, a.dtype, Dims(a.dims()), Dims(a.strides, a.ndim));
  const Array flat = ravel(ctx, borrowed, order);
  return flat.block() ? flat : contiguous_copy(ctx, flat);
}

Array expand_dims(const Array& a, Axes axes) {
  const int ndim = a.ndim() + static_cast<int>(std::min<std::size_t>(axes.size(), 2 * max_ndim));
  if (ndim > max_ndim) throw ValueError(format("axis must leave at most %d axes, got %d", max_ndim, ndim));
  Dims places = normalise_axes(axes, ndim), shape = a.shape(), strides = a.strides();
  std::sort(places.begin(), places.end());
  for (int64_t place : places) {
    shape.insert(static_cast<int>(place), 1);
    strides.insert(static_cast<int>(place), 0);
  }
  return a.with_layout(a.data(), shape, strides);
}

Array squeeze(const Array& a, std::optional<Axes> axes) {
  Dims drop;
  if (axes) {
    drop = normalise_axes(*axes, a.ndim());
    for (int64_t d : drop)
      if (const int64_t length = a.shape()[static_cast<int>(d)]; length != 1)
        throw ValueError(format("axis must have length 1 to be squeezed, got axis %lld with length %lld",
                                static_cast<long long>(d + 1), static_cast<long long>(length)));
  } else {
    for (int d = 0; d < a.ndim(); ++d)
      if (a.shape()[d] == 1) drop.push_back(d);
  }
  Dims shape, strides;
  for (int d = 0; d < a.ndim(); ++d) {
    if (std::find(drop.begin(), drop.end(), d) != drop.end()) continue;
    shape.push_back(a.shape()[d]);
    strides.push_back(a.strides()[d]);
  }
  return a.with_layout(a.data(), shape, strides);
}

bool broadcasts_to(Axes from, Axes shape) {
  if (from.size() > shape.size()) return false;
  const Axes last = shape.last(from.size());
  return std::equal(from.begin(), from.end(), last.begin(),
                    [](int64_t own, int64_t n) { return own == 1 || own == n; });
}

Array broadcast_to(const Array& a, Axes shape) {
  const int ndim = static_cast<int>(std::min<std::size_t>(shape.size(), 2 * max_ndim)), lead = ndim - a.ndim();
  if (ndim > max_ndim) throw ValueError(format("shape must have at most %d axes, got %zu", max_ndim, shape.size()));
  checked_size(shape);
  if (!broadcasts_to(a.shape(), shape))
    throw ShapeError("shape must be one that " + array_text(a.shape()) + " broadcasts to, got " + shape_text(shape));
  Dims strides;
  strides.resize(ndim);
  for (int d = 0; d < a.ndim(); ++d) strides[lead + d] = a.shape()[d] == 1 ? 0 : a.strides()[d];
  return a.with_layout(a.data(), Dims(shape), strides);
}

Array atleast_nd(const Array& a, int n) {
  Dims shape = a.shape(), strides = a.strides();
  // One axis becomes a row; a matrix in three dimensions gets its new axis behind.
  while (shape.size() < n) {
    const int at = n == 3 && shape.size() == 2 ? 2 : 0;
    shape.insert(at, 1);
    strides.insert(at, 0);
  }
  return a.with_layout(a.data(), shape, strides);
}

}  // namespace perilune
