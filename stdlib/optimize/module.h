#pragma once
// The families of optimize, one to a file of the same name.

#include "stdlib/registry/declaration.h"

namespace perilune {

Rows root_scalar_rows();
Rows bracket_rows();  // brackets.cpp
Rows minimize_rows();
Rows minimize_scalar_rows();
Rows least_squares_rows();
Rows curve_fit_rows();

}  // namespace perilune
