#include "kernels/random/random_state.h"

#include "kernels/random/choice.h"
#include "kernels/random/draw.h"
#include "kernels/random/integers.h"
#include "kernels/random/shuffle.h"

namespace perilune::random {

namespace {

std::uint32_t checked_seed(std::int64_t value) {
  if (value < 0 || value > 0xffffffff)
    throw ValueError(format("seed must be between 0 and 2^32 - 1, got %lld", static_cast<long long>(value)));
  return static_cast<std::uint32_t>(value);
}

}  // namespace

void RandomState::seed() {
  Mt19937::State fresh = Mt19937(SeedSequence::from_system()).state();
  fresh.position = Mt19937::length;
  engine_.set_state(fresh);
  waiting_ = {};
}

void RandomState::seed(std::int64_t value) {
  engine_ = Mt19937::from_integer(checked_seed(value));
  waiting_ = {};
}

void RandomState::seed(std::span<const std::int64_t> values) {
  if (values.empty()) throw ValueError("seed must not be empty");
  SeedWords key;
  for (const std::int64_t value : values) key.push_back(checked_seed(value));
  engine_ = Mt19937::from_key(key);
  waiting_ = {};
}

void RandomState::set_state(const State& state) {
  if (state.engine.position < 0 || state.engine.position > Mt19937::length)
    throw ValueError(format("state must have its position in 0 to 624, got %d", state.engine.position));
  engine_.set_state(state.engine);
  waiting_ = state.waiting;
}

void RandomState::random(Context& ctx, std::span<double> out) {
  fill(ctx, out.data(), static_cast<std::int64_t>(out.size()), [&] { return unit<double>(engine_); });
}

void RandomState::draw(Context& ctx, Distribution distribution, const View& out,
                       std::span<const Parameter> parameters) {
  check_parameters(ctx, distribution, out.dims(), parameters, true);
  Legacy source(engine_, waiting_);
  fill_distribution(ctx, source, distribution, out, parameters);
}

void RandomState::integers(Context& ctx, const View& out, const Parameter& low, const Parameter& high, bool endpoint) {
  const View from = low.view(), to = high.view();
  check_bounds(ctx, out.dtype, out.dims(), from, to, endpoint);
  fill_integers<Bounding::masked>(ctx, engine_, out, from, to, endpoint);
}

void RandomState::choice(Context& ctx, std::int64_t population, const View& out, const ChoiceOptions& options) {
  const std::span positions(sample_data<std::int64_t>(out), static_cast<std::size_t>(out.size()));
  check_choice(ctx, population, out.size(), options);
  if (options.probabilities) return choose_weighted(ctx, *this, positions, options);
  if (options.replace) return integers(ctx, out, Parameter::integer(0), Parameter::integer(population));
  // The whole population is reordered, even for an empty sample.
  Array all = Array::empty(ctx, DType::int64, {population});
  permutation(ctx, all);
  std::copy_n(all.as<std::int64_t>(), positions.size(), positions.begin());
}

void RandomState::shuffle(Context& ctx, const View& x, int axis) { shuffle_axis(ctx, engine_, x, axis); }

void RandomState::bytes(Context& ctx, std::span<std::uint8_t> out) { fill_bytes(ctx, engine_, out); }

double RandomState::next_unit() { return unit<double>(engine_); }
double RandomState::next_normal() { return Legacy(engine_, waiting_).normal(); }
double RandomState::next_exponential() { return Legacy(engine_, waiting_).exponential(); }
std::uint64_t RandomState::next_integer(std::uint64_t range) {
  return bounded_uint64<Bounding::masked>(engine_, range);
}

}  // namespace perilune::random
