#pragma once
// LU factors, and solving with them. Each function takes a matrix or a stack of them.

#include "kernels/core/array.h"
#include "kernels/lapack/blas.h"

namespace perilune::linalg {

// The lower factor without its diagonal of ones and the upper one in one matrix; row i was exchanged with row piv[i],
// from 0, in order. Any shape of a. Warns when a pivot is exactly zero.
struct LuFactors {
  Array lu, piv;  // piv: int32, one fewer axis
};
LuFactors lu_factor(Context& ctx, const View& a);

// Solves op(a) x = b. ValueError when piv holds what is no row.
Array lu_solve(Context& ctx, const View& lu, const View& piv, const View& b,
               lapack::Transpose op = lapack::Transpose::no);

struct LuOptions {
  bool permute_l = false;  // l with its rows in the order of a; no p
  bool p_indices = false;  // p as positions: a = l[p] u
};
struct Lu {
  Array p, l, u;  // a = p l u
};
Lu lu(Context& ctx, const View& a, const LuOptions& options = {});

}  // namespace perilune::linalg
