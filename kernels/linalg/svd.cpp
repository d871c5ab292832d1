// Divide and conquer (gesdd: M. Gu and S. Eisenstat, SIAM J. Matrix Anal. Appl. 16, 1995) is the fast choice; QR
// iteration (gesvd: G. Golub and C. Reinsch, Numer. Math. 14, 1970) takes a smaller workspace and is up to ten times
// slower for large matrices.

#include "kernels/linalg/svd.h"

#include <algorithm>

#include "kernels/lapack/factor.h"
#include "kernels/linalg/dense.h"

namespace perilune::linalg {

namespace {

using lapack::Int;
using lapack::SvdJob;

template <class T>
struct Problem {
  MatrixStack a;
  SvdOptions::Driver driver;
  SvdJob job;
  Int m, n;
  Int u_columns, vt_rows;  // 0 when not computed
  T *u, *vt;
  lapack::Real<T>* s;

  lapack::Workspace<T> workspace(Context& ctx) const {
    return driver == SvdOptions::gesdd ? lapack::gesdd_workspace<T>(ctx, job, m, n)
                                       : lapack::gesvd_workspace<T>(ctx, job, m, n);
  }

  // The routines destroy their input, so each matrix is copied once, to column-major order. Row-major input could be
  // factored as its transpose with u and vt in each other's place, saving nothing (the copy remains) and costing two
  // things: about half the singular vectors get the other sign than NumPy's, and a tall matrix becomes a wide one, for
  // which LAPACK is slower (1.8 times for 100000x20).
  void factor(Context& ctx, std::int64_t index, T* copy, lapack::Workspace<T>& w) const {
    load_columns(ctx, a.matrix(index), copy);
    check_finite(copy, a.rows * a.columns, "a");
    T* u_out = u ? u + index * m * u_columns : copy;
    T* vt_out = vt ? vt + index * vt_rows * n : copy;
    lapack::Real<T>* s_out = s + index * std::min(m, n);
    const Int ld_vt = std::max<Int>(vt_rows, 1);
    const bool divide = driver == SvdOptions::gesdd;
    const Int status = divide ? lapack::gesdd(job, m, n, copy, m, s_out, u_out, m, vt_out, ld_vt, w)
                              : lapack::gesvd(job, m, n, copy, m, s_out, u_out, m, vt_out, ld_vt, w);
    lapack::check_arguments(status, divide ? "gesdd" : "gesvd");
    lapack::check_outcome<ConvergenceError>(status, [&](Int) {
      return std::string("the singular values of a did not converge") +
             (divide ? "; lapack_driver 'gesvd' may succeed" : "");
    });
  }
};

template <class T>
Svd factor_stack(Context& ctx, const MatrixStack& a, const SvdOptions& options) {
  const std::int64_t small = std::min(a.rows, a.columns);
  const bool full = options.full_matrices;
  const Int m = lapack::dimension(a.rows, "a"), n = lapack::dimension(a.columns, "a");

  Svd result;
  Dims s_shape = a.batch;
  s_shape.push_back(small);
  result.s = Array::empty(ctx, dtype_of<lapack::Real<T>>, s_shape);
  if (options.compute_uv) {
    result.u = empty_matrices(ctx, dtype_of<T>, a.batch, m, full ? m : small);
    result.vt = empty_matrices(ctx, dtype_of<T>, a.batch, full ? n : small, n);
  }
  if (small == 0 || a.count == 0) {  // what remains of u and vt is any orthogonal matrix
    if (options.compute_uv) {
      fill_identity(result.u);
      fill_identity(result.vt);
    }
    return result;
  }

  Problem<T> problem{a,
                     options.driver,
                     !options.compute_uv ? SvdJob::none : (full ? SvdJob::all : SvdJob::thin),
                     m,
                     n,
                     static_cast<Int>(options.compute_uv ? result.u.shape()[a.batch.size() + 1] : 0),
                     static_cast<Int>(options.compute_uv ? result.vt.shape()[a.batch.size()] : 0),
                     result.u.as<T>(),
                     result.vt.as<T>(),
                     result.s.as<lapack::Real<T>>()};

  const Lanes lanes(ctx, std::max(m, n), a.count);
  std::vector<lapack::Workspace<T>> workspaces;
  for (std::size_t lane = 0; lane < lanes.lanes; ++lane) workspaces.push_back(problem.workspace(ctx));
  const std::size_t size = static_cast<std::size_t>(m) * static_cast<std::size_t>(n);
  CountedVector<T> copies = ctx.vector<T>(size * lanes.lanes + lapack::slack<T>(std::max(m, n)));
  lanes.run(ctx, [&](std::int64_t i, std::size_t lane) {
    problem.factor(ctx, i, copies.data() + lane * size, workspaces[lane]);
  });
  return result;
}

}  // namespace

Svd svd(Context& ctx, const View& a, const SvdOptions& options) {
  const MatrixStack stack(a, "a");
  return dispatch_inexact(to_inexact(a.dtype),
                          [&](auto tag) { return factor_stack<typename decltype(tag)::type>(ctx, stack, options); });
}

}  // namespace perilune::linalg
