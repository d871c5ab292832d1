#include "kernels/array/select.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "kernels/array/sort_radix.h"

namespace perilune::sorting {

namespace {

constexpr std::int64_t sorted_at_once = 512;
constexpr int most_bits = 11;

template <class K>
void select_by_sorting(Context& ctx, const K* keys, std::int64_t n, std::span<const std::int64_t> ranks,
                       std::int64_t below, K* results, K* scratch) {
  std::memcpy(scratch, keys, static_cast<std::size_t>(n) * sizeof(K));
  radix_sort(ctx, scratch, scratch + n, n, false);
  for (std::size_t i = 0; i < ranks.size(); ++i) results[i] = scratch[ranks[i] - below];
}

// The keys are those of ranks below, below + 1 … of a larger whole.
template <class K>
void select_some(Context& ctx, const K* keys, std::int64_t n, std::span<const std::int64_t> ranks, std::int64_t below,
                 K* results, K* scratch) {
  ctx.poll();
  if (n <= sorted_at_once || ranks.size() > 16) {
    select_by_sorting(ctx, keys, n, ranks, below, results, scratch);
    return;
  }
  K low = keys[0], high = keys[0];
  in_polled_pieces(ctx, 0, n, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) {
      low = keys[i] < low ? keys[i] : low;
      high = keys[i] > high ? keys[i] : high;
    }
  });
  if (low == high) {
    std::fill_n(results, ranks.size(), low);
    return;
  }
  const int width = static_cast<int>(std::bit_width(static_cast<K>(high - low)));
  const int bits =
      std::min(width, std::clamp(static_cast<int>(std::bit_width(static_cast<std::uint64_t>(n))) - 4, 6, most_bits));
  const int shift = width - bits;
  std::int64_t count[1 << most_bits];
  std::memset(count, 0, sizeof(std::int64_t) << bits);
  in_polled_pieces(ctx, 0, n, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) ++count[static_cast<std::size_t>((keys[i] - low) >> shift)];
  });
  std::int64_t bucket = 0, before = below;  // elements before the bucket, of the whole
  for (std::size_t i = 0; i < ranks.size();) {
    while (ranks[i] >= before + count[bucket]) before += count[bucket++];
    std::size_t last = i + 1;
    while (last < ranks.size() && ranks[last] < before + count[bucket]) ++last;
    const std::span<const std::int64_t> here = ranks.subspan(i, last - i);
    if (shift == 0) {
      std::fill_n(results + i, here.size(), static_cast<K>(low + static_cast<K>(bucket)));
    } else if (count[bucket] > n / 2) {
      select_by_sorting(ctx, keys, n, ranks.subspan(i), below, results + i, scratch);
      return;
    } else {
      std::int64_t found = 0;
      in_polled_pieces(ctx, 0, n, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t k = begin; k < end; ++k) {
          scratch[found] = keys[k];
          found += static_cast<std::int64_t>((keys[k] - low) >> shift) == bucket;
        }
      });
      // At most n / 2 of them: the rest of the scratch is enough for what follows.
      select_some(ctx, scratch, found, here, before, results + i, scratch + found);
    }
    i = last;
  }
}

}  // namespace

template <class K>
void select_keys(Context& ctx, const K* keys, std::int64_t n, std::span<const std::int64_t> ranks, K* results,
                 K* scratch) {
  if (!ranks.empty()) select_some(ctx, keys, n, ranks, 0, results, scratch);
}

template void select_keys(Context&, const std::uint32_t*, std::int64_t, std::span<const std::int64_t>, std::uint32_t*,
                          std::uint32_t*);
template void select_keys(Context&, const std::uint64_t*, std::int64_t, std::span<const std::int64_t>, std::uint64_t*,
                          std::uint64_t*);

}  // namespace perilune::sorting
