// R. Brent, Algorithms for Minimization Without Derivatives (1973), chapter 4. The method of choice for a continuous
// function of one variable with a bracket: never slower than bisection by more than a factor, and superlinear near a
// simple root. The steps are SciPy's, whose extrapolation is a hyperbolic one through divided differences.

#include "kernels/optimize/roots.h"

#include <cmath>

namespace perilune::optimize {

namespace {

struct Sample {
  double x, y;
};

// The state: `current` is the best point, `previous` the one before it, `opposite` one with the other sign. The root
// lies between current and opposite.
struct Brent {
  bool hyperbolic;
  Sample previous, current, opposite{0, 0};
  double step = 0, step_before = 0;

  // Puts the bracket in order: after it, current has the smaller value.
  void arrange() {
    if (previous.y != 0 && current.y != 0 && std::signbit(previous.y) != std::signbit(current.y)) {
      opposite = previous;
      step = step_before = current.x - previous.x;
    }
    if (std::abs(opposite.y) < std::abs(current.y)) {
      previous = current;
      current = opposite;
      opposite = previous;
    }
  }

  // Where an interpolating curve crosses zero, as a step from current.
  double interpolate() const {
    if (previous.x == opposite.x) return -current.y * (current.x - previous.x) / (current.y - previous.y);
    const double to_previous = (previous.y - current.y) / (previous.x - current.x);
    const double to_opposite = (opposite.y - current.y) / (opposite.x - current.x);
    if (hyperbolic)
      return -current.y * (opposite.y - previous.y) / (opposite.y * to_previous - previous.y * to_opposite);
    return -current.y * (opposite.y * to_opposite - previous.y * to_previous) /
           (to_opposite * to_previous * (opposite.y - previous.y));
  }

  // The next point to look at. An interpolated step counts only if it is short against the bracket and against the step
  // before the last; otherwise the bracket is halved.
  double next(double bisection, double tolerance) {
    bool good = false;
    if (std::abs(step_before) > tolerance && std::abs(current.y) < std::abs(previous.y)) {
      const double trial = interpolate();
      good = 2 * std::abs(trial) < std::min(std::abs(step_before), 3 * std::abs(bisection) - tolerance);
      if (good) {
        step_before = step;
        step = trial;
      }
    }
    if (!good) step_before = step = bisection;
    if (std::abs(step) > tolerance) return current.x + step;
    return current.x + (bisection > 0 ? tolerance : -tolerance);
  }
};

RootResult brent(Context& ctx, const ScalarFunction& f, double a, double b, const BracketOptions& options,
                 bool hyperbolic) {
  check_bracket(a, b, options);
  RootSearch search(ctx, f, options.limits, options.callback);
  search.best_x = a;
  const auto sample = [&](double x) { return Sample{x, search.value(x)}; };
  try {
    const Sample first = sample(a);
    Brent state{hyperbolic, first, sample(b)};
    if (state.previous.y == 0) return search.result(a);
    if (state.current.y == 0) return search.result(b);
    search.need_signs(a, state.previous.y, b, state.current.y);
    while (search.run.within_iterations()) {
      ++search.run.nit;
      state.arrange();
      const double tolerance = (options.xtol + options.rtol * std::abs(state.current.x)) / 2;
      const double bisection = (state.opposite.x - state.current.x) / 2;
      if (state.current.y == 0 || std::abs(bisection) < tolerance) return search.result(state.current.x);
      const double x = state.next(bisection, tolerance);
      state.previous = state.current;
      state.current = sample(x);
      if (!search.run.report(std::span(&search.best_x, 1), search.best_y)) break;
    }
  } catch (const LimitReached&) {
  }
  return search.result(search.best_x);
}

}  // namespace

RootResult brentq(Context& ctx, const ScalarFunction& f, double a, double b, const BracketOptions& options) {
  return brent(ctx, f, a, b, options, false);
}

RootResult brenth(Context& ctx, const ScalarFunction& f, double a, double b, const BracketOptions& options) {
  return brent(ctx, f, a, b, options, true);
}

}  // namespace perilune::optimize
