#pragma once
// Cholesky factors, and solving with them. Each function takes a matrix or a stack of them.

#include "kernels/core/array.h"

namespace perilune::linalg {

// A lower triangular l with a = l adjoint(l), or an upper u with a = adjoint(u) u, from that triangle of a.
// SingularError when a is not positive definite. With clean = false the other triangle keeps what a has there.
Array cholesky(Context& ctx, const View& a, bool lower = false, bool clean = true);
Array cho_solve(Context& ctx, const View& factor, bool lower, const View& b);

}  // namespace perilune::linalg
