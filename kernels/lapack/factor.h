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

}  // namespace perilune::lapack
