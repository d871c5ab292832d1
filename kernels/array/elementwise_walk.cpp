#include "kernels/array/elementwise_walk.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <numeric>

#include "kernels/core/parallel.h"

namespace perilune::loops {

namespace {

constexpr std::int64_t buffer_bytes = 8192;  // per operand: a handful fit in the first-level cache together
constexpr std::int64_t poll_elements = 16384;
constexpr std::int64_t long_row = 128;  // from here on, rows one by one beat gathering them
constexpr std::int64_t tile = 32;

struct Work {
  std::int64_t threshold, grain;
};
// From how many elements on a second thread pays, and the smallest piece worth handing out (measured).
constexpr Work work_of(Cost cost) {
  switch (cost) {
    case Cost::memory:
      return {32768, 8192};
    case Cost::vector_math:
      return {4096, 1024};
    default:
      return {512, 128};
  }
}

// Axes of length 1 dropped, the others ordered from the innermost out and merged.
struct Axes {
  int ndim = 0, operands = 0;
  std::int64_t shape[max_ndim];
  std::int64_t stride[max_operands][max_ndim];
  std::byte* data[max_operands];

  Axes(std::span<const std::int64_t> dims, std::span<const Operand> views, bool writes)
      : operands(static_cast<int>(views.size())) {
    for (int k = 0; k < operands; ++k) data[k] = views[static_cast<std::size_t>(k)].view.data;
    for (int axis = static_cast<int>(dims.size()) - 1; axis >= 0; --axis) {
      if (dims[static_cast<std::size_t>(axis)] == 1) continue;
      shape[ndim] = dims[static_cast<std::size_t>(axis)];
      for (int k = 0; k < operands; ++k) {
        const View& v = views[static_cast<std::size_t>(k)].view;
        const int own = axis - static_cast<int>(dims.size()) + v.ndim;
        stride[k][ndim] = own < 0 || v.shape[own] == 1 ? 0 : v.strides[own];
      }
      ++ndim;
    }
    turn_forward();
    order(writes);
    merge();
  }

 private:
  // An axis that the first operand walks backwards is walked backwards by all.
  void turn_forward() {
    for (int i = 0; i < ndim; ++i) {
      if (stride[0][i] >= 0) continue;
      for (int k = 0; k < operands; ++k) {
        data[k] += (shape[i] - 1) * stride[k][i];
        stride[k][i] = -stride[k][i];
      }
    }
  }
  std::int64_t key(int axis, bool writes) const {
    if (writes) return stride[0][axis];
    std::int64_t most = 0;
    for (int k = 0; k < operands; ++k) most = std::max(most, std::abs(stride[k][axis]));
    return most;
  }
  void swap_axes(int i, int j) {
    std::swap(shape[i], shape[j]);
    for (int k = 0; k < operands; ++k) std::swap(stride[k][i], stride[k][j]);
  }
  void order(bool writes) {
    for (int i = 1; i < ndim; ++i)
      for (int j = i; j > 0 && key(j, writes) < key(j - 1, writes); --j) swap_axes(j, j - 1);
  }
  void merge() {
    int last = 0;
    for (int i = 1; i < ndim; ++i) {
      bool fits = true;
      for (int k = 0; k < operands; ++k) fits &= stride[k][i] == stride[k][last] * shape[last];
      if (fits) {
        shape[last] *= shape[i];
        continue;
      }
      ++last;
      shape[last] = shape[i];
      for (int k = 0; k < operands; ++k) stride[k][last] = stride[k][i];
    }
    ndim = ndim ? last + 1 : 0;
  }
};

// How the axes are cut into boxes.
struct Cut {
  std::int64_t box[max_ndim], count[max_ndim];
  std::int64_t boxes = 1, box_size = 1;

  void finish(const Axes& axes) {
    for (int i = 0; i < axes.ndim; ++i) {
      count[i] = (axes.shape[i] - 1) / box[i] + 1;
      boxes *= count[i];
      box_size *= box[i];
    }
  }
  void rows(const Axes& axes, std::int64_t budget) {
    std::fill(box, box + axes.ndim, 1);
    if (axes.ndim) box[0] = std::min(axes.shape[0], budget);
    finish(axes);
  }
  void blocks(const Axes& axes, const std::size_t* items, std::int64_t budget) {
    std::fill(box, box + axes.ndim, 1);
    if (const int across = crossing_axis(axes, items)) {
      // Some operand lies across the walk: a tile uses each of its cache lines whole.
      box[0] = std::min(axes.shape[0], tile);
      box[across] = std::min(axes.shape[across], budget / box[0]);
      box[0] = std::min(axes.shape[0], budget / box[across]);
    } else {
      for (int i = 0; i < axes.ndim && budget > 0; ++i) {
        box[i] = std::min(axes.shape[i], budget);
        if (box[i] < axes.shape[i]) break;
        budget /= box[i];
      }
    }
    finish(axes);
  }

 private:
  static int crossing_axis(const Axes& axes, const std::size_t* items) {
    for (int k = 0; k < axes.operands; ++k) {
      const std::int64_t inner = std::abs(axes.stride[k][0]);
      if (axes.ndim < 2 || inner <= static_cast<std::int64_t>(items[k])) continue;
      int best = 0;
      for (int i = 1; i < axes.ndim; ++i) {
        const std::int64_t step = std::abs(axes.stride[k][i]);
        if (step != 0 && step < std::abs(axes.stride[k][best])) best = i;
      }
      if (best) return best;
    }
    return 0;
  }
};

// Where one box lies.
struct Place {
  std::int64_t at[max_ndim], extent[max_ndim], n = 1;

  Place(const Axes& axes, const Cut& cut, std::int64_t index) {
    for (int i = 0; i < axes.ndim; ++i) {
      at[i] = index % cut.count[i];
      index /= cut.count[i];
    }
    measure(axes, cut);
  }
  void next(const Axes& axes, const Cut& cut) {
    for (int i = 0; i < axes.ndim; ++i) {
      if (++at[i] < cut.count[i]) break;
      at[i] = 0;
    }
    measure(axes, cut);
  }
  std::byte* address(const Axes& axes, const Cut& cut, int k) const {
    std::byte* p = axes.data[k];
    for (int i = 0; i < axes.ndim; ++i) p += at[i] * cut.box[i] * axes.stride[k][i];
    return p;
  }

 private:
  void measure(const Axes& axes, const Cut& cut) {
    n = 1;
    for (int i = 0; i < axes.ndim; ++i) {
      extent[i] = std::min(cut.box[i], axes.shape[i] - at[i] * cut.box[i]);
      n *= extent[i];
    }
  }
};

template <class Body>
Fault over_pieces(Context& ctx, Cost cost, std::int64_t n, std::int64_t unit, Body&& body) {
  // n units of `unit` elements. The partition depends on the size alone, so errors and results are the same with any
  // number of threads.
  const Work work = work_of(cost);
  if (n * unit < work.threshold) {
    ctx.poll();
    return body(0, n);
  }
  std::atomic<Fault> faults{0};
  const std::int64_t grain = std::max({work.grain / unit, n / 64, std::int64_t{1}});
  parallel_for(ctx, n, grain, [&](std::int64_t begin, std::int64_t end) {
    if (faults.load(std::memory_order_relaxed) & stop) return;
    ctx.poll();
    if (const Fault f = body(begin, end)) faults.fetch_or(f, std::memory_order_relaxed);
  });
  return faults;
}

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
        splat(item_as[k], value, chunk, buffers.typed[k]);
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
      fault |= body(piece);
      if (!direct) {
        std::byte* run = together[0] ? p : buffers.raw[0];
        if (cast_loop[0]) fault |= cast_loop[0](place.n, buffers.typed[0], run);
        else run = buffers.typed[0];
        if (!together[0]) scatter(place, run, p);
      }
    } else {
      fault |= body(piece);
    }
    if ((fault & stop) || ++index == end) return fault;
    if ((since_poll += place.n) >= poll_elements) {
      ctx.poll();
      since_poll = 0;
    }
    place.next(axes, cut);
  }
}

bool empty(std::span<const std::int64_t> shape) { return std::find(shape.begin(), shape.end(), 0) != shape.end(); }

}  // namespace

Fault run_flat(Context& ctx, Cost cost, std::int64_t n, FunctionRef<Fault(std::int64_t, std::int64_t)> body) {
  if (n < work_of(cost).threshold) {
    ctx.poll();
    return body(0, n);
  }
  return over_pieces(ctx, cost, n, 1, [&](std::int64_t begin, std::int64_t end) {
    Fault fault = 0;
    for (; begin < end && !(fault & stop); begin += poll_elements) {
      fault |= body(begin, std::min(end, begin + poll_elements));
      ctx.poll();
    }
    return fault;
  });
}

Fault walk(Context& ctx, Isa isa, std::span<const std::int64_t> shape, std::span<const Operand> operands, bool writes,
           Cost cost, PieceBody body) {
  if (empty(shape)) return 0;
  const Axes axes(shape, operands, writes);
  bool rows = axes.ndim <= 1 || axes.shape[0] >= long_row;
  std::size_t largest = 1, items[max_operands];
  for (int k = 0; k < axes.operands; ++k) {
    const Operand& operand = operands[static_cast<std::size_t>(k)];
    items[k] = itemsize(operand.view.dtype);
    largest = std::max({largest, items[k], itemsize(operand.as)});
    const std::int64_t inner = axes.ndim ? axes.stride[k][0] : 0;
    const bool run = axes.ndim == 0 || inner == static_cast<std::int64_t>(items[k]) || (inner == 0 && operand.repeats);
    rows &= run && operand.as == operand.view.dtype;
  }
  Cut cut;
  if (rows) cut.rows(axes, work_of(cost).grain);
  else cut.blocks(axes, items, std::min(buffer_bytes / static_cast<std::int64_t>(largest), work_of(cost).grain));
  Plan plan{axes, cut, isa, writes, body, operands.data(), {}, {}, {}, {}, {}};
  for (int k = 0; k < axes.operands; ++k) plan.study(k);
  return over_pieces(ctx, cost, cut.boxes, cut.box_size,
                     [&](std::int64_t begin, std::int64_t end) { return plan.run(ctx, begin, end); });
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
      std::memcpy(axes.data[0] + begin * step, axes.data[1] + begin * step,
                  static_cast<std::size_t>((end - begin) * step));
      return 0;
    });
    return;
  }
  Cut cut;
  const std::size_t items[] = {item, item};
  cut.blocks(axes, items, tile * tile);
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
      if (index % 16 == 0) ctx.poll();
      place.next(axes, cut);
    }
  });
}

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
