// Which factorisation a matrix gets, and the solutions that ask for one only once.

#include "kernels/sparse/factor.h"

#include <algorithm>
#include <cmath>
#include <new>
#include <vector>

#include "kernels/array/elementwise.h"
#include "kernels/lapack/threads.h"
#include "kernels/linalg/dense.h"
#include "kernels/sparse/numbers.h"

namespace perilune::sparse {

namespace {

// A = A^H with a positive diagonal: what Cholesky's method may succeed with.
template <class T>
bool may_be_positive_definite(Context& ctx, const Matrix& a) {
  const Matrix by_rows = convert(ctx, a, Format::csr);  // the arrays of its transpose by columns
  const auto n = static_cast<std::size_t>(a.rows), nnz = static_cast<std::size_t>(a.nnz());
  using I = std::int32_t;
  if (!std::equal(a.indptr.as<I>(), a.indptr.as<I>() + n + 1, by_rows.indptr.as<I>()) ||
      !std::equal(a.indices.as<I>(), a.indices.as<I>() + nnz, by_rows.indices.as<I>()))
    return false;
  const T *x = a.data.as<T>(), *y = by_rows.data.as<T>();
  for (std::size_t k = 0; k < nnz; ++k)
    if (x[k] != conjugate(y[k])) return false;
  const Compressed<T, I> c(a);
  for (std::int64_t j = 0; j < c.major; ++j) {
    const I *begin = c.indices + c.indptr[j], *end = c.indices + c.indptr[j + 1];
    const I* at = std::lower_bound(begin, end, static_cast<I>(j));
    if (at == end || *at != j || !(std::real(c.data[at - c.indices]) > 0)) return false;
  }
  return true;
}

void check_square(const Matrix& a, const char* argument) {
  if (a.rows != a.columns)
    throw ShapeError(std::string(argument) + " must be square, got a matrix of shape " + shape_text(a));
}

template <class T>
void solve_columns(Context& ctx, const Factorization<T>& factors, const Array& b, const Array& x) {
  const std::int64_t n = b.shape()[0], columns = b.ndim() == 2 ? b.shape()[1] : 1;
  if (columns == 1) return factors.solve(b.as<T>(), x.as<T>());
  auto in = ctx.vector<T>(static_cast<std::size_t>(n)), out = ctx.vector<T>(static_cast<std::size_t>(n));
  for (std::int64_t j = 0; j < columns; ++j) {
    ctx.poll();
    for (std::int64_t i = 0; i < n; ++i) in[static_cast<std::size_t>(i)] = b.as<T>()[i * columns + j];
    factors.solve(in.data(), out.data());
    for (std::int64_t i = 0; i < n; ++i) x.as<T>()[i * columns + j] = out[static_cast<std::size_t>(i)];
  }
}

void check_right_side(const Matrix& a, std::int64_t rows, const std::string& shape) {
  if (rows != a.rows)
    throw ShapeError(format("b must have %lld rows to match A (", static_cast<long long>(a.rows)) + shape_text(a) +
                     "), got " + shape);
}

DType solving_dtype(DType dtype) { return is_complex(dtype) ? DType::complex128 : DType::float64; }

}  // namespace

template <class T>
std::unique_ptr<Factorization<T>> factorize(Context& ctx, const Matrix& matrix, const FactorOptions& options,
                                            const char* argument) {
  check_square(matrix, argument);
  const Matrix a = canonical(ctx, convert(ctx, matrix, Format::csc));
  if (a.index_dtype() != DType::int32)
    throw ValueError(format("%s must have fewer than 2^31 rows and values for a direct solution", argument));
  if (!linalg::all_finite(a.data.as<T>(), a.nnz()))
    throw ValueError(std::string(argument) + " must contain finite numbers, got nan or an infinity");
  if (a.rows == 0) throw ShapeError(std::string(argument) + " must not be empty, got shape 0x0");
  ctx.poll();
  try {
    const lapack::BlasThreads threads(ctx);
    using Options = FactorOptions;
    const bool natural = options.ordering == Options::natural;
    if (options.method == Options::cholesky) return factorize_cholesky<T>(a, natural);
    if (options.method == Options::umfpack) return factorize_umfpack<T>(a, options, argument);
    if (options.method == Options::eigen) return factorize_eigen<T>(a, options, argument);
    if (options.ordering != Options::columns && may_be_positive_definite<T>(ctx, a))
      if (auto factors = factorize_cholesky<T>(a, natural)) return factors;
    ctx.poll();
    if (auto factors = factorize_umfpack<T>(a, options, argument)) return factors;
    return factorize_eigen<T>(a, options, argument);
  } catch (const std::bad_alloc&) {
    throw MemoryError(std::string("no memory for the factors of ") + argument);
  }
}

Array solve(Context& ctx, const Matrix& a, const View& b, const FactorOptions& options) {
  check_square(a, "A");
  if (b.ndim != 1 && b.ndim != 2) throw ShapeError(format("b must be a vector or a matrix, got a %d-d array", b.ndim));
  check_right_side(a, b.shape[0],
                   (b.ndim == 1 ? "a vector of length " : "a matrix of shape ") + perilune::shape_text(b.dims()));
  const DType dtype = promote(a.dtype(), to_inexact(b.dtype)), wide = solving_dtype(dtype);
  const Array right = perilune::astype(ctx, b, wide);
  const Matrix m = astype(ctx, a, wide);
  Array x = Array::empty(ctx, wide, right.shape());
  if (a.rows == 0) return perilune::astype(ctx, x, dtype);
  if (wide == DType::float64) solve_columns(ctx, *factorize<double>(ctx, m, options), right, x);
  else solve_columns(ctx, *factorize<Complex128>(ctx, m, options), right, x);
  return dtype == wide ? x : perilune::astype(ctx, x, dtype);
}

namespace {

// Column by column; only what is not zero is kept.
template <class T>
Matrix solve_sparse(Context& ctx, const Matrix& a, const Matrix& b, const FactorOptions& options) {
  const auto factors = factorize<T>(ctx, a, options);
  const Matrix right = convert(ctx, b, Format::csc);
  const auto n = static_cast<std::size_t>(a.rows);
  auto in = ctx.vector<T>(n), out = ctx.vector<T>(n);
  auto values = ctx.vector<T>();
  auto rows = ctx.vector<std::int64_t>();
  auto starts = ctx.vector<std::int64_t>(1);
  dispatch_index(right.index_dtype(), [&](auto tag) {
    using I = typename decltype(tag)::type;
    const Compressed<T, I> c(right);
    for (std::int64_t j = 0; j < c.major; ++j) {
      ctx.poll();
      std::fill(in.begin(), in.end(), T(0));
      for (I k = c.indptr[j]; k < c.indptr[j + 1]; ++k) in[static_cast<std::size_t>(c.indices[k])] += c.data[k];
      if (c.indptr[j] < c.indptr[j + 1]) {
        factors->solve(in.data(), out.data());
        for (std::size_t i = 0; i < n; ++i)
          if (out[i] != T(0)) {
            values.push_back(out[i]);
            rows.push_back(static_cast<std::int64_t>(i));
          }
      }
      starts.push_back(static_cast<std::int64_t>(values.size()));
    }
  });
  Matrix x = empty_matrix(ctx, Format::csc, a.rows, b.columns, static_cast<std::int64_t>(values.size()), dtype_of<T>);
  std::copy(values.begin(), values.end(), x.data.as<T>());
  dispatch_index(x.index_dtype(), [&](auto tag) {
    using I = typename decltype(tag)::type;
    std::transform(rows.begin(), rows.end(), x.indices.as<I>(), [](auto i) { return static_cast<I>(i); });
    std::transform(starts.begin(), starts.end(), x.indptr.as<I>(), [](auto i) { return static_cast<I>(i); });
  });
  return x;
}

}  // namespace

Matrix solve(Context& ctx, const Matrix& a, const Matrix& b, const FactorOptions& options) {
  check_square(a, "A");
  check_right_side(a, b.rows, "a matrix of shape " + shape_text(b));
  const DType dtype = promote(a.dtype(), b.dtype()), wide = solving_dtype(dtype);
  const Matrix left = astype(ctx, a, wide), right = astype(ctx, b, wide);
  if (a.rows == 0) return astype(ctx, zero_matrix(ctx, Format::csc, 0, b.columns, wide), dtype);
  const Matrix x = wide == DType::float64 ? solve_sparse<double>(ctx, left, right, options)
                                          : solve_sparse<Complex128>(ctx, left, right, options);
  return astype(ctx, b.format == Format::csc ? x : convert(ctx, x, Format::csr), dtype);
}

template std::unique_ptr<Factorization<double>> factorize(Context&, const Matrix&, const FactorOptions&, const char*);
template std::unique_ptr<Factorization<Complex128>> factorize(Context&, const Matrix&, const FactorOptions&,
                                                              const char*);

}  // namespace perilune::sparse
