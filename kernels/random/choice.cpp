#include "kernels/random/choice.h"

#include <bit>
#include <cmath>

namespace perilune::random {

namespace {

double probability(const View& p, std::int64_t i) {
  if (p.dtype == DType::float64) return p.at<double>(i);
  return load(p.dtype, p.data + i * p.strides[0]).real();
}

template <class F>
void each_position(Context& ctx, std::int64_t n, F f) {
  for (std::int64_t begin = 0; begin < n; begin += draws_between_polls) {
    ctx.poll();
    for (std::int64_t i = begin, end = std::min(n, begin + draws_between_polls); i < end; ++i) f(i);
  }
}

// Kahan's compensated sum: what the tolerance below is measured against.
double compensated_sum(Context& ctx, const View& p) {
  double sum = 0, lost = 0;
  each_position(ctx, p.shape[0], [&](std::int64_t i) {
    const double y = probability(p, i) - lost, t = sum + y;
    lost = t - sum - y;
    sum = t;
  });
  return sum;
}

void check_probabilities(Context& ctx, const View& p, std::int64_t population) {
  if (is_complex(p.dtype)) throw ValueError(format("p must be real, got %s", name(p.dtype)));
  if (p.ndim != 1) throw ShapeError(format("p must have one axis, got %s", shape_text(p.dims()).c_str()));
  if (p.shape[0] != population)
    throw ShapeError(format("p must have %lld entries, one for each of a, got %lld", static_cast<long long>(population),
                            static_cast<long long>(p.shape[0])));
  const double sum = compensated_sum(ctx, p);
  if (std::isnan(sum)) throw ValueError("p must not hold nan or opposite infinities");
  each_position(ctx, population, [&](std::int64_t i) {
    if (probability(p, i) < 0)
      throw ValueError(format("p must not be negative, got %s", number_text(probability(p, i)).c_str()));
  });
  const double tolerance = p.dtype == DType::float32 ? std::sqrt(0x1p-23) : std::sqrt(0x1p-52);
  if (std::fabs(sum - 1) > tolerance)
    throw ValueError(format("p must sum to 1, got a sum of %s", number_text(sum).c_str()));
}

// Finds positions in a rising list of running sums that ends with 1: the first whose sum is above u.
class Inverse {
 public:
  Inverse(Context& ctx, std::int64_t population)
      : sums_(Array::empty(ctx, DType::float64, {population})), guide_(ctx.vector<std::uint32_t>()) {}

  void accumulate(Context& ctx, std::span<const double> weights, std::int64_t lookups) {
    double* sums = sums_.as<double>();
    const std::size_t n = weights.size();
    double sum = 0;
    each_position(ctx, sums_.size(), [&](std::int64_t i) { sums[i] = sum += weights[static_cast<std::size_t>(i)]; });
    each_position(ctx, sums_.size(), [&](std::int64_t i) { sums[i] /= sum; });

    // A guide to each of `buckets` equal parts of [0, 1): most of them hold one position or two.
    const std::size_t wanted = std::min({4 * n, 2 * static_cast<std::size_t>(lookups), std::size_t{1} << 20});
    guide_.clear();
    if (wanted < 16 || n > UINT32_MAX) return;
    guide_.resize(std::bit_ceil(wanted) + 1);
    buckets_ = static_cast<double>(guide_.size() - 1);  // a power of two, so that u * buckets_ is exact
    std::size_t i = 0;
    for (std::size_t k = 0; k + 1 < guide_.size(); ++k) {
      while (i < n && sums[i] <= static_cast<double>(k) / buckets_) ++i;
      guide_[k] = static_cast<std::uint32_t>(i);
    }
    guide_.back() = static_cast<std::uint32_t>(n);
  }

  std::int64_t operator()(double u) const {
    const double* sums = sums_.as<double>();
    std::int64_t low = 0, high = sums_.size();
    if (!guide_.empty()) {
      const auto k = static_cast<std::size_t>(u * buckets_);
      low = guide_[k];
      high = guide_[k + 1];
      if (high - low <= 8) {
        while (low < high && sums[low] <= u) ++low;
        return low;
      }
    }
    return std::upper_bound(sums + low, sums + high, u) - sums;
  }

 private:
  Array sums_;
  CountedVector<std::uint32_t> guide_;
  double buckets_ = 0;
};

// Draws numbers in batches and hands each to f.
template <class F>
void each_unit(Context& ctx, Stream& stream, std::size_t n, F f) {
  double batch[1024];
  for (std::size_t begin = 0; begin < n; begin += 1024) {
    const std::span<double> units(batch, std::min<std::size_t>(1024, n - begin));
    stream.random(ctx, units);
    for (const double u : units) f(u);
  }
}

}  // namespace

void check_choice(Context& ctx, std::int64_t population, std::int64_t n, const ChoiceOptions& options) {
  if (population < 0 || (population == 0 && n > 0))
    throw ValueError(format("a must have something to draw from, got %lld", static_cast<long long>(population)));
  if (options.probabilities) check_probabilities(ctx, *options.probabilities, population);
  if (options.replace) return;
  if (n > population)
    throw ValueError(format("size must be at most %lld without replacement, got %lld",
                            static_cast<long long>(population), static_cast<long long>(n)));
  if (!options.probabilities) return;
  std::int64_t possible = 0;
  each_position(ctx, population, [&](std::int64_t i) { possible += probability(*options.probabilities, i) > 0; });
  if (possible < n)
    throw ValueError(format("p must have at least %lld entries above 0 without replacement, got %lld",
                            static_cast<long long>(n), static_cast<long long>(possible)));
}

void choose_weighted(Context& ctx, Stream& stream, std::span<std::int64_t> out, const ChoiceOptions& options) {
  const View& p = *options.probabilities;
  const std::int64_t population = p.shape[0];
  if (out.empty()) return;
  const Array copy = Array::empty(ctx, DType::float64, {population});
  const std::span weights(copy.as<double>(), static_cast<std::size_t>(population));
  each_position(ctx, population, [&](std::int64_t i) { weights[static_cast<std::size_t>(i)] = probability(p, i); });
  Inverse inverse(ctx, population);
  std::size_t found = 0;
  if (options.replace) {
    inverse.accumulate(ctx, weights, static_cast<std::int64_t>(out.size()));
    each_unit(ctx, stream, out.size(), [&](double u) { out[found++] = inverse(u); });
    return;
  }
  auto taken = ctx.vector<std::uint8_t>(static_cast<std::size_t>(population));
  while (found < out.size()) {
    ctx.poll();
    const std::size_t missing = out.size() - found, before = found;
    inverse.accumulate(ctx, weights, static_cast<std::int64_t>(missing));
    each_unit(ctx, stream, missing, [&](double u) {
      const std::int64_t position = inverse(u);
      if (std::exchange(taken[static_cast<std::size_t>(position)], std::uint8_t{1}) == 0) out[found++] = position;
    });
    for (std::size_t k = before; k < found; ++k) weights[static_cast<std::size_t>(out[k])] = 0;
  }
}

}  // namespace perilune::random
