#pragma once
// The families of stats, one to a file of the same name.

#include "stdlib/registry/declaration.h"

namespace perilune {

Rows summary_rows();

}  // namespace perilune
