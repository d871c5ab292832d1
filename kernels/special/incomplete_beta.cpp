// The regularised incomplete beta function. Where both parameters exceed 1: the continued fraction (9) of A. R.
// DiDonato and A. H. Morris, ACM Transactions on Mathematical Software 18 (1992) 360, on the side of the mean where it
// converges fast, with the power in front of it from C. Loader's saddle-point form; else a power series or the
// classical continued fraction, and Boost.Math for the rest.

#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <utility>

#include "kernels/special/incomplete_beta.h"
#include "kernels/special/policy.h"
#include "kernels/special/wide.h"

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

// The reciprocal of the fraction by its recurrence: no step waits for a division.
double fraction(double a, double b, double x, double y) {
  constexpr double large = 1e100;
  const double lambda = a * y - b * x + 1, square = x * x;
  double inverse = 1 / (a + 1);
  double last = 1, above = 1, top = a * lambda * inverse, below = 0, bottom = 1;
  for (int m = 1; m < 1000000; ++m) {
    const double bm = b - m, by_t = inverse;
    inverse = 1 / (a + 2 * m + 1);
    const double numerator = (a + m - 1) * by_t * ((a + b + m - 1) * by_t) * m * bm * square;
    const double term = m + m * bm * x * by_t + (a + m) * (lambda + m * (2 - x)) * inverse;
    const double next = term * top + numerator * above, next_below = term * bottom + numerator * below;
    above = top;
    below = bottom;
    top = next;
    bottom = next_below;
    // By how much this step has changed the value; the next will by the same factor as this one.
    const double change = std::abs(1 - bottom * above / (top * below));
    if (change * change <= 0.5 * epsilon * last || change <= epsilon) break;
    last = change;
    if (std::abs(top) > large || std::abs(bottom) > large) {
      above *= 1 / large;
      below *= 1 / large;
      top *= 1 / large;
      bottom *= 1 / large;
    }
  }
  return bottom / top;
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

bool direct_series(double b, double x) { return b <= 1 || b * x <= 0.7; }

Tails from_lower(double lower) {
  lower = lower < 0 ? 0 : lower > 1 ? 1 : lower;
  return {lower, 1 - lower};
}
Tails swapped(Tails t) { return {t.upper, t.lower}; }

}  // namespace

BetaPair::BetaPair(double a, double b) : a_(a), b_(b) {
  if (a >= 10 && b >= 10) {
    form_ = Form::saddle;
    const double rest = stirling_error(a) + stirling_error(b) - stirling_error(a + b);
    front_ = std::exp(-rest - log_root_2pi) * std::sqrt(a * (b / (a + b)));
    return;
  }
  form_ = Form::product;
  front_ = a < 1000 && b < 1000 ? boost::math::beta(a, b, Policy()) : 0;
  if (front_ > 1e-290) return;
  form_ = Form::logarithm;
  front_ = betaln(a, b);
}

BetaPair BetaPair::swapped() const {
  BetaPair r = *this;
  std::swap(r.a_, r.b_);
  return r;
}

BetaPair BetaPair::raised() const {
  if (form_ == Form::saddle || a_ >= 9) return {a_ + 1, b_};
  BetaPair r = *this;
  r.a_ = a_ + 1;
  const double ratio = a_ / (a_ + b_);
  r.front_ = form_ == Form::product ? front_ * ratio : front_ + std::log(ratio);
  return r;
}

double BetaPair::power(double x, double y) const {
  const double a = a_, b = b_;
  if (form_ == Form::saddle) {
    const double s = a + b, lambda = x <= y ? a - s * x : s * y - b;
    const double exponent = -a * log1p_gap(-lambda / a) - b * log1p_gap(lambda / b);
    if (exponent < -2 * s) {
      // Far out the rounding of the exponent is more than that of these powers.
      const double first = std::pow(s * x / a, a), second = std::pow(s * y / b, b), p = first * second;
      if (first > 1e-290 && second > 1e-290 && p > 1e-290) return p * front_;
    }
    return std::exp(exponent) * front_;
  }
  if (form_ == Form::product) {
    const double p = power_of(x, y, a) * power_of(y, x, b);
    if (p > 1e-290) return p / front_;
  }
  return std::exp(a * log_of(x, y) + b * log_of(y, x) - (form_ == Form::product ? std::log(front_) : front_));
}

// x^a / (a B) times a sum of powers of x.
double BetaPair::series(double x) const {
  const double a = a_, b = b_;
  double sum = 0, term = 1;
  for (int n = 1; n < 10000; ++n) {
    term *= (n - b) / n * x;
    const double add = term / (a + n);
    sum += add;
    if (std::abs(add) <= epsilon * (1 / a + sum)) break;
  }
  const double whole = form_ == Form::product                 ? front_
                       : form_ == Form::saddle && a + b < 600 ? boost::math::beta(a, b, Policy())
                                                              : 0;
  const double front = whole > 1e-290 && a < 300
                           ? std::pow(x, a) / (a * whole)
                           : std::exp(a * std::log(x) - (form_ == Form::logarithm ? front_ : betaln(a, b))) / a;
  return front * (1 + a * sum);
}

Tails BetaPair::small_parameter(double x, double y) const {
  if (x > 0.5 && y < x) return special::swapped(swapped().small_parameter(y, x));
  const double a = a_, b = b_;
  if (direct_series(b, x)) {
    Tails t = from_lower(series(x));
    if (t.upper < 0.1) t.upper = boost::math::ibetac(a, b, x, Policy());
    return t;
  }
  // Close to its limit the fraction loses what its first denominator does.
  if (y < (b + 1) / (a + b + 2) && (b + 1) - (a + b) * y > 0.1 * (b + 1)) {
    const double upper = power(x, y) * classical_fraction(b, a, y);
    return {1 - upper, upper};
  }
  if (a < 1) {
    // One more of a, and a positive term for the difference.
    const Tails t = from_lower(raised().tails(x, y).lower + power(x, y) / a);
    if (t.upper > 0.3) return t;
  }
  return {boost::math::ibeta(a, b, x, Policy()), boost::math::ibetac(a, b, x, Policy())};
}

Tails BetaPair::tails(double x, double y) const {
  const double a = a_, b = b_;
  if (!(x >= 0 && y >= 0)) return {nan, nan};
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
  if (a < 1 || b < 1) return small_parameter(x, y);
  if (a * y < b * x) return special::swapped(swapped().tails(y, x));
  if (direct_series(b, x)) return from_lower(series(x));
  const double front = power(x, y);
  return from_lower(front > 0 ? front * fraction(a, b, x, y) : 0);
}

namespace {

bool allowed(double a, double b) { return a > 0 && b > 0 && a < inf && b < inf; }

}  // namespace

double beta_power(double a, double b, double x, double y) { return BetaPair(a, b).power(x, y); }

Tails betainc_tails(double a, double b, double x, double y) {
  if (!allowed(a, b)) return {nan, nan};
  return BetaPair(a, b).tails(x, y);
}

Point betainc_inverse(double a, double b, double p, double q, double guess) {
  if (!allowed(a, b)) return {nan, nan};
  return BetaPair(a, b).inverse(p, q, guess);
}

namespace {

struct Lower {
  static double f(const BetaPair& pair, double x) { return pair.tails(x, 1 - x).lower; }
};
struct Upper {
  static double f(const BetaPair& pair, double x) { return pair.tails(x, 1 - x).upper; }
};
struct LowerInverse {
  static double f(const BetaPair& pair, double p) { return pair.inverse(p, 1 - p, 0).x; }
};
struct UpperInverse {
  static double f(const BetaPair& pair, double q) { return pair.inverse(1 - q, q, 0).x; }
};

template <class F>
double of_one(double a, double b, double x) {
  return allowed(a, b) && x >= 0 && x <= 1 ? F::f(BetaPair(a, b), x) : nan;
}
// The parameters seldom change from element to element.
template <class F>
void of_many(std::int64_t n, const double* const* in, const std::int64_t* step, double* out) {
  double a = 1, b = 1;
  BetaPair pair(a, b);
  for (std::int64_t i = 0; i < n; ++i) {
    const double next_a = in[0][i * step[0]], next_b = in[1][i * step[1]], x = in[2][i * step[2]];
    if (!allowed(next_a, next_b) || !(x >= 0 && x <= 1)) {
      out[i] = nan;
      continue;
    }
    if (next_a != a || next_b != b) pair = BetaPair(a = next_a, b = next_b);
    out[i] = F::f(pair, x);
  }
}

}  // namespace

double betainc(double a, double b, double x) { return of_one<Lower>(a, b, x); }
double betaincc(double a, double b, double x) { return of_one<Upper>(a, b, x); }
double betaincinv(double a, double b, double p) { return of_one<LowerInverse>(a, b, p); }
double betainccinv(double a, double b, double q) { return of_one<UpperInverse>(a, b, q); }

void wide::betainc(std::int64_t n, const double* const* in, const std::int64_t* step, double* out) {
  of_many<Lower>(n, in, step, out);
}
void wide::betaincc(std::int64_t n, const double* const* in, const std::int64_t* step, double* out) {
  of_many<Upper>(n, in, step, out);
}
void wide::betaincinv(std::int64_t n, const double* const* in, const std::int64_t* step, double* out) {
  of_many<LowerInverse>(n, in, step, out);
}
void wide::betainccinv(std::int64_t n, const double* const* in, const std::int64_t* step, double* out) {
  of_many<UpperInverse>(n, in, step, out);
}

}  // namespace perilune::special
