#include "kernels/random/generator.h"

#include <cmath>
#include <type_traits>

#include "kernels/core/parallel.h"
#include "kernels/random/choice.h"
#include "kernels/random/draw.h"
#include "kernels/random/integers.h"
#include "kernels/random/shuffle.h"
#include "kernels/random/word_block.h"

namespace perilune::random {

namespace {

// Calls f with the engine's bits; about `words` words of 64 bits will be drawn.
template <class F>
void with_bits(BitGenerator& generator, std::int64_t words, F f) {
  std::visit(
      [&](auto& engine) {
        using Engine = std::remove_reference_t<decltype(engine)>;
        if constexpr (std::is_same_v<Engine, Pcg64>) {
          WordBlock<Pcg64> block(engine, words);
          f(block);
        } else {
          f(*engine);
        }
      },
      generator.engine);
}

// For single draws, straight from the engine.
template <class F>
auto with_engine(BitGenerator& generator, F f) {
  if (Pcg64* engine = std::get_if<Pcg64>(&generator.engine)) return f(*engine);
  return f(*std::get<std::unique_ptr<Mt19937>>(generator.engine));
}

float* float_data(const View& out) {
  if (out.dtype != DType::float32)
    throw ValueError(format("dtype must be float64 or float32, got %s", name(out.dtype)));
  return sample_data<float>(out);
}

}  // namespace

// Draws that take one word each: pieces of the stream are leapt to and filled side by side.
template <class Map>
void Generator::random_mapped(Context& ctx, std::span<double> out, Map map) {
  const auto n = static_cast<std::int64_t>(out.size());
  Pcg64* engine = std::get_if<Pcg64>(&bits_->engine);
  if (!engine)
    return with_bits(*bits_, n, [&](auto& bits) { fill(ctx, out.data(), n, [&] { return map(unit<double>(bits)); }); });
  const auto fill_piece = [&](Pcg64& from, std::int64_t begin, std::int64_t end) {
    ctx.poll();
    const auto piece = out.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
    from.fill(piece);
    for (double& x : piece) x = map(x);
  };
  constexpr std::int64_t grain = 1 << 15;  // 256 KB stay in the cache between filling and mapping
  if (n <= grain) return fill_piece(*engine, 0, n);
  const Pcg64 start = *engine;
  parallel_for(ctx, n, grain, [&](std::int64_t begin, std::int64_t end) {
    Pcg64 here = start;
    here.advance(static_cast<std::uint64_t>(begin));
    fill_piece(here, begin, end);
  });
  engine->advance(static_cast<std::uint64_t>(n));
}

std::shared_ptr<BitGenerator> BitGenerator::pcg64(const SeedSequence& seeds) {
  return std::make_shared<BitGenerator>(BitGenerator{Pcg64(seeds), seeds});
}

std::shared_ptr<BitGenerator> BitGenerator::mt19937(const SeedSequence& seeds) {
  return std::make_shared<BitGenerator>(BitGenerator{std::make_unique<Mt19937>(seeds), seeds});
}

std::vector<std::shared_ptr<BitGenerator>> BitGenerator::spawn(Context& ctx, std::int64_t n) {
  if (!seeds) throw ValueError("the generator must come from a seed to spawn others, got one set by its state");
  std::vector<std::shared_ptr<BitGenerator>> children;
  for (const SeedSequence& child : seeds->spawn(ctx, n)) {
    ctx.poll();
    children.push_back(std::holds_alternative<Pcg64>(engine) ? pcg64(child) : mt19937(child));
  }
  return children;
}

void Generator::random(Context& ctx, std::span<double> out) {
  random_mapped(ctx, out, [](double u) { return u; });
}

void Generator::random(Context& ctx, const View& out) {
  const std::int64_t n = out.size();
  if (out.dtype == DType::float64) return random(ctx, std::span(sample_data<double>(out), static_cast<std::size_t>(n)));
  float* data = float_data(out);
  with_bits(*bits_, n / 2 + 1, [&](auto& bits) {
    fill_mapped<std::uint32_t>(ctx, bits, data, n, [](std::uint32_t word) { return unit_from(word); });
  });
}

void Generator::standard_normal(Context& ctx, const View& out) {
  if (out.dtype == DType::float64) return draw(ctx, Distribution::standard_normal, out, {});
  float* data = float_data(out);
  const std::int64_t n = out.size();
  with_bits(*bits_, n / 2 + n / 128 + 1,
            [&](auto& bits) { fill_ziggurat<float, NormalShape>(ctx, bits, data, n, [](float x) { return x; }); });
}

void Generator::standard_exponential(Context& ctx, const View& out, ExponentialMethod method) {
  const std::int64_t n = out.size();
  const bool ziggurat = method == ExponentialMethod::ziggurat;
  if (out.dtype == DType::float64) {
    if (ziggurat) return draw(ctx, Distribution::standard_exponential, out, {});
    const std::span numbers(sample_data<double>(out), static_cast<std::size_t>(n));
    return random_mapped(ctx, numbers, [](double u) { return -std::log1p(-u); });
  }
  float* data = float_data(out);
  with_bits(*bits_, n / 2 + n / 128 + 1, [&](auto& bits) {
    if (ziggurat) return fill_ziggurat<float, ExponentialShape>(ctx, bits, data, n, [](float x) { return x; });
    // NumPy takes this logarithm in float64.
    fill_mapped<std::uint32_t>(ctx, bits, data, n, [](std::uint32_t word) {
      return static_cast<float>(-std::log1p(static_cast<double>(-unit_from(word))));
    });
  });
}

void Generator::draw(Context& ctx, Distribution distribution, const View& out, std::span<const Parameter> parameters) {
  check_parameters(ctx, distribution, out.dims(), parameters, false);
  const std::int64_t n = out.size();
  std::array<double, 2> bounds;
  if (distribution == Distribution::uniform && single_values(parameters, bounds)) {
    const double low = bounds[0], range = bounds[1] - low;
    const std::span numbers(sample_data<double>(out), static_cast<std::size_t>(n));
    return random_mapped(ctx, numbers, [=](double u) { return low + range * u; });
  }
  with_bits(*bits_, n + n / 64, [&](auto& bits) {
    Modern source(bits);
    fill_distribution(ctx, source, distribution, out, parameters);
  });
}

void Generator::integers(Context& ctx, const View& out, const Parameter& low, const Parameter& high, bool endpoint) {
  const View from = low.view(), to = high.view();
  check_bounds(ctx, out.dtype, out.dims(), from, to, endpoint);
  const std::int64_t n = out.size();
  const std::int64_t words = n / static_cast<std::int64_t>(8 / itemsize(out.dtype)) + 1;
  with_bits(*bits_, words, [&](auto& bits) { fill_integers<Bounding::lemire>(ctx, bits, out, from, to, endpoint); });
}

void Generator::choice(Context& ctx, std::int64_t population, const View& out, const ChoiceOptions& options) {
  const std::int64_t n = out.size();
  const std::span positions(sample_data<std::int64_t>(out), static_cast<std::size_t>(n));
  check_choice(ctx, population, n, options);
  if (n == 0) return;
  if (options.probabilities) return choose_weighted(ctx, *this, positions, options);
  if (options.replace) return integers(ctx, out, Parameter::integer(0), Parameter::integer(population));
  with_bits(*bits_, n, [&](auto& bits) { choose_distinct(ctx, bits, population, positions, options.shuffle); });
}

void Generator::shuffle(Context& ctx, const View& x, int axis) {
  with_bits(*bits_, x.shape[axis] / 2 + 1, [&](auto& bits) { shuffle_axis(ctx, bits, x, axis); });
}

void Generator::permuted(Context& ctx, const View& x, int axis) {
  if (x.size() == 0) return;
  with_bits(*bits_, x.size() / 2 + 1, [&](auto& bits) {
    Dims rest(x.dims());
    rest[axis] = 1;
    std::array<View, 1> lanes{x};
    lanes[0].shape = rest.data();
    ParameterWalk<1> walk(rest, lanes);
    const std::int64_t n = lanes[0].size();
    for (std::int64_t i = 0; i < n; ++i, walk.next()) {
      const View lane{const_cast<std::byte*>(walk.at(0)), x.shape + axis, x.strides + axis, 1, x.dtype};
      shuffle_axis(ctx, bits, lane, 0);
    }
  });
}

void Generator::bytes(Context& ctx, std::span<std::uint8_t> out) {
  with_bits(*bits_, static_cast<std::int64_t>(out.size() / 8 + 1), [&](auto& bits) { fill_bytes(ctx, bits, out); });
}

double Generator::next_unit() {
  return with_engine(*bits_, [](auto& bits) { return unit<double>(bits); });
}
double Generator::next_normal() {
  return with_engine(*bits_, [](auto& bits) { return Modern(bits).normal(); });
}
double Generator::next_exponential() {
  return with_engine(*bits_, [](auto& bits) { return Modern(bits).exponential(); });
}
std::uint64_t Generator::next_integer(std::uint64_t range) {
  return with_engine(*bits_, [range](auto& bits) { return bounded_uint64<Bounding::lemire>(bits, range); });
}

}  // namespace perilune::random
