#pragma once
// The families of linalg, one to a file of the same name.

#include "kernels/lapack/blas.h"
#include "stdlib/registry/declaration.h"

namespace perilune {

Rows linalg_solve_rows();
Rows linalg_lu_rows();
Rows linalg_factor_rows();
Rows linalg_eigen_rows();
Rows linalg_least_squares_rows();
Rows linalg_measures_rows();
Rows linalg_functions_rows();

// For an argument that says which of a matrix, its transpose and its conjugate transpose is meant.
lapack::Transpose linalg_trans(Call& call, const char* name);

}  // namespace perilune
