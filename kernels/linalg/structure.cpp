#include "kernels/linalg/structure.h"

#include <algorithm>
#include <cmath>
#include <complex>

namespace perilune::linalg {

namespace {

using lapack::Real;
using lapack::Triangle;

template <class T>
T conjugate_of(T x) {
  if constexpr (is_complex_type<T>) return std::conj(x);
  else return x;
}

template <class T>
bool hermitian_with_positive_diagonal(const T* a, std::int64_t n) {
  for (std::int64_t i = 0; i < n; ++i)
    if (!(std::real(a[i + i * n]) > 0) || std::imag(a[i + i * n]) != 0) return false;
  // In tiles, so that the columns of the other triangle stay in the cache.
  constexpr std::int64_t tile = 32;
  for (std::int64_t j0 = 0; j0 < n; j0 += tile)
    for (std::int64_t i0 = 0; i0 <= j0; i0 += tile)
      for (std::int64_t j = j0; j < std::min(j0 + tile, n); ++j)
        for (std::int64_t i = i0; i < std::min(i0 + tile, j); ++i)
          if (a[i + j * n] != conjugate_of(a[j + i * n])) return false;
  return true;
}

}  // namespace

template <class T>
Bandwidth bandwidth(const T* a, std::int64_t n) {
  Bandwidth band;
  for (std::int64_t j = 0; j < n; ++j) {
    const T* column = a + j * n;
    for (std::int64_t i = 0; i < j - band.above; ++i)
      if (column[i] != T(0)) {
        band.above = j - i;
        break;
      }
    for (std::int64_t i = n - 1; i > j + band.below; --i)
      if (column[i] != T(0)) {
        band.below = i - j;
        break;
      }
  }
  return band;
}

template <class T>
Structure find_structure(const T* a, std::int64_t n, Bandwidth& band) {
  if (n > 1 && a[n - 1] != T(0) && a[(n - 1) * n] != T(0)) {  // both far corners: a full matrix
    band = {n - 1, n - 1};
  } else {
    band = bandwidth(a, n);
    if (band.below == 0 && band.above == 0) return Structure::diagonal;
    if (band.below == 0) return Structure::upper_triangular;
    if (band.above == 0) return Structure::lower_triangular;
    if (band.below <= 1 && band.above <= 1 && n > 3) return Structure::tridiagonal;
    if (8 * (2 * band.below + band.above) < n) return Structure::banded;
  }
  return hermitian_with_positive_diagonal(a, n) ? Structure::positive_definite : Structure::general;
}

template <class T>
Real<T> one_norm(const T* a, std::int64_t n, Structure structure, Triangle triangle) {
  const bool mirrored = structure == Structure::symmetric || structure == Structure::hermitian ||
                        structure == Structure::positive_definite;
  const bool triangular = structure == Structure::upper_triangular || structure == Structure::lower_triangular;
  const bool upper = structure == Structure::upper_triangular || (mirrored && triangle == Triangle::upper);
  Real<T> norm = 0;
  for (std::int64_t j = 0; j < n; ++j) {
    Real<T> sum = 0;
    const std::int64_t begin = mirrored || triangular ? (upper ? 0 : j) : 0;
    const std::int64_t end = mirrored || triangular ? (upper ? j + 1 : n) : n;
    for (std::int64_t i = begin; i < end; ++i) sum += std::abs(a[i + j * n]);
    if (mirrored)  // the rest of the column lies in the row
      for (std::int64_t i = upper ? j + 1 : 0; i < (upper ? n : j); ++i) sum += std::abs(a[j + i * n]);
    norm = std::max(norm, sum);
  }
  return norm;
}

template <class T>
void mirror(T* a, std::int64_t n, Triangle from, bool conjugate) {
  for (std::int64_t j = 0; j < n; ++j)
    for (std::int64_t i = 0; i < j; ++i) {
      T& upper = a[i + j * n];
      T& lower = a[j + i * n];
      if (from == Triangle::upper) lower = conjugate ? conjugate_of(upper) : upper;
      else upper = conjugate ? conjugate_of(lower) : lower;
    }
}

template <class T>
void keep_triangle(T* a, std::int64_t rows, std::int64_t columns, Triangle kept) {
  for (std::int64_t j = 0; j < columns; ++j) {
    T* column = a + j * rows;
    if (kept == Triangle::lower) std::fill(column, column + std::min(j, rows), T(0));
    else std::fill(column + std::min(j + 1, rows), column + rows, T(0));
  }
}

#define INSTANTIATE(T)                                                    \
  template Bandwidth bandwidth(const T*, std::int64_t);                   \
  template Structure find_structure(const T*, std::int64_t, Bandwidth&);  \
  template Real<T> one_norm(const T*, std::int64_t, Structure, Triangle); \
  template void mirror(T*, std::int64_t, Triangle, bool);                 \
  template void keep_triangle(T*, std::int64_t, std::int64_t, Triangle);
INSTANTIATE(float)
INSTANTIATE(double)
INSTANTIATE(Complex64)
INSTANTIATE(Complex128)
#undef INSTANTIATE

}  // namespace perilune::linalg
