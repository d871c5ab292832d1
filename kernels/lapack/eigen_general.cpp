#include <algorithm>

#include "kernels/lapack/eigen.h"
#include "kernels/lapack/fortran.h"
#include "kernels/lapack/fortran_eigen.h"

namespace perilune::lapack {

namespace {

template <class T>
using F = FortranEigen<T>;

template <class T>
Int call_geev(bool left, bool right, Int n, T* a, std::complex<Real<T>>* w, T* vl, T* vr, Real<T>* parts, T* work,
              Int lwork, Real<T>* rwork) {
  const char job_left = left ? 'V' : 'N', job_right = right ? 'V' : 'N';
  const Int ld = std::max<Int>(n, 1);
  Int status = 0;
  if constexpr (is_complex_type<T>) {
    F<T>::geev(&job_left, &job_right, &n, a, &ld, w, vl, &ld, vr, &ld, work, &lwork, rwork, &status, 1, 1);
  } else {
    F<T>::geev(&job_left, &job_right, &n, a, &ld, parts, parts + n, vl, &ld, vr, &ld, work, &lwork, &status, 1, 1);
    if (lwork != -1)
      for (Int i = 0; i < n; ++i) w[i] = {parts[i], parts[n + i]};
  }
  return status;
}

template <class T>
Int call_ggev(bool left, bool right, Int n, T* a, T* b, std::complex<Real<T>>* alpha, T* beta, T* vl, T* vr,
              Real<T>* parts, T* work, Int lwork, Real<T>* rwork) {
  const char job_left = left ? 'V' : 'N', job_right = right ? 'V' : 'N';
  const Int ld = std::max<Int>(n, 1);
  Int status = 0;
  if constexpr (is_complex_type<T>) {
    F<T>::ggev(&job_left, &job_right, &n, a, &ld, b, &ld, alpha, beta, vl, &ld, vr, &ld, work, &lwork, rwork, &status,
               1, 1);
  } else {
    F<T>::ggev(&job_left, &job_right, &n, a, &ld, b, &ld, parts, parts + n, beta, vl, &ld, vr, &ld, work, &lwork,
               &status, 1, 1);
    if (lwork != -1)
      for (Int i = 0; i < n; ++i) alpha[i] = {parts[i], parts[n + i]};
  }
  return status;
}

}  // namespace

template <class T>
Workspace<T> geev_workspace(Context& ctx, bool left, bool right, Int n) {
  T element{};
  std::complex<Real<T>> w{};
  auto parts = ctx.vector<Real<T>>(static_cast<std::size_t>(2 * std::max<Int>(n, 1)));
  const Int status =
      call_geev<T>(left, right, n, &element, &w, &element, &element, parts.data(), &element, -1, parts.data());
  check_arguments(status, "geev");
  return Workspace<T>(ctx, n, static_cast<std::size_t>(workspace_length(std::real(element), "geev")),
                      2 * static_cast<std::size_t>(n));
}

template <class T>
Int geev(bool left, bool right, Int n, T* a, std::complex<Real<T>>* w, T* vl, T* vr, Real<T>* parts, Workspace<T>& s) {
  return call_geev(left, right, n, a, w, vl, vr, parts, s.work.data(), s.length(), s.real.data());
}

template <class T>
Workspace<T> ggev_workspace(Context& ctx, bool left, bool right, Int n) {
  T element{};
  std::complex<Real<T>> alpha{};
  auto parts = ctx.vector<Real<T>>(static_cast<std::size_t>(8 * std::max<Int>(n, 1)));
  const Int status = call_ggev<T>(left, right, n, &element, &element, &alpha, &element, &element, &element,
                                  parts.data(), &element, -1, parts.data());
  check_arguments(status, "ggev");
  return Workspace<T>(ctx, n, static_cast<std::size_t>(workspace_length(std::real(element), "ggev")),
                      8 * static_cast<std::size_t>(n));
}

template <class T>
Int ggev(bool left, bool right, Int n, T* a, T* b, std::complex<Real<T>>* alpha, T* beta, T* vl, T* vr, Real<T>* parts,
         Workspace<T>& s) {
  return call_ggev(left, right, n, a, b, alpha, beta, vl, vr, parts, s.work.data(), s.length(), s.real.data());
}

template <class T>
Int gebal(bool permute, bool scale_rows, Int n, T* a, Int* low, Int* high, Real<T>* scale) {
  const char job = permute ? (scale_rows ? 'B' : 'P') : (scale_rows ? 'S' : 'N');
  const Int ld = std::max<Int>(n, 1);
  Int status = 0;
  F<T>::gebal(&job, &n, a, &ld, low, high, scale, &status, 1);
  return status;
}

#define INSTANTIATE(T)                                                                                     \
  template Workspace<T> geev_workspace<T>(Context&, bool, bool, Int);                                      \
  template Int geev(bool, bool, Int, T*, std::complex<Real<T>>*, T*, T*, Real<T>*, Workspace<T>&);         \
  template Workspace<T> ggev_workspace<T>(Context&, bool, bool, Int);                                      \
  template Int ggev(bool, bool, Int, T*, T*, std::complex<Real<T>>*, T*, T*, T*, Real<T>*, Workspace<T>&); \
  template Int gebal(bool, bool, Int, T*, Int*, Int*, Real<T>*);
PERILUNE_LAPACK_INSTANTIATE(INSTANTIATE)
#undef INSTANTIATE

}  // namespace perilune::lapack
