#pragma once
// Stream: what every function that draws takes. Behind it stands a Generator (NumPy's default_rng) or a RandomState
// (NumPy's legacy functions); one virtual call per sample, none per number. Positions are counted from 0.

#include <optional>
#include <span>

#include "kernels/core/array.h"
#include "kernels/random/distributions.h"

namespace perilune::random {

struct ChoiceOptions {
  bool replace = true;
  bool shuffle = true;                // false saves work when the order does not matter and nothing is put back
  std::optional<View> probabilities;  // one for each position; they sum to 1
};

class Stream {
 public:
  virtual ~Stream() = default;

  // Floats in [0, 1), of 53 bits.
  virtual void random(Context& ctx, std::span<double> out) = 0;
  // One sample of `out`'s shape; parameters are single numbers or broadcast to it. `out` is contiguous, float64 or, for
  // the distributions that count, int64.
  virtual void draw(Context& ctx, Distribution distribution, const View& out,
                    std::span<const Parameter> parameters) = 0;
  // From low to high - 1, or to high with `endpoint`; int64 parameters. `out` is int64, int32, uint8 or bool.
  virtual void integers(Context& ctx, const View& out, const Parameter& low, const Parameter& high,
                        bool endpoint = false) = 0;
  // Positions below `population` into `out`, of int64.
  virtual void choice(Context& ctx, std::int64_t population, const View& out, const ChoiceOptions& options = {}) = 0;
  // Reorders x in place along an axis, of whatever dtype and layout.
  virtual void shuffle(Context& ctx, const View& x, int axis = 0) = 0;

  // 0 … n - 1 in a new order, into a contiguous int64 array of length n.
  void permutation(Context& ctx, const View& out);
  // Bytes as NumPy's bytes() gives them.
  virtual void bytes(Context& ctx, std::span<std::uint8_t> out) = 0;

  // One number at a time, unchecked: in [0, 1), standard normal, standard exponential, whole in [0, range].
  virtual double next_unit() = 0;
  virtual double next_normal() = 0;
  virtual double next_exponential() = 0;
  virtual std::uint64_t next_integer(std::uint64_t range) = 0;
};

}  // namespace perilune::random
