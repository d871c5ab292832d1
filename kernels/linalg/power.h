#pragma once
// Whole powers of matrices.

#include "kernels/core/array.h"

namespace perilune::linalg {

// a times itself n times; n = 0 gives the identity, n < 0 powers of the inverse. Integers are multiplied exactly.
Array matrix_power(Context& ctx, const View& a, std::int64_t n);

}  // namespace perilune::linalg
