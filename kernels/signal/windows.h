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
};

struct WindowName {
  const char* name;
  WindowKind kind;
  int parameters;  // that must be given; one more may be
};

// Names and their other spellings ("box", "rectangular" ...); null for an unknown one.
const WindowName* find_window(std::string_view name);
// All names in one text, for messages.
extern const char* const window_names;

// M points. sym: both ends alike; otherwise the first M of M + 1 such points, one period of what repeats.
// parameters: the standard deviation of gaussian, beta of kaiser, alpha of tukey (0.5) and general_hamming, tau of
// exponential (1).
Array window(Context& ctx, WindowKind kind, std::int64_t m, bool sym, std::span<const double> parameters = {});

}  // namespace perilune::signal
