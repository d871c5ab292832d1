#pragma once
// Minimisation by quasi-Newton steps (BFGS), without bounds.

#include "kernels/optimize/descent.h"

namespace perilune::optimize {

struct BfgsOptions : DescentOptions {
  double xrtol = 0;  // or when a step is this short against x
};

// Without limits, 200 iterations per variable. Bounds are refused by ValueError.
MinimizeResult bfgs(Context& ctx, const Objective& objective, Point x0, const BfgsOptions& options = {});

}  // namespace perilune::optimize
