#pragma once
// What a matrix looks like: diagonal, triangular, banded, symmetric. Decides which solver serves it best.

#include "kernels/lapack/blas.h"

namespace perilune::linalg {

enum class Structure {
  automatic,  // what find_structure sees
  general,
  diagonal,
  tridiagonal,
  banded,
  upper_triangular,
  lower_triangular,
  symmetric,
  hermitian,
  positive_definite,  // and hermitian
};

struct Bandwidth {
  std::int64_t below = 0, above = 0;  // diagonals with an element that is not zero
};

// Of a packed column-major square matrix.
template <class T>
Bandwidth bandwidth(const T* a, std::int64_t n);

// Looks at every element only where the first ones leave a hope. A hermitian matrix with a positive diagonal counts as
// positive_definite: whether it is, its factorisation tells. Never symmetric or hermitian: for a matrix that is not
// positive definite, LU is as good and faster.
template <class T>
Structure find_structure(const T* a, std::int64_t n, Bandwidth& band);

// The largest sum of absolute values of a column, reading only what the structure reads.
template <class T>
lapack::Real<T> one_norm(const T* a, std::int64_t n, Structure structure = Structure::general,
                         lapack::Triangle triangle = lapack::Triangle::lower);

// Copies one triangle of a symmetric or hermitian matrix over the other.
template <class T>
void mirror(T* a, std::int64_t n, lapack::Triangle from, bool conjugate);
// Writes zeros over what is not in the triangle.
template <class T>
void keep_triangle(T* a, std::int64_t rows, std::int64_t columns, lapack::Triangle kept);

}  // namespace perilune::linalg
