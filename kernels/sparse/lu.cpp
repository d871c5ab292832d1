#include "kernels/sparse/lu.h"

#include <algorithm>
#include <cmath>
#include <new>

#include "kernels/array/elementwise.h"
#include "kernels/lapack/threads.h"
#include "kernels/linalg/dense.h"
#include "kernels/sparse/numbers.h"

namespace perilune::sparse {

namespace {

// By columns, canonical, with wide values: what the packages take.
Matrix prepared(Context& ctx, const Matrix& matrix) {
  if (matrix.rows != matrix.columns) throw ShapeError("A must be square, got a matrix of shape " + shape_text(matrix));
  const DType wide = is_complex(matrix.dtype()) ? DType::complex128 : DType::float64;
  const Matrix a = canonical(ctx, convert(ctx, astype(ctx, matrix, wide), Format::csc));
  if (a.rows == 0) throw ShapeError("A must not be empty, got shape 0x0");
  if (a.index_dtype() != DType::int32)
    throw ValueError("A must have fewer than 2^31 rows and values for a direct solution");
  const bool finite = wide == DType::float64 ? linalg::all_finite(a.data.as<double>(), a.nnz())
                                             : linalg::all_finite(a.data.as<Complex128>(), a.nnz());
  if (!finite) throw ValueError("A must contain finite numbers, got nan or an infinity");
  ctx.poll();
  return a;
}

template <class F>
SparseLu guarded(Context& ctx, const Matrix& matrix, F&& factorise) {
  try {
    const lapack::BlasThreads threads(ctx);
    SparseLu result = factorise();
    result.l = canonical(ctx, result.l);
    result.u = canonical(ctx, result.u);
    result.dtype = matrix.dtype();
    return result;
  } catch (const std::bad_alloc&) {
    throw MemoryError("no memory for the factors of A");
  }
}

template <class T>
void solve_vector(Context& ctx, const SparseLu& f, Turned turned, const T* b, T* x, T* work) {
  const std::int64_t n = f.order();
  const std::int32_t *rows = f.perm_r.as<std::int32_t>(), *columns = f.perm_c.as<std::int32_t>();
  const TriangularOptions lower{true, true, turned}, upper{false, false, turned};
  if (turned == Turned::no) {
    for (std::int64_t i = 0; i < n; ++i) work[rows[i]] = b[i];
    solve_triangular_in_place(ctx, f.l, lower, work);
    solve_triangular_in_place(ctx, f.u, upper, work);
    for (std::int64_t i = 0; i < n; ++i) x[i] = work[columns[i]];
  } else {
    for (std::int64_t i = 0; i < n; ++i) work[columns[i]] = b[i];
    solve_triangular_in_place(ctx, f.u, upper, work);
    solve_triangular_in_place(ctx, f.l, lower, work);
    for (std::int64_t i = 0; i < n; ++i) x[i] = work[rows[i]];
  }
}

}  // namespace

SparseLu lu(Context& ctx, const Matrix& matrix, const FactorOptions& options) {
  const Matrix a = prepared(ctx, matrix);
  const auto run = [&](auto tag) {
    using T = typename decltype(tag)::type;
    if (options.method != FactorOptions::eigen)
      if (auto result = lu_umfpack<T>(ctx, a, options)) return std::move(*result);
    return lu_eigen<T>(ctx, a, options);
  };
  return guarded(ctx, matrix,
                 [&] { return a.dtype() == DType::float64 ? run(TypeTag<double>{}) : run(TypeTag<Complex128>{}); });
}

SparseLu incomplete_lu(Context& ctx, const Matrix& matrix, double drop_tol, double fill_factor) {
  const Matrix a = without_zeros(ctx, prepared(ctx, matrix));
  const Matrix rows = convert(ctx, a, Format::csr);
  for (std::int64_t i = 0; i < rows.rows; ++i)
    if (rows.indptr.as<std::int32_t>()[i] == rows.indptr.as<std::int32_t>()[i + 1])
      throw SingularError(format("A is exactly singular: row %lld is zero", static_cast<long long>(i) + 1));
  const int fill = static_cast<int>(std::clamp(std::ceil(fill_factor), 1.0, 1e6));
  return guarded(ctx, matrix, [&] {
    return a.dtype() == DType::float64 ? lu_incomplete_eigen<double>(ctx, a, drop_tol, fill)
                                       : lu_incomplete_eigen<Complex128>(ctx, a, drop_tol, fill);
  });
}

Array solve(Context& ctx, const SparseLu& factors, const View& b, Turned turned) {
  const std::int64_t n = factors.order();
  if (b.ndim != 1 && b.ndim != 2) throw ShapeError(format("b must be a vector or a matrix, got a %d-d array", b.ndim));
  if (b.shape[0] != n)
    throw ShapeError(format("b must have %lld rows, as many as the factors, got ", static_cast<long long>(n)) +
                     (b.ndim == 1 ? "a vector of length " : "a matrix of shape ") + perilune::shape_text(b.dims()));
  const DType dtype = promote(factors.dtype, to_inexact(b.dtype));
  const DType wide = is_complex(dtype) ? DType::complex128 : DType::float64;
  SparseLu f = factors;
  f.l = astype(ctx, f.l, wide);
  f.u = astype(ctx, f.u, wide);
  const std::int64_t count = b.ndim == 1 ? 1 : b.shape[1];
  const Array columns = Array::empty_fortran(ctx, wide, Dims(b.dims()));
  perilune::copy(ctx, b, columns);
  const auto run = [&](auto tag) {
    using T = typename decltype(tag)::type;
    auto work = ctx.vector<T>(static_cast<std::size_t>(n));
    for (std::int64_t j = 0; j < count; ++j) {
      T* column = columns.as<T>() + j * n;
      solve_vector(ctx, f, turned, column, column, work.data());
    }
  };
  if (wide == DType::float64) run(TypeTag<double>{});
  else run(TypeTag<Complex128>{});
  return dtype == wide ? contiguous_copy(ctx, columns) : perilune::astype(ctx, columns, dtype);
}

}  // namespace perilune::sparse
