// Binary search without branches, for several values at a time: their loads run side by side.

#include <cstring>
#include <limits>

#include "kernels/array/complex_order.h"
#include "kernels/array/elementwise.h"
#include "kernels/array/search.h"
#include "kernels/array/sort_keys.h"
#include "kernels/core/parallel.h"

namespace perilune {

namespace {

template <class T>
bool before(const T& a, const T& b) {
  if constexpr (is_complex_type<T>) return complex_sorts_before(a, b);
  else return sorting::sorts_before(a, b);
}

// Whether an element of a stands before the place of v, which is not NaN: then one comparison tells.
template <Side side, class T>
bool passes(const T& element, const T& v) {
  if constexpr (!std::is_floating_point_v<T>) return side == Side::left ? before(element, v) : !before(v, element);
  else return side == Side::left ? element < v : element <= v;
}

template <Side side, class T>
std::int64_t search_one(const T* a, std::int64_t n, const T& v) {
  if constexpr (std::is_floating_point_v<T>)
    if (v != v) return side == Side::right ? n : search_one<Side::right>(a, n, std::numeric_limits<T>::infinity());
  std::int64_t first = 0;
  while (n > 0) {
    const std::int64_t half = (n + 1) / 2;
    if (passes<side>(a[first + half - 1], v)) first += half;
    n -= half;
  }
  return first;
}

template <Side side, class T>
void search_some(const T* a, std::int64_t n, const T* v, std::int64_t count, std::int64_t* places) {
  constexpr int lanes = 16;
  std::int64_t i = 0;
  for (; i + lanes <= count && n > 0; i += lanes) {
    if constexpr (std::is_floating_point_v<T>) {
      bool nan = false;
      for (int k = 0; k < lanes; ++k) nan |= v[i + k] != v[i + k];
      if (nan) {
        for (int k = 0; k < lanes; ++k) places[i + k] = search_one<side>(a, n, v[i + k]);
        continue;
      }
    }
    const T* first[lanes];
    for (int k = 0; k < lanes; ++k) first[k] = a;
    std::int64_t left = n;
    while (left > 1) {
      const std::int64_t half = left / 2;
      for (int k = 0; k < lanes; ++k) first[k] += half * passes<side>(first[k][half - 1], v[i + k]);
      left -= half;
    }
    for (int k = 0; k < lanes; ++k) places[i + k] = first[k] - a + passes<side>(*first[k], v[i + k]);
  }
  for (; i < count; ++i) places[i] = search_one<side>(a, n, v[i]);
}

Array in_order(Context& ctx, const View& a, const View& sorter) {
  if (sorter.ndim != 1 || sorter.shape[0] != a.shape[0])
    throw ShapeError(format("sorter must have the shape of a (%s), got %s", shape_text(a.dims()).c_str(),
                            shape_text(sorter.dims()).c_str()));
  if (!is_integer(sorter.dtype)) throw ValueError(format("sorter must hold integers, got %s", name(sorter.dtype)));
  const Array order = astype(ctx, sorter, DType::int64), from = contiguous_copy(ctx, a);
  Array to = Array::empty(ctx, a.dtype, {a.shape[0]});
  const std::size_t item = itemsize(a.dtype);
  for (std::int64_t i = 0; i < a.shape[0]; ++i) {
    const std::int64_t at = order.as<std::int64_t>()[i];
    if (at < 0 || at >= a.shape[0]) throw IndexError("sorter must hold positions in a");
    std::memcpy(to.data() + static_cast<std::size_t>(i) * item, from.data() + static_cast<std::size_t>(at) * item,
                item);
  }
  return to;
}

}  // namespace

Array searchsorted(Context& ctx, const View& a, const View& v, Side side, const View* sorter) {
  if (a.ndim != 1) throw ShapeError(format("a must have one axis, got shape %s", shape_text(a.dims()).c_str()));
  const DType common = promote(a.dtype, v.dtype);
  Array ordered = sorter ? in_order(ctx, a, *sorter) : Array();
  View sorted = a;
  if (sorter) sorted = ordered;
  Array wide_a, wide_v;
  if (sorted.dtype != common || !sorted.contiguous()) {
    wide_a = astype(ctx, sorted, common);
    sorted = wide_a;
  }
  View values = v;
  if (v.dtype != common || !v.contiguous()) {
    wide_v = astype(ctx, v, common);
    values = wide_v;
  }
  Array places = Array::empty(ctx, DType::int64, Dims(v.dims()));
  const std::int64_t n = sorted.shape[0], count = values.size();
  dispatch(common, [&](auto tag) {
    using T = typename decltype(tag)::type;
    parallel_for(ctx, count, 4096, [&](std::int64_t begin, std::int64_t end) {
      ctx.poll();
      const auto search = side == Side::left ? search_some<Side::left, T> : search_some<Side::right, T>;
      search(sorted.as<T>(), n, values.as<T>() + begin, end - begin, places.as<std::int64_t>() + begin);
    });
  });
  return places;
}

}  // namespace perilune
