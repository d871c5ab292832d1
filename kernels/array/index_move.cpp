// Moves elements between an array's selected places and a dense array: gather, scatter.

#include <cstring>

#include "kernels/array/elementwise.h"
#include "kernels/array/index_mover.h"
#include "kernels/core/parallel.h"

namespace perilune {

namespace {

using std::int64_t;
using namespace indexing;

View basic_view(const View& a, const Selection& s) {
  return {a.data + s.offset, s.shape.data(), s.strides.data(), s.shape.size(), a.dtype};
}

// The strides with which a value that fits repeats over the selection's shape.
Dims broadcast_strides(const View& value, const Dims& shape) {
  const int lead = shape.size() - value.ndim;
  Dims strides;
  strides.resize(shape.size());
  for (int d = 0; d < value.ndim; ++d) strides[lead + d] = value.shape[d] == 1 ? 0 : value.strides[d];
  return strides;
}

// Whether some value of one dtype cannot go into the other.
bool may_fail(DType from, DType to) {
  if (is_complex(from)) return !is_complex(to);
  return is_integer(to) && from > to;
}

// Complex values go into real arrays when they have no imaginary parts.
Array converted(Context& ctx, View value, DType dtype) {
  if (is_complex(value.dtype) && !is_complex(dtype)) {
    View imaginary = value;
    imaginary.dtype = value.dtype = real_part_dtype(value.dtype);
    imaginary.data += itemsize(imaginary.dtype);
    alignas(16) std::byte zero[16] = {};
    Dims still;
    still.resize(value.ndim);
    if (!array_equal(ctx, imaginary, View{zero, value.shape, still.data(), value.ndim, value.dtype}))
      throw ValueError(format("a complex value cannot be stored in %s", name(dtype)));
  }
  return astype(ctx, value, dtype, Casting::checked);
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

// Pieces of the mask in parallel: what each finds is counted first, so that it knows where to write.
template <class MakeMover>
void gather_mask(Context& ctx, const Selection& s, int64_t count, MakeMover&& mover) {
  constexpr int64_t grain = 1 << 18;
  const int64_t pieces = (s.mask_length - 1) / grain + 1;
  if (ctx.threads == 1 || pieces == 1) return mover().run_mask(0, s.mask_length, 0, count);
  CountedVector<int64_t> first = ctx.vector<int64_t>(static_cast<std::size_t>(pieces + 1));
  parallel_for(ctx, s.mask_length, grain, [&](int64_t begin, int64_t end) {
    first[static_cast<std::size_t>(begin / grain + 1)] = count_true_run(s.mask + begin, end - begin);
  });
  for (std::size_t k = 1; k < first.size(); ++k) first[k] += first[k - 1];
  parallel_for(ctx, s.mask_length, grain, [&](int64_t begin, int64_t end) {
    const auto piece = static_cast<std::size_t>(begin / grain);
    mover().run_mask(begin, end, first[piece], first[piece + 1]);
  });
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
  const auto mover = [&] { return Mover<true>(ctx, a, s, out.data(), out.strides().data()); };
  if (s.mask) {
    gather_mask(ctx, s, size, mover);
  } else {
    const int64_t n = s.list_count(), per_position = size / n * static_cast<int64_t>(itemsize(a.dtype));
    const int64_t grain = std::max<int64_t>(offset_block, (int64_t{1} << 19) / per_position);
    parallel_for(ctx, n, grain, [&](int64_t begin, int64_t end) { mover().run(begin, end); });
  }
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

  // In the array's dtype and in memory of its own where that matters: casts are checked before a byte changes.
  Array own;
  if (value.dtype != a.dtype && (s.advanced || may_fail(value.dtype, a.dtype))) {
    own = converted(ctx, value, a.dtype);
    value = own;
  }
  if (!s.advanced) return copy(ctx, value, basic_view(a, s), Casting::checked);
  if (may_overlap(value, a)) {
    own = contiguous_copy(ctx, value);
    value = own;
  }

  Dims strides = broadcast_strides(value, s.shape);
  Array full;
  if (!one_run(s.shape, strides, s.lists_at, s.lists_at + s.lists_ndim)) {
    full = Array::empty(ctx, a.dtype, s.shape);
    copy(ctx, value, full);
    value = full;
    strides = full.strides();
  }
  std::vector<std::uint8_t, Counted<std::uint8_t>> own_mask = ctx.vector<std::uint8_t>();
  Selection apart;
  const Selection* places = &s;
  if (lists_touch(s, a)) {
    places = &apart;
    if (s.mask) {
      own_mask.assign(s.mask, s.mask + s.mask_length);
      apart = s;
      apart.mask = own_mask.data();
    } else {
      apart = with_own_offsets(ctx, s);
    }
  }
  Mover<false> mover(ctx, a, *places, value.data, strides.data());
  const int64_t n = s.list_count();
  if (s.mask) mover.run_mask(0, s.mask_length, 0, n);
  else mover.run(0, n);
}

Array get(Context& ctx, const Array& a, std::span<const Subscript> subscripts) {
  const Selection s = select(ctx, a, subscripts);
  return s.advanced ? gather(ctx, a, s) : selected_view(a, s);
}

}  // namespace perilune
