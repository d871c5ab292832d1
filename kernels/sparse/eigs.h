#pragma once
// Some eigenvalues of any square problem A x = w M x, by ARPACK; of problems that are hardly larger than the number
// wanted, by the dense method for what the operator does to each unit vector.

#include "kernels/sparse/eigsh.h"

namespace perilune::sparse {

enum class GeneralWhich : std::uint8_t { LM, SM, LR, SR, LI, SI };  // by magnitude, real or imaginary part

struct EigsOptions {
  std::int64_t k = 6;
  GeneralWhich which = GeneralWhich::LM;
  std::int64_t ncv = 0;
  double tol = 0;
  std::int64_t maxiter = 0;
  double maxtime = std::numeric_limits<double>::infinity();
  std::optional<Complex128> sigma;  // find eigenvalues near it; `which` then speaks of the transformed ones
  bool imaginary_part = false;      // of a real problem near a complex sigma: which part of the inverse is OP
  bool vectors = true;
};

template <class T>
struct EigsProblem : EigshProblem<T> {
  std::optional<Product<Complex128>> complex_inverse{};  // instead of op_inverse for a real problem and complex sigma
};

struct EigsResult {
  std::vector<Complex128> values;  // the most wanted first
  Array vectors;                   // n x count, column-major, complex128, of norm 1 (in M); empty unless wanted
  std::int64_t converged = 0, restarts = 0, products = 0;
  bool out_of_time = false;
};

// With fewer than k converged, those that have.
template <class T>
EigsResult eigs(Context& ctx, const EigsProblem<T>& problem, const EigsOptions& options, const T* v0);

}  // namespace perilune::sparse
