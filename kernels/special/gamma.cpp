// The gamma function and its kin. The Stirling error is that of C. Loader, Fast and Accurate Computation of Binomial
// Probabilities (2000); log beta of large arguments follows from it without cancellation.

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/polygamma.hpp>
#include <boost/math/special_functions/zeta.hpp>
#include <cmath>

#include "kernels/special/functions.h"
#include "kernels/special/policy.h"
#include "kernels/special/wide.h"

namespace perilune::special {

namespace {

constexpr double log_root_2pi = 0.91893853320467274178;
constexpr double pi = 3.14159265358979323846;

bool whole(double x) { return x == std::floor(x); }
bool pole(double x) { return x <= 0 && whole(x); }

// log |gamma(x)| and, in `sign`, the sign of gamma(x). lgamma_r keeps no global state.
double log_abs_gamma(double x, int& sign) { return lgamma_r(x, &sign); }

}  // namespace

double plain::gamma(double x) {
  if (x == 0) return std::copysign(inf, x);
  if (std::isnan(x) || x == inf) return x;
  if (x == -inf) return -inf;
  if (pole(x)) return inf;
  if (x > 171.7) return inf;
  return boost::math::tgamma(x, Policy());
}

double gammaln(double x) {
  if (!std::isfinite(x)) return x;
  int sign;
  return log_abs_gamma(x, sign);
}

double gammasgn(double x) {
  if (std::isnan(x)) return x;
  if (x > 0) return 1;
  if (pole(x)) return 0;
  return std::fmod(std::floor(x), 2) == 0 ? 1 : -1;
}

double rgamma(double x) {
  if (pole(x)) return 0;
  if (std::isnan(x)) return x;
  if (x > 0 && x < 170) return 1 / gamma(x);
  int sign;
  const double l = log_abs_gamma(x, sign);
  return sign * std::exp(-l);
}

double loggamma(double x) { return x < 0 ? nan : x == 0 ? inf : gammaln(x); }

double psi(double x) {
  if (x == 0) return std::copysign(inf, -x);
  if (x == inf) return inf;
  if (x == -inf || pole(x) || std::isnan(x)) return nan;
  return boost::math::digamma(x, Policy());
}

double polygamma(double n, double x) {
  if (n == 0) return psi(x);
  if (!(n > 0) || !whole(n) || std::isnan(x) || x == -inf || n > 1e6) return nan;
  if (x == inf) return 0;
  return boost::math::polygamma(static_cast<int>(n), x, Policy());
}

double zeta(double x, double q) {
  if (std::isnan(x) || std::isnan(q)) return nan;
  if (x == 1) return inf;
  if (q == 1 && x > 0) return boost::math::zeta(x, Policy());
  if (x < 1) return q == 1 ? boost::math::zeta(x, Policy()) : nan;
  if (q <= 0) {
    if (whole(q)) return inf;
    if (!whole(x)) return nan;
  }
  if (q > 1e8) return (1 / (x - 1) + 1 / (2 * q)) * std::pow(q, 1 - x);
  // Euler-Maclaurin: terms one by one until q + n is past 10, then the tail.
  static constexpr double bernoulli[] = {1.0 / 12,           -1.0 / 720,
                                         1.0 / 30240,        -1.0 / 1209600,
                                         1.0 / 47900160,     -691.0 / 1307674368000,
                                         1.0 / 74724249600., -3617.0 / 10670622842880000.};
  double sum = 0, a = q;
  for (int i = 0; a < 12 && i < 1000000; ++i, a += 1) {
    const double term = std::pow(a, -x);
    sum += term;
    if (a > 0 && std::abs(term) < 1e-17 * std::abs(sum)) return sum;
  }
  const double power = std::pow(a, -x);
  sum += power * a / (x - 1) + 0.5 * power;
  double factor = x, scale = power / a;
  for (int k = 0; k < 8; ++k) {
    const double term = bernoulli[k] * factor * scale;
    sum += term;
    if (std::abs(term) < 1e-17 * std::abs(sum)) break;
    factor *= (x + 2 * k + 1) * (x + 2 * k + 2);
    scale /= a * a;
  }
  return sum;
}

double poch(double z, double m) {
  if (std::isnan(z) || std::isnan(m)) return nan;
  if (m == 0) return 1;
  if (whole(m) && m > 0 && m < 100) {
    double product = 1;
    for (int i = 0; i < static_cast<int>(m); ++i) product *= z + i;
    return product;
  }
  if (pole(z + m)) return pole(z) ? nan : inf;
  if (pole(z)) return 0;
  if (z > 0 && z + m > 0) {
    const double r = boost::math::tgamma_ratio(z + m, z, Policy());
    if (!std::isnan(r)) return r;
  }
  int s1, s2;
  const double l = log_abs_gamma(z + m, s1) - log_abs_gamma(z, s2);
  return s1 * s2 * std::exp(l);
}

double stirling_error(double x) {
  if (x < 10) return gammaln(x) - ((x - 0.5) * std::log(x) - x + log_root_2pi);
  const double z = 1 / (x * x);
  return (1.0 / 12 -
          z * (1.0 / 360 -
               z * (1.0 / 1260 - z * (1.0 / 1680 - z * (1.0 / 1188 - z * (691.0 / 360360 - z * (1.0 / 156))))))) /
         x;
}

double beta(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return nan;
  if (a > 0 && b > 0) {
    if (a == inf || b == inf) return 0;
    return boost::math::beta(a, b, Policy());
  }
  if (pole(a) || pole(b)) {
    // A pole over a pole: with b a whole number below 1 - a the two cancel.
    if (pole(a) && pole(b)) return inf;
    const double n = pole(a) ? a : b, m = pole(a) ? b : a;
    if (whole(m) && 1 - n - m > 0) return (std::fmod(m, 2) == 0 ? 1 : -1) * beta(1 - n - m, m);
    return inf;
  }
  if (pole(a + b)) return 0;
  int s1, s2, s3;
  const double l = log_abs_gamma(a, s1) + log_abs_gamma(b, s2) - log_abs_gamma(a + b, s3);
  return s1 * s2 * s3 * std::exp(l);
}

double betaln(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return nan;
  if (a > b) std::swap(a, b);
  if (!(a > 0)) return std::log(std::abs(beta(a, b)));
  if (b == inf) return -inf;
  if (a >= 10) {
    const double rest = stirling_error(a) + stirling_error(b) - stirling_error(a + b);
    return -0.5 * std::log(b) + log_root_2pi + rest + (a - 0.5) * std::log(a / (a + b)) + b * std::log1p(-a / (a + b));
  }
  if (b >= 10)
    return gammaln(a) + stirling_error(b) - stirling_error(a + b) + a - a * std::log(a + b) +
           (b - 0.5) * std::log1p(-a / (a + b));
  return std::log(boost::math::beta(a, b, Policy()));
}

double binom(double n, double k) {
  if (std::isnan(n) || std::isnan(k)) return nan;
  if (n < 0 && whole(n)) return nan;
  if (whole(k) && (std::abs(n) > 1e-8 || n == 0)) {
    // A product, exact while it can be; by symmetry when that is shorter.
    double terms = k;
    if (n == std::floor(n) && n > 0 && terms > n / 2) terms = n - terms;
    if (terms < 0) return 0;
    if (terms < 20) {
      double numerator = 1, denominator = 1;
      for (int i = 1; i <= static_cast<int>(terms); ++i) {
        numerator *= i + n - terms;
        denominator *= i;
        if (std::abs(numerator) > 1e50) {
          numerator /= denominator;
          denominator = 1;
        }
      }
      return numerator / denominator;
    }
  }
  if (n >= 1e10 * k && k > 0) return std::exp(-betaln(1 + n - k, 1 + k) - std::log(n + 1));
  if (k > 1e8 * std::abs(n)) {
    double sum = gamma(1 + n) / std::abs(k) + gamma(1 + n) * n / (2 * k * k);
    sum /= pi * std::pow(std::abs(k), n);
    const double whole_part = std::floor(k);
    const double sign = std::fmod(whole_part, 2) == 0 ? 1 : -1;
    return sum * std::sin((k - whole_part - n) * pi) * sign;
  }
  return 1 / (n + 1) / beta(1 + n - k, 1 + k);
}

}  // namespace perilune::special
