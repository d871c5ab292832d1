#pragma once
// Minimisation without derivatives by the Nelder-Mead simplex.

#include "kernels/core/array.h"
#include "kernels/optimize/termination.h"

namespace perilune::optimize {

struct NelderMeadOptions {
  double xatol = 1e-4, fatol = 1e-4;  // done when all vertices lie this close to the best, in x and in value
  bool adaptive = false;              // coefficients by dimension (Gao and Han), for n above about 5
  bool return_all = false;
  // n + 1 vertices in n + 1 rows; x0 then only says what n is.
  std::optional<View> initial_simplex{};
  // Bounds of each variable, infinite where there is none; no elements at all: none anywhere.
  Point lower{}, upper{};
  // Absent: 200 n of each, but no limit where only the other one is given (unless that one is unlimited).
  std::optional<std::int64_t> maxiter{}, maxfev{};
  double maxtime = std::numeric_limits<double>::infinity();
  std::optional<Callback> callback{};
};

struct NelderMeadResult {
  Array x;     // the best point seen
  double fun;  // and its value
  std::int64_t nit, nfev;
  Ending ending;
  Array simplex, simplex_values;  // best first, (n + 1) x n and n + 1
  Array all;                      // with return_all: the best vertex at the start and after each iteration, one per row
};

// ValueError for x0 empty or not finite, bounds that cross or have another length, negative tolerances and limits;
// ShapeError for a simplex of another shape. Warns when x0 lies outside the bounds and moves it inside.
NelderMeadResult nelder_mead(Context& ctx, const Objective& objective, Point x0, const NelderMeadOptions& options = {});

}  // namespace perilune::optimize
