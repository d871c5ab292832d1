#include <algorithm>

#include "kernels/lapack/factor.h"
#include "kernels/lapack/fortran.h"
#include "kernels/lapack/fortran_solve.h"

namespace perilune::lapack {

namespace {

template <class T>
using F = FortranSolve<T>;

template <class T>
Int call(LeastSquares driver, Int m, Int n, Int columns, T* a, Int lda, T* b, Int ldb, Real<T>* s, Real<T> rcond,
         Int* rank, T* work, Int lwork, [[maybe_unused]] Real<T>* rwork, Int* integers) {
  Int status = 0;
  if constexpr (is_complex_type<T>) {
    if (driver == LeastSquares::gelsd)
      F<T>::gelsd(&m, &n, &columns, a, &lda, b, &ldb, s, &rcond, rank, work, &lwork, rwork, integers, &status);
    else if (driver == LeastSquares::gelss)
      F<T>::gelss(&m, &n, &columns, a, &lda, b, &ldb, s, &rcond, rank, work, &lwork, rwork, &status);
    else F<T>::gelsy(&m, &n, &columns, a, &lda, b, &ldb, integers, &rcond, rank, work, &lwork, rwork, &status);
  } else {
    if (driver == LeastSquares::gelsd)
      F<T>::gelsd(&m, &n, &columns, a, &lda, b, &ldb, s, &rcond, rank, work, &lwork, integers, &status);
    else if (driver == LeastSquares::gelss)
      F<T>::gelss(&m, &n, &columns, a, &lda, b, &ldb, s, &rcond, rank, work, &lwork, &status);
    else F<T>::gelsy(&m, &n, &columns, a, &lda, b, &ldb, integers, &rcond, rank, work, &lwork, &status);
  }
  return status;
}

constexpr const char* name(LeastSquares driver) {
  return driver == LeastSquares::gelsd ? "gelsd" : driver == LeastSquares::gelss ? "gelss" : "gelsy";
}

}  // namespace

template <class T>
Workspace<T> least_squares_workspace(Context& ctx, LeastSquares driver, Int m, Int n, Int columns) {
  // gelsd answers with the lengths of its real and integer workspaces too, in their first elements.
  T element{};
  Real<T> real{}, s{};
  Int integer = 0, rank = 0;
  const Int lda = std::max<Int>(m, 1), ldb = std::max<Int>({m, n, 1});
  const Int status =
      call<T>(driver, m, n, columns, &element, lda, &element, ldb, &s, 0, &rank, &element, -1, &real, &integer);
  check_arguments(status, name(driver));
  const auto work = static_cast<std::size_t>(workspace_length(std::real(element), name(driver)));
  const auto small = static_cast<std::size_t>(std::min(m, n)), columns_of_a = static_cast<std::size_t>(n);
  if (driver == LeastSquares::gelsd)
    return Workspace<T>(ctx, ldb, work,
                        is_complex_type<T> ? static_cast<std::size_t>(workspace_length(real, "gelsd")) : 0,
                        static_cast<std::size_t>(std::max<Int>(integer, 1)));
  if (driver == LeastSquares::gelss) return Workspace<T>(ctx, ldb, work, 5 * small, 0);
  return Workspace<T>(ctx, ldb, work, 2 * columns_of_a, columns_of_a);
}

template <class T>
Int least_squares(LeastSquares driver, Int m, Int n, Int columns, T* a, Int lda, T* b, Int ldb, Real<T>* s,
                  Real<T> rcond, Int* rank, Workspace<T>& w) {
  if (driver == LeastSquares::gelsy) std::fill(w.integer.begin(), w.integer.end(), 0);  // every column may move
  return call(driver, m, n, columns, a, lda, b, ldb, s, rcond, rank, w.work.data(), w.length(), w.real.data(),
              w.integer.data());
}

#define INSTANTIATE(T)                                                                     \
  template Workspace<T> least_squares_workspace<T>(Context&, LeastSquares, Int, Int, Int); \
  template Int least_squares(LeastSquares, Int, Int, Int, T*, Int, T*, Int, Real<T>*, Real<T>, Int*, Workspace<T>&);
PERILUNE_LAPACK_INSTANTIATE(INSTANTIATE)
#undef INSTANTIATE

}  // namespace perilune::lapack
