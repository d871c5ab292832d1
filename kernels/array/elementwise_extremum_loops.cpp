// maximum and minimum (NaN wins), fmax and fmin (NaN loses), copysign. Complex numbers compare by real, then imaginary
// part, as in NumPy. Among equals the first operand stays.

#include <cmath>

#include "kernels/array/elementwise_loops.h"

namespace perilune::loops {

namespace {

template <class T>
PERILUNE_BODY bool is_nan(T x) {
  if constexpr (is_complex_type<T>) return (x.real() != x.real()) | (x.imag() != x.imag());
  else return x != x;
}
template <bool up, class T>
PERILUNE_BODY bool keeps(T x, T y) {
  if constexpr (is_complex_type<T>) {
    const bool first = up ? x.real() > y.real() : x.real() < y.real();
    const bool second = up ? x.imag() >= y.imag() : x.imag() <= y.imag();
    return (first & (x.imag() == x.imag()) & (y.imag() == y.imag())) | ((x.real() == y.real()) & second);
  } else {
    return up ? x >= y : x <= y;
  }
}

template <bool up, bool nan_wins>
struct Extremum {
  template <class T>
  PERILUNE_BODY T f(T x, T y) {
    return keeps<up>(x, y) | is_nan(nan_wins ? x : y) ? x : y;
  }
};
struct CopySign {
  template <class T>
  PERILUNE_BODY T f(T x, T y) {
    return std::copysign(x, y);
  }
};

using enum DType;
template <bool up, bool nan_wins>
constexpr Row<BinaryLoop> row = binary_row<Map2<Extremum<up, nan_wins>>, float32, float64, complex64, complex128>(
    binary_row<Map2<Extremum<up, true>>, bool_, uint8, int32, int64>());
constexpr Row<BinaryLoop> copysign_row = binary_row<Map2<CopySign>, float32, float64>();

}  // namespace

BinaryLoop extremum(Isa isa, BinaryOp op, DType in) {
  switch (op) {
    case BinaryOp::maximum: return pick(row<true, true>, isa, in);
    case BinaryOp::minimum: return pick(row<false, true>, isa, in);
    case BinaryOp::fmax: return pick(row<true, false>, isa, in);
    case BinaryOp::fmin: return pick(row<false, false>, isa, in);
    default: return pick(copysign_row, isa, in);
  }
}

}  // namespace perilune::loops
