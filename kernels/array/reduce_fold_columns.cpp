// Folds across the axis of the smallest step: rows stream through memory into a row of accumulators.

#include <algorithm>

#include "kernels/array/gather.h"
#include "kernels/array/reduce_fold.h"
#include "kernels/array/scratch.h"
#include "kernels/core/parallel.h"

namespace perilune::reduction {

namespace {

constexpr std::int64_t tile_bytes = 8192;       // of accumulators side by side: they and a few levels stay in the cache
constexpr std::int64_t gathered_columns = 128;  // at a time, when rows are not contiguous or of another dtype
constexpr std::int64_t widened_bytes = 1024;

// The fold of one stretch of rows into one tile of columns.
struct Layout {
  const Fold& fold;
  const Plan& plan;
  DType source;
  int outer_kept, outer_folded;
  std::int64_t item, columns, column_step, column_out, rows, row_step;
  std::int64_t widening = 1;  // rows that are read as one, where rows are short and lie end to end
  std::int64_t tile, tiles, leaves_per_run, leaves;
  bool direct;

  Layout(const Fold& f, const Plan& p, DType s) : fold(f), plan(p), source(s) {
    outer_kept = plan.kept_axes - 1;
    outer_folded = std::max(plan.folded_axes - 1, 0);
    item = static_cast<std::int64_t>(itemsize(fold.element));
    const KeptAxis inner = plan.keep[outer_kept];
    columns = inner.length;
    column_step = inner.in_stride;
    column_out = inner.out_stride;
    rows = plan.folded_axes > 0 ? plan.fold[outer_folded].length : 1;
    row_step = plan.folded_axes > 0 ? plan.fold[outer_folded].stride : 0;
    direct = source == fold.element && (column_step == item || columns == 1);
    if (direct && row_step == columns * item && plan.folded_axes == 1)
      while (widening < 64 && widening * 2 * row_step <= widened_bytes && widening * 16 <= rows) widening *= 2;
    if (widening > 1) {
      tile = columns;
    } else {
      const std::int64_t most = direct ? tile_bytes / fold.accumulator : gathered_columns;
      const std::int64_t parts = (columns + most - 1) / most;
      tile = std::min(columns, ((columns + parts - 1) / parts + 63) / 64 * 64);
    }
    tiles = (columns + tile - 1) / tile;
    leaves_per_run = (rows / widening + max_rows - 1) / max_rows;
    leaves = plan.folded / rows * leaves_per_run;
  }

  // A leaf is max_rows rows at most.
  void fold_leaf(const std::byte* origin, std::int64_t leaf, std::int64_t count, std::byte* accumulators,
                 const std::byte* centre, std::byte* buffer) const {
    const std::int64_t first = leaf % leaves_per_run * max_rows;
    const std::int64_t n = std::min(max_rows, rows / widening - first);
    const std::int64_t step = row_step * widening;
    const std::byte* at = origin + folded_offset(plan, outer_folded, leaf / leaves_per_run) + first * step;
    if (direct) {
      fold.loops.columns(at, step, n, count * widening, accumulators, centre);
      return;
    }
    for (std::int64_t r = 0; r < n; ++r)
      gather(source, fold.element, at + r * step, column_step, count, buffer + r * count * item);
    fold.loops.columns(buffer, count * item, n, count, accumulators, centre);
  }

  // Brings the accumulators of widened rows together and adds the rows that were left over.
  void narrow(const std::byte* origin, std::byte* accumulators, const std::byte* centre) const {
    for (std::int64_t half = widening / 2; half >= 1; half /= 2)
      fold.merge(accumulators, accumulators + half * columns * fold.accumulator, half * columns);
    const std::int64_t done = rows / widening * widening;
    if (done == rows) return;
    std::byte rest[widened_bytes * 16];
    fold.loops.columns(origin + done * row_step, row_step, rows - done, columns, rest, centre);
    fold.merge(accumulators, rest, columns);
  }
};

}  // namespace

void run_fold_columns(Context& ctx, const Fold& fold, const Plan& plan, DType source, const std::byte* centre,
                      Finish finish) {
  const Layout layout(fold, plan, source);
  const std::int64_t width = layout.tile * layout.widening * fold.accumulator;  // of a row of accumulators
  const std::int64_t outputs = plan.kept / layout.columns * layout.tiles;
  const std::int64_t leaf_bytes = std::min(layout.rows, max_rows * layout.widening) * layout.tile * layout.item;
  const std::int64_t stretch = stretch_of(layout.leaves, leaf_bytes, outputs);
  const std::int64_t stretches = (layout.leaves + stretch - 1) / stretch, units = outputs * stretches;
  const std::int64_t grain = stretches > 1 ? 1 : parallel_bytes / (stretch * leaf_bytes) + 1;

  const std::int64_t memory_bytes = Cascade::levels_for(stretch) * width;
  const std::int64_t centre_bytes = centre && layout.widening > 1 ? width : 0;
  const std::int64_t buffer_bytes = layout.direct ? 0 : max_rows * layout.tile * layout.item;
  constexpr std::int64_t near_bytes = 8192;
  const bool near = memory_bytes + centre_bytes + buffer_bytes <= near_bytes;
  Scratch far(ctx, near ? 0 : memory_bytes + centre_bytes + buffer_bytes, (units + grain - 1) / grain);
  Array partial;
  if (stretches > 1) partial = Array::empty(ctx, DType::uint8, {units, width});

  const auto finish_unit = [&](std::int64_t output, const std::byte* accumulators) {
    const std::int64_t first = output % layout.tiles * layout.tile,
                       count = std::min(layout.tile, layout.columns - first);
    const KeptOffset at = kept_offset(plan, layout.outer_kept, output / layout.tiles);
    finish(accumulators, count, plan.out + at.out + first * layout.column_out, layout.column_out);
  };
  const auto narrow = [&](std::int64_t output, const std::byte* accumulators) {
    if (layout.widening == 1) return;
    const std::byte* around = centre ? centre + output * layout.columns * fold.accumulator : nullptr;
    layout.narrow(plan.in + kept_offset(plan, layout.outer_kept, output).in, const_cast<std::byte*>(accumulators),
                  around);
  };

  parallel_for(ctx, units, grain, [&](std::int64_t begin, std::int64_t end) {
    alignas(64) std::byte close[near_bytes];
    const Scratch::Loan loan(far);
    std::byte* memory = near ? close : loan.data();
    std::byte* repeated = memory + memory_bytes;
    std::byte* buffer = repeated + centre_bytes;
    for (std::int64_t unit = begin; unit < end; ++unit) {
      const std::int64_t output = unit / stretches, leaf = unit % stretches * stretch;
      const std::int64_t first = output % layout.tiles * layout.tile,
                         count = std::min(layout.tile, layout.columns - first);
      const KeptOffset at = kept_offset(plan, layout.outer_kept, output / layout.tiles);
      const std::byte* around =
          centre ? centre + (output / layout.tiles * layout.columns + first) * fold.accumulator : nullptr;
      if (centre_bytes > 0) {
        for (std::int64_t w = 0; w < layout.widening; ++w)
          std::memcpy(repeated + w * layout.columns * fold.accumulator, around,
                      static_cast<std::size_t>(layout.columns * fold.accumulator));
        around = repeated;
      }
      Cascade cascade(fold, count * layout.widening, memory);
      for (std::int64_t i = leaf; i < std::min(leaf + stretch, layout.leaves); ++i) {
        ctx.poll();
        layout.fold_leaf(plan.in + at.in + first * layout.column_step, i, count, cascade.top(), around, buffer);
        cascade.push();
      }
      const std::byte* result = cascade.result();
      if (stretches > 1) {
        std::memcpy(partial.data() + unit * width, result,
                    static_cast<std::size_t>(count * layout.widening * fold.accumulator));
      } else {
        narrow(output, result);
        finish_unit(output, result);
      }
    }
  });
  if (stretches == 1) return;
  Array memory = Array::empty(ctx, DType::uint8, {Cascade::levels_for(stretches) * width});
  for (std::int64_t output = 0; output < outputs; ++output) {
    const std::int64_t count = std::min(layout.tile, layout.columns - output % layout.tiles * layout.tile);
    Cascade cascade(fold, count * layout.widening, memory.data());
    for (std::int64_t s = 0; s < stretches; ++s) {
      std::memcpy(cascade.top(), partial.data() + (output * stretches + s) * width,
                  static_cast<std::size_t>(count * layout.widening * fold.accumulator));
      cascade.push();
    }
    const std::byte* result = cascade.result();
    narrow(output, result);
    finish_unit(output, result);
  }
}

}  // namespace perilune::reduction
