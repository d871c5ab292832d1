#include <algorithm>
#include <cstring>

#include "kernels/array/elementwise.h"
#include "kernels/array/manipulate.h"

namespace perilune {

namespace {

using std::int64_t;
using Axes = std::span<const int64_t>;

// A box of a fresh array: these lengths from this corner.
Array box(const Array& a, const Dims& corner, const Dims& lengths) {
  std::byte* data = a.data();
  for (int d = 0; d < a.ndim(); ++d) data += corner[d] * a.strides()[d];
  return a.with_layout(data, lengths, a.strides());
}

int64_t times(int64_t length, int64_t count) {
  int64_t n;
  if (__builtin_mul_overflow(length, count, &n))
    throw ValueError(format("an axis of %lld times %lld elements is too long", static_cast<long long>(length),
                            static_cast<long long>(count)));
  return n;
}

// Within a row-major array whose corner block holds elements, and all of them along the axes behind `axis`: repeats the
// block along that axis. Doubling keeps the number of copies small.
void replicate(Context& ctx, const Array& out, const Dims& block, int axis) {
  const auto filled = static_cast<std::size_t>(block[axis] * out.strides()[axis]);
  const auto total = static_cast<std::size_t>(out.shape()[axis] * out.strides()[axis]);
  if (filled == total) return;
  Dims at;
  at.resize(axis);
  std::byte* row = out.data();
  std::size_t moved = 0;
  for (;;) {
    for (std::size_t done = filled; done < total;) {
      // Whole copies of the block, so that each piece goes on where the last one ended.
      constexpr std::size_t most = std::size_t{4} << 20;
      const std::size_t copies = done > most ? std::max(most / filled, std::size_t{1}) * filled : done;
      const std::size_t n = std::min({done, copies, total - done});
      std::memcpy(row + done, row, n);
      done += n;
      if ((moved += n) > most) {
        ctx.poll();
        moved = 0;
      }
    }
    if ((moved += total) > (1 << 20)) {
      ctx.poll();
      moved = 0;
    }
    int d = axis - 1;
    for (; d >= 0; --d) {
      row += out.strides()[d];
      if (++at[d] < block[d]) break;
      row -= out.strides()[d] * block[d];
      at[d] = 0;
    }
    if (d < 0) return;
  }
}

template <std::size_t bytes>
void repeat_one(std::byte* to, const std::byte* from, int64_t count) {
  for (int64_t k = 0; k < count; ++k) std::memcpy(to + k * static_cast<int64_t>(bytes), from, bytes);
}

void repeat_bytes(std::byte* to, const std::byte* from, int64_t bytes, int64_t count) {
  switch (bytes) {
    case 1: return static_cast<void>(std::memset(to, static_cast<int>(*from), static_cast<std::size_t>(count)));
    case 4: return repeat_one<4>(to, from, count);
    case 8: return repeat_one<8>(to, from, count);
    case 16: return repeat_one<16>(to, from, count);
    default:
      for (int64_t k = 0; k < count; ++k) std::memcpy(to + k * bytes, from, static_cast<std::size_t>(bytes));
  }
}

}  // namespace

Array roll(Context& ctx, const View& a, Axes shifts, std::optional<Axes> axes) {
  if (!axes) {
    const Array flat = flatten(ctx, a);
    const int64_t first = 0;
    const Array rolled = roll(ctx, flat, shifts, Axes(&first, 1));
    return rolled.with_layout(rolled.data(), Dims(a.dims()), row_major_strides(a.dims(), itemsize(a.dtype)));
  }
  if (shifts.size() != axes->size() && shifts.size() != 1 && axes->size() != 1)
    throw ValueError(
        format("shift must have one entry or as many as axis (%zu), got %zu", axes->size(), shifts.size()));
  Dims shift;
  shift.resize(a.ndim);
  const std::size_t pairs = shifts.empty() || axes->empty() ? 0 : std::max(shifts.size(), axes->size());
  for (std::size_t k = 0; k < pairs; ++k) {
    const int d = normalise_axis((*axes)[axes->size() == 1 ? 0 : k], a.ndim);
    const int64_t n = std::max<int64_t>(a.shape[d], 1), by = shifts[shifts.size() == 1 ? 0 : k] % n;
    shift[d] = (shift[d] + by + n) % n;
  }
  const Array source = Array::share({}, a.data, a.dtype, Dims(a.dims()), Dims(a.strides, a.ndim));
  const Array out = Array::empty(ctx, a.dtype, Dims(a.dims()));
  if (out.size() == 0) return out;
  // Along each rolled axis the last `shift` elements come first: two boxes per such axis, in every combination.
  Dims rolled;
  for (int d = 0; d < a.ndim; ++d)
    if (shift[d]) rolled.push_back(d);
  Dims second;  // which of its two parts each rolled axis shows
  second.resize(rolled.size());
  for (;;) {
    Dims from, to, lengths(a.dims());
    from.resize(a.ndim);
    to.resize(a.ndim);
    for (int k = 0; k < rolled.size(); ++k) {
      const int d = static_cast<int>(rolled[k]);
      const int64_t head = a.shape[d] - shift[d];
      from[d] = second[k] ? head : 0;
      to[d] = second[k] ? 0 : shift[d];
      lengths[d] = second[k] ? shift[d] : head;
    }
    copy(ctx, box(source, from, lengths), box(out, to, lengths));
    int k = rolled.size() - 1;
    for (; k >= 0 && second[k]; --k) second[k] = 0;
    if (k < 0) return out;
    second[k] = 1;
  }
}

Array tile(Context& ctx, const View& a, Axes repetitions) {
  const int ndim = std::max(a.ndim, static_cast<int>(std::min<std::size_t>(repetitions.size(), 2 * max_ndim)));
  if (ndim > max_ndim)
    throw ValueError(format("reps must have at most %d entries, got %zu", max_ndim, repetitions.size()));
  Dims block(a.dims()), counts(repetitions);
  while (block.size() < ndim) block.insert(0, 1);
  while (counts.size() < ndim) counts.insert(0, 1);
  Dims shape;
  for (int d = 0; d < ndim; ++d) {
    if (counts[d] < 0)
      throw ValueError(format("reps must not be negative, got %lld", static_cast<long long>(counts[d])));
    shape.push_back(times(block[d], counts[d]));
  }
  const Array out = Array::empty(ctx, a.dtype, shape);
  if (out.size() == 0) return out;
  Dims corner;
  corner.resize(ndim);
  copy(ctx, a, box(out, corner, block));
  for (int d = ndim - 1; d >= 0; --d) {
    replicate(ctx, out, block, d);
    block[d] = shape[d];
  }
  return out;
}

Array repeat(Context& ctx, const View& a, Axes counts, std::optional<int64_t> axis) {
  if (!axis) {
    const Array flat = flatten(ctx, a);
    return repeat(ctx, flat, counts, 0);
  }
  const int d = normalise_axis(*axis, a.ndim);
  const int64_t n = a.shape[d];
  if (counts.size() != 1 && static_cast<int64_t>(counts.size()) != n)
    throw ShapeError(format("repeats must have 1 or %lld entries to match axis %d of a (%s), got %zu",
                            static_cast<long long>(n), d + 1, shape_text(a.dims()).c_str(), counts.size()));
  int64_t total = 0;
  for (int64_t count : counts) {
    if (count < 0) throw ValueError(format("repeats must not be negative, got %lld", static_cast<long long>(count)));
    if (__builtin_add_overflow(total, count, &total)) throw ValueError("repeats add up to too many elements");
  }
  if (counts.size() == 1) total = times(counts[0], n);
  Dims shape(a.dims());
  shape[d] = total;
  const Array out = Array::empty(ctx, a.dtype, shape);
  if (out.size() == 0) return out;

  Array rows;  // row-major, so that what is repeated lies together
  View from = a;
  if (!a.contiguous()) {
    from = rows = contiguous_copy(ctx, a);
  }
  auto run = static_cast<int64_t>(itemsize(a.dtype));
  for (int e = d + 1; e < a.ndim; ++e) run *= a.shape[e];
  const int64_t outer = a.size() / std::max<int64_t>(n, 1) * static_cast<int64_t>(itemsize(a.dtype)) / run;
  const std::byte* source = from.data;
  std::byte* to = out.data();
  int64_t moved = 0;
  for (int64_t o = 0; o < outer; ++o)
    for (int64_t i = 0; i < n; ++i) {
      const int64_t count = counts[counts.size() == 1 ? 0 : static_cast<std::size_t>(i)];
      for (int64_t left = count; left > 0;) {
        const int64_t some = std::min(left, std::max<int64_t>((1 << 22) / run, 1));
        repeat_bytes(to, source, run, some);
        to += some * run;
        left -= some;
        if ((moved += some * run) > (1 << 20)) {
          ctx.poll();
          moved = 0;
        }
      }
      source += run;
      if (++moved > (1 << 20)) {
        ctx.poll();
        moved = 0;
      }
    }
  return out;
}

}  // namespace perilune
