// P. Welch, The use of the fast Fourier transform for the estimation of power spectra, IEEE Trans. Audio Electroacoust.
// 15 (1967). The bias of the median: B. Allen et al., FINDCHIRP, Phys. Rev. D 85 (2012), appendix B.

#include "kernels/signal/spectral.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "kernels/array/elementwise.h"
#include "kernels/array/manipulate.h"
#include "kernels/fft/helpers.h"
#include "kernels/fft/plan.h"
#include "kernels/signal/detrend_line.h"

namespace perilune::signal {

namespace {

using C = Complex128;

// One segment after the other of a line, as spectra.
class Segments {
 public:
  Segments(Context& ctx, const SpectralOptions& o, bool is_real)
      : ctx_(ctx), o_(o), real_(is_real), n_(o.window.shape[0]), step_(n_ - o.noverlap) {
    if (!(o.fs > 0) || !std::isfinite(o.fs)) throw ValueError("fs must be greater than 0, got " + number_text(o.fs));
    if (o.noverlap < 0 || step_ < 1)
      throw ValueError(format("noverlap must be at least 0 and below the %lld points of a segment, got %lld",
                              static_cast<long long>(n_), static_cast<long long>(o.noverlap)));
    if (o.nfft < n_)
      throw ValueError(format("nfft must be at least the %lld points of a segment, got %lld",
                              static_cast<long long>(n_), static_cast<long long>(o.nfft)));
    if (is_complex(o.window.dtype)) throw ValueError("window must be real");
    window_ = astype(ctx, o.window, DType::float64);
    const double* w = window_.as<double>();
    double sum = 0, squares = 0;
    for (std::int64_t i = 0; i < n_; ++i) sum += w[i], squares += w[i] * w[i];
    scale_ = o.scaling == Scaling::density ? 1 / (o.fs * squares) : 1 / (sum * sum);
    line_ = Array::empty(ctx, DType::complex128, {o.nfft});  // before the plan: where this fits, so do its tables
    if (real_) half_ = fft::real_plan<double>(ctx, o.nfft, fft::Direction::forward);
    else whole_ = fft::complex_plan<double>(ctx, o.nfft, fft::Direction::forward);
    const std::int64_t room = real_ ? half_->workspace(ctx.threads) : whole_->workspace(ctx.threads);
    work_ = Array::empty(ctx, DType::complex128, {room});
  }

  bool onesided() const { return real_ && o_.onesided; }
  std::int64_t frequencies() const { return onesided() ? o_.nfft / 2 + 1 : o_.nfft; }
  std::int64_t count(std::int64_t n) const { return n < n_ ? 0 : (n - o_.noverlap) / step_; }
  double scale() const { return scale_; }
  std::int64_t length() const { return n_; }
  std::int64_t step() const { return step_; }

  // Segment i of a line, contiguous: real for real spectra, else complex.
  void run(const void* line, std::int64_t i, C* spectrum) {
    ctx_.poll();
    if (real_) run_as(static_cast<const double*>(line) + i * step_, line_.as<double>(), spectrum);
    else run_as(static_cast<const C*>(line) + i * step_, line_.as<C>(), spectrum);
  }

 private:
  template <class T>
  void run_as(const T* x, T* segment, C* spectrum) {
    std::copy_n(x, n_, segment);
    if (o_.detrend == Trend::constant) subtract_mean(segment, n_);
    if (o_.detrend == Trend::linear) subtract_line(segment, n_);
    const double* w = window_.as<double>();
    for (std::int64_t k = 0; k < n_; ++k) segment[k] *= w[k];
    std::fill(segment + n_, segment + o_.nfft, T());
    if constexpr (std::is_same_v<T, double>) {
      half_->run(ctx_, segment, spectrum, work_.as<C>(), 1, ctx_.threads);
      if (!o_.onesided)
        for (std::int64_t k = o_.nfft / 2 + 1; k < o_.nfft; ++k) spectrum[k] = std::conj(spectrum[o_.nfft - k]);
    } else {
      whole_->run(ctx_, segment, spectrum, work_.as<C>(), 1, ctx_.threads);
    }
  }

  Context& ctx_;
  const SpectralOptions& o_;
  bool real_;
  std::int64_t n_, step_;
  double scale_ = 1;
  Array window_, work_, line_;
  std::shared_ptr<const fft::RealPlan<double>> half_;
  std::shared_ptr<const fft::ComplexPlan<double>> whole_;
};

Array axis_last(const Array& a, int axis) {
  const std::int64_t from = axis, to = a.ndim() - 1;
  return moveaxis(a, std::span(&from, 1), std::span(&to, 1));
}

// The lines of x along the axis, one after the other, in float64 or complex128.
Array lines_of(Context& ctx, const View& x, int axis, bool is_real) {
  const Array values = astype(ctx, x, is_real ? DType::float64 : DType::complex128);
  return contiguous_copy(ctx, axis_last(values, axis));
}

// The other half of the frequencies counts twice, but for 0 and, of even lengths, Nyquist's.
void fold(C* p, std::int64_t frequencies, std::int64_t nfft) {
  const std::int64_t end = nfft % 2 == 0 ? frequencies - 1 : frequencies;
  for (std::int64_t k = 1; k < end; ++k) p[k] *= 2.0;
}

double median_bias(std::int64_t n) {
  double bias = 1;
  for (std::int64_t k = 1; k <= (n - 1) / 2; ++k)
    bias += 1.0 / static_cast<double>(2 * k + 1) - 1.0 / static_cast<double>(2 * k);
  return bias;
}

double median_of(std::vector<double>& v) {
  const auto middle = v.begin() + static_cast<std::ptrdiff_t>(v.size() / 2);
  for (const double x : v)
    if (std::isnan(x)) return x;
  std::nth_element(v.begin(), middle, v.end());
  const double upper = *middle;
  return v.size() % 2 == 1 ? upper : (*std::max_element(v.begin(), middle) + upper) / 2;
}

// The average over the segments of conj(X) Y; y may be x.
void average(Context& ctx, Segments& segments, const SpectralOptions& o, const void* x, const void* y, std::int64_t n,
             C* result, CountedVector<C>& room) {
  const std::int64_t count = segments.count(n), m = segments.frequencies();
  const auto size = static_cast<std::size_t>(m);
  const std::size_t kept = o.median ? size * static_cast<std::size_t>(count) : 0;
  room.resize(2 * size + kept);
  C *const first = room.data(), *const second = first + m, *const all = second + m;
  std::fill_n(result, m, C());
  for (std::int64_t i = 0; i < count; ++i) {
    segments.run(x, i, first);
    if (y != x) segments.run(y, i, second);
    const C* other = y != x ? second : first;
    C* const to = o.median ? all + i * m : result;
    for (std::int64_t k = 0; k < m; ++k) {
      const C product(first[k].real() * other[k].real() + first[k].imag() * other[k].imag(),
                      first[k].real() * other[k].imag() - first[k].imag() * other[k].real());
      if (o.median) to[k] = product;
      else to[k] += product;
    }
  }
  const double factor = segments.scale() / (o.median ? median_bias(count) : static_cast<double>(count));
  if (o.median) {
    std::vector<double> re(static_cast<std::size_t>(count)), im(static_cast<std::size_t>(count));
    for (std::int64_t k = 0; k < m; ++k) {
      if (k % 256 == 0) ctx.poll();
      for (std::int64_t i = 0; i < count; ++i) {
        re[static_cast<std::size_t>(i)] = all[i * m + k].real();
        im[static_cast<std::size_t>(i)] = all[i * m + k].imag();
      }
      result[k] = C(median_of(re), median_of(im));
    }
  }
  for (std::int64_t k = 0; k < m; ++k) result[k] *= factor;
  if (segments.onesided()) fold(result, m, o.nfft);
}

Array frequencies_of(Context& ctx, const Segments& s, const SpectralOptions& o) {
  return s.onesided() ? fft::rfftfreq(ctx, o.nfft, 1 / o.fs) : fft::fftfreq(ctx, o.nfft, 1 / o.fs);
}

// The last axis back to where it was, in the dtype of the result.
Array placed(Context& ctx, const Array& a, int axis, DType dtype) {
  const std::int64_t from = a.ndim() - 1, to = axis;
  const Array moved = moveaxis(a, std::span(&from, 1), std::span(&to, 1));
  if (!is_complex(dtype) && is_complex(a.dtype())) {
    Array real = apply(ctx, UnaryOp::real, moved);
    return real.dtype() == dtype ? real : astype(ctx, real, dtype);
  }
  return astype(ctx, moved, dtype);
}

bool single(DType t) { return t == DType::float32 || t == DType::complex64; }

void check_axis(const View& x, const char* name) {
  if (x.ndim == 0) throw ShapeError(format("%s must have at least one axis", name));
}

Spectrum spectrum_of(Context& ctx, const View& x, const View* y, int axis, const SpectralOptions& o) {
  const bool is_real = !is_complex(x.dtype) && !(y && is_complex(y->dtype));
  Segments segments(ctx, o, is_real);
  Spectrum result;
  result.f = frequencies_of(ctx, segments, o);
  const std::int64_t m = segments.frequencies(), n = x.shape[axis];
  if (segments.count(n) == 0 && x.size() > 0)
    throw ShapeError(format("x must have at least the %lld samples of a segment, got %lld",
                            static_cast<long long>(segments.length()), static_cast<long long>(n)));
  const Array lines = lines_of(ctx, x, axis, is_real);
  const Array others = y ? lines_of(ctx, *y, axis, is_real) : Array();
  Dims shape = lines.shape();
  shape[shape.size() - 1] = m;
  const Array values = Array::empty(ctx, DType::complex128, shape);
  CountedVector<C> room = ctx.vector<C>();
  const std::int64_t count = n == 0 ? 0 : lines.size() / n;
  const std::int64_t bytes = n * static_cast<std::int64_t>(itemsize(lines.dtype()));
  for (std::int64_t i = 0; i < count; ++i) {
    const std::byte* from = lines.data() + i * bytes;
    average(ctx, segments, o, from, y ? others.data() + i * bytes : from, n, values.as<C>() + i * m, room);
  }
  const bool narrow = single(x.dtype) && (!y || single(y->dtype));
  const DType dtype = y ? (narrow ? DType::complex64 : DType::complex128) : (narrow ? DType::float32 : DType::float64);
  result.values = placed(ctx, values, axis, dtype);
  return result;
}

// Zeros behind the shorter one.
Array padded(Context& ctx, const View& v, int axis, std::int64_t n) {
  Dims shape(v.dims());
  shape[axis] = n - v.shape[axis];
  const Array zeros = Array::zeros(ctx, v.dtype, shape);
  const View pieces[] = {v, zeros};
  return concatenate(ctx, pieces, axis);
}

void unwrap(double* phase, std::int64_t n, std::int64_t step) {
  double turns = 0, before = n > 0 ? phase[0] : 0;
  for (std::int64_t i = 1; i < n; ++i) {
    const double now = phase[i * step], jump = now - before;
    before = now;
    double rest = jump + std::numbers::pi -
                  2 * std::numbers::pi * std::floor((jump + std::numbers::pi) / (2 * std::numbers::pi)) -
                  std::numbers::pi;
    if (rest == -std::numbers::pi && jump > 0) rest = std::numbers::pi;
    if (std::abs(jump) >= std::numbers::pi) turns += rest - jump;
    phase[i * step] = now + turns;
  }
}

}  // namespace

Spectrum welch(Context& ctx, const View& x, int axis, const SpectralOptions& options) {
  check_axis(x, "x");
  return spectrum_of(ctx, x, nullptr, axis, options);
}

Spectrum cross_spectrum(Context& ctx, const View& x, const View& y, int axis, const SpectralOptions& options) {
  check_axis(x, "x");
  check_axis(y, "y");
  if (x.ndim != y.ndim)
    throw ShapeError(format("x and y must have the same number of axes, got %s and %s", shape_text(x.dims()).c_str(),
                            shape_text(y.dims()).c_str()));
  const std::int64_t n = std::max(x.shape[axis], y.shape[axis]);
  Array a = x.shape[axis] < n ? padded(ctx, x, axis, n) : contiguous_copy(ctx, x);
  Array b = y.shape[axis] < n ? padded(ctx, y, axis, n) : contiguous_copy(ctx, y);
  const Dims shape = broadcast_shape(a.shape(), b.shape());
  a = broadcast_to(a, shape);
  b = broadcast_to(b, shape);
  const View other = b;
  return spectrum_of(ctx, a, &other, axis, options);
}

Spectrum coherence(Context& ctx, const View& x, const View& y, int axis, const SpectralOptions& options) {
  Spectrum result = cross_spectrum(ctx, x, y, axis, options);
  const Array size = apply(ctx, UnaryOp::absolute, result.values);
  const Array powers =
      apply(ctx, BinaryOp::multiply, welch(ctx, x, axis, options).values, welch(ctx, y, axis, options).values);
  result.values = apply(ctx, BinaryOp::divide, apply(ctx, UnaryOp::square, size), powers);
  return result;
}

Spectrogram spectrogram(Context& ctx, const View& x, int axis, SegmentMode mode, const SpectralOptions& o) {
  check_axis(x, "x");
  const bool is_real = !is_complex(x.dtype);
  Segments segments(ctx, o, is_real);
  const std::int64_t m = segments.frequencies(), n = x.shape[axis], count = segments.count(n);
  if (count == 0 && x.size() > 0)
    throw ShapeError(format("x must have at least the %lld samples of a segment, got %lld",
                            static_cast<long long>(segments.length()), static_cast<long long>(n)));
  Spectrogram result;
  result.f = frequencies_of(ctx, segments, o);
  result.t = Array::empty(ctx, DType::float64, {count});
  for (std::int64_t i = 0; i < count; ++i)
    result.t.at<double>(i) =
        (static_cast<double>(segments.length()) / 2 + static_cast<double>(i * segments.step())) / o.fs;
  const Array lines = lines_of(ctx, x, axis, is_real);
  Dims shape = lines.shape();
  shape[shape.size() - 1] = m;
  shape.push_back(count);
  Array values = Array::empty(ctx, DType::complex128, shape);
  CountedVector<C> spectrum = ctx.vector<C>(static_cast<std::size_t>(o.nfft));
  const std::int64_t rows = n == 0 ? 0 : lines.size() / n;
  const std::int64_t bytes = n * static_cast<std::int64_t>(itemsize(lines.dtype()));
  const double root = std::sqrt(segments.scale());
  for (std::int64_t r = 0; r < rows; ++r)
    for (std::int64_t i = 0; i < count; ++i) {
      segments.run(lines.data() + r * bytes, i, spectrum.data());
      C* const to = values.as<C>() + r * m * count + i;
      if (mode == SegmentMode::psd) {
        for (std::int64_t k = 0; k < m; ++k)
          spectrum[static_cast<std::size_t>(k)] = std::norm(spectrum[static_cast<std::size_t>(k)]) * segments.scale();
        if (segments.onesided()) fold(spectrum.data(), m, o.nfft);
        for (std::int64_t k = 0; k < m; ++k) to[k * count] = spectrum[static_cast<std::size_t>(k)];
      } else {
        for (std::int64_t k = 0; k < m; ++k) to[k * count] = spectrum[static_cast<std::size_t>(k)] * root;
      }
    }
  if (mode == SegmentMode::magnitude) values = apply(ctx, UnaryOp::absolute, values);
  if (mode == SegmentMode::angle || mode == SegmentMode::phase) values = apply(ctx, UnaryOp::angle, values);
  if (mode == SegmentMode::phase)
    for (std::int64_t r = 0; r < rows; ++r)
      for (std::int64_t i = 0; i < count; ++i) unwrap(values.as<double>() + r * m * count + i, m, count);
  // The frequencies to where the axis was; the times stay last.
  const std::int64_t from = values.ndim() - 2, to = axis;
  const bool narrow = single(x.dtype);
  if (mode == SegmentMode::psd) values = apply(ctx, UnaryOp::real, values);
  const DType dtype = is_complex(values.dtype()) ? (narrow ? DType::complex64 : DType::complex128)
                                                 : (narrow ? DType::float32 : DType::float64);
  result.values = astype(ctx, moveaxis(values, std::span(&from, 1), std::span(&to, 1)), dtype);
  return result;
}

}  // namespace perilune::signal
