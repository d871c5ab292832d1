#pragma once
// What all methods of minimisation share: options, results, and the function with its gradient as a method sees it.

#include "kernels/core/array.h"
#include "kernels/optimize/differences.h"
#include "kernels/optimize/termination.h"

namespace perilune::optimize {

struct MinimizeOptions {
  std::optional<std::int64_t> maxiter{}, maxfev{};  // absent: what the method has by default
  double maxtime = std::numeric_limits<double>::infinity();
  std::optional<Callback> callback{};
  bool return_all = false;
  // Bounds of each variable, infinite where there is none; no elements at all: none anywhere.
  Point lower{}, upper{};
  // How gradients are estimated when the objective has none.
  DifferenceOptions differences{};
};

struct MinimizeResult {
  Array x;     // the best point seen
  double fun;  // and its value
  std::int64_t nit = 0, nfev = 0, njev = 0;
  Outcome outcome{};
  Array gradient{};         // at x, where it is known; without a block otherwise
  Array inverse_hessian{};  // the method's estimate, n x n, where it keeps one
  Array all{};              // with return_all: the iterates from the start on, one per row
};

// ValueError for x0 empty or not finite and for bounds that cross; ShapeError for bounds of another length.
void check_start(Point x0, Point lower, Point upper, const char* name = "x0");
// x0 inside its bounds, with a warning when it was not.
CountedVector<double> moved_inside(Context& ctx, Point x0, Point lower, Point upper);

// Points that follow each other, n numbers each, as rows.
Array rows_array(Context& ctx, std::span<const double> points, std::size_t n);

// A function and its gradient, counted in a run. What was computed at the last point is not computed again. Points of
// difference schemes count as evaluations, but are no candidates for the best point.
class Smooth {
 public:
  Smooth(Context& ctx, Run& run, const Objective& objective, const DifferenceOptions& differences, std::size_t n);

  double value(Point x);
  Point gradient(Point x);  // valid until the next call
  // The gradient at the run's best point; no elements when it was never asked for there.
  Point best_gradient() const { return best_known_ ? Point(best_gradient_) : Point(); }

 private:
  bool move_to(Point x);
  void keep_best();

  Context& ctx_;
  Run& run_;
  const Objective& objective_;
  DifferenceOptions differences_;
  CountedVector<double> x_, gradient_, best_gradient_;
  double value_ = 0;
  bool has_value_ = false, has_gradient_ = false, best_known_ = false;
};

// x is the best point of the run, or the last one when none had a value.
MinimizeResult result_of(Context& ctx, const Run& run, const Smooth& smooth, Point last, Outcome outcome);

// The Euclidean norm, the largest absolute value (nan if there is one), and others by their order as NumPy names them.
double norm_of(std::span<const double> x, double order = 2);
double dot(std::span<const double> x, std::span<const double> y);

}  // namespace perilune::optimize
