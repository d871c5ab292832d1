#pragma once
// The families and classes of integrate.

#include "stdlib/registry/declaration.h"

namespace perilune {

Rows quad_rows();
Rows nquad_rows();
Rows solve_ivp_rows();

extern const Class ode_solution_class;  // integrate::OdeSolution

}  // namespace perilune
