#pragma once
// Similar matrices whose rows and columns have norms of the same size.

#include "kernels/core/array.h"

namespace perilune::linalg {

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
