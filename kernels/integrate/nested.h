#pragma once
// Integrals over several variables: quad inside quad.

#include "kernels/integrate/quad.h"

namespace perilune::integrate {

struct Range {
  double low, high;
};

struct NestedResult {
  double value, error;  // the largest error of a single integral
  std::int64_t evaluations = 0;
  int status = 0;  // of the first single integral that was not accurate
  std::string message{};
};

// Variable 0 is the innermost. `range` gives the limits of a variable, and is told those further out, nearest first.
// `options` has an entry for each variable; maxtime holds for all together.
NestedResult nested_quad(Context& ctx, FunctionRef<double(std::span<const double> x)> f, std::size_t n,
                         FunctionRef<Range(std::size_t variable, std::span<const double> outer)> range,
                         std::span<const QuadOptions> options,
                         double maxtime = std::numeric_limits<double>::infinity());

}  // namespace perilune::integrate
