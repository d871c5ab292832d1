#pragma once
// Minimisation without derivatives by the Nelder-Mead simplex.

#include "kernels/optimize/minimize.h"

namespace perilune::optimize {

// Without limits 200 n of each, but no limit where only the other one is given (unless that one is unlimited).
struct NelderMeadOptions : MinimizeOptions {
  double xatol = 1e-4, fatol = 1e-4;  // done when all vertices lie this close to the best, in x and in value
  bool adaptive = false;              // coefficients by dimension (Gao and Han), for n above about 5
  // n + 1 vertices in n + 1 rows; x0 then only says what n is.
  std::optional<View> initial_simplex{};
};

// With return_all: the best vertex at the start and after each iteration.
struct NelderMeadResult : MinimizeResult {
  Ending ending;
  Array simplex, simplex_values;  // best first, (n + 1) x n and n + 1
};

// ValueError for x0 empty or not finite, bounds that cross or have another length, negative tolerances and limits;
// ShapeError for a simplex of another shape. Warns when x0 lies outside the bounds and moves it inside.
NelderMeadResult nelder_mead(Context& ctx, const Objective& objective, Point x0, const NelderMeadOptions& options = {});

}  // namespace perilune::optimize
