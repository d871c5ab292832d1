#pragma once
// PCG64, the generator behind default_rng: a 128-bit linear congruence, each state permuted to 64 bits by a xor of its
// halves and a rotation that its top bits choose (XSL-RR). M. E. O'Neill, HMC-CS-2014-0905 (2014).

#include <bit>
#include <cstdint>
#include <span>

#include "kernels/random/seed_sequence.h"
#include "kernels/random/uint128.h"

namespace perilune::random {

// As NumPy shows it: one half of a drawn word may wait for the next 32-bit draw.
struct Pcg64State {
  std::uint64_t state_high = 0, state_low = 0, increment_high = 0, increment_low = 1;
  bool has_half = false;
  std::uint32_t half = 0;
  bool operator==(const Pcg64State&) const = default;
};

template <class Wide>
class Pcg64Engine {
 public:
  explicit Pcg64Engine(const SeedSequence& seed);
  explicit Pcg64Engine(const Pcg64State& state);
  Pcg64State state() const;

  std::uint64_t next_uint64() {
    state_ = state_ * multiplier() + increment_;
    return output(state_);
  }
  // The low half of a fresh word, then its high half.
  std::uint32_t next_uint32() {
    if (has_half_) {
      has_half_ = false;
      return half_;
    }
    const std::uint64_t word = next_uint64();
    has_half_ = true;
    half_ = static_cast<std::uint32_t>(word >> 32);
    return static_cast<std::uint32_t>(word);
  }

  // The next 64-bit words in bulk, several congruences side by side.
  void fill(std::span<std::uint64_t> words);
  // The same, as floats in [0, 1) of 53 bits.
  void fill(std::span<double> numbers);
  // Moves on as if `steps` words had been drawn.
  void advance(std::uint64_t steps);

 private:
  template <class>
  friend class WordBlock;

  static constexpr Wide multiplier() { return wide<Wide>(2549297995355413924u, 4865540595714422341u); }
  static std::uint64_t output(Wide s) {
    return std::rotr(high_word(s) ^ low_word(s), static_cast<int>(high_word(s) >> 58));
  }
  template <class T, class F>
  void fill_with(std::span<T> out, F convert);

  Wide state_{}, increment_{};
  bool has_half_ = false;
  std::uint32_t half_ = 0;
};

using Pcg64 = Pcg64Engine<UInt128>;

}  // namespace perilune::random
