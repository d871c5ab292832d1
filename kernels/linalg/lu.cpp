#include "kernels/linalg/lu.h"

#include <algorithm>

#include "kernels/lapack/solve.h"
#include "kernels/linalg/dense.h"
#include "kernels/linalg/solve.h"
#include "kernels/linalg/structure.h"

namespace perilune::linalg {

namespace {

using lapack::Int;
using lapack::Transpose;

template <class T>
LuFactors factor_stack(Context& ctx, const MatrixStack& a, Int& first_zero) {
  const std::int64_t small = std::min(a.rows, a.columns), size = a.rows * a.columns;
  const Int m = lapack::dimension(a.rows, "a"), n = lapack::dimension(a.columns, "a");
  Dims pivots_shape = a.batch;
  pivots_shape.push_back(small);
  LuFactors f{empty_matrices(ctx, dtype_of<T>, a.batch, a.rows, a.columns),
              Array::empty(ctx, DType::int32, pivots_shape)};
  first_zero = 0;
  if (size == 0 || a.count == 0) return f;
  const Lanes lanes(ctx, std::max(a.rows, a.columns), a.count);
  std::vector<Int> zeros(lanes.lanes, 0);
  lanes.run(ctx, [&](std::int64_t i, std::size_t lane) {
    T* matrix = f.lu.as<T>() + i * size;
    Int* pivots = f.piv.as<Int>() + i * small;
    load_columns(ctx, a.matrix(i), matrix);
    check_finite(matrix, size, "a");
    const Int status = lapack::getrf(m, n, matrix, m, pivots);
    lapack::check_arguments(status, "getrf");
    if (status > 0 && zeros[lane] == 0) zeros[lane] = status;
    for (std::int64_t k = 0; k < small; ++k) --pivots[k];
  });
  for (const Int zero : zeros)
    if (zero > 0 && first_zero == 0) first_zero = zero;
  return f;
}

LuFactors factor(Context& ctx, const View& a, Int& first_zero) {
  const MatrixStack stack(a, "a");
  return dispatch_inexact(to_inexact(a.dtype),
                          [&](auto tag) { return factor_stack<typename decltype(tag)::type>(ctx, stack, first_zero); });
}

template <class T>
Lu split(Context& ctx, const LuFactors& f, const MatrixStack& a, const LuOptions& options) {
  const std::int64_t m = a.rows, n = a.columns, small = std::min(m, n);
  Lu result;
  result.l = empty_matrices(ctx, dtype_of<T>, a.batch, m, small);
  result.u = empty_matrices(ctx, dtype_of<T>, a.batch, small, n);
  if (options.p_indices && !options.permute_l) {
    Dims shape = a.batch;
    shape.push_back(m);
    result.p = Array::empty(ctx, DType::int64, shape);
  } else if (!options.permute_l) {
    result.p = empty_matrices(ctx, dtype_of<lapack::Real<T>>, a.batch, m, m);
    std::fill_n(result.p.as<lapack::Real<T>>(), result.p.size(), lapack::Real<T>(0));
  }
  CountedVector<std::int64_t> order = ctx.vector<std::int64_t>(static_cast<std::size_t>(m));
  CountedVector<T> rows = ctx.vector<T>(static_cast<std::size_t>(options.permute_l ? m : 0));
  for (std::int64_t i = 0; i < a.count; ++i) {
    ctx.poll();
    const T* lu = f.lu.as<T>() + i * m * n;
    T* l = result.l.as<T>() + i * m * small;
    T* u = result.u.as<T>() + i * small * n;
    for (std::int64_t j = 0; j < small; ++j) {
      std::copy_n(lu + j * m, m, l + j * m);
      l[j + j * m] = T(1);
    }
    keep_triangle(l, m, small, lapack::Triangle::lower);
    for (std::int64_t j = 0; j < n; ++j) std::copy_n(lu + j * m, small, u + j * small);
    keep_triangle(u, small, n, lapack::Triangle::upper);
    // order[k]: which row of a became row k; row order[k] of p l is row k of l.
    for (std::int64_t k = 0; k < m; ++k) order[static_cast<std::size_t>(k)] = k;
    const Int* pivots = f.piv.as<Int>() + i * small;
    for (std::int64_t k = 0; k < small; ++k)
      std::swap(order[static_cast<std::size_t>(k)], order[static_cast<std::size_t>(pivots[k])]);
    for (std::int64_t k = 0; k < m; ++k) {
      const std::int64_t row = order[static_cast<std::size_t>(k)];
      if (options.permute_l) continue;
      if (options.p_indices) result.p.as<std::int64_t>()[i * m + row] = k;
      else result.p.as<lapack::Real<T>>()[i * m * m + row + k * m] = 1;
    }
    if (options.permute_l)
      for (std::int64_t j = 0; j < small; ++j) {
        std::copy_n(l + j * m, m, rows.data());
        for (std::int64_t k = 0; k < m; ++k)
          l[order[static_cast<std::size_t>(k)] + j * m] = rows[static_cast<std::size_t>(k)];
      }
  }
  return result;
}

template <class T>
Array solve_stack(Context& ctx, const View& lu, const View& piv, const View& b, Transpose op) {
  const MatrixStack matrices(lu, "lu");
  check_square(matrices, "lu");
  const std::int64_t n = matrices.rows;
  if (piv.ndim != lu.ndim - 1 || !std::equal(piv.shape, piv.shape + piv.ndim - 1, lu.shape) ||
      piv.shape[piv.ndim - 1] != n)
    throw ShapeError("piv must have one pivot for each row of lu (" + shape_text(lu.dims()) + "), got " +
                     shape_text(piv.dims()));
  const Array pivots = astype(ctx, piv, DType::int64);
  Array exchanges = Array::empty(ctx, DType::int32, pivots.shape());
  for (std::int64_t i = 0; i < pivots.size(); ++i) {
    const std::int64_t row = pivots.as<std::int64_t>()[i];
    if (row < i % n || row >= n)
      throw ValueError(format("piv must hold rows from each row's own to %lld, got %lld for row %lld",
                              static_cast<long long>(n), static_cast<long long>(row + 1),
                              static_cast<long long>(i % n + 1)));
    exchanges.as<Int>()[i] = static_cast<Int>(row + 1);
  }
  const RightSide side(ctx, dtype_of<T>, lu, matrices.batch, b, n, n);
  if (side.x.size() == 0) return side.x;
  T* x = side.x.template as<T>();
  const std::int64_t size = n * side.columns;
  const Stretched all_lu(lu, side.batch), all_pivots(exchanges, side.batch, Stretched::vector),
      all_b(b, side.batch, side.vector ? Stretched::vector : Stretched::matrix);
  const MatrixStack as(all_lu.view(), "lu"), ps(all_pivots.view(), "piv"), bs(all_b.view(), "b");
  const Int order = lapack::dimension(n, "lu"), columns = lapack::dimension(side.columns, "b");
  const Lanes lanes(ctx, n, as.count);
  std::vector<CountedVector<T>> copies(lanes.lanes, ctx.vector<T>());
  lanes.run(ctx, [&](std::int64_t i, std::size_t lane) {
    const Borrowed<T> m = borrow(ctx, as.matrix(i), false, copies[lane], "lu");
    load_columns(ctx, bs.matrix(i), x + i * size);
    check_finite(x + i * size, size, "b");
    for (std::int64_t k = 0; k < n; ++k)
      if (m.data[k * (m.leading + std::int64_t{1})] == T(0))
        throw SingularError(format("lu is singular (pivot %lld is exactly zero)", static_cast<long long>(k + 1)));
    lapack::check_arguments(
        lapack::getrs(op, order, columns, m.data, m.leading, ps.matrix(i).template as<Int>(), x + i * size, order),
        "getrs");
  });
  return side.x;
}

}  // namespace

LuFactors lu_factor(Context& ctx, const View& a) {
  Int zero;
  LuFactors f = factor(ctx, a, zero);
  if (zero > 0) ctx.warn(format("a is singular (pivot %d is exactly zero): lu_solve will not be possible", zero));
  return f;
}

Lu lu(Context& ctx, const View& a, const LuOptions& options) {
  Int zero;
  const LuFactors f = factor(ctx, a, zero);
  const MatrixStack stack(a, "a");
  return dispatch_inexact(f.lu.dtype(),
                          [&](auto tag) { return split<typename decltype(tag)::type>(ctx, f, stack, options); });
}

Array lu_solve(Context& ctx, const View& lu, const View& piv, const View& b, Transpose op) {
  return dispatch_inexact(promote(to_inexact(lu.dtype), to_inexact(b.dtype)),
                          [&](auto tag) { return solve_stack<typename decltype(tag)::type>(ctx, lu, piv, b, op); });
}

}  // namespace perilune::linalg
