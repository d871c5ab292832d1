// The error function and the normal distribution: what is not in error_loops.cpp, and the same functions in terms of
// the C library for processors without fused multiply-add. The inverse of the normal distribution function is algorithm
// AS 241 (M. J. Wichura, Applied Statistics 37 (1988) 477).

#include <boost/math/special_functions/erf.hpp>
#include <cmath>

#include "kernels/special/functions.h"
#include "kernels/special/policy.h"
#include "kernels/special/wide.h"

namespace perilune::special {

namespace {

constexpr double root_half = 0.70710678118654752440;
constexpr double root_half_low = -4.8336466567264567e-17;  // sqrt(1/2) - root_half
constexpr double two_over_root_pi = 1.12837916709551257390;
constexpr double log_root_2pi = 0.91893853320467274178;

// erfc(x / sqrt 2) / 2 for x > 0. The rounding of x / sqrt 2 grows by x^2 in the result, so it is put back.
double upper_tail(double x) {
  if (x > 39) return 0;
  const double t = x * root_half;
  const double r = 0.5 * std::erfc(t);
  if (x < 1 || r == 0) return r;
  const double rest = std::fma(x, root_half, -t) + x * root_half_low;
  return r - 0.5 * two_over_root_pi * std::exp(-t * t) * rest;
}

double horner(const double (&c)[8], double r) {
  return ((((((c[7] * r + c[6]) * r + c[5]) * r + c[4]) * r + c[3]) * r + c[2]) * r + c[1]) * r + c[0];
}

// Asymptotic log of the lower tail for x far below 0: phi(x) / |x| * (1 - 1/x^2 + 3/x^4 - ...).
double log_far_tail(double x) {
  double term = 1, sum = 1;
  const double z = 1 / (x * x);
  for (int k = 1; k < 40; ++k) {
    const double next = -term * (2 * k - 1) * z;
    if (std::abs(next) >= std::abs(term) || std::abs(next) < 1e-18) break;
    sum += term = next;
  }
  return -0.5 * x * x - std::log(-x) - log_root_2pi + std::log(sum);
}

}  // namespace

double plain::erf(double x) { return std::erf(x); }
double plain::erfc(double x) { return std::erfc(x); }

double plain::erfcx(double x) {
  if (std::isnan(x)) return x;
  if (x < 25) {
    if (x < -26.7) return inf;
    // exp(x^2) from the exact square, so that its rounding does not grow.
    const double square = x * x, rest = std::fma(x, x, -square);
    const double e = std::exp(square);
    return std::isinf(e) ? inf : e * (1 + rest) * std::erfc(x);
  }
  const double z = 1 / (2 * x * x);
  return 0.56418958354775628695 / x *
         (1 - z * (1 - z * (3 - z * (15 - z * (105 - z * (945 - z * (10395 - z * 135135)))))));
}

double erfinv(double y) {
  if (!(std::abs(y) < 1)) return y == 1 ? inf : y == -1 ? -inf : nan;
  if (std::abs(y) < 1e-8) return y * 0.88622692545275801365;
  return boost::math::erf_inv(y, Policy());
}

double erfcinv(double y) {
  if (!(y > 0 && y < 2)) return y == 0 ? inf : y == 2 ? -inf : nan;
  return boost::math::erfc_inv(y, Policy());
}

double plain::ndtr(double x) {
  if (std::isnan(x)) return x;
  if (x < -1) return upper_tail(-x);
  if (x > 1) return 1 - upper_tail(x);
  return 0.5 + 0.5 * std::erf(x * root_half);
}

double ndtri(double p) {
  if (!(p > 0 && p < 1)) return p == 0 ? -inf : p == 1 ? inf : nan;
  const double q = p - 0.5;
  if (std::abs(q) <= 0.425) {
    static constexpr double a[8] = {3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427,
                                    13731.693765509461125, 45921.953931549871457, 67265.770927008700853,
                                    33430.575583588128105, 2509.0809287301226727};
    static constexpr double b[8] = {1,
                                    42.313330701600911252,
                                    687.18700749205790830,
                                    5394.1960214247511077,
                                    21213.794301586595867,
                                    39307.895800092710610,
                                    28729.085735721942674,
                                    5226.4952788528545610};
    const double r = 0.180625 - q * q;
    return q * horner(a, r) / horner(b, r);
  }
  const double tail = q < 0 ? p : 1 - p;
  double r = std::sqrt(-std::log(tail)), x;
  if (r <= 5) {
    static constexpr double c[8] = {1.42343711074968357734,   4.63033784615654529590,   5.76949722146069140550,
                                    3.64784832476320460504,   1.27045825245236838258,   0.241780725177450611770,
                                    0.0227238449892691845833, 7.74545014278341407640e-4};
    static constexpr double d[8] = {1,
                                    2.05319162663775882187,
                                    1.67638483018380384940,
                                    0.689767334985100004550,
                                    0.148103976427480074590,
                                    0.0151986665636164571966,
                                    5.47593808499534494600e-4,
                                    1.05075007164441684324e-9};
    r -= 1.6;
    x = horner(c, r) / horner(d, r);
  } else {
    static constexpr double e[8] = {6.65790464350110377720,    5.46378491116411436990,   1.78482653991729133580,
                                    0.296560571828504891230,   0.0265321895265761230930, 1.24266094738807843860e-3,
                                    2.71155556874348757815e-5, 2.01033439929228813265e-7};
    static constexpr double f[8] = {1,
                                    0.599832206555887937690,
                                    0.136929880922735805310,
                                    0.0148753612908506148525,
                                    7.86869131145613259100e-4,
                                    1.84631831751005468180e-5,
                                    1.42151175831644588870e-7,
                                    2.04426310338993978564e-15};
    r -= 5;
    x = horner(e, r) / horner(f, r);
  }
  return q < 0 ? -x : x;
}

double plain::log_ndtr(double x) {
  if (std::isnan(x)) return x;
  if (x > -1) return x > 0 ? std::log1p(-upper_tail(x)) : std::log(ndtr(x));
  if (x > -20) return std::log(upper_tail(-x));
  return x == -inf ? -inf : log_far_tail(x);
}

double ndtri_exp(double y) {
  if (!(y <= 0)) return nan;
  if (y == 0) return inf;
  if (y == -inf) return -inf;
  if (y > -2) return y > -0.6931471805599453 ? -ndtri(-std::expm1(y)) : ndtri(std::exp(y));
  // Newton on log_ndtr, which is nearly a parabola out here.
  double x = y > -700 ? ndtri(std::exp(y)) : -std::sqrt(-2 * y - std::log(-2 * y) - 2 * log_root_2pi);
  for (int i = 0; i < 6; ++i) {
    const double value = log_ndtr(x);
    const double slope = std::exp(-0.5 * x * x - log_root_2pi - value);
    const double step = (value - y) / (std::isfinite(slope) && slope > 0 ? slope : -x);
    x -= step;
    if (std::abs(step) <= 1e-16 * std::abs(x)) break;
  }
  return x;
}

}  // namespace perilune::special
