#pragma once
// Functions of matrices, products of several, balancing.

#include <span>

#include "kernels/core/array.h"

namespace perilune::linalg {

// e to the power of a square matrix, of each one of a stack.
Array expm(Context& ctx, const View& a);

// a times itself n times; n = 0 gives the identity, n < 0 powers of the inverse. Integers are multiplied exactly.
Array matrix_power(Context& ctx, const View& a, std::int64_t n);

// The product of two or more matrices in the order that takes the fewest multiplications. The first and the last may
// be vectors.
Array multi_dot(Context& ctx, std::span<const View> arrays);

struct BalanceOptions {
  bool permute = true, scale = true;
};
struct Balance {
  Array b;      // similar to a: inverse(t) a t
  Array scale;  // of each row and column, before they are permuted; a power of 2
  Array perm;   // int64: row i of b is row perm[i] of a, from 0
  Array t;      // the transformation
};
Balance matrix_balance(Context& ctx, const View& a, const BalanceOptions& options = {});

}  // namespace perilune::linalg
