// Formulas: A. Oppenheim, R. Schafer, Discrete-Time Signal Processing (1989), appendix B; Bessel filters: W. Thomson,
// Proc. IEE 96 (1949).

#include "kernels/signal/prototypes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace perilune::signal {

namespace {

using Complex = std::complex<double>;
constexpr double pi = std::numbers::pi;

// The square of the ripple's height over the square of the gain: 10^(decibel / 10) - 1.
double squared_ripple(double decibel) { return std::expm1(decibel / 10 * std::numbers::ln10); }

Complex product_of_negatives(const Roots& roots) {
  Complex product = 1;
  for (const Complex r : roots) product *= -r;
  return product;
}

// The angles of Butterworth's poles on the left half of the unit circle, from -pi / 2 to pi / 2.
double angle_of(int m, int order) { return pi * m / (2 * order); }

// About where the poles of a Bessel filter are. (J. Campos, M. Calderon, arXiv:1105.0957.)
Complex near_bessel_pole(int order, int number) {
  const double n = order, k = number;
  const double y = (8 + n * (24 - n * (12 + 2 * n)) + k * (-24 + n * (12 * n - 12) + k * (16 - 8 * n))) * k +
                   n * (n * n * (5 - n) - 6);
  const double x = 6 * k * (k - n - 1) / (n * n * (2 + n));
  return 1.0 / Complex(x, y / (n * n * (2 + n * n * (n - 3))));
}

// a x = b by elimination with partial pivoting; x comes in the place of b.
void solve(std::vector<Complex>& a, Roots& b) {
  const std::size_t n = b.size();
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t best = k;
    for (std::size_t i = k + 1; i < n; ++i)
      if (std::abs(a[i * n + k]) > std::abs(a[best * n + k])) best = i;
    if (best != k) {
      std::swap_ranges(&a[k * n], &a[k * n] + n, &a[best * n]);
      std::swap(b[k], b[best]);
    }
    for (std::size_t i = k + 1; i < n; ++i) {
      const Complex factor = a[i * n + k] / a[k * n + k];
      for (std::size_t j = k; j < n; ++j) a[i * n + j] -= factor * a[k * n + j];
      b[i] -= factor * b[k];
    }
  }
  for (std::size_t k = n; k-- > 0;) {
    for (std::size_t j = k + 1; j < n; ++j) b[k] -= a[k * n + j] * b[j];
    b[k] /= a[k * n + k];
  }
}

// The zeros of the reverse Bessel polynomial p, for which s p'' = 2 (s + n) p' - 2 n p. At each of them the sum of
// 1 / (s - t) over all others t is therefore 1 + n / s: equations that Newton's method solves to the last digits, where
// the polynomial itself loses one of them with every other order.
Roots bessel_poles(int order) {
  if (order == 1) return {-1};
  const auto n = static_cast<std::size_t>(order);
  Roots s(n);
  for (std::size_t k = 0; k < n; ++k) s[k] = near_bessel_pole(order, static_cast<int>(k) + 1);
  std::vector<Complex> jacobian(n * n);
  Roots step(n);
  double largest = 1;
  for (int round = 0; round < 50 && largest > 1e-14; ++round) {
    for (std::size_t i = 0; i < n; ++i) {
      step[i] = -1.0 - static_cast<double>(n) / s[i];
      Complex own = static_cast<double>(n) / (s[i] * s[i]);
      for (std::size_t j = 0; j < n; ++j) {
        if (j == i) continue;
        const Complex apart = 1.0 / (s[i] - s[j]);
        step[i] += apart;
        own -= apart * apart;
        jacobian[i * n + j] = apart * apart;
      }
      jacobian[i * n + i] = own;
    }
    solve(jacobian, step);
    largest = 0;
    for (std::size_t i = 0; i < n; ++i) {
      s[i] -= step[i];
      largest = std::max(largest, std::abs(step[i]) / std::abs(s[i]));
    }
  }
  if (!(largest < 1e-10)) throw ValueError(format("N must be smaller: the poles were not found, got %d", order));
  // By falling imaginary part; pairs are exact.
  std::sort(s.begin(), s.end(), [](Complex a, Complex b) { return a.imag() > b.imag(); });
  for (std::size_t i = 0; 2 * i < n; ++i) {
    const Complex mean = (s[i] + std::conj(s[n - 1 - i])) / 2.0;
    s[i] = mean;
    s[n - 1 - i] = std::conj(mean);
  }
  return s;
}

// The frequency at which the gain has fallen to 1/sqrt(2); it falls everywhere.
double half_power(const Roots& poles) {
  const auto loss = [&](double w) {
    double sum = 0;
    for (const Complex p : poles) sum += std::log(std::abs(Complex(0, w) - p) / std::abs(p));
    return sum - std::numbers::ln2 / 2;
  };
  double low = 0, high = 1;
  while (loss(high) < 0) high *= 2;
  for (int i = 0; i < 200 && high - low > 4e-16 * high; ++i) {
    const double middle = (low + high) / 2;
    (loss(middle) < 0 ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace

Zpk butterworth_prototype(int order) {
  Zpk f;
  for (int m = -order + 1; m < order; m += 2) {
    const double angle = angle_of(m, order);
    f.p.push_back(m == 0 ? Complex(-1) : Complex(-std::cos(angle), -std::sin(angle)));
  }
  return f;
}

Zpk chebyshev1_prototype(int order, double ripple) {
  const double epsilon2 = squared_ripple(ripple), mu = std::asinh(1 / std::sqrt(epsilon2)) / order;
  Zpk f;
  for (int m = -order + 1; m < order; m += 2) {
    const double angle = angle_of(m, order);
    f.p.emplace_back(-std::sinh(mu) * std::cos(angle), m == 0 ? 0 : -std::cosh(mu) * std::sin(angle));
  }
  f.k = product_of_negatives(f.p).real();
  if (order % 2 == 0) f.k /= std::sqrt(1 + epsilon2);
  return f;
}

Zpk chebyshev2_prototype(int order, double attenuation) {
  const double mu = std::asinh(std::sqrt(squared_ripple(attenuation))) / order;
  Zpk f;
  for (int m = -order + 1; m < order; m += 2) {
    const double angle = angle_of(m, order);
    if (m != 0) f.z.emplace_back(0, 1 / std::sin(angle));
    f.p.push_back(1.0 / Complex(-std::sinh(mu) * std::cos(angle), m == 0 ? 0 : -std::cosh(mu) * std::sin(angle)));
  }
  f.k = (product_of_negatives(f.p) / product_of_negatives(f.z)).real();
  return f;
}

Zpk bessel_prototype(int order, BesselNorm norm) {
  Zpk f;
  f.p = bessel_poles(order);
  // The constant term of the polynomial, (2 n)! / (n! 2^n), by its logarithm.
  const double n = order, constant = std::lgamma(2 * n + 1) - std::lgamma(n + 1) - n * std::numbers::ln2;
  double scale = 1;
  if (norm == BesselNorm::phase) scale = std::exp(constant / n);
  if (norm == BesselNorm::mag) scale = half_power(f.p);
  for (Complex& p : f.p) p /= scale;
  f.k = norm == BesselNorm::phase ? 1 : product_of_negatives(f.p).real();
  if (!std::isfinite(f.k))
    throw ValueError(format("N must be smaller with this norm: the gain overflows, got %d", order));
  return f;
}

}  // namespace perilune::signal
