#pragma once
// The distinct elements of an array, sorted.

#include <optional>

#include "kernels/core/array.h"

namespace perilune {

struct UniqueOptions {
  bool index = false, inverse = false, counts = false;  // which of the results below to compute
  bool equal_nan = true;                                // all NaN are one element; along an axis they never are
  std::optional<int> axis;                              // from 0: distinct sub-arrays instead, in lexicographic order
};

// Positions (int64) count from 0.
struct Unique {
  Array values;
  Array index;    // where each is first met: in row-major order, or along the axis
  Array inverse;  // which of the values each element is, one after the other in row-major order, or along the axis
  Array counts;
};

Unique unique(Context& ctx, const View& a, const UniqueOptions& options = {});

}  // namespace perilune
