#include "kernels/array/elementwise.h"
#include "kernels/array/index_offsets.h"

namespace perilune {

using namespace indexing;

std::vector<Array> open_grid(Context& ctx, std::span<const View> lists) {
  const int n = static_cast<int>(lists.size());
  if (n > max_ndim) throw ValueError(format("a grid has at most %d lists, got %d", max_ndim, n));
  std::vector<Array> grid;
  for (int i = 0; i < n; ++i) {
    const View& list = lists[static_cast<std::size_t>(i)];
    if (list.ndim != 1)
      throw ShapeError(format("list %d must have one axis, got shape %s", i + 1, shape_text(list.dims()).c_str()));
    Array positions;
    if (list.dtype == DType::bool_) {
      // Steps of 1 turn byte offsets into positions from 0.
      const std::int64_t stride = 1;
      positions = mask_offsets(ctx, list, &stride, count_true(ctx, list)).owned;
      for (std::int64_t k = 0; k < positions.size(); ++k) ++positions.as<std::int64_t>()[k];
    } else {
      positions = contiguous_copy(ctx, list);
    }
    Dims shape, strides;
    for (int d = 0; d < n; ++d) {
      shape.push_back(d == i ? positions.size() : 1);
      strides.push_back(static_cast<std::int64_t>(itemsize(positions.dtype())));
    }
    grid.push_back(positions.with_layout(positions.data(), shape, strides));
  }
  return grid;
}

}  // namespace perilune
