// Formulas after F. Harris, On the use of windows for harmonic analysis with the discrete Fourier transform, Proc. IEEE
// 66 (1978); nuttall: A. Nuttall, IEEE Trans. ASSP 29 (1981); flattop: G. Heinzel et al. (2002), table D.

#include "kernels/signal/windows.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "kernels/array/manipulate.h"

namespace perilune::signal {

namespace {

constexpr double pi = std::numbers::pi;

constexpr WindowName known[] = {
    {"boxcar", WindowKind::boxcar, 0, 0},
    {"box", WindowKind::boxcar, 0, 0},
    {"ones", WindowKind::boxcar, 0, 0},
    {"rect", WindowKind::boxcar, 0, 0},
    {"rectangular", WindowKind::boxcar, 0, 0},
    {"triang", WindowKind::triang, 0, 0},
    {"triangle", WindowKind::triang, 0, 0},
    {"tri", WindowKind::triang, 0, 0},
    {"bartlett", WindowKind::bartlett, 0, 0},
    {"bart", WindowKind::bartlett, 0, 0},
    {"brt", WindowKind::bartlett, 0, 0},
    {"blackman", WindowKind::blackman, 0, 0},
    {"black", WindowKind::blackman, 0, 0},
    {"blk", WindowKind::blackman, 0, 0},
    {"blackmanharris", WindowKind::blackmanharris, 0, 0},
    {"blackharr", WindowKind::blackmanharris, 0, 0},
    {"bkh", WindowKind::blackmanharris, 0, 0},
    {"nuttall", WindowKind::nuttall, 0, 0},
    {"nutl", WindowKind::nuttall, 0, 0},
    {"nut", WindowKind::nuttall, 0, 0},
    {"flattop", WindowKind::flattop, 0, 0},
    {"flat", WindowKind::flattop, 0, 0},
    {"flt", WindowKind::flattop, 0, 0},
    {"hann", WindowKind::hann, 0, 0},
    {"han", WindowKind::hann, 0, 0},
    {"hamming", WindowKind::hamming, 0, 0},
    {"hamm", WindowKind::hamming, 0, 0},
    {"ham", WindowKind::hamming, 0, 0},
    {"cosine", WindowKind::cosine, 0, 0},
    {"halfcosine", WindowKind::cosine, 0, 0},
    {"gaussian", WindowKind::gaussian, 1, 1},
    {"gauss", WindowKind::gaussian, 1, 1},
    {"gss", WindowKind::gaussian, 1, 1},
    {"kaiser", WindowKind::kaiser, 1, 1},
    {"ksr", WindowKind::kaiser, 1, 1},
    {"tukey", WindowKind::tukey, 0, 1},
    {"tuk", WindowKind::tukey, 0, 1},
    {"general_hamming", WindowKind::general_hamming, 1, 1},
    {"general hamming", WindowKind::general_hamming, 1, 1},
    {"exponential", WindowKind::exponential, 0, 2},
    {"poisson", WindowKind::exponential, 0, 2},
    {"barthann", WindowKind::barthann, 0, 0},
    {"brthan", WindowKind::barthann, 0, 0},
    {"bth", WindowKind::barthann, 0, 0},
    {"bohman", WindowKind::bohman, 0, 0},
    {"bman", WindowKind::bohman, 0, 0},
    {"bmn", WindowKind::bohman, 0, 0},
    {"parzen", WindowKind::parzen, 0, 0},
    {"parz", WindowKind::parzen, 0, 0},
    {"par", WindowKind::parzen, 0, 0},
    {"lanczos", WindowKind::lanczos, 0, 0},
    {"sinc", WindowKind::lanczos, 0, 0},
    {"general_gaussian", WindowKind::general_gaussian, 2, 2},
    {"general gaussian", WindowKind::general_gaussian, 2, 2},
    {"general_gauss", WindowKind::general_gaussian, 2, 2},
    {"general gauss", WindowKind::general_gaussian, 2, 2},
    {"ggs", WindowKind::general_gaussian, 2, 2},
    {"general_cosine", WindowKind::general_cosine, 1, 1},
    {"general cosine", WindowKind::general_cosine, 1, 1},
    {"chebwin", WindowKind::chebwin, 1, 1},
    {"cheb", WindowKind::chebwin, 1, 1},
    {"taylor", WindowKind::taylor, 0, 3},
    {"taylorwin", WindowKind::taylor, 0, 3},
    {"kaiser_bessel_derived", WindowKind::kaiser_bessel_derived, 1, 1},
    {"kaiser bessel derived", WindowKind::kaiser_bessel_derived, 1, 1},
    {"kbd", WindowKind::kaiser_bessel_derived, 1, 1},
    {"dpss", WindowKind::dpss, 1, 1},
};

double cosines(std::span<const double> a, double turn) {
  double sum = 0;
  int k = 0;
  for (const double c : a) sum += c * std::cos(k++ * turn);
  return sum;
}

double cosines(std::initializer_list<double> a, double turn) { return cosines(std::span(a.begin(), a.size()), turn); }

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
double point(WindowKind kind, std::int64_t n, std::int64_t m, std::span<const double> parameters) {
  const double parameter = parameters.empty() ? 0 : parameters[0];
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
    case WindowKind::exponential:
      return std::exp(-std::abs(at - (std::isnan(parameter) ? last / 2 : parameter)) / parameters[1]);
    case WindowKind::barthann: {
      const double part = std::abs(at / last - 0.5);
      return 0.62 - 0.48 * part + 0.38 * std::cos(2 * pi * part);
    }
    case WindowKind::bohman: {
      if (n == 0 || n == m - 1) return 0;
      const double part = std::abs(-1 + 2 * at / last);
      return (1 - part) * std::cos(pi * part) + std::sin(pi * part) / pi;
    }
    case WindowKind::parzen: {
      const double part = std::abs(at - last / 2) / (count / 2);
      if (std::abs(at - last / 2) <= last / 4) return 1 - 6 * part * part + 6 * part * part * part;
      return 2 * (1 - part) * (1 - part) * (1 - part);
    }
    case WindowKind::lanczos: {
      const double x = pi * (2 * static_cast<double>(std::max(n, m - 1 - n)) / last - 1);
      return x == 0 ? 1 : std::sin(x) / x;
    }
    case WindowKind::general_gaussian:
      return std::exp(-0.5 * std::pow(std::abs((at - last / 2) / parameters[1]), 2 * parameter));
    case WindowKind::general_cosine: return cosines(parameters, turn);
    default: return 0;
  }
}

Array whole(Context& ctx, WindowKind kind, std::int64_t points, std::span<const double> parameters) {
  switch (kind) {
    case WindowKind::chebwin: return chebyshev_window(ctx, points, parameters[0]);
    case WindowKind::taylor: return taylor_window(ctx, points, parameters[0], parameters[1], parameters[2] != 0);
    default: return Array();
  }
}

// Those that were given, then the usual ones.
CountedVector<double> completed(Context& ctx, WindowKind kind, std::span<const double> given) {
  CountedVector<double> all = ctx.vector<double>();
  all.assign(given.begin(), given.end());
  const auto complete = [&](std::initializer_list<double> usual) {
    for (std::size_t i = all.size(); i < usual.size(); ++i) all.push_back(usual.begin()[i]);
  };
  if (kind == WindowKind::tukey) complete({0.5});
  if (kind == WindowKind::exponential) complete({std::nan(""), 1});
  if (kind == WindowKind::taylor) complete({4, 30, 1});
  for (std::size_t i = 0; i < all.size(); ++i)
    if (!std::isfinite(all[i]) && !(kind == WindowKind::exponential && i == 0 && std::isnan(all[i])))
      throw ValueError("the parameter of a window must be finite, got " + number_text(all[i]));
  return all;
}

void check_parameters(WindowKind kind, std::span<const double> p, bool sym) {
  const double divisor = kind == WindowKind::gaussian                                              ? p[0]
                         : kind == WindowKind::exponential || kind == WindowKind::general_gaussian ? p[1]
                                                                                                   : 1;
  if (divisor == 0) throw ValueError("the parameter of a window must not be 0");
  if (kind == WindowKind::exponential && sym && !std::isnan(p[0]))
    throw ValueError("center must be left out for a symmetric window, got " + number_text(p[0]));
  if (kind == WindowKind::kaiser_bessel_derived && !sym)
    throw ValueError("sym must be true for a kaiser_bessel_derived window: it has no other form");
}

}  // namespace

const char* const window_names =
    "'boxcar', 'triang', 'bartlett', 'blackman', 'blackmanharris', 'nuttall', 'flattop', 'hann', 'hamming', 'cosine', "
    "'parzen', 'bohman', 'barthann', 'lanczos', 'tukey', 'exponential', 'taylor', 'gaussian', 'general_gaussian', "
    "'general_cosine', 'general_hamming', 'kaiser', 'kaiser_bessel_derived', 'chebwin' or 'dpss'";

const WindowName* find_window(std::string_view name) {
  for (const WindowName& w : known)
    if (name == w.name) return &w;
  return nullptr;
}

Array window(Context& ctx, WindowKind kind, std::int64_t m, bool sym, std::span<const double> parameters) {
  if (m < 0) throw ValueError(format("M must not be negative, got %lld", static_cast<long long>(m)));
  const CountedVector<double> all = completed(ctx, kind, parameters);
  check_parameters(kind, all, sym);
  if (kind == WindowKind::kaiser_bessel_derived) return kaiser_bessel_derived(ctx, m, all[0]);
  if (kind == WindowKind::dpss && m > 1) {
    const Array one = prolate_sequences(ctx, m, all[0], 1, sym, SequenceNorm::approximate, false).windows;
    return reshape(ctx, one, std::span(&m, 1));
  }
  Array w = Array::empty(ctx, DType::float64, {m});
  const std::int64_t points = sym || m <= 1 ? m : m + 1;
  const Array known_whole = m > 1 ? whole(ctx, kind, points, all) : Array();
  for (std::int64_t n = 0; n < m; ++n) {
    if (n % 4096 == 0) ctx.poll();
    w.at<double>(n) = m == 1 ? 1 : known_whole.ndim() == 1 ? known_whole.at<double>(n) : point(kind, n, points, all);
  }
  return w;
}

}  // namespace perilune::signal
