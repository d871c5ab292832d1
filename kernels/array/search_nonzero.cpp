#include <cstring>

#include "kernels/array/elementwise.h"
#include "kernels/array/reduce.h"
#include "kernels/array/search.h"

namespace perilune {

namespace {

template <class T>
bool is_set(const T& v) {
  if constexpr (is_complex_type<T>) return v.real() != 0 || v.imag() != 0;
  else return v != T(0);
}

// Of n contiguous elements; `to` has room for one more than there are, since every position is written and then kept or
// not. Eight bytes without a single one are passed over at once.
template <class T>
std::int64_t* positions_in(const T* x, std::int64_t n, std::int64_t base, std::int64_t* to) {
  std::int64_t i = 0;
  if constexpr (sizeof(T) == 1)
    for (; i + 8 <= n; i += 8) {
      std::uint64_t word;
      std::memcpy(&word, x + i, 8);
      if (word == 0) continue;
      for (int k = 0; k < 8; ++k) {
        *to = base + i + k;
        to += is_set(x[i + k]);
      }
    }
  for (; i < n; ++i) {
    *to = base + i;
    to += is_set(x[i]);
  }
  return to;
}

}  // namespace

Array flatnonzero(Context& ctx, const View& a) {
  const std::int64_t count = reduce_all(ctx, ReduceOp::count_nonzero, a).integer;
  // One place more for the branchless writes; the result does not show it.
  const Array room = Array::empty(ctx, DType::int64, {count + 1});
  if (count > 0) {
    Array packed;
    View in = a;
    if (!a.contiguous()) {
      packed = contiguous_copy(ctx, a);
      in = packed;
    }
    dispatch(a.dtype, [&](auto tag) {
      using T = typename decltype(tag)::type;
      std::int64_t* to = room.as<std::int64_t>();
      constexpr std::int64_t piece = std::int64_t{1} << 18;
      const std::int64_t n = in.size();
      for (std::int64_t i = 0; i < n; i += piece) {
        ctx.poll();
        to = positions_in(in.as<T>() + i, std::min(piece, n - i), i, to);
      }
    });
  }
  return room.with_layout(room.data(), {count}, {8});
}

std::vector<Array> nonzero(Context& ctx, const View& a) {
  std::vector<Array> result;
  const Array flat = flatnonzero(ctx, a);
  if (a.ndim <= 1) {
    result.push_back(flat);
    return result;
  }
  const std::int64_t n = flat.size();
  for (int k = 0; k < a.ndim; ++k) result.push_back(Array::empty(ctx, DType::int64, {n}));
  // Positions ascend, so the row changes seldom: divide only when it does.
  Dims at;
  at.resize(a.ndim);
  const std::int64_t length = a.shape[a.ndim - 1];
  std::int64_t row_start = 0, row_end = 0;
  for (std::int64_t i = 0; i < n; ++i) {
    if (i % 65536 == 0) ctx.poll();
    const std::int64_t place = flat.as<std::int64_t>()[i];
    if (place >= row_end) {
      std::int64_t row = place / length;
      row_start = row * length;
      row_end = row_start + length;
      for (int k = a.ndim - 2; k >= 0; --k) {
        at[k] = row % a.shape[k];
        row /= a.shape[k];
      }
    }
    for (int k = 0; k < a.ndim - 1; ++k) result[static_cast<std::size_t>(k)].as<std::int64_t>()[i] = at[k];
    result.back().as<std::int64_t>()[i] = place - row_start;
  }
  return result;
}

}  // namespace perilune
