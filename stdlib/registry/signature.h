#pragma once
// The one rendering of a declaration's call, shared by errors, help, pages and stubs.

#include <string>

#include "stdlib/registry/declaration.h"

namespace perilune {

// "linalg.svd"; a method of a class is "CubicSpline:derivative", a function of pl itself "pl.zeros".
// How a script reaches a module: "pl" for "", "pl.io" for "io", which is Lua's own in the program.
std::string shown_module(std::string_view name);
std::string full_name(const Function& row, const char* module);
// "U, s, Vt = linalg.svd(a, {full_matrices = true, …})"
std::string signature(const Function& row, const char* module);
// "true", "1e-08", "'gesdd'", or empty when there is none.
std::string default_text(const Arg& arg);

}  // namespace perilune
