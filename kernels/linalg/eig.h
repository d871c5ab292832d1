#pragma once
// Eigenvalues and eigenvectors of any square matrix, alone or with a second matrix.

#include "kernels/core/array.h"

namespace perilune::linalg {

struct EigOptions {
  bool left = false, right = true;   // which eigenvectors
  bool homogeneous_eigvals = false;  // w as alpha over beta, whose quotient it is
};

struct Eig {
  Array w;       // complex; (…, n), or (…, 2, n) as alpha and beta
  Array vl, vr;  // one vector of length 1 per column; real when a is and all eigenvalues are
};

// a vr = w vr and adjoint(vl) a = w adjoint(vl); with b: a vr = w b vr. ShapeError, ValueError for nan and infinities,
// ConvergenceError.
Eig eig(Context& ctx, const View& a, const View* b = nullptr, const EigOptions& options = {});

}  // namespace perilune::linalg
