#pragma once
// A root of a function of one variable between two points where it has different signs, by Brent's method.

#include "kernels/optimize/termination.h"

namespace perilune::optimize {

struct BrentqOptions {
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

// When it did not converge, root is the point with the smallest |f| seen. ValueError for a bracket that is not finite
// or has no change of sign, for tolerances too small, and when f gives nan.
RootResult brentq(Context& ctx, const ScalarFunction& f, double a, double b, const BrentqOptions& options = {});

}  // namespace perilune::optimize
