#pragma once
// The families of linalg, one to a file of the same name.

#include "stdlib/registry/declaration.h"

namespace perilune {

Rows factor_rows();

}  // namespace perilune
