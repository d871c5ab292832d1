#pragma once
// LAPACK's factorisations for four element types. Matrices are column-major; each routine returns LAPACK's status, to
// be given to check_arguments and check_outcome.

#include "kernels/lapack/workspace.h"

namespace perilune::lapack {

// What a singular value routine computes: all columns of u and rows of vt, the first min(m, n), or none.
enum class SvdJob : char { all = 'A', thin = 'S', none = 'N' };

// Divide and conquer. Overwrites a; a positive status: it did not converge. Rows of s: min(m, n).
template <class T>
Workspace<T> gesdd_workspace(Context& ctx, SvdJob job, Int m, Int n);
template <class T>
Int gesdd(SvdJob job, Int m, Int n, T* a, Int lda, Real<T>* s, T* u, Int ldu, T* vt, Int ldvt, Workspace<T>& workspace);

// QR iteration: slower, with a workspace that grows like m + n, not their product. A positive status: how many
// superdiagonals did not converge.
template <class T>
Workspace<T> gesvd_workspace(Context& ctx, SvdJob job, Int m, Int n);
template <class T>
Int gesvd(SvdJob job, Int m, Int n, T* a, Int lda, Real<T>* s, T* u, Int ldu, T* vt, Int ldvt, Workspace<T>& workspace);

// QR by Householder reflections, which stay below the diagonal of a and in tau (min(m, n) elements).
template <class T>
Workspace<T> geqrf_workspace(Context& ctx, Int m, Int n);
template <class T>
Int geqrf(Int m, Int n, T* a, Int lda, T* tau, Workspace<T>& workspace);
// The same with columns exchanged so that the diagonal of R falls: column j is column order[j] of a, from 1. The
// entries of order must be 0 on entry.
template <class T>
Workspace<T> geqp3_workspace(Context& ctx, Int m, Int n);
template <class T>
Int geqp3(Int m, Int n, T* a, Int lda, Int* order, T* tau, Workspace<T>& workspace);
// The first `columns` columns of the product of k reflections, in place of them.
template <class T>
Workspace<T> orgqr_workspace(Context& ctx, Int m, Int columns, Int k);
template <class T>
Int orgqr(Int m, Int columns, Int k, T* a, Int lda, const T* tau, Workspace<T>& workspace);

// Least squares by singular values (gelsd: divide and conquer, gelss: QR iteration) or by QR with column exchanges
// (gelsy). b has max(m, n) rows and holds the solution in its first n on return; a is destroyed. Singular values below
// rcond times the largest count as zero; s stays untouched in gelsy.
enum class LeastSquares { gelsd, gelss, gelsy };
template <class T>
Workspace<T> least_squares_workspace(Context& ctx, LeastSquares driver, Int m, Int n, Int columns);
template <class T>
Int least_squares(LeastSquares driver, Int m, Int n, Int columns, T* a, Int lda, T* b, Int ldb, Real<T>* s,
                  Real<T> rcond, Int* rank, Workspace<T>& workspace);

}  // namespace perilune::lapack
