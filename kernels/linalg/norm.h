#pragma once
// Norms of vectors and matrices.

#include "kernels/core/array.h"

namespace perilune::linalg {

// Which norm: a power (infinities too), or one with a name.
struct NormOrder {
  enum Kind { two_or_frobenius, power, frobenius, nuclear } kind = two_or_frobenius;
  double p = 2;  // power
};

struct NormOptions {
  NormOrder order;
  Dims axes;  // one: norms of vectors, two: of matrices; none: of the whole array
  bool keepdims = false;
};

// Real. Without axes and order: the 2-norm of all elements; without axes but with an order the array must be a vector
// or a matrix. Vectors: sum(|x|^p)^(1/p), max for inf, min for -inf, how many are not zero for 0. Matrices: 1, -1, inf,
// -inf (sums of columns or rows), 2, -2 (singular values), frobenius, nuclear. nan and infinities go through, but for
// those norms that need singular values: ValueError.
Array norm(Context& ctx, const View& a, const NormOptions& options = {});

}  // namespace perilune::linalg
