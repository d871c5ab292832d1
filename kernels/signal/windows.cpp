// Formulas after F. Harris, On the use of windows for harmonic analysis with the discrete Fourier transform, Proc. IEEE
// 66 (1978); nuttall: A. Nuttall, IEEE Trans. ASSP 29 (1981); flattop: G. Heinzel et al. (2002), table D.

#include "kernels/signal/windows.h"

#include <cmath>
#include <numbers>

namespace perilune::signal {

namespace {

constexpr double pi = std::numbers::pi;

constexpr WindowName known[] = {
    {"boxcar", WindowKind::boxcar, 0},
    {"box", WindowKind::boxcar, 0},
    {"ones", WindowKind::boxcar, 0},
    {"rect", WindowKind::boxcar, 0},
    {"rectangular", WindowKind::boxcar, 0},
    {"triang", WindowKind::triang, 0},
    {"triangle", WindowKind::triang, 0},
    {"tri", WindowKind::triang, 0},
    {"bartlett", WindowKind::bartlett, 0},
    {"bart", WindowKind::bartlett, 0},
    {"brt", WindowKind::bartlett, 0},
    {"blackman", WindowKind::blackman, 0},
    {"black", WindowKind::blackman, 0},
    {"blk", WindowKind::blackman, 0},
    {"blackmanharris", WindowKind::blackmanharris, 0},
    {"blackharr", WindowKind::blackmanharris, 0},
    {"bkh", WindowKind::blackmanharris, 0},
    {"nuttall", WindowKind::nuttall, 0},
    {"nutl", WindowKind::nuttall, 0},
    {"nut", WindowKind::nuttall, 0},
    {"flattop", WindowKind::flattop, 0},
    {"flat", WindowKind::flattop, 0},
    {"flt", WindowKind::flattop, 0},
    {"hann", WindowKind::hann, 0},
    {"han", WindowKind::hann, 0},
    {"hamming", WindowKind::hamming, 0},
    {"hamm", WindowKind::hamming, 0},
    {"ham", WindowKind::hamming, 0},
    {"cosine", WindowKind::cosine, 0},
    {"halfcosine", WindowKind::cosine, 0},
    {"gaussian", WindowKind::gaussian, 1},
    {"gauss", WindowKind::gaussian, 1},
    {"gss", WindowKind::gaussian, 1},
    {"kaiser", WindowKind::kaiser, 1},
    {"ksr", WindowKind::kaiser, 1},
    {"tukey", WindowKind::tukey, 0},
    {"tuk", WindowKind::tukey, 0},
    {"general_hamming", WindowKind::general_hamming, 1},
    {"exponential", WindowKind::exponential, 0},
    {"poisson", WindowKind::exponential, 0},
};

double cosines(std::initializer_list<double> a, double turn) {
  double sum = 0;
  int k = 0;
  for (const double c : a) sum += c * std::cos(k++ * turn);
  return sum;
}

// exp(-x) times the modified Bessel function of order 0: its power series, all of whose terms are positive, or its
// asymptotic one.
double scaled_bessel_i0(double x) {
  if (x > 700) return (1 + (1 + 9 / (16 * x)) / (8 * x)) / std::sqrt(2 * pi * x);
  const double quarter = x * x / 4;
  double term = 1, sum = 1;
  for (int k = 1; term > 1e-17 * sum; ++k) {
    term *= quarter / (static_cast<double>(k) * k);
    sum += term;
  }
  return sum * std::exp(-x);
}

// Point n of m that lie evenly from end to end.
double point(WindowKind kind, std::int64_t n, std::int64_t m, double parameter) {
  const double at = static_cast<double>(n), last = static_cast<double>(m - 1), count = static_cast<double>(m);
  const double turn = -pi + 2 * pi * at / last;  // from -pi to pi
  switch (kind) {
    case WindowKind::boxcar: return 1;
    case WindowKind::triang: {
      const double place = static_cast<double>(std::min(n, m - 1 - n) + 1);
      return m % 2 == 0 ? (2 * place - 1) / count : 2 * place / (count + 1);
    }
    case WindowKind::bartlett: return at <= last / 2 ? 2 * at / last : 2 - 2 * at / last;
    case WindowKind::blackman: return cosines({0.42, 0.50, 0.08}, turn);
    case WindowKind::blackmanharris: return cosines({0.35875, 0.48829, 0.14128, 0.01168}, turn);
    case WindowKind::nuttall: return cosines({0.3635819, 0.4891775, 0.1365995, 0.0106411}, turn);
    case WindowKind::flattop: return cosines({0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368}, turn);
    case WindowKind::hann: return cosines({0.5, 0.5}, turn);
    case WindowKind::hamming: return cosines({0.54, 1 - 0.54}, turn);
    case WindowKind::general_hamming: return cosines({parameter, 1 - parameter}, turn);
    case WindowKind::cosine: return std::sin(pi / count * (at + 0.5));
    case WindowKind::gaussian: {
      const double t = at - last / 2;
      return std::exp(-t * t / (2 * parameter * parameter));
    }
    case WindowKind::kaiser: {
      const double t = (at - last / 2) / (last / 2);
      const double beta = std::abs(parameter), x = beta * std::sqrt(std::max(0.0, 1 - t * t));
      return scaled_bessel_i0(x) / scaled_bessel_i0(beta) * std::exp(x - beta);
    }
    case WindowKind::tukey: {
      if (parameter <= 0) return 1;
      if (parameter >= 1) return cosines({0.5, 0.5}, turn);
      const auto width = static_cast<std::int64_t>(std::floor(parameter * last / 2));
      if (n <= width) return 0.5 * (1 + std::cos(pi * (-1 + 2 * at / parameter / last)));
      if (n < m - width - 1) return 1;
      return 0.5 * (1 + std::cos(pi * (-2 / parameter + 1 + 2 * at / parameter / last)));
    }
    case WindowKind::exponential: return std::exp(-std::abs(at - last / 2) / parameter);
  }
  return 0;
}

double parameter_of(WindowKind kind, std::span<const double> given) {
  if (!given.empty()) return given[0];
  return kind == WindowKind::tukey ? 0.5 : kind == WindowKind::exponential ? 1.0 : 0.0;
}

}  // namespace

const char* const window_names =
    "'boxcar', 'triang', 'bartlett', 'blackman', 'blackmanharris', 'nuttall', 'flattop', 'hann', 'hamming', 'cosine', "
    "'gaussian', 'kaiser', 'tukey', 'general_hamming' or 'exponential'";

const WindowName* find_window(std::string_view name) {
  for (const WindowName& w : known)
    if (name == w.name) return &w;
  return nullptr;
}

Array window(Context& ctx, WindowKind kind, std::int64_t m, bool sym, std::span<const double> parameters) {
  if (m < 0) throw ValueError(format("M must not be negative, got %lld", static_cast<long long>(m)));
  const double parameter = parameter_of(kind, parameters);
  if (!std::isfinite(parameter))
    throw ValueError("the parameter of a window must be finite, got " + number_text(parameter));
  if ((kind == WindowKind::gaussian || kind == WindowKind::exponential) && parameter == 0)
    throw ValueError("the parameter of a window must not be 0");
  Array w = Array::empty(ctx, DType::float64, {m});
  const std::int64_t points = sym || m <= 1 ? m : m + 1;
  for (std::int64_t n = 0; n < m; ++n) {
    if (n % 4096 == 0) ctx.poll();
    w.at<double>(n) = m == 1 ? 1 : point(kind, n, points, parameter);
  }
  return w;
}

}  // namespace perilune::signal
