#include "kernels/array/lines.h"

#include <algorithm>

#include "kernels/array/elementwise_walk.h"
#include "kernels/array/reduce_fold.h"
#include "kernels/array/reduce_plan.h"
#include "kernels/array/scratch.h"
#include "kernels/core/parallel.h"

namespace perilune {

namespace {

constexpr std::int64_t long_line = std::int64_t{1} << 19;     // bytes: such lines are worked on one after the other
constexpr std::int64_t buffer_bytes = std::int64_t{1} << 18;  // of lines that are gathered together

// Elements [0, length) of `count` neighbouring lines, between their array and a buffer with one line after the other.
void move_lines(std::size_t item, std::int64_t length, std::int64_t count, std::byte* from, std::int64_t from_along,
                std::int64_t from_across, std::byte* to, std::int64_t to_along, std::int64_t to_across) {
  // Innermost: what lies closest in the array.
  const bool across = std::abs(from_across) < std::abs(from_along) || std::abs(to_across) < std::abs(to_along);
  const std::int64_t extent[2] = {across ? count : length, across ? length : count};
  const std::int64_t from_stride[2] = {across ? from_across : from_along, across ? from_along : from_across};
  const std::int64_t to_stride[2] = {across ? to_across : to_along, across ? to_along : to_across};
  loops::copy_box(item, 2, extent, from, from_stride, to, to_stride);
}

}  // namespace

void walk_lines(Context& ctx, const View& in, int axis, const View& out, std::int64_t scratch_bytes,
                FunctionRef<void(const Line&)> work) {
  bool folded[max_ndim] = {};
  folded[axis] = true;
  reduction::Plan plan = reduction::make_plan(in, folded, out.data, out.strides);
  const std::int64_t length = in.shape[axis], out_length = out.shape[axis];
  const std::int64_t along = in.strides[axis], out_along = out.strides[axis];
  if (along < 0 && length > 0) plan.in -= (length - 1) * along;    // the plan starts at the low end
  if (plan.kept == 0 || (length == 0 && out_length == 0)) return;  // of empty lines there may be any number
  const auto item = static_cast<std::int64_t>(itemsize(in.dtype)),
             out_item = static_cast<std::int64_t>(itemsize(out.dtype));
  const bool read_direct = along == item || length <= 1, write_direct = out_along == out_item || out_length <= 1;
  const bool same = in.data == out.data && in.dtype == out.dtype;

  const int outer = std::max(plan.kept_axes - 1, 0);
  const reduction::KeptAxis inner = plan.kept_axes > 0 ? plan.keep[outer] : reduction::KeptAxis{1, 0, 0};
  const std::int64_t in_bytes = (length * item + 63) / 64 * 64, out_bytes = (out_length * out_item + 63) / 64 * 64;
  std::int64_t together = 1;  // lines that are gathered at once
  if (!read_direct || !write_direct)
    together = std::clamp<std::int64_t>(buffer_bytes / std::max<std::int64_t>(in_bytes + out_bytes, 1), 1, 16);
  const std::int64_t groups = (inner.length + together - 1) / together, units = plan.kept / inner.length * groups;
  const bool alone = length * item >= long_line || units == 1;
  const std::int64_t grain =
      alone ? 1 : (std::int64_t{1} << 16) / std::max<std::int64_t>(length * item * together, 64) + 1;
  const std::int64_t buffers = (read_direct ? 0 : together * in_bytes) + (write_direct ? 0 : together * out_bytes);
  Scratch scratch(ctx, buffers + scratch_bytes, alone ? 1 : (units + grain - 1) / grain);

  const auto run = [&](std::int64_t begin, std::int64_t end) {
    const Scratch::Loan loan(scratch);
    std::byte* const in_buffer = loan.data();
    std::byte* const out_buffer = in_buffer + (read_direct ? 0 : together * in_bytes);
    std::byte* const extra = loan.data() + buffers;
    for (std::int64_t unit = begin; unit < end; ++unit) {
      ctx.poll();
      const reduction::KeptOffset at = reduction::kept_offset(plan, outer, unit / groups);
      const std::int64_t first = unit % groups * together, count = std::min(together, inner.length - first);
      std::byte* from = const_cast<std::byte*>(plan.in) + at.in + first * inner.in_stride;
      std::byte* to = plan.out + at.out + first * inner.out_stride;
      if (!read_direct)
        move_lines(itemsize(in.dtype), length, count, from, along, inner.in_stride, in_buffer, item, in_bytes);
      for (std::int64_t k = 0; k < count; ++k) {
        const std::byte* x = read_direct ? from + k * inner.in_stride : in_buffer + k * in_bytes;
        std::byte* y = write_direct ? to + k * inner.out_stride
                       : same       ? const_cast<std::byte*>(x)
                                    : out_buffer + k * out_bytes;
        work({x, y, extra, alone});
      }
      if (!write_direct)
        move_lines(itemsize(out.dtype), out_length, count, same ? in_buffer : out_buffer, out_item,
                   same ? in_bytes : out_bytes, to, out_along, inner.out_stride);
    }
  };
  if (alone)
    for (std::int64_t unit = 0; unit < units; ++unit) run(unit, unit + 1);
  else parallel_for(ctx, units, grain, run);
}

}  // namespace perilune
