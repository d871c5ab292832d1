// pl itself and the methods of arrays: what families there are.

#include "stdlib/array/module.h"

#include "stdlib/modules.h"

namespace perilune {

namespace {

const Rows families[] = {position_rows(),   range_rows(),        product_rows(), creation_rows(),
                         conversion_rows(), manipulation_rows(), joining_rows(), unary_rows(),
                         binary_rows(),     comparison_rows(),   setting_rows()};
const Rows method_families[] = {conversion_method_rows(), in_place_rows()};

}  // namespace

const Module root_module{"", "Arrays: making them, computing with them, arranging and reducing them.", families};
const Module array_module{"array", "Methods that arrays have beside those of pl's functions.", method_families};

}  // namespace perilune
