#include <algorithm>

#include "kernels/lapack/factor.h"
#include "kernels/lapack/fortran.h"

namespace perilune::lapack {

namespace {

// The addresses that a query passes are never read or written, apart from the answer.
template <class T>
struct Dummies {
  T element{};
  Real<T> real{};
  Int integer = 0;
};

template <class T>
Int call_gesdd(SvdJob job, Int m, Int n, T* a, Int lda, Real<T>* s, T* u, Int ldu, T* vt, Int ldvt, T* work, Int lwork,
               [[maybe_unused]] Real<T>* rwork, Int* iwork) {
  const char j = static_cast<char>(job);
  Int status = 0;
  if constexpr (is_complex_type<T>)
    Fortran<T>::gesdd(&j, &m, &n, a, &lda, s, u, &ldu, vt, &ldvt, work, &lwork, rwork, iwork, &status, 1);
  else Fortran<T>::gesdd(&j, &m, &n, a, &lda, s, u, &ldu, vt, &ldvt, work, &lwork, iwork, &status, 1);
  return status;
}

template <class T>
Int call_gesvd(SvdJob job, Int m, Int n, T* a, Int lda, Real<T>* s, T* u, Int ldu, T* vt, Int ldvt, T* work, Int lwork,
               [[maybe_unused]] Real<T>* rwork) {
  const char j = static_cast<char>(job);
  Int status = 0;
  if constexpr (is_complex_type<T>)
    Fortran<T>::gesvd(&j, &j, &m, &n, a, &lda, s, u, &ldu, vt, &ldvt, work, &lwork, rwork, &status, 1, 1);
  else Fortran<T>::gesvd(&j, &j, &m, &n, a, &lda, s, u, &ldu, vt, &ldvt, work, &lwork, &status, 1, 1);
  return status;
}

// Leading dimensions that the routine accepts when it is only asked for its workspace.
struct Leading {
  Int a, u, vt;
  Leading(Int m, Int n) : a(std::max<Int>(m, 1)), u(a), vt(std::max<Int>(n, 1)) {}
};

}  // namespace

template <class T>
Workspace<T> gesdd_workspace(Context& ctx, SvdJob job, Int m, Int n) {
  const double small = std::min(m, n), large = std::max(m, n);
  // The routine computes 4 mn^2 + … with 32-bit integers and answers nonsense when that overflows: ask ourselves first.
  if (job != SvdJob::none) workspace_length(4 * small * small + 7 * small + large, "gesdd");
  // As the manual page of the complex routine prescribes.
  const double real = job == SvdJob::none ? 7 * small : small * std::max(5 * small + 7, 2 * large + 2 * small + 1);
  Dummies<T> d;
  const Leading ld(m, n);
  const Int status = call_gesdd<T>(job, m, n, &d.element, ld.a, &d.real, &d.element, ld.u, &d.element, ld.vt,
                                   &d.element, -1, &d.real, &d.integer);
  check_arguments(status, "gesdd");
  return Workspace<T>(ctx, std::max(m, n), static_cast<std::size_t>(workspace_length(std::real(d.element), "gesdd")),
                      static_cast<std::size_t>(real), static_cast<std::size_t>(8 * small));
}

template <class T>
Int gesdd(SvdJob job, Int m, Int n, T* a, Int lda, Real<T>* s, T* u, Int ldu, T* vt, Int ldvt, Workspace<T>& w) {
  return call_gesdd(job, m, n, a, lda, s, u, ldu, vt, ldvt, w.work.data(), w.length(), w.real.data(), w.integer.data());
}

template <class T>
Workspace<T> gesvd_workspace(Context& ctx, SvdJob job, Int m, Int n) {
  Dummies<T> d;
  const Leading ld(m, n);
  const Int status =
      call_gesvd<T>(job, m, n, &d.element, ld.a, &d.real, &d.element, ld.u, &d.element, ld.vt, &d.element, -1, &d.real);
  check_arguments(status, "gesvd");
  // For more than 46340 rows and columns the wish itself overflows; the minimum, which is slower, always does.
  const double wish = std::real(d.element), small = std::min(m, n), large = std::max(m, n);
  const double least = std::max(3 * small + large, 5 * small);
  return Workspace<T>(ctx, std::max(m, n),
                      static_cast<std::size_t>(workspace_length(wish >= least ? wish : least, "gesvd")),
                      5 * static_cast<std::size_t>(small));
}

template <class T>
Int gesvd(SvdJob job, Int m, Int n, T* a, Int lda, Real<T>* s, T* u, Int ldu, T* vt, Int ldvt, Workspace<T>& w) {
  return call_gesvd(job, m, n, a, lda, s, u, ldu, vt, ldvt, w.work.data(), w.length(), w.real.data());
}

#define INSTANTIATE(T)                                                                      \
  template Workspace<T> gesdd_workspace<T>(Context&, SvdJob, Int, Int);                     \
  template Workspace<T> gesvd_workspace<T>(Context&, SvdJob, Int, Int);                     \
  template Int gesdd(SvdJob, Int, Int, T*, Int, Real<T>*, T*, Int, T*, Int, Workspace<T>&); \
  template Int gesvd(SvdJob, Int, Int, T*, Int, Real<T>*, T*, Int, T*, Int, Workspace<T>&);
PERILUNE_LAPACK_INSTANTIATE(INSTANTIATE)
#undef INSTANTIATE

}  // namespace perilune::lapack
