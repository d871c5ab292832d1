// integrate: what families and classes there are.

#include "stdlib/integrate/module.h"

#include "stdlib/modules.h"

namespace perilune {

namespace {

const Rows families[] = {quad_rows(), nquad_rows(), solve_ivp_rows()};
const Class* const classes[] = {&ode_solution_class};

}  // namespace

const Module integrate_module{"integrate", "Integrals and ordinary differential equations.", families, {}, classes};

}  // namespace perilune
