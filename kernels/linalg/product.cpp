#include "kernels/linalg/product.h"

#include <algorithm>

#include "kernels/lapack/blas.h"
#include "kernels/linalg/dense.h"

namespace perilune::linalg {

namespace {

using lapack::Int;
using lapack::Transpose;

// Below this many multiplications a call of BLAS costs more than the product.
constexpr std::int64_t tiny = 128;
// From here on the symmetry of a a^T pays.
constexpr std::int64_t worth_symmetry = 1 << 17;
// BLAS cannot be stopped, so a product of more than this many multiplications is cut into panels of rows.
constexpr std::int64_t panel_work = std::int64_t{1} << 33;

template <class T>
constexpr std::int64_t item = static_cast<std::int64_t>(sizeof(T));

// How BLAS sees an operand: with `row_major` it holds the transpose of what column-major Fortran expects.
struct Layout {
  bool fits = false, row_major = true;
  std::int64_t leading = 1;
};

template <class T>
Layout layout_of(const Operand& a) {
  const auto good = [](std::int64_t stride, std::int64_t length) {
    return stride % item<T> == 0 && stride / item<T> >= std::max<std::int64_t>(length, 1);
  };
  // A lone row or column has any stride along its short side.
  if (a.columns <= 1 || a.column_stride == item<T>) {
    if (a.rows <= 1) return {true, true, std::max<std::int64_t>(a.columns, 1)};
    if (good(a.row_stride, a.columns)) return {true, true, a.row_stride / item<T>};
  }
  if (a.rows <= 1 || a.row_stride == item<T>) {
    if (a.columns <= 1) return {true, false, std::max<std::int64_t>(a.rows, 1)};
    if (good(a.column_stride, a.rows)) return {true, false, a.column_stride / item<T>};
  }
  return {};
}

template <class T>
void multiply_tiny(const Operand& a, const Operand& b, T* c, std::int64_t leading) {
  for (std::int64_t i = 0; i < a.rows; ++i)
    for (std::int64_t j = 0; j < b.columns; ++j) {
      T sum(0);
      const std::byte *x = a.data + i * a.row_stride, *y = b.data + j * b.column_stride;
      for (std::int64_t k = 0; k < a.columns; ++k, x += a.column_stride, y += b.row_stride)
        sum += times(*reinterpret_cast<const T*>(x), *reinterpret_cast<const T*>(y));
      c[i * leading + j] = sum;
    }
}

template <class T>
const T* elements(const Operand& a) {
  return reinterpret_cast<const T*>(a.data);
}

// y = m x for a vector x of the given increment.
template <class T>
void multiply_vector(Context& ctx, const Operand& m, const T* x, std::int64_t incx, T* y, std::int64_t incy) {
  // OpenBLAS's complex kernels look at one element behind the last of a strided vector: memory may end there.
  auto dense = ctx.vector<T>();
  if (is_complex_type<T> && incx != 1) {
    dense.resize(static_cast<std::size_t>(m.columns));
    for (std::size_t k = 0; k < dense.size(); ++k) dense[k] = x[static_cast<std::int64_t>(k) * incx];
    x = dense.data();
    incx = 1;
  }
  const Layout l = layout_of<T>(m);
  const Int rows = lapack::dimension(m.rows, "a"), columns = lapack::dimension(m.columns, "a");
  const Int ld = lapack::dimension(l.leading, "a");
  const Int step_x = lapack::dimension(incx, "b"), step_y = lapack::dimension(incy, "b");
  for (std::int64_t i = 0; i < m.rows; ++i) y[i * incy] = T(0);  // not every BLAS overwrites nan when beta is 0
  if (l.row_major) lapack::gemv(Transpose::yes, columns, rows, T(1), elements<T>(m), ld, x, step_x, T(0), y, step_y);
  else lapack::gemv(Transpose::no, rows, columns, T(1), elements<T>(m), ld, x, step_x, T(0), y, step_y);
}

// The distance between the elements of an operand that is one row or one column.
template <class T>
std::int64_t increment(const Operand& v) {
  const std::int64_t stride = v.rows == 1 ? v.column_stride : v.row_stride;
  return v.rows * v.columns == 1 ? 1 : stride / item<T>;
}

Operand transposed(const Operand& a) { return {a.data, a.columns, a.rows, a.column_stride, a.row_stride}; }

bool is_transpose_of(const Operand& a, const Operand& b) {
  return a.data == b.data && a.rows == b.columns && a.columns == b.rows && a.row_stride == b.column_stride &&
         a.column_stride == b.row_stride;
}

template <class T>
void multiply_own_transpose(const Operand& a, T* c, std::int64_t leading) {
  const Layout l = layout_of<T>(a);
  const Int n = lapack::dimension(a.rows, "a");
  // What BLAS calls the lower triangle of column-major c is our upper one.
  lapack::syrk(lapack::Triangle::lower, l.row_major ? Transpose::yes : Transpose::no, n,
               lapack::dimension(a.columns, "a"), T(1), elements<T>(a), lapack::dimension(l.leading, "a"), T(0), c,
               lapack::dimension(leading, "a"));
  constexpr std::int64_t tile = 32;
  for (std::int64_t i0 = 0; i0 < n; i0 += tile)
    for (std::int64_t j0 = 0; j0 <= i0; j0 += tile)
      for (std::int64_t i = i0; i < std::min<std::int64_t>(n, i0 + tile); ++i)
        for (std::int64_t j = j0; j < std::min(i, j0 + tile); ++j) c[i * leading + j] = c[j * leading + i];
}

}  // namespace

template <class T>
bool fits_blas(const Operand& a) {
  return layout_of<T>(a).fits;
}

template <class T>
void multiply(Context& ctx, const Operand& a, const Operand& b, T* c, std::int64_t leading) {
  const std::int64_t m = a.rows, n = b.columns, k = a.columns;
  if (m == 0 || n == 0) return;
  if (m <= tiny && n <= tiny && k <= tiny && m * n * k <= tiny) return multiply_tiny(a, b, c, leading);
  if (k == 0) {
    for (std::int64_t i = 0; i < m; ++i) std::fill_n(c + i * leading, n, T(0));
    return;
  }
  if (m == 1 && n == 1) {
    *c = lapack::dot(lapack::dimension(k, "a"), elements<T>(a), lapack::dimension(increment<T>(a), "a"), elements<T>(b),
                     lapack::dimension(increment<T>(b), "b"));
    return;
  }
  if (n == 1) return multiply_vector<T>(ctx, a, elements<T>(b), increment<T>(b), c, leading);
  if (m == 1) return multiply_vector<T>(ctx, transposed(b), elements<T>(a), increment<T>(a), c, 1);
  const Int columns = lapack::dimension(n, "b"), inner = lapack::dimension(k, "a");
  lapack::dimension(m, "a");
  // Fortran reads c as its transpose, which is b^T a^T.
  const Layout la = layout_of<T>(a), lb = layout_of<T>(b);
  const Int lda = lapack::dimension(la.leading, "a"), ldb = lapack::dimension(lb.leading, "b");
  const Int ldc = lapack::dimension(leading, "b");
  const std::int64_t panel = std::min(m, std::max<std::int64_t>(panel_work / n / k, 64));
  if (panel == m && m * n * k >= worth_symmetry && is_transpose_of(a, b)) return multiply_own_transpose(a, c, leading);
  for (std::int64_t i = 0; i < m; i += panel) {
    if (panel < m) ctx.poll();
    const Int rows = static_cast<Int>(std::min(panel, m - i));
    lapack::gemm(lb.row_major ? Transpose::no : Transpose::yes, la.row_major ? Transpose::no : Transpose::yes, columns,
                 rows, inner, T(1), elements<T>(b), ldb, elements<T>(a) + i * (la.row_major ? la.leading : 1), lda,
                 T(0), c + i * leading, ldc);
  }
}

#define INSTANTIATE(T)                        \
  template bool fits_blas<T>(const Operand&); \
  template void multiply(Context&, const Operand&, const Operand&, T*, std::int64_t);
INSTANTIATE(float)
INSTANTIATE(double)
INSTANTIATE(Complex64)
INSTANTIATE(Complex128)
#undef INSTANTIATE

}  // namespace perilune::linalg
