// linalg: what families there are.

#include "stdlib/linalg/module.h"

#include "stdlib/modules.h"

namespace perilune {

namespace {

const Rows families[] = {
    linalg_solve_rows(),          //
    linalg_lu_rows(),             //
    linalg_factor_rows(),         //
    linalg_eigen_rows(),          //
    linalg_least_squares_rows(),  //
    linalg_measures_rows(),       //
    linalg_functions_rows(),      //
};

}  // namespace

const Module linalg_module{
    "linalg", "Dense linear algebra: equations, factorisations, eigenvalues, norms and functions of matrices.",
    families, {},
    {},       "Products of matrices and vectors are `pl.matmul`, `pl.dot` and their kin."};

}  // namespace perilune
