#pragma once
// Exponentials of matrices.

#include "kernels/core/array.h"

namespace perilune::linalg {

// e to the power of a square matrix, of each one of a stack.
Array expm(Context& ctx, const View& a);

}  // namespace perilune::linalg
