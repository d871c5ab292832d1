#pragma once
// LAPACK's factorisations and solvers as gfortran compiles them, for the .cpp files of this folder; see fortran.h.

#include <cstddef>

#include "kernels/lapack/types.h"

namespace perilune::lapack {

extern "C" {

// `S` is the iwork of real routines and the rwork of complex ones where both stand in one place.
#define PERILUNE_DECLARE(p, T, R, S)                                                                                   \
  void p##getrf_(const Int* m, const Int* n, T* a, const Int* lda, Int* pivots, Int* status);                          \
  void p##getrs_(const char* trans, const Int* n, const Int* columns, const T* a, const Int* lda, const Int* pivots,   \
                 T* b, const Int* ldb, Int* status, std::size_t);                                                      \
  void p##getri_(const Int* n, T* a, const Int* lda, const Int* pivots, T* work, const Int* lwork, Int* status);       \
  void p##gecon_(const char* norm, const Int* n, const T* a, const Int* lda, const R* anorm, R* rcond, T* work,        \
                 S* second, Int* status, std::size_t);                                                                 \
  void p##potrf_(const char* triangle, const Int* n, T* a, const Int* lda, Int* status, std::size_t);                  \
  void p##potrs_(const char* triangle, const Int* n, const Int* columns, const T* a, const Int* lda, T* b,             \
                 const Int* ldb, Int* status, std::size_t);                                                            \
  void p##potri_(const char* triangle, const Int* n, T* a, const Int* lda, Int* status, std::size_t);                  \
  void p##pocon_(const char* triangle, const Int* n, const T* a, const Int* lda, const R* anorm, R* rcond, T* work,    \
                 S* second, Int* status, std::size_t);                                                                 \
  void p##sytrf_(const char* triangle, const Int* n, T* a, const Int* lda, Int* pivots, T* work, const Int* lwork,     \
                 Int* status, std::size_t);                                                                            \
  void p##sytrs_(const char* triangle, const Int* n, const Int* columns, const T* a, const Int* lda,                   \
                 const Int* pivots, T* b, const Int* ldb, Int* status, std::size_t);                                   \
  void p##sytri_(const char* triangle, const Int* n, T* a, const Int* lda, const Int* pivots, T* work, Int* status,    \
                 std::size_t);                                                                                         \
  void p##trtrs_(const char* triangle, const char* trans, const char* unit, const Int* n, const Int* columns,          \
                 const T* a, const Int* lda, T* b, const Int* ldb, Int* status, std::size_t, std::size_t,              \
                 std::size_t);                                                                                         \
  void p##trtri_(const char* triangle, const char* unit, const Int* n, T* a, const Int* lda, Int* status, std::size_t, \
                 std::size_t);                                                                                         \
  void p##trcon_(const char* norm, const char* triangle, const char* unit, const Int* n, const T* a, const Int* lda,   \
                 R* rcond, T* work, S* second, Int* status, std::size_t, std::size_t, std::size_t);                    \
  void p##gbtrf_(const Int* m, const Int* n, const Int* below, const Int* above, T* ab, const Int* ldab, Int* pivots,  \
                 Int* status);                                                                                         \
  void p##gbtrs_(const char* trans, const Int* n, const Int* below, const Int* above, const Int* columns, const T* ab, \
                 const Int* ldab, const Int* pivots, T* b, const Int* ldb, Int* status, std::size_t);                  \
  void p##gbcon_(const char* norm, const Int* n, const Int* below, const Int* above, const T* ab, const Int* ldab,     \
                 const Int* pivots, const R* anorm, R* rcond, T* work, S* second, Int* status, std::size_t);           \
  void p##gttrf_(const Int* n, T* lower, T* diagonal, T* upper, T* upper2, Int* pivots, Int* status);                  \
  void p##gttrs_(const char* trans, const Int* n, const Int* columns, const T* lower, const T* diagonal,               \
                 const T* upper, const T* upper2, const Int* pivots, T* b, const Int* ldb, Int* status, std::size_t);  \
  void p##geqrf_(const Int* m, const Int* n, T* a, const Int* lda, T* tau, T* work, const Int* lwork, Int* status);
PERILUNE_DECLARE(s, float, float, Int)
PERILUNE_DECLARE(d, double, double, Int)
PERILUNE_DECLARE(c, Complex64, float, float)
PERILUNE_DECLARE(z, Complex128, double, double)
#undef PERILUNE_DECLARE

#define PERILUNE_DECLARE_REAL(p, T)                                                                                  \
  void p##sycon_(const char* triangle, const Int* n, const T* a, const Int* lda, const Int* pivots, const T* anorm,  \
                 T* rcond, T* work, Int* iwork, Int* status, std::size_t);                                           \
  void p##gtcon_(const char* norm, const Int* n, const T* lower, const T* diagonal, const T* upper, const T* upper2, \
                 const Int* pivots, const T* anorm, T* rcond, T* work, Int* iwork, Int* status, std::size_t);        \
  void p##geqp3_(const Int* m, const Int* n, T* a, const Int* lda, Int* order, T* tau, T* work, const Int* lwork,    \
                 Int* status);                                                                                       \
  void p##orgqr_(const Int* m, const Int* n, const Int* k, T* a, const Int* lda, const T* tau, T* work,              \
                 const Int* lwork, Int* status);                                                                     \
  void p##gelsd_(const Int* m, const Int* n, const Int* columns, T* a, const Int* lda, T* b, const Int* ldb, T* s,   \
                 const T* rcond, Int* rank, T* work, const Int* lwork, Int* iwork, Int* status);                     \
  void p##gelss_(const Int* m, const Int* n, const Int* columns, T* a, const Int* lda, T* b, const Int* ldb, T* s,   \
                 const T* rcond, Int* rank, T* work, const Int* lwork, Int* status);                                 \
  void p##gelsy_(const Int* m, const Int* n, const Int* columns, T* a, const Int* lda, T* b, const Int* ldb,         \
                 Int* order, const T* rcond, Int* rank, T* work, const Int* lwork, Int* status);
PERILUNE_DECLARE_REAL(s, float)
PERILUNE_DECLARE_REAL(d, double)
#undef PERILUNE_DECLARE_REAL

#define PERILUNE_DECLARE_COMPLEX(p, T, R)                                                                            \
  void p##hetrf_(const char* triangle, const Int* n, T* a, const Int* lda, Int* pivots, T* work, const Int* lwork,   \
                 Int* status, std::size_t);                                                                          \
  void p##hetrs_(const char* triangle, const Int* n, const Int* columns, const T* a, const Int* lda,                 \
                 const Int* pivots, T* b, const Int* ldb, Int* status, std::size_t);                                 \
  void p##hetri_(const char* triangle, const Int* n, T* a, const Int* lda, const Int* pivots, T* work, Int* status,  \
                 std::size_t);                                                                                       \
  void p##hecon_(const char* triangle, const Int* n, const T* a, const Int* lda, const Int* pivots, const R* anorm,  \
                 R* rcond, T* work, Int* status, std::size_t);                                                       \
  void p##sycon_(const char* triangle, const Int* n, const T* a, const Int* lda, const Int* pivots, const R* anorm,  \
                 R* rcond, T* work, Int* status, std::size_t);                                                       \
  void p##gtcon_(const char* norm, const Int* n, const T* lower, const T* diagonal, const T* upper, const T* upper2, \
                 const Int* pivots, const R* anorm, R* rcond, T* work, Int* status, std::size_t);                    \
  void p##geqp3_(const Int* m, const Int* n, T* a, const Int* lda, Int* order, T* tau, T* work, const Int* lwork,    \
                 R* rwork, Int* status);                                                                             \
  void p##ungqr_(const Int* m, const Int* n, const Int* k, T* a, const Int* lda, const T* tau, T* work,              \
                 const Int* lwork, Int* status);                                                                     \
  void p##gelsd_(const Int* m, const Int* n, const Int* columns, T* a, const Int* lda, T* b, const Int* ldb, R* s,   \
                 const R* rcond, Int* rank, T* work, const Int* lwork, R* rwork, Int* iwork, Int* status);           \
  void p##gelss_(const Int* m, const Int* n, const Int* columns, T* a, const Int* lda, T* b, const Int* ldb, R* s,   \
                 const R* rcond, Int* rank, T* work, const Int* lwork, R* rwork, Int* status);                       \
  void p##gelsy_(const Int* m, const Int* n, const Int* columns, T* a, const Int* lda, T* b, const Int* ldb,         \
                 Int* order, const R* rcond, Int* rank, T* work, const Int* lwork, R* rwork, Int* status);
PERILUNE_DECLARE_COMPLEX(c, Complex64, float)
PERILUNE_DECLARE_COMPLEX(z, Complex128, double)
#undef PERILUNE_DECLARE_COMPLEX

}  // extern "C"

// FortranSolve<double>::getrf is dgetrf_, and so on.
template <class T>
struct FortranSolve;

#define PERILUNE_FORTRAN_NAMES(p)          \
  static constexpr auto getrf = p##getrf_; \
  static constexpr auto getrs = p##getrs_; \
  static constexpr auto getri = p##getri_; \
  static constexpr auto gecon = p##gecon_; \
  static constexpr auto potrf = p##potrf_; \
  static constexpr auto potrs = p##potrs_; \
  static constexpr auto potri = p##potri_; \
  static constexpr auto pocon = p##pocon_; \
  static constexpr auto sytrf = p##sytrf_; \
  static constexpr auto sytrs = p##sytrs_; \
  static constexpr auto sytri = p##sytri_; \
  static constexpr auto sycon = p##sycon_; \
  static constexpr auto trtrs = p##trtrs_; \
  static constexpr auto trtri = p##trtri_; \
  static constexpr auto trcon = p##trcon_; \
  static constexpr auto gbtrf = p##gbtrf_; \
  static constexpr auto gbtrs = p##gbtrs_; \
  static constexpr auto gbcon = p##gbcon_; \
  static constexpr auto gttrf = p##gttrf_; \
  static constexpr auto gttrs = p##gttrs_; \
  static constexpr auto gtcon = p##gtcon_; \
  static constexpr auto geqrf = p##geqrf_; \
  static constexpr auto geqp3 = p##geqp3_; \
  static constexpr auto gelsd = p##gelsd_; \
  static constexpr auto gelss = p##gelss_; \
  static constexpr auto gelsy = p##gelsy_;
template <>
struct FortranSolve<float> {
  PERILUNE_FORTRAN_NAMES(s)
  static constexpr auto orgqr = sorgqr_;
};
template <>
struct FortranSolve<double> {
  PERILUNE_FORTRAN_NAMES(d)
  static constexpr auto orgqr = dorgqr_;
};
template <>
struct FortranSolve<Complex64> {
  PERILUNE_FORTRAN_NAMES(c)
  static constexpr auto orgqr = cungqr_;
  static constexpr auto hetrf = chetrf_;
  static constexpr auto hetrs = chetrs_;
  static constexpr auto hetri = chetri_;
  static constexpr auto hecon = checon_;
};
template <>
struct FortranSolve<Complex128> {
  PERILUNE_FORTRAN_NAMES(z)
  static constexpr auto orgqr = zungqr_;
  static constexpr auto hetrf = zhetrf_;
  static constexpr auto hetrs = zhetrs_;
  static constexpr auto hetri = zhetri_;
  static constexpr auto hecon = zhecon_;
};
#undef PERILUNE_FORTRAN_NAMES

}  // namespace perilune::lapack
