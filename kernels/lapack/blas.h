#pragma once
// BLAS for four element types. Matrices are column-major, as in Fortran; increments are in elements and positive.

#include "kernels/lapack/types.h"

namespace perilune::lapack {

enum class Transpose : char { no = 'N', yes = 'T', conjugate = 'C' };
enum class Triangle : char { upper = 'U', lower = 'L' };

// c (m x n) = alpha op(a) (m x k) op(b) (k x n) + beta c. With beta 0, c need not be set.
template <class T>
void gemm(Transpose op_a, Transpose op_b, Int m, Int n, Int k, T alpha, const T* a, Int lda, const T* b, Int ldb,
          T beta, T* c, Int ldc);

// y = alpha op(a) x + beta y, where a is m x n before op.
template <class T>
void gemv(Transpose op, Int m, Int n, T alpha, const T* a, Int lda, const T* x, Int incx, T beta, T* y, Int incy);

// One triangle of c (n x n) = alpha op(a) op(a)^T + beta c, op(a) being n x k; never conjugates.
template <class T>
void syrk(Triangle triangle, Transpose op, Int n, Int k, T alpha, const T* a, Int lda, T beta, T* c, Int ldc);

// Sum of x[i] y[i]; of conj(x[i]) y[i] when conjugate.
template <class T>
T dot(Int n, const T* x, Int incx, const T* y, Int incy, bool conjugate = false);

}  // namespace perilune::lapack
