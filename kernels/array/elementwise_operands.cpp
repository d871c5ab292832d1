// What operands must be like, and when they must be copied first.

#include <numeric>

#include "kernels/array/elementwise_walk.h"

namespace perilune::loops {

void check_broadcast(const char* argument, const View& v, std::span<const std::int64_t> shape) {
  const int extra = static_cast<int>(shape.size()) - v.ndim;
  bool fits = extra >= 0;
  for (int i = 0; fits && i < v.ndim; ++i)
    fits = v.shape[i] == 1 || v.shape[i] == shape[static_cast<std::size_t>(i + extra)];
  if (!fits)
    throw ShapeError(std::string(argument) + " (" + shape_text(v.dims()) + ") does not broadcast to out (" +
                     shape_text(shape) + ")");
}

void check_out(const View& out, DType result) {
  if (out.dtype != result && !can_cast_same_kind(result, out.dtype))
    throw ValueError(format("out must be of a dtype that %s goes into, got %s", name(result), name(out.dtype)));
  for (int i = 0; i < out.ndim; ++i)
    if (out.strides[i] == 0 && out.shape[i] > 1)
      throw ValueError("out must have a place for each element, got a broadcast view");
}

bool needs_copy(const View& v, const View& out) {
  if (!may_overlap(v, out)) return false;
  const int extra = out.ndim - v.ndim;
  bool same = v.data == out.data && itemsize(v.dtype) == itemsize(out.dtype);
  std::int64_t common = 0;  // every element starts a multiple of this away from its view's first
  for (int i = 0; i < out.ndim; ++i) {
    const bool mine = i >= extra && v.shape[i - extra] > 1;
    if (out.shape[i] > 1) {
      same &= mine && v.strides[i - extra] == out.strides[i];
      common = std::gcd(common, out.strides[i]);
    }
    if (mine) common = std::gcd(common, v.strides[i - extra]);
  }
  if (same) return false;
  if (common == 0) return true;
  // Views that interleave, such as the real and the imaginary parts of one array, do not touch.
  std::int64_t offset = (v.data - out.data) % common;
  if (offset < 0) offset += common;
  return offset < static_cast<std::int64_t>(itemsize(out.dtype)) ||
         offset + static_cast<std::int64_t>(itemsize(v.dtype)) > common;
}

View settled(Context& ctx, const View& v, const View& out, Array& keep) {
  if (!needs_copy(v, out)) return v;
  keep = contiguous_copy(ctx, v);
  return keep;
}

}  // namespace perilune::loops
