#pragma once
// The table of contents of the library: one line a module.

#include <string_view>

#include "stdlib/registry/declaration.h"

namespace perilune {

extern const Module root_module;         // stdlib/array: pl itself
extern const Module array_module;        // stdlib/array: what only arrays have as methods
extern const Module linalg_module;       // stdlib/linalg
extern const Module optimize_module;     // stdlib/optimize
extern const Module integrate_module;    // stdlib/integrate
extern const Module interpolate_module;  // stdlib/interpolate
extern const Module stats_module;        // stdlib/stats
extern const Module special_module;      // stdlib/special
extern const Module io_module;           // stdlib/io
extern const Module random_module;       // stdlib/random
extern const Module fft_module;          // stdlib/fft
extern const Module signal_module;       // stdlib/signal

// A module may lie in another, which comes before it in modules(): the one named "sparse.linalg" is pl.sparse.linalg.
const Module* parent_of(const Module& m);  // null for members of pl, for pl itself and for array_module
const char* own_name(const Module& m);     // "linalg"
bool is_member(const Module& m);           // of pl, as pl.linalg
bool is_global(const Module& m);           // seen as a global in the program: a member of pl, but for io

}  // namespace perilune
