#pragma once
// Generator: NumPy's default_rng and its methods, number for number.

#include <memory>
#include <variant>

#include "kernels/random/mt19937.h"
#include "kernels/random/pcg64.h"
#include "kernels/random/stream.h"

namespace perilune::random {

// A source of bits, with the seeds it came from when they are known. Generators may share one.
struct BitGenerator {
  std::variant<Pcg64, std::unique_ptr<Mt19937>> engine;  // the second is 5 KB
  std::optional<SeedSequence> seeds;

  static std::shared_ptr<BitGenerator> pcg64(const SeedSequence& seeds);
  static std::shared_ptr<BitGenerator> mt19937(const SeedSequence& seeds);
  // One like this for each of n children of the seeds. Throws ValueError when there are no seeds to spawn from.
  std::vector<std::shared_ptr<BitGenerator>> spawn(Context& ctx, std::int64_t n);
};

enum class ExponentialMethod { ziggurat, inversion };

class Generator final : public Stream {
 public:
  explicit Generator(const SeedSequence& seeds) : bits_(BitGenerator::pcg64(seeds)) {}
  explicit Generator(std::shared_ptr<BitGenerator> bits) : bits_(std::move(bits)) {}

  const std::shared_ptr<BitGenerator>& bits() const { return bits_; }

  // These four also give float32, by other numbers than float64. `out` is contiguous.
  void random(Context& ctx, const View& out);
  void standard_normal(Context& ctx, const View& out);
  void standard_exponential(Context& ctx, const View& out, ExponentialMethod method = ExponentialMethod::ziggurat);

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
  // Each lane along the axis is reordered by itself.
  void permuted(Context& ctx, const View& x, int axis);

 private:
  template <class Map>
  void random_mapped(Context& ctx, std::span<double> out, Map map);

  std::shared_ptr<BitGenerator> bits_;
};

}  // namespace perilune::random
