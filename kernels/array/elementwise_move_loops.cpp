// Copying and choosing elements by size alone.

#include <algorithm>
#include <cstring>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "kernels/array/elementwise_loops.h"
#include "kernels/array/elementwise_walk.h"

namespace perilune::loops {

namespace {

// Any dtype of this size may lie there.
using Word1 = std::uint8_t;
using Word4 [[gnu::may_alias]] = std::uint32_t;
using Word8 [[gnu::may_alias, gnu::aligned(4)]] = std::uint64_t;
struct [[gnu::may_alias]] Word16 {
  std::uint64_t low, high;
};

template <class T, int step>
[[gnu::always_inline]] inline void copy_every(std::int64_t n, const std::byte* from, std::byte* to) {
  auto* x = reinterpret_cast<const T*>(from);
  auto* o = reinterpret_cast<T*>(to);
#pragma GCC ivdep
  for (std::int64_t i = 0; i < n; ++i) o[i] = x[step * i];
}
// Every second element, and the order turned round, are what wide shuffles are good at.
#if defined(__x86_64__)
template <class T, int step>
PERILUNE_AVX512 void copy_every_avx512(std::int64_t n, const std::byte* from, std::byte* to) {
  copy_every<T, step>(n, from, to);
}
template <class T, int step>
PERILUNE_AVX2 void copy_every_avx2(std::int64_t n, const std::byte* from, std::byte* to) {
  copy_every<T, step>(n, from, to);
}
#endif
template <class T, int step>
void copy_shuffled(std::int64_t n, const std::byte* from, std::byte* to) {
#if defined(__x86_64__)
  if (best_isa() == Isa::avx512) return copy_every_avx512<T, step>(n, from, to);
  if (best_isa() == Isa::avx2) return copy_every_avx2<T, step>(n, from, to);
#endif
  copy_every<T, step>(n, from, to);
}

template <class T>
void copy_line(std::int64_t n, const std::byte* from, std::int64_t from_stride, std::byte* to, std::int64_t to_stride) {
  constexpr auto size = static_cast<std::int64_t>(sizeof(T));
  if (to_stride == size) {
    // Short runs are common in narrow arrays; a call would cost more than they do.
    if (from_stride == size && n * size > 64) {
      std::memcpy(to, from, static_cast<std::size_t>(n * size));
      return;
    }
    if (from_stride == size) return copy_every<T, 1>(n, from, to);
    if (from_stride == 2 * size) return copy_shuffled<T, 2>(n, from, to);
    if (from_stride == -size) return copy_shuffled<T, -1>(n, from, to);
    if (from_stride == 0) return splat(sizeof(T), from, n, to);
  }
#pragma GCC unroll 4
  for (std::int64_t i = 0; i < n; ++i)
    *reinterpret_cast<T*>(to + i * to_stride) = *reinterpret_cast<const T*>(from + i * from_stride);
}

// Short rows, as boxes of a walk have them: a call per row would cost more than the row.
template <int bytes>
void copy_rows_of(std::int64_t rows, const std::byte* from, std::int64_t from_row, std::byte* to, std::int64_t to_row) {
  for (std::int64_t i = 0; i < rows; ++i) std::memcpy(to + i * to_row, from + i * from_row, bytes);
}
void copy_rows(std::int64_t bytes, std::int64_t rows, const std::byte* from, std::int64_t from_row, std::byte* to,
               std::int64_t to_row) {
  switch (bytes) {
    case 16: return copy_rows_of<16>(rows, from, from_row, to, to_row);
    case 24: return copy_rows_of<24>(rows, from, from_row, to, to_row);
    case 32: return copy_rows_of<32>(rows, from, from_row, to, to_row);
    case 64: return copy_rows_of<64>(rows, from, from_row, to, to_row);
    case 128: return copy_rows_of<128>(rows, from, from_row, to, to_row);
    default:
      for (std::int64_t i = 0; i < rows; ++i)
        std::memcpy(to + i * to_row, from + i * from_row, static_cast<std::size_t>(bytes));
  }
}

template <class T>
void copy_axes(int ndim, const std::int64_t* extent, const std::byte* from, const std::int64_t* from_stride,
               std::byte* to, const std::int64_t* to_stride) {
  constexpr auto size = static_cast<std::int64_t>(sizeof(T));
  if (ndim == 0) return copy_line<T>(1, from, 0, to, 0);
  if (ndim == 1) return copy_line<T>(extent[0], from, from_stride[0], to, to_stride[0]);
  if (ndim == 2 && to_stride[0] == size && from_stride[1] == size && from_stride[0] != size)
    return transpose(best_isa(), sizeof(T), extent[0], extent[1], from, from_stride[0], to, to_stride[1]);
  if (ndim == 2 && to_stride[0] == size && from_stride[0] == size && extent[0] * size >= 16)
    return copy_rows(extent[0] * size, extent[1], from, from_stride[1], to, to_stride[1]);
  // The long axis makes the better loop when the inner one has but a few elements.
  const int along = ndim == 2 && extent[0] < 8 && extent[0] < extent[1] ? 0 : ndim - 1;
  const int rest = along == 0 ? 1 : 0;
  for (std::int64_t i = 0; i < extent[along]; ++i)
    copy_axes<T>(ndim - 1, extent + rest, from + i * from_stride[along], from_stride + rest, to + i * to_stride[along],
                 to_stride + rest);
}

template <class T>
[[gnu::always_inline]] inline void select_body(std::int64_t n, const void* cond, std::int64_t sc, const void* a,
                                               std::int64_t sa, const void* b, std::int64_t sb, void* out) {
  auto* c = static_cast<const std::uint8_t*>(cond);
  auto* x = static_cast<const T*>(a);
  auto* y = static_cast<const T*>(b);
  auto* o = static_cast<T*>(out);
  constexpr int size = chunk<T>;
  for (std::int64_t at = 0; at < n; at += size) {
    const std::int64_t count = n - at < size ? n - at : size;
    if constexpr (sizeof(T) == 16) {
      // By masks: the compiler would jump.
      for (std::int64_t i = 0; i < count; ++i) {
        const std::uint64_t mask = c[i] ? ~std::uint64_t{0} : 0;
        o[i] = {(x[i].low & mask) | (y[i].low & ~mask), (x[i].high & mask) | (y[i].high & ~mask)};
      }
    } else {
#pragma GCC ivdep
      for (std::int64_t i = 0; i < count; ++i) o[i] = c[i] ? x[i] : y[i];
    }
    c += sc * size, x += sa * size, y += sb * size, o += size;
  }
}
template <class T>
void select_baseline(std::int64_t n, const void* c, std::int64_t sc, const void* a, std::int64_t sa, const void* b,
                     std::int64_t sb, void* out) {
  select_body<T>(n, c, sc, a, sa, b, sb, out);
}
#if defined(__x86_64__)
template <class T>
PERILUNE_AVX2 void select_avx2(std::int64_t n, const void* c, std::int64_t sc, const void* a, std::int64_t sa,
                               const void* b, std::int64_t sb, void* out) {
  select_body<T>(n, c, sc, a, sa, b, sb, out);
}
template <class T>
PERILUNE_AVX512 void select_avx512(std::int64_t n, const void* c, std::int64_t sc, const void* a, std::int64_t sa,
                                   const void* b, std::int64_t sb, void* out) {
  select_body<T>(n, c, sc, a, sa, b, sb, out);
}
#endif
template <class T>
SelectLoop select_for([[maybe_unused]] Isa isa) {
#if defined(__x86_64__)
  if (isa == Isa::avx512) return select_avx512<T>;
  if (isa == Isa::avx2) return select_avx2<T>;
#endif
  return select_baseline<T>;
}

}  // namespace

void copy_box(std::size_t item, int ndim, const std::int64_t* extent, const std::byte* from,
              const std::int64_t* from_stride, std::byte* to, const std::int64_t* to_stride) {
  switch (item) {
    case 1: return copy_axes<Word1>(ndim, extent, from, from_stride, to, to_stride);
    case 4: return copy_axes<Word4>(ndim, extent, from, from_stride, to, to_stride);
    case 8: return copy_axes<Word8>(ndim, extent, from, from_stride, to, to_stride);
    default: return copy_axes<Word16>(ndim, extent, from, from_stride, to, to_stride);
  }
}

namespace {
template <class T>
void splat_as(const void* element, std::int64_t n, void* to) {
  const T value = *static_cast<const T*>(element);
  auto* o = static_cast<T*>(to);
  for (std::int64_t i = 0; i < n; ++i) o[i] = value;
}
}  // namespace

void splat(std::size_t item, const void* element, std::int64_t n, void* to) {
  switch (item) {
    case 1: return splat_as<Word1>(element, n, to);
    case 4: return splat_as<Word4>(element, n, to);
    case 8: return splat_as<Word8>(element, n, to);
    default: return splat_as<Word16>(element, n, to);
  }
}

namespace {
#if defined(__x86_64__)
// `to` is aligned to 64, bytes is a multiple of it.
void stream_baseline(std::byte* to, const std::byte* from, std::int64_t bytes) {
  for (std::int64_t at = 0; at < bytes; at += 16)
    _mm_stream_si128(reinterpret_cast<__m128i*>(to + at), _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + at)));
}
PERILUNE_AVX512 void stream_avx512(std::byte* to, const std::byte* from, std::int64_t bytes) {
  for (std::int64_t at = 0; at < bytes; at += 64)
    _mm512_stream_si512(reinterpret_cast<__m512i*>(to + at), _mm512_loadu_si512(from + at));
}
#endif
}  // namespace

void stream(void* to, const void* from, std::int64_t bytes) {
#if defined(__x86_64__)
  auto* target = static_cast<std::byte*>(to);
  auto* source = static_cast<const std::byte*>(from);
  const auto head = std::min(static_cast<std::int64_t>(-reinterpret_cast<std::uintptr_t>(target) & 63), bytes);
  const std::int64_t middle = (bytes - head) & ~std::int64_t{63};
  std::memcpy(target, source, static_cast<std::size_t>(head));
  (best_isa() == Isa::avx512 ? stream_avx512 : stream_baseline)(target + head, source + head, middle);
  std::memcpy(target + head + middle, source + head + middle, static_cast<std::size_t>(bytes - head - middle));
#else
  std::memcpy(to, from, static_cast<std::size_t>(bytes));
#endif
}
void stream_fence() {
#if defined(__x86_64__)
  _mm_sfence();
#endif
}

SelectLoop select(Isa isa, std::size_t item) {
  switch (item) {
    case 1: return select_for<Word1>(isa);
    case 4: return select_for<Word4>(isa);
    case 8: return select_for<Word8>(isa);
    default: return select_for<Word16>(isa);
  }
}

}  // namespace perilune::loops
