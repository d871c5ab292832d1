// The regularised incomplete beta function. Where both parameters exceed 1: the continued fraction (9) of A. R.
// DiDonato and A. H. Morris, ACM Transactions on Mathematical Software 18 (1992) 360, on the side of the mean where it
// converges fast, with the power in front of it from C. Loader's saddle-point form; else a power series or the
// classical continued fraction, and Boost.Math for the rest.

#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <utility>

#include "kernels/special/functions.h"
#include "kernels/special/policy.h"

namespace perilune::special {

namespace {

constexpr double log_root_2pi = 0.91893853320467274178;
constexpr double epsilon = 1.2e-16;

// u - log(1 + u), not negative, without cancellation.
double log1p_gap(double u) {
  if (std::abs(u) > 0.35) return u - std::log1p(u);
  const double r = u / (2 + u), s = r * r;
  double sum = 0, power = 1;
  for (int k = 3; power > 1e-18 * (k - 2); k += 2, power *= s) sum += power / k;
  return r * (u - 2 * s * sum);
}

// log x where y = 1 - x may be known better.
double log_of(double x, double y) { return x > 0.6 ? std::log1p(-y) : std::log(x); }
double power_of(double x, double y, double a) {
  return y < 0.3 && a > 1 ? std::exp(a * std::log1p(-y)) : std::pow(x, a);
}

double fraction(double a, double b, double x, double y) {
  double f = a * (a * y - b * x + 1) / (a + 1);
  if (f == 0) f = 1e-300;
  double c = f, d = 0;
  for (int m = 1; m < 1000000; ++m) {
    const double t = a + 2 * m - 1, bm = b - m;
    const double numerator = (a + m - 1) / t * ((a + b + m - 1) / t) * m * bm * x * x;
    const double term = m + m * bm * x / t + (a + m) * (a * y - b * x + 1 + m * (2 - x)) / (t + 2);
    d = term + numerator * d;
    c = term + numerator / c;
    if (d == 0) d = 1e-300;
    if (c == 0) c = 1e-300;
    d = 1 / d;
    const double step = c * d;
    f *= step;
    if (std::abs(step - 1) <= epsilon) break;
  }
  return 1 / f;
}

// Without the conditions of the other, for x below (a + 1) / (a + b + 2). The value times the power, over a.
double classical_fraction(double a, double b, double x) {
  double c = 1, d = 1 - (a + b) * x / (a + 1);
  if (d == 0) d = 1e-300;
  d = 1 / d;
  double f = d;
  for (int m = 1; m < 100000; ++m) {
    const double t = a + 2 * m;
    double n = m * (b - m) * x / ((t - 1) * t);
    d = 1 / (1 + n * d);
    c = 1 + n / c;
    f *= d * c;
    n = -(a + m) * (a + b + m) * x / (t * (t + 1));
    d = 1 / (1 + n * d);
    c = 1 + n / c;
    const double step = d * c;
    f *= step;
    if (std::abs(step - 1) <= epsilon) break;
  }
  return f / a;
}

// x^a / (a B) times a sum of powers of x.
double series(double a, double b, double x) {
  double sum = 0, term = 1;
  for (int n = 1; n < 10000; ++n) {
    term *= (n - b) / n * x;
    const double add = term / (a + n);
    sum += add;
    if (std::abs(add) <= epsilon * (1 / a + sum)) break;
  }
  const double front = (a < 300 && b < 300) ? std::pow(x, a) / (a * boost::math::beta(a, b, Policy()))
                                            : std::exp(a * std::log(x) - betaln(a, b)) / a;
  return front * (1 + a * sum);
}

bool direct_series(double b, double x) { return b <= 1 || b * x <= 0.7; }

Tails from_lower(double lower) {
  lower = lower < 0 ? 0 : lower > 1 ? 1 : lower;
  return {lower, 1 - lower};
}
Tails swapped(Tails t) { return {t.upper, t.lower}; }

Tails small_parameter(double a, double b, double x, double y) {
  if (x > 0.5) return swapped(small_parameter(b, a, y, x));
  if (direct_series(b, x)) {
    Tails t = from_lower(series(a, b, x));
    if (t.upper < 0.1) t.upper = boost::math::ibetac(a, b, x, Policy());
    return t;
  }
  // Close to its limit the fraction loses what its first denominator does.
  if (y < (b + 1) / (a + b + 2) && (b + 1) - (a + b) * y > 0.1 * (b + 1)) {
    const double upper = beta_power(a, b, x, y) * classical_fraction(b, a, y);
    return {1 - upper, upper};
  }
  return {boost::math::ibeta(a, b, x, Policy()), boost::math::ibetac(a, b, x, Policy())};
}

}  // namespace

double beta_power(double a, double b, double x, double y) {
  if (a >= 10 && b >= 10) {
    const double s = a + b;
    const double lambda = x <= y ? a - s * x : s * y - b;
    const double rest = stirling_error(a) + stirling_error(b) - stirling_error(s);
    const double exponent = -a * log1p_gap(-lambda / a) - b * log1p_gap(lambda / b) - rest;
    return std::exp(exponent - log_root_2pi) * std::sqrt(a * (b / s));
  }
  if (a < 1000 && b < 1000) {
    const double power = power_of(x, y, a) * power_of(y, x, b), whole = boost::math::beta(a, b, Policy());
    if (power > 1e-290 && whole > 1e-290) return power / whole;
  }
  return std::exp(a * log_of(x, y) + b * log_of(y, x) - betaln(a, b));
}

Tails betainc_tails(double a, double b, double x, double y) {
  if (!(a > 0 && b > 0 && x >= 0 && y >= 0 && a < inf && b < inf)) return {nan, nan};
  if (x == 0) return {0, 1};
  if (y == 0) return {1, 0};
  if (a == 1 || b == 1) {
    // Closed forms: 1 - y^b and x^a.
    if (b == 1) {
      const double l = a * log_of(x, y);
      return {power_of(x, y, a), -std::expm1(l)};
    }
    const double l = b * log_of(y, x);
    return {-std::expm1(l), power_of(y, x, b)};
  }
  if (a < 1 || b < 1) return small_parameter(a, b, x, y);
  if (a * y < b * x) return swapped(betainc_tails(b, a, y, x));
  if (direct_series(b, x)) return from_lower(series(a, b, x));
  const double power = beta_power(a, b, x, y);
  return from_lower(power > 0 ? power * fraction(a, b, x, y) : 0);
}

double betainc(double a, double b, double x) {
  if (!(x >= 0 && x <= 1)) return nan;
  return betainc_tails(a, b, x, 1 - x).lower;
}

double betaincc(double a, double b, double x) {
  if (!(x >= 0 && x <= 1)) return nan;
  return betainc_tails(a, b, x, 1 - x).upper;
}

namespace {

// A first x for parameters above 1, from a normal deviate (Abramowitz and Stegun 26.5.22).
double normal_guess(double a, double b, double p, double q) {
  const double z = p < q ? -ndtri(p) : ndtri(q);  // upper deviate, as the formula has it
  const double r = (z * z - 3) / 6;
  const double ra = 1 / (2 * a - 1), rb = 1 / (2 * b - 1);
  const double h = 2 / (ra + rb);
  const double w = z * std::sqrt(std::max(h + r, 0.)) / h - (rb - ra) * (r + 5.0 / 6 - 2 / (3 * h));
  return a / (a + b * std::exp(2 * w));
}

// The solution at or below 1/2: Newton's steps on the logarithm of the smaller tail against log x, inside a bracket.
double solve_low(double a, double b, double p, double q) {
  const bool by_lower = p <= q;
  const double target = by_lower ? p : q, goal = std::log(target);
  double low = -745.2, high = std::log(0.5);
  double x = a > 1 && b > 1 ? normal_guess(a, b, p, q) : 0;
  double u = x > 0 ? std::log(x) : (std::log(p) + std::log(a) + betaln(a, b)) / a;
  if (u < -745) return 0;
  u = std::min(u, high);
  x = std::exp(u);
  for (int i = 0; i < 200; ++i) {
    const Tails t = betainc_tails(a, b, x, 1 - x);
    const double value = by_lower ? t.lower : t.upper, off = (value - target) / target;
    const double gap = std::abs(off) < 0.5 ? std::log1p(off) : std::log(value) - goal;
    (by_lower == (gap < 0) ? low : high) = u;
    double slope = beta_power(a, b, x, 1 - x) / (1 - x) / value;
    if (!by_lower) slope = -slope;
    double step = -gap / slope;
    if (!(u + step >= low && u + step <= high)) {
      u = 0.5 * (low + high);
      x = std::exp(u);
      if (high - low <= 1e-15) break;
      continue;
    }
    u += step;
    // x itself is carried on: exp(u) has an error of |u| roundings.
    x = std::abs(step) < 0.1 ? x + x * std::expm1(step) : std::exp(u);
    if (std::abs(step) < 1e-8) break;  // the step just made has left nothing
  }
  return x;
}

}  // namespace

Point betainc_inverse(double a, double b, double p, double q) {
  if (!(a > 0 && b > 0 && a < inf && b < inf && p >= 0 && q >= 0)) return {nan, nan};
  if (p == 0) return {0, 1};
  if (q == 0) return {1, 0};
  const Tails half = betainc_tails(a, b, 0.5, 0.5);
  if (p <= q ? p <= half.lower : q >= half.upper) {
    const double x = solve_low(a, b, p, q);
    return {x, 1 - x};
  }
  const double y = solve_low(b, a, q, p);
  return {1 - y, y};
}

double betaincinv(double a, double b, double p) {
  if (!(p >= 0 && p <= 1)) return nan;
  return betainc_inverse(a, b, p, 1 - p).x;
}

double betainccinv(double a, double b, double q) {
  if (!(q >= 0 && q <= 1)) return nan;
  return betainc_inverse(a, b, 1 - q, q).x;
}

}  // namespace perilune::special
