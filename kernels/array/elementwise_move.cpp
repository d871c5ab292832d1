// move(): the same elements in another layout.

#include <cstring>

#include "kernels/array/elementwise_axes.h"

namespace perilune::loops {

namespace {
constexpr std::int64_t box_elements = 4096;
}

void move(Context& ctx, const View& from, const View& to) {
  if (empty(to.dims())) return;
  const std::size_t item = itemsize(to.dtype);
  const Operand operands[] = {{to}, {from}};
  const Axes axes(to.dims(), operands, true);
  const auto step = static_cast<std::int64_t>(item);
  if (axes.ndim == 0 || (axes.ndim == 1 && axes.stride[0][0] == step && axes.stride[1][0] == step)) {
    const std::int64_t n = axes.ndim ? axes.shape[0] : 1;
    run_flat(ctx, Cost::memory, n, [&](std::int64_t begin, std::int64_t end) -> Fault {
      const std::int64_t bytes = (end - begin) * step;
      if (n * step < stream_bytes) {
        std::memcpy(axes.data[0] + begin * step, axes.data[1] + begin * step, static_cast<std::size_t>(bytes));
      } else {
        stream(axes.data[0] + begin * step, axes.data[1] + begin * step, bytes);
        stream_fence();
      }
      return 0;
    });
    return;
  }
  Cut cut;
  const std::size_t items[] = {item, item};
  cut.blocks(axes, items, box_elements);
  over_pieces(ctx, Cost::memory, cut.boxes, cut.box_size, [&](std::int64_t begin, std::int64_t end) -> Fault {
    Place place(axes, cut, begin);
    for (std::int64_t index = begin;;) {
      std::int64_t extent[max_ndim], from_stride[max_ndim], to_stride[max_ndim];
      int ndim = 0;
      for (int i = 0; i < axes.ndim; ++i) {
        if (cut.box[i] == 1) continue;
        extent[ndim] = place.extent[i];
        from_stride[ndim] = axes.stride[1][i];
        to_stride[ndim++] = axes.stride[0][i];
      }
      copy_box(item, ndim, extent, place.address(axes, cut, 1), from_stride, place.address(axes, cut, 0), to_stride);
      if (++index == end) return 0;
      if (index % 4 == 0) ctx.poll();
      place.next(axes, cut);
    }
  });
}

}  // namespace perilune::loops
