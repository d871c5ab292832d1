#pragma once
// Minima of functions of one variable, without derivatives.

#include <vector>

#include "kernels/optimize/termination.h"

namespace perilune::optimize {

struct ScalarMinimumOptions {
  double xtol = 1.48e-8;  // brent, golden: relative; golden's own default is the root of the float64 epsilon
  double xatol = 1e-5;    // bounded: absolute
  // brent, golden: three points, the middle one lowest; or two to begin a search downhill from; none: 0 and 1.
  std::vector<double> bracket{};
  Limits limits{.maxiter = 500};
  std::optional<Callback> callback{};
};

struct ScalarMinimum {
  double x, fun;  // the best point seen
  std::int64_t nit, nfev;
  bool success;
  int status;  // 0; 1 maxiter, maxfev; 2 nan or no bracket; 98 maxtime, 99 the callback
  const char* message;
};

// ValueError for brackets that are none, tolerances out of range.
ScalarMinimum minimize_brent(Context& ctx, const ScalarFunction& f, const ScalarMinimumOptions& options = {});
ScalarMinimum minimize_golden(Context& ctx, const ScalarFunction& f, const ScalarMinimumOptions& options = {});
ScalarMinimum minimize_bounded(Context& ctx, const ScalarFunction& f, double low, double high,
                               const ScalarMinimumOptions& options = {});

}  // namespace perilune::optimize
