#pragma once
// Condition numbers and ranks.

#include <optional>

#include "kernels/linalg/norm.h"

namespace perilune::linalg {

// norm(a) norm(inverse of a), for each matrix of a stack; 2 by default. Any shape for 2 and -2. inf for singular
// matrices, nan where a holds nan.
Array cond(Context& ctx, const View& a, const NormOrder& order = {});

struct RankOptions {
  std::optional<double> tol;   // singular values up to here count as zero
  std::optional<double> rtol;  // the same, times the largest; max(m, n) eps when neither is given
  bool hermitian = false;      // a is: its eigenvalues serve, which are found faster
};
// int64, for each matrix of a stack; of fewer than two axes: whether any element is not zero.
Array matrix_rank(Context& ctx, const View& a, const RankOptions& options = {});

}  // namespace perilune::linalg
