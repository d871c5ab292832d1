#include "kernels/linalg/solve.h"

#include <algorithm>
#include <limits>

#include "kernels/linalg/dense.h"
#include "kernels/linalg/small.h"
#include "kernels/linalg/solver.h"

namespace perilune::linalg {

namespace {

using lapack::Transpose;

template <class T>
constexpr Real<T> unbounded = std::numeric_limits<Real<T>>::infinity();

// No structure is worth looking for in a small matrix.
template <class T>
Real<T> solve_small(Context& ctx, const View& a, bool transposed, T* x, Int columns) {
  T lu[small_side * small_side];
  Int pivots[small_side];
  const Int n = static_cast<Int>(a.shape[0]);
  load_columns(ctx, a, lu);
  check_finite(lu, std::int64_t{n} * n, "a");
  const Real<T> norm = small_norm(lu, n);
  if (const Int status = small_lu(lu, n, pivots)) throw_singular(status);
  small_lu_solve(lu, n, pivots, x, columns, transposed);
  T inverse[small_side * small_side];
  return 1 / small_inverse(lu, n, pivots, inverse) / norm;
}

template <class T>
Real<T> invert_small(Context& ctx, const View& a, bool by_rows, T* to) {
  T lu[small_side * small_side];
  Int pivots[small_side];
  const Int n = static_cast<Int>(a.shape[0]);
  if (by_rows) load_rows(ctx, a, lu);
  else load_columns(ctx, a, lu);
  check_finite(lu, std::int64_t{n} * n, "a");
  const Real<T> norm = small_norm(lu, n);
  if (const Int status = small_lu(lu, n, pivots)) throw_singular(status, true);
  return 1 / small_inverse(lu, n, pivots, to) / norm;
}

bool is_small(const MatrixStack& a, Structure structure) {
  return a.rows <= small_side && (structure == Structure::automatic || structure == Structure::general);
}

// One solver for each lane. A banded matrix allocates as much as it needs while it is solved: one lane.
template <class T>
std::vector<Solver<T>> make_solvers(Context& ctx, const Lanes& lanes, std::int64_t n, Structure structure, bool lower) {
  std::vector<Solver<T>> solvers;
  solvers.reserve(lanes.lanes);
  for (std::size_t i = 0; i < lanes.lanes; ++i) solvers.emplace_back(ctx, n, structure, lower);
  return solvers;
}

template <class T>
Array solve_stack(Context& ctx, const View& a, const View& b, const SolveOptions& options) {
  const MatrixStack matrices(a, "a");
  check_square(matrices, "a");
  const std::int64_t n = matrices.rows;
  const RightSide side(ctx, dtype_of<T>, a, matrices.batch, b, n, n);
  T* x = side.x.template as<T>();
  const std::int64_t size = n * side.columns;
  if (size == 0 || side.x.size() == 0) return side.x;
  const Stretched all_a(a, side.batch), all_b(b, side.batch, side.vector ? Stretched::vector : Stretched::matrix);
  const MatrixStack as(all_a.view(), "a"), bs(all_b.view(), "b");
  const Int columns = lapack::dimension(side.columns, "b");
  const auto load_b = [&](std::int64_t i) {
    load_columns(ctx, bs.matrix(i), x + i * size);
    check_finite(x + i * size, size, "b");
  };

  if (is_small(as, options.assume_a)) {
    const Lanes lanes(ctx, n, as.count);
    std::vector<Real<T>> worst(lanes.lanes, unbounded<T>);
    lanes.run(ctx, [&](std::int64_t i, std::size_t lane) {
      load_b(i);
      worst[lane] = std::min(worst[lane], solve_small(ctx, as.matrix(i), options.transposed, x + i * size, columns));
    });
    warn_ill_conditioned(ctx, *std::min_element(worst.begin(), worst.end()));
    return side.x;
  }
  const bool bands = options.assume_a == Structure::tridiagonal || options.assume_a == Structure::banded;
  const Lanes lanes(ctx, n, as.count, bands);
  auto solvers = make_solvers<T>(ctx, lanes, n, options.assume_a, options.lower);
  std::vector<Real<T>> worst(lanes.lanes, unbounded<T>);
  lanes.run(ctx, [&](std::int64_t i, std::size_t lane) {
    solvers[lane].load(ctx, as.matrix(i));
    load_b(i);
    worst[lane] = std::min(worst[lane], solvers[lane].solve(ctx, options.transposed, x + i * size, columns));
  });
  warn_ill_conditioned(ctx, *std::min_element(worst.begin(), worst.end()));
  return side.x;
}

template <class T>
Array invert_stack(Context& ctx, const MatrixStack& a, Structure structure, bool lower) {
  const std::int64_t n = a.rows;
  const bool by_rows = a.count == 0 || packed_rows(a.matrix(0));
  Dims shape = a.batch;
  shape.push_back(n);
  shape.push_back(n);
  const Array inverse =
      by_rows ? Array::empty(ctx, dtype_of<T>, shape) : empty_matrices(ctx, dtype_of<T>, a.batch, n, n);
  if (inverse.size() == 0) return inverse;
  T* to = inverse.as<T>();
  const Lanes lanes(ctx, n, a.count);
  std::vector<Real<T>> worst(lanes.lanes, unbounded<T>);
  if (is_small(a, structure)) {
    lanes.run(ctx, [&](std::int64_t i, std::size_t lane) {
      worst[lane] = std::min(worst[lane], invert_small(ctx, a.matrix(i), by_rows, to + i * n * n));
    });
  } else {
    auto solvers = make_solvers<T>(ctx, lanes, n, structure, lower);
    lanes.run(ctx, [&](std::int64_t i, std::size_t lane) {
      solvers[lane].load(ctx, a.matrix(i));
      worst[lane] = std::min(worst[lane], solvers[lane].invert(to + i * n * n));
    });
  }
  warn_ill_conditioned(ctx, *std::min_element(worst.begin(), worst.end()));
  return inverse;
}

}  // namespace

RightSide::RightSide(Context& ctx, DType dtype, const View& a, const Dims& a_batch, const View& b,
                     std::int64_t rows_of_a, std::int64_t rows)
    : vector(b.ndim == 1) {
  if (b.ndim == 0) throw ShapeError("b must be a vector or a matrix, got a number");
  const std::int64_t rows_of_b = b.shape[vector ? 0 : b.ndim - 2];
  if (rows_of_b != rows_of_a)
    throw ShapeError(
        format("b must have %lld %s to match a (", static_cast<long long>(rows_of_a), vector ? "elements" : "rows") +
        shape_text(a.dims()) + format("), got %lld", static_cast<long long>(rows_of_b)));
  columns = vector ? 1 : b.shape[b.ndim - 1];
  batch = vector ? a_batch : broadcast_shape(a_batch, Dims(b.shape, b.ndim - 2));
  if (vector) {
    Dims shape = batch;
    shape.push_back(rows);
    x = Array::empty(ctx, dtype, shape);
  } else {
    x = empty_matrices(ctx, dtype, batch, rows, columns);
  }
}

Array solve(Context& ctx, const View& a, const View& b, const SolveOptions& options) {
  return dispatch_inexact(promote(to_inexact(a.dtype), to_inexact(b.dtype)),
                          [&](auto tag) { return solve_stack<typename decltype(tag)::type>(ctx, a, b, options); });
}

Array inv(Context& ctx, const View& a, Structure assume_a, bool lower) {
  const MatrixStack stack(a, "a");
  check_square(stack, "a");
  return dispatch_inexact(to_inexact(a.dtype), [&](auto tag) {
    return invert_stack<typename decltype(tag)::type>(ctx, stack, assume_a, lower);
  });
}

}  // namespace perilune::linalg
