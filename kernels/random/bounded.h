#pragma once
// Integers in [offset, offset + range]. Modern generators use D. Lemire's multiplication (ACM Transactions on Modeling
// and Computer Simulation 29, 2019), the legacy one masks and rejects. Short types share one 32-bit word per call.

#include <bit>
#include <cstdint>
#include <limits>

#include "kernels/random/uint128.h"

namespace perilune::random {

enum class Bounding { lemire, masked };

// Ones from the top bit of x down.
constexpr std::uint64_t mask_over(std::uint64_t x) { return x == 0 ? 0 : ~std::uint64_t{0} >> std::countl_zero(x); }

// The product of two words, in two words.
template <class Word>
struct Product {
  Word high, low;
};
inline Product<std::uint64_t> multiply(std::uint64_t a, std::uint64_t b) {
#if defined(__SIZEOF_INT128__)
  const UInt128 p = UInt128{a} * b;
#else
  const PortableUInt128 p = PortableUInt128::product(a, b);
#endif
  return {high_word(p), low_word(p)};
}
inline Product<std::uint32_t> multiply(std::uint32_t a, std::uint32_t b) {
  const std::uint64_t p = std::uint64_t{a} * b;
  return {static_cast<std::uint32_t>(p >> 32), static_cast<std::uint32_t>(p)};
}
inline Product<std::uint8_t> multiply(std::uint8_t a, std::uint8_t b) {
  const unsigned p = unsigned{a} * b;
  return {static_cast<std::uint8_t>(p >> 8), static_cast<std::uint8_t>(p)};
}

// How many of the lowest products must be rejected so that each of range + 1 values keeps as many.
template <class Word>
Word lemire_threshold(Word range) {
  const Word count = static_cast<Word>(range + 1);
  return static_cast<Word>(static_cast<Word>(~range) % count);
}

template <class Word, class Next>
Word lemire(Word range, Next next) {
  const Word count = static_cast<Word>(range + 1);
  Product<Word> p = multiply(next(), count);
  if (p.low < count) [[unlikely]]  // only then may it be below the threshold, which costs a division
    for (const Word threshold = lemire_threshold(range); p.low < threshold;) p = multiply(next(), count);
  return p.high;
}

template <class Word, class Next>
Word masked(Word range, Word mask, Next next) {
  Word value;
  do value = static_cast<Word>(next() & mask);
  while (value > range);
  return value;
}

template <Bounding method, class Bits>
std::uint32_t bounded_uint32(Bits& bits, std::uint32_t range) {
  const auto next = [&] { return bits.next_uint32(); };
  if (range == 0xffffffffu) return next();
  if constexpr (method == Bounding::masked) return masked(range, static_cast<std::uint32_t>(mask_over(range)), next);
  else return lemire(range, next);
}

// Ranges that fit take 32-bit words, so that they cost half as much.
template <Bounding method, class Bits>
std::uint64_t bounded_uint64(Bits& bits, std::uint64_t range) {
  if (range == 0) return 0;
  if (range <= 0xffffffffu) return bounded_uint32<method>(bits, static_cast<std::uint32_t>(range));
  const auto next = [&] { return bits.next_uint64(); };
  if (range == ~std::uint64_t{0}) return next();
  if constexpr (method == Bounding::masked) return masked(range, mask_over(range), next);
  else return lemire(range, next);
}

// A position in [0, last] as shuffles draw it: by mask and rejection in both families.
template <class Bits>
std::uint64_t interval(Bits& bits, std::uint64_t last) {
  return bounded_uint64<Bounding::masked>(bits, last);
}

// Pieces of Count bits from 32-bit words, low bits first.
template <int Count>
struct Pieces {
  std::uint32_t word = 0;
  int left = 0;
  template <class Bits>
  std::uint32_t next(Bits& bits) {
    if (left == 0) {
      word = bits.next_uint32();
      left = 32 / Count - 1;
    } else {
      word >>= Count;
      --left;
    }
    return word;
  }
};

// Draws one integer after the other for one call; T is the element type.
template <Bounding method, class T>
struct Bounded {
  template <class Bits>
  T draw(Bits& bits, std::uint64_t offset, std::uint64_t range) {
    return static_cast<T>(offset + bounded_uint64<method>(bits, range));
  }
};

template <Bounding method>
struct Bounded<method, std::int32_t> {
  template <class Bits>
  std::int32_t draw(Bits& bits, std::uint64_t offset, std::uint64_t range) {
    const std::uint32_t value = range == 0 ? 0 : bounded_uint32<method>(bits, static_cast<std::uint32_t>(range));
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(offset) + value);
  }
};

template <Bounding method>
struct Bounded<method, std::uint8_t> {
  Pieces<8> pieces;
  template <class Bits>
  std::uint8_t draw(Bits& bits, std::uint64_t offset, std::uint64_t range) {
    const auto next = [&] { return static_cast<std::uint8_t>(pieces.next(bits)); };
    std::uint8_t value;
    if (range == 0) value = 0;
    else if (range == 0xff) value = next();
    else if constexpr (method == Bounding::masked)
      value = masked(static_cast<std::uint8_t>(range), static_cast<std::uint8_t>(mask_over(range)), next);
    else value = lemire(static_cast<std::uint8_t>(range), next);
    return static_cast<std::uint8_t>(offset + value);
  }
};

template <Bounding method>
struct Bounded<method, bool> {
  Pieces<1> pieces;
  template <class Bits>
  bool draw(Bits& bits, std::uint64_t offset, std::uint64_t range) {
    return range == 0 ? offset != 0 : (pieces.next(bits) & 1) != 0;
  }
};

}  // namespace perilune::random
