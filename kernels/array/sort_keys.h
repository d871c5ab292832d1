#pragma once
// Inside sorting: unsigned keys in the order of NumPy's sort. NaN comes last, and all NaN are one key.

#include <bit>
#include <cmath>
#include <cstring>

#include "kernels/array/elementwise_loops.h"

namespace perilune::sorting {

// -0.0 and 0.0 have two keys, so that a value can be had back from its key.
inline std::uint32_t key_of(std::int32_t v) { return static_cast<std::uint32_t>(v) ^ 0x80000000u; }
inline std::uint64_t key_of(std::int64_t v) { return static_cast<std::uint64_t>(v) ^ (std::uint64_t{1} << 63); }
inline std::uint8_t key_of(std::uint8_t v) { return v; }
inline std::uint8_t key_of(bool v) { return v; }
[[gnu::always_inline]] inline std::uint32_t key_of(float v) {
  const std::uint32_t bits = v != v ? 0x7fc00000u : std::bit_cast<std::uint32_t>(v);
  return bits ^ (static_cast<std::uint32_t>(static_cast<std::int32_t>(bits) >> 31) | 0x80000000u);
}
[[gnu::always_inline]] inline std::uint64_t key_of(double v) {
  const std::uint64_t bits = v != v ? std::uint64_t{0x7ff8} << 48 : std::bit_cast<std::uint64_t>(v);
  return bits ^ (static_cast<std::uint64_t>(static_cast<std::int64_t>(bits) >> 63) | std::uint64_t{1} << 63);
}
template <class T>
using KeyType = decltype(key_of(T()));

// One key for both zeros: what comes first stays first in a stable order.
template <class T>
KeyType<T> key_of_equal(T v) {
  if constexpr (std::is_floating_point_v<T>) return key_of(v + T(0));
  else return key_of(v);
}

inline std::int32_t value_of(std::uint32_t key, TypeTag<std::int32_t>) {
  return static_cast<std::int32_t>(key ^ 0x80000000u);
}
inline std::int64_t value_of(std::uint64_t key, TypeTag<std::int64_t>) {
  return static_cast<std::int64_t>(key ^ std::uint64_t{1} << 63);
}
inline std::uint8_t value_of(std::uint8_t key, TypeTag<std::uint8_t>) { return key; }
inline bool value_of(std::uint8_t key, TypeTag<bool>) { return key != 0; }
[[gnu::always_inline]] inline float value_of(std::uint32_t key, TypeTag<float>) {
  return std::bit_cast<float>(key ^ (~static_cast<std::uint32_t>(static_cast<std::int32_t>(key) >> 31) | 0x80000000u));
}
[[gnu::always_inline]] inline double value_of(std::uint64_t key, TypeTag<double>) {
  return std::bit_cast<double>(
      key ^ (~static_cast<std::uint64_t>(static_cast<std::int64_t>(key) >> 63) | std::uint64_t{1} << 63));
}

// Of contiguous int32, int64, float32 or float64; returns how many elements are -0.0.
std::int64_t write_keys(DType dtype, const std::byte* values, std::int64_t n, std::byte* keys);
void write_values(DType dtype, const std::byte* keys, std::int64_t n, std::byte* values);

// a < b in this order.
template <class T>
bool sorts_before(const T& a, const T& b) {
  if constexpr (std::is_floating_point_v<T>) return a < b || (b != b && a == a);
  else return a < b;
}

}  // namespace perilune::sorting
