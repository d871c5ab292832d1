#pragma once
// The symbols of BLAS and LAPACK as gfortran compiles them, and a trait that names them by element type. Only the .cpp
// files of this folder include it. A new routine takes one declaration and one line in PERILUNE_FORTRAN_NAMES.
// Every character argument has a hidden length at the end of the list.

#include <cstddef>

#include "kernels/lapack/types.h"

namespace perilune::lapack {

extern "C" {

void openblas_set_num_threads(int count);

#define PERILUNE_DECLARE(p, T, R)                                                                                    \
  void p##gemm_(const char* transpose_a, const char* transpose_b, const Int* m, const Int* n, const Int* k,          \
                const T* alpha, const T* a, const Int* lda, const T* b, const Int* ldb, const T* beta, T* c,         \
                const Int* ldc, std::size_t, std::size_t);                                                           \
  void p##gemv_(const char* transpose, const Int* m, const Int* n, const T* alpha, const T* a, const Int* lda,       \
                const T* x, const Int* incx, const T* beta, T* y, const Int* incy, std::size_t);                     \
  void p##syrk_(const char* triangle, const char* transpose, const Int* n, const Int* k, const T* alpha, const T* a, \
                const Int* lda, const T* beta, T* c, const Int* ldc, std::size_t, std::size_t);                      \
  void p##gtsv_(const Int* n, const Int* columns, T* lower, T* diagonal, T* upper, T* b, const Int* ldb, Int* status);
PERILUNE_DECLARE(s, float, float)
PERILUNE_DECLARE(d, double, double)
PERILUNE_DECLARE(c, Complex64, float)
PERILUNE_DECLARE(z, Complex128, double)
#undef PERILUNE_DECLARE

#define PERILUNE_DECLARE_REAL(p, T)                                                                                    \
  T p##dot_(const Int* n, const T* x, const Int* incx, const T* y, const Int* incy);                                   \
  void p##gesdd_(const char* job, const Int* m, const Int* n, T* a, const Int* lda, T* s, T* u, const Int* ldu, T* vt, \
                 const Int* ldvt, T* work, const Int* lwork, Int* iwork, Int* status, std::size_t);                    \
  void p##gesvd_(const char* job_u, const char* job_vt, const Int* m, const Int* n, T* a, const Int* lda, T* s, T* u,  \
                 const Int* ldu, T* vt, const Int* ldvt, T* work, const Int* lwork, Int* status, std::size_t,          \
                 std::size_t);
PERILUNE_DECLARE_REAL(s, float)
PERILUNE_DECLARE_REAL(d, double)
#undef PERILUNE_DECLARE_REAL

// Compilers disagree on how a Fortran function returns a complex number; the C interface writes it to an address.
#define PERILUNE_DECLARE_COMPLEX(p, T, R)                                                                              \
  void cblas_##p##dotu_sub(Int n, const void* x, Int incx, const void* y, Int incy, void* result);                     \
  void cblas_##p##dotc_sub(Int n, const void* x, Int incx, const void* y, Int incy, void* result);                     \
  void p##gesdd_(const char* job, const Int* m, const Int* n, T* a, const Int* lda, R* s, T* u, const Int* ldu, T* vt, \
                 const Int* ldvt, T* work, const Int* lwork, R* rwork, Int* iwork, Int* status, std::size_t);          \
  void p##gesvd_(const char* job_u, const char* job_vt, const Int* m, const Int* n, T* a, const Int* lda, R* s, T* u,  \
                 const Int* ldu, T* vt, const Int* ldvt, T* work, const Int* lwork, R* rwork, Int* status,             \
                 std::size_t, std::size_t);
PERILUNE_DECLARE_COMPLEX(c, Complex64, float)
PERILUNE_DECLARE_COMPLEX(z, Complex128, double)
#undef PERILUNE_DECLARE_COMPLEX

}  // extern "C"

// Fortran<double>::gemm is dgemm_, and so on.
template <class T>
struct Fortran;

#define PERILUNE_FORTRAN_NAMES(p)          \
  static constexpr auto gemm = p##gemm_;   \
  static constexpr auto gemv = p##gemv_;   \
  static constexpr auto syrk = p##syrk_;   \
  static constexpr auto gtsv = p##gtsv_;   \
  static constexpr auto gesdd = p##gesdd_; \
  static constexpr auto gesvd = p##gesvd_;
template <>
struct Fortran<float> {
  PERILUNE_FORTRAN_NAMES(s)
  static constexpr auto dot = sdot_;
};
template <>
struct Fortran<double> {
  PERILUNE_FORTRAN_NAMES(d)
  static constexpr auto dot = ddot_;
};
template <>
struct Fortran<Complex64> {
  PERILUNE_FORTRAN_NAMES(c)
  static constexpr auto dotu = cblas_cdotu_sub;
  static constexpr auto dotc = cblas_cdotc_sub;
};
template <>
struct Fortran<Complex128> {
  PERILUNE_FORTRAN_NAMES(z)
  static constexpr auto dotu = cblas_zdotu_sub;
  static constexpr auto dotc = cblas_zdotc_sub;
};
#undef PERILUNE_FORTRAN_NAMES

}  // namespace perilune::lapack

// At the foot of a .cpp file: instantiates a template for the four element types.
#define PERILUNE_LAPACK_INSTANTIATE(M) M(float) M(double) M(Complex64) M(Complex128)
