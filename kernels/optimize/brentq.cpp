// R. Brent, Algorithms for Minimization Without Derivatives (1973), chapter 4. The method of choice for a continuous
// function of one variable with a bracket: never slower than bisection by more than a factor, and superlinear near a
// simple root. The steps are SciPy's, whose extrapolation is a hyperbolic one through divided differences.

#include "kernels/optimize/brentq.h"

#include <cmath>

namespace perilune::optimize {

namespace {

struct Sample {
  double x, y;
};

// The state: `current` is the best point, `previous` the one before it, `opposite` one with the other sign. The root
// lies between current and opposite.
struct Brent {
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

void check(double a, double b, const BrentqOptions& options) {
  for (const auto& [name, value] : {std::pair{"a", a}, std::pair{"b", b}})
    if (!std::isfinite(value)) throw ValueError(format("%s must be finite, got %s", name, number_text(value).c_str()));
  if (!(options.xtol > 0)) throw ValueError("xtol must be greater than 0, got " + number_text(options.xtol));
  constexpr double least = 4 * std::numeric_limits<double>::epsilon();
  if (!(options.rtol >= least))
    throw ValueError(
        format("rtol must be at least %s, got %s", number_text(least).c_str(), number_text(options.rtol).c_str()));
  options.limits.check();
}

const char* message_of(Ending ending) {
  return ending == Ending::converged ? "The root lies within the tolerances." : minimize_outcome(ending).message;
}

}  // namespace

RootResult brentq(Context& ctx, const ScalarFunction& f, double a, double b, const BrentqOptions& options) {
  check(a, b, options);
  Run run(ctx, options.limits, options.callback);
  Sample best{a, std::numeric_limits<double>::infinity()};
  const auto sample = [&](double x) {
    const Sample s{x, run.evaluate(f, x)};
    if (std::isnan(s.y)) throw ValueError("f must not be nan between a and b, got nan at " + number_text(x));
    if (std::abs(s.y) < std::abs(best.y)) best = s;
    return s;
  };
  const auto finish = [&](double root) {
    const bool converged = run.ending() == Ending::converged;
    return RootResult{converged ? root : best.x,
                      run.nit,
                      run.nfev,
                      converged,
                      run.ending(),
                      converged ? 0 : -2,
                      converged ? "converged" : "convergence error",
                      message_of(run.ending())};
  };
  try {
    Brent state{sample(a), sample(b)};
    if (state.previous.y == 0) return finish(a);
    if (state.current.y == 0) return finish(b);
    if (std::signbit(state.previous.y) == std::signbit(state.current.y))
      throw ValueError(format("f must have different signs at a and b, got %s at %s and %s at %s",
                              number_text(state.previous.y).c_str(), number_text(a).c_str(),
                              number_text(state.current.y).c_str(), number_text(b).c_str()));
    while (run.within_iterations()) {
      ++run.nit;
      state.arrange();
      const double tolerance = (options.xtol + options.rtol * std::abs(state.current.x)) / 2;
      const double bisection = (state.opposite.x - state.current.x) / 2;
      if (state.current.y == 0 || std::abs(bisection) < tolerance) return finish(state.current.x);
      const double x = state.next(bisection, tolerance);
      state.previous = state.current;
      state.current = sample(x);
      if (!run.report(std::span(&best.x, 1), best.y)) break;
    }
  } catch (const LimitReached&) {
  }
  return finish(best.x);
}

}  // namespace perilune::optimize
