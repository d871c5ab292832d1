#include "kernels/array/sort_line.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "kernels/array/complex_order.h"
#include "kernels/array/sort_keys.h"
#include "kernels/array/sort_radix.h"

namespace perilune::sorting {

namespace {

constexpr std::int64_t few = 24;  // elements: no keys are made
constexpr std::int64_t index_limit = std::int64_t{1} << 32;

template <class T>
void insertion_sort(T* a, std::int64_t n) {
  for (std::int64_t i = 1; i < n; ++i) {
    const T v = a[i];
    std::int64_t k = i;
    for (; k > 0 && sorts_before(v, a[k - 1]); --k) a[k] = a[k - 1];
    a[k] = v;
  }
}

void sort_bytes(const std::byte* from, std::int64_t n, std::byte* to) {
  std::int64_t count[256] = {};
  for (std::int64_t i = 0; i < n; ++i) ++count[static_cast<std::uint8_t>(from[i])];
  for (int v = 0; v < 256; ++v) {
    std::memset(to, v, static_cast<std::size_t>(count[v]));
    to += count[v];
  }
}

void argsort_bytes(const std::byte* from, std::int64_t n, std::int64_t* to) {
  std::int64_t place[257] = {};
  for (std::int64_t i = 0; i < n; ++i) ++place[static_cast<int>(from[i]) + 1];
  for (int v = 0; v < 256; ++v) place[v + 1] += place[v];
  for (std::int64_t i = 0; i < n; ++i) to[place[static_cast<int>(from[i])]++] = i;
}

// Both zeros are in the line: they are equal, so they keep the order in which they came.
template <class T>
void restore_zeros(const T* values, std::int64_t n, KeyType<T>* keys) {
  KeyType<T>* place = std::lower_bound(keys, keys + n, key_of(T(-0.0)));
  for (std::int64_t i = 0; i < n; ++i)
    if (values[i] == 0) *place++ = key_of(values[i]);
}

template <class T>
void sort_by_keys(Context& ctx, const std::byte* from, std::int64_t n, std::byte* to, std::byte* scratch, bool alone) {
  if (n <= few) {
    if (to != from) std::memcpy(to, from, static_cast<std::size_t>(n) * sizeof(T));
    insertion_sort(reinterpret_cast<T*>(to), n);
    return;
  }
  auto* keys = reinterpret_cast<KeyType<T>*>(scratch);
  const std::int64_t negative_zeros = write_keys(dtype_of<T>, from, n, scratch);
  radix_sort(ctx, keys, keys + n, n, alone);
  if constexpr (std::is_floating_point_v<T>)
    if (negative_zeros > 0) restore_zeros(reinterpret_cast<const T*>(from), n, keys);
  write_values(dtype_of<T>, scratch, n, to);
}

// float32 and int32 with their positions fit one word, which sorts in the right order by itself.
template <class T>
void argsort_narrow(Context& ctx, const std::byte* from, std::int64_t n, std::int64_t* to, std::byte* scratch,
                    bool alone) {
  auto* x = reinterpret_cast<const T*>(from);
  auto* words = reinterpret_cast<std::uint64_t*>(scratch);
  for (std::int64_t i = 0; i < n; ++i)
    words[i] = static_cast<std::uint64_t>(key_of_equal(x[i])) << 32 | static_cast<std::uint64_t>(i);
  radix_sort(ctx, words, words + n, n, alone);
  for (std::int64_t i = 0; i < n; ++i) to[i] = static_cast<std::int64_t>(words[i] & 0xffffffffu);
}

template <class T>
void argsort_wide(Context& ctx, const std::byte* from, std::int64_t n, std::int64_t* to, std::byte* scratch,
                  bool alone) {
  auto* x = reinterpret_cast<const T*>(from);
  auto* records = reinterpret_cast<Record<std::uint64_t>*>(scratch);
  for (std::int64_t i = 0; i < n; ++i) records[i] = {key_of_equal(x[i]), static_cast<std::uint64_t>(i)};
  radix_sort(ctx, records, records + n, n, alone);
  for (std::int64_t i = 0; i < n; ++i) to[i] = static_cast<std::int64_t>(records[i].index);
}

template <class T>
void argsort_complex(Context& ctx, const std::byte* from, std::int64_t n, std::int64_t* to, std::byte* scratch,
                     bool alone) {
  using Wide = std::conditional_t<sizeof(T) == 8, std::uint64_t, uint128>;
  auto* z = reinterpret_cast<const T*>(from);
  auto* records = reinterpret_cast<Record<Wide>*>(scratch);
  constexpr int half = sizeof(Wide) * 4;
  std::int64_t plain = 0, odd = n;
  for (std::int64_t i = 0; i < n; ++i) {
    if (has_nan(z[i])) to[--odd] = i;  // rare: by comparison
    else
      records[plain++] = {static_cast<Wide>(key_of_equal(z[i].real())) << half | key_of_equal(z[i].imag()),
                          static_cast<std::uint64_t>(i)};
  }
  std::reverse(to + odd, to + n);
  std::stable_sort(to + odd, to + n, [&](std::int64_t a, std::int64_t b) { return complex_sorts_before(z[a], z[b]); });
  radix_sort(ctx, records, records + plain, plain, alone);
  for (std::int64_t i = 0; i < plain; ++i) to[i] = static_cast<std::int64_t>(records[i].index);
}

template <class T>
void sort_complex(Context& ctx, const std::byte* from, std::int64_t n, std::byte* to, std::byte* scratch, bool alone) {
  auto* z = reinterpret_cast<const T*>(from);
  auto* order = reinterpret_cast<std::int64_t*>(scratch);
  std::byte* rest = scratch + (n * 8 + 63) / 64 * 64;
  argsort_complex<T>(ctx, from, n, order, rest, alone);
  T* out = reinterpret_cast<T*>(from == to ? rest : to);
  for (std::int64_t i = 0; i < n; ++i) out[i] = z[order[i]];
  if (from == to) std::copy(out, out + n, reinterpret_cast<T*>(to));
}

}  // namespace

std::int64_t sort_scratch(DType dtype, std::int64_t n) {
  if (itemsize(dtype) == 1) return 0;
  if (is_complex(dtype)) return argsort_scratch(dtype, n) + (n * 8 + 63) / 64 * 64;
  return n <= few ? 0 : 2 * n * static_cast<std::int64_t>(itemsize(dtype));
}

std::int64_t argsort_scratch(DType dtype, std::int64_t n) {
  switch (itemsize(dtype)) {
    case 1: return 0;
    case 4: return 2 * n * (n < index_limit ? 8 : 16);
    case 8: return 2 * n * static_cast<std::int64_t>(sizeof(Record<std::uint64_t>));
    default: return 2 * n * static_cast<std::int64_t>(sizeof(Record<uint128>));
  }
}

void sort_line(Context& ctx, DType dtype, const std::byte* from, std::int64_t n, std::byte* to, std::byte* scratch,
               bool alone) {
  switch (dtype) {
    case DType::bool_:
    case DType::uint8: return sort_bytes(from, n, to);
    case DType::int32: return sort_by_keys<std::int32_t>(ctx, from, n, to, scratch, alone);
    case DType::int64: return sort_by_keys<std::int64_t>(ctx, from, n, to, scratch, alone);
    case DType::float32: return sort_by_keys<float>(ctx, from, n, to, scratch, alone);
    case DType::float64: return sort_by_keys<double>(ctx, from, n, to, scratch, alone);
    case DType::complex64: return sort_complex<Complex64>(ctx, from, n, to, scratch, alone);
    default: return sort_complex<Complex128>(ctx, from, n, to, scratch, alone);
  }
}

void argsort_line(Context& ctx, DType dtype, const std::byte* from, std::int64_t n, std::int64_t* to,
                  std::byte* scratch, bool alone) {
  const bool narrow = n < index_limit;
  switch (dtype) {
    case DType::bool_:
    case DType::uint8: return argsort_bytes(from, n, to);
    case DType::int32:
      return (narrow ? argsort_narrow<std::int32_t> : argsort_wide<std::int32_t>)(ctx, from, n, to, scratch, alone);
    case DType::int64: return argsort_wide<std::int64_t>(ctx, from, n, to, scratch, alone);
    case DType::float32:
      return (narrow ? argsort_narrow<float> : argsort_wide<float>)(ctx, from, n, to, scratch, alone);
    case DType::float64: return argsort_wide<double>(ctx, from, n, to, scratch, alone);
    case DType::complex64: return argsort_complex<Complex64>(ctx, from, n, to, scratch, alone);
    default: return argsort_complex<Complex128>(ctx, from, n, to, scratch, alone);
  }
}

}  // namespace perilune::sorting
