#pragma once
// LAPACK's direct solvers for four element types. Matrices are column-major; each routine returns LAPACK's status.

#include "kernels/lapack/types.h"

namespace perilune::lapack {

// Solves a tridiagonal system for `columns` right-hand sides in place, with partial pivoting. Overwrites all diagonals
// (lower and upper have n - 1 elements). Status i > 0: pivot i is exactly zero.
template <class T>
Int gtsv(Int n, Int columns, T* lower, T* diagonal, T* upper, T* b, Int ldb);

}  // namespace perilune::lapack
