// Products with dense operands. Rows of CSR (columns of CSC, transposed) are dealt to threads in pieces of about equal
// work, whose ends depend on the matrix alone.

#include "kernels/sparse/product.h"

#include <algorithm>
#include <vector>

#include "kernels/array/elementwise.h"
#include "kernels/core/parallel.h"
#include "kernels/sparse/product_body.h"

namespace perilune::sparse {

namespace {

constexpr std::int64_t piece_work = 1 << 16;  // values and rows together, times the right-hand sides

// Calls body(begin, end) for pieces of rows.
template <class I, class Body>
void for_pieces(Context& ctx, const I* indptr, std::int64_t major, std::int64_t width, Body&& body) {
  const std::int64_t work = (static_cast<std::int64_t>(indptr[major]) + major);
  const std::int64_t each = std::max<std::int64_t>(piece_work / std::max<std::int64_t>(width, 1), 256);
  const std::int64_t pieces = (work + each - 1) / each;
  auto row_at = [&](std::int64_t piece) {  // the first row with at least this much work before it
    if (piece >= pieces) return major;
    const std::int64_t wanted = piece * each;
    std::int64_t low = 0, high = major;
    while (low < high) {
      const std::int64_t middle = low + (high - low) / 2;
      if (static_cast<std::int64_t>(indptr[middle]) + middle < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  parallel_for(ctx, pieces, 1, [&](std::int64_t first, std::int64_t last) {
    for (std::int64_t piece = first; piece < last; ++piece) {
      ctx.poll();
      const std::int64_t begin = row_at(piece), end = row_at(piece + 1);
      if (begin < end) body(begin, end);
    }
  });
}

// What adds onto the result runs on one thread, in pieces that can be stopped.
template <class I, class Body>
void one_by_one(Context& ctx, const I* indptr, std::int64_t major, Body&& body) {
  const int threads = std::exchange(ctx.threads, 1);
  struct Restore {
    Context& ctx;
    int threads;
    ~Restore() { ctx.threads = threads; }
  } restore{ctx, threads};
  for_pieces(ctx, indptr, major, 1, body);
}

template <class T, class I>
void triplets_onto(const Matrix& a, std::int64_t k, const T* x, T* y) {
  const I *row = a.row.as<I>(), *col = a.col.as<I>();
  const T* values = a.data.as<T>();
  for (std::int64_t e = 0; e < a.nnz(); ++e)
    for (std::int64_t c = 0; c < k; ++c) y[row[e] * k + c] += values[e] * x[col[e] * k + c];
}

// y = op(a) x; `turned` takes the transpose, `adjoint` the conjugate as well.
template <class T, class I>
void vector_product(Context& ctx, const Matrix& a, bool turned, const T* x, T* y) {
  const Compressed<T, I> c(a);
  if ((a.format == Format::csr) != turned) {
    for_pieces(ctx, c.indptr, c.major, 1,
               [&](std::int64_t begin, std::int64_t end) { rows_times_vector(c, turned, begin, end, x, y); });
    return;
  }
  std::fill_n(y, c.minor, T(0));
  one_by_one(ctx, c.indptr, c.major,
             [&](std::int64_t begin, std::int64_t end) { rows_onto_vector(c, turned, begin, end, x, y); });
}

template <class T>
void matrix_product(Context& ctx, const Matrix& a, std::int64_t k, const T* x, T* y) {
  dispatch_index(a.index_dtype(), [&](auto index) {
    using I = typename decltype(index)::type;
    if (a.format == Format::coo) {
      std::fill_n(y, a.rows * k, T(0));
      triplets_onto<T, I>(a, k, x, y);
      return;
    }
    const Compressed<T, I> c(a);
    if (a.format == Format::csr) {
      for_pieces(ctx, c.indptr, c.major, k,
                 [&](std::int64_t begin, std::int64_t end) { rows_times_matrix(c, begin, end, k, x, y); });
      return;
    }
    std::fill_n(y, a.rows * k, T(0));
    one_by_one(ctx, c.indptr, c.major,
               [&](std::int64_t begin, std::int64_t end) { rows_onto_matrix(c, begin, end, k, x, y); });
  });
}

}  // namespace

template <class T>
void apply(Context& ctx, const Matrix& a, const T* x, T* y) {
  if (a.format == Format::coo) return matrix_product(ctx, a, 1, x, y);
  dispatch_index(a.index_dtype(),
                 [&](auto index) { vector_product<T, typename decltype(index)::type>(ctx, a, false, x, y); });
}

template <class T>
void apply_adjoint(Context& ctx, const Matrix& a, const T* x, T* y) {
  if (a.format == Format::coo) return apply_adjoint(ctx, convert(ctx, a, Format::csr), x, y);
  dispatch_index(a.index_dtype(),
                 [&](auto index) { vector_product<T, typename decltype(index)::type>(ctx, a, true, x, y); });
}

Array multiply(Context& ctx, const Matrix& a, const View& x) {
  if (x.ndim != 1 && x.ndim != 2)
    throw ShapeError(format("other must be a vector or a matrix, got a %d-d array", x.ndim));
  if (x.shape[0] != a.columns)
    throw ShapeError(format("other must have %lld rows, as many as self (%s) has columns, got ",
                            static_cast<long long>(a.columns), shape_text(a).c_str()) +
                     (x.ndim == 1 ? "a vector of length " : "a matrix of shape ") + perilune::shape_text(x.dims()));
  const DType dtype = promote(a.dtype(), to_inexact(x.dtype));
  const Matrix m = astype(ctx, a, dtype);
  Array packed;
  const std::byte* from = x.data;
  if (x.dtype != dtype || !x.contiguous()) {
    packed = perilune::astype(ctx, x, dtype);
    from = packed.data();
  }
  Array y = x.ndim == 1 ? Array::empty(ctx, dtype, {a.rows}) : Array::empty(ctx, dtype, {a.rows, x.shape[1]});
  dispatch_inexact(dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    if (x.ndim == 1) apply(ctx, m, reinterpret_cast<const T*>(from), y.as<T>());
    else matrix_product(ctx, m, x.shape[1], reinterpret_cast<const T*>(from), y.as<T>());
  });
  return y;
}

#define INSTANTIATE(T)                                        \
  template void apply(Context&, const Matrix&, const T*, T*); \
  template void apply_adjoint(Context&, const Matrix&, const T*, T*);
INSTANTIATE(float)
INSTANTIATE(double)
INSTANTIATE(Complex64)
INSTANTIATE(Complex128)
#undef INSTANTIATE

}  // namespace perilune::sparse
