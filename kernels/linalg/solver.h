#pragma once
// One system, or one inverse, by the method that suits the structure of its matrix.

#include <optional>

#include "kernels/lapack/solve.h"
#include "kernels/linalg/solve.h"

namespace perilune::linalg {

using lapack::Int;
using lapack::Real;
using lapack::Triangle;

// Holds the copy of a matrix that its methods destroy. One for each lane of a stack.
template <class T>
class Solver {
 public:
  Solver(Context& ctx, std::int64_t n, Structure structure, bool lower);

  // Takes a copy of the matrix; the next call solves with it or inverts it.
  void load(Context& ctx, const View& matrix);
  // Solves in place; `transposed`: with the transpose of the matrix. Returns an estimate of 1 / condition number.
  Real<T> solve(Context& ctx, bool transposed, T* x, Int columns);
  // The inverse, in `to`, as the matrix lies: by rows when that is packed so.
  Real<T> invert(T* to);

 private:
  Real<T> solve_general(bool transposed, T* x, Int columns);
  Real<T> solve_symmetric(T* x, Int columns);
  Real<T> solve_diagonal(T* x, Int columns) const;
  Real<T> solve_triangular(bool transposed, T* x, Int columns);
  Real<T> solve_tridiagonal(Context& ctx, bool transposed, T* x, Int columns);
  Real<T> solve_banded(Context& ctx, bool transposed, T* x, Int columns);
  bool factor_positive();  // throws unless the structure was a guess, which then becomes general
  Real<T> invert_symmetric();

  T* matrix() { return copy_.data(); }

  Context& ctx_;
  const std::int64_t length_;
  const Int n_;
  const Structure wanted_;
  const Triangle side_;
  bool flipped_ = false;  // the copy holds the transpose
  Structure structure_;   // of the copy
  Triangle triangle_;     // of the copy
  Bandwidth band_;
  View source_;
  CountedVector<T> copy_;
  CountedVector<Int> pivots_;
  lapack::Workspace<T> condition_;
  std::optional<lapack::Workspace<T>> workspace_;
};

[[noreturn]] void throw_singular(Int pivot, bool inverting = false);
// Reports the worst estimate of a whole stack.
template <class R>
void warn_ill_conditioned(Context& ctx, R rcond);

}  // namespace perilune::linalg
