#pragma once
// The C++ side of a frozen distribution.

#include "stdlib/stats/distribution.h"

namespace perilune {

// Shapes, loc and scale: numbers, or arrays of its own.
struct Frozen {
  const DistributionEntry* entry = nullptr;
  std::array<double, stats::most_shapes + 2> values{};
  std::array<Array, stats::most_shapes + 2> arrays;  // where one is set, the number does not count
  bool single = true;                                // no arrays
};

}  // namespace perilune
