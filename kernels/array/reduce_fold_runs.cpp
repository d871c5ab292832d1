// Folds along the axis of the smallest step: each output has its own stretch of neighbours.

#include <algorithm>

#include "kernels/array/gather.h"
#include "kernels/array/reduce_fold.h"
#include "kernels/array/scratch.h"
#include "kernels/core/parallel.h"

namespace perilune::reduction {

namespace {

constexpr std::int64_t tile = 256;            // outputs that are finished together
constexpr std::int64_t gather_bytes = 16384;  // of elements that are not contiguous or of another dtype, at a time
constexpr std::int64_t largest_accumulator = 16;

// What one output folds, cut into pieces: parts of one run, or, where runs are short, several runs gathered together.
class Pieces {
 public:
  Pieces(const Fold& fold, const Plan& plan, DType source) : fold_(fold), plan_(plan), source_(source) {
    const int last = plan.folded_axes - 1;
    item_ = static_cast<std::int64_t>(itemsize(fold.element));
    run_ = last >= 0 ? plan.fold[last].length : 1;
    stride_ = last >= 0 ? plan.fold[last].stride : item_;
    const std::int64_t runs = plan.folded / run_;
    direct_ = source == fold.element && stride_ == item_;
    if (runs > 1 && run_ < 128) {
      direct_ = false;
      bundle_ = std::min(gather_bytes / item_ / run_, runs);
      pieces_ = (runs + bundle_ - 1) / bundle_;
    } else {
      length_ = (direct_ && !fold.settled ? std::int64_t{1} << 18 : gather_bytes) / item_;
      per_run_ = (run_ + length_ - 1) / length_;
      pieces_ = runs * per_run_;
    }
  }

  std::int64_t count() const { return pieces_; }
  std::int64_t bytes_each() const { return bundle_ ? bundle_ * run_ * item_ : std::min(length_, run_) * item_; }
  bool direct() const { return direct_; }
  std::int64_t run() const { return run_; }

  // The piece's elements, in place or in `buffer`.
  std::pair<const std::byte*, std::int64_t> read(const std::byte* origin, std::int64_t piece, std::byte* buffer) const {
    const int outer = plan_.folded_axes - 1;
    if (bundle_) {
      const std::int64_t first = piece * bundle_, last = std::min(first + bundle_, plan_.folded / run_);
      for (std::int64_t r = first; r < last; ++r)
        gather(source_, fold_.element, origin + folded_offset(plan_, outer, r), stride_, run_,
               buffer + (r - first) * run_ * item_);
      return {buffer, (last - first) * run_};
    }
    const std::int64_t start = piece % per_run_ * length_, n = std::min(length_, run_ - start);
    const std::byte* at = origin + folded_offset(plan_, outer, piece / per_run_) + start * stride_;
    if (direct_) return {at, n};
    gather(source_, fold_.element, at, stride_, n, buffer);
    return {buffer, n};
  }

 private:
  const Fold& fold_;
  const Plan& plan_;
  DType source_;
  std::int64_t item_, run_, stride_, pieces_, length_ = 0, per_run_ = 1;
  std::int64_t bundle_ = 0;  // runs gathered in a piece; 0: a piece lies inside a run
  bool direct_;
};

// Short contiguous runs: many outputs in one call.
void fold_tiles(Context& ctx, const Fold& fold, const Plan& plan, std::int64_t run, const std::byte* centre,
                Finish finish) {
  const int outer = std::max(plan.kept_axes - 1, 0);
  const KeptAxis inner = plan.kept_axes > 0 ? plan.keep[outer] : KeptAxis{1, 0, 0};
  const std::int64_t row_bytes = run * static_cast<std::int64_t>(itemsize(fold.element));
  const std::int64_t rows = std::clamp<std::int64_t>(parallel_bytes / 4 / row_bytes, 1, tile);
  const std::int64_t tiles = (inner.length + rows - 1) / rows, units = plan.kept / inner.length * tiles;
  const std::int64_t unit_bytes = std::min(rows, inner.length) * row_bytes;
  parallel_for(ctx, units, parallel_bytes / unit_bytes + 1, [&](std::int64_t begin, std::int64_t end) {
    alignas(64) std::byte accumulators[tile * largest_accumulator];
    for (std::int64_t unit = begin; unit < end; ++unit) {
      ctx.poll();
      const KeptOffset at = kept_offset(plan, outer, unit / tiles);
      const std::int64_t first = unit % tiles * rows, count = std::min(rows, inner.length - first);
      const std::int64_t index = unit / tiles * inner.length + first;
      fold.loops.runs(plan.in + at.in + first * inner.in_stride, run, inner.in_stride, count, accumulators,
                      centre ? centre + index * fold.accumulator : nullptr);
      finish(accumulators, count, plan.out + at.out + first * inner.out_stride, inner.out_stride);
    }
  });
}

}  // namespace

void run_fold_runs(Context& ctx, const Fold& fold, const Plan& plan, DType source, const std::byte* centre,
                   Finish finish) {
  const Pieces pieces(fold, plan, source);
  if (pieces.direct() && pieces.count() == 1) {
    fold_tiles(ctx, fold, plan, pieces.run(), centre, finish);
    return;
  }
  const std::int64_t stretch = stretch_of(pieces.count(), pieces.bytes_each(), plan.kept);
  const std::int64_t stretches = (pieces.count() + stretch - 1) / stretch;
  const std::int64_t unit_bytes = stretch * pieces.bytes_each();
  Array partial;
  if (stretches > 1) partial = Array::empty(ctx, DType::uint8, {plan.kept, stretches, fold.accumulator});
  const std::int64_t grain = stretches > 1 ? 1 : parallel_bytes / unit_bytes + 1;
  const std::int64_t units = plan.kept * stretches;
  Scratch buffers(ctx, pieces.direct() ? 0 : gather_bytes, (units + grain - 1) / grain);
  parallel_for(ctx, units, grain, [&](std::int64_t begin, std::int64_t end) {
    const Scratch::Loan buffer(buffers);
    alignas(64) std::byte memory[64 * largest_accumulator];
    for (std::int64_t unit = begin; unit < end; ++unit) {
      const std::int64_t output = unit / stretches, first = unit % stretches * stretch;
      const KeptOffset at = kept_offset(plan, plan.kept_axes, output);
      const std::byte* around = centre ? centre + output * fold.accumulator : nullptr;
      Cascade cascade(fold, 1, memory);
      const std::byte* result = nullptr;
      for (std::int64_t piece = first; piece < std::min(first + stretch, pieces.count()) && !result; ++piece) {
        ctx.poll();
        const auto [p, n] = pieces.read(plan.in + at.in, piece, buffer.data());
        fold.loops.runs(p, n, 0, 1, cascade.top(), around);
        if (fold.settled && fold.settled(cascade.top(), n)) result = cascade.top();
        else cascade.push();
      }
      if (!result) result = cascade.result();
      if (stretches > 1)
        std::memcpy(partial.data() + unit * fold.accumulator, result, static_cast<std::size_t>(fold.accumulator));
      else finish(result, 1, plan.out + at.out, 0);
    }
  });
  if (stretches == 1) return;
  alignas(64) std::byte memory[64 * largest_accumulator];
  for (std::int64_t output = 0; output < plan.kept; ++output) {
    Cascade cascade(fold, 1, memory);
    for (std::int64_t s = 0; s < stretches; ++s) {
      std::memcpy(cascade.top(), partial.data() + (output * stretches + s) * fold.accumulator,
                  static_cast<std::size_t>(fold.accumulator));
      cascade.push();
    }
    finish(cascade.result(), 1, plan.out + kept_offset(plan, plan.kept_axes, output).out, 0);
  }
}

}  // namespace perilune::reduction
