#pragma once
// The families of pl, one to a file of the same name.

#include "stdlib/registry/declaration.h"

namespace perilune {

Rows unary_rows();
Rows binary_rows();
Rows in_place_rows();
Rows creation_rows();
Rows conversion_rows();
Rows conversion_method_rows();
Rows comparison_rows();
Rows choice_rows();
Rows sorting_rows();
Rows sorting_method_rows();
Rows searching_rows();
Rows quantile_rows();
Rows setting_rows();
Rows reduction_rows();
Rows running_rows();
Rows printing_rows();
Rows position_rows();
Rows range_rows();
Rows product_rows();
Rows manipulation_rows();
Rows joining_rows();
Rows special_rows();
std::span<const Constant> special_constants();
Rows help_rows();
Rows access_method_rows();

}  // namespace perilune
