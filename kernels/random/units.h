#pragma once
// From words to numbers in [0, 1), and runs of words, for any source of bits.

#include <cstdint>
#include <span>
#include <type_traits>

#include "kernels/random/mt19937.h"

namespace perilune::random {

// 53 bits as a float64, 24 bits as a float32. Processors convert signed integers faster.
inline double unit_from(std::uint64_t word) {
  return static_cast<double>(static_cast<std::int64_t>(word >> 11)) * 0x1p-53;
}
inline float unit_from(std::uint32_t word) {
  return static_cast<float>(static_cast<std::int32_t>(word >> 8)) * 0x1p-24f;
}

template <class Word, class Bits>
Word next_word(Bits& bits) {
  if constexpr (std::is_same_v<Word, std::uint64_t>) return bits.next_uint64();
  else return bits.next_uint32();
}

template <class Real, class Bits>
Real unit(Bits& bits) {
  if constexpr (std::is_same_v<Real, float>) {
    return unit_from(bits.next_uint32());
  } else if constexpr (std::is_same_v<Bits, Mt19937>) {  // 27 and 26 bits, as its authors put them together
    const std::uint32_t a = bits.next_uint32() >> 5, b = bits.next_uint32() >> 6;
    return (a * 0x1p26 + b) * 0x1p-53;
  } else {
    return unit_from(bits.next_uint64());
  }
}

// Whether the source shows its next words in runs, so that a loop may read them without asking for each.
template <class Word, class Bits>
concept has_words = requires(Bits& b) {
  b.words32();
}
&&(std::is_same_v<Word, std::uint32_t> || requires(Bits & b) { b.words64(); });

template <class Word, class Bits>
std::span<const Word> words_at_hand(Bits& bits) {
  if constexpr (std::is_same_v<Word, std::uint64_t>) return bits.words64();
  else return bits.words32();
}

template <class Word, class Bits>
void skip_words(Bits& bits, std::size_t n) {
  if constexpr (std::is_same_v<Word, std::uint64_t>) bits.skip64(n);
  else bits.skip32(n);
}

}  // namespace perilune::random
