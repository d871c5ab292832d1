// Condition estimates: a few solves with the factors (N. Higham, ACM Trans. Math. Softw. 14, 1988).

#include "kernels/lapack/fortran.h"
#include "kernels/lapack/fortran_solve.h"
#include "kernels/lapack/solve.h"

namespace perilune::lapack {

namespace {

template <class T>
using F = FortranSolve<T>;

template <class T>
auto* second(Workspace<T>& w) {
  if constexpr (is_complex_type<T>) return w.real.data();
  else return w.integer.data();
}

constexpr char one_norm = '1';

}  // namespace

template <class T>
Workspace<T> condition_workspace(Context& ctx, Int n) {
  const auto size = static_cast<std::size_t>(n);
  return Workspace<T>(ctx, n, 4 * size, 2 * size, size);
}

template <class T>
Real<T> gecon(Int n, const T* lu, Int lda, Real<T> norm, Workspace<T>& w) {
  Int status = 0;
  Real<T> rcond = 0;
  F<T>::gecon(&one_norm, &n, lu, &lda, &norm, &rcond, w.work.data(), second(w), &status, 1);
  check_arguments(status, "gecon");
  return rcond;
}

template <class T>
Real<T> pocon(Triangle triangle, Int n, const T* factor, Int lda, Real<T> norm, Workspace<T>& w) {
  const char side = static_cast<char>(triangle);
  Int status = 0;
  Real<T> rcond = 0;
  F<T>::pocon(&side, &n, factor, &lda, &norm, &rcond, w.work.data(), second(w), &status, 1);
  check_arguments(status, "pocon");
  return rcond;
}

template <class T>
Real<T> sycon([[maybe_unused]] bool hermitian, Triangle triangle, Int n, const T* factor, Int lda, const Int* pivots,
              Real<T> norm, Workspace<T>& w) {
  const char side = static_cast<char>(triangle);
  Int status = 0;
  Real<T> rcond = 0;
  if constexpr (is_complex_type<T>)
    (hermitian ? F<T>::hecon : F<T>::sycon)(&side, &n, factor, &lda, pivots, &norm, &rcond, w.work.data(), &status, 1);
  else F<T>::sycon(&side, &n, factor, &lda, pivots, &norm, &rcond, w.work.data(), w.integer.data(), &status, 1);
  check_arguments(status, "sycon");
  return rcond;
}

template <class T>
Real<T> trcon(Triangle triangle, bool unit, Int n, const T* a, Int lda, Workspace<T>& w) {
  const char side = static_cast<char>(triangle), ones = unit ? 'U' : 'N';
  Int status = 0;
  Real<T> rcond = 0;
  F<T>::trcon(&one_norm, &side, &ones, &n, a, &lda, &rcond, w.work.data(), second(w), &status, 1, 1, 1);
  check_arguments(status, "trcon");
  return rcond;
}

template <class T>
Real<T> gbcon(Int n, Int below, Int above, const T* ab, Int ldab, const Int* pivots, Real<T> norm, Workspace<T>& w) {
  Int status = 0;
  Real<T> rcond = 0;
  F<T>::gbcon(&one_norm, &n, &below, &above, ab, &ldab, pivots, &norm, &rcond, w.work.data(), second(w), &status, 1);
  check_arguments(status, "gbcon");
  return rcond;
}

template <class T>
Real<T> gtcon(Int n, const T* lower, const T* diagonal, const T* upper, const T* upper2, const Int* pivots,
              Real<T> norm, Workspace<T>& w) {
  Int status = 0;
  Real<T> rcond = 0;
  if constexpr (is_complex_type<T>)
    F<T>::gtcon(&one_norm, &n, lower, diagonal, upper, upper2, pivots, &norm, &rcond, w.work.data(), &status, 1);
  else
    F<T>::gtcon(&one_norm, &n, lower, diagonal, upper, upper2, pivots, &norm, &rcond, w.work.data(), w.integer.data(),
                &status, 1);
  check_arguments(status, "gtcon");
  return rcond;
}

#define INSTANTIATE(T)                                                                            \
  template Workspace<T> condition_workspace<T>(Context&, Int);                                    \
  template Real<T> gecon(Int, const T*, Int, Real<T>, Workspace<T>&);                             \
  template Real<T> pocon(Triangle, Int, const T*, Int, Real<T>, Workspace<T>&);                   \
  template Real<T> sycon(bool, Triangle, Int, const T*, Int, const Int*, Real<T>, Workspace<T>&); \
  template Real<T> trcon(Triangle, bool, Int, const T*, Int, Workspace<T>&);                      \
  template Real<T> gbcon(Int, Int, Int, const T*, Int, const Int*, Real<T>, Workspace<T>&);       \
  template Real<T> gtcon(Int, const T*, const T*, const T*, const T*, const Int*, Real<T>, Workspace<T>&);
PERILUNE_LAPACK_INSTANTIATE(INSTANTIATE)
#undef INSTANTIATE

}  // namespace perilune::lapack
