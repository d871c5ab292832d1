#pragma once
// The subproblem of trust-region methods for least squares, and quadratics along lines.

#include "kernels/optimize/minimize.h"

namespace perilune::optimize {

// min |J p + f|^2 over |p| <= radius, from J = u diag(s) vt: `uf` is u' f. v is (k, n) row-major, the rows of vt.
// `damping` is the Levenberg-Marquardt parameter, in and out. J. Moré, The Levenberg-Marquardt Algorithm (1978).
void solve_trust_region(std::span<const double> uf, std::span<const double> s, std::span<const double> vt,
                        std::size_t m, double radius, double& damping, std::span<double> p);

// The model g' s + |J s|^2 / 2 + s' D s / 2 in the scaled variables.
struct QuadraticModel {
  std::span<const double> jacobian, gradient, diagonal;  // (m, n), (n), (n)

  double value(std::span<const double> s) const;
  struct Line {
    double a, b, c;
  };
  // a t^2 + b t + c along s from `from` (none: 0).
  Line along(std::span<const double> s, std::span<const double> from = {}) const;
};
struct Minimum {
  double t, value;
};
Minimum minimum_on(const QuadraticModel::Line& line, double low, double high);

// The shortest step along s to a bound; hit: -1 and 1 for the components that stop it.
double step_to_bound(Point x, std::span<const double> s, Point lower, Point upper, std::span<int> hit = {});
// The positive t with |x + t s| = radius, x being inside.
double step_to_radius(std::span<const double> x, std::span<const double> s, double radius);
// Moves components at a bound (nearer than `relative` of it) inside.
void make_strictly_feasible(std::span<double> x, Point lower, Point upper, double relative);

}  // namespace perilune::optimize
