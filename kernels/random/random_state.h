#pragma once
// RandomState: NumPy's legacy functions (random.seed, rand, randn, randint …), number for number.

#include "kernels/random/sources.h"
#include "kernels/random/stream.h"

namespace perilune::random {

class RandomState final : public Stream {
 public:
  struct State {
    Mt19937::State engine;
    WaitingNormal waiting;
    bool operator==(const State&) const = default;
  };

  // Fresh entropy from the operating system.
  RandomState() { seed(); }
  explicit RandomState(std::int64_t value) { seed(value); }
  explicit RandomState(const State& state) { set_state(state); }

  void seed();
  // In [0, 2^32). Throws ValueError.
  void seed(std::int64_t value);
  // A list of such, not empty.
  void seed(std::span<const std::int64_t> values);

  State state() const { return {engine_.state(), waiting_}; }
  // Throws ValueError when the position is not one of 0 … 624.
  void set_state(const State& state);

  void random(Context& ctx, std::span<double> out) override;
  void draw(Context& ctx, Distribution distribution, const View& out, std::span<const Parameter> parameters) override;
  void integers(Context& ctx, const View& out, const Parameter& low, const Parameter& high,
                bool endpoint = false) override;
  void choice(Context& ctx, std::int64_t population, const View& out, const ChoiceOptions& options = {}) override;
  void shuffle(Context& ctx, const View& x, int axis = 0) override;
  void bytes(Context& ctx, std::span<std::uint8_t> out) override;
  double next_unit() override;
  double next_normal() override;
  double next_exponential() override;
  std::uint64_t next_integer(std::uint64_t range) override;

 private:
  Mt19937 engine_ = Mt19937::from_integer(0);
  WaitingNormal waiting_;
};

}  // namespace perilune::random
