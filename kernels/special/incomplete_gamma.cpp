// The regularised incomplete gamma functions, on Boost.Math (N. M. Temme, The asymptotic expansion of the incomplete
// gamma functions, SIAM J. Math. Anal. 10 (1979), for large a).

#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

#include "kernels/special/functions.h"
#include "kernels/special/policy.h"

namespace perilune::special {

namespace {

// The corners that SciPy defines: true when there is nothing to compute.
bool corner(double a, double x, double& lower) {
  if (!(a >= 0 && x >= 0)) lower = nan;
  else if (a == 0) lower = x > 0 ? 1 : nan;
  else if (x == 0) lower = 0;
  else if (a == inf) lower = x == inf ? nan : 0;
  else if (x == inf) lower = 1;
  else return false;
  return true;
}

}  // namespace

double gammainc(double a, double x) {
  double lower;
  if (corner(a, x, lower)) return lower;
  return boost::math::gamma_p(a, x, Policy());
}

double gammaincc(double a, double x) {
  double lower;
  if (corner(a, x, lower)) return 1 - lower;
  return boost::math::gamma_q(a, x, Policy());
}

double gammaincinv(double a, double p) {
  if (!(a >= 0 && p >= 0 && p <= 1)) return nan;
  if (a == 0 || p == 0) return 0;
  if (p == 1) return inf;
  if (a == inf) return nan;
  return boost::math::gamma_p_inv(a, p, Policy());
}

double gammainccinv(double a, double q) {
  if (!(a >= 0 && q >= 0 && q <= 1)) return nan;
  if (a == 0 || q == 1) return 0;
  if (q == 0) return inf;
  if (a == inf) return nan;
  return boost::math::gamma_q_inv(a, q, Policy());
}

double gamma_density(double a, double x) {
  if (!(a > 0 && x >= 0)) return nan;
  if (x == inf) return 0;
  if (x == 0) return a < 1 ? inf : a == 1 ? 1 : 0;
  return boost::math::gamma_p_derivative(a, x, Policy());
}

}  // namespace perilune::special
