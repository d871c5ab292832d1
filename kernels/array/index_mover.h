#pragma once
// Inside indexing: the loops that move elements between an array's selected places and a dense array.

#include <cstdlib>
#include <cstring>

#include "kernels/array/index_offsets.h"

namespace perilune::indexing {

using std::int64_t;

constexpr int64_t poll_block = 1 << 16;  // elements between two polls

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
template <std::size_t bytes>
struct Element {
  static constexpr int64_t size = bytes;
  void operator()(std::byte* to, const std::byte* from) const { std::memcpy(to, from, bytes); }
};
struct Run {
  std::size_t bytes;
  void operator()(std::byte* to, const std::byte* from) const { std::memcpy(to, from, bytes); }
};

// Calls f(unit) for a run of so many bytes: the sizes of elements are known to the compiler.
template <class F>
void with_element(int64_t bytes, F&& f) {
  switch (bytes) {
    case 1: f(Element<1>{}); break;
    case 4: f(Element<4>{}); break;
    case 8: f(Element<8>{}); break;
    default: f(Element<16>{});
  }
}
template <class F>
void with_unit(int64_t bytes, F&& f) {
  if (bytes == 1 || bytes == 4 || bytes == 8 || bytes == 16) with_element(bytes, f);
  else f(Run{static_cast<std::size_t>(bytes)});
}

// A block of places crossed with one kept axis.
struct Block {
  const int64_t* offsets;
  int64_t n, dense_step;
  int64_t length = 1, place_stride = 0, dense_stride = 0;
};

template <bool gathering>
class Mover {
 public:
  // `dense` has the strides of the other side along the selection's result; along the lists' axes they are those of one
  // evenly spaced run.
  Mover(Context& ctx, const View& a, const Selection& s, std::byte* dense_data, const int64_t* dense)
      : ctx_(ctx),
        selection_(s),
        place_(a.data + s.offset),
        dense_(dense_data),
        element_(static_cast<int64_t>(itemsize(a.dtype))),
        unit_(element_) {
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
  }

  // Positions [begin, end) of the lists.
  void run(int64_t begin, int64_t end) {
    const bool elements = kept_.shape.empty() && unit_ == element_;
    if (elements && selection_.lists.size() == 1 && !selection_.lists[0].byte_offsets)
      return with_element(unit_, [&](auto unit) { by_list(begin, end, unit); });
    OffsetWalk walk(selection_, begin);
    int64_t offsets[offset_block];
    Dims at;
    at.resize(kept_.shape.size());
    while (begin < end) {
      const int64_t n = std::min(walk.next(offsets), end - begin);
      block(offsets, n, begin * step_, at);
      begin += n;
    }
  }

  // Places [begin, end) of a mask; the true ones among them are the elements [first, last) of the dense side.
  void run_mask(int64_t begin, int64_t end, int64_t first, int64_t last) {
    with_element(unit_, [&](auto unit) { by_mask(begin, end, dense_ + first * step_, last - first, unit); });
  }

 private:
  template <class Unit>
  static void move(std::byte* place, std::byte* dense, Unit unit) {
    if constexpr (gathering) unit(dense, place);
    else unit(place, dense);
  }

  static constexpr int mask_window = 256;

  // Eight elements at a time. No branch depends on random bits: reading writes all eight and moves on by one for each
  // that counts (the last slots are left to a plain loop), writing first lists the places that count.
  template <class Unit>
  void by_mask(int64_t begin, int64_t end, std::byte* dense, int64_t left, Unit unit) {
    const std::uint8_t* mask = selection_.mask;
    const int64_t stride = selection_.mask_stride, step = step_;
    std::byte* place = place_ + begin * stride;
    int64_t i = begin;
    for (int64_t next_poll = begin; i + 8 <= end && left >= 8; i += 8, place += 8 * stride) {
      if (i >= next_poll) {
        ctx_.poll();
        next_poll = i + poll_block;
      }
      const std::uint64_t word = load_mask_word(mask + i);
      int found = 0;
      if (word == 0) continue;
      if (word == all_true) {
        for (int k = 0; k < 8; ++k) move(place + k * stride, dense + k * step, unit);
        found = 8;
      } else if constexpr (gathering) {
        for (int k = 0; k < 8; ++k) {
          move(place + k * stride, dense + found * step, unit);
          found += mask[i + k] != 0;
        }
      } else {
        // Several words' places together, so that the loop over them is long enough to predict.
        int places[mask_window + 8];
        const int64_t window = std::min<int64_t>(mask_window, (end - i) / 8 * 8);
        int64_t w = 0;
        for (; w < window; w += 8) {
          const std::uint64_t next = w == 0 ? word : load_mask_word(mask + i + w);
          if (next == all_true) break;
          if (next == 0) continue;
          for (int k = 0; k < 8; ++k) {
            places[found] = static_cast<int>(w) + k;
            found += mask[i + w + k] != 0;
          }
        }
        for (int k = 0; k < found; ++k) move(place + places[k] * stride, dense + k * step, unit);
        i += w - 8;
        place += (w - 8) * stride;
      }
      dense += found * step;
      left -= found;
    }
    for (; i < end && left > 0; ++i, place += stride) {
      if (!mask[i]) continue;
      move(place, dense, unit);
      dense += step;
      --left;
    }
  }

  // Elements picked by one list: no offsets in between.
  template <class Unit>
  void by_list(int64_t begin, int64_t end, Unit unit) {
    const PositionList& list = selection_.lists[0];
    const int64_t stride = list.stride, step = step_;
    const int64_t from_start = -stride, from_end = list.length * stride;  // where position 0 would be
    for (; begin < end; begin += poll_block) {
      ctx_.poll();
      const int64_t n = std::min(end - begin, poll_block);
      const int64_t* positions = list.positions + begin;
      std::byte *const place = place_, *const dense = dense_ + begin * step;
      const auto pick = [=](int64_t i, int64_t place_stride, int64_t dense_stride) {
        const int64_t p = positions[i];
        move(place + (p * place_stride + (p < 0 ? from_end : from_start)), dense + i * dense_stride, unit);
      };
      constexpr int64_t size = Unit::size;  // known strides become part of the addresses
      if (stride == size && step == size)
        for (int64_t i = 0; i < n; ++i) pick(i, size, size);
      else
        for (int64_t i = 0; i < n; ++i) pick(i, stride, step);
    }
  }

  // A block of places crossed with all kept axes; `at` is the odometer over all but the last of them.
  void block(const int64_t* offsets, int64_t n, int64_t dense_offset, Dims& at) {
    const int last = kept_.shape.size() - 1;
    Block b{offsets, n, step_};
    if (last >= 0) b = {offsets, n, step_, kept_.shape[last], kept_.place[last], kept_.dense[last]};
    std::byte *p = place_, *d = dense_ + dense_offset;
    const int64_t bytes = n * unit_ * b.length;
    for (int64_t moved = 0;;) {
      if (moved == 0) ctx_.poll();
      if ((moved += bytes) > (1 << 20)) moved = 0;
      with_unit(unit_, [&](auto unit) { cross(b, p, d, unit); });
      int axis = last - 1;
      for (; axis >= 0; --axis) {
        p += kept_.place[axis];
        d += kept_.dense[axis];
        if (++at[axis] < kept_.shape[axis]) break;
        p -= kept_.place[axis] * kept_.shape[axis];
        d -= kept_.dense[axis] * kept_.shape[axis];
        at[axis] = 0;
      }
      if (axis < 0) return;
    }
  }

  template <class Unit>
  static void cross(const Block& b, std::byte* place, std::byte* dense, Unit unit) {
    // The inner loop runs where neighbours are near in memory, unless it would be very short.
    const bool along_axis = b.length > 1 && (b.n == 1 || (b.n >= 8 && std::abs(b.place_stride) <= 64));
    if (along_axis) {
      for (int64_t k = 0; k < b.n; ++k) {
        std::byte* p = place + b.offsets[k];
        std::byte* d = dense + k * b.dense_step;
        for (int64_t i = 0; i < b.length; ++i) move(p + i * b.place_stride, d + i * b.dense_stride, unit);
      }
    } else {
      for (int64_t i = 0; i < b.length; ++i) {
        std::byte* p = place + i * b.place_stride;
        std::byte* d = dense + i * b.dense_stride;
        for (int64_t k = 0; k < b.n; ++k) move(p + b.offsets[k], d + k * b.dense_step, unit);
      }
    }
  }

  Context& ctx_;
  const Selection& selection_;
  std::byte *place_, *dense_;
  int64_t element_;
  int64_t unit_;      // bytes that lie together on both sides
  int64_t step_ = 0;  // from one position to the next on the dense side
  KeptAxes kept_;
};

}  // namespace perilune::indexing
