#pragma once
// Filters from specifications, and the three forms in which filters are written down.

#include <array>
#include <complex>
#include <vector>

#include "kernels/core/array.h"

namespace perilune::signal {

using Roots = std::vector<std::complex<double>>;

struct Zpk {
  Roots z, p;
  double k = 1;
};

struct Polynomial {
  std::vector<double> b, a;
};

using Section = std::array<double, 6>;  // b0 b1 b2 a0 a1 a2

enum class Band : std::uint8_t { lowpass, highpass, bandpass, bandstop };

enum class Prototype : std::uint8_t { butterworth, chebyshev1, chebyshev2, elliptic, bessel };
// Bessel filters: half of the greatest shift of phase at the edge; a delay of 1 for low frequencies; the gain at the
// edge 1/sqrt(2).
enum class BesselNorm : std::uint8_t { phase, delay, mag };

struct DesignOptions {
  int order = 1;
  std::vector<double> edges;  // one, or two for bands
  Band band = Band::lowpass;
  bool analog = false;
  double fs = 0;  // 0: edges are fractions of the Nyquist frequency (analog: angular frequencies)
  Prototype prototype = Prototype::butterworth;
  double ripple = 0, attenuation = 0;  // in decibel: of Chebyshev's and elliptic filters
  BesselNorm norm = BesselNorm::phase;
};

// ValueError for edges outside (0, Nyquist) or that do not rise.
Zpk iir_filter(const DesignOptions& options);

// Roots that are not real must come in conjugate pairs.
Polynomial zpk_to_polynomials(const Zpk& filter);
// Pairs each pole with the nearest zeros, the poles nearest to the unit circle last; of analog filters, sections
// without a pole in excess.
std::vector<Section> zpk_to_sections(const Zpk& filter, bool analog);

}  // namespace perilune::signal
