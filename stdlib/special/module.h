#pragma once
// The families of special, one to a file of the same name.

#include "stdlib/registry/declaration.h"

namespace perilune {

Rows error_function_rows();
Rows gamma_function_rows();
Rows elementary_rows();
Rows distribution_function_rows();
Rows exponential_sum_rows();

}  // namespace perilune
