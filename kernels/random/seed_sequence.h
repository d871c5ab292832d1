#pragma once
// SeedSequence: mixes entropy of any length into the start states of generators, as NumPy does, so that near seeds
// give unrelated streams. The hash is M. E. O'Neill's (pcg-random.org, "Developing a seed_seq alternative", 2015).

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "kernels/core/context.h"

namespace perilune::random {

using SeedWords = std::vector<std::uint32_t>;

// A non-negative integer as 32-bit words, least significant first; at least one word.
void append_seed(SeedWords& words, std::uint64_t value);
// The same for "12345…" or "0x1f…" of any length. Throws ValueError.
void append_seed(SeedWords& words, std::string_view digits);

class SeedSequence {
 public:
  static constexpr std::uint32_t default_pool = 4;

  // The words of all seeds after each other. Throws ValueError when the pool is smaller than four words.
  explicit SeedSequence(SeedWords entropy, std::vector<std::uint64_t> spawn_key = {},
                        std::uint32_t pool_size = default_pool, std::uint64_t children_spawned = 0);
  explicit SeedSequence(std::uint64_t seed) : SeedSequence(words_of(seed)) {}
  // Fresh entropy from the operating system.
  static SeedSequence from_system(std::uint32_t pool_size = default_pool);

  // Each call gives the same words; a longer answer begins with the shorter one.
  void generate(std::span<std::uint32_t> words) const;
  void generate(std::span<std::uint64_t> words) const;
  // The first of these, and can be stopped.
  void generate(Context& ctx, std::span<std::int64_t> words) const;
  // Children whose streams are independent of each other, of this one and of every child spawned before. When it is
  // stopped, none has been spawned.
  std::vector<SeedSequence> spawn(Context& ctx, std::int64_t n);

  const SeedWords& entropy() const { return entropy_; }
  const std::vector<std::uint64_t>& spawn_key() const { return spawn_key_; }
  std::uint32_t pool_size() const { return static_cast<std::uint32_t>(pool_.size()); }
  std::uint64_t children_spawned() const { return children_spawned_; }

 private:
  static SeedWords words_of(std::uint64_t seed) {
    SeedWords words;
    append_seed(words, seed);
    return words;
  }

  SeedSequence child(std::uint64_t key) const;

  SeedWords entropy_, pool_;
  std::vector<std::uint64_t> spawn_key_;
  std::uint64_t children_spawned_;
};

}  // namespace perilune::random
