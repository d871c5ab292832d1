#pragma once
// What loops over real and complex elements alike need.

#include "kernels/core/dtype.h"

namespace perilune {

template <class T>
struct RealOf {
  using type = T;
};
template <class T>
struct RealOf<std::complex<T>> {
  using type = T;
};
template <class T>
using Real = typename RealOf<T>::type;

// The product as BLAS forms it. That of std::complex looks for nan, to repair infinities that a plain sum of products
// loses, and calls a function for it.
template <class T>
inline T times(T x, T y) {
  if constexpr (is_complex_type<T>)
    return T(x.real() * y.real() - x.imag() * y.imag(), x.real() * y.imag() + x.imag() * y.real());
  else return static_cast<T>(x * y);
}

}  // namespace perilune
