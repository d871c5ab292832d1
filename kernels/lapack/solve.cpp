#include "kernels/lapack/solve.h"

#include <algorithm>

#include "kernels/lapack/fortran.h"
#include "kernels/lapack/fortran_solve.h"

namespace perilune::lapack {

namespace {

template <class T>
using F = FortranSolve<T>;

constexpr char unit_letter(bool unit) { return unit ? 'U' : 'N'; }

}  // namespace

template <class T>
Int getrf(Int m, Int n, T* a, Int lda, Int* pivots) {
  Int status = 0;
  F<T>::getrf(&m, &n, a, &lda, pivots, &status);
  return status;
}

template <class T>
Int getrs(Transpose op, Int n, Int columns, const T* lu, Int lda, const Int* pivots, T* b, Int ldb) {
  const char trans = static_cast<char>(op);
  Int status = 0;
  F<T>::getrs(&trans, &n, &columns, lu, &lda, pivots, b, &ldb, &status, 1);
  return status;
}

template <class T>
Workspace<T> getri_workspace(Context& ctx, Int n) {
  T element{};
  const Int query = -1, lda = std::max<Int>(n, 1);
  Int status = 0, pivot = 0;
  F<T>::getri(&n, &element, &lda, &pivot, &element, &query, &status);
  check_arguments(status, "getri");
  return Workspace<T>(ctx, n, static_cast<std::size_t>(workspace_length(std::real(element), "getri")));
}

template <class T>
Int getri(Int n, T* lu, Int lda, const Int* pivots, Workspace<T>& w) {
  const Int length = w.length();
  Int status = 0;
  F<T>::getri(&n, lu, &lda, pivots, w.work.data(), &length, &status);
  return status;
}

template <class T>
Int potrf(Triangle triangle, Int n, T* a, Int lda) {
  const char side = static_cast<char>(triangle);
  Int status = 0;
  F<T>::potrf(&side, &n, a, &lda, &status, 1);
  return status;
}

template <class T>
Int potrs(Triangle triangle, Int n, Int columns, const T* factor, Int lda, T* b, Int ldb) {
  const char side = static_cast<char>(triangle);
  Int status = 0;
  F<T>::potrs(&side, &n, &columns, factor, &lda, b, &ldb, &status, 1);
  return status;
}

template <class T>
Int potri(Triangle triangle, Int n, T* factor, Int lda) {
  const char side = static_cast<char>(triangle);
  Int status = 0;
  F<T>::potri(&side, &n, factor, &lda, &status, 1);
  return status;
}

template <class T>
Workspace<T> sytrf_workspace(Context& ctx, [[maybe_unused]] bool hermitian, Triangle triangle, Int n) {
  const char side = static_cast<char>(triangle);
  T element{};
  const Int query = -1, lda = std::max<Int>(n, 1);
  Int status = 0, pivot = 0;
  if constexpr (is_complex_type<T>)
    (hermitian ? F<T>::hetrf : F<T>::sytrf)(&side, &n, &element, &lda, &pivot, &element, &query, &status, 1);
  else F<T>::sytrf(&side, &n, &element, &lda, &pivot, &element, &query, &status, 1);
  check_arguments(status, "sytrf");
  return Workspace<T>(ctx, n,
                      std::max(static_cast<std::size_t>(workspace_length(std::real(element), "sytrf")),
                               2 * static_cast<std::size_t>(n)));  // what sytri needs
}

template <class T>
Int sytrf([[maybe_unused]] bool hermitian, Triangle triangle, Int n, T* a, Int lda, Int* pivots, Workspace<T>& w) {
  const char side = static_cast<char>(triangle);
  const Int length = w.length();
  Int status = 0;
  if constexpr (is_complex_type<T>)
    (hermitian ? F<T>::hetrf : F<T>::sytrf)(&side, &n, a, &lda, pivots, w.work.data(), &length, &status, 1);
  else F<T>::sytrf(&side, &n, a, &lda, pivots, w.work.data(), &length, &status, 1);
  return status;
}

template <class T>
Int sytrs([[maybe_unused]] bool hermitian, Triangle triangle, Int n, Int columns, const T* factor, Int lda,
          const Int* pivots, T* b, Int ldb) {
  const char side = static_cast<char>(triangle);
  Int status = 0;
  if constexpr (is_complex_type<T>)
    (hermitian ? F<T>::hetrs : F<T>::sytrs)(&side, &n, &columns, factor, &lda, pivots, b, &ldb, &status, 1);
  else F<T>::sytrs(&side, &n, &columns, factor, &lda, pivots, b, &ldb, &status, 1);
  return status;
}

template <class T>
Int sytri([[maybe_unused]] bool hermitian, Triangle triangle, Int n, T* factor, Int lda, const Int* pivots,
          Workspace<T>& w) {
  const char side = static_cast<char>(triangle);
  Int status = 0;
  if constexpr (is_complex_type<T>)
    (hermitian ? F<T>::hetri : F<T>::sytri)(&side, &n, factor, &lda, pivots, w.work.data(), &status, 1);
  else F<T>::sytri(&side, &n, factor, &lda, pivots, w.work.data(), &status, 1);
  return status;
}

template <class T>
Int trtrs(Triangle triangle, Transpose op, bool unit, Int n, Int columns, const T* a, Int lda, T* b, Int ldb) {
  const char side = static_cast<char>(triangle), trans = static_cast<char>(op), ones = unit_letter(unit);
  Int status = 0;
  F<T>::trtrs(&side, &trans, &ones, &n, &columns, a, &lda, b, &ldb, &status, 1, 1, 1);
  return status;
}

template <class T>
Int trtri(Triangle triangle, bool unit, Int n, T* a, Int lda) {
  const char side = static_cast<char>(triangle), ones = unit_letter(unit);
  Int status = 0;
  F<T>::trtri(&side, &ones, &n, a, &lda, &status, 1, 1);
  return status;
}

template <class T>
Int gbtrf(Int n, Int below, Int above, T* ab, Int ldab, Int* pivots) {
  Int status = 0;
  F<T>::gbtrf(&n, &n, &below, &above, ab, &ldab, pivots, &status);
  return status;
}

template <class T>
Int gbtrs(Transpose op, Int n, Int below, Int above, Int columns, const T* ab, Int ldab, const Int* pivots, T* b,
          Int ldb) {
  const char trans = static_cast<char>(op);
  Int status = 0;
  F<T>::gbtrs(&trans, &n, &below, &above, &columns, ab, &ldab, pivots, b, &ldb, &status, 1);
  return status;
}

template <class T>
Int gttrf(Int n, T* lower, T* diagonal, T* upper, T* upper2, Int* pivots) {
  Int status = 0;
  F<T>::gttrf(&n, lower, diagonal, upper, upper2, pivots, &status);
  return status;
}

template <class T>
Int gttrs(Transpose op, Int n, Int columns, const T* lower, const T* diagonal, const T* upper, const T* upper2,
          const Int* pivots, T* b, Int ldb) {
  const char trans = static_cast<char>(op);
  Int status = 0;
  F<T>::gttrs(&trans, &n, &columns, lower, diagonal, upper, upper2, pivots, b, &ldb, &status, 1);
  return status;
}

template <class T>
Int gtsv(Int n, Int columns, T* lower, T* diagonal, T* upper, T* b, Int ldb) {
  Int status = 0;
  Fortran<T>::gtsv(&n, &columns, lower, diagonal, upper, b, &ldb, &status);
  return status;
}

#define INSTANTIATE(T)                                                                                  \
  template Int getrf(Int, Int, T*, Int, Int*);                                                          \
  template Int getrs(Transpose, Int, Int, const T*, Int, const Int*, T*, Int);                          \
  template Workspace<T> getri_workspace<T>(Context&, Int);                                              \
  template Int getri(Int, T*, Int, const Int*, Workspace<T>&);                                          \
  template Int potrf(Triangle, Int, T*, Int);                                                           \
  template Int potrs(Triangle, Int, Int, const T*, Int, T*, Int);                                       \
  template Int potri(Triangle, Int, T*, Int);                                                           \
  template Workspace<T> sytrf_workspace<T>(Context&, bool, Triangle, Int);                              \
  template Int sytrf(bool, Triangle, Int, T*, Int, Int*, Workspace<T>&);                                \
  template Int sytrs(bool, Triangle, Int, Int, const T*, Int, const Int*, T*, Int);                     \
  template Int sytri(bool, Triangle, Int, T*, Int, const Int*, Workspace<T>&);                          \
  template Int trtrs(Triangle, Transpose, bool, Int, Int, const T*, Int, T*, Int);                      \
  template Int trtri(Triangle, bool, Int, T*, Int);                                                     \
  template Int gbtrf(Int, Int, Int, T*, Int, Int*);                                                     \
  template Int gbtrs(Transpose, Int, Int, Int, Int, const T*, Int, const Int*, T*, Int);                \
  template Int gttrf(Int, T*, T*, T*, T*, Int*);                                                        \
  template Int gttrs(Transpose, Int, Int, const T*, const T*, const T*, const T*, const Int*, T*, Int); \
  template Int gtsv(Int, Int, T*, T*, T*, T*, Int);
PERILUNE_LAPACK_INSTANTIATE(INSTANTIATE)
#undef INSTANTIATE

}  // namespace perilune::lapack
