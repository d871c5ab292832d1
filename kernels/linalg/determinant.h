#pragma once
// Determinants. Each function takes a matrix or a stack of them.

#include "kernels/core/array.h"

namespace perilune::linalg {

// One number for each matrix: a 0-d array for one. 1 for empty matrices.
Array det(Context& ctx, const View& a);
struct SignAndLog {
  Array sign, logabsdet;  // det = sign exp(logabsdet); sign 0 and -inf for singular matrices
};
SignAndLog slogdet(Context& ctx, const View& a);

}  // namespace perilune::linalg
