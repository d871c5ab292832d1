#pragma once
// How functions of the user, of the host or of our own reach a solver. What they throw passes through every solver: no
// kernel catches it.

#include <optional>
#include <span>

#include "kernels/core/dtype.h"
#include "kernels/core/function_ref.h"

namespace perilune::optimize {

using Point = std::span<const double>;

// A real function of n variables to be minimised, with what is known about it. Only `value` must be there. The
// callables are referred to, not kept: they must outlive the objective. A solver takes the cheapest form that serves
// it, so that exact derivatives or compiled expressions need no change in any solver.
struct Objective {
  FunctionRef<double(Point x)> value;
  std::optional<FunctionRef<void(Point x, std::span<double> gradient)>> gradient{};
  // values[i] for the i-th of values.size() points, which follow each other in `points`.
  std::optional<FunctionRef<void(Point points, std::span<double> values)>> batch{};
  // Value and gradient in one, for functions that have both at the cost of one.
  std::optional<FunctionRef<double(Point x, std::span<double> gradient)>> joint{};
  // The same function of complex variables, for derivatives by the complex step.
  std::optional<FunctionRef<Complex128(std::span<const Complex128> z)>> complex_value{};
  // Whether `value` may be called from several threads at once. Never so for Lua functions.
  bool concurrent = false;
};

// A real function of one real variable, for root finders and line searches.
struct ScalarFunction {
  FunctionRef<double(double x)> value;
  std::optional<FunctionRef<double(double x)>> derivative{};
  std::optional<FunctionRef<double(double x)>> second_derivative{};
};

// What a callback sees after each iteration.
struct Iterate {
  Point x;  // the best point so far; valid during the call
  double fun;
  std::int64_t nit, nfev;
};

// Returns true to end the run.
using Callback = FunctionRef<bool(const Iterate&)>;

}  // namespace perilune::optimize
