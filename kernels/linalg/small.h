#pragma once
// LU, inverses and eigenvalues of matrices so small that a call of LAPACK costs more than the work. Column-major,
// without gaps.

#include "kernels/lapack/types.h"

namespace perilune::linalg {

using lapack::Int;

// From here on LAPACK is as fast.
inline constexpr std::int64_t small_side = 16;

// Partial pivoting as getrf does it; pivots count from 1. Returns i > 0 when pivot i is exactly zero.
template <class T>
Int small_lu(T* a, Int n, Int* pivots);

// Solves a x = b, or transpose(a) x = b, in place for so many columns.
template <class T>
void small_lu_solve(const T* lu, Int n, const Int* pivots, T* b, Int columns, bool transposed);

// The inverse from the factors. Gives its 1-norm, with |re| + |im| for absolute values, as small_norm does.
template <class T>
lapack::Real<T> small_inverse(const T* lu, Int n, const Int* pivots, T* inverse);
template <class T>
lapack::Real<T> small_norm(const T* a, Int n);

// Eigenvalues of a real symmetric matrix, both triangles of which are set, smallest first, and its vectors unless that
// is null. Destroys a. False when the elements are too large or small to be squared, or the steps did not suffice.
template <class T>
bool small_eigh(T* a, Int n, T* w, T* vectors);

}  // namespace perilune::linalg
