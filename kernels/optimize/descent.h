#pragma once
// The frame of methods that step along one direction after another; BFGS and CG supply the direction.

#include "kernels/optimize/line_search.h"
#include "kernels/optimize/minimize.h"

namespace perilune::optimize {

struct DescentOptions : MinimizeOptions {
  double gtol = 1e-5;                                     // done when the norm of the gradient is no larger
  double norm = std::numeric_limits<double>::infinity();  // its order
};

// How the descent methods end: SciPy's numbers and words.
enum class Descent { converged, precision_loss, nan };
Outcome descent_outcome(Ending ending, Descent how);

struct DescentState {
  CountedVector<double> x, gradient, direction, next_x, next_gradient, all;
  double value = 0, previous_value = 0, gradient_norm = 0;

  DescentState(Context& ctx, Point x0, bool return_all);
  void record(bool wanted) {
    if (wanted) all.insert(all.end(), x.begin(), x.end());
  }
};

Limits descent_limits(const DescentOptions& options, std::size_t n);
void check_descent(Point x0, const DescentOptions& options);
// f and gradient at the start, and the value that makes the first step about one long.
void start_descent(DescentState& state, Smooth& function, double norm);
MinimizeResult descent_result(Context& ctx, const Run& run, const Smooth& smooth, const DescentState& state,
                              Descent how, bool return_all);

}  // namespace perilune::optimize
