// Unary operations that are a few instructions: signs, rounding, roots, parts, classification.

#include <cmath>
#include <limits>
#include <numbers>

#include "kernels/array/elementwise_loops.h"

namespace perilune::loops {

namespace {

// Integers: -x or |x|, with a flag for the value that has no counterpart.
template <bool always>
struct Negate {
  template <class T>
  using Out = T;
  template <Isa isa, class T>
  PERILUNE_BODY Fault run(std::int64_t n, const T* x, T* out) {
    if constexpr (is_complex_type<T>) {
      using R = typename T::value_type;
      return run<isa, R>(2 * n, reinterpret_cast<const R*>(x), reinterpret_cast<R*>(out));
    } else if constexpr (std::is_integral_v<T>) {
      using U = std::make_unsigned_t<T>;
      U wrong = 0;
#pragma GCC ivdep
      for (std::int64_t i = 0; i < n; ++i) {
        const U a = static_cast<U>(x[i]), turned = static_cast<U>(U(0) - a);
        // A number whose negative has its own sign bit: the smallest, and unsigned ones but 0.
        wrong |= std::is_signed_v<T> ? (x[i] == std::numeric_limits<T>::min()) : a;
        out[i] = static_cast<T>(always || x[i] < 0 ? turned : a);
      }
      return wrong ? overflow : 0;
    } else {
#pragma GCC ivdep
      for (std::int64_t i = 0; i < n; ++i) out[i] = always ? -x[i] : std::abs(x[i]);
      return 0;
    }
  }
};

struct Square {
  template <class T>
  using Out = T;
  template <Isa isa, class T>
  PERILUNE_BODY Fault run(std::int64_t n, const T* x, T* out) {
    if constexpr (std::is_integral_v<T>) {
      // |x| below the root of the largest value, or it overflows.
      constexpr T root = sizeof(T) == 1 ? T(15) : sizeof(T) == 4 ? T(46340) : static_cast<T>(3037000499LL);
      using U = std::make_unsigned_t<T>;
      std::uint64_t wrong = 0;
#pragma GCC ivdep
      for (std::int64_t i = 0; i < n; ++i) {
        wrong |= x[i] > root;
        if constexpr (std::is_signed_v<T>) wrong |= x[i] < -root;
        out[i] = static_cast<T>(static_cast<U>(x[i]) * static_cast<U>(x[i]));
      }
      return wrong ? overflow : 0;
    } else {
#pragma GCC ivdep
      for (std::int64_t i = 0; i < n; ++i) out[i] = x[i] * x[i];
      return 0;
    }
  }
};

struct Sign {
  template <class T>
  PERILUNE_BODY T f(T x) {
    if constexpr (is_complex_type<T>) {
      // NumPy 1.x: the sign of the real part, or of the imaginary part where that is 0.
      using R = typename T::value_type;
      const R key = x.real() == 0 ? x.imag() : x.real();
      const R one = key > 0 ? R(1) : key < 0 ? R(-1) : R(0);
      const bool nan = (x.real() != x.real()) | (x.imag() != x.imag());
      return T(nan ? std::numeric_limits<R>::quiet_NaN() : one, 0);
    } else if constexpr (std::is_integral_v<T>) {
      return static_cast<T>((x > 0) - (x < 0));
    } else {
      return x > 0 ? T(1) : x < 0 ? T(-1) : x == 0 ? T(0) : x;
    }
  }
};
struct Reciprocal {
  template <class T>
  PERILUNE_BODY T f(T x) {
    return T(1) / x;
  }
};
struct Root {
  template <class T>
  PERILUNE_BODY T f(T x) {
    return std::sqrt(x);
  }
};
// x^0.5, which differs from the root at -0 and -infinity.
struct HalfPower {
  template <class T>
  PERILUNE_BODY T f(T x) {
    const T root = std::sqrt(x + T(0));
    return x == -std::numeric_limits<T>::infinity() ? -x : root;
  }
};
struct Conjugate {
  template <class T>
  PERILUNE_BODY T f(T x) {
    return T(x.real(), -x.imag());
  }
};
struct RealPart {
  template <class T>
  PERILUNE_BODY typename T::value_type f(T x) {
    return x.real();
  }
};
struct ImaginaryPart {
  template <class T>
  PERILUNE_BODY typename T::value_type f(T x) {
    return x.imag();
  }
};

// Applied to both parts of complex numbers.
template <class F>
struct Parts {
  template <class T>
  PERILUNE_BODY T f(T x) {
    if constexpr (is_complex_type<T>) return T(F::f(x.real()), F::f(x.imag()));
    else return F::f(x);
  }
};
struct Round {
  template <class T>
  PERILUNE_BODY T f(T x) {
    return std::rint(x);
  }
};
struct Floor {
  template <class T>
  PERILUNE_BODY T f(T x) {
    return std::floor(x);
  }
};
struct Ceil {
  template <class T>
  PERILUNE_BODY T f(T x) {
    return std::ceil(x);
  }
};
struct Trunc {
  template <class T>
  PERILUNE_BODY T f(T x) {
    return std::trunc(x);
  }
};

struct IsNan {
  template <class T>
  PERILUNE_BODY bool f(T x) {
    if constexpr (is_complex_type<T>) return (x.real() != x.real()) | (x.imag() != x.imag());
    else return x != x;
  }
};
struct IsFinite {
  template <class T>
  PERILUNE_BODY bool f(T x) {
    if constexpr (is_complex_type<T>) return f(x.real()) & f(x.imag());
    else return std::abs(x) <= std::numeric_limits<T>::max();
  }
};
struct IsInf {
  template <class T>
  PERILUNE_BODY bool f(T x) {
    if constexpr (is_complex_type<T>) return f(x.real()) | f(x.imag());
    else return std::abs(x) > std::numeric_limits<T>::max();
  }
};
struct SignBit {
  template <class T>
  PERILUNE_BODY bool f(T x) {
    if constexpr (std::is_integral_v<T>) return x < 0;
    else return std::signbit(x);
  }
};
// arctan2(0, x)
struct Angle {
  template <class T>
  PERILUNE_BODY T f(T x) {
    return x != x ? x : std::signbit(x) ? std::numbers::pi_v<T> : T(0);
  }
};
struct Invert {
  template <class T>
  PERILUNE_BODY T f(T x) {
    return static_cast<T>(~x);
  }
};
struct Not {
  PERILUNE_BODY std::uint8_t f(std::uint8_t x) { return x == 0; }
};

using enum DType;
template <class F>
constexpr Row<UnaryLoop> reals = unary_row<Map<F>, float32, float64>();
template <class F>
constexpr Row<UnaryLoop> complexes = unary_row<Map<F>, complex64, complex128>();
template <class F>
constexpr Row<UnaryLoop> inexact = unary_row<Map<F>, complex64, complex128>(reals<F>);
template <class F>
constexpr Row<UnaryLoop> numbers = unary_row<Map<F>, uint8, int32, int64>(inexact<F>);
constexpr Row<UnaryLoop> negative =
    unary_row<Negate<true>, uint8, int32, int64, float32, float64, complex64, complex128>();
constexpr Row<UnaryLoop> absolute = unary_row<Negate<false>, int32, int64, float32, float64>();
constexpr Row<UnaryLoop> square = unary_row<Square, uint8, int32, int64, float32, float64>();
constexpr Row<UnaryLoop> signbit_row = unary_row<Map<SignBit>, int32, int64>(reals<SignBit>);
constexpr Row<UnaryLoop> invert = unary_row<Map<Not>, bool_>(unary_row<Map<Invert>, uint8, int32, int64>());
constexpr Row<UnaryLoop> logical_not = unary_row<Map<Not>, bool_>();

}  // namespace

UnaryLoop half_power(Isa isa, DType in) { return pick(reals<HalfPower>, isa, in); }

UnaryLoop simple_unary(Isa isa, UnaryOp op, DType in) {
  switch (op) {
    case UnaryOp::negative: return pick(negative, isa, in);
    case UnaryOp::absolute: return pick(absolute, isa, in);
    case UnaryOp::sign: return pick(numbers<Sign>, isa, in);
    case UnaryOp::sqrt: return pick(reals<Root>, isa, in);
    case UnaryOp::square: return is_complex(in) ? complex_arithmetic(isa, op, in) : pick(square, isa, in);
    case UnaryOp::reciprocal:
      return is_complex(in) ? complex_arithmetic(isa, op, in) : pick(reals<Reciprocal>, isa, in);
    case UnaryOp::round: return pick(inexact<Parts<Round>>, isa, in);
    case UnaryOp::floor: return pick(reals<Floor>, isa, in);
    case UnaryOp::ceil: return pick(reals<Ceil>, isa, in);
    case UnaryOp::trunc: return pick(reals<Trunc>, isa, in);
    case UnaryOp::conj: return pick(complexes<Conjugate>, isa, in);
    case UnaryOp::real: return pick(complexes<RealPart>, isa, in);
    case UnaryOp::imag: return pick(complexes<ImaginaryPart>, isa, in);
    case UnaryOp::angle: return pick(reals<Angle>, isa, in);
    case UnaryOp::isnan: return pick(inexact<IsNan>, isa, in);
    case UnaryOp::isfinite: return pick(inexact<IsFinite>, isa, in);
    case UnaryOp::isinf: return pick(inexact<IsInf>, isa, in);
    case UnaryOp::signbit: return pick(signbit_row, isa, in);
    case UnaryOp::invert: return pick(invert, isa, in);
    case UnaryOp::logical_not: return pick(logical_not, isa, in);
    default: return nullptr;
  }
}

}  // namespace perilune::loops
