#include "kernels/array/unique.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "kernels/array/complex_order.h"
#include "kernels/array/elementwise.h"
#include "kernels/array/sort.h"

namespace perilune {

namespace {

template <class T>
bool is_nan(const T& v) {
  if constexpr (is_complex_type<T>) return has_nan(v);
  else return v != v;
}

// Ends of the runs of equals in a sorted line; f(begin, end) per run.
template <class T, class F>
void each_run(Context& ctx, const T* sorted, std::int64_t n, bool equal_nan, F f) {
  std::int64_t begin = 0;
  while (begin < n) {
    if (equal_nan && is_nan(sorted[begin])) {  // NaN are last
      f(begin, n);
      return;
    }
    std::int64_t end = begin + 1;
    while (end < n && sorted[end] == sorted[begin]) ++end;
    f(begin, end);
    if ((begin ^ end) >> 16) ctx.poll();
    begin = end;
  }
}

// The values alone: duplicates are squeezed out of the sorted copy, without a branch per element.
template <class T>
std::int64_t squeeze(Context& ctx, T* sorted, std::int64_t n, bool equal_nan) {
  std::int64_t kept = 1;
  constexpr std::int64_t piece = std::int64_t{1} << 18;
  T before = sorted[0];
  for (std::int64_t i = 1; i < n; i += piece) {
    ctx.poll();
    for (std::int64_t k = i; k < std::min(i + piece, n); ++k) {
      const T v = sorted[k];
      sorted[kept] = v;
      kept += !(v == before);
      before = v;
    }
  }
  if (equal_nan) {
    std::int64_t first = kept;
    while (first > 0 && is_nan(sorted[first - 1])) --first;
    if (first < kept) kept = first + 1;
  }
  return kept;
}

Array shortened(Context& ctx, const Array& a, std::int64_t n) {
  const Array front = a.with_layout(a.data(), {n}, {static_cast<std::int64_t>(itemsize(a.dtype()))});
  // Not to keep a large block alive for the sake of a few.
  return 2 * n < a.size() ? contiguous_copy(ctx, front) : front;
}

Unique unique_values(Context& ctx, const View& a, const UniqueOptions& options) {
  Unique result;
  const Array line = sorted(ctx, a, std::nullopt);
  const std::int64_t n = line.size();
  const std::int64_t kept = n == 0 ? 0 : dispatch(a.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    return squeeze(ctx, line.as<T>(), n, options.equal_nan);
  });
  result.values = shortened(ctx, line, kept);
  return result;
}

Unique unique_with_places(Context& ctx, const View& a, const UniqueOptions& options) {
  const Array flat = contiguous_copy(ctx, a);
  const std::int64_t n = flat.size();
  const Array order = argsort(ctx, flat, std::nullopt);
  const auto* at = order.as<std::int64_t>();
  const Array line = Array::empty(ctx, a.dtype, {n}), starts = Array::empty(ctx, DType::int64, {n + 1});
  std::int64_t runs = 0;
  dispatch(a.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    const T* x = flat.as<T>();
    T* y = line.as<T>();
    for (std::int64_t i = 0; i < n; ++i) y[i] = x[at[i]];
    each_run(ctx, y, n, options.equal_nan,
             [&](std::int64_t begin, std::int64_t) { starts.as<std::int64_t>()[runs++] = begin; });
    for (std::int64_t r = 0; r < runs; ++r) y[r] = y[starts.as<std::int64_t>()[r]];
  });
  auto* start = starts.as<std::int64_t>();
  start[runs] = n;
  Unique result;
  result.values = shortened(ctx, line, runs);
  if (options.index) result.index = Array::empty(ctx, DType::int64, {runs});
  if (options.counts) result.counts = Array::empty(ctx, DType::int64, {runs});
  if (options.inverse) result.inverse = Array::empty(ctx, DType::int64, {n});
  for (std::int64_t r = 0; r < runs; ++r) {
    // The order is stable: the first of a run was met first.
    if (options.index) result.index.as<std::int64_t>()[r] = at[start[r]];
    if (options.counts) result.counts.as<std::int64_t>()[r] = start[r + 1] - start[r];
    if (options.inverse)
      for (std::int64_t i = start[r]; i < start[r + 1]; ++i) result.inverse.as<std::int64_t>()[at[i]] = r;
  }
  return result;
}

// Sub-arrays as rows that are compared element by element.
Unique unique_rows(Context& ctx, const View& a, const UniqueOptions& options) {
  const int axis = *options.axis;
  if (axis < 0 || axis >= a.ndim) throw ValueError(format("axis is out of range for an array with %d axes", a.ndim));
  Dims shape, strides;
  shape.push_back(a.shape[axis]);
  strides.push_back(a.strides[axis]);
  for (int k = 0; k < a.ndim; ++k)
    if (k != axis) {
      shape.push_back(a.shape[k]);
      strides.push_back(a.strides[k]);
    }
  const Array rows = contiguous_copy(ctx, View{a.data, shape.data(), strides.data(), a.ndim, a.dtype});
  const std::int64_t n = shape[0], width = n == 0 ? 0 : rows.size() / n;
  const auto item = static_cast<std::int64_t>(itemsize(a.dtype));
  auto order = ctx.vector<std::int64_t>(static_cast<std::size_t>(n)), starts = ctx.vector<std::int64_t>();
  for (std::int64_t i = 0; i < n; ++i) order[static_cast<std::size_t>(i)] = i;
  dispatch(a.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    const T* x = rows.as<T>();
    std::int64_t compared = 0;
    std::stable_sort(order.begin(), order.end(), [&](std::int64_t p, std::int64_t q) {
      if (++compared % 4096 == 0) ctx.poll();
      for (std::int64_t k = 0; k < width; ++k) {
        const T &u = x[p * width + k], &v = x[q * width + k];
        if constexpr (is_complex_type<T>) {
          if (complex_sorts_before(u, v)) return true;
          if (complex_sorts_before(v, u)) return false;
        } else {
          if (u < v || (v != v && u == u)) return true;
          if (v < u || (u != u && v == v)) return false;
        }
      }
      return false;
    });
    for (std::int64_t i = 0; i < n; ++i) {
      const auto row = [&](std::int64_t k) { return x + order[static_cast<std::size_t>(k)] * width; };
      if (i == 0 || !std::equal(row(i), row(i) + width, row(i - 1))) starts.push_back(i);
    }
  });
  const auto runs = static_cast<std::int64_t>(starts.size());
  starts.push_back(n);
  Unique result;
  shape[0] = runs;
  const Array packed = Array::empty(ctx, a.dtype, shape);
  if (options.index) result.index = Array::empty(ctx, DType::int64, {runs});
  if (options.counts) result.counts = Array::empty(ctx, DType::int64, {runs});
  if (options.inverse) result.inverse = Array::empty(ctx, DType::int64, {n});
  for (std::int64_t r = 0; r < runs; ++r) {
    const std::int64_t begin = starts[static_cast<std::size_t>(r)], end = starts[static_cast<std::size_t>(r) + 1];
    const std::int64_t first = order[static_cast<std::size_t>(begin)];
    std::memcpy(packed.data() + r * width * item, rows.data() + first * width * item,
                static_cast<std::size_t>(width * item));
    if (options.index) result.index.as<std::int64_t>()[r] = first;
    if (options.counts) result.counts.as<std::int64_t>()[r] = end - begin;
    if (options.inverse)
      for (std::int64_t i = begin; i < end; ++i)
        result.inverse.as<std::int64_t>()[order[static_cast<std::size_t>(i)]] = r;
  }
  // The axis goes back to its place.
  Dims final_shape = shape, final_strides = packed.strides();
  std::rotate(final_shape.begin(), final_shape.begin() + 1, final_shape.begin() + axis + 1);
  std::rotate(final_strides.begin(), final_strides.begin() + 1, final_strides.begin() + axis + 1);
  result.values = contiguous_copy(ctx, packed.with_layout(packed.data(), final_shape, final_strides));
  return result;
}

}  // namespace

Unique unique(Context& ctx, const View& a, const UniqueOptions& options) {
  if (options.axis) return unique_rows(ctx, a, options);
  return options.index || options.inverse || options.counts ? unique_with_places(ctx, a, options)
                                                            : unique_values(ctx, a, options);
}

}  // namespace perilune
