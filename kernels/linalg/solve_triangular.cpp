#include <algorithm>

#include "kernels/lapack/solve.h"
#include "kernels/linalg/dense.h"
#include "kernels/linalg/solve.h"

namespace perilune::linalg {

namespace {

using lapack::Int;
using lapack::Transpose;
using lapack::Triangle;

template <class T>
Array solve_stack(Context& ctx, const View& a, const View& b, const TriangularOptions& options) {
  const MatrixStack matrices(a, "a");
  check_square(matrices, "a");
  const std::int64_t n = matrices.rows;
  const RightSide side(ctx, dtype_of<T>, a, matrices.batch, b, n, n);
  if (side.x.size() == 0) return side.x;
  T* x = side.x.template as<T>();
  const std::int64_t size = n * side.columns;
  const Stretched all_a(a, side.batch), all_b(b, side.batch, side.vector ? Stretched::vector : Stretched::matrix);
  const MatrixStack as(all_a.view(), "a"), bs(all_b.view(), "b");
  const Int order = lapack::dimension(n, "a"), columns = lapack::dimension(side.columns, "b");
  const bool complex_adjoint = is_complex_type<T> && options.op == Transpose::conjugate;
  const bool transposed = options.op != Transpose::no;

  const Lanes lanes(ctx, n, as.count);
  std::vector<CountedVector<T>> copies(lanes.lanes, ctx.vector<T>());
  lanes.run(ctx, [&](std::int64_t i, std::size_t lane) {
    // BLAS has no "conjugate only", which the adjoint of a transposed copy would be.
    const Borrowed<T> m = borrow(ctx, as.matrix(i), !complex_adjoint, copies[lane], "a");
    load_columns(ctx, bs.matrix(i), x + i * size);
    check_finite(x + i * size, size, "b");
    const Triangle triangle = options.lower != m.flipped ? Triangle::lower : Triangle::upper;
    const Transpose op =
        transposed != m.flipped ? (complex_adjoint ? Transpose::conjugate : Transpose::yes) : Transpose::no;
    const Int status =
        lapack::trtrs(triangle, op, options.unit_diagonal, order, columns, m.data, m.leading, x + i * size, order);
    lapack::check_arguments(status, "trtrs");
    lapack::check_outcome<SingularError>(
        status, [](Int k) { return format("a is singular (element %d of its diagonal is zero)", k); });
  });
  return side.x;
}

}  // namespace

Array solve_triangular(Context& ctx, const View& a, const View& b, const TriangularOptions& options) {
  return dispatch_inexact(promote(to_inexact(a.dtype), to_inexact(b.dtype)),
                          [&](auto tag) { return solve_stack<typename decltype(tag)::type>(ctx, a, b, options); });
}

}  // namespace perilune::linalg
