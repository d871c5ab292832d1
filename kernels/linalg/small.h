#pragma once
// LU of matrices so small that a call of LAPACK costs more than the work. Column-major, without gaps.

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

// 1 / (norm(a) norm(inverse)) in the 1-norm, whose absolute values are |re| + |im|. norm: that of a, by small_norm.
template <class T>
lapack::Real<T> small_rcond(const T* lu, Int n, const Int* pivots, lapack::Real<T> norm);
template <class T>
lapack::Real<T> small_norm(const T* a, Int n);

}  // namespace perilune::linalg
