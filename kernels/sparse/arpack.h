#pragma once
// Some eigenvalues by ARPACK (R. Lehoucq, D. Sorensen, C. Yang, ARPACK Users' Guide, SIAM 1998): the implicitly
// restarted Lanczos method for symmetric operators, Arnoldi's for all others. The package keeps its state in global
// variables, so that one problem is solved at a time in a process: others wait, and can be stopped while they do. A
// solve that is left in the middle (by an error of the operator, by a stop) leaves nothing behind: the next one begins
// with fresh variables.

#include "kernels/sparse/lanczos.h"

namespace perilune::sparse {

// What ARPACK is given: which ends it shall find in its own two letters, and how OP and the metric belong together.
struct ArpackOptions {
  std::int64_t k = 6;
  const char* which = "LM";  // LM SM, LA SA BE where OP is real and self-adjoint, LR SR LI SI otherwise
  std::int64_t ncv = 0;      // 0: max(2 k + 1, 20), at most n
  double tol = 0;
  std::int64_t maxiter = 0;
  double maxtime = std::numeric_limits<double>::infinity();
  bool vectors = true;
  bool inverted = false;  // with a metric: the largest values of OP matter, as near a shift; OP then uses bv
};

struct ArpackResult {
  std::vector<Complex128> values;  // of OP, in no particular order; k + 1 where that keeps a conjugate pair together
  Array vectors;                   // n x count, column-major: of T where OP is self-adjoint, else complex128
  std::int64_t restarts = 0, products = 0;
  bool out_of_time = false;  // ARPACK has nothing to show for an iteration that is cut short
};

// OP is self-adjoint in the metric. T is double or Complex128; v0 may be null. ValueError for options out of range
// and for a call from inside a product of another solve; ConvergenceError when OP gives nan or an infinity.
template <class T>
ArpackResult arpack_symmetric(Context& ctx, const LanczosProblem<T>& problem, const ArpackOptions& options,
                              const T* v0);
// Any OP.
template <class T>
ArpackResult arpack_general(Context& ctx, const LanczosProblem<T>& problem, const ArpackOptions& options, const T* v0);

}  // namespace perilune::sparse
