#pragma once
// What the rows of least squares share: bounds as two sides, tolerances, scales, losses.

#include "kernels/optimize/least_squares.h"
#include "stdlib/optimize/solver.h"

namespace perilune {

constexpr Arg sides_arg =
    optional("bounds", Type::list | Type::map | Type::array, absent,
             "The lower and the upper side: {low, high} or {lb = low, ub = high}, each one number for all or one for "
             "each variable; nil or an infinity is open.");
constexpr Arg x_scale_arg = option("x_scale", Type::number | Type::vector | Type::string, absent,
                                   "What a change of each variable is measured by, or \"jac\": by the columns of the "
                                   "Jacobian.")
                                .among("jac");
constexpr Arg loss_arg =
    option("loss", Type::string | Type::callable, "linear",
           "What is summed over the residuals: their squares; or less for large ones, so that outliers count for less; "
           "or a function of the squares that gives the loss and its first and second derivatives, as three rows.")
        .among("linear|soft_l1|huber|cauchy|arctan")
        .called("z[] -> rho[][]");
constexpr Arg f_scale_arg = option("f_scale", 1.0, "Where residuals begin to count as large.").above(0);
constexpr Arg diff_step_arg =
    option("diff_step", Type::number | Type::vector, absent, "Steps of differences, relative to the variables.");

// The sides of n variables; empty when they were left out.
struct Sides {
  std::vector<double> lower, upper;
  Sides(Call& call, const char* name, std::size_t n);
};

// Reads x_scale, loss, f_scale, diff_step, limits and the callback into options, and keeps what these refer to.
class FitOptions {
 public:
  explicit FitOptions(Call& call);
  void apply(optimize::LeastSquaresOptions& options);

 private:
  Call& call_;
  Reporter reporter_;
  std::vector<double> x_scale_, diff_step_;
  std::optional<Callable> loss_;
  std::function<void(std::span<const double>, std::span<optimize::LossValue>)> given_loss_;
};

optimize::LeastSquaresOptions::Method least_squares_method(std::string_view word);
optimize::Difference scheme_of(std::string_view word);
// ftol, xtol, gtol: pl.none switches one off.
double tolerance_of(Call& call, const char* name, double usual);

}  // namespace perilune
