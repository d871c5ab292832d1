#pragma once
// Minimisation with bounds by a quasi-Newton method of limited memory.

#include "kernels/optimize/minimize.h"

namespace perilune::optimize {

struct LbfgsbOptions : MinimizeOptions {
  std::int64_t maxcor = 10;                                    // corrections that stand for the Hessian
  double ftol = 1e7 * std::numeric_limits<double>::epsilon();  // done when an iteration gains less, relative to f
  double gtol = 1e-5;       // or when no component of the projected gradient is larger
  std::int64_t maxls = 20;  // line search steps per iteration
};

struct LbfgsbResult : MinimizeResult {
  // The last corrections, oldest first, one per row: differences of x and of gradients. They stand for the inverse
  // Hessian: see inverse_hessian_product.
  Array steps{}, gradient_changes{};
};

// Without limits, 15000 iterations and evaluations. x0 outside the bounds is moved inside, with a warning.
LbfgsbResult lbfgsb(Context& ctx, const Objective& objective, Point x0, const LbfgsbOptions& options = {});

// result = H vector, H being the inverse Hessian that k corrections (rows of n numbers) stand for.
void inverse_hessian_product(Context& ctx, const Array& steps, const Array& gradient_changes,
                             std::span<const double> vector, std::span<double> result);

}  // namespace perilune::optimize
