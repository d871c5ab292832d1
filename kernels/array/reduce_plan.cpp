#include "kernels/array/reduce_plan.h"

#include <algorithm>
#include <cstdlib>

namespace perilune::reduction {

namespace {

// A repeated axis (stride 0) goes outside, where it does not stand between neighbours in memory.
std::uint64_t order(std::int64_t stride) { return static_cast<std::uint64_t>(stride) - 1; }
std::uint64_t order(const KeptAxis& axis) { return order(axis.in_stride); }
std::uint64_t order(const FoldedAxis& axis) { return order(axis.stride); }

template <class Axis>
void insert_in_order(Axis* axes, int& n, const Axis& axis) {
  int i = n++;
  for (; i > 0 && order(axes[i - 1]) < order(axis); --i) axes[i] = axes[i - 1];
  axes[i] = axis;
}

bool joins(const KeptAxis& outer, const KeptAxis& inner) {
  return outer.in_stride == inner.in_stride * inner.length && outer.out_stride == inner.out_stride * inner.length;
}
bool joins(const FoldedAxis& outer, const FoldedAxis& inner) { return outer.stride == inner.stride * inner.length; }

template <class Axis>
void join_neighbours(Axis* axes, int& n) {
  int last = 0;
  for (int i = 1; i < n; ++i) {
    if (joins(axes[last], axes[i])) {
      const std::int64_t length = axes[last].length * axes[i].length;
      axes[last] = axes[i];
      axes[last].length = length;
    } else {
      axes[++last] = axes[i];
    }
  }
  if (n > 0) n = last + 1;
}

}  // namespace

Plan make_plan(const View& in, std::span<const bool> folds, std::byte* out, const std::int64_t* out_strides) {
  Plan plan;
  plan.in = in.data;
  plan.out = out;
  for (int i = 0; i < in.ndim; ++i) {
    const std::int64_t length = in.shape[i];
    const bool folded = folds[static_cast<std::size_t>(i)];
    (folded ? plan.folded : plan.kept) *= length;
    if (length == 1) continue;
    std::int64_t stride = in.strides[i], out_stride = folded ? 0 : out_strides[i];
    if (stride < 0 && length > 0) {
      plan.in += (length - 1) * stride;
      if (!folded) plan.out += (length - 1) * out_stride;
      stride = -stride;
      out_stride = -out_stride;
    }
    if (folded) insert_in_order(plan.fold, plan.folded_axes, FoldedAxis{length, stride});
    else insert_in_order(plan.keep, plan.kept_axes, KeptAxis{length, stride, out_stride});
  }
  join_neighbours(plan.keep, plan.kept_axes);
  join_neighbours(plan.fold, plan.folded_axes);
  return plan;
}

Plan Plan::with_packed_output(std::byte* to, std::int64_t item) const {
  Plan packed = *this;
  packed.out = to;
  for (int i = kept_axes - 1; i >= 0; --i) {
    packed.keep[i].out_stride = item;
    item *= keep[i].length;
  }
  return packed;
}

}  // namespace perilune::reduction
