#pragma once
// The table of contents of the library: one line a module.

#include "stdlib/registry/declaration.h"

namespace perilune {

extern const Module root_module;         // stdlib/array: pl itself
extern const Module array_module;        // stdlib/array: what only arrays have as methods
extern const Module linalg_module;       // stdlib/linalg
extern const Module optimize_module;     // stdlib/optimize
extern const Module interpolate_module;  // stdlib/interpolate
extern const Module stats_module;        // stdlib/stats
extern const Module io_module;           // stdlib/io
extern const Module random_module;       // stdlib/random

}  // namespace perilune
