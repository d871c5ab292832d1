#pragma once
// Least squares and pseudo-inverses.

#include <optional>

#include "kernels/core/array.h"
#include "kernels/lapack/factor.h"

namespace perilune::linalg {

struct LstsqOptions {
  std::optional<double> cond;  // singular values below cond times the largest count as zero; eps when not given
  lapack::LeastSquares driver = lapack::LeastSquares::gelsd;
};

struct Lstsq {
  Array x;          // of least norm among those that minimise norm(a x - b)
  Array residuals;  // squared norms of a x - b, one per column of b; empty unless m > n and every rank is n
  Array rank;       // int64
  Array s;          // singular values of a, largest first; without axes for gelsy
};

// b: a vector, or a matrix with one problem per column; the axes in front broadcast with those of a.
Lstsq lstsq(Context& ctx, const View& a, const View& b, const LstsqOptions& options = {});

struct PinvOptions {
  double atol = 0;
  std::optional<double> rtol;  // max(m, n) eps when not given; values up to atol + rtol * the largest count as zero
};
struct Pinv {
  Array inverse, rank;  // rank: int64
};
Pinv pinv(Context& ctx, const View& a, const PinvOptions& options = {});
// The same for a hermitian matrix, by its eigenvalues.
Pinv pinvh(Context& ctx, const View& a, const PinvOptions& options = {}, bool lower = true);

}  // namespace perilune::linalg
