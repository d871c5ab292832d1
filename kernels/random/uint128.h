#pragma once
// Unsigned 128-bit arithmetic modulo 2^128: the compiler's own type where there is one, two words elsewhere.

#include <cstdint>

namespace perilune::random {

// The two-word form. Always compiled, so that the tests can hold it against the native type.
struct PortableUInt128 {
  std::uint64_t high = 0, low = 0;

  constexpr PortableUInt128() = default;
  constexpr PortableUInt128(std::uint64_t l) : low(l) {}
  constexpr PortableUInt128(std::uint64_t h, std::uint64_t l) : high(h), low(l) {}

  friend constexpr PortableUInt128 operator+(PortableUInt128 a, PortableUInt128 b) {
    const std::uint64_t low = a.low + b.low;
    return {a.high + b.high + (low < a.low), low};
  }
  // The product of two words, by halves (Knuth, The Art of Computer Programming 2, 4.3.1).
  static constexpr PortableUInt128 product(std::uint64_t a, std::uint64_t b) {
    const std::uint64_t a0 = a & 0xffffffff, a1 = a >> 32, b0 = b & 0xffffffff, b1 = b >> 32;
    const std::uint64_t p00 = a0 * b0, p01 = a0 * b1, p10 = a1 * b0;
    const std::uint64_t middle = (p00 >> 32) + (p01 & 0xffffffff) + (p10 & 0xffffffff);
    return {a1 * b1 + (p01 >> 32) + (p10 >> 32) + (middle >> 32), middle << 32 | (p00 & 0xffffffff)};
  }
  friend constexpr PortableUInt128 operator*(PortableUInt128 a, PortableUInt128 b) {
    PortableUInt128 p = product(a.low, b.low);
    p.high += a.high * b.low + a.low * b.high;
    return p;
  }
  friend constexpr bool operator==(PortableUInt128, PortableUInt128) = default;
};

constexpr std::uint64_t high_word(PortableUInt128 x) { return x.high; }
constexpr std::uint64_t low_word(PortableUInt128 x) { return x.low; }

#if defined(__SIZEOF_INT128__)
__extension__ typedef unsigned __int128 UInt128;
constexpr std::uint64_t high_word(UInt128 x) { return static_cast<std::uint64_t>(x >> 64); }
constexpr std::uint64_t low_word(UInt128 x) { return static_cast<std::uint64_t>(x); }
#else
using UInt128 = PortableUInt128;
#endif

template <class Wide>
constexpr Wide wide(std::uint64_t high, std::uint64_t low) {
  return Wide(high) << 64 | low;
}
template <>
constexpr PortableUInt128 wide(std::uint64_t high, std::uint64_t low) {
  return {high, low};
}

}  // namespace perilune::random
