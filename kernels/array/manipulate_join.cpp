#include "kernels/array/elementwise.h"
#include "kernels/array/manipulate.h"

namespace perilune {

namespace {

using std::int64_t;

Array borrowed(const View& v) { return Array::share({}, v.data, v.dtype, Dims(v.dims()), Dims(v.strides, v.ndim)); }

// The elements [begin, begin + length) along an axis.
Array part(const Array& a, int axis, int64_t begin, int64_t length) {
  Dims shape = a.shape();
  shape[axis] = length;
  // Without elements the strides may reach anywhere: nothing is read there.
  const int64_t offset = a.size() == 0 ? 0 : begin * a.strides()[axis];
  return a.with_layout(a.data() + offset, shape, a.strides());
}

void check_some(std::span<const View> arrays) {
  if (arrays.empty()) throw ValueError("arrays must have at least one array, got none");
}

DType common_dtype(std::span<const View> arrays, std::optional<DType> dtype) {
  DType common = arrays[0].dtype;
  for (const View& v : arrays) common = promote(common, v.dtype);
  if (dtype && !can_cast_same_kind(common, *dtype))
    throw ValueError(format("dtype must hold %s of the arrays, got %s", name(common), name(*dtype)));
  return dtype.value_or(common);
}

Array flat_concatenation(Context& ctx, std::span<const View> arrays, DType dtype) {
  int64_t total = 0;
  for (const View& v : arrays)
    if (__builtin_add_overflow(total, v.size(), &total)) throw ValueError("arrays have too many elements");
  const Array out = Array::empty(ctx, dtype, {total});
  int64_t at = 0;
  for (const View& v : arrays) {
    const Array run = part(out, 0, at, v.size());
    copy(ctx, v, run.with_layout(run.data(), Dims(v.dims()), row_major_strides(v.dims(), itemsize(dtype))));
    at += v.size();
  }
  return out;
}

// Applies the shape rule of vstack and its kin, then concatenates.
template <class Reshape>
Array join(Context& ctx, std::span<const View> arrays, std::optional<DType> dtype, Reshape&& as, int axis) {
  check_some(arrays);
  std::vector<Array> shaped;
  std::vector<View> views;
  shaped.reserve(arrays.size());
  for (const View& v : arrays) {
    shaped.push_back(as(borrowed(v)));
    views.push_back(shaped.back());
  }
  return concatenate(ctx, views, axis, dtype);
}

}  // namespace

Array concatenate(Context& ctx, std::span<const View> arrays, std::optional<int64_t> axis, std::optional<DType> dtype) {
  check_some(arrays);
  const DType common = common_dtype(arrays, dtype);
  if (!axis) return flat_concatenation(ctx, arrays, common);
  const View& first = arrays[0];
  for (std::size_t k = 0; k < arrays.size(); ++k)
    if (arrays[k].ndim == 0)
      throw ShapeError(format("arrays must have at least one axis, got a 0-d array at %zu", k + 1));
  const int d = normalise_axis(*axis, first.ndim);
  Dims shape(first.dims());
  for (std::size_t k = 1; k < arrays.size(); ++k) {
    const View& v = arrays[k];
    bool fits = v.ndim == first.ndim;
    for (int e = 0; fits && e < v.ndim; ++e) fits = e == d || v.shape[e] == first.shape[e];
    if (!fits)
      throw ShapeError(
          format("arrays must have the same lengths except along axis %d, got %s and %s (arrays 1 and %zu)", d + 1,
                 shape_text(first.dims()).c_str(), shape_text(v.dims()).c_str(), k + 1));
    if (__builtin_add_overflow(shape[d], v.shape[d], &shape[d])) throw ValueError("arrays have too many elements");
  }
  const Array out = Array::empty(ctx, common, shape);
  int64_t at = 0;
  for (const View& v : arrays) {
    copy(ctx, v, part(out, d, at, v.shape[d]));
    at += v.shape[d];
  }
  return out;
}

Array stack(Context& ctx, std::span<const View> arrays, int64_t axis, std::optional<DType> dtype) {
  check_some(arrays);
  const View& first = arrays[0];
  for (std::size_t k = 1; k < arrays.size(); ++k)
    if (Dims(arrays[k].dims()) != Dims(first.dims()))
      throw ShapeError(format("arrays must have the same shape, got %s and %s (arrays 1 and %zu)",
                              shape_text(first.dims()).c_str(), shape_text(arrays[k].dims()).c_str(), k + 1));
  if (first.ndim + 1 > max_ndim) throw ValueError(format("arrays must have fewer than %d axes", max_ndim));
  const int d = normalise_axis(axis, first.ndim + 1);
  Dims shape(first.dims());
  shape.insert(d, static_cast<int64_t>(arrays.size()));
  const Array out = Array::empty(ctx, common_dtype(arrays, dtype), shape);
  Dims inner_shape = shape, inner_strides = out.strides();
  inner_shape.erase(d);
  inner_strides.erase(d);
  for (std::size_t k = 0; k < arrays.size(); ++k) {
    std::byte* data = out.data() + static_cast<int64_t>(k) * out.strides()[d];
    copy(ctx, arrays[k], out.with_layout(data, inner_shape, inner_strides));
  }
  return out;
}

Array vstack(Context& ctx, std::span<const View> arrays, std::optional<DType> dtype) {
  return join(
      ctx, arrays, dtype, [](const Array& a) { return atleast_nd(a, 2); }, 0);
}

Array hstack(Context& ctx, std::span<const View> arrays, std::optional<DType> dtype) {
  check_some(arrays);
  const int axis = arrays[0].ndim <= 1 ? 0 : 1;
  return join(
      ctx, arrays, dtype, [](const Array& a) { return atleast_nd(a, 1); }, axis);
}

Array dstack(Context& ctx, std::span<const View> arrays, std::optional<DType> dtype) {
  return join(
      ctx, arrays, dtype, [](const Array& a) { return atleast_nd(a, 3); }, 2);
}

Array column_stack(Context& ctx, std::span<const View> arrays) {
  // Fewer than two axes: a column.
  return join(
      ctx, arrays, std::nullopt, [](const Array& a) { return a.ndim() < 2 ? transpose(atleast_nd(a, 2)) : a; }, 1);
}

std::vector<Array> split(const Array& a, int64_t sections, int64_t axis, bool uneven) {
  const int d = normalise_axis(axis, a.ndim());
  const int64_t n = a.shape()[d];
  if (sections < 1)
    throw ValueError(format("indices_or_sections must be at least 1, got %lld", static_cast<long long>(sections)));
  if (!uneven && n % sections != 0)
    throw ValueError(format("indices_or_sections must divide the length %lld of axis %d, got %lld",
                            static_cast<long long>(n), d + 1, static_cast<long long>(sections)));
  // More parts than this is a mistake, not a wish: nearly all of them would be empty.
  constexpr int64_t most = 1 << 20;
  if (sections > std::max(n, most))
    throw ValueError(format("indices_or_sections must be at most %lld, got %lld",
                            static_cast<long long>(std::max(n, most)), static_cast<long long>(sections)));
  std::vector<Array> parts;
  parts.reserve(static_cast<std::size_t>(sections));
  int64_t begin = 0;
  for (int64_t k = 0; k < sections; ++k) {
    const int64_t length = n / sections + (k < n % sections);
    parts.push_back(part(a, d, begin, length));
    begin += length;
  }
  return parts;
}

std::vector<Array> split_at(const Array& a, std::span<const int64_t> cuts, int64_t axis) {
  const int d = normalise_axis(axis, a.ndim());
  const int64_t n = a.shape()[d];
  std::vector<Array> parts;
  int64_t begin = 0;
  for (std::size_t k = 0; k <= cuts.size(); ++k) {
    int64_t end = n;
    if (k < cuts.size()) end = std::clamp<int64_t>(cuts[k] < 0 ? n + std::max(cuts[k], -n) : cuts[k], 0, n);
    parts.push_back(part(a, d, std::min(begin, n), std::max<int64_t>(end - begin, 0)));
    begin = end;
  }
  return parts;
}

}  // namespace perilune
