#pragma once
// Singular value decomposition a = u diag(s) vt of dense matrices.

#include "kernels/core/array.h"

namespace perilune::linalg {

struct SvdOptions {
  bool full_matrices = true;  // square u and vt; otherwise their first min(m, n) columns and rows
  bool compute_uv = true;     // otherwise u and vt stay empty arrays of no axes
  enum Driver { gesdd, gesvd } driver = gesdd;
};

struct Svd {
  Array u, s, vt;  // s is real and falls along its last axis
};

// a: a matrix, or a stack of them over its leading axes; integers and bool are computed in float64.
// ShapeError for fewer than two axes, ValueError for nan and infinities, ConvergenceError.
Svd svd(Context& ctx, const View& a, const SvdOptions& options = {});

}  // namespace perilune::linalg
