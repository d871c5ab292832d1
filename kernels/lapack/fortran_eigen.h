#pragma once
// LAPACK's eigenvalue routines as gfortran compiles them, for the .cpp files of this folder; see fortran.h. Those for
// hermitian matrices go by the names of the real ones.

#include <cstddef>

#include "kernels/lapack/types.h"

namespace perilune::lapack {

extern "C" {

#define PERILUNE_DECLARE(p, T, R)                                                                                 \
  void p##gebal_(const char* job, const Int* n, T* a, const Int* lda, Int* low, Int* high, R* scale, Int* status, \
                 std::size_t);
PERILUNE_DECLARE(s, float, float)
PERILUNE_DECLARE(d, double, double)
PERILUNE_DECLARE(c, Complex64, float)
PERILUNE_DECLARE(z, Complex128, double)
#undef PERILUNE_DECLARE

#define PERILUNE_DECLARE_REAL(p, T)                                                                                   \
  void p##geev_(const char* left, const char* right, const Int* n, T* a, const Int* lda, T* real, T* imag, T* vl,     \
                const Int* ldvl, T* vr, const Int* ldvr, T* work, const Int* lwork, Int* status, std::size_t,         \
                std::size_t);                                                                                         \
  void p##ggev_(const char* left, const char* right, const Int* n, T* a, const Int* lda, T* b, const Int* ldb,        \
                T* real, T* imag, T* beta, T* vl, const Int* ldvl, T* vr, const Int* ldvr, T* work, const Int* lwork, \
                Int* status, std::size_t, std::size_t);                                                               \
  void p##syev_(const char* job, const char* triangle, const Int* n, T* a, const Int* lda, T* w, T* work,             \
                const Int* lwork, Int* status, std::size_t, std::size_t);                                             \
  void p##syevd_(const char* job, const char* triangle, const Int* n, T* a, const Int* lda, T* w, T* work,            \
                 const Int* lwork, Int* iwork, const Int* liwork, Int* status, std::size_t, std::size_t);             \
  void p##syevr_(const char* job, const char* range, const char* triangle, const Int* n, T* a, const Int* lda,        \
                 const T* vl, const T* vu, const Int* il, const Int* iu, const T* tolerance, Int* found, T* w, T* z,  \
                 const Int* ldz, Int* support, T* work, const Int* lwork, Int* iwork, const Int* liwork, Int* status, \
                 std::size_t, std::size_t, std::size_t);                                                              \
  void p##syevx_(const char* job, const char* range, const char* triangle, const Int* n, T* a, const Int* lda,        \
                 const T* vl, const T* vu, const Int* il, const Int* iu, const T* tolerance, Int* found, T* w, T* z,  \
                 const Int* ldz, T* work, const Int* lwork, Int* iwork, Int* failed, Int* status, std::size_t,        \
                 std::size_t, std::size_t);                                                                           \
  void p##sygv_(const Int* type, const char* job, const char* triangle, const Int* n, T* a, const Int* lda, T* b,     \
                const Int* ldb, T* w, T* work, const Int* lwork, Int* status, std::size_t, std::size_t);              \
  void p##sygvd_(const Int* type, const char* job, const char* triangle, const Int* n, T* a, const Int* lda, T* b,    \
                 const Int* ldb, T* w, T* work, const Int* lwork, Int* iwork, const Int* liwork, Int* status,         \
                 std::size_t, std::size_t);                                                                           \
  void p##sygvx_(const Int* type, const char* job, const char* range, const char* triangle, const Int* n, T* a,       \
                 const Int* lda, T* b, const Int* ldb, const T* vl, const T* vu, const Int* il, const Int* iu,        \
                 const T* tolerance, Int* found, T* w, T* z, const Int* ldz, T* work, const Int* lwork, Int* iwork,   \
                 Int* failed, Int* status, std::size_t, std::size_t, std::size_t);
PERILUNE_DECLARE_REAL(s, float)
PERILUNE_DECLARE_REAL(d, double)
#undef PERILUNE_DECLARE_REAL

#define PERILUNE_DECLARE_COMPLEX(p, T, R)                                                                              \
  void p##geev_(const char* left, const char* right, const Int* n, T* a, const Int* lda, T* w, T* vl, const Int* ldvl, \
                T* vr, const Int* ldvr, T* work, const Int* lwork, R* rwork, Int* status, std::size_t, std::size_t);   \
  void p##ggev_(const char* left, const char* right, const Int* n, T* a, const Int* lda, T* b, const Int* ldb,         \
                T* alpha, T* beta, T* vl, const Int* ldvl, T* vr, const Int* ldvr, T* work, const Int* lwork,          \
                R* rwork, Int* status, std::size_t, std::size_t);                                                      \
  void p##heev_(const char* job, const char* triangle, const Int* n, T* a, const Int* lda, R* w, T* work,              \
                const Int* lwork, R* rwork, Int* status, std::size_t, std::size_t);                                    \
  void p##heevd_(const char* job, const char* triangle, const Int* n, T* a, const Int* lda, R* w, T* work,             \
                 const Int* lwork, R* rwork, const Int* lrwork, Int* iwork, const Int* liwork, Int* status,            \
                 std::size_t, std::size_t);                                                                            \
  void p##heevr_(const char* job, const char* range, const char* triangle, const Int* n, T* a, const Int* lda,         \
                 const R* vl, const R* vu, const Int* il, const Int* iu, const R* tolerance, Int* found, R* w, T* z,   \
                 const Int* ldz, Int* support, T* work, const Int* lwork, R* rwork, const Int* lrwork, Int* iwork,     \
                 const Int* liwork, Int* status, std::size_t, std::size_t, std::size_t);                               \
  void p##heevx_(const char* job, const char* range, const char* triangle, const Int* n, T* a, const Int* lda,         \
                 const R* vl, const R* vu, const Int* il, const Int* iu, const R* tolerance, Int* found, R* w, T* z,   \
                 const Int* ldz, T* work, const Int* lwork, R* rwork, Int* iwork, Int* failed, Int* status,            \
                 std::size_t, std::size_t, std::size_t);                                                               \
  void p##hegv_(const Int* type, const char* job, const char* triangle, const Int* n, T* a, const Int* lda, T* b,      \
                const Int* ldb, R* w, T* work, const Int* lwork, R* rwork, Int* status, std::size_t, std::size_t);     \
  void p##hegvd_(const Int* type, const char* job, const char* triangle, const Int* n, T* a, const Int* lda, T* b,     \
                 const Int* ldb, R* w, T* work, const Int* lwork, R* rwork, const Int* lrwork, Int* iwork,             \
                 const Int* liwork, Int* status, std::size_t, std::size_t);                                            \
  void p##hegvx_(const Int* type, const char* job, const char* range, const char* triangle, const Int* n, T* a,        \
                 const Int* lda, T* b, const Int* ldb, const R* vl, const R* vu, const Int* il, const Int* iu,         \
                 const R* tolerance, Int* found, R* w, T* z, const Int* ldz, T* work, const Int* lwork, R* rwork,      \
                 Int* iwork, Int* failed, Int* status, std::size_t, std::size_t, std::size_t);
PERILUNE_DECLARE_COMPLEX(c, Complex64, float)
PERILUNE_DECLARE_COMPLEX(z, Complex128, double)
#undef PERILUNE_DECLARE_COMPLEX

void dstevx_(const char* job, const char* range, const Int* n, double* d, double* e, const double* vl, const double* vu,
             const Int* il, const Int* iu, const double* tolerance, Int* found, double* w, double* z, const Int* ldz,
             double* work, Int* iwork, Int* failed, Int* status, std::size_t, std::size_t);

}  // extern "C"

// FortranEigen<double>::syev is dsyev_, FortranEigen<Complex128>::syev is zheev_, and so on.
template <class T>
struct FortranEigen;

#define PERILUNE_FORTRAN_NAMES(p, kind)        \
  static constexpr auto gebal = p##gebal_;     \
  static constexpr auto geev = p##geev_;       \
  static constexpr auto ggev = p##ggev_;       \
  static constexpr auto syev = p##kind##ev_;   \
  static constexpr auto syevd = p##kind##evd_; \
  static constexpr auto syevr = p##kind##evr_; \
  static constexpr auto syevx = p##kind##evx_; \
  static constexpr auto sygv = p##kind##gv_;   \
  static constexpr auto sygvd = p##kind##gvd_; \
  static constexpr auto sygvx = p##kind##gvx_;
template <>
struct FortranEigen<float> {
  PERILUNE_FORTRAN_NAMES(s, sy)
};
template <>
struct FortranEigen<double> {
  PERILUNE_FORTRAN_NAMES(d, sy)
};
template <>
struct FortranEigen<Complex64> {
  PERILUNE_FORTRAN_NAMES(c, he)
};
template <>
struct FortranEigen<Complex128> {
  PERILUNE_FORTRAN_NAMES(z, he)
};
#undef PERILUNE_FORTRAN_NAMES

}  // namespace perilune::lapack
