#pragma once
// Roots of functions of one variable: in a bracket, where the signs at its ends differ, or from a start.

#include "kernels/optimize/termination.h"

namespace perilune::optimize {

struct BracketOptions {
  double xtol = 2e-12;                                       // the root lies within xtol + rtol |root|
  double rtol = 4 * std::numeric_limits<double>::epsilon();  // at least this
  Limits limits{.maxiter = 100};
  std::optional<Callback> callback{};
};

struct RootResult {
  double root;
  std::int64_t iterations, function_calls;
  bool converged;
  Ending ending;
  int status;           // SciPy's: 0, or -2 when a limit or the callback ended the search
  const char* flag;     // SciPy's word for it
  const char* message;  // which limit
};

// Brent's method. When it did not converge, root is the point with the smallest |f| seen. ValueError for a bracket that
// is not finite or has no change of sign, for tolerances too small, and when f gives nan.
RootResult brentq(Context& ctx, const ScalarFunction& f, double a, double b, const BracketOptions& options = {});
// The same checks, results and limits. brenth extrapolates along a hyperbola; bisect halves the bracket;
// ridder fits an exponential through three points; toms748 interpolates by cubics and is the fastest for smooth
// functions, with k interpolations in each iteration.
RootResult brenth(Context& ctx, const ScalarFunction& f, double a, double b, const BracketOptions& options = {});
RootResult bisect(Context& ctx, const ScalarFunction& f, double a, double b, const BracketOptions& options = {});
RootResult ridder(Context& ctx, const ScalarFunction& f, double a, double b, const BracketOptions& options = {});
RootResult toms748(Context& ctx, const ScalarFunction& f, double a, double b, const BracketOptions& options = {},
                   int k = 1);

struct NewtonOptions {
  double tol = 1.48e-8, rtol = 0;  // done when a step is no longer than tol + rtol |x|
  std::optional<double> x1{};      // the secant method's second point; absent: near x0
  Limits limits{.maxiter = 50};
  std::optional<Callback> callback{};
  bool derivatives_count = true;  // as evaluations
};

// Newton's method by the derivative, Halley's by the second one too, the secant method without any. Not converged when
// the derivative is 0, when the iterates leave the numbers, and by limits; root is then the best point seen.
RootResult newton(Context& ctx, const ScalarFunction& f, double x0, const NewtonOptions& options = {});

// Why a search in a bracket has ended.
const char* root_message(Ending ending);
void check_bracket(double a, double b, const BracketOptions& options);

// What the searches share: counted values, the best one, the result.
class RootSearch {
 public:
  RootSearch(Context& ctx, const ScalarFunction& f, const Limits& limits, std::optional<Callback> callback)
      : run(ctx, limits, callback), f_(f) {}
  double value(double x);  // ValueError for nan
  void need_signs(double a, double fa, double b, double fb) const;
  bool next() { return run.report({&best_x, 1}, best_y) && run.within_iterations(); }
  RootResult result(double root) const;  // best_x instead, unless the run has converged

  Run run;
  double best_x = 0, best_y = std::numeric_limits<double>::infinity();

 private:
  const ScalarFunction& f_;
};

}  // namespace perilune::optimize
