#pragma once
// Special functions of complex numbers. Where the argument is real they agree with the real functions up to rounding.

#include "kernels/core/dtype.h"

namespace perilune::special::complex {

// complex_error.cpp; wofz(z) = exp(-z^2) erfc(-i z)
Complex128 wofz(Complex128 z);
Complex128 erf(Complex128 z);
Complex128 erfc(Complex128 z);
Complex128 erfcx(Complex128 z);
Complex128 erfi(Complex128 z);
Complex128 dawsn(Complex128 z);
Complex128 ndtr(Complex128 z);
Complex128 log_ndtr(Complex128 z);

// complex_gamma.cpp; loggamma is analytic but for a cut along the negative reals.
Complex128 gamma(Complex128 z);
Complex128 rgamma(Complex128 z);
Complex128 loggamma(Complex128 z);
Complex128 psi(Complex128 z);

Complex128 xlogy(Complex128 x, Complex128 y);
Complex128 xlog1py(Complex128 x, Complex128 y);

}  // namespace perilune::special::complex
