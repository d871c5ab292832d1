#include <algorithm>
#include <cmath>
#include <cstring>

#include "kernels/array/wide_loop.h"
#include "kernels/linalg/small.h"

namespace perilune::linalg {

namespace {

using lapack::Real;

template <class T>
Real<T> size_of(T x) {
  if constexpr (is_complex_type<T>) return std::abs(x.real()) + std::abs(x.imag());
  else return std::abs(x);
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

namespace {

// Columns of a fixed length, of which the compiler keeps one in registers. Those of the lower factor have zeros down to
// the diagonal, those of the upper one from the diagonal on, so that no loop needs bounds.
template <class T, int Length>
[[gnu::always_inline]] inline Real<T> invert(const T* lu, Int n, const Int* pivots, T* inverse) {
  T lower[Length][Length] = {}, upper[Length][Length] = {}, reciprocal[Length];
  Int place[Length];  // where row i of the matrix went
  for (Int k = 0; k < n; ++k) {
    for (Int i = 0; i < k; ++i) upper[k][i] = lu[i + k * n];
    for (Int i = k + 1; i < n; ++i) lower[k][i] = lu[i + k * n];
    reciprocal[k] = over(T(1), lu[k + k * n]);
    place[k] = k;
  }
  for (Int k = 0; k < n; ++k) std::swap(place[k], place[pivots[k] - 1]);
  Real<T> norm = 0;
  // Several columns at a time: each by itself would wait for its last result.
  constexpr Int together = 4;
  for (Int row = 0; row < n; row += together) {
    const Int count = std::min(together, n - row);
    T x[together][Length] = {};
    for (Int c = 0; c < count; ++c) x[c][row + c] = T(1);
    for (Int k = row; k < n; ++k)
      for (Int c = 0; c < together; ++c) {
        const T factor = x[c][k];
        for (int i = 0; i < Length; ++i) x[c][i] -= times(factor, lower[k][i]);
      }
    for (Int k = n - 1; k >= 0; --k)
      for (Int c = 0; c < together; ++c) {
        const T factor = times(x[c][k], reciprocal[k]);
        x[c][k] = factor;
        for (int i = 0; i < Length; ++i) x[c][i] -= times(factor, upper[k][i]);
      }
    for (Int c = 0; c < count; ++c) {
      T* column = inverse + place[row + c] * n;  // a unit vector that the exchanges put at `row + c`
      Real<T> sum = 0;
      for (Int i = 0; i < n; ++i) {
        column[i] = x[c][i];
        sum += size_of(x[c][i]);
      }
      norm = std::max(norm, sum);
    }
  }
  return norm;
}

// For doubles a whole row of unknowns at a time, in registers: rows of U' y = 1, then of L' z = y, whose rows are the
// columns of the inverse. Rows do not wait for each other but in their last term.
using Four = double __attribute__((vector_size(32)));
constexpr double unit[31] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};  // the rest: zeros

template <int Vectors>
[[gnu::always_inline]] inline double invert_rows(const double* lu, Int n, const Int* pivots, double* inverse) {
  Four rows[4 * Vectors][Vectors];
  Int place[4 * Vectors];  // where row i of the matrix went
  for (Int i = 0; i < n; ++i) place[i] = i;
  for (Int i = 0; i < n; ++i) std::swap(place[i], place[pivots[i] - 1]);
  for (Int i = 0; i < n; ++i) {
    const double* column = lu + i * n;
    Four sum[Vectors];
    std::memcpy(sum, unit + 15 - i, sizeof sum);
    for (Int k = 0; k < i; ++k)
      for (int v = 0; v < Vectors; ++v) sum[v] -= column[k] * rows[k][v];
    const double reciprocal = 1 / column[i];
    for (int v = 0; v < Vectors; ++v) rows[i][v] = sum[v] * reciprocal;
  }
  double norm = 0;
  for (Int i = n - 1; i >= 0; --i) {
    const double* column = lu + i * n;
    Four sum[Vectors], sizes = {};
    for (int v = 0; v < Vectors; ++v) sum[v] = rows[i][v];
    for (Int k = i + 1; k < n; ++k)
      for (int v = 0; v < Vectors; ++v) sum[v] -= column[k] * rows[k][v];
    for (int v = 0; v < Vectors; ++v) {
      rows[i][v] = sum[v];
      sizes += sum[v] < 0 ? -sum[v] : sum[v];
    }
    norm = std::max(norm, sizes[0] + sizes[1] + (sizes[2] + sizes[3]));
    double* to = inverse + place[i] * n;  // the exchanges put row place[i] here
    Int j = 0;
    for (; j + 4 <= n; j += 4) std::memcpy(to + j, &rows[i][j / 4], sizeof(Four));
    for (; j < n; ++j) to[j] = rows[i][j / 4][j % 4];
  }
  return norm;
}

PERILUNE_WIDE double invert_12(const double* lu, Int n, const Int* pivots, double* inverse) {
  return invert_rows<3>(lu, n, pivots, inverse);
}
PERILUNE_WIDE double invert_16(const double* lu, Int n, const Int* pivots, double* inverse) {
  return invert_rows<4>(lu, n, pivots, inverse);
}

}  // namespace

template <class T>
Real<T> small_inverse(const T* lu, Int n, const Int* pivots, T* inverse) {
  static_assert(small_side == 16);
  if (n <= 4) return invert<T, 4>(lu, n, pivots, inverse);
  if (n <= 8) return invert<T, 8>(lu, n, pivots, inverse);
  if constexpr (std::is_same_v<T, double>)
    if (n > 8) return n <= 12 ? invert_12(lu, n, pivots, inverse) : invert_16(lu, n, pivots, inverse);
  if (n <= 12) return invert<T, 12>(lu, n, pivots, inverse);
  return invert<T, 16>(lu, n, pivots, inverse);
}

#define INSTANTIATE(T)                                                    \
  template Int small_lu(T*, Int, Int*);                                   \
  template void small_lu_solve(const T*, Int, const Int*, T*, Int, bool); \
  template Real<T> small_norm(const T*, Int);                             \
  template Real<T> small_inverse(const T*, Int, const Int*, T*);
INSTANTIATE(float)
INSTANTIATE(double)
INSTANTIATE(Complex64)
INSTANTIATE(Complex128)
#undef INSTANTIATE

}  // namespace perilune::linalg
