// E. Polak and G. Ribière (1969), with M. Powell's restart and the descent test of J. Gilbert and J. Nocedal, SIAM
// Journal on Optimization 2 (1992). To choose for many variables, when n x n numbers are too many. Steps are SciPy's.

#include <algorithm>
#include <cmath>

#include "kernels/optimize/conjugate_gradient.h"

namespace perilune::optimize {

MinimizeResult conjugate_gradient(Context& ctx, const Objective& objective, Point x0, const DescentOptions& options) {
  check_descent(x0, options);
  const std::size_t n = x0.size();
  Run run(ctx, descent_limits(options, n), options.callback);
  Smooth function(ctx, run, objective, options.differences, n);
  DescentState s(ctx, x0, options.return_all);
  CountedVector<double> next = ctx.vector<double>(n);
  double steepness = 0;
  // The direction after a step to a point with gradient g.
  const auto turn = [&](Point g) {
    double slope = 0;
    for (std::size_t i = 0; i < n; ++i) slope += (g[i] - s.gradient[i]) * g[i];
    const double beta = std::max(0.0, slope / steepness);
    for (std::size_t i = 0; i < n; ++i) next[i] = -g[i] + beta * s.direction[i];
  };
  // The Wolfe conditions do not make sure that the next direction descends.
  const auto descends = [&](double, Point, Point g) {
    if (norm_of(g, options.norm) <= options.gtol) return true;
    turn(g);
    return dot(next, g) <= -0.01 * dot(g, g);
  };
  Descent how = Descent::converged;
  try {
    start_descent(s, function, options.norm);
    for (std::size_t i = 0; i < n; ++i) s.direction[i] = -s.gradient[i];
    while (s.gradient_norm > options.gtol && run.within_iterations()) {
      steepness = dot(s.gradient, s.gradient);
      const LineStep line = line_search(ctx, function, s.x, s.direction, s.gradient, s.value, s.previous_value,
                                        {.c2 = 0.4, .accept = descends});
      if (!line.found) {
        how = Descent::precision_loss;
        break;
      }
      s.previous_value = s.value;
      s.value = line.value;
      for (std::size_t i = 0; i < n; ++i) s.x[i] += line.step * s.direction[i];
      const Point g = function.gradient(s.x);
      turn(g);
      s.direction.swap(next);
      std::copy(g.begin(), g.end(), s.gradient.begin());
      s.gradient_norm = norm_of(s.gradient, options.norm);
      s.record(options.return_all);
      ++run.nit;
      if (!run.report(s.x, s.value)) break;
    }
  } catch (const LimitReached&) {
  }
  return descent_result(ctx, run, function, s, how, options.return_all);
}

}  // namespace perilune::optimize
