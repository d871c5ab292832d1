// D. Slepian, Bell System Technical Journal 57 (1978): the sequences are also the eigenvectors of a tridiagonal matrix,
// whose eigenvalues are well apart. D. Percival, A. Walden, Spectral Analysis for Physical Applications (1993), chapter
// 8: signs, and the ratios from the autocorrelation.

#include <algorithm>
#include <cmath>
#include <numbers>

#include "kernels/array/elementwise.h"
#include "kernels/fft/transform.h"
#include "kernels/lapack/eigen.h"
#include "kernels/signal/convolve.h"
#include "kernels/signal/windows.h"

namespace perilune::signal {

namespace {

constexpr double pi = std::numbers::pi;

// Symmetric ones have a positive mean, the others begin with a positive lobe.
void choose_sign(double* v, std::int64_t n, bool symmetric) {
  double decisive = 0;
  if (symmetric) {
    for (std::int64_t i = 0; i < n; ++i) decisive += v[i];
  } else {
    const double least = std::max(1e-7, 1.0 / static_cast<double>(n));  // above what is left by rounding
    for (std::int64_t i = 0; i < n && decisive == 0; ++i)
      if (v[i] * v[i] > least) decisive = v[i];
  }
  if (decisive < 0)
    for (std::int64_t i = 0; i < n; ++i) v[i] = -v[i];
}

double ratio_of(Context& ctx, const View& v, double w) {
  const std::int64_t n = v.shape[0];
  const Array products = correlate(ctx, v, v, Extent::full);
  double sum = 2 * w * products.at<double>(n - 1);
  for (std::int64_t k = 1; k < n; ++k) {
    const double x = 2 * pi * w * static_cast<double>(k);
    sum += 4 * w * std::sin(x) / x * products.at<double>(n - 1 + k);
  }
  return sum;
}

// What brings the value between the two middle points to 1.
double correction(Context& ctx, const View& first, double bandwidth, SequenceNorm norm) {
  const std::int64_t n = first.shape[0];
  const double count = static_cast<double>(n);
  if (norm == SequenceNorm::approximate) return count * count / (count * count + bandwidth);
  const Array spectrum = Array::empty(ctx, DType::complex128, {n / 2 + 1});
  fft::transform_line(ctx, first, spectrum, fft::Direction::forward);
  double sum = spectrum.at<Complex128>(0).real();
  for (std::int64_t k = 1; k <= n / 2; ++k)
    sum += 2 * (spectrum.as<Complex128>()[k] * std::polar(1.0, pi * (1 - 1 / count) * static_cast<double>(k))).real();
  return count / sum;
}

// Those of the tridiagonal matrix numbered from first up to last, the one of the largest eigenvalue being 0, into the
// rows of `windows`; those before them are there.
void eigenvectors(Context& ctx, std::int64_t n, double w, std::int64_t first, std::int64_t last, double* windows) {
  CountedVector<double> d = ctx.vector<double>(static_cast<std::size_t>(n)), e = d,
                        values = ctx.vector<double>(static_cast<std::size_t>(last - first)),
                        rising = ctx.vector<double>(static_cast<std::size_t>((last - first) * n));
  for (std::int64_t t = 0; t < n; ++t) {
    const double side = static_cast<double>(n - 1 - 2 * t) / 2;
    d[static_cast<std::size_t>(t)] = side * side * std::cos(2 * pi * w);
    e[static_cast<std::size_t>(t)] = static_cast<double>(t + 1) * static_cast<double>(n - 1 - t) / 2;
  }
  const lapack::Int status = lapack::tridiagonal_eigen(ctx, lapack::dimension(n, "M"), d.data(), e.data(),
                                                       lapack::dimension(n - last + 1, "M"),
                                                       lapack::dimension(n - first, "M"), values.data(), rising.data());
  if (status != 0) throw DomainError("the sequences could not be computed: the eigenvalues did not converge");
  for (std::int64_t k = first; k < last; ++k) {
    double* const v = windows + k * n;
    std::copy_n(rising.data() + (last - 1 - k) * n, n, v);
    if (last - first > 1) continue;
    for (std::int64_t j = 0; j < k; ++j) {  // neighbours are nearly alike when there are very many points
      const double* const u = windows + j * n;
      double product = 0;
      for (std::int64_t t = 0; t < n; ++t) product += u[t] * v[t];
      for (std::int64_t t = 0; t < n; ++t) v[t] -= product * u[t];
    }
  }
}

}  // namespace

Sequences prolate_sequences(Context& ctx, std::int64_t m, double bandwidth, std::int64_t count, bool sym,
                            SequenceNorm norm, bool ratios) {
  if (!(bandwidth > 0) || !(bandwidth < static_cast<double>(m) / 2))
    throw ValueError(format("NW must lie between 0 and M / 2 = %s, both excluded, got %s",
                            number_text(static_cast<double>(m) / 2).c_str(), number_text(bandwidth).c_str()));
  if (count < 1 || count > m)
    throw ValueError(format("Kmax must lie between 1 and M = %lld, got %lld", static_cast<long long>(m),
                            static_cast<long long>(count)));
  const std::int64_t n = sym ? m : m + 1;
  const double w = bandwidth / static_cast<double>(n);
  Array windows = Array::empty(ctx, DType::float64, {count, n});
  // Long ones one after the other, so that Ctrl-C is heard between them.
  const std::int64_t together = n > 20000 ? 1 : count;
  for (std::int64_t k = 0; k < count; k += together) {
    ctx.poll();
    eigenvectors(ctx, n, w, k, std::min(k + together, count), windows.as<double>());
  }
  for (std::int64_t k = 0; k < count; ++k) choose_sign(windows.as<double>() + k * n, n, k % 2 == 0);
  Sequences result;
  if (ratios) {
    result.ratios = Array::empty(ctx, DType::float64, {count});
    for (std::int64_t k = 0; k < count; ++k)
      result.ratios.at<double>(k) =
          ratio_of(ctx, View{windows.data() + k * n * 8, &n, windows.strides().data() + 1, 1, DType::float64}, w);
  }
  if (norm != SequenceNorm::unit) {
    double* const all = windows.as<double>();
    const double most = *std::max_element(all, all + windows.size());
    for (std::int64_t i = 0; i < windows.size(); ++i) all[i] /= most;
    if (n % 2 == 0) {
      const double factor =
          correction(ctx, View{windows.data(), &n, windows.strides().data() + 1, 1, DType::float64}, bandwidth, norm);
      for (std::int64_t i = 0; i < windows.size(); ++i) all[i] *= factor;
    }
  }
  if (n != m) {
    const Dims shape{count, m};
    result.windows = contiguous_copy(ctx, windows.with_layout(windows.data(), shape, windows.strides()));
  } else {
    result.windows = std::move(windows);
  }
  return result;
}

}  // namespace perilune::signal
