#pragma once
// The families of pl, one to a file of the same name.

#include "stdlib/registry/declaration.h"

namespace perilune {

Rows unary_rows();
Rows binary_rows();
Rows in_place_rows();

}  // namespace perilune
