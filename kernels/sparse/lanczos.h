#pragma once
// Some eigenvalues of a large symmetric or Hermitian operator: the thick-restart Lanczos method (K. Wu, H. Simon, SIAM
// J. Matrix Anal. Appl. 22, 2000), which computes the same spaces as the implicitly restarted one of ARPACK. The basis
// is kept orthogonal in full, by classical Gram-Schmidt with a second pass where the first has cancelled.

#include <vector>

#include "kernels/core/array.h"
#include "kernels/sparse/operator.h"

namespace perilune::sparse {

enum class Which : std::uint8_t { LM, SM, LA, SA, BE };  // largest or smallest by magnitude or value; both ends

template <class T>
struct LanczosProblem {
  std::int64_t n;
  // w = OP v, where OP is self-adjoint in the inner product of `metric`; bv is the metric times v (v without one).
  FunctionRef<void(const T* v, const T* bv, T* w)> op;
  std::optional<Product<T>> metric{};  // B: the inner product is x^H B y
};

struct LanczosOptions {
  enum Solver : std::uint8_t { own, arpack } solver = own;  // read by self_adjoint
  std::int64_t k = 6;
  Which which = Which::LM;
  std::int64_t ncv = 0;      // vectors in the basis; 0: max(2 k + 1, k + 24) (arpack: 20), at most n
  double tol = 0;            // relative to each eigenvalue; 0: machine precision
  std::int64_t maxiter = 0;  // restarts; 0: 10 n
  double maxtime = std::numeric_limits<double>::infinity();  // seconds
};

struct LanczosResult {
  std::vector<double> values;  // of OP, rising
  Array vectors;               // n x count, column-major, of T; orthonormal in the metric
  std::int64_t converged = 0;  // how many of the k wanted were found; values and vectors hold these alone
  std::int64_t restarts = 0, products = 0;
  bool out_of_time = false;
};

// v0 may be null. ValueError for options out of range; ConvergenceError when the operator gives nan or an infinity.
template <class T>
LanczosResult lanczos(Context& ctx, const LanczosProblem<T>& problem, const LanczosOptions& options, const T* v0);

// By the solver that the options name. inverted: as in ArpackOptions.
template <class T>
LanczosResult self_adjoint(Context& ctx, const LanczosProblem<T>& problem, const LanczosOptions& options, const T* v0,
                           bool inverted);

}  // namespace perilune::sparse
