#pragma once
// Parameters of a curve through measured points, with their covariance.

#include "kernels/optimize/least_squares.h"

namespace perilune::optimize {

// The model at all data points, and its derivatives: df_k / dp_i at [k * n + i].
struct Model {
  FunctionRef<void(Point p, std::span<double> f)> value;
  std::optional<FunctionRef<void(Point p, std::span<double> jacobian)>> jacobian{};
  std::optional<FunctionRef<void(std::span<const Complex128> p, std::span<Complex128> f)>> complex_value{};
};

struct CurveFitOptions {
  LeastSquaresOptions fit{};
  // Errors of the data: m standard deviations, or their m x m covariance; none: all the same.
  std::span<const double> sigma{};
  bool covariance_of_data = false;
  bool absolute_sigma = false;  // sigma is in units of y; otherwise only its proportions count
};

struct CurveFit {
  Array parameters, covariance;
  bool covariance_known;  // otherwise it is infinite
  LeastSquaresResult fit;
};

// ValueError for no data, sigma that is not positive, or not positive definite; otherwise as least_squares. A fit that
// does not converge is returned as it is: see fit.success().
CurveFit curve_fit(Context& ctx, const Model& model, std::span<const double> y, Point p0,
                   const CurveFitOptions& options = {});

}  // namespace perilune::optimize
