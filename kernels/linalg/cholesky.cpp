// A.-L. Cholesky's factorisation of hermitian positive definite matrices: half the work of LU, no exchanges.

#include <algorithm>

#include "kernels/lapack/solve.h"
#include "kernels/linalg/cholesky.h"
#include "kernels/linalg/dense.h"
#include "kernels/linalg/solve.h"
#include "kernels/linalg/structure.h"

namespace perilune::linalg {

namespace {

using lapack::Int;
using lapack::Triangle;

template <class T>
Array factor_stack(Context& ctx, const MatrixStack& a, bool lower, bool clean) {
  check_square(a, "a");
  const Int n = lapack::dimension(a.rows, "a");
  const std::int64_t size = a.rows * a.rows;
  // A matrix that lies by rows is read as its transpose, the conjugate: the transpose of its lower factor is the upper
  // factor of the matrix, and lies by rows too.
  const bool by_rows = a.count > 0 && packed_rows(a.matrix(0));
  Dims shape = a.batch;
  shape.push_back(n);
  shape.push_back(n);
  const Array factor =
      by_rows ? Array::empty(ctx, dtype_of<T>, shape) : empty_matrices(ctx, dtype_of<T>, a.batch, n, n);
  if (factor.size() == 0) return factor;
  const Triangle side = lower != by_rows ? Triangle::lower : Triangle::upper;
  const Lanes lanes(ctx, n, a.count);
  lanes.run(ctx, [&](std::int64_t i, std::size_t) {
    T* matrix = factor.as<T>() + i * size;
    if (by_rows) load_rows(ctx, a.matrix(i), matrix);
    else load_columns(ctx, a.matrix(i), matrix);
    check_finite(matrix, size, "a");
    const Int status = lapack::potrf(side, n, matrix, n);
    lapack::check_arguments(status, "potrf");
    lapack::check_outcome<SingularError>(
        status, [](Int k) { return format("a is not positive definite (leading minor %d)", k); });
    if (clean) keep_triangle(matrix, n, n, side);
  });
  return factor;
}

template <class T>
Array solve_stack(Context& ctx, const View& factor, bool lower, const View& b) {
  const MatrixStack matrices(factor, "c");
  check_square(matrices, "c");
  const std::int64_t n = matrices.rows;
  const RightSide side(ctx, dtype_of<T>, factor, matrices.batch, b, n, n);
  if (side.x.size() == 0) return side.x;
  T* x = side.x.template as<T>();
  const std::int64_t size = n * side.columns;
  const Stretched all_c(factor, side.batch), all_b(b, side.batch, side.vector ? Stretched::vector : Stretched::matrix);
  const MatrixStack cs(all_c.view(), "c"), bs(all_b.view(), "b");
  const Int order = lapack::dimension(n, "c"), columns = lapack::dimension(side.columns, "b");
  const Lanes lanes(ctx, n, cs.count);
  std::vector<CountedVector<T>> copies(lanes.lanes, ctx.vector<T>());
  lanes.run(ctx, [&](std::int64_t i, std::size_t lane) {
    // The transpose of a complex factor belongs to the conjugate of the matrix.
    const Borrowed<T> m = borrow(ctx, cs.matrix(i), !is_complex_type<T>, copies[lane], "c");
    load_columns(ctx, bs.matrix(i), x + i * size);
    check_finite(x + i * size, size, "b");
    for (std::int64_t k = 0; k < n; ++k)
      if (m.data[k * (m.leading + std::int64_t{1})] == T(0))
        throw SingularError(
            format("c is singular (element %lld of its diagonal is zero)", static_cast<long long>(k + 1)));
    const Triangle triangle = lower != m.flipped ? Triangle::lower : Triangle::upper;
    lapack::check_arguments(lapack::potrs(triangle, order, columns, m.data, m.leading, x + i * size, order), "potrs");
  });
  return side.x;
}

}  // namespace

Array cholesky(Context& ctx, const View& a, bool lower, bool clean) {
  const MatrixStack stack(a, "a");
  return dispatch_inexact(to_inexact(a.dtype), [&](auto tag) {
    return factor_stack<typename decltype(tag)::type>(ctx, stack, lower, clean);
  });
}

Array cho_solve(Context& ctx, const View& factor, bool lower, const View& b) {
  return dispatch_inexact(promote(to_inexact(factor.dtype), to_inexact(b.dtype)),
                          [&](auto tag) { return solve_stack<typename decltype(tag)::type>(ctx, factor, lower, b); });
}

}  // namespace perilune::linalg
