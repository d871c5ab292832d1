// Distributions of Kolmogorov's and Smirnov's statistics. The exact two-sided one is chosen from as in R. Simard and P.
// L'Ecuyer, Computing the Two-Sided Kolmogorov-Smirnov Distribution, Journal of Statistical Software 39 (2011): the
// matrix of G. Marsaglia, W. W. Tsang and J. Wang (ibid. 8, 2003), the one-sided tail twice, or the expansion of W.
// Pelz and I. J. Good (1976).

#include "kernels/special/kolmogorov.h"

#include <algorithm>
#include <cmath>

namespace perilune::special {

namespace {

constexpr double pi = 3.14159265358979323846;

// P(sup <= y), for small y by the theta function's other form.
double lower_small(double y) {
  double sum = 0;
  for (int k = 1; k < 40; k += 2) {
    const double term = std::exp(-k * k * pi * pi / (8 * y * y));
    sum += term;
    if (term < 1e-18 * sum) break;
  }
  return std::sqrt(2 * pi) / y * sum;
}

double upper_large(double y) {
  double sum = 0;
  for (int k = 1; k < 40; ++k) {
    const double term = std::exp(-2.0 * k * k * y * y);
    sum += k % 2 ? term : -term;
    if (term < 1e-18 * sum) break;
  }
  return std::min(2 * sum, 1.0);
}

// (n! / n^n) times the middle entry of H^n, H of size 2k - 1.
double matrix_lower(Context& ctx, double n, double d) {
  const int k = static_cast<int>(std::ceil(n * d));
  const int m = 2 * k - 1;
  const double h = k - n * d;
  const auto size = static_cast<std::size_t>(m) * static_cast<std::size_t>(m);
  auto a = ctx.vector<double>(size), power = ctx.vector<double>(size), work = ctx.vector<double>(size);
  const auto at = [m](auto& v, int i, int j) -> double& { return v[static_cast<std::size_t>(i * m + j)]; };
  for (int i = 0; i < m; ++i)
    for (int j = 0; j < m; ++j) at(a, i, j) = i - j + 1 >= 0 ? 1 : 0;
  for (int i = 0; i < m; ++i) {
    at(a, i, 0) -= std::pow(h, i + 1);
    at(a, m - 1, i) -= std::pow(h, m - i);
  }
  if (2 * h - 1 > 0) at(a, m - 1, 0) += std::pow(2 * h - 1, m);
  for (int i = 0; i < m; ++i)
    for (int j = 0; j < m; ++j)
      if (i - j + 1 > 0)
        for (int g = 1; g <= i - j + 1; ++g) at(a, i, j) /= g;
  const auto multiply = [&](auto& x, auto& y, auto& to) {
    ctx.poll();
    std::fill(to.begin(), to.end(), 0.0);
    for (int i = 0; i < m; ++i)
      for (int l = 0; l < m; ++l) {
        const double f = at(x, i, l);
        if (f == 0) continue;
        for (int j = 0; j < m; ++j) at(to, i, j) += f * at(y, l, j);
      }
  };
  // Powers by squaring; decimal exponents apart, so that nothing overflows.
  std::fill(power.begin(), power.end(), 0.0);
  for (int i = 0; i < m; ++i) at(power, i, i) = 1;
  int exponent = 0, base_exponent = 0;
  for (auto rest = static_cast<std::int64_t>(n); rest > 0; rest /= 2) {
    if (rest % 2) {
      multiply(power, a, work);
      std::swap(power, work);
      exponent += base_exponent;
      if (at(power, k - 1, k - 1) > 1e140) {
        for (double& v : power) v *= 1e-140;
        exponent += 140;
      }
    }
    multiply(a, a, work);
    std::swap(a, work);
    base_exponent *= 2;
    if (at(a, k - 1, k - 1) > 1e140) {
      for (double& v : a) v *= 1e-140;
      base_exponent += 140;
    }
  }
  double s = at(power, k - 1, k - 1);
  for (int i = 1; i <= static_cast<int>(n); ++i) {
    s = s * i / n;
    if (s < 1e-140) {
      s *= 1e140;
      exponent -= 140;
    }
  }
  return s * std::pow(10.0, exponent);
}

double pelz_good_lower(double n, double d) {
  const double z = d * std::sqrt(n), z2 = z * z, z4 = z2 * z2, z6 = z4 * z2;
  double k0 = 0, k1 = 0, k2 = 0, k2_even = 0, k3 = 0, k3_even = 0;
  for (int k = 0; k < 60; ++k) {
    const double s = (k + 0.5) * (k + 0.5) * pi * pi, e = std::exp(-s / (2 * z2));
    k0 += e;
    k1 += (s - z2) * e;
    k2 += (6 * z6 + 2 * z4 + s * (2 * z4 - 5 * z2) + s * s * (1 - 2 * z2)) * e;
    k3 += (s * s * s * (5 - 30 * z2) + s * s * (-60 * z2 + 212 * z4) + s * (135 * z4 - 96 * z6) - 30 * z6 -
           90 * z4 * z4) *
          e;
    const double t = double(k) * k * pi * pi, g = std::exp(-t / (2 * z2));
    k2_even += t * g;
    k3_even += (-t * t + 3 * t * z2) * g;
    if (e < 1e-20) break;
  }
  const double r = std::sqrt(pi / 2);
  k0 *= 2 * r / z;
  k1 *= 2 * r / (6 * z4);
  k2 = 2 * r * (k2 / (72 * z6 * z) - k2_even / (36 * z2 * z));
  k3 = 2 * r * (k3 / (6480 * z6 * z4) + k3_even / (216 * z6));
  return k0 + k1 / std::sqrt(n) + k2 / n + k3 / (n * std::sqrt(n));
}

// The logarithm of Smirnov's expansion of the one-sided tail in 1 / sqrt(n) (1944), with the next term of the exponent
// for large deviations (32/135 t^6). From n = 1e6 on its relative error is below 1e-9 where the tail is above 1e-50.
double smirnov_expansion(double n, double d) {
  const double t = std::sqrt(n) * d, t2 = t * t, s = 1 / std::sqrt(n);
  const double a1 = -2 * t / 3, a2 = 2 * t2 / 3 * (1 - 2 * t2 / 3);
  const double a3 = 4 * t / 9 * (1.0 / 5 - 19 * t2 / 15 + 2 * t2 * t2 / 3);
  const double correction = s * (a1 + s * (a2 - a1 * a1 / 2 + s * (a3 - a1 * a2 + a1 * a1 * a1 / 3)));
  return std::min(std::exp(-2 * t2 + correction - 32 * t2 * t2 * t2 * s * s * s * s / 135), 1.0);
}

}  // namespace

double kolmogorov(double y) {
  if (std::isnan(y)) return y;
  if (y <= 0) return 1;
  return y < 1 ? 1 - lower_small(y) : upper_large(y);
}

double kolmogi(double p) {
  if (!(p >= 0 && p <= 1)) return nan;
  if (p == 0) return inf;
  if (p == 1) return 0;
  double low = 0, high = 20;
  for (int i = 0; i < 200 && high - low > 1e-16 * high; ++i) {
    const double y = 0.5 * (low + high);
    if (y == low || y == high) break;
    (kolmogorov(y) > p ? low : high) = y;
  }
  return 0.5 * (low + high);
}

double smirnov(double n, double d) {
  if (!(n >= 1) || n != std::floor(n) || std::isnan(d)) return nan;
  if (d <= 0) return 1;
  if (d >= 1) return 0;
  if (n > 1e6) return smirnov_expansion(n, d);
  // Birnbaum and Tingey's sum; every term is positive.
  const double top = std::floor(n * (1 - d));
  double sum = std::exp(n * std::log1p(-d));
  for (double v = 1; v <= top; ++v) {
    const double x = d + v / n, y = 1 - x;
    if (y < 0 || (y <= 0 && n != v)) break;
    const double log_binomial = -std::log(n + 1) - betaln(n - v + 1, v + 1);
    sum += d * std::exp(log_binomial + (v - 1) * std::log(x) + (n == v ? 0 : (n - v) * std::log(y)));
  }
  return std::min(sum, 1.0);
}

double kolmogorov_two_sided(Context& ctx, double n, double d) {
  if (!(n >= 1) || std::isnan(d)) return nan;
  if (n * d <= 0.5) return 1;
  if (d >= 1) return 0;
  if (n * d <= 1) return -std::expm1(gammaln(n + 1) + n * std::log(2 * d - 1 / n));
  if (d >= 0.5) return std::min(1.0, 2 * smirnov(n, d));
  const double square = n * d * d;
  if (n <= 140) {
    if (square <= 4) return std::clamp(1 - matrix_lower(ctx, n, d), 0.0, 1.0);
    return 2 * smirnov(n, d);
  }
  if (n <= 1e5 && n * d * std::sqrt(d) <= 1.4) return std::clamp(1 - matrix_lower(ctx, n, d), 0.0, 1.0);
  if (square > 2.2)
    return n <= 1e6 ? std::min(1.0, 2 * smirnov(n, d)) : kolmogorov(d * std::sqrt(n) + 1 / (6 * std::sqrt(n)));
  return std::clamp(1 - pelz_good_lower(n, d), 0.0, 1.0);
}

}  // namespace perilune::special
