#include "kernels/array/sort.h"

#include <algorithm>
#include <cstring>

#include "kernels/array/elementwise.h"
#include "kernels/array/lines.h"
#include "kernels/array/sort_line.h"

namespace perilune {

using namespace sorting;

namespace {

void check_axis(const View& a, int axis) {
  if (a.ndim == 0) throw ValueError("a must have an axis to sort along, got a 0-d array");
  if (axis < 0 || axis >= a.ndim) throw ValueError(format("axis is out of range for an array with %d axes", a.ndim));
}

}  // namespace

Array sorting::sort_input(Context& ctx, const View& a, std::optional<int> axis) {
  if (axis) check_axis(a, *axis);
  const Array copied = contiguous_copy(ctx, a);
  if (axis) return copied;
  return copied.with_layout(copied.data(), {a.size()}, {static_cast<std::int64_t>(itemsize(a.dtype))});
}

std::pair<View, int> sorting::sort_view(Context& ctx, const View& a, std::optional<int> axis, Array& flat) {
  if (!axis) return {flat = sort_input(ctx, a, axis), 0};
  check_axis(a, *axis);
  return {a, *axis};
}

void sort(Context& ctx, const View& a, int axis) {
  check_axis(a, axis);
  const std::int64_t n = a.shape[axis];
  walk_lines(ctx, a, axis, a, sort_scratch(a.dtype, n),
             [&](const Line& line) { sort_line(ctx, a.dtype, line.in, n, line.out, line.scratch, line.alone); });
}

Array sorted(Context& ctx, const View& a, std::optional<int> axis) {
  Array copied = sort_input(ctx, a, axis);
  sort(ctx, copied, axis.value_or(0));
  return copied;
}

Array argsort(Context& ctx, const View& a, std::optional<int> axis) {
  Array flat;
  const auto [in, along] = sort_view(ctx, a, axis, flat);
  const std::int64_t n = in.shape[along];
  Array positions = Array::empty(ctx, DType::int64, Dims(in.dims()));
  walk_lines(ctx, in, along, positions, argsort_scratch(in.dtype, n), [&](const Line& line) {
    argsort_line(ctx, in.dtype, line.in, n, reinterpret_cast<std::int64_t*>(line.out), line.scratch, line.alone);
  });
  return positions;
}

Array lexsort(Context& ctx, std::span<const View> keys, int axis) {
  if (keys.empty()) throw ValueError("keys must have at least one row");
  check_axis(keys[0], axis);
  for (const View& key : keys)
    if (!std::equal(key.dims().begin(), key.dims().end(), keys[0].dims().begin(), keys[0].dims().end()))
      throw ShapeError(format("keys must all have one shape, got %s and %s", shape_text(keys[0].dims()).c_str(),
                              shape_text(key.dims()).c_str()));
  const std::int64_t n = keys[0].shape[axis];
  Array positions = argsort(ctx, keys[0], axis);
  // Each further key in the order so far; its stable order leads from there to the next.
  for (std::size_t k = 1; k < keys.size(); ++k) {
    const View& key = keys[k];
    const auto item = static_cast<std::int64_t>(itemsize(key.dtype));
    const Array so_far = positions, ordered = Array::empty(ctx, key.dtype, Dims(key.dims()));
    // Line by line through two walks: bring the key into the order so far, sort it, and follow.
    const Array lines = contiguous_copy(ctx, key);
    const std::int64_t stride = so_far.strides()[axis] / 8;  // in elements, of all row-major arrays here
    const std::int64_t block = stride * n, total = lines.size();
    for (std::int64_t outer = 0; n > 0 && outer < total; outer += block)
      for (std::int64_t inner = 0; inner < stride; ++inner) {
        ctx.poll();
        const std::int64_t first = outer + inner;
        for (std::int64_t i = 0; i < n; ++i) {
          const std::int64_t at = first + so_far.as<std::int64_t>()[first + i * stride] * stride;
          std::memcpy(ordered.data() + (first + i * stride) * item, lines.data() + at * item,
                      static_cast<std::size_t>(item));
        }
      }
    const Array next = argsort(ctx, ordered, axis);
    positions = Array::empty(ctx, DType::int64, Dims(key.dims()));
    for (std::int64_t outer = 0; n > 0 && outer < total; outer += block)
      for (std::int64_t inner = 0; inner < stride; ++inner) {
        const std::int64_t first = outer + inner;
        for (std::int64_t i = 0; i < n; ++i)
          positions.as<std::int64_t>()[first + i * stride] =
              so_far.as<std::int64_t>()[first + next.as<std::int64_t>()[first + i * stride] * stride];
      }
  }
  return positions;
}

}  // namespace perilune
