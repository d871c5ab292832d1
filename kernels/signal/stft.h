#pragma once
// Spectra of short, overlapping segments, and the signal that they came from.

#include "kernels/signal/spectral.h"

namespace perilune::signal {

// How a signal goes on for half a segment beyond its ends.
enum class Boundary : std::uint8_t { none, zeros, even, odd, constant };

// The complex spectra of the segments: the axis of x becomes that of the frequencies, a last axis that of the times.
// padded: zeros at the end until the last segment is full.
Spectrogram stft(Context& ctx, const View& x, int axis, Boundary boundary, bool padded, const SpectralOptions& options);

struct InverseOptions {
  SpectralOptions segments;  // onesided: of z; nothing is said of trends
  bool boundary = true;      // half a segment is cut off at both ends
  int time_axis = 1, frequency_axis = 0;
};
struct Signal {
  Array t, x;
};
// The sum of the segments that comes nearest to the spectra. (D. Griffin, J. Lim, IEEE Trans. ASSP 32, 1984.)
Signal istft(Context& ctx, const View& z, const InverseOptions& options);

}  // namespace perilune::signal
