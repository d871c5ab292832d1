#pragma once
// Products of sparse matrices with vectors, dense matrices and each other. The bits of a result do not depend on the
// number of threads.

#include "kernels/sparse/matrix.h"

namespace perilune::sparse {

// a x for a vector or a matrix of any dtype and layout; the result is dense. ShapeError.
Array multiply(Context& ctx, const Matrix& a, const View& x);
// a b, canonical, in the format of `a` (CSR for COO). Sums that come out as 0 keep their place, as in SciPy.
Matrix multiply(Context& ctx, const Matrix& a, const Matrix& b);

// For solvers: y = a x and y = a^H x, T being the type of the values.
template <class T>
void apply(Context& ctx, const Matrix& a, const T* x, T* y);
template <class T>
void apply_adjoint(Context& ctx, const Matrix& a, const T* x, T* y);

}  // namespace perilune::sparse
