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

struct DesignOptions {
  int order = 1;
  std::vector<double> edges;  // one, or two for bands
  Band band = Band::lowpass;
  bool analog = false;
  double fs = 0;  // 0: edges are fractions of the Nyquist frequency (analog: angular frequencies)
};

// Butterworth: the flattest magnitude there is. ValueError for edges outside (0, Nyquist) or that do not rise.
Zpk butter(const DesignOptions& options);

// Roots that are not real must come in conjugate pairs.
Polynomial zpk_to_polynomials(const Zpk& filter);
// Pairs each pole with the nearest zeros, the poles nearest to the unit circle last; of analog filters, sections
// without a pole in excess.
std::vector<Section> zpk_to_sections(const Zpk& filter, bool analog);

}  // namespace perilune::signal
