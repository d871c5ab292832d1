#pragma once
// LAPACK's eigenvalue routines for four element types. Matrices are column-major and are destroyed; each routine
// returns LAPACK's status, to be given to check_arguments and check_outcome.

#include "kernels/lapack/blas.h"
#include "kernels/lapack/workspace.h"

namespace perilune::lapack {

// Of symmetric and hermitian matrices, one triangle of which is read. The last three take a second, positive definite
// matrix. QR iteration, divide and conquer, relatively robust representations, bisection with inverse iteration.
enum class SymmetricDriver { ev, evd, evr, evx, gv, gvd, gvx };

template <class T>
struct SymmetricProblem {
  SymmetricDriver driver;
  Int n;
  bool vectors = true;
  Triangle triangle = Triangle::lower;
  Int type = 1;  // a x = w b x, a b x = w x, b a x = w x
  // evr, evx and gvx: all, those numbered from first to last (from 1), or those in (low, high].
  enum Range : char { all = 'A', numbers = 'I', values = 'V' } range = all;
  Int first = 0, last = 0;
  Real<T> low = 0, high = 0;
};

template <class T>
struct SymmetricWorkspace {
  Workspace<T> parts;
  Int integers;  // for the routine; what follows are its other lists of integers
  static SymmetricWorkspace make(Context& ctx, const SymmetricProblem<T>& problem);
};

// w has room for n values, z for n x n (drivers evr, evx and gvx) elements; the other drivers leave the vectors in a.
// b is null but for the last three drivers. `found` receives the number of eigenvalues. A positive status up to n: no
// convergence; n + i: the leading minor of order i of b is not positive.
template <class T>
Int symmetric_eigen(const SymmetricProblem<T>& problem, T* a, T* b, Real<T>* w, T* z, Int* found,
                    SymmetricWorkspace<T>& workspace);
constexpr bool separate_vectors(SymmetricDriver d) {
  return d == SymmetricDriver::evr || d == SymmetricDriver::evx || d == SymmetricDriver::gvx;
}
const char* name(SymmetricDriver driver);

// Of a symmetric tridiagonal matrix with diagonal d (n) and off-diagonal e (n - 1; room for one more), both destroyed:
// the eigenvalues numbered first to last (from 1, rising) and their vectors, the columns of z.
Int tridiagonal_eigen(Context& ctx, Int n, double* d, double* e, Int first, Int last, double* w, double* z);

// Of any square matrix. w receives n eigenvalues; for real types vl and vr hold the real and the imaginary part of a
// conjugate pair's vectors in two columns. `parts` has room for 2n numbers, which real types need.
template <class T>
Workspace<T> geev_workspace(Context& ctx, bool left, bool right, Int n);
template <class T>
Int geev(bool left, bool right, Int n, T* a, std::complex<Real<T>>* w, T* vl, T* vr, Real<T>* parts,
         Workspace<T>& workspace);

// a x = w b x with w = alpha / beta.
template <class T>
Workspace<T> ggev_workspace(Context& ctx, bool left, bool right, Int n);
template <class T>
Int ggev(bool left, bool right, Int n, T* a, T* b, std::complex<Real<T>>* alpha, T* beta, T* vl, T* vr, Real<T>* parts,
         Workspace<T>& workspace);

// Balances a matrix in place. job: permute and scale as asked. scale receives n entries: the scale factors of rows low
// to high (from 1), elsewhere the row, from 1, that this one changed places with.
template <class T>
Int gebal(bool permute, bool scale_rows, Int n, T* a, Int* low, Int* high, Real<T>* scale);

}  // namespace perilune::lapack
