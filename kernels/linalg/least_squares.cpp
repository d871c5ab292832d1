#include "kernels/linalg/least_squares.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/linalg/dense.h"
#include "kernels/linalg/solve.h"

namespace perilune::linalg {

namespace {

using lapack::Int;
using lapack::LeastSquares;
using lapack::Real;

template <class T>
struct Scratch {
  CountedVector<T> a, b;
  lapack::Workspace<T> workspace;
};

template <class T>
Lstsq solve_stack(Context& ctx, const View& a, const View& b, const LstsqOptions& o) {
  const MatrixStack matrices(a, "a");
  const std::int64_t m = matrices.rows, n = matrices.columns, small = std::min(m, n), tall = std::max(m, n);
  const RightSide side(ctx, dtype_of<T>, a, matrices.batch, b, m, n);
  const std::int64_t columns = side.columns;
  const bool values = o.driver != LeastSquares::gelsy;
  Dims s_shape = side.batch, residual_shape = side.batch;
  s_shape.push_back(small);
  if (!side.vector) residual_shape.push_back(columns);
  const Stretched all_a(a, side.batch), all_b(b, side.batch, side.vector ? Stretched::vector : Stretched::matrix);
  const MatrixStack as(all_a.view(), "a"), bs(all_b.view(), "b");
  Lstsq result{
      side.x, Array::empty(ctx, dtype_of<Real<T>>, residual_shape), Array::zeros(ctx, DType::int64, side.batch), {}};
  if (values) result.s = Array::empty(ctx, dtype_of<Real<T>>, s_shape);
  const std::int64_t left_side = m * columns, x_size = n * columns;
  T* x = side.x.template as<T>();
  Real<T>* residuals = result.residuals.template as<Real<T>>();
  const auto squares = [&](const T* from, std::int64_t begin, std::int64_t leading, Real<T>* to) {
    for (std::int64_t j = 0; j < columns; ++j) {
      Real<T> sum = 0;
      for (std::int64_t k = begin; k < m; ++k) sum += std::norm(from[k + j * leading]);
      to[j] = sum;
    }
  };
  const Array none = Array::empty(ctx, dtype_of<Real<T>>, {0});

  if (small == 0 || columns == 0 || as.count == 0) {
    std::fill_n(x, side.x.size(), T(0));
    if (n > 0 || m == 0) {
      result.residuals = none;
      return result;
    }
    CountedVector<T> copy = ctx.vector<T>(static_cast<std::size_t>(left_side));
    for (std::int64_t i = 0; i < as.count; ++i) {
      load_columns(ctx, bs.matrix(i), copy.data());
      check_finite(copy.data(), left_side, "b");
      squares(copy.data(), 0, m, residuals + i * columns);
    }
    return result;
  }

  const Int rows = lapack::dimension(m, "a"), width = lapack::dimension(n, "a"), many = lapack::dimension(columns, "b"),
            ldb = lapack::dimension(tall, "a");
  const Real<T> rcond = o.cond ? static_cast<Real<T>>(*o.cond) : std::numeric_limits<Real<T>>::epsilon();
  const Lanes lanes(ctx, tall, as.count);
  std::vector<Scratch<T>> scratch;
  for (std::size_t i = 0; i < lanes.lanes; ++i)
    scratch.push_back({ctx.vector<T>(static_cast<std::size_t>(m * n) + lapack::slack<T>(tall)),
                       ctx.vector<T>(static_cast<std::size_t>(tall * columns) + lapack::slack<T>(tall)),
                       lapack::least_squares_workspace<T>(ctx, o.driver, rows, width, many)});
  lanes.run(ctx, [&](std::int64_t i, std::size_t lane) {
    Scratch<T>& s = scratch[lane];
    load_columns(ctx, as.matrix(i), s.a.data());
    check_finite(s.a.data(), m * n, "a");
    load_columns(ctx, bs.matrix(i), s.b.data());
    check_finite(s.b.data(), left_side, "b");
    if (tall > m)  // the routine wants its columns apart
      for (std::int64_t j = columns - 1; j > 0; --j)
        std::copy_backward(s.b.data() + j * m, s.b.data() + (j + 1) * m, s.b.data() + j * tall + m);
    Int rank = 0;
    Real<T>* singular = values ? result.s.template as<Real<T>>() + i * small : nullptr;
    const Int status = lapack::least_squares(o.driver, rows, width, many, s.a.data(), rows, s.b.data(), ldb, singular,
                                             rcond, &rank, s.workspace);
    lapack::check_arguments(status, "gels");
    lapack::check_outcome<ConvergenceError>(
        status, [](Int) { return std::string("the singular values of a did not converge"); });
    result.rank.template as<std::int64_t>()[i] = rank;
    for (std::int64_t j = 0; j < columns; ++j) std::copy_n(s.b.data() + j * tall, n, x + i * x_size + j * n);
    if (values && m > n) squares(s.b.data(), n, tall, residuals + i * columns);
  });
  const auto* ranks = result.rank.template as<std::int64_t>();
  if (!values || m <= n || std::any_of(ranks, ranks + as.count, [&](std::int64_t r) { return r != n; }))
    result.residuals = none;
  return result;
}

}  // namespace

Lstsq lstsq(Context& ctx, const View& a, const View& b, const LstsqOptions& options) {
  return dispatch_inexact(promote(to_inexact(a.dtype), to_inexact(b.dtype)),
                          [&](auto tag) { return solve_stack<typename decltype(tag)::type>(ctx, a, b, options); });
}

}  // namespace perilune::linalg
