#pragma once
// Nonlinear least squares: the sum of squared residuals, or of a loss of them, as small as it gets.

#include "kernels/optimize/minimize.h"

namespace perilune::optimize {

// m residuals of n variables, with what is known of their derivatives. Referred to, not kept.
struct Residuals {
  FunctionRef<void(Point x, std::span<double> f)> value;
  // df_k / dx_i at [k * n + i].
  std::optional<FunctionRef<void(Point x, std::span<double> jacobian)>> jacobian{};
  std::optional<FunctionRef<void(std::span<const Complex128> z, std::span<Complex128> f)>> complex_value{};
};

// rho(z), rho' and rho'' at z = (f / f_scale)^2.
struct LossValue {
  double value, first, second;
};
enum class Loss { linear, soft_l1, huber, cauchy, arctan, given };

struct LeastSquaresOptions {
  enum Method { trf, dogbox, lm } method = trf;
  Point lower{}, upper{};  // trf, dogbox: no elements: none
  // Done when the cost falls by less than ftol of it, a step is shorter than xtol of x, or the gradient, scaled by the
  // distance to the bounds, has no component of gtol. 0: never.
  double ftol = 1e-8, xtol = 1e-8, gtol = 1e-8;
  std::span<const double> x_scale{};  // of the variables, one or n; none: 1
  bool scale_by_jacobian = false;     // instead: by the columns of the Jacobian
  Loss loss = Loss::linear;
  double f_scale = 1;
  // Loss::given: rho of all z, and with derivatives, its first and second.
  std::optional<FunctionRef<void(std::span<const double> z, std::span<LossValue> rho)>> given_loss{};
  DifferenceOptions differences{};
  // Absent: 100 n for trf and dogbox, and for lm 100 n with a Jacobian, otherwise 100 n (n + 1). Only lm counts
  // evaluations for differences.
  std::optional<std::int64_t> max_nfev{};
  std::int64_t maxiter = unlimited;
  double maxtime = std::numeric_limits<double>::infinity();
  std::optional<Callback> callback{};
  const char *fun_name = "fun", *x0_name = "x0";  // how messages name them
  double factor = 100;                            // lm: bounds the first step
  // lm: differentiates once more at the solution. Without it jacobian, gradient and optimality are left out.
  bool final_jacobian = true;
};

struct LeastSquaresResult {
  Array x, fun;              // the best point and its residuals
  double cost;               // half the sum of squares, or of losses
  Array jacobian, gradient;  // (m, n) as scaled by the loss, and (n)
  double optimality;         // the largest component of the scaled gradient
  // lm: (J'J)^-1 from the last factorisation, without a block when J has not full rank.
  Array covariance{};
  Array active_mask;  // -1 and 1 for variables at their lower and upper bounds
  std::int64_t nfev = 0, njev = 0, nit = 0;
  int status = 0;  // SciPy's: 1 gtol, 2 ftol, 3 xtol, 4 both, 0 max_nfev; 5 maxiter, 98 maxtime, 99 the callback
  const char* message = nullptr;
  bool success() const { return status > 0 && status < 5; }
};

// m is the number of residuals. ValueError for a start outside of bounds, bounds that meet or cross, residuals that are
// not finite at the start, tolerances that are all below the float64 epsilon, and what lm cannot do.
LeastSquaresResult least_squares(Context& ctx, const Residuals& residuals, Point x0, std::size_t m,
                                 const LeastSquaresOptions& options = {});

}  // namespace perilune::optimize
