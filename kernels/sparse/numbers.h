#pragma once
// Products of numbers without the special cases of std::complex: its operator * calls a function for each product, to
// repair infinities that a plain sum of products loses.

#include "kernels/core/dtype.h"
#include "kernels/lapack/types.h"

namespace perilune::sparse {

using lapack::Real;

template <class T>
inline T product(T a, T b) {
  if constexpr (is_complex_type<T>)
    return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
  else return static_cast<T>(a * b);
}
template <class T>
inline T conjugate(T a) {
  if constexpr (is_complex_type<T>) return {a.real(), -a.imag()};
  else return a;
}
template <class T>
inline T scaled(T a, Real<T> s) {
  if constexpr (is_complex_type<T>) return {a.real() * s, a.imag() * s};
  else return a * s;
}
template <class T>
inline Real<T> square(T a) {
  if constexpr (is_complex_type<T>) return a.real() * a.real() + a.imag() * a.imag();
  else return a * a;
}

}  // namespace perilune::sparse
