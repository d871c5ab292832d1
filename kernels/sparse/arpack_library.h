#pragma once
// ARPACK's routines as gfortran compiles them. (The C interface of the package passes complex numbers by value in a
// type that C++ does not have.)

#include <cstddef>

#include "kernels/lapack/types.h"

namespace perilune::sparse {

extern "C" {
using ArpackInt = lapack::Int;

#define PERILUNE_ITERATE(name)                                                                             \
  void name(ArpackInt* ido, const char* bmat, const ArpackInt* n, const char* which, const ArpackInt* nev, \
            const double* tol, double* resid, const ArpackInt* ncv, double* v, const ArpackInt* ldv,       \
            ArpackInt* iparam, ArpackInt* ipntr, double* workd, double* workl, const ArpackInt* lworkl,    \
            ArpackInt* info, std::size_t, std::size_t);
PERILUNE_ITERATE(dsaupd_)
PERILUNE_ITERATE(dnaupd_)
#undef PERILUNE_ITERATE
void znaupd_(ArpackInt* ido, const char* bmat, const ArpackInt* n, const char* which, const ArpackInt* nev,
             const double* tol, Complex128* resid, const ArpackInt* ncv, Complex128* v, const ArpackInt* ldv,
             ArpackInt* iparam, ArpackInt* ipntr, Complex128* workd, Complex128* workl, const ArpackInt* lworkl,
             double* rwork, ArpackInt* info, std::size_t, std::size_t);

void dseupd_(const ArpackInt* rvec, const char* howmny, ArpackInt* select, double* d, double* z, const ArpackInt* ldz,
             const double* sigma, const char* bmat, const ArpackInt* n, const char* which, const ArpackInt* nev,
             const double* tol, double* resid, const ArpackInt* ncv, double* v, const ArpackInt* ldv, ArpackInt* iparam,
             ArpackInt* ipntr, double* workd, double* workl, const ArpackInt* lworkl, ArpackInt* info, std::size_t,
             std::size_t, std::size_t);
void dneupd_(const ArpackInt* rvec, const char* howmny, ArpackInt* select, double* dr, double* di, double* z,
             const ArpackInt* ldz, const double* sigmar, const double* sigmai, double* workev, const char* bmat,
             const ArpackInt* n, const char* which, const ArpackInt* nev, const double* tol, double* resid,
             const ArpackInt* ncv, double* v, const ArpackInt* ldv, ArpackInt* iparam, ArpackInt* ipntr, double* workd,
             double* workl, const ArpackInt* lworkl, ArpackInt* info, std::size_t, std::size_t, std::size_t);
void zneupd_(const ArpackInt* rvec, const char* howmny, ArpackInt* select, Complex128* d, Complex128* z,
             const ArpackInt* ldz, const Complex128* sigma, Complex128* workev, const char* bmat, const ArpackInt* n,
             const char* which, const ArpackInt* nev, const double* tol, Complex128* resid, const ArpackInt* ncv,
             Complex128* v, const ArpackInt* ldv, ArpackInt* iparam, ArpackInt* ipntr, Complex128* workd,
             Complex128* workl, const ArpackInt* lworkl, double* rwork, ArpackInt* info, std::size_t, std::size_t,
             std::size_t);
}

struct ArpackLibrary {
#define PERILUNE_ARPACK(f) f(dsaupd_) f(dnaupd_) f(znaupd_) f(dseupd_) f(dneupd_) f(zneupd_)
#define PERILUNE_MEMBER(name) decltype(sparse::name)* name = nullptr;
  PERILUNE_ARPACK(PERILUNE_MEMBER)
#undef PERILUNE_MEMBER
};

// InternalError where it cannot be opened.
const ArpackLibrary& arpack();

}  // namespace perilune::sparse
