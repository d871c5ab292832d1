#pragma once
// Inside sorting: a stable radix sort of unsigned keys, alone or with the position that they came from.

#include "kernels/core/context.h"

namespace perilune::sorting {

__extension__ typedef unsigned __int128 uint128;

template <class K>
struct Record {
  K key;
  std::uint64_t index;
};

// f(begin, end) over [0, n) in pieces of well under a millisecond, polling in between.
template <class F>
void in_polled_pieces(Context& ctx, std::int64_t begin, std::int64_t end, F f) {
  constexpr std::int64_t piece = std::int64_t{1} << 18;
  for (; begin < end; begin += piece) {
    ctx.poll();
    f(begin, begin + piece < end ? begin + piece : end);
  }
}

// Ascending and stable. Ends in `a`; `scratch` has room for n more. Linear: at worst one pass over the elements per 8
// bits of the key. `alone`: may use the threads of ctx; a piece of a parallel_for says false. Polls. R: uint32_t,
// uint64_t, Record<uint64_t>, Record<uint128>.
template <class R>
void radix_sort(Context& ctx, R* a, R* scratch, std::int64_t n, bool alone);

}  // namespace perilune::sorting
