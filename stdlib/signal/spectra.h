#pragma once
// What the functions that cut signals into segments share.

#include "kernels/signal/spectral.h"
#include "stdlib/signal/windows.h"

namespace perilune {

namespace spectra {

inline constexpr Arg x_arg = in("x", Type::array, "The signal or signals, real or complex.");
inline constexpr Arg y_arg = in("y", Type::array, "The other signal; the shorter one is padded with zeros.");
inline constexpr Arg fs_arg = optional("fs", Type::number, 1.0, "The sampling frequency.").above(0).finite();
constexpr Arg window_arg(const char* usual) { return optional("window", Type::any, usual, window_doc).called("name"); }
inline constexpr Arg nperseg_arg =
    optional("nperseg", Type::integer, absent,
             "How many samples a segment has; without it 256, or as many as there are; as many as a window that is "
             "given by its values.")
        .at_least(1);
inline constexpr Arg noverlap_arg =
    optional("noverlap", Type::integer, absent, "By how many samples segments overlap; without it by half.")
        .at_least(0);
inline constexpr Arg nfft_arg =
    optional("nfft", Type::integer, absent,
             "The length of the transforms; segments are padded with zeros; without it that of the segments.")
        .at_least(1);
inline constexpr Arg detrend_arg =
    optional("detrend", Type::string | Type::boolean, "constant",
             "What is taken off each segment: its mean, a line of least squares, or (false) nothing.")
        .among("constant|linear");
inline constexpr Arg sides_arg = optional(
    "return_onesided", Type::boolean, true,
    "Whether the negative frequencies of real data are added to the positive ones; those of complex data never are.");
inline constexpr Arg scaling_arg =
    optional("scaling", Type::string, "density", "Power per unit of frequency, or power per frequency.")
        .among("density|spectrum");
inline constexpr Arg axis_arg = optional("axis", Type::axis, -1, "The axis of time, which becomes that of frequency.");
inline constexpr Arg average_arg =
    optional("average", Type::string, "mean", "The mean over the segments, or their median, corrected for its bias.")
        .among("mean|median");
inline constexpr Arg frequencies_out = out("f", Type::array, "The frequencies.");

}  // namespace spectra

// What segments have in common; keeps the window that the options refer to.
struct SpectralSetup {
  signal::SpectralOptions options;
  Array window;
};

// overlap: the part of a segment that the next one shares, over 1; whole: one segment of all samples.
SpectralSetup setup_of(Call& call, std::int64_t n, std::int64_t overlap, bool whole);

}  // namespace perilune
