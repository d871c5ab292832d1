#include "kernels/signal/stft.h"

#include <algorithm>
#include <cmath>

#include "kernels/array/elementwise.h"
#include "kernels/array/manipulate.h"
#include "kernels/fft/transform.h"

namespace perilune::signal {

namespace {

bool single(DType t) { return t == DType::float32 || t == DType::complex64; }

// One line with `extra` samples more at both ends, then zeros.
template <class T>
void extend(const T* x, std::int64_t n, std::int64_t extra, Boundary boundary, T* out, std::int64_t total) {
  std::fill_n(out, total, T());
  std::copy_n(x, n, out + extra);
  if (boundary == Boundary::zeros) return;
  for (std::int64_t k = 1; k <= extra; ++k) {
    T &before = out[extra - k], &behind = out[extra + n - 1 + k];
    switch (boundary) {
      case Boundary::even: before = x[k], behind = x[n - 1 - k]; break;
      case Boundary::odd: before = x[0] + x[0] - x[k], behind = x[n - 1] + x[n - 1] - x[n - 1 - k]; break;
      default: before = x[0], behind = x[n - 1]; break;
    }
  }
}

template <class T>
Array extended(Context& ctx, const Array& lines, std::int64_t extra, Boundary boundary, std::int64_t zeros) {
  Dims shape = lines.shape();
  const int last = shape.size() - 1;
  const std::int64_t n = shape[last], rows = lines.size() / n, total = n + 2 * extra + zeros;
  shape[last] = total;
  const Array out = Array::empty(ctx, dtype_of<T>, shape);
  for (std::int64_t r = 0; r < rows; ++r) {
    ctx.poll();
    extend(lines.as<T>() + r * n, n, extra, boundary, out.as<T>() + r * total, total);
  }
  return out;
}

Array axes_last(const Array& a, std::int64_t first, std::int64_t second) {
  const std::int64_t from[] = {first, second}, to[] = {a.ndim() - 2, a.ndim() - 1};
  return moveaxis(a, from, to);
}

// Adds each segment, windowed, where it belongs.
template <class T>
void overlap_add(const T* segments, std::int64_t count, std::int64_t nfft, const double* window, std::int64_t n,
                 std::int64_t step, double factor, T* out) {
  for (std::int64_t i = 0; i < count; ++i)
    for (std::int64_t k = 0; k < n; ++k) out[i * step + k] += segments[i * nfft + k] * (factor * window[k]);
}

}  // namespace

Spectrogram stft(Context& ctx, const View& x, int axis, Boundary boundary, bool padded, const SpectralOptions& o) {
  const bool real = !is_complex(x.dtype);
  const std::int64_t from = axis, to = x.ndim - 1, length = o.window.shape[0], step = length - o.noverlap;
  const Array values = astype(ctx, x, real ? DType::float64 : DType::complex128);
  const Array lines = contiguous_copy(ctx, moveaxis(values, std::span(&from, 1), std::span(&to, 1)));
  const std::int64_t n = x.shape[axis], extra = boundary == Boundary::none ? 0 : length / 2;
  if ((boundary == Boundary::even || boundary == Boundary::odd) && extra >= n)
    throw ShapeError(format("x must have more than the %lld samples of half a segment to be mirrored, got %lld",
                            static_cast<long long>(extra), static_cast<long long>(n)));
  std::int64_t zeros = 0;
  if (padded && step > 0) {
    const std::int64_t rest = (n + 2 * extra - length) % step;
    zeros = ((step - rest) % step + step) % step;
  }
  const Array whole = real ? extended<double>(ctx, lines, extra, boundary, zeros)
                           : extended<Complex128>(ctx, lines, extra, boundary, zeros);
  Spectrogram s = spectrogram(ctx, whole, x.ndim - 1, SegmentMode::complex, o);
  if (boundary != Boundary::none)
    for (std::int64_t i = 0; i < s.t.size(); ++i) s.t.at<double>(i) -= static_cast<double>(length) / 2 / o.fs;
  const std::int64_t frequencies = s.values.ndim() - 2, back = axis;
  s.values = astype(ctx, moveaxis(s.values, std::span(&frequencies, 1), std::span(&back, 1)),
                    single(x.dtype) ? DType::complex64 : DType::complex128);
  return s;
}

Signal istft(Context& ctx, const View& z, const InverseOptions& options) {
  const SpectralOptions& o = options.segments;
  const std::int64_t n = o.window.shape[0], step = n - o.noverlap, nfft = o.nfft;
  if (o.noverlap < 0 || step < 1)
    throw ValueError(format("noverlap must be at least 0 and below the %lld points of a segment, got %lld",
                            static_cast<long long>(n), static_cast<long long>(o.noverlap)));
  if (nfft < n)
    throw ValueError(format("nfft must be at least the %lld points of a segment, got %lld", static_cast<long long>(n),
                            static_cast<long long>(nfft)));
  const Array complex = astype(ctx, z, DType::complex128);
  const Array lines = contiguous_copy(ctx, axes_last(complex, options.time_axis, options.frequency_axis));
  const std::int64_t count = lines.shape()[lines.ndim() - 2];
  if (lines.size() == 0) throw ShapeError("Zxx must not be empty, got shape " + shape_text(z.dims()));
  const fft::Axes last{Dims{lines.ndim() - 1}, Dims{nfft}};
  const Array segments =
      o.onesided ? fft::real_inverse(ctx, lines, last) : fft::transform(ctx, lines, last, fft::Direction::inverse);

  const Array window = astype(ctx, o.window, DType::float64);
  const double* const w = window.as<double>();
  double sum = 0, squares = 0;
  for (std::int64_t k = 0; k < n; ++k) sum += w[k], squares += w[k] * w[k];
  const double factor = o.scaling == Scaling::spectrum ? sum : std::sqrt(o.fs * squares);
  const std::int64_t total = n + (count - 1) * step, rows = segments.size() / (count * nfft);
  Dims shape = segments.shape();
  shape.erase(shape.size() - 1);
  shape[shape.size() - 1] = total;
  const Array all = Array::zeros(ctx, segments.dtype(), shape);
  CountedVector<double> norm = ctx.vector<double>(static_cast<std::size_t>(total));
  for (std::int64_t i = 0; i < count; ++i)
    for (std::int64_t k = 0; k < n; ++k) norm[static_cast<std::size_t>(i * step + k)] += w[k] * w[k];
  for (std::int64_t r = 0; r < rows; ++r) {
    ctx.poll();
    if (o.onesided)
      overlap_add(segments.as<double>() + r * count * nfft, count, nfft, w, n, step, factor,
                  all.as<double>() + r * total);
    else
      overlap_add(segments.as<Complex128>() + r * count * nfft, count, nfft, w, n, step, factor,
                  all.as<Complex128>() + r * total);
  }
  const std::int64_t cut = options.boundary ? n / 2 : 0, kept = std::max<std::int64_t>(total - 2 * cut, 0);
  bool lost = false;
  for (std::int64_t i = 0; i < kept; ++i) {
    double& weight = norm[static_cast<std::size_t>(cut + i)];
    if (weight > 1e-10) continue;
    lost = true;
    weight = 1;
  }
  if (lost) ctx.warn("the windows do not overlap enough to give every sample back");
  for (std::int64_t r = 0; r < rows; ++r)
    for (std::int64_t i = cut; i < cut + kept; ++i) {
      const double weight = norm[static_cast<std::size_t>(i)];
      if (o.onesided) all.as<double>()[r * total + i] /= weight;
      else all.as<Complex128>()[r * total + i] /= weight;
    }
  shape[shape.size() - 1] = kept;
  const std::size_t item = itemsize(all.dtype());
  const Array inner = all.with_layout(all.data() + cut * static_cast<std::int64_t>(item), shape, all.strides());
  std::int64_t place = options.time_axis;
  if (options.frequency_axis < options.time_axis) --place;
  const std::int64_t from = inner.ndim() - 1;
  const DType dtype = o.onesided ? (single(z.dtype) ? DType::float32 : DType::float64)
                                 : (single(z.dtype) ? DType::complex64 : DType::complex128);
  Signal result;
  result.x = astype(ctx, moveaxis(inner, std::span(&from, 1), std::span(&place, 1)), dtype);
  result.t = Array::empty(ctx, DType::float64, {kept});
  for (std::int64_t i = 0; i < kept; ++i) result.t.at<double>(i) = static_cast<double>(i) / o.fs;
  return result;
}

}  // namespace perilune::signal
