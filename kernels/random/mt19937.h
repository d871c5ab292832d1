#pragma once
// MT19937, the Mersenne Twister: the generator behind NumPy's legacy functions. M. Matsumoto and T. Nishimura,
// ACM Transactions on Modeling and Computer Simulation 8 (1998).

#include <array>
#include <cstdint>
#include <span>

#include "kernels/random/seed_sequence.h"

namespace perilune::random {

class Mt19937 {
 public:
  static constexpr int length = 624;
  // As NumPy shows it: position is that of the next word, 624 when all have been drawn.
  struct State {
    std::array<std::uint32_t, length> key{};
    int position = length;
    bool operator==(const State&) const = default;
  };

  // Seeded as MT19937(seed) is.
  explicit Mt19937(const SeedSequence& seed);
  explicit Mt19937(const State& state) { set_state(state); }
  // Seeded as RandomState(seed) is, by init_genrand.
  static Mt19937 from_integer(std::uint32_t seed);
  // Seeded as RandomState({…}) is, by init_by_array; the key must not be empty.
  static Mt19937 from_key(std::span<const std::uint32_t> key);

  State state() const { return {key_, position_}; }
  void set_state(const State& state);

  std::uint32_t next_uint32() {
    if (position_ == length) twist();
    return words_[static_cast<std::size_t>(position_++)];
  }
  std::uint64_t next_uint64() {
    const std::uint64_t high = next_uint32();
    return high << 32 | next_uint32();
  }
  // The words at hand, one or more; `skip32` marks how many were drawn.
  std::span<const std::uint32_t> words32() {
    if (position_ == length) twist();
    return std::span<const std::uint32_t>(words_).subspan(static_cast<std::size_t>(position_));
  }
  void skip32(std::size_t n) { position_ += static_cast<int>(n); }

 private:
  Mt19937() = default;
  void twist();
  void temper();

  std::array<std::uint32_t, length> key_{};
  std::array<std::uint32_t, length> words_{};  // the key's words as they are given out
  int position_ = length;
};

}  // namespace perilune::random
