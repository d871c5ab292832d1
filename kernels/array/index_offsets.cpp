#include "kernels/array/index_offsets.h"

#include <cmath>

#include "kernels/array/wide_loop.h"

namespace perilune::indexing {

namespace {

using std::int64_t;

constexpr int64_t poll_every = 1 << 16;

[[noreturn]] void out_of_range(int64_t index, int axis, int64_t length) {
  throw IndexError(format("index %lld is out of range for axis %d with length %lld%s", static_cast<long long>(index),
                          axis + 1, static_cast<long long>(length), index == 0 ? ": indices start at 1" : ""));
}

bool inside(int64_t index, int64_t length) { return index > 0 ? index <= length : index < 0 && index >= -length; }

// True when every position is inside the axis. One pass without branches.
PERILUNE_WIDE bool all_inside(const int64_t* positions, int64_t n, int64_t length) {
  int64_t bad = 0;
  for (int64_t i = 0; i < n; ++i) {
    const int64_t p = positions[i];
    bad |= static_cast<int64_t>(p > length) | static_cast<int64_t>(p < -length) | static_cast<int64_t>(p == 0);
  }
  return bad == 0;
}

void check_positions(Context& ctx, const int64_t* positions, int64_t n, int axis, int64_t length) {
  for (int64_t begin = 0; begin < n; begin += poll_every) {
    ctx.poll();
    const int64_t end = std::min(n, begin + poll_every);
    if (all_inside(positions + begin, end - begin, length)) continue;
    for (int64_t i = begin; i < end; ++i)
      if (!inside(positions[i], length)) out_of_range(positions[i], axis, length);
  }
}

template <class T>
int64_t whole(T value) {
  if constexpr (std::is_floating_point_v<T>) {
    if (value != std::trunc(value) || std::isinf(value))
      throw IndexError("index must be a whole number, got " + number_text(static_cast<double>(value)));
    constexpr T edge = 9223372036854775808.0;  // 2^63: beyond every length, so the nearest integer will do
    if (value >= edge) return INT64_MAX;
    if (value < -edge) return INT64_MIN;
  }
  return static_cast<int64_t>(value);
}

// Calls f(address) for every element in row-major order.
template <class F>
void for_each_address(const View& v, F&& f) {
  if (v.size() == 0) return;
  Dims at;
  at.resize(v.ndim);
  const std::byte* p = v.data;
  for (;;) {
    f(p);
    int d = v.ndim - 1;
    for (; d >= 0; --d) {
      p += v.strides[d];
      if (++at[d] < v.shape[d]) break;
      p -= v.strides[d] * v.shape[d];
      at[d] = 0;
    }
    if (d < 0) return;
  }
}

// Steps through a list's elements; an axis of length 1 repeats when lists pair up.
Dims list_steps(const Dims& shape) {
  Dims steps = row_major_strides(shape, 1);
  for (int d = 0; d < shape.size(); ++d)
    if (shape[d] == 1) steps[d] = 0;
  return steps;
}

void polled(Context& ctx, int64_t i) {
  if ((i & (poll_every - 1)) == 0) ctx.poll();
}

}  // namespace

int64_t count_true_run(const std::uint8_t* mask, int64_t n) {
  int64_t count = 0, i = 0;
  while (i + 8 <= n) {
    const int64_t end = std::min(n - 7, i + 8 * 255);  // no byte of the sum overflows
    std::uint64_t sums = 0;
    for (; i < end; i += 8) sums += load_mask_word(mask + i);
    for (; sums; sums >>= 8) count += static_cast<int64_t>(sums & 255);
  }
  for (; i < n; ++i) count += mask[i] != 0;
  return count;
}

PositionList checked_positions(Context& ctx, const View& view, int axis, int64_t length) {
  PositionList list;
  list.length = length;
  const Dims shape(view.shape, view.ndim);
  list.steps = list_steps(shape);
  const int64_t n = checked_size(shape);
  if (view.dtype == DType::int64 && view.contiguous()) {
    list.positions = view.as<int64_t>();
    check_positions(ctx, list.positions, n, axis, length);
    return list;
  }
  dispatch(view.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    if constexpr (!is_complex_type<T>) {
      int64_t i = 0;
      for_each_address(view, [&](const std::byte* p) {
        polled(ctx, i++);
        const int64_t index = whole(*reinterpret_cast<const T*>(p));
        if (!inside(index, length)) out_of_range(index, axis, length);
      });
      list.owned = Array::empty(ctx, DType::int64, shape);
      auto* out = list.owned.as<int64_t>();
      for_each_address(view, [&](const std::byte* p) { *out++ = whole(*reinterpret_cast<const T*>(p)); });
    }
  });
  list.positions = list.owned.as<int64_t>();
  return list;
}

int64_t count_true(Context& ctx, const View& mask) {
  int64_t count = 0;
  if (mask.contiguous()) {
    const int64_t n = mask.size();
    for (int64_t begin = 0; begin < n; begin += poll_every * 16) {
      ctx.poll();
      count += count_true_run(mask.as<std::uint8_t>() + begin, std::min(n - begin, poll_every * 16));
    }
    return count;
  }
  int64_t i = 0;
  for_each_address(mask, [&](const std::byte* p) {
    polled(ctx, i++);
    count += *p != std::byte{0};
  });
  return count;
}

PositionList mask_offsets(Context& ctx, const View& mask, const int64_t* strides, int64_t count) {
  PositionList list;
  list.byte_offsets = true;
  list.owned = Array::empty(ctx, DType::int64, {count});
  list.steps = list_steps(Dims{count});
  auto* out = list.owned.as<int64_t>();
  list.positions = out;
  if (count == 0) return list;

  // Odometer over all axes but the last, which is a plain loop.
  const int last = mask.ndim - 1;
  Dims at;
  at.resize(mask.ndim);
  const std::byte* p = mask.data;
  int64_t offset = 0;
  const int64_t length = last < 0 ? 1 : mask.shape[last], step = last < 0 ? 0 : mask.strides[last],
                stride = last < 0 ? 0 : strides[last];
  for (int64_t done = 0;;) {
    for (int64_t i = 0; i < length; ++i)
      if (p[i * step] != std::byte{0}) *out++ = offset + i * stride;
    if ((done += length) >= poll_every) {
      ctx.poll();
      done = 0;
    }
    int d = last - 1;
    for (; d >= 0; --d) {
      p += mask.strides[d];
      offset += strides[d];
      if (++at[d] < mask.shape[d]) break;
      p -= mask.strides[d] * mask.shape[d];
      offset -= strides[d] * mask.shape[d];
      at[d] = 0;
    }
    if (d < 0) return list;
  }
}

void OffsetWalk::from_list(const PositionList& list, int64_t begin, int64_t n, bool first, int64_t* out) const {
  const int ndim = selection_.lists_ndim;
  const int64_t* shape = selection_.shape.data() + selection_.lists_at;
  // Row by row of the last axis: along it a list is a plain run, or one position for all.
  const int64_t row = ndim ? shape[ndim - 1] : 1, step = ndim ? list.steps[ndim - 1] : 0;
  for (int64_t done = 0; done < n;) {
    const int64_t place = begin + done, in_row = ndim ? place % row : 0;
    int64_t above = ndim ? place / row : 0, start = in_row * step;
    for (int d = ndim - 2; d >= 0 && above; --d) {
      start += above % shape[d] * list.steps[d];
      above /= shape[d];
    }
    const int64_t m = std::min(n - done, row - in_row), length = list.length, stride = list.stride;
    const int64_t* from = list.positions + start;
    int64_t* to = out + done;
    const auto offset = [&](int64_t p) { return list.byte_offsets ? p : (p < 0 ? p + length : p - 1) * stride; };
    if (step == 0) {
      const int64_t same = offset(*from);
      for (int64_t i = 0; i < m; ++i) to[i] = (first ? 0 : to[i]) + same;
    } else if (first && step == 1) {
      for (int64_t i = 0; i < m; ++i) to[i] = offset(from[i]);
    } else {
      for (int64_t i = 0; i < m; ++i) to[i] = (first ? 0 : to[i]) + offset(from[i * step]);
    }
    done += m;
  }
}

int64_t OffsetWalk::next(int64_t* out) {
  const int64_t n = std::min<int64_t>(offset_block, selection_.list_count() - next_);
  if (n <= 0) return 0;
  bool first = true;
  for (const PositionList& list : selection_.lists) {
    from_list(list, next_, n, first, out);
    first = false;
  }
  if (first) std::fill(out, out + n, 0);  // only 0-d masks
  next_ += n;
  return n;
}

Selection with_own_offsets(Context& ctx, const Selection& selection) {
  Selection own;
  own.shape = selection.shape;
  own.strides = selection.strides;
  own.offset = selection.offset;
  own.advanced = true;
  own.lists_at = selection.lists_at;
  own.lists_ndim = selection.lists_ndim;
  PositionList list;
  list.byte_offsets = true;
  const Dims shape(selection.shape.data() + selection.lists_at, selection.lists_ndim);
  list.steps = list_steps(shape);
  list.owned = Array::empty(ctx, DType::int64, {selection.list_count()});
  list.positions = list.owned.as<int64_t>();
  OffsetWalk walk(selection);
  int64_t* out = list.owned.as<int64_t>();
  int64_t block[offset_block];
  for (int64_t done = 0; const int64_t n = walk.next(block); done += n) {
    if (done % poll_every == 0) ctx.poll();
    std::copy(block, block + n, out);
    out += n;
  }
  own.lists.push_back(std::move(list));
  return own;
}

}  // namespace perilune::indexing
