#include <algorithm>
#include <cmath>

#include "kernels/linalg/small.h"

namespace perilune::linalg {

namespace {

using lapack::Real;

template <class T>
Real<T> size_of(T x) {
  if constexpr (is_complex_type<T>) return std::abs(x.real()) + std::abs(x.imag());
  else return std::abs(x);
}

// std::complex multiplies with a branch for infinities, which elements that were checked do not need.
template <class T>
inline T times(T x, T y) {
  if constexpr (is_complex_type<T>)
    return T(x.real() * y.real() - x.imag() * y.imag(), x.real() * y.imag() + x.imag() * y.real());
  else return x * y;
}

// Smith's quotient, which does not overflow on the way.
template <class T>
inline T over(T x, T y) {
  if constexpr (is_complex_type<T>) {
    using R = Real<T>;
    const R a = x.real(), b = x.imag(), c = y.real(), d = y.imag();
    if (std::abs(c) >= std::abs(d)) {
      const R r = d / c, q = c + d * r;
      return T((a + b * r) / q, (b - a * r) / q);
    }
    const R r = c / d, q = c * r + d;
    return T((a * r + b) / q, (b * r - a) / q);
  } else {
    return x / y;
  }
}

template <class T>
inline void subtract_multiple(T* __restrict y, const T* __restrict x, T factor, Int n) {
  for (Int i = 0; i < n; ++i) y[i] -= times(factor, x[i]);
}

template <class T>
inline T sum_of_products(const T* x, const T* y, Int n) {
  T sum(0);
  for (Int i = 0; i < n; ++i) sum += times(x[i], y[i]);
  return sum;
}

}  // namespace

template <class T>
Int small_lu(T* a, Int n, Int* pivots) {
  Int status = 0;
  for (Int k = 0; k < n; ++k) {
    T* column = a + k * n;
    Int pivot = k;
    for (Int i = k + 1; i < n; ++i)
      if (size_of(column[i]) > size_of(column[pivot])) pivot = i;
    pivots[k] = pivot + 1;
    if (column[pivot] == T(0)) {
      if (status == 0) status = k + 1;
      continue;
    }
    if (pivot != k)
      for (Int j = 0; j < n; ++j) std::swap(a[k + j * n], a[pivot + j * n]);
    const T diagonal = column[k];
    for (Int i = k + 1; i < n; ++i) column[i] = over(column[i], diagonal);
    for (Int j = k + 1; j < n; ++j) subtract_multiple(a + j * n + k + 1, column + k + 1, a[k + j * n], n - k - 1);
  }
  return status;
}

template <class T>
void small_lu_solve(const T* lu, Int n, const Int* pivots, T* b, Int columns, bool transposed) {
  for (; columns > 0; --columns, b += n) {
    if (!transposed) {
      for (Int k = 0; k < n; ++k) std::swap(b[k], b[pivots[k] - 1]);
      for (Int k = 0; k < n; ++k) subtract_multiple(b + k + 1, lu + k * n + k + 1, b[k], n - k - 1);
      for (Int k = n - 1; k >= 0; --k) {
        b[k] = over(b[k], lu[k + k * n]);
        subtract_multiple(b, lu + k * n, b[k], k);
      }
    } else {
      for (Int k = 0; k < n; ++k) b[k] = over(b[k] - sum_of_products(lu + k * n, b, k), lu[k + k * n]);
      for (Int k = n - 1; k >= 0; --k) b[k] -= sum_of_products(lu + k * n + k + 1, b + k + 1, n - k - 1);
      for (Int k = n - 1; k >= 0; --k) std::swap(b[k], b[pivots[k] - 1]);
    }
  }
}

template <class T>
Real<T> small_norm(const T* a, Int n) {
  Real<T> norm = 0;
  for (Int j = 0; j < n; ++j) {
    Real<T> sum = 0;
    for (Int i = 0; i < n; ++i) sum += size_of(a[i + j * n]);
    norm = std::max(norm, sum);
  }
  return norm;
}

template <class T>
Real<T> small_rcond(const T* lu, Int n, const Int* pivots, Real<T> norm) {
  T inverse[small_side * small_side];
  std::fill_n(inverse, n * n, T(0));
  for (Int i = 0; i < n; ++i) inverse[i + i * n] = T(1);
  small_lu_solve(lu, n, pivots, inverse, n, false);
  const Real<T> other = small_norm(inverse, n);
  return other == 0 ? 0 : 1 / other / norm;
}

#define INSTANTIATE(T)                                                    \
  template Int small_lu(T*, Int, Int*);                                   \
  template void small_lu_solve(const T*, Int, const Int*, T*, Int, bool); \
  template Real<T> small_norm(const T*, Int);                             \
  template Real<T> small_rcond(const T*, Int, const Int*, Real<T>);
INSTANTIATE(float)
INSTANTIATE(double)
INSTANTIATE(Complex64)
INSTANTIATE(Complex128)
#undef INSTANTIATE

}  // namespace perilune::linalg
