#include "kernels/array/elementwise_axes.h"

#include <algorithm>

namespace perilune::loops {

namespace {

constexpr std::int64_t buffer_bytes = 8192;  // per operand: a handful fit in the first-level cache together
constexpr std::int64_t bite_bytes = 4096;    // of the widest operand, when results go past the caches
constexpr std::int64_t poll_elements = 16384;
constexpr std::int64_t long_row = 128;  // from here on, rows one by one beat gathering them

// Everything about one walk that its pieces share.
struct Plan {
  const Axes& axes;
  const Cut& cut;
  Isa isa;
  bool writes;
  PieceBody body;
  const Operand* operands;
  std::size_t item[max_operands], item_as[max_operands];
  bool together[max_operands];  // a box of it is one run of memory
  bool repeated[max_operands];  // a box of it is one value
  UnaryLoop cast_loop[max_operands];
  std::int64_t streamed;  // not 0: so many results at a time are made in a buffer and written past the caches

  void study(int k) {
    const Operand& operand = operands[k];
    item[k] = itemsize(operand.view.dtype);
    item_as[k] = itemsize(operand.as);
    together[k] = true;
    repeated[k] = operand.repeats;
    auto expected = static_cast<std::int64_t>(item[k]);
    bool whole = true;  // the axes below are not cut
    for (int i = 0; i < axes.ndim; ++i) {
      if (cut.box[i] == 1) continue;
      if (axes.stride[k][i] != expected || !whole) together[k] = false;
      if (axes.stride[k][i] != 0) repeated[k] = false;
      expected *= cut.box[i];
      whole &= cut.box[i] == axes.shape[i];
    }
    cast_loop[k] = nullptr;
    if (operand.as != operand.view.dtype)
      cast_loop[k] = writes && k == 0 ? cast(isa, operand.as, operand.view.dtype, false)
                                      : cast(isa, operand.view.dtype, operand.as, false);
  }
  Fault run(Context& ctx, std::int64_t begin, std::int64_t end) const;
  Fault run_streamed(Piece piece, std::byte* to, std::byte* buffer) const;

 private:
  // The axes that a box spans, as copy_box wants them; `packed` are the strides of a buffer that holds it.
  struct Span {
    int ndim = 0;
    std::int64_t extent[max_ndim], stride[max_ndim], packed[max_ndim];
  };
  Span span_of(int k, const Place& place) const {
    Span span;
    auto step = static_cast<std::int64_t>(item[k]);
    for (int i = 0; i < axes.ndim; ++i) {
      if (cut.box[i] == 1) continue;
      span.extent[span.ndim] = place.extent[i];
      span.stride[span.ndim] = axes.stride[k][i];
      span.packed[span.ndim++] = step;
      step *= place.extent[i];
    }
    return span;
  }
  void gather(int k, const Place& place, const std::byte* from, std::byte* to) const {
    const Span span = span_of(k, place);
    copy_box(item[k], span.ndim, span.extent, from, span.stride, to, span.packed);
  }
  void scatter(const Place& place, const std::byte* from, std::byte* to) const {
    const Span span = span_of(0, place);
    copy_box(item[0], span.ndim, span.extent, from, span.packed, to, span.stride);
  }
};

// The body in small bites, so that results are still in the first-level cache when they are sent on.
Fault Plan::run_streamed(Piece piece, std::byte* to, std::byte* buffer) const {
  Fault fault = 0;
  piece.data[0] = buffer;
  for (std::int64_t left = piece.n; left > 0; left -= piece.n) {
    piece.n = std::min(left, streamed);
    fault |= body(piece);
    const std::int64_t bytes = piece.n * static_cast<std::int64_t>(item[0]);
    stream(to, buffer, bytes);
    to += bytes;
    for (int k = 1; k < axes.operands; ++k)
      piece.data[k] =
          static_cast<std::byte*>(piece.data[k]) + piece.n * piece.step[k] * static_cast<std::int64_t>(item_as[k]);
  }
  return fault;
}

struct Buffers {
  alignas(64) std::byte raw[max_operands][buffer_bytes];
  alignas(64) std::byte typed[max_operands][buffer_bytes];
};

Fault Plan::run(Context& ctx, std::int64_t begin, std::int64_t end) const {
  Buffers buffers;
  const std::byte* held[max_operands] = {};  // the box that an operand's buffer holds
  std::int64_t held_n[max_operands] = {};
  Fault fault = 0;
  Place place(axes, cut, begin);
  std::int64_t since_poll = 0;
  for (std::int64_t index = begin;;) {
    Piece piece;
    piece.n = place.n;
    for (int k = writes; k < axes.operands; ++k) {
      const std::byte* p = place.address(axes, cut, k);
      if (repeated[k]) {
        piece.step[k] = 0;
        piece.data[k] = buffers.typed[k];
        if (held[k] == p) continue;
        const std::byte* value = p;
        if (cast_loop[k]) {
          fault |= cast_loop[k](1, p, buffers.raw[k]);
          value = buffers.raw[k];
        }
        splat(item_as[k], value, chunk_bytes / static_cast<std::int64_t>(item_as[k]), buffers.typed[k]);
        held[k] = p;
        continue;
      }
      piece.step[k] = 1;
      if (together[k] && !cast_loop[k]) {
        piece.data[k] = const_cast<std::byte*>(p);
        continue;
      }
      piece.data[k] = cast_loop[k] ? buffers.typed[k] : buffers.raw[k];
      if (held[k] == p && held_n[k] == place.n) continue;
      const std::byte* run = p;
      if (!together[k]) {
        gather(k, place, p, buffers.raw[k]);
        run = buffers.raw[k];
      }
      if (cast_loop[k]) fault |= cast_loop[k](place.n, run, buffers.typed[k]);
      held[k] = p;
      held_n[k] = place.n;
    }
    if (writes) {
      std::byte* p = place.address(axes, cut, 0);
      piece.step[0] = 1;
      const bool direct = together[0] && !cast_loop[0];
      piece.data[0] = direct ? p : buffers.typed[0];
      fault |= streamed ? run_streamed(piece, p, buffers.typed[0]) : body(piece);
      if (!direct) {
        std::byte* run = together[0] ? p : buffers.raw[0];
        if (cast_loop[0]) fault |= cast_loop[0](place.n, buffers.typed[0], run);
        else run = buffers.typed[0];
        if (!together[0]) scatter(place, run, p);
      }
    } else {
      fault |= body(piece);
    }
    if ((fault & stop) || ++index == end) break;
    if ((since_poll += place.n) >= poll_elements) {
      ctx.poll();
      since_poll = 0;
    }
    place.next(axes, cut);
  }
  if (streamed) stream_fence();
  return fault;
}

}  // namespace

Fault walk(Context& ctx, Isa isa, std::span<const std::int64_t> shape, std::span<const Operand> operands, bool writes,
           Cost cost, PieceBody body) {
  if (empty(shape)) return 0;
  const Axes axes(shape, operands, writes);
  bool rows = axes.ndim <= 1 || axes.shape[0] >= long_row;
  std::size_t largest = 1, items[max_operands] = {};
  for (int k = 0; k < axes.operands; ++k) {
    const Operand& operand = operands[static_cast<std::size_t>(k)];
    items[k] = itemsize(operand.view.dtype);
    largest = std::max({largest, items[k], itemsize(operand.as)});
    const std::int64_t inner = axes.ndim ? axes.stride[k][0] : 0;
    const bool run = axes.ndim == 0 || inner == static_cast<std::int64_t>(items[k]) || (inner == 0 && operand.repeats);
    rows &= run && operand.as == operand.view.dtype;
  }
  Cut cut;
  const std::int64_t budget = buffer_bytes / static_cast<std::int64_t>(largest), grain = grain_of(cost);
  if (rows) cut.rows(axes, grain);
  else cut.blocks(axes, items, std::min(budget, grain));
  Plan plan{axes, cut, isa, writes, body, operands.data(), {}, {}, {}, {}, {}, 0};
  for (int k = 0; k < axes.operands; ++k) plan.study(k);
  bool streams = writes && plan.together[0] && !plan.cast_loop[0] &&
                 checked_size(shape) >= stream_bytes / static_cast<std::int64_t>(items[0]);
  for (int k = 1; streams && k < axes.operands; ++k)
    streams = !may_overlap(operands[static_cast<std::size_t>(k)].view, operands[0].view);
  if (streams) plan.streamed = bite_bytes / static_cast<std::int64_t>(largest);
  return over_pieces(ctx, cost, cut.boxes, cut.box_size,
                     [&](std::int64_t begin, std::int64_t end) { return plan.run(ctx, begin, end); });
}

}  // namespace perilune::loops
