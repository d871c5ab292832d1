#include "kernels/linalg/qr.h"

#include <algorithm>
#include <optional>

#include "kernels/lapack/factor.h"
#include "kernels/linalg/dense.h"
#include "kernels/linalg/structure.h"

namespace perilune::linalg {

namespace {

using lapack::Int;

template <class T>
struct Scratch {
  CountedVector<T> copy, tau;
  CountedVector<Int> order;
  lapack::Workspace<T> factor;
  std::optional<lapack::Workspace<T>> build;
};

template <class T>
Qr factor_stack(Context& ctx, const MatrixStack& a, const QrOptions& o) {
  const std::int64_t m = a.rows, n = a.columns, small = std::min(m, n);
  const Int rows = lapack::dimension(m, "a"), columns = lapack::dimension(n, "a"), k = static_cast<Int>(small);
  const bool square = o.mode == QrOptions::full || o.mode == QrOptions::r_only;
  const std::int64_t r_rows = square ? m : small;
  const std::int64_t q_columns = o.mode == QrOptions::full ? m : o.mode == QrOptions::economic ? small : n;
  Qr f;
  f.r = empty_matrices(ctx, dtype_of<T>, a.batch, r_rows, n);
  if (o.mode != QrOptions::r_only) f.q = empty_matrices(ctx, dtype_of<T>, a.batch, m, q_columns);
  Dims order_shape = a.batch, tau_shape = a.batch;
  order_shape.push_back(n);
  tau_shape.push_back(small);
  if (o.pivoting) f.p = Array::empty(ctx, DType::int64, order_shape);
  if (o.mode == QrOptions::raw) f.tau = Array::empty(ctx, dtype_of<T>, tau_shape);
  const bool wants_q = o.mode == QrOptions::full || o.mode == QrOptions::economic;
  if (small == 0 || a.count == 0) {  // any orthogonal q will do
    if (wants_q) fill_identity(f.q);
    if (o.pivoting)
      for (std::int64_t i = 0; i < f.p.size(); ++i) f.p.as<std::int64_t>()[i] = i % n;
    return f;
  }

  // The factors are built where q will lie, when it has room for them.
  const bool in_q = f.q.block() && q_columns >= n;
  const Lanes lanes(ctx, std::max(m, n), a.count);
  std::vector<Scratch<T>> scratch;
  for (std::size_t i = 0; i < lanes.lanes; ++i)
    scratch.push_back(
        {ctx.vector<T>(in_q ? 0 : static_cast<std::size_t>(m * n) + lapack::slack<T>(m)),
         ctx.vector<T>(static_cast<std::size_t>(small)), ctx.vector<Int>(static_cast<std::size_t>(o.pivoting ? n : 0)),
         o.pivoting ? lapack::geqp3_workspace<T>(ctx, rows, columns) : lapack::geqrf_workspace<T>(ctx, rows, columns),
         wants_q ? std::optional(lapack::orgqr_workspace<T>(ctx, rows, static_cast<Int>(q_columns), k))
                 : std::nullopt});
  lanes.run(ctx, [&](std::int64_t i, std::size_t lane) {
    Scratch<T>& s = scratch[lane];
    T* q = f.q.block() ? f.q.template as<T>() + i * m * q_columns : nullptr;
    T* matrix = in_q ? q : s.copy.data();
    load_columns(ctx, a.matrix(i), matrix);
    check_finite(matrix, m * n, "a");
    if (o.pivoting) {
      std::fill(s.order.begin(), s.order.end(), 0);
      lapack::check_arguments(lapack::geqp3(rows, columns, matrix, rows, s.order.data(), s.tau.data(), s.factor),
                              "geqp3");
      for (std::int64_t j = 0; j < n; ++j) f.p.as<std::int64_t>()[i * n + j] = s.order[static_cast<std::size_t>(j)] - 1;
    } else {
      lapack::check_arguments(lapack::geqrf(rows, columns, matrix, rows, s.tau.data(), s.factor), "geqrf");
    }
    T* r = f.r.template as<T>() + i * r_rows * n;
    for (std::int64_t j = 0; j < n; ++j) std::copy_n(matrix + j * m, r_rows, r + j * r_rows);
    keep_triangle(r, r_rows, n, lapack::Triangle::upper);
    if (o.mode == QrOptions::raw) std::copy(s.tau.begin(), s.tau.end(), f.tau.template as<T>() + i * small);
    if (!wants_q) return;
    if (!in_q) std::copy_n(matrix, m * q_columns, q);
    lapack::check_arguments(lapack::orgqr(rows, static_cast<Int>(q_columns), k, q, rows, s.tau.data(), *s.build),
                            "orgqr");
  });
  return f;
}

}  // namespace

Qr qr(Context& ctx, const View& a, const QrOptions& options) {
  const MatrixStack stack(a, "a");
  return dispatch_inexact(to_inexact(a.dtype),
                          [&](auto tag) { return factor_stack<typename decltype(tag)::type>(ctx, stack, options); });
}

}  // namespace perilune::linalg
