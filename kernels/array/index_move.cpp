// Moves elements between an array's selected places and a dense array: gather, scatter.

#include <cstring>

#include "kernels/array/index_offsets.h"
#include "kernels/array/local_copy.h"
#include "kernels/core/parallel.h"

namespace perilune {

namespace {

using std::int64_t;

// Two views of one shape without the axes of length 1, neighbours joined where both sides allow it.
struct KeptAxes {
  Dims shape, place, dense;  // lengths, and strides in bytes on either side

  void add(int64_t n, int64_t place_stride, int64_t dense_stride) {
    if (n == 1) return;
    const int last = shape.size() - 1;
    if (last >= 0 && place[last] == n * place_stride && dense[last] == n * dense_stride) {
      shape[last] *= n;
      place[last] = place_stride;
      dense[last] = dense_stride;
      return;
    }
    shape.push_back(n);
    place.push_back(place_stride);
    dense.push_back(dense_stride);
  }
  void drop_last() {
    shape.resize(shape.size() - 1);
    place.resize(place.size() - 1);
    dense.resize(dense.size() - 1);
  }
};

// What one position moves: an element, or a run of bytes.
template <class T>
struct Element {
  void operator()(std::byte* to, const std::byte* from) const { std::memcpy(to, from, sizeof(T)); }
};
struct Bytes16 {
  std::uint64_t low, high;
};
struct Run {
  std::size_t bytes;
  void operator()(std::byte* to, const std::byte* from) const { std::memcpy(to, from, bytes); }
};

// A block of places crossed with one kept axis.
struct Block {
  const int64_t* offsets;
  int64_t n, dense_step;
  int64_t length, place_stride, dense_stride;
};

template <bool gathering, class Unit>
void move_unit(std::byte* place, std::byte* dense, Unit unit) {
  if constexpr (gathering) unit(dense, place);
  else unit(place, dense);
}

template <bool gathering, class Unit>
void move_block(const Block& b, std::byte* place, std::byte* dense, Unit unit) {
  // The inner loop runs where neighbours are near in memory, unless it would be very short.
  const bool along_axis = b.length > 1 && (b.n < 8 || std::abs(b.place_stride) <= 64);
  if (along_axis) {
    for (int64_t k = 0; k < b.n; ++k) {
      std::byte* p = place + b.offsets[k];
      std::byte* d = dense + k * b.dense_step;
      for (int64_t i = 0; i < b.length; ++i) move_unit<gathering>(p + i * b.place_stride, d + i * b.dense_stride, unit);
    }
  } else {
    for (int64_t i = 0; i < b.length; ++i) {
      std::byte* p = place + i * b.place_stride;
      std::byte* d = dense + i * b.dense_stride;
      for (int64_t k = 0; k < b.n; ++k) move_unit<gathering>(p + b.offsets[k], d + k * b.dense_step, unit);
    }
  }
}

template <bool gathering>
class Mover {
 public:
  // `dense` has the strides of the other side along the selection's result; along the lists' axes they are those of one
  // evenly spaced run.
  Mover(Context& ctx, const View& a, const Selection& s, std::byte* dense_data, const int64_t* dense)
      : ctx_(ctx), selection_(s), place_(a.data + s.offset), dense_(dense_data) {
    unit_ = static_cast<int64_t>(itemsize(a.dtype));
    const int lists_end = s.lists_at + s.lists_ndim;
    for (int d = 0; d < s.shape.size(); ++d)
      if (d < s.lists_at || d >= lists_end) kept_.add(s.shape[d], s.strides[d], dense[d]);
    const int last = kept_.shape.size() - 1;
    if (last >= 0 && kept_.place[last] == unit_ && kept_.dense[last] == unit_) {
      unit_ *= kept_.shape[last];
      kept_.drop_last();
    }
    for (int d = s.lists_at; d < lists_end; ++d)
      if (s.shape[d] != 1) step_ = dense[d];
    at_.resize(kept_.shape.size());
  }

  int64_t bytes_per_position() const {
    int64_t n = unit_;
    for (int64_t length : kept_.shape) n *= length;
    return n;
  }

  // Positions [begin, end); of a mask all of them.
  void run(int64_t begin, int64_t end) {
    OffsetWalk walk(selection_, begin);
    int64_t offsets[offset_block];
    while (begin < end) {
      const int64_t n = std::min(walk.next(offsets), end - begin);
      if (n == 0) return;
      block(offsets, n, begin * step_);
      begin += n;
    }
  }

 private:
  void block(const int64_t* offsets, int64_t n, int64_t dense_offset) {
    const int last = kept_.shape.size() - 1;
    Block b{offsets, n, step_, 1, 0, 0};
    if (last >= 0) b = {offsets, n, step_, kept_.shape[last], kept_.place[last], kept_.dense[last]};
    std::byte *p = place_, *d = dense_ + dense_offset;
    const int64_t chunk = n * unit_ * b.length;
    for (int64_t moved = 0;;) {
      if (moved == 0) ctx_.poll();
      if ((moved += chunk) > (1 << 20)) moved = 0;
      switch (unit_) {
        case 1:
          move_block<gathering>(b, p, d, Element<std::uint8_t>{});
          break;
        case 4:
          move_block<gathering>(b, p, d, Element<std::uint32_t>{});
          break;
        case 8:
          move_block<gathering>(b, p, d, Element<std::uint64_t>{});
          break;
        case 16:
          move_block<gathering>(b, p, d, Element<Bytes16>{});
          break;
        default:
          move_block<gathering>(b, p, d, Run{static_cast<std::size_t>(unit_)});
      }
      int axis = last - 1;
      for (; axis >= 0; --axis) {
        p += kept_.place[axis];
        d += kept_.dense[axis];
        if (++at_[axis] < kept_.shape[axis]) break;
        p -= kept_.place[axis] * kept_.shape[axis];
        d -= kept_.dense[axis] * kept_.shape[axis];
        at_[axis] = 0;
      }
      if (axis < 0) return;
    }
  }

  Context& ctx_;
  const Selection& selection_;
  std::byte *place_, *dense_;
  KeptAxes kept_;
  int64_t unit_ = 0;  // bytes that lie together on both sides
  int64_t step_ = 0;  // from one position to the next on the dense side
  Dims at_;           // odometer over the kept axes, 0 between blocks
};

View basic_view(const View& a, const Selection& s) {
  return {a.data + s.offset, s.shape.data(), s.strides.data(), s.shape.size(), a.dtype};
}

// The strides with which a value of this shape repeats over the selection's.
Dims broadcast_strides(const View& value, const Dims& shape) {
  const int lead = shape.size() - value.ndim;
  Dims strides;
  strides.resize(shape.size());
  bool fits = lead >= 0;
  for (int d = 0; fits && d < value.ndim; ++d) {
    fits = value.shape[d] == shape[lead + d] || value.shape[d] == 1;
    strides[lead + d] = value.shape[d] == 1 ? 0 : value.strides[d];
  }
  return strides;
}

void check_fits(const View& value, const Dims& shape) {
  const int lead = shape.size() - value.ndim;
  bool fits = lead >= 0;
  for (int d = 0; fits && d < value.ndim; ++d) fits = value.shape[d] == shape[lead + d] || value.shape[d] == 1;
  if (!fits)
    throw ShapeError("value of shape " + shape_text(value.dims()) + " does not fit the selection of shape " +
                     shape_text(shape));
}

// True when the axes [begin, end) are one evenly spaced run.
bool one_run(const Dims& shape, const Dims& strides, int begin, int end) {
  int64_t expected = 0;
  bool found = false;
  for (int d = end - 1; d >= begin; --d) {
    if (shape[d] == 1) continue;
    if (found && strides[d] != expected) return false;
    found = true;
    expected = strides[d] * shape[d];
  }
  return true;
}

bool lists_touch(const Selection& s, const View& a) {
  const auto [low, high] = byte_range(a);
  const auto touches = [&](const void* begin, int64_t bytes) {
    const auto* p = static_cast<const std::byte*>(begin);
    return p < high && low < p + bytes;
  };
  if (s.mask) return touches(s.mask, s.mask_length);
  for (const PositionList& list : s.lists)
    if (!list.owned.block() && touches(list.positions, 8 * s.list_count())) return true;
  return false;
}

}  // namespace

Array selected_view(const Array& a, const Selection& s) {
  return a.with_layout(a.data() + s.offset, s.shape, s.strides);
}

Array gather(Context& ctx, const View& a, const Selection& s) {
  Array out = Array::empty(ctx, a.dtype, s.shape);
  const int64_t size = out.size();
  if (size == 0) return out;
  if (!s.advanced) {
    copy(ctx, basic_view(a, s), out);
    return out;
  }
  const int64_t n = s.list_count();
  const auto move = [&](int64_t begin, int64_t end) {
    Mover<true>(ctx, a, s, out.data(), out.strides().data()).run(begin, end);
  };
  // A mask is walked from its beginning, so it stays in one piece.
  const int64_t per_position = size / n * static_cast<int64_t>(itemsize(a.dtype));
  const int64_t grain = s.mask ? n : std::max<int64_t>(offset_block, (int64_t{1} << 19) / per_position);
  parallel_for(ctx, n, grain, move);
  return out;
}

void scatter(Context& ctx, const View& a, const Selection& s, const View& given) {
  View value = given;
  while (value.ndim > s.shape.size() && value.shape[0] == 1) {
    ++value.shape;
    ++value.strides;
    --value.ndim;
  }
  check_fits(value, s.shape);
  if (s.shape.size() > 0 && checked_size(s.shape) == 0) return;

  // The value in the array's dtype and in memory of its own where that matters: casts are checked before a byte
  // changes.
  Array own;
  if (value.dtype != a.dtype || may_overlap(value, a)) {
    own = Array::empty(ctx, a.dtype, Dims(value.shape, value.ndim));
    copy(ctx, value, own);
    value = own;
  }
  if (!s.advanced) return copy(ctx, value, basic_view(a, s));

  Dims strides = broadcast_strides(value, s.shape);
  Array full;
  if (!one_run(s.shape, strides, s.lists_at, s.lists_at + s.lists_ndim)) {
    full = Array::empty(ctx, a.dtype, s.shape);
    copy(ctx, value, full);
    value = full;
    strides = full.strides();
  }
  if (lists_touch(s, a)) {
    const Selection apart = with_own_offsets(ctx, s);
    Mover<false>(ctx, a, apart, value.data, strides.data()).run(0, apart.list_count());
  } else {
    Mover<false>(ctx, a, s, value.data, strides.data()).run(0, s.list_count());
  }
}

Array get(Context& ctx, const Array& a, std::span<const Subscript> subscripts) {
  const Selection s = select(ctx, a, subscripts);
  return s.advanced ? gather(ctx, a, s) : selected_view(a, s);
}

}  // namespace perilune
