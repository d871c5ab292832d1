#pragma once
// Windows as arguments: by name, by name and parameters, or as values.

#include <vector>

#include "kernels/signal/windows.h"
#include "stdlib/registry/call.h"

namespace perilune {

inline constexpr const char* window_doc =
    "A window by its name in `signal.windows` (\"hann\"), in a list by name and parameters ({\"kaiser\", beta}, "
    "{\"gaussian\", std}, {\"tukey\", alpha}), or as its values.";

// A window described by a word, or a word and its parameters; false for values.
bool described_window(const Item& item, signal::WindowKind& kind, std::vector<double>& parameters);

}  // namespace perilune
