// pl itself and the methods of arrays: what families there are.

#include "stdlib/array/module.h"

#include "stdlib/modules.h"
#include "stdlib/types/array_parts.h"
#include "stdlib/types/complex_value.h"

namespace perilune {

namespace {

// One to a line, so that additions do not meet.
const Rows families[] = {
    creation_rows(),      //
    range_rows(),         //
    conversion_rows(),    //
    manipulation_rows(),  //
    joining_rows(),       //
    unary_rows(),         //
    binary_rows(),        //
    comparison_rows(),    //
    position_rows(),      //
    product_rows(),       //
    reduction_rows(),     //
    running_rows(),       //
    printing_rows(),      //
    special_rows(),       //
    setting_rows(),       //
    help_rows(),          //
};
const Rows method_families[] = {
    access_method_rows(),      //
    conversion_method_rows(),  //
    in_place_rows(),           //
};

const Class* const classes[] = {&complex_class};

}  // namespace

const Module root_module{"", "Arrays: making them, computing with them, arranging and reducing them.", families,
                         special_constants(), classes};
const Module array_module{"array",           "Fields and methods of arrays.", method_families, {}, {}, nullptr,
                          array_field_rows()};

}  // namespace perilune
