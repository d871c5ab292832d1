#pragma once
// What L-BFGS-B leaves of the inverse Hessian: the last corrections, and products by them.

#include "kernels/core/array.h"
#include "stdlib/registry/declaration.h"

namespace perilune {

struct InverseHessian {
  Array steps, gradient_changes;  // (k, n), oldest first
};

extern const Class inverse_hessian_class;

}  // namespace perilune
