#pragma once
// Samples as tests see them: each slice along an axis contiguous, in float64.

#include <optional>

#include "kernels/core/array.h"
#include "kernels/stats/nan_policy.h"

namespace perilune::stats {

struct Slices {
  Array data;  // (count, length)
  Dims shape;  // of what is one number a slice
  std::int64_t count = 0, length = 0;
  std::span<double> slice(std::int64_t i) const {
    return {data.as<double>() + i * length, static_cast<std::size_t>(length)};
  }
};

// A copy; without an axis all elements are one slice. The array is real.
Slices slices(Context& ctx, const View& v, std::optional<int> axis);

// For each test of a shape to which the slices broadcast, which slice it is about: int64, row-major.
Array slice_numbers(Context& ctx, const Slices& s, const Dims& shape);

// Moves what is kept to the front, and gives what is left of the slice. ValueError under NanPolicy::raise.
std::span<double> without_nan(std::span<double> x, NanPolicy policy, const char* name);
// The same for pairs: both lose an element where either is nan.
std::size_t without_nan_pairs(std::span<double> x, std::span<double> y, NanPolicy policy);

}  // namespace perilune::stats
