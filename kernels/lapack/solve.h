#pragma once
// LAPACK's direct solvers for four element types: factor, solve from the factors, estimate the condition. Matrices are
// column-major; each routine returns LAPACK's status, to be given to check_arguments and check_outcome.

#include "kernels/lapack/blas.h"
#include "kernels/lapack/workspace.h"

namespace perilune::lapack {

// LU with row exchanges. pivots count from 1. Status i > 0: pivot i is exactly zero; the factors are complete.
template <class T>
Int getrf(Int m, Int n, T* a, Int lda, Int* pivots);
template <class T>
Int getrs(Transpose op, Int n, Int columns, const T* lu, Int lda, const Int* pivots, T* b, Int ldb);
// The inverse in place of the factors.
template <class T>
Workspace<T> getri_workspace(Context& ctx, Int n);
template <class T>
Int getri(Int n, T* lu, Int lda, const Int* pivots, Workspace<T>& workspace);

// Cholesky factor of a hermitian positive definite matrix, of which one triangle is read and overwritten. Status
// i > 0: the leading minor of order i is not positive.
template <class T>
Int potrf(Triangle triangle, Int n, T* a, Int lda);
template <class T>
Int potrs(Triangle triangle, Int n, Int columns, const T* factor, Int lda, T* b, Int ldb);
template <class T>
Int potri(Triangle triangle, Int n, T* factor, Int lda);

// Bunch-Kaufman factors of a symmetric matrix, or of a hermitian one (for real types the same). Status i > 0: block i
// is singular.
template <class T>
Workspace<T> sytrf_workspace(Context& ctx, bool hermitian, Triangle triangle, Int n);
template <class T>
Int sytrf(bool hermitian, Triangle triangle, Int n, T* a, Int lda, Int* pivots, Workspace<T>& workspace);
template <class T>
Int sytrs(bool hermitian, Triangle triangle, Int n, Int columns, const T* factor, Int lda, const Int* pivots, T* b,
          Int ldb);
// workspace: 2n elements.
template <class T>
Int sytri(bool hermitian, Triangle triangle, Int n, T* factor, Int lda, const Int* pivots, Workspace<T>& workspace);

// Triangular matrices. Status i > 0: diagonal element i is exactly zero.
template <class T>
Int trtrs(Triangle triangle, Transpose op, bool unit, Int n, Int columns, const T* a, Int lda, T* b, Int ldb);
template <class T>
Int trtri(Triangle triangle, bool unit, Int n, T* a, Int lda);

// LU of a band matrix stored with `below` rows of room above its above + 1 + below diagonals.
template <class T>
Int gbtrf(Int n, Int below, Int above, T* ab, Int ldab, Int* pivots);
template <class T>
Int gbtrs(Transpose op, Int n, Int below, Int above, Int columns, const T* ab, Int ldab, const Int* pivots, T* b,
          Int ldb);

// LU of a tridiagonal matrix; upper2 has room for n - 2 elements.
template <class T>
Int gttrf(Int n, T* lower, T* diagonal, T* upper, T* upper2, Int* pivots);
template <class T>
Int gttrs(Transpose op, Int n, Int columns, const T* lower, const T* diagonal, const T* upper, const T* upper2,
          const Int* pivots, T* b, Int ldb);

// Estimates of 1 / (norm of a * norm of its inverse) in the 1-norm, from the factors and the norm of a.
template <class T>
Workspace<T> condition_workspace(Context& ctx, Int n);
template <class T>
Real<T> gecon(Int n, const T* lu, Int lda, Real<T> norm, Workspace<T>& workspace);
template <class T>
Real<T> pocon(Triangle triangle, Int n, const T* factor, Int lda, Real<T> norm, Workspace<T>& workspace);
template <class T>
Real<T> sycon(bool hermitian, Triangle triangle, Int n, const T* factor, Int lda, const Int* pivots, Real<T> norm,
              Workspace<T>& workspace);
template <class T>
Real<T> trcon(Triangle triangle, bool unit, Int n, const T* a, Int lda, Workspace<T>& workspace);
template <class T>
Real<T> gbcon(Int n, Int below, Int above, const T* ab, Int ldab, const Int* pivots, Real<T> norm,
              Workspace<T>& workspace);
template <class T>
Real<T> gtcon(Int n, const T* lower, const T* diagonal, const T* upper, const T* upper2, const Int* pivots,
              Real<T> norm, Workspace<T>& workspace);

// Solves a tridiagonal system for `columns` right-hand sides in place, with partial pivoting. Overwrites all diagonals
// (lower and upper have n - 1 elements). Status i > 0: pivot i is exactly zero.
template <class T>
Int gtsv(Int n, Int columns, T* lower, T* diagonal, T* upper, T* b, Int ldb);

}  // namespace perilune::lapack
