// optimize: what families there are.

#include "stdlib/optimize/module.h"

#include "stdlib/modules.h"
#include "stdlib/optimize/inverse_hessian.h"

namespace perilune {

namespace {

const Rows families[] = {minimize_rows(),  minimize_scalar_rows(), least_squares_rows(),
                         curve_fit_rows(), root_scalar_rows(),     bracket_rows()};
const Class* const classes[] = {&inverse_hessian_class};

}  // namespace

const Module optimize_module{"optimize", "Minima and roots of functions.", families, {}, classes};

}  // namespace perilune
