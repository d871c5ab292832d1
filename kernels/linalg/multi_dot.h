#pragma once
// Products of several matrices.

#include <span>

#include "kernels/core/array.h"

namespace perilune::linalg {

// The product of two or more matrices in the order that takes the fewest multiplications. The first and the last may
// be vectors.
Array multi_dot(Context& ctx, std::span<const View> arrays);

}  // namespace perilune::linalg
