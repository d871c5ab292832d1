// Divide and conquer (gesdd: M. Gu and S. Eisenstat, SIAM J. Matrix Anal. Appl. 16, 1995) is the fast choice; QR
// iteration (gesvd: G. Golub and C. Reinsch, Numer. Math. 14, 1970) takes a smaller workspace and is up to ten times
// slower for large matrices.

#include "kernels/linalg/svd.h"

#include <algorithm>

#include "kernels/core/parallel.h"
#include "kernels/lapack/factor.h"
#include "kernels/lapack/threads.h"
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
    pack(ctx, a.transposed(index), copy);
    const std::int64_t size = a.rows * a.columns;
    if (!all_finite(copy, size)) throw_not_finite(copy, size);
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

  [[noreturn]] static void throw_not_finite(const T* elements, std::int64_t size) {
    const T* bad = std::find_if(elements, elements + size, [](const T& x) { return !all_finite(&x, 1); });
    const bool is_nan = std::real(*bad) != std::real(*bad) || std::imag(*bad) != std::imag(*bad);
    throw ValueError(std::string("a must contain finite numbers, got ") + (is_nan ? "nan" : "an infinity"));
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

  // Small matrices are dealt to our threads, large ones taken in turn with BLAS threads inside. Workspaces are made
  // beforehand: running out of memory is handled on the calling thread only.
  const bool deal = std::max(m, n) <= 128 && a.count >= 8 && ctx.threads > 1;
  const std::int64_t lanes = deal ? std::min<std::int64_t>(a.count, 4 * ctx.threads) : 1;
  const std::int64_t grain = (a.count - 1) / lanes + 1;
  std::vector<lapack::Workspace<T>> workspaces;
  for (std::int64_t lane = 0; lane < lanes; ++lane) workspaces.push_back(problem.workspace(ctx));
  const std::size_t size = static_cast<std::size_t>(m) * static_cast<std::size_t>(n);
  CountedVector<T> copies = ctx.vector<T>(size * static_cast<std::size_t>(lanes));

  const lapack::BlasThreads threads(ctx, deal);
  parallel_for(ctx, a.count, grain, [&](std::int64_t begin, std::int64_t end) {
    const auto lane = static_cast<std::size_t>(begin / grain);
    for (std::int64_t i = begin; i < end; ++i) {
      ctx.poll();
      problem.factor(ctx, i, copies.data() + lane * size, workspaces[lane]);
    }
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
