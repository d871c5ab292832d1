#include "kernels/lapack/blas.h"

#include "kernels/lapack/fortran.h"

namespace perilune::lapack {

template <class T>
void gemm(Transpose op_a, Transpose op_b, Int m, Int n, Int k, T alpha, const T* a, Int lda, const T* b, Int ldb,
          T beta, T* c, Int ldc) {
  const char ta = static_cast<char>(op_a), tb = static_cast<char>(op_b);
  Fortran<T>::gemm(&ta, &tb, &m, &n, &k, &alpha, a, &lda, b, &ldb, &beta, c, &ldc, 1, 1);
}

template <class T>
void gemv(Transpose op, Int m, Int n, T alpha, const T* a, Int lda, const T* x, Int incx, T beta, T* y, Int incy) {
  const char t = static_cast<char>(op);
  Fortran<T>::gemv(&t, &m, &n, &alpha, a, &lda, x, &incx, &beta, y, &incy, 1);
}

template <class T>
void syrk(Triangle triangle, Transpose op, Int n, Int k, T alpha, const T* a, Int lda, T beta, T* c, Int ldc) {
  const char side = static_cast<char>(triangle), t = static_cast<char>(op);
  Fortran<T>::syrk(&side, &t, &n, &k, &alpha, a, &lda, &beta, c, &ldc, 1, 1);
}

template <class T>
T dot(Int n, const T* x, Int incx, const T* y, Int incy, bool conjugate) {
  if constexpr (is_complex_type<T>) {
    T result;
    (conjugate ? Fortran<T>::dotc : Fortran<T>::dotu)(n, x, incx, y, incy, &result);
    return result;
  } else {
    return Fortran<T>::dot(&n, x, &incx, y, &incy);
  }
}

#define INSTANTIATE(T)                                                                                  \
  template void gemm(Transpose, Transpose, Int, Int, Int, T, const T*, Int, const T*, Int, T, T*, Int); \
  template void gemv(Transpose, Int, Int, T, const T*, Int, const T*, Int, T, T*, Int);                 \
  template void syrk(Triangle, Transpose, Int, Int, T, const T*, Int, T, T*, Int);                      \
  template T dot(Int, const T*, Int, const T*, Int, bool);
PERILUNE_LAPACK_INSTANTIATE(INSTANTIATE)
#undef INSTANTIATE

}  // namespace perilune::lapack
