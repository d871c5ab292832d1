#include "kernels/random/mt19937.h"

#include <algorithm>

namespace perilune::random {

namespace {

constexpr int n = Mt19937::length, m = 397;

std::uint32_t spread(std::uint32_t word) { return word ^ word >> 30; }

// Knuth's linear congruence (The Art of Computer Programming 2, 3.3.4, line 26 of table 1), a word for each place.
std::array<std::uint32_t, n> generate_key(std::uint32_t seed) {
  std::array<std::uint32_t, n> key;
  key[0] = seed;
  for (std::uint32_t i = 1; i < n; ++i) key[i] = 1812433253u * spread(key[i - 1]) + i;
  return key;
}

std::uint32_t twisted(std::uint32_t high, std::uint32_t low) {
  const std::uint32_t y = (high & 0x80000000u) | (low & 0x7fffffffu);
  return y >> 1 ^ ((0u - (y & 1)) & 0x9908b0dfu);
}

}  // namespace

Mt19937::Mt19937(const SeedSequence& seed) {
  seed.generate(std::span(key_));
  key_[0] = 0x80000000u;   // not all zero
  position_ = length - 1;  // NumPy's habit: the last word of the seed is given out first
  temper();
}

Mt19937 Mt19937::from_integer(std::uint32_t seed) {
  Mt19937 engine;
  engine.key_ = generate_key(seed);
  return engine;
}

Mt19937 Mt19937::from_key(std::span<const std::uint32_t> key) {
  Mt19937 engine;
  auto& mt = engine.key_;
  mt = generate_key(19650218u);
  std::size_t i = 1, j = 0;
  const auto forward = [&] {
    if (++i < n) return;
    mt[0] = mt[n - 1];
    i = 1;
  };
  for (std::size_t k = std::max<std::size_t>(n, key.size()); k > 0; --k) {
    mt[i] = (mt[i] ^ spread(mt[i - 1]) * 1664525u) + key[j] + static_cast<std::uint32_t>(j);
    forward();
    if (++j == key.size()) j = 0;
  }
  for (int k = n - 1; k > 0; --k) {
    mt[i] = (mt[i] ^ spread(mt[i - 1]) * 1566083941u) - static_cast<std::uint32_t>(i);
    forward();
  }
  mt[0] = 0x80000000u;
  return engine;
}

void Mt19937::set_state(const State& state) {
  key_ = state.key;
  position_ = state.position;
  temper();
}

void Mt19937::twist() {
  std::uint32_t* mt = key_.data();
  for (int i = 0; i < n - m; ++i) mt[i] = mt[i + m] ^ twisted(mt[i], mt[i + 1]);
  for (int i = n - m; i < n - 1; ++i) mt[i] = mt[i + m - n] ^ twisted(mt[i], mt[i + 1]);
  mt[n - 1] = mt[m - 1] ^ twisted(mt[n - 1], mt[0]);
  position_ = 0;
  temper();
}

void Mt19937::temper() {
  for (std::size_t i = 0; i < n; ++i) {
    std::uint32_t y = key_[i];
    y ^= y >> 11;
    y ^= y << 7 & 0x9d2c5680u;
    y ^= y << 15 & 0xefc60000u;
    words_[i] = y ^ y >> 18;
  }
}

}  // namespace perilune::random
