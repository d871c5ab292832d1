// pl itself and the methods of arrays: what families there are.

#include "stdlib/array/module.h"

#include <array>

#include "stdlib/modules.h"
#include "stdlib/types/array_parts.h"
#include "stdlib/types/complex_value.h"

namespace perilune {

namespace {

// One to a line, so that additions do not meet.
constexpr struct {
  Rows (*rows)();
  const char* title;
} contents[] = {
    {creation_rows, "Making arrays"},
    {range_rows, "Ranges, grids and diagonals"},
    {conversion_rows, "Copies and conversion"},
    {manipulation_rows, "Shape and axes"},
    {joining_rows, "Joining, splitting, repeating"},
    {unary_rows, "Functions of each element"},
    {binary_rows, "Arithmetic and comparison of elements"},
    {comparison_rows, "Comparing whole arrays"},
    {reduction_rows, "Reductions"},
    {running_rows, "Running sums and products"},
    {quantile_rows, "Medians and quantiles"},
    {sorting_rows, "Sorting"},
    {searching_rows, "Searching"},
    {position_rows, "Positions"},
    {choice_rows, "Choosing, bounding, rounding"},
    {product_rows, "Products"},
    {special_rows, "Subscripts, complex numbers, several values"},
    {printing_rows, "Printing"},
    {setting_rows, "Settings"},
    {help_rows, "Help"},
};

const auto families = [] {
  std::array<Rows, std::size(contents)> list;
  for (std::size_t i = 0; i < list.size(); ++i) list[i] = contents[i].rows();
  return list;
}();
const auto titles = [] {
  std::array<const char*, std::size(contents)> list{};
  for (std::size_t i = 0; i < list.size(); ++i) list[i] = contents[i].title;
  return list;
}();

const Rows method_families[] = {
    access_method_rows(),      //
    sorting_method_rows(),     //
    conversion_method_rows(),  //
    in_place_rows(),           //
};

const Class* const classes[] = {&complex_class};

}  // namespace

const Module root_module{"",       "Arrays: making them, computing with them, arranging and reducing them.",
                         families, special_constants(),
                         classes,  nullptr,
                         {},       titles};
const Module array_module{"array",           "Fields and methods of arrays.", method_families, {}, {}, nullptr,
                          array_field_rows()};

}  // namespace perilune
