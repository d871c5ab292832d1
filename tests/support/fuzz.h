#pragma once
// Bounded random runs: the seed is fixed, so a failure repeats; PERILUNE_FUZZ_SECONDS=60 lets a run go on.

#include <chrono>
#include <cstdint>
#include <cstdlib>

namespace perilune::test {

// SplitMix64 (Steele, Lea, Flood 2014): small, and the same on every machine.
class FuzzRandom {
 public:
  explicit FuzzRandom(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  std::int64_t between(std::int64_t low, std::int64_t high) {  // both included
    return low + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(high - low + 1));
  }
  bool chance(int percent) { return between(1, 100) <= percent; }

 private:
  std::uint64_t state_;
};

// for (FuzzRun run(5000); run.more();) ...: that many rounds, and more until the time asked for is over.
class FuzzRun {
 public:
  explicit FuzzRun(std::int64_t rounds) : rounds_(rounds) {
    if (const char* seconds = std::getenv("PERILUNE_FUZZ_SECONDS"))
      end_ += std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(std::atof(seconds)));
  }
  bool more() { return ++round_ <= rounds_ || Clock::now() < end_; }
  std::int64_t round() const { return round_; }

 private:
  using Clock = std::chrono::steady_clock;
  std::int64_t rounds_, round_ = 0;
  Clock::time_point end_ = Clock::now();
};

}  // namespace perilune::test
