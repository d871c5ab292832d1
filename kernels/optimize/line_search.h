#pragma once
// A step along a descent direction that satisfies the strong Wolfe conditions.

#include "kernels/optimize/minimize.h"

namespace perilune::optimize {

struct LineSearchOptions {
  double c1 = 1e-4, c2 = 0.9;  // sufficient decrease, curvature
  double least = 1e-100, most = 1e100;
  // A further condition on steps that satisfy the others.
  std::optional<FunctionRef<bool(double step, Point x, Point gradient)>> accept{};
};

struct LineStep {
  bool found;
  double step, value;
};

// From x, where the function is `value` with this gradient; `previous_value` is that of the iterate before, which sets
// the first trial. First by interpolation as Moré and Thuente do it, then by bracketing and zooming, which finds steps
// where the first loses itself. Afterwards the function stands at the point found.
LineStep line_search(Context& ctx, Smooth& function, Point x, Point direction, Point gradient, double value,
                     double previous_value, const LineSearchOptions& options);

}  // namespace perilune::optimize
