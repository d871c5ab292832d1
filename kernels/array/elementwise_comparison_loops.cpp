// Four comparisons; greater is less with the operands swapped, which apply() does. Complex numbers are ordered by real,
// then imaginary part, as in NumPy; NaN anywhere is unordered.

#include "kernels/array/elementwise_loops.h"

namespace perilune::loops {

namespace {

struct Equal {
  template <class T>
  PERILUNE_BODY bool f(T x, T y) {
    if constexpr (is_complex_type<T>) return (x.real() == y.real()) & (x.imag() == y.imag());
    else return x == y;
  }
};
struct NotEqual {
  template <class T>
  PERILUNE_BODY bool f(T x, T y) {
    return !Equal::f(x, y);
  }
};
template <bool or_equal>
struct Less {
  template <class T>
  PERILUNE_BODY bool f(T x, T y) {
    if constexpr (is_complex_type<T>) {
      const bool second = or_equal ? x.imag() <= y.imag() : x.imag() < y.imag();
      const bool no_nan = (x.imag() == x.imag()) & (y.imag() == y.imag());
      return ((x.real() < y.real()) & no_nan) | ((x.real() == y.real()) & second);
    } else {
      return or_equal ? x <= y : x < y;
    }
  }
};

using enum DType;
template <class F>
constexpr Row<BinaryLoop> row =
    binary_row<Map2<F>, bool_, uint8, int32, int64, float32, float64, complex64, complex128>();

}  // namespace

BinaryLoop comparison(Isa isa, BinaryOp op, DType in) {
  switch (op) {
    case BinaryOp::equal: return pick(row<Equal>, isa, in);
    case BinaryOp::not_equal: return pick(row<NotEqual>, isa, in);
    case BinaryOp::less: return pick(row<Less<false>>, isa, in);
    case BinaryOp::less_equal: return pick(row<Less<true>>, isa, in);
    default: return nullptr;
  }
}

}  // namespace perilune::loops
