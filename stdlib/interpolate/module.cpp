// interpolate: what families and classes there are.

#include "stdlib/interpolate/module.h"

#include "stdlib/modules.h"

namespace perilune {

namespace {

const Rows families[] = {cubic_spline_rows(), ppoly_rows()};
const Class* const classes[] = {&cubic_spline_class, &ppoly_class};

}  // namespace

const Module interpolate_module{"interpolate", "Functions through given points.", families, {}, classes};

}  // namespace perilune
