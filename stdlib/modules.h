#pragma once
// The table of contents of the library: one line a module.

#include <string_view>

#include "stdlib/registry/declaration.h"

namespace perilune {

// Each is declared in the folder of its name; pl itself and what only arrays have in stdlib/array.
extern const Module root_module;
extern const Module array_module;
extern const Module linalg_module;
extern const Module optimize_module;
extern const Module integrate_module;
extern const Module interpolate_module;
extern const Module special_module;
extern const Module stats_module;
extern const Module spatial_module;
extern const Module spatial_distance_module;
extern const Module sparse_module;
extern const Module sparse_linalg_module;  // sparse
extern const Module fft_module;
extern const Module signal_module;
extern const Module signal_windows_module;
extern const Module random_module;
extern const Module io_module;

// A module may lie in another, which comes before it in modules(): the one named "sparse.linalg" is pl.sparse.linalg.
const Module* parent_of(const Module& m);  // null for members of pl, for pl itself and for array_module
const char* own_name(const Module& m);     // "linalg"
bool is_member(const Module& m);           // of pl, as pl.linalg
bool is_global(const Module& m);           // seen as a global in the program: a member of pl, but for io

}  // namespace perilune
