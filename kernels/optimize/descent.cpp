#include "kernels/optimize/descent.h"

#include <algorithm>
#include <cmath>

namespace perilune::optimize {

Outcome descent_outcome(Ending ending, Descent how) {
  switch (ending) {
    case Ending::maxiter: return {false, 1, "Maximum number of iterations has been exceeded."};
    case Ending::maxfev:
    case Ending::maxtime:
    case Ending::callback: return minimize_outcome(ending);
    default: break;
  }
  switch (how) {
    case Descent::precision_loss: return {false, 2, "Desired error not necessarily achieved due to precision loss."};
    case Descent::nan: return {false, 3, "NaN result encountered."};
    default: return {true, 0, "Optimization terminated successfully."};
  }
}

DescentState::DescentState(Context& ctx, Point x0, bool return_all)
    : x(ctx.vector<double>(x0.size())),
      gradient(ctx.vector<double>(x0.size())),
      direction(ctx.vector<double>(x0.size())),
      next_x(ctx.vector<double>(x0.size())),
      next_gradient(ctx.vector<double>(x0.size())),
      all(ctx.vector<double>()) {
  std::copy(x0.begin(), x0.end(), x.begin());
  record(return_all);
}

Limits descent_limits(const DescentOptions& options, std::size_t n) {
  Limits limits{options.maxiter.value_or(200 * static_cast<std::int64_t>(n)), options.maxfev.value_or(unlimited),
                options.maxtime};
  limits.check();
  return limits;
}

void check_descent(Point x0, const DescentOptions& options) {
  check_start(x0, options.lower, options.upper);
  if (!options.lower.empty()) throw ValueError("bounds must be left out by a method that has none, got some");
  check_tolerances({{"gtol", options.gtol}});
  if (std::isnan(options.norm) || options.norm == 0)
    throw ValueError("norm must be an order other than 0, got " + number_text(options.norm));
  check_differences(options.differences, x0.size(), "eps", "finite_diff_rel_step");
}

void start_descent(DescentState& s, Smooth& function, double norm) {
  s.value = function.value(s.x);
  const Point g = function.gradient(s.x);
  std::copy(g.begin(), g.end(), s.gradient.begin());
  s.previous_value = s.value + norm_of(s.gradient) / 2;
  s.gradient_norm = norm_of(s.gradient, norm);
}

MinimizeResult descent_result(Context& ctx, const Run& run, const Smooth& smooth, const DescentState& s, Descent how,
                              bool return_all) {
  if (how == Descent::converged && (std::isnan(s.gradient_norm) || std::isnan(s.value))) how = Descent::nan;
  MinimizeResult r = result_of(ctx, run, smooth, s.x, descent_outcome(run.ending(), how));
  if (return_all) r.all = rows_array(ctx, s.all, s.x.size());
  return r;
}

}  // namespace perilune::optimize
