// C. Ridders, IEEE Transactions on Circuits and Systems 26 (1979). Steps and tests are SciPy's.

#include "kernels/optimize/roots.h"

#include <algorithm>
#include <cmath>

namespace perilune::optimize {

const char* root_message(Ending ending) {
  return ending == Ending::converged ? "The root lies within the tolerances." : minimize_outcome(ending).message;
}

void check_bracket(double a, double b, const BracketOptions& options) {
  for (const auto& [name, value] : {std::pair{"a", a}, std::pair{"b", b}})
    if (!std::isfinite(value)) throw ValueError(format("%s must be finite, got %s", name, number_text(value).c_str()));
  if (!(options.xtol > 0)) throw ValueError("xtol must be greater than 0, got " + number_text(options.xtol));
  constexpr double least = 4 * std::numeric_limits<double>::epsilon();
  if (!(options.rtol >= least))
    throw ValueError(
        format("rtol must be at least %s, got %s", number_text(least).c_str(), number_text(options.rtol).c_str()));
  options.limits.check();
}

double RootSearch::value(double x) {
  const double y = run.evaluate(f_, x);
  if (std::isnan(y)) throw ValueError("f must not be nan between a and b, got nan at " + number_text(x));
  if (std::abs(y) < std::abs(best_y) || run.nfev == 1) {
    best_x = x;
    best_y = y;
  }
  return y;
}

void RootSearch::need_signs(double a, double fa, double b, double fb) const {
  if (std::signbit(fa) == std::signbit(fb))
    throw ValueError(format("f must have different signs at a and b, got %s at %s and %s at %s",
                            number_text(fa).c_str(), number_text(a).c_str(), number_text(fb).c_str(),
                            number_text(b).c_str()));
}

RootResult RootSearch::result(double root) const {
  const bool converged = run.ending() == Ending::converged;
  return {converged ? root : best_x,
          run.nit,
          run.nfev,
          converged,
          run.ending(),
          converged ? 0 : -2,
          converged ? "converged" : "convergence error",
          root_message(run.ending())};
}

RootResult bisect(Context& ctx, const ScalarFunction& f, double a, double b, const BracketOptions& options) {
  check_bracket(a, b, options);
  RootSearch search(ctx, f, options.limits, options.callback);
  search.best_x = a;
  try {
    const double fa = search.value(a);
    const double fb = search.value(b);
    if (fa == 0) return search.result(a);
    if (fb == 0) return search.result(b);
    search.need_signs(a, fa, b, fb);
    double width = b - a;
    while (search.run.within_iterations()) {
      ++search.run.nit;
      width *= 0.5;
      const double middle = a + width, fm = search.value(middle);
      if (std::signbit(fm) == std::signbit(fa)) a = middle;
      if (fm == 0 || std::abs(width) < options.xtol + options.rtol * std::abs(middle)) return search.result(middle);
      if (!search.run.report({&search.best_x, 1}, search.best_y)) break;
    }
  } catch (const LimitReached&) {
  }
  return search.result(a);
}

RootResult ridder(Context& ctx, const ScalarFunction& f, double a, double b, const BracketOptions& options) {
  check_bracket(a, b, options);
  RootSearch search(ctx, f, options.limits, options.callback);
  search.best_x = a;
  const auto sign = [](double v) { return v > 0 ? 1.0 : -1.0; };
  const double tolerance = options.xtol + options.rtol * (std::abs(a) + std::abs(b));
  double next = a;
  try {
    double fa = search.value(a), fb = search.value(b);
    if (fa == 0) return search.result(a);
    if (fb == 0) return search.result(b);
    search.need_signs(a, fa, b, fb);
    while (search.run.within_iterations()) {
      ++search.run.nit;
      const double half = 0.5 * (b - a), middle = a + half, fm = search.value(middle);
      double radicand = fm * fm - fa * fb, along = fm;
      if (!(radicand > 0) || !std::isfinite(radicand)) {  // products that overflow or vanish: scaled they do neither
        const double largest = std::max({std::abs(fa), std::abs(fb), std::abs(fm)});
        along = fm / largest;
        radicand = along * along - fa / largest * (fb / largest);
      }
      const double step = sign(fb - fa) * half * along / std::sqrt(radicand);
      next = middle - sign(step) * std::min(std::abs(step), std::abs(half) - 0.5 * tolerance);
      if (!(std::min(a, b) <= next && next <= std::max(a, b))) next = middle;  // a bracket below the tolerance
      const double fn = search.value(next);
      if (std::signbit(fn) != std::signbit(fm) && fn != 0 && fm != 0) {
        a = next;
        fa = fn;
        b = middle;
        fb = fm;
      } else if (std::signbit(fn) != std::signbit(fa) && fn != 0) {
        b = next;
        fb = fn;
      } else {
        a = next;
        fa = fn;
      }
      if (fn == 0 || std::abs(b - a) < tolerance) return search.result(next);
      if (!search.run.report({&search.best_x, 1}, search.best_y)) break;
    }
  } catch (const LimitReached&) {
  }
  return search.result(next);
}

}  // namespace perilune::optimize
