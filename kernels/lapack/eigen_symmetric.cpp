#include <algorithm>
#include <limits>

#include "kernels/lapack/eigen.h"
#include "kernels/lapack/fortran.h"
#include "kernels/lapack/fortran_eigen.h"

namespace perilune::lapack {

namespace {

// Everything that one of the seven routines may ask for.
template <class T>
struct Buffers {
  T* work;
  Int lwork;
  Real<T>* rwork;
  Int lrwork;
  Int* iwork;
  Int liwork;
  Int* further;  // support (evr, 2n) or failed (evx, gvx, n)
};

template <class T>
struct Call {
  const SymmetricProblem<T>& p;
  T *a, *b;
  Real<T>* w;
  T* z;
  Int* found;
  Buffers<T> s;
  Int status = 0;
  const char job, range, side;
  const Int n, ld;
  // Twice the smallest number is what the manual names for the most accurate values.
  const Real<T> tolerance = 2 * std::numeric_limits<Real<T>>::min();

  Call(const SymmetricProblem<T>& problem, T* a_, T* b_, Real<T>* w_, T* z_, Int* found_, const Buffers<T>& buffers)
      : p(problem),
        a(a_),
        b(b_),
        w(w_),
        z(z_),
        found(found_),
        s(buffers),
        job(p.vectors ? 'V' : 'N'),
        range(p.range),
        side(static_cast<char>(p.triangle)),
        n(p.n),
        ld(std::max<Int>(p.n, 1)) {}

  using F = FortranEigen<T>;
  static constexpr bool complex = is_complex_type<T>;

  void ev() {
    if constexpr (complex) F::syev(&job, &side, &n, a, &ld, w, s.work, &s.lwork, s.rwork, &status, 1, 1);
    else F::syev(&job, &side, &n, a, &ld, w, s.work, &s.lwork, &status, 1, 1);
  }
  void evd() {
    if constexpr (complex)
      F::syevd(&job, &side, &n, a, &ld, w, s.work, &s.lwork, s.rwork, &s.lrwork, s.iwork, &s.liwork, &status, 1, 1);
    else F::syevd(&job, &side, &n, a, &ld, w, s.work, &s.lwork, s.iwork, &s.liwork, &status, 1, 1);
  }
  void evr() {
    if constexpr (complex)
      F::syevr(&job, &range, &side, &n, a, &ld, &p.low, &p.high, &p.first, &p.last, &tolerance, found, w, z, &ld,
               s.further, s.work, &s.lwork, s.rwork, &s.lrwork, s.iwork, &s.liwork, &status, 1, 1, 1);
    else
      F::syevr(&job, &range, &side, &n, a, &ld, &p.low, &p.high, &p.first, &p.last, &tolerance, found, w, z, &ld,
               s.further, s.work, &s.lwork, s.iwork, &s.liwork, &status, 1, 1, 1);
  }
  void evx() {
    if constexpr (complex)
      F::syevx(&job, &range, &side, &n, a, &ld, &p.low, &p.high, &p.first, &p.last, &tolerance, found, w, z, &ld,
               s.work, &s.lwork, s.rwork, s.iwork, s.further, &status, 1, 1, 1);
    else
      F::syevx(&job, &range, &side, &n, a, &ld, &p.low, &p.high, &p.first, &p.last, &tolerance, found, w, z, &ld,
               s.work, &s.lwork, s.iwork, s.further, &status, 1, 1, 1);
  }
  void gv() {
    if constexpr (complex)
      F::sygv(&p.type, &job, &side, &n, a, &ld, b, &ld, w, s.work, &s.lwork, s.rwork, &status, 1, 1);
    else F::sygv(&p.type, &job, &side, &n, a, &ld, b, &ld, w, s.work, &s.lwork, &status, 1, 1);
  }
  void gvd() {
    if constexpr (complex)
      F::sygvd(&p.type, &job, &side, &n, a, &ld, b, &ld, w, s.work, &s.lwork, s.rwork, &s.lrwork, s.iwork, &s.liwork,
               &status, 1, 1);
    else F::sygvd(&p.type, &job, &side, &n, a, &ld, b, &ld, w, s.work, &s.lwork, s.iwork, &s.liwork, &status, 1, 1);
  }
  void gvx() {
    if constexpr (complex)
      F::sygvx(&p.type, &job, &range, &side, &n, a, &ld, b, &ld, &p.low, &p.high, &p.first, &p.last, &tolerance, found,
               w, z, &ld, s.work, &s.lwork, s.rwork, s.iwork, s.further, &status, 1, 1, 1);
    else
      F::sygvx(&p.type, &job, &range, &side, &n, a, &ld, b, &ld, &p.low, &p.high, &p.first, &p.last, &tolerance, found,
               w, z, &ld, s.work, &s.lwork, s.iwork, s.further, &status, 1, 1, 1);
  }

  Int run() {
    *found = n;
    switch (p.driver) {
      case SymmetricDriver::ev: ev(); break;
      case SymmetricDriver::evd: evd(); break;
      case SymmetricDriver::evr: evr(); break;
      case SymmetricDriver::evx: evx(); break;
      case SymmetricDriver::gv: gv(); break;
      case SymmetricDriver::gvd: gvd(); break;
      case SymmetricDriver::gvx: gvx(); break;
    }
    return status;
  }
};

}  // namespace

const char* name(SymmetricDriver driver) {
  constexpr const char* names[] = {"ev", "evd", "evr", "evx", "gv", "gvd", "gvx"};
  return names[static_cast<int>(driver)];
}

template <class T>
SymmetricWorkspace<T> SymmetricWorkspace<T>::make(Context& ctx, const SymmetricProblem<T>& p) {
  T element{};
  Real<T> real{}, value{};
  Int integer = 0, found = 0, further[2] = {};
  Call<T> query(p, &element, &element, &value, &element, &found, {&element, -1, &real, -1, &integer, -1, further});
  check_arguments(query.run(), name(p.driver));
  const auto n = static_cast<std::size_t>(p.n);
  const bool inverse_iteration = p.driver == SymmetricDriver::evx || p.driver == SymmetricDriver::gvx;
  const bool asked = !inverse_iteration && p.driver != SymmetricDriver::ev && p.driver != SymmetricDriver::gv;
  const std::size_t reals =
      asked && is_complex_type<T> ? static_cast<std::size_t>(workspace_length(real, name(p.driver))) : 7 * n + 1;
  const std::size_t integers = asked ? static_cast<std::size_t>(std::max<Int>(integer, 1)) : 5 * n + 1;
  const auto work = static_cast<std::size_t>(workspace_length(std::real(element), name(p.driver)));
  return {Workspace<T>(ctx, p.n, work, reals, integers + 2 * n), static_cast<Int>(integers)};
}

template <class T>
Int symmetric_eigen(const SymmetricProblem<T>& p, T* a, T* b, Real<T>* w, T* z, Int* found,
                    SymmetricWorkspace<T>& workspace) {
  Workspace<T>& s = workspace.parts;
  return Call<T>(p, a, b, w, z, found,
                 {s.work.data(), s.length(), s.real.data(), static_cast<Int>(s.real.size()), s.integer.data(),
                  workspace.integers, s.integer.data() + workspace.integers})
      .run();
}

Int tridiagonal_eigen(Context& ctx, Int n, double* d, double* e, Int first, Int last, double* w, double* z) {
  Workspace<double> s(ctx, n, static_cast<std::size_t>(5 * n), 0, static_cast<std::size_t>(6 * n));
  const char job = 'V', range = 'I';
  const double unused = 0, tolerance = 0;
  Int found = 0, status = 0;
  CountedVector<double> values = ctx.vector<double>(static_cast<std::size_t>(n));  // the routine wants room for all
  dstevx_(&job, &range, &n, d, e, &unused, &unused, &first, &last, &tolerance, &found, values.data(), z, &n,
          s.work.data(), s.integer.data(), s.integer.data() + 5 * n, &status, 1, 1);
  std::copy_n(values.data(), last - first + 1, w);
  return status;
}

#define INSTANTIATE(T)                   \
  template struct SymmetricWorkspace<T>; \
  template Int symmetric_eigen(const SymmetricProblem<T>&, T*, T*, Real<T>*, T*, Int*, SymmetricWorkspace<T>&);
PERILUNE_LAPACK_INSTANTIATE(INSTANTIATE)
#undef INSTANTIATE

}  // namespace perilune::lapack
