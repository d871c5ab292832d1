#include "kernels/array/manipulate.h"

namespace perilune {

namespace {

using std::int64_t;
using Axes = std::span<const int64_t>;

Array permuted(const Array& a, const Dims& order) {
  Dims shape, strides;
  for (int64_t d : order) {
    shape.push_back(a.shape()[static_cast<int>(d)]);
    strides.push_back(a.strides()[static_cast<int>(d)]);
  }
  return a.with_layout(a.data(), shape, strides);
}

Dims natural_order(int ndim) {
  Dims order;
  for (int d = 0; d < ndim; ++d) order.push_back(d);
  return order;
}

}  // namespace

Array transpose(const Array& a, std::optional<Axes> axes) {
  Dims order;
  if (axes) {
    if (axes->size() != static_cast<std::size_t>(a.ndim()))
      throw ValueError(format("axes must name all %d axes of a, got %zu", a.ndim(), axes->size()));
    order = normalise_axes(*axes, a.ndim(), "axes");
  } else {
    order = natural_order(a.ndim());
    std::reverse(order.begin(), order.end());
  }
  return permuted(a, order);
}

Array swapaxes(const Array& a, int64_t axis1, int64_t axis2) {
  Dims order = natural_order(a.ndim());
  std::swap(order[normalise_axis(axis1, a.ndim(), "axis1")], order[normalise_axis(axis2, a.ndim(), "axis2")]);
  return permuted(a, order);
}

Array moveaxis(const Array& a, Axes source, Axes destination) {
  if (source.size() != destination.size())
    throw ValueError(
        format("destination must name as many axes as source (%zu), got %zu", source.size(), destination.size()));
  const Dims from = normalise_axes(source, a.ndim(), "source"),
             to = normalise_axes(destination, a.ndim(), "destination");
  Dims order;
  for (int d = 0; d < a.ndim(); ++d)
    if (std::find(from.begin(), from.end(), d) == from.end()) order.push_back(d);
  // Filled from the front, so that each place is final when it is taken.
  Dims turn = natural_order(to.size());
  std::sort(turn.begin(), turn.end(),
            [&](int64_t x, int64_t y) { return to[static_cast<int>(x)] < to[static_cast<int>(y)]; });
  for (int64_t k : turn) order.insert(static_cast<int>(to[static_cast<int>(k)]), from[static_cast<int>(k)]);
  return permuted(a, order);
}

Array flip(const Array& a, std::optional<Axes> axes) {
  const Dims which = axes ? normalise_axes(*axes, a.ndim()) : natural_order(a.ndim());
  Dims strides = a.strides();
  std::byte* data = a.data();
  for (int64_t axis : which) {
    const int d = static_cast<int>(axis);
    if (a.shape()[d] > 0) data += (a.shape()[d] - 1) * strides[d];
    strides[d] = -strides[d];
  }
  return a.with_layout(data, a.shape(), strides);
}

Array rot90(const Array& a, int64_t k, int64_t axis1, int64_t axis2) {
  if (a.ndim() < 2) throw ValueError("a must have at least 2 axes, got shape " + shape_text(a.shape()));
  const int64_t pair[] = {axis1, axis2};
  const Dims axes = normalise_axes(pair, a.ndim(), "axes");
  const Axes second(axes.data() + 1, 1);
  switch (((k % 4) + 4) % 4) {
    case 1: return swapaxes(flip(a, second), axes[0], axes[1]);
    case 2: return flip(a, Axes(axes));
    case 3: return flip(swapaxes(a, axes[0], axes[1]), second);
    default: return a;
  }
}

}  // namespace perilune
