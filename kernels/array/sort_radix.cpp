// The keys are first spread over up to 2048 buckets by their highest bits that differ, until a bucket fits the cache;
// there two passes of a least-significant-digit sort put it in order by its next 16 bits, and what is equal so far is
// finished by insertion, or by the same method when it is much. Keys that are all in order already are seen to be so.

#include "kernels/array/sort_radix.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "kernels/core/parallel.h"

namespace perilune::sorting {

namespace {

template <class R>
struct KeyOf {
  using Key = R;
  static Key get(R r) { return r; }
};
template <class K>
struct KeyOf<Record<K>> {
  using Key = K;
  static K get(const Record<K>& r) { return r.key; }
};
template <class R>
using Key = typename KeyOf<R>::Key;
template <class R>
Key<R> key(const R& r) {
  return KeyOf<R>::get(r);
}

template <class K>
int bits_of(K v) {
  if constexpr (sizeof(K) == 16) {
    const auto high = static_cast<std::uint64_t>(v >> 64);
    return static_cast<int>(high ? 64 + std::bit_width(high) : std::bit_width(static_cast<std::uint64_t>(v)));
  } else {
    return static_cast<int>(std::bit_width(v));
  }
}

constexpr std::int64_t tiny = 24;               // elements: sorted by insertion
constexpr std::int64_t cached = 65536;          // bytes: sorted without spreading
constexpr std::int64_t longest_insertion = 24;  // steps
constexpr int most_bits = 11, digit_bits = 8;   // of buckets when spreading; of a digit in the cache
constexpr std::int64_t chunk_size = 1 << 16;    // elements: a thread's share when spreading
constexpr std::int64_t most_chunks = 16;

template <class R>
void copy_records(const R* from, std::int64_t n, R* to) {
  std::memcpy(static_cast<void*>(to), from, static_cast<std::size_t>(n) * sizeof(R));
}

template <class R>
void insertion_sort(R* a, std::int64_t n) {
  for (std::int64_t i = 1; i < n; ++i) {
    const R r = a[i];
    if (!(key(r) < key(a[i - 1]))) continue;
    std::int64_t k = i;
    do {
      a[k] = a[k - 1];
    } while (--k > 0 && key(r) < key(a[k - 1]));
    a[k] = r;
  }
}

template <class R>
struct Range {
  Key<R> low, high;
  bool sorted;
};
template <class R>
Range<R> range_of(const R* a, std::int64_t n, Key<R> before) {
  Range<R> range{key(a[0]), key(a[0]), true};
  for (std::int64_t i = 0; i < n; ++i) {
    const Key<R> k = key(a[i]);
    range.low = k < range.low ? k : range.low;
    range.high = k > range.high ? k : range.high;
    range.sorted &= !(k < before);
    before = k;
  }
  return range;
}
template <class R>
Range<R> range_of(Context& ctx, const R* a, std::int64_t n) {
  Range<R> range{key(a[0]), key(a[0]), true};
  in_polled_pieces(ctx, 0, n, [&](std::int64_t begin, std::int64_t end) {
    const Range<R> part = range_of(a + begin, end - begin, key(a[begin > 0 ? begin - 1 : 0]));
    range = {std::min(range.low, part.low), std::max(range.high, part.high), range.sorted && part.sorted};
  });
  return range;
}

template <class R>
void sort_cached(R* a, R* other, std::int64_t n, bool into_other);

// a is in order by (key - low) >> shift; puts what is equal there in order too.
template <class R>
void finish(R* a, R* scratch, std::int64_t n, Key<R> low, int shift) {
  for (std::int64_t i = 1; i < n; ++i) {
    const R r = a[i];
    if (!(key(r) < key(a[i - 1]))) continue;
    std::int64_t k = i, steps = 0;
    do {
      a[k] = a[k - 1];
    } while (--k > 0 && key(r) < key(a[k - 1]) && ++steps < longest_insertion);
    a[k] = r;
    if (steps < longest_insertion) continue;
    // Many equals: sort all of them at once, or this would become quadratic.
    const Key<R> group = (key(r) - low) >> shift;
    std::int64_t begin = i, end = i + 1;
    while (begin > 0 && (key(a[begin - 1]) - low) >> shift == group) --begin;
    while (end < n && (key(a[end]) - low) >> shift == group) ++end;
    sort_cached(a + begin, scratch + begin, end - begin, false);
    i = end - 1;
  }
}

template <class R>
void pass(const R* from, R* to, std::int64_t n, Key<R> low, int shift, unsigned mask, std::uint32_t* count) {
  std::uint32_t sum = 0;
  for (unsigned i = 0; i <= mask; ++i) {
    const std::uint32_t c = count[i];
    count[i] = sum;
    sum += c;
  }
  for (std::int64_t i = 0; i < n; ++i) {
    const R r = from[i];
    to[count[static_cast<unsigned>((key(r) - low) >> shift) & mask]++] = r;
  }
}

// The result in `other` when so asked.
template <class R>
void sort_cached(R* a, R* other, std::int64_t n, bool into_other) {
  if (n <= tiny) {
    if (into_other) copy_records(a, n, other);
    insertion_sort(into_other ? other : a, n);
    return;
  }
  const Range<R> range = range_of(a, n, key(a[0]));
  if (range.sorted) {
    if (into_other) copy_records(a, n, other);
    return;
  }
  const int width = bits_of<Key<R>>(range.high - range.low);
  const int wanted = std::min({width, bits_of(static_cast<std::uint64_t>(n)) + 2, 2 * digit_bits});
  const int passes = wanted > digit_bits ? 2 : 1, digit = (wanted + passes - 1) / passes;
  const int shift = std::max(width - passes * digit, 0);
  const unsigned mask = (1u << digit) - 1;
  std::uint32_t count[2][1 << digit_bits];
  for (int p = 0; p < passes; ++p) std::memset(count[p], 0, sizeof(std::uint32_t) << digit);
  if (passes == 1) {
    for (std::int64_t i = 0; i < n; ++i) ++count[0][static_cast<unsigned>((key(a[i]) - range.low) >> shift) & mask];
    pass(a, other, n, range.low, shift, mask, count[0]);
    if (!into_other) copy_records(other, n, a);
  } else {
    for (std::int64_t i = 0; i < n; ++i) {
      const auto k = static_cast<unsigned>((key(a[i]) - range.low) >> shift);
      ++count[0][k & mask];
      ++count[1][(k >> digit) & mask];
    }
    pass(a, other, n, range.low, shift, mask, count[0]);
    pass(other, a, n, range.low, shift + digit, mask, count[1]);
    if (into_other) copy_records(a, n, other);
  }
  if (shift > 0) finish(into_other ? other : a, into_other ? a : other, n, range.low, shift);
}

template <class R>
Range<R> joined(const Range<R>* parts, const R* a, std::int64_t chunk, std::int64_t chunks) {
  Range<R> all = parts[0];
  for (std::int64_t c = 1; c < chunks; ++c) {
    all.low = std::min(all.low, parts[c].low);
    all.high = std::max(all.high, parts[c].high);
    all.sorted = all.sorted && parts[c].sorted && !(key(a[c * chunk]) < key(a[c * chunk - 1]));
  }
  return all;
}

template <class R>
void sort_any(Context& ctx, R* a, R* other, std::int64_t n, bool into_other, bool alone) {
  ctx.poll();
  if (n * static_cast<std::int64_t>(sizeof(R)) <= cached) {
    sort_cached(a, other, n, into_other);
    return;
  }
  // Chunks are fixed by n; the result does not depend on them anyway, for the order is stable.
  const std::int64_t chunks = alone && ctx.threads > 1 ? std::clamp<std::int64_t>(n / chunk_size, 1, most_chunks) : 1;
  const std::int64_t chunk = (n + chunks - 1) / chunks;
  Range<R> parts[most_chunks];
  parallel_for(ctx, chunks, 1, [&](std::int64_t c, std::int64_t) {
    parts[c] = range_of(ctx, a + c * chunk, std::min(chunk, n - c * chunk));
  });
  const Range<R> range = joined(parts, a, chunk, chunks);
  if (range.sorted) {
    if (into_other) copy_records(a, n, other);
    return;
  }
  const int width = bits_of<Key<R>>(range.high - range.low);
  const auto words = static_cast<std::uint64_t>(n) * sizeof(R) / 8;
  const int bits = std::min(width, std::clamp(bits_of(words) - 8, 6, most_bits));
  const int shift = width - bits;
  const std::int64_t buckets = static_cast<std::int64_t>((range.high - range.low) >> shift) + 1;

  std::int64_t near[(1 << most_bits) + 1];
  CountedVector<std::int64_t> far = ctx.vector<std::int64_t>(chunks > 1 ? static_cast<std::size_t>(chunks << bits) : 0);
  std::int64_t* const places = chunks > 1 ? far.data() : near;
  std::memset(places, 0, sizeof(std::int64_t) * static_cast<std::size_t>(chunks << bits));
  parallel_for(ctx, chunks, 1, [&](std::int64_t c, std::int64_t) {
    std::int64_t* count = places + (c << bits);
    in_polled_pieces(ctx, c * chunk, std::min(n, (c + 1) * chunk), [&](std::int64_t begin, std::int64_t end) {
      for (std::int64_t i = begin; i < end; ++i) ++count[static_cast<std::size_t>((key(a[i]) - range.low) >> shift)];
    });
  });
  std::int64_t sum = 0, starts[(1 << most_bits) + 1];
  for (std::int64_t b = 0; b < buckets; ++b) {
    starts[b] = sum;
    for (std::int64_t c = 0; c < chunks; ++c) {
      std::int64_t& place = places[(c << bits) + b];
      const std::int64_t count = place;
      place = sum;
      sum += count;
    }
  }
  starts[buckets] = n;
  parallel_for(ctx, chunks, 1, [&](std::int64_t c, std::int64_t) {
    std::int64_t* place = places + (c << bits);
    in_polled_pieces(ctx, c * chunk, std::min(n, (c + 1) * chunk), [&](std::int64_t begin, std::int64_t end) {
      for (std::int64_t i = begin; i < end; ++i) {
        const R r = a[i];
        other[place[static_cast<std::size_t>((key(r) - range.low) >> shift)]++] = r;
      }
    });
  });
  // A bucket that holds much of everything gets all threads, the others one each.
  const auto large = [&](std::int64_t b) { return chunks > 1 && starts[b + 1] - starts[b] > n / 4; };
  for (std::int64_t b = 0; b < buckets; ++b)
    if (large(b)) sort_any(ctx, other + starts[b], a + starts[b], starts[b + 1] - starts[b], !into_other, true);
  const auto sort_buckets = [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t b = begin; b < end; ++b)
      if (starts[b + 1] > starts[b] && !large(b))
        sort_any(ctx, other + starts[b], a + starts[b], starts[b + 1] - starts[b], !into_other, false);
  };
  if (chunks > 1) parallel_for(ctx, buckets, buckets / 64 + 1, sort_buckets);
  else sort_buckets(0, buckets);
}

}  // namespace

template <class R>
void radix_sort(Context& ctx, R* a, R* scratch, std::int64_t n, bool alone) {
  if (n > 1) sort_any(ctx, a, scratch, n, false, alone);
}

template void radix_sort(Context&, std::uint32_t*, std::uint32_t*, std::int64_t, bool);
template void radix_sort(Context&, std::uint64_t*, std::uint64_t*, std::int64_t, bool);
template void radix_sort(Context&, Record<std::uint64_t>*, Record<std::uint64_t>*, std::int64_t, bool);
template void radix_sort(Context&, Record<uint128>*, Record<uint128>*, std::int64_t, bool);

}  // namespace perilune::sorting
