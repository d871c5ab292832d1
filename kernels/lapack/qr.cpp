#include <algorithm>

#include "kernels/lapack/factor.h"
#include "kernels/lapack/fortran.h"
#include "kernels/lapack/fortran_solve.h"

namespace perilune::lapack {

namespace {

template <class T>
using F = FortranSolve<T>;

template <class T>
Int call_geqp3(Int m, Int n, T* a, Int lda, Int* order, T* tau, T* work, Int lwork, [[maybe_unused]] Real<T>* rwork) {
  Int status = 0;
  if constexpr (is_complex_type<T>) F<T>::geqp3(&m, &n, a, &lda, order, tau, work, &lwork, rwork, &status);
  else F<T>::geqp3(&m, &n, a, &lda, order, tau, work, &lwork, &status);
  return status;
}

}  // namespace

template <class T>
Workspace<T> geqrf_workspace(Context& ctx, Int m, Int n) {
  T element{};
  const Int query = -1, lda = std::max<Int>(m, 1);
  Int status = 0;
  F<T>::geqrf(&m, &n, &element, &lda, &element, &element, &query, &status);
  check_arguments(status, "geqrf");
  return Workspace<T>(ctx, std::max(m, n), static_cast<std::size_t>(workspace_length(std::real(element), "geqrf")));
}

template <class T>
Int geqrf(Int m, Int n, T* a, Int lda, T* tau, Workspace<T>& w) {
  const Int length = w.length();
  Int status = 0;
  F<T>::geqrf(&m, &n, a, &lda, tau, w.work.data(), &length, &status);
  return status;
}

template <class T>
Workspace<T> geqp3_workspace(Context& ctx, Int m, Int n) {
  T element{};
  Real<T> real{};
  Int order = 0;
  const Int status = call_geqp3<T>(m, n, &element, std::max<Int>(m, 1), &order, &element, &element, -1, &real);
  check_arguments(status, "geqp3");
  return Workspace<T>(ctx, std::max(m, n), static_cast<std::size_t>(workspace_length(std::real(element), "geqp3")),
                      2 * static_cast<std::size_t>(n));
}

template <class T>
Int geqp3(Int m, Int n, T* a, Int lda, Int* order, T* tau, Workspace<T>& w) {
  return call_geqp3(m, n, a, lda, order, tau, w.work.data(), w.length(), w.real.data());
}

template <class T>
Workspace<T> orgqr_workspace(Context& ctx, Int m, Int columns, Int k) {
  T element{};
  const Int query = -1, lda = std::max<Int>(m, 1);
  Int status = 0;
  F<T>::orgqr(&m, &columns, &k, &element, &lda, &element, &element, &query, &status);
  check_arguments(status, "orgqr");
  return Workspace<T>(ctx, std::max(m, columns),
                      static_cast<std::size_t>(workspace_length(std::real(element), "orgqr")));
}

template <class T>
Int orgqr(Int m, Int columns, Int k, T* a, Int lda, const T* tau, Workspace<T>& w) {
  const Int length = w.length();
  Int status = 0;
  F<T>::orgqr(&m, &columns, &k, a, &lda, tau, w.work.data(), &length, &status);
  return status;
}

#define INSTANTIATE(T)                                               \
  template Workspace<T> geqrf_workspace<T>(Context&, Int, Int);      \
  template Int geqrf(Int, Int, T*, Int, T*, Workspace<T>&);          \
  template Workspace<T> geqp3_workspace<T>(Context&, Int, Int);      \
  template Int geqp3(Int, Int, T*, Int, Int*, T*, Workspace<T>&);    \
  template Workspace<T> orgqr_workspace<T>(Context&, Int, Int, Int); \
  template Int orgqr(Int, Int, Int, T*, Int, const T*, Workspace<T>&);
PERILUNE_LAPACK_INSTANTIATE(INSTANTIATE)
#undef INSTANTIATE

}  // namespace perilune::lapack
