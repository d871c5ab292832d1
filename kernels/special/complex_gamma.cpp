// log gamma of complex numbers as the analytic function with a cut along the negative reals, not the logarithm of
// gamma: Stirling's series far from 0, the recurrence with a count of the turns of the product, the reflection (D. E.
// G. Hare, Journal of Algorithms 25 (1997) 221), and Taylor's series around the zeros at 1 and 2. psi likewise.

#include <cmath>

#include "kernels/special/complex.h"
#include "kernels/special/functions.h"

namespace perilune::special::complex {

namespace {

using C = Complex128;

constexpr double pi = 3.14159265358979323846, log_pi = 1.14472988584940017414, log_root_2pi = 0.91893853320467274178;

bool has_nan(C z) { return std::isnan(z.real()) || std::isnan(z.imag()); }
bool pole(C z) { return z.imag() == 0 && z.real() <= 0 && z.real() == std::floor(z.real()); }

// sin and cos of pi x, exact at multiples of 1/2
struct Turn {
  double sin, cos;
};
Turn turn(double x) {
  const double r = std::remainder(x, 2.0);
  const auto s = [](double t) {  // sin(pi t), |t| <= 1
    const double a = std::abs(t);
    const double v = a <= 0.25 ? std::sin(pi * a) : a <= 0.75 ? std::cos(pi * (0.5 - a)) : std::sin(pi * (1 - a));
    return std::copysign(v, t);
  };
  const double shifted = r > 0.5 ? r - 1.5 : r + 0.5;  // cos(pi r) = sin(pi (r + 1/2))
  return {s(r), s(shifted)};
}
C sin_pi(C z) {
  const Turn t = turn(z.real());
  return {t.sin * std::cosh(pi * z.imag()), t.cos * std::sinh(pi * z.imag())};
}

// c[0] + c[1] z + ...
template <std::size_t n>
C horner(const double (&c)[n], C z) {
  C sum = c[n - 1];
  for (std::size_t k = n - 1; k-- > 0;) sum = sum * z + c[k];
  return sum;
}

// For a real part or a size of the imaginary part above 7.
C stirling(C z) {
  static constexpr double c[] = {1.0 / 12,   -1.0 / 360,      1.0 / 1260, -1.0 / 1680,
                                 1.0 / 1188, -691.0 / 360360, 1.0 / 156,  -3617.0 / 122400};
  const C inverse = 1.0 / z;
  return (z - 0.5) * std::log(z) - z + log_root_2pi + inverse * horner(c, inverse * inverse);
}

C log1p(C z) {
  const double x = z.real(), y = z.imag();
  return {0.5 * std::log1p(x * (2 + x) + y * y), std::atan2(y, 1 + x)};
}

// log gamma(1 + z), |z| <= 0.2: -euler z + sum of zeta(k) (-z)^k / k
C around_1(C z) {
  static constexpr double c[] = {
      -0.57721566490153286061,  0.82246703342411321824,  -0.40068563438653142847,  0.27058080842778454788,
      -0.20738555102867398527,  0.16955717699740818995,  -0.14404989676884611812,  0.12550966952474304242,
      -0.11133426586956469049,  0.10009945751278180853,  -0.090954017145829042233, 0.083353840546109004025,
      -0.076932516411352191473, 0.071432946295361336059, -0.066668705882420468033, 0.062500955141213040742,
      -0.058823978658684582339, 0.055555767627403611102, -0.052631679379616660734, 0.05000004769810169364,
      -0.047619070330142227991, 0.045454556293204669442, -0.043478266053040259361};
  return z * horner(c, z);
}

C by_recurrence(C z) {
  // log of the product is what the sum of the logarithms would be, less a turn for each time it has come round.
  int turns = 0;
  bool below = false;
  C product = z;
  for (z += 1; z.real() <= 7; z += 1) {
    product *= z;
    const bool now = std::signbit(product.imag());
    turns += now && !below;
    below = now;
  }
  const C log = std::log(product);
  return stirling(z) - C(log.real(), log.imag() + turns * 2 * pi);
}

}  // namespace

C loggamma(C z) {
  if (has_nan(z)) return {nan, nan};
  if (pole(z)) return {nan, nan};
  const double x = z.real(), y = z.imag();
  if (y == 0 && x > 0) return {special::gammaln(x), y};
  if (x > 7 || std::abs(y) > 7) return stirling(z);
  if (std::abs(z - 1.0) <= 0.2) return around_1(z - 1.0);
  if (std::abs(z - 2.0) <= 0.2) return log1p(z - 2.0) + around_1(z - 2.0);
  if (x < 0.1) {
    const double turns = std::copysign(2 * pi, y) * std::floor(0.5 * x + 0.25);
    return C(log_pi, turns) - std::log(sin_pi(z)) - loggamma(1.0 - z);
  }
  return std::signbit(y) ? std::conj(by_recurrence(std::conj(z))) : by_recurrence(z);
}

C gamma(C z) {
  if (pole(z)) return {nan, nan};
  if (z.imag() == 0) return {special::gamma(z.real()), z.imag()};
  return std::exp(loggamma(z));
}

C rgamma(C z) {
  if (pole(z)) return 0;
  if (z.imag() == 0) return {special::rgamma(z.real()), -z.imag()};
  return std::exp(-loggamma(z));
}

C psi(C z) {
  if (has_nan(z) || pole(z)) return {nan, nan};
  if (z.imag() == 0) return {special::psi(z.real()), z.imag()};
  C result = 0;
  if (z.real() < 0.5 && std::abs(z.imag()) < 16) {
    // psi(1 - z) - pi cot(pi z); far from the axis the cotangent is -i or i.
    const double y = z.imag();
    C cotangent = {0, y > 0 ? -1. : 1.};
    if (std::abs(y) < 12) {
      const Turn t = turn(z.real());
      const double c = std::cosh(pi * y), s = std::sinh(pi * y), size = t.sin * t.sin * c * c + t.cos * t.cos * s * s;
      cotangent = {t.sin * t.cos / size, -c * s / size};
    }
    result = -pi * cotangent;
    z = 1.0 - z;
  } else if (z.real() < 0.5) {
    // Beyond the reach of the cotangent's real part.
    result = {0, z.imag() > 0 ? pi : -pi};
    z = 1.0 - z;
  }
  while (std::abs(z) < 16) {
    result -= 1.0 / z;
    z += 1;
  }
  // log z - 1 / (2 z) - sum of B_2k / (2k z^2k)
  static constexpr double c[] = {1.0 / 12,  -1.0 / 120,     1.0 / 252, -1.0 / 240,
                                 1.0 / 132, -691.0 / 32760, 1.0 / 12,  -3617.0 / 8160};
  const C inverse = 1.0 / z, square = inverse * inverse;
  return result + std::log(z) - 0.5 * inverse - square * horner(c, square);
}

C xlogy(C x, C y) { return x == 0.0 && !has_nan(y) ? C(0) : x * std::log(y); }
C xlog1py(C x, C y) {
  if (x == 0.0 && !has_nan(y)) return 0;
  return x * (std::abs(y) < 0.5 ? log1p(y) : std::log(1.0 + y));
}

}  // namespace perilune::special::complex
