#pragma once
// NumPy's order of complex numbers.

#include <cmath>

#include "kernels/core/dtype.h"

namespace perilune {

template <class R>
bool has_nan(const std::complex<R>& z) {
  return std::isnan(z.real()) || std::isnan(z.imag());
}

// By real part, then by imaginary part; neither may hold a NaN.
template <class R>
bool complex_less(const std::complex<R>& a, const std::complex<R>& b) {
  return a.real() < b.real() || (a.real() == b.real() && a.imag() < b.imag());
}

// A total order, NaN last: numbers without NaN, then those whose imaginary part alone is NaN by real part, then those
// whose real part alone is by imaginary part, then those where both are.
template <class R>
bool complex_sorts_before(const std::complex<R>& a, const std::complex<R>& b) {
  const auto place = [](const std::complex<R>& z) { return 2 * std::isnan(z.real()) + std::isnan(z.imag()); };
  const int of_a = place(a), of_b = place(b);
  if (of_a != of_b) return of_a < of_b;
  if (of_a == 0) return complex_less(a, b);
  return of_a == 1 ? a.real() < b.real() : of_a == 2 && a.imag() < b.imag();
}

}  // namespace perilune
