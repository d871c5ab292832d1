#pragma once
// Minimisation by conjugate gradients, without bounds.

#include "kernels/optimize/descent.h"

namespace perilune::optimize {

// Without limits, 200 iterations per variable. Bounds are refused by ValueError.
MinimizeResult conjugate_gradient(Context& ctx, const Objective& objective, Point x0,
                                  const DescentOptions& options = {});

}  // namespace perilune::optimize
