#pragma once
// Windows as arguments: by name, by name and parameter, or as values.

#include <vector>

#include "kernels/signal/windows.h"
#include "stdlib/registry/call.h"

namespace perilune {

inline constexpr const char* window_doc =
    "A window by name (boxcar, triang, bartlett, blackman, blackmanharris, nuttall, flattop, hann, hamming, cosine, "
    "tukey, exponential), by name and parameter ({\"kaiser\", beta}, {\"gaussian\", std}, {\"tukey\", alpha}, "
    "{\"exponential\", tau}, {\"general_hamming\", alpha}), or as its values.";

// A window described by a word, or a word and its parameter; false for values.
bool described_window(const Item& item, signal::WindowKind& kind, std::vector<double>& parameters);

}  // namespace perilune
