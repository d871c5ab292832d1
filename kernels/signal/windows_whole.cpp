// C. Dolph, Proc. IRE 34 (1946), and P. Lynch, Monthly Weather Review 125 (1997): Chebyshev. T. Taylor, IRE Trans.
// Antennas and Propagation 3 (1955), with the constants of W. Carrara, R. Majewski, R. Goodman, Spotlight Synthetic
// Aperture Radar (1995), appendix D. Kaiser-Bessel derived: J. Princen, A. Bradley, IEEE Trans. ASSP 34 (1986).

#include <cmath>
#include <numbers>

#include "kernels/fft/transform.h"
#include "kernels/signal/windows.h"

namespace perilune::signal {

namespace {

constexpr double pi = std::numbers::pi;

}  // namespace

// The transform of the window is a Chebyshev polynomial, whose ripples are all alike.
Array chebyshev_window(Context& ctx, std::int64_t m, double attenuation) {
  if (std::abs(attenuation) < 45)
    ctx.warn(
        "a Chebyshev window of less than 45 decibel is not made for spectra: its bandwidth does not grow steadily");
  const double order = static_cast<double>(m - 1);
  const double beta = std::cosh(std::acosh(std::pow(10.0, std::abs(attenuation) / 20)) / order);
  const bool odd = m % 2 == 1;
  Array spectrum = Array::empty(ctx, DType::complex128, {m});
  for (std::int64_t k = 0; k < m; ++k) {
    if (k % 4096 == 0) ctx.poll();
    const double turn = pi * static_cast<double>(k) / static_cast<double>(m), x = beta * std::cos(turn);
    const double value = x > 1    ? std::cosh(order * std::acosh(x))
                         : x < -1 ? (odd ? 1 : -1) * std::cosh(order * std::acosh(-x))
                                  : std::cos(order * std::acos(x));
    // An even number of points lies half a step beside those of the transform.
    spectrum.at<Complex128>(k) = odd ? Complex128(value) : value * Complex128(std::cos(turn), std::sin(turn));
  }
  const Array values = Array::empty(ctx, DType::complex128, {m});
  fft::transform_line(ctx, spectrum, values, fft::Direction::forward);
  Array w = Array::empty(ctx, DType::float64, {m});
  double most = 0;
  for (std::int64_t i = 0; i < m; ++i) {
    const std::int64_t from_middle = odd ? std::abs(i - m / 2) : i < m / 2 ? m / 2 - i : i - m / 2 + 1;
    w.at<double>(i) = values.as<Complex128>()[from_middle].real();
    most = i == 0 ? w.at<double>(i) : std::max(most, w.at<double>(i));
  }
  for (std::int64_t i = 0; i < m; ++i) w.at<double>(i) /= most;
  return w;
}

Array taylor_window(Context& ctx, std::int64_t m, double nbar, double level, bool norm) {
  if (!(nbar >= 1) || nbar != std::floor(nbar) || nbar > 10000)
    throw ValueError("nbar must be a whole number from 1 to 10000, got " + number_text(nbar));
  const auto lobes = static_cast<std::size_t>(nbar) - 1;
  const double a = std::acosh(std::pow(10.0, level / 20)) / pi;
  const double sigma2 = nbar * nbar / (a * a + (nbar - 0.5) * (nbar - 0.5));
  CountedVector<double> coefficients = ctx.vector<double>(lobes);
  for (std::size_t i = 0; i < lobes; ++i) {
    ctx.poll();
    const double square = static_cast<double>((i + 1) * (i + 1));
    double product = i % 2 == 0 ? 0.5 : -0.5;
    for (std::size_t j = 0; j < lobes; ++j) {
      const double other = static_cast<double>(j + 1);
      product *= 1 - square / sigma2 / (a * a + (other - 0.5) * (other - 0.5));
      if (j != i) product /= 1 - square / (other * other);
    }
    coefficients[i] = product;
  }
  const auto value = [&](double n) {
    double sum = 0;
    for (std::size_t i = 0; i < lobes; ++i)
      sum += coefficients[i] * std::cos(2 * pi * static_cast<double>(i + 1) * (n - static_cast<double>(m) / 2 + 0.5) /
                                        static_cast<double>(m));
    return 1 + 2 * sum;
  };
  const double scale = norm ? 1 / value(static_cast<double>(m - 1) / 2) : 1;
  Array w = Array::empty(ctx, DType::float64, {m});
  for (std::int64_t n = 0; n < m; ++n) {
    if (n % 256 == 0) ctx.poll();
    w.at<double>(n) = value(static_cast<double>(n)) * scale;
  }
  return w;
}

Array kaiser_bessel_derived(Context& ctx, std::int64_t m, double beta) {
  if (m % 2 == 1)
    throw ValueError(format("M must be even for a kaiser_bessel_derived window, got %lld", static_cast<long long>(m)));
  Array w = Array::empty(ctx, DType::float64, {m});
  if (m == 0) return w;
  const Array kaiser = window(ctx, WindowKind::kaiser, m / 2 + 1, true, std::span(&beta, 1));
  double total = 0, sum = 0;
  for (std::int64_t i = 0; i <= m / 2; ++i) total += kaiser.at<double>(i);
  for (std::int64_t i = 0; i < m / 2; ++i) {
    sum += kaiser.at<double>(i);
    w.at<double>(i) = w.at<double>(m - 1 - i) = std::sqrt(sum / total);
  }
  return w;
}

}  // namespace perilune::signal
