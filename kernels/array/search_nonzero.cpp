#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "kernels/array/elementwise_loops.h"
#include "kernels/array/reduce.h"
#include "kernels/array/search.h"
#include "kernels/array/wide_loop.h"

namespace perilune {

namespace {

// For each byte the places of its set bits, in order.
struct alignas(8) BitPlaces {
  std::uint8_t at[8];
};
constexpr std::array<BitPlaces, 256> places_of_bits = [] {
  std::array<BitPlaces, 256> table{};
  for (unsigned mask = 0; mask < 256; ++mask)
    for (unsigned k = 0, found = 0; k < 8; ++k)
      if (mask >> k & 1) table[mask].at[found++] = static_cast<std::uint8_t>(k);
  return table;
}();

// Which of eight bytes are not 0, and how many.
struct Found {
  const BitPlaces& places;
  std::int64_t count;
};
PERILUNE_BODY Found find_eight(std::uint64_t word) {
  constexpr std::uint64_t ones = 0x0101010101010101, gather = 0x0102040810204080;
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  // Each byte to 0 or 1, then the eight to one byte.
  word |= word >> 4;
  word |= word >> 2;
  word |= word >> 1;
  word &= ones;
  return {places_of_bits[(word * gather) >> 56], static_cast<std::int64_t>((word * ones) >> 56)};
}

// Of n bytes, n a multiple of 8; `to` has room for eight more than there are: eight are written for every eight bytes,
// and as many kept as are set. No jump depends on single bytes.
using Positions = std::int64_t* (*)(const std::uint8_t* bytes, std::int64_t n, std::int64_t base, std::int64_t* to);

std::int64_t* positions_baseline(const std::uint8_t* bytes, std::int64_t n, std::int64_t base, std::int64_t* to) {
  for (std::int64_t i = 0; i < n; i += 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes + i, 8);
    if (word == 0) continue;
    const Found found = find_eight(word);
    for (int k = 0; k < 8; ++k) to[k] = base + i + found.places.at[k];
    to += found.count;
  }
  return to;
}
#if defined(__x86_64__)
PERILUNE_AVX2 std::int64_t* positions_avx2(const std::uint8_t* bytes, std::int64_t n, std::int64_t base,
                                           std::int64_t* to) {
  for (std::int64_t i = 0; i < n; i += 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes + i, 8);
    if (word == 0) continue;
    const Found found = find_eight(word);
    const __m256i start = _mm256_set1_epi64x(base + i);
    for (int k = 0; k < 8; k += 4) {
      const __m256i places = _mm256_cvtepu8_epi64(_mm_loadu_si32(found.places.at + k));
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(to + k), _mm256_add_epi64(places, start));
    }
    to += found.count;
  }
  return to;
}
#endif
Positions best_positions() {
#if defined(__x86_64__)
  if (loops::best_isa() != loops::Isa::baseline) return positions_avx2;
#endif
  return positions_baseline;
}

std::int64_t* positions_in(const std::uint8_t* bytes, std::int64_t n, std::int64_t base, std::int64_t* to) {
  const std::int64_t whole = n / 8 * 8;
  to = best_positions()(bytes, whole, base, to);
  for (std::int64_t i = whole; i < n; ++i) {
    *to = base + i;
    to += bytes[i] != 0;
  }
  return to;
}

constexpr std::int64_t flag_count = 1024;

template <class T>
PERILUNE_WIDE void flag(const T* x, std::int64_t n, std::uint8_t* flags) {
  for (std::int64_t i = 0; i < n; ++i) flags[i] = x[i] != T(0);
}
// Both parts of complex numbers at once.
template <class T>
void flag(const std::complex<T>* x, std::int64_t n, std::uint8_t* flags) {
  for (std::int64_t i = 0; i < n; ++i) flags[i] = (x[i].real() != 0) | (x[i].imag() != 0);
}

template <class T>
std::int64_t* positions_of(const T* x, std::int64_t n, std::int64_t base, std::int64_t* to) {
  std::uint8_t flags[flag_count];
  for (std::int64_t i = 0; i < n; i += flag_count) {
    const std::int64_t count = std::min(flag_count, n - i);
    flag(x + i, count, flags);
    to = positions_in(flags, count, base + i, to);
  }
  return to;
}

}  // namespace

Array flatnonzero(Context& ctx, const View& a, std::int64_t first) {
  const std::int64_t count = reduce_all(ctx, ReduceOp::count_nonzero, a).integer;
  // Eight places more for the branchless writes; the result does not show them.
  const Array room = Array::empty(ctx, DType::int64, {count + 8});
  if (count > 0) {
    Array packed;
    View in = a;
    if (!a.contiguous()) {
      packed = contiguous_copy(ctx, a);
      in = packed;
    }
    std::int64_t* to = room.as<std::int64_t>();
    constexpr std::int64_t piece = std::int64_t{1} << 18;
    const std::int64_t n = in.size();
    for (std::int64_t i = 0; i < n; i += piece) {
      ctx.poll();
      const std::int64_t length = std::min(piece, n - i);
      if (itemsize(a.dtype) == 1) to = positions_in(in.as<std::uint8_t>() + i, length, first + i, to);
      else
        dispatch(a.dtype, [&](auto tag) {
          to = positions_of(in.as<typename decltype(tag)::type>() + i, length, first + i, to);
        });
    }
  }
  return room.with_layout(room.data(), {count}, {8});
}

std::vector<Array> nonzero(Context& ctx, const View& a, std::int64_t first) {
  std::vector<Array> result;
  if (a.ndim <= 1) {
    result.push_back(flatnonzero(ctx, a, first));
    return result;
  }
  const Array flat = flatnonzero(ctx, a);
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
    for (int k = 0; k < a.ndim - 1; ++k) result[static_cast<std::size_t>(k)].as<std::int64_t>()[i] = first + at[k];
    result.back().as<std::int64_t>()[i] = first + place - row_start;
  }
  return result;
}

}  // namespace perilune
