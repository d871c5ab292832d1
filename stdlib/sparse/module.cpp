// sparse and sparse.linalg: what families there are.

#include "stdlib/sparse/module.h"

#include "stdlib/modules.h"

namespace perilune {

namespace {

const Rows families[] = {sparse_create_rows(), sparse_combine_rows()};
const Class* const classes[] = {&sparse_class, &csr_class, &csc_class, &coo_class};
const Rows linalg_families[] = {sparse_spectral_rows(), sparse_eigs_rows(), sparse_solve_rows(), sparse_factor_rows(),
                                sparse_operator_rows()};
const Class* const linalg_classes[] = {&linear_operator_class, &super_lu_class, &factorized_class};

}  // namespace

const Module sparse_module{
    "sparse",
    "Sparse matrices: only what is not zero is stored.",
    families,
    {},
    classes,
    "Build in COO from triplets, convert to CSR (fast rows and products) or CSC (fast columns), then compute. `+` and "
    "`-` "
    "take sparse matrices, `*` and `/` a number; for everything else there are the methods `dot` (the matrix product), "
    "`multiply` and `power` (element by element). Values are float64, float32, complex128 or complex64; others become "
    "float64. Positions count from 1, also in `indices`, `indptr`, `row` and `col`."};

const Module sparse_linalg_module{
    "sparse.linalg",
    "Linear algebra with sparse matrices: systems, least squares, a few eigenvalues or singular values.",
    linalg_families,
    {},
    linalg_classes,
    "Everything here takes sparse matrices, dense ones (which become sparse), and, but for spsolve, operators that are "
    "given by their products alone. float32 problems are computed in float64."};

}  // namespace perilune
