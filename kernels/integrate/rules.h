#pragma once
// Quadrature rules for one interval, with estimates of their error: the leaves of all adaptive integrators here.

#include <span>

#include "kernels/core/function_ref.h"

namespace perilune::integrate {

using Integrand = FunctionRef<double(double x)>;
// The same at several points, one after another: y[i] = f(x[i]).
using Sampler = FunctionRef<void(std::span<const double> x, std::span<double> y)>;

struct Estimate {
  double value, error;
  double magnitude;  // of the integral of |f|
  double spread;     // of the integral of |f - mean|
};

// Gauss-Kronrod: 21 points; 15 points of f times a weight.
Estimate kronrod21(const Sampler& f, double a, double b);
Estimate kronrod15(const Integrand& f, const Integrand& weight, double a, double b);
// 15 points on part (a, b) of (0, 1), onto which a half line is mapped: from `bound` upwards (direction 1) or downwards
// (-1), or the whole line folded at 0 (2, twice the points).
Estimate kronrod15_infinite(const Sampler& f, double bound, int direction, double a, double b);

// Values at the 25 Chebyshev points cos(k pi / 24) of (a, b), the outermost halved as the expansion wants them.
void chebyshev_values(const Integrand& f, double a, double b, double (&values)[25]);
// cos(k pi / 24), k = 1 .. 11.
extern const double chebyshev_points[11];
// Coefficients of the expansions of degree 12 and 24 from those values, which are overwritten.
void chebyshev_coefficients(double (&values)[25], double (&degree12)[13], double (&degree24)[25]);

}  // namespace perilune::integrate
