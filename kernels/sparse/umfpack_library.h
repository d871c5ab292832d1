#pragma once
// The functions of UMFPACK, by element type; of a library that is opened when the first factors are wanted.

#if defined(PERILUNE_SUITESPARSE)

#include <umfpack.h>

#include "kernels/core/dtype.h"

namespace perilune::sparse {

struct UmfpackLibrary {
#define PERILUNE_UMFPACK(f) \
  f(symbolic) f(numeric) f(solve) f(defaults) f(free_symbolic) f(free_numeric) f(get_lunz) f(get_numeric)
#define PERILUNE_MEMBER(name)                       \
  decltype(umfpack_di_##name)* di_##name = nullptr; \
  decltype(umfpack_zi_##name)* zi_##name = nullptr;
  PERILUNE_UMFPACK(PERILUNE_MEMBER)
#undef PERILUNE_MEMBER
};

// Null where it cannot be opened: Eigen takes its place.
const UmfpackLibrary* umfpack();

// Complex numbers go packed, which a null pointer for the imaginary parts says.
template <class T>
struct UmfpackRoutines;
template <>
struct UmfpackRoutines<double> {
  const UmfpackLibrary& library;
  int symbolic(int n, const int* p, const int* i, const double* x, void** out, const double* control,
               double* info) const {
    return library.di_symbolic(n, n, p, i, x, out, control, info);
  }
  int numeric(const int* p, const int* i, const double* x, void* from, void** out, const double* control,
              double* info) const {
    return library.di_numeric(p, i, x, from, out, control, info);
  }
  int solve(const int* p, const int* i, const double* a, double* x, const double* b, void* numeric,
            const double* control, double* info) const {
    return library.di_solve(UMFPACK_A, p, i, a, x, b, numeric, control, info);
  }
  void defaults(double* control) const { library.di_defaults(control); }
  void free_symbolic(void** s) const { library.di_free_symbolic(s); }
  void free_numeric(void** n) const { library.di_free_numeric(n); }
  int sizes(int* l, int* u, int* rows, int* columns, int* diagonal, void* numeric) const {
    return library.di_get_lunz(l, u, rows, columns, diagonal, numeric);
  }
  int factors(int* lp, int* lj, double* lx, int* up, int* ui, double* ux, int* p, int* q, int* reciprocal,
              double* scale, void* numeric) const {
    return library.di_get_numeric(lp, lj, lx, up, ui, ux, p, q, nullptr, reciprocal, scale, numeric);
  }
};
template <>
struct UmfpackRoutines<Complex128> {
  const UmfpackLibrary& library;
  static const double* parts(const Complex128* x) { return reinterpret_cast<const double*>(x); }
  static double* parts(Complex128* x) { return reinterpret_cast<double*>(x); }
  int symbolic(int n, const int* p, const int* i, const Complex128* x, void** out, const double* control,
               double* info) const {
    return library.zi_symbolic(n, n, p, i, parts(x), nullptr, out, control, info);
  }
  int numeric(const int* p, const int* i, const Complex128* x, void* from, void** out, const double* control,
              double* info) const {
    return library.zi_numeric(p, i, parts(x), nullptr, from, out, control, info);
  }
  int solve(const int* p, const int* i, const Complex128* a, Complex128* x, const Complex128* b, void* numeric,
            const double* control, double* info) const {
    return library.zi_solve(UMFPACK_A, p, i, parts(a), nullptr, parts(x), nullptr, parts(b), nullptr, numeric, control,
                            info);
  }
  void defaults(double* control) const { library.zi_defaults(control); }
  void free_symbolic(void** s) const { library.zi_free_symbolic(s); }
  void free_numeric(void** n) const { library.zi_free_numeric(n); }
  int sizes(int* l, int* u, int* rows, int* columns, int* diagonal, void* numeric) const {
    return library.zi_get_lunz(l, u, rows, columns, diagonal, numeric);
  }
  int factors(int* lp, int* lj, Complex128* lx, int* up, int* ui, Complex128* ux, int* p, int* q, int* reciprocal,
              double* scale, void* numeric) const {
    return library.zi_get_numeric(lp, lj, parts(lx), nullptr, up, ui, parts(ux), nullptr, p, q, nullptr, nullptr,
                                  reciprocal, scale, numeric);
  }
};

}  // namespace perilune::sparse

#endif
