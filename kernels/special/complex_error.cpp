// The error functions of complex numbers. Faddeeva's function w is the integral that the trapezoidal rule does best:
// with the pole at z put back, 12 points give full accuracy everywhere (C. Chiarella and A. Reichel, Mathematics of
// Computation 22 (1968) 137; M. Al Azah and S. N. Chandler-Wilde, SIAM J. Numerical Analysis 59 (2021) 2346, who choose
// between the rule and the midpoint rule so that no point comes near z). Far out its asymptotic series serves. The
// others follow from w, but where that cancels: there by the series around 0, or by an integral along the short way to
// an axis.

#include <cmath>

#include "kernels/special/complex.h"
#include "kernels/special/functions.h"

namespace perilune::special::complex {

namespace {

using C = Complex128;

constexpr double pi = 3.14159265358979323846, root_pi = 1.77245385090551602730, half_root_pi = 0.88622692545275801365;
constexpr double two_over_root_pi = 1.12837916709551257390, root_half = 0.70710678118654752440;

// Plain products: those of std::complex look for infinities.
C times(C a, C b) { return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()}; }
C times_i(C z) { return {-z.imag(), z.real()}; }
bool has_nan(C z) { return std::isnan(z.real()) || std::isnan(z.imag()); }

// exp(-factor z^2) f, with the square exact: its rounding would grow by the exponent.
C with_gauss(C z, double factor, C f) {
  const double x = z.real(), y = z.imag(), xx = x * x, yy = y * y, xy = x * y;
  const double low = std::fma(y, y, -yy) - std::fma(x, x, -xx), xy_low = std::fma(x, y, -xy);
  double high = yy - xx;
  // What the difference rounds away.
  const double back = high - yy, rest = (yy - (high - back)) - (xx + back);
  if (std::isnan(high)) return {nan, nan};
  const double angle = -2 * factor * xy, turn = -2 * factor * xy_low;
  C direction = {1, 0};
  if (angle != 0) {
    const double c = std::cos(angle), s = std::sin(angle);
    direction = {c - s * turn, s + c * turn};
  }
  const C g = times(direction, f);
  high *= factor;
  const double correction = 1 + factor * (rest + low);
  if (high > 700) {
    // In two factors: f may be small.
    const double half = std::exp(0.5 * high);
    return {g.real() * half * correction * half, g.imag() * half * correction * half};
  }
  const double size = std::exp(high) * (std::isfinite(correction) ? correction : 1);
  return {g.real() * size, g.imag() * size};
}

// w for x, y >= 0
C first_quadrant(double x, double y) {
  static constexpr double h = 0.51166335397324424244, limit = 6.1399602476789309309;  // limit = pi / h
  static constexpr double between[12] = {
      0.93664602123659590635,   0.55485491015985340878,    0.19470957808529029874,     0.04047614460380574236,
      0.0049844231324685865018, 0.00036360898638930446975, 0.000015712969017800479811, 4.0224054215648138537e-7,
      6.099824915912159607e-9,  5.4796502397575270888e-11, 2.9160317551794993927e-13,  9.1925415251343727417e-16};
  static constexpr double on[12] = {0.76966541249323980757,    0.35091980717841096757,    0.094780224842154852791,
                                    0.015164619864546569953,   0.0014373060804075317682,  0.000080699517570304599239,
                                    2.684086793093746343e-6,   5.2884221169441573316e-8,  6.1724788652243095669e-10,
                                    4.2677311354552246865e-12, 1.7479879405655012878e-14, 4.241151183016077544e-17};
  if (x > 1e150 || y > 1e150) {
    const double a = x * 0x1p-600, b = y * 0x1p-600, d = root_pi * (a * a + b * b);
    return std::isinf(d) ? C(0, 0) : C(b / d * 0x1p-600, a / d * 0x1p-600);
  }
  const double size = x * x + y * y;
  const C z = {x, y}, square = {(x - y) * (x + y), 2 * x * y};
  if (size > 2500) {
    // i / (sqrt(pi) z) sum of (2k - 1)!! / (2 z^2)^k
    const double d = square.real() * square.real() + square.imag() * square.imag();
    const C inverse = size > 1e8 ? C(0.5 * (square.real() / size) / size, -0.5 * (square.imag() / size) / size)
                                 : C(0.5 * square.real() / d, -0.5 * square.imag() / d);
    C sum = 1;
    for (int k = 11; k > 0; k -= 2) {
      sum = times(sum, inverse);
      sum = {1 + k * sum.real(), k * sum.imag()};
    }
    return times(sum, C(y / (root_pi * size), x / (root_pi * size)));
  }
  const double place = x / h, fraction = place - std::floor(place);
  // The midpoint rule, unless z is close to one of its points.
  const bool middle = y >= limit || fraction < 0.25 || fraction > 0.75;
  C sum = 0;
  for (int k = 0; k < 12; ++k) {
    const double t = (middle ? k + 0.5 : k + 1) * h;
    const double re = (x - t) * (x + t) - y * y, im = square.imag(),
                 f = (middle ? between : on)[k] / (re * re + im * im);
    sum += C(re * f, -im * f);
  }
  C w = times(C(-2 * h / pi * y, 2 * h / pi * x), sum);
  if (!middle) w += C(h / (pi * size) * y, h / (pi * size) * x);
  if (y >= limit) return w;
  // The pole: 2 exp(-z^2) / (1 +- exp(-2 i pi z / h)), where |exp| >= 1.
  const double grown = std::exp(2 * limit * y), angle = -2 * limit * x;
  const C e = {grown * std::cos(angle), grown * std::sin(angle)};
  const C below = middle ? C(1 + e.real(), e.imag()) : C(1 - e.real(), -e.imag());
  const double d = below.real() * below.real() + below.imag() * below.imag();
  return w + with_gauss(z, 1, C(2 * below.real() / d, -2 * below.imag() / d));
}

// The integral of exp(sign s^2 ... ) below: exp(-s^2 + 2 i b s) from 0 to a, |a| and |a b| small.
C short_way(double a, double b) {
  static constexpr double point[6] = {0.1252334085114689, 0.3678314989981802, 0.5873179542866175,
                                      0.7699026741943047, 0.9041172563704748, 0.9815606342467192};
  static constexpr double weight[6] = {0.2491470458134027, 0.23349253653835464, 0.20316742672306565,
                                       0.1600783285433461, 0.10693932599531888, 0.04717533638651202};
  C sum = 0;
  for (int k = 0; k < 6; ++k)
    for (const int side : {-1, 1}) {
      const double s = 0.5 * a * (1 + side * point[k]), size = weight[k] * std::exp(-s * s);
      sum += C(size * std::cos(2 * b * s), size * std::sin(2 * b * s));
    }
  return 0.5 * a * sum;
}

// erf(z) / z for |z|^2 <= 2 by its power series.
C series(C square) {
  C term = 1, sum = 1;
  for (int n = 1; n < 40; ++n) {
    term = times(term, square) * (-1.0 / n);
    const C next = term * (1.0 / (2 * n + 1));
    sum += next;
    if (std::abs(next.real()) + std::abs(next.imag()) < 1e-18) break;
  }
  return two_over_root_pi * sum;
}
C squared(C z) { return {(z.real() - z.imag()) * (z.real() + z.imag()), 2 * z.real() * z.imag()}; }

double real_erfi(double x) {
  const double w = first_quadrant(std::abs(x), 0).imag();
  return std::copysign(with_gauss(C(0, x), 1, C(w, 0)).real(), x);
}

// erf for x >= 0
C right_half(C z) {
  const double x = z.real(), y = z.imag();
  if (x * x + y * y < 2) return times(z, series(squared(z)));
  if (x < 0.1 && std::abs(x * y) < 1) {
    // From the imaginary axis: i erfi(y) + 2 / sqrt(pi) exp(y^2) int_0^x exp(-s^2 - 2 i s y) ds
    const C rest = with_gauss(C(0, y), 1, two_over_root_pi * short_way(x, -y));
    return {rest.real(), real_erfi(y) + rest.imag()};
  }
  return 1.0 - erfc(z);
}

}  // namespace

C wofz(C z) {
  if (has_nan(z)) return {nan, nan};
  const double x = z.real(), y = z.imag();
  C w = first_quadrant(std::abs(x), std::abs(y));
  if (x < 0) w = std::conj(w);
  if (y >= 0) return w;
  // w(z) = 2 exp(-z^2) - w(-z), and w(-z) = conj w(conj z)
  const C gauss = with_gauss(z, 1, C(2, 0));
  return {gauss.real() - w.real(), gauss.imag() + w.imag()};
}

C erfcx(C z) { return wofz(times_i(z)); }

C erfc(C z) {
  if (has_nan(z)) return {nan, nan};
  const double x = z.real(), y = z.imag();
  if (y == 0) return {special::erfc(x), -y};
  if (x < 0) return 2.0 - erfc(-z);
  if (x * x + y * y < 0.5) return 1.0 - times(z, series(squared(z)));
  return with_gauss(z, 1, wofz(times_i(z)));
}

C erf(C z) {
  if (has_nan(z)) return {nan, nan};
  if (z.imag() == 0) return {special::erf(z.real()), z.imag()};
  if (z.real() == 0) return {z.real(), real_erfi(z.imag())};
  return z.real() < 0 ? -right_half(-z) : right_half(z);
}

C erfi(C z) {
  const C v = erf(times_i(z));
  return {v.imag(), -v.real()};
}

C dawsn(C z) {
  if (has_nan(z)) return {nan, nan};
  const double x = z.real(), y = z.imag();
  if (y < 0) return std::conj(dawsn(std::conj(z)));
  if (x < 0) return -dawsn(-z);
  if (y == 0) return {half_root_pi * first_quadrant(x, 0).imag(), y};
  if (x * x + y * y < 2) {
    const C s = squared(z);
    return with_gauss(z, 1, half_root_pi * times(z, series(C(-s.real(), -s.imag()))));
  }
  if (y < 0.1 && x < 6.2 && x * y < 1) {
    // exp(-z^2) times the integral of exp(t^2) to x, and from there up: exp(y^2 - 2 i x y) (D(x) + i int ...)
    const C rest = short_way(y, x), d = {half_root_pi * first_quadrant(x, 0).imag() - rest.imag(), rest.real()};
    const double size = std::exp(y * y);
    return times(C(size * std::cos(2 * x * y), -size * std::sin(2 * x * y)), d);
  }
  const C difference = with_gauss(z, 1, C(1, 0)) - first_quadrant(x, y);
  return half_root_pi * times_i(difference);
}

C ndtr(C z) {
  if (z.imag() == 0) return {special::ndtr(z.real()), z.imag()};
  const C u = -root_half * z;
  // With the square of z itself: that of u has the rounding of u.
  if (u.real() >= 0 && std::norm(u) > 2) return with_gauss(z, 0.5, 0.5 * wofz(times_i(u)));
  return 0.5 * erfc(u);
}

C log_ndtr(C z) {
  if (has_nan(z)) return {nan, nan};
  if (z.imag() == 0) return {special::log_ndtr(z.real()), z.imag()};
  if (z.real() > 0) {
    // log(1 - tail) without the loss of the other form.
    const C tail = 0.5 * erfc(root_half * z);
    const double x = -tail.real(), y = -tail.imag();
    if (std::abs(x) + std::abs(y) < 0.5) return {0.5 * std::log1p(x * (2 + x) + y * y), std::atan2(y, 1 + x)};
  }
  // log w(-i z / sqrt 2) / 2 - z^2 / 2, with the angle brought back to (-pi, pi].
  const C u = -root_half * z, s = squared(z);
  const C log_w = std::log(0.5 * wofz(times_i(u)));
  return {log_w.real() - 0.5 * s.real(), std::remainder(log_w.imag() - std::remainder(0.5 * s.imag(), 2 * pi), 2 * pi)};
}

}  // namespace perilune::special::complex

namespace perilune::special {

double erfi(double x) { return complex::erfi(x).real(); }
double dawsn(double x) { return complex::dawsn(x).real(); }

}  // namespace perilune::special
