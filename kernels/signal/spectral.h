#pragma once
// Power spectra by averaging those of windowed, overlapping segments.

#include "kernels/core/array.h"

namespace perilune::signal {

enum class Trend : std::uint8_t { none, constant, linear };
enum class Scaling : std::uint8_t { density, spectrum };
// What spectrogram gives of each segment.
enum class SegmentMode : std::uint8_t { psd, complex, magnitude, angle, phase };

struct SpectralOptions {
  double fs = 1;
  View window;                // of nperseg points, real
  std::int64_t noverlap = 0;  // below nperseg
  std::int64_t nfft = 0;      // at least nperseg
  Trend detrend = Trend::constant;
  bool onesided = true;  // complex data always have both sides
  Scaling scaling = Scaling::density;
  bool median = false;  // the median of the segments, corrected for its bias, instead of their mean
};

struct Spectrum {
  Array f, values;
};

// The axis of x and y becomes that of the frequencies; the other axes are broadcast. The cross spectrum is that of
// conj(X) Y. The spectrum of x with itself is real.
Spectrum welch(Context& ctx, const View& x, int axis, const SpectralOptions& options);
Spectrum cross_spectrum(Context& ctx, const View& x, const View& y, int axis, const SpectralOptions& options);

// |Pxy|^2 / (Pxx Pyy), of signals of the same length.
Spectrum coherence(Context& ctx, const View& x, const View& y, int axis, const SpectralOptions& options);

// The values of each segment: a last axis more, that of the times (of the middles of the segments).
struct Spectrogram {
  Array f, t, values;
};
Spectrogram spectrogram(Context& ctx, const View& x, int axis, SegmentMode mode, const SpectralOptions& options);

}  // namespace perilune::signal
