#pragma once
// Minimisation by quasi-Newton steps (BFGS) and by conjugate gradients (CG), without bounds.

#include "kernels/optimize/minimize.h"

namespace perilune::optimize {

struct BfgsOptions : MinimizeOptions {
  double gtol = 1e-5;                                     // done when the norm of the gradient is no larger
  double norm = std::numeric_limits<double>::infinity();  // its order
  double xrtol = 0;                                       // or when a step is this short against x (BFGS)
};

// Without limits, 200 iterations per variable. Bounds are refused by ValueError.
MinimizeResult bfgs(Context& ctx, const Objective& objective, Point x0, const BfgsOptions& options = {});
MinimizeResult conjugate_gradient(Context& ctx, const Objective& objective, Point x0, const BfgsOptions& options = {});

// How the descent methods end: SciPy's numbers and words.
enum class Descent { converged, precision_loss, nan };
Outcome descent_outcome(Ending ending, Descent how);

}  // namespace perilune::optimize
