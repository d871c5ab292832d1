// interpolate: what families and classes there are.

#include "stdlib/interpolate/module.h"

#include "stdlib/modules.h"

namespace perilune {

namespace {

const Rows families[] = {interpolate_interp1d_rows(), interpolate_cubic_spline_rows(), interpolate_pchip_rows(),
                         interpolate_ppoly_rows()};
const Class* const classes[] = {&cubic_spline_class, &pchip_class, &ppoly_class, &interp1d_class};

}  // namespace

const Module interpolate_module{"interpolate", "Functions through given points.", families, {}, classes};

}  // namespace perilune
