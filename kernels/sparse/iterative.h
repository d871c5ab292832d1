#pragma once
// Iterative solutions of linear systems and least-squares problems: only products with A are needed.

#include <functional>
#include <span>

#include "kernels/sparse/operator.h"

namespace perilune::sparse {

// Called after each iteration with x and its residual norm; true ends the run.
template <class T>
using Progress = std::function<bool(std::span<const T> x, std::int64_t nit, double residual)>;

struct CgOptions {
  double rtol = 1e-5, atol = 0;  // ends when |b - A x| <= max(rtol |b|, atol)
  std::int64_t maxiter = 0;      // 0: 10 n
  double maxtime = std::numeric_limits<double>::infinity();
};
struct CgResult {
  // 0: converged; n > 0: gave up after n iterations; -1: A (or M) is not positive definite.
  std::int64_t info = 0;
  std::int64_t nit = 0;
  double residual = 0;  // |b - A x|, as the recurrence knows it
  const char* message = "";
};
// Conjugate gradients (M. Hestenes, E. Stiefel, J. Research NBS 49, 1952) for a Hermitian positive definite A. `x`
// holds where to begin, and the best solution in the end. preconditioner: y = M x, near the inverse of A.
template <class T>
CgResult cg(Context& ctx, const Operator<T>& a, std::span<const T> b, std::span<T> x, const CgOptions& options,
            std::optional<Product<T>> preconditioner = {}, const Progress<T>& progress = {});

struct LsqrOptions {
  double damp = 0, atol = 1e-6, btol = 1e-6, conlim = 1e8;
  std::int64_t iter_lim = 0;  // 0: 2 n
  double maxtime = std::numeric_limits<double>::infinity();
};
struct LsqrResult {
  int istop = 0;  // SciPy's number; 8: out of time, 9: stopped by the callback
  std::int64_t itn = 0;
  double r1norm = 0, r2norm = 0, anorm = 0, acond = 0, arnorm = 0, xnorm = 0;
};
// Least |b - A x|^2 + damp^2 |x - x0|^2 by LSQR (C. Paige, M. Saunders, ACM Transactions on Mathematical Software 8,
// 1982). `x` holds x0, and the solution in the end; `var` (empty unless wanted) estimates of the diagonal of
// (A^H A + damp^2 I)^-1.
template <class T>
LsqrResult lsqr(Context& ctx, const Operator<T>& a, std::span<const T> b, std::span<T> x, std::span<double> var,
                const LsqrOptions& options, const Progress<T>& progress = {});

}  // namespace perilune::sparse
