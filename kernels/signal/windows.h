#pragma once
// Windows that fade a stretch of a signal out at its ends.

#include <span>
#include <string_view>

#include "kernels/core/array.h"

namespace perilune::signal {

enum class WindowKind : std::uint8_t {
  boxcar,
  triang,
  bartlett,
  blackman,
  blackmanharris,
  nuttall,
  flattop,
  hann,
  hamming,
  cosine,
  gaussian,
  kaiser,
  tukey,
  general_hamming,
  exponential,
  barthann,
  bohman,
  parzen,
  lanczos,
  general_gaussian,
  general_cosine,
  chebwin,
  taylor,
  kaiser_bessel_derived,
  dpss,
};

struct WindowName {
  const char* name;
  WindowKind kind;
  int least, most;  // parameters that must be given, and that may be
};

// Names and their other spellings ("box", "rectangular" ...); null for an unknown one.
const WindowName* find_window(std::string_view name);
// All names in one text, for messages.
extern const char* const window_names;

// M points. sym: both ends alike; otherwise the first M of M + 1 such points, one period of what repeats.
// parameters: the standard deviation of gaussian, beta of kaiser and kaiser_bessel_derived, alpha of tukey (0.5) and
// general_hamming, centre (nan: the middle) and tau (1) of exponential, p and sigma of general_gaussian, the
// coefficients of general_cosine, the attenuation of chebwin in decibel, nbar (4), the level of the side lobes (30) and
// whether the middle is 1 (1) of taylor, NW of dpss.
Array window(Context& ctx, WindowKind kind, std::int64_t m, bool sym, std::span<const double> parameters = {});

// Discrete prolate spheroidal sequences: of all sequences of m points those with most of their energy within the
// frequencies up to bandwidth / m.
enum class SequenceNorm : std::uint8_t { unit, approximate, subsample };
struct Sequences {
  Array windows;  // count x m
  Array ratios;   // how much of the energy of each lies there
};
Sequences prolate_sequences(Context& ctx, std::int64_t m, double bandwidth, std::int64_t count, bool sym,
                            SequenceNorm norm, bool ratios);

// Windows that are computed as a whole, both ends alike, of at least two points (windows_whole.cpp).
Array chebyshev_window(Context& ctx, std::int64_t m, double attenuation);
Array taylor_window(Context& ctx, std::int64_t m, double nbar, double level, bool norm);
Array kaiser_bessel_derived(Context& ctx, std::int64_t m, double beta);

}  // namespace perilune::signal
