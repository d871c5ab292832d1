// Add, subtract, multiply. Integers gather an overflow flag instead of branching, so that the loops stay vectors.

#include <limits>

#include "kernels/array/elementwise_loops.h"

namespace perilune::loops {

namespace {

template <class T>
constexpr int top_bit = std::numeric_limits<std::make_unsigned_t<T>>::digits - 1;

struct Add {
  template <class T>
  using Out = T;
  template <Isa isa, class T>
  PERILUNE_BODY Fault run(std::int64_t n, const T* x, const T* y, T* out) {
    if constexpr (is_complex_type<T>) {
      using R = typename T::value_type;
      return run<isa, R>(2 * n, reinterpret_cast<const R*>(x), reinterpret_cast<const R*>(y),
                         reinterpret_cast<R*>(out));
    } else if constexpr (std::is_integral_v<T>) {
      using U = std::make_unsigned_t<T>;
      U wrong = 0;
#pragma GCC ivdep
      for (std::int64_t i = 0; i < n; ++i) {
        const U a = static_cast<U>(x[i]), b = static_cast<U>(y[i]), s = static_cast<U>(a + b);
        // Signed: the sum's sign differs from both. Unsigned: the carry out of the top bit.
        wrong |= std::is_signed_v<T> ? (s ^ a) & (s ^ b) : (a & b) | ((a | b) & ~s);
        out[i] = static_cast<T>(s);
      }
      return (wrong >> top_bit<T>) ? overflow : 0;
    } else {
#pragma GCC ivdep
      for (std::int64_t i = 0; i < n; ++i) out[i] = x[i] + y[i];
      return 0;
    }
  }
};

struct Subtract {
  template <class T>
  using Out = T;
  template <Isa isa, class T>
  PERILUNE_BODY Fault run(std::int64_t n, const T* x, const T* y, T* out) {
    if constexpr (is_complex_type<T>) {
      using R = typename T::value_type;
      return run<isa, R>(2 * n, reinterpret_cast<const R*>(x), reinterpret_cast<const R*>(y),
                         reinterpret_cast<R*>(out));
    } else if constexpr (std::is_integral_v<T>) {
      using U = std::make_unsigned_t<T>;
      U wrong = 0;
#pragma GCC ivdep
      for (std::int64_t i = 0; i < n; ++i) {
        const U a = static_cast<U>(x[i]), b = static_cast<U>(y[i]), d = static_cast<U>(a - b);
        wrong |= std::is_signed_v<T> ? (a ^ b) & (a ^ d) : (~a & b) | ((~a | b) & d);
        out[i] = static_cast<T>(d);
      }
      return (wrong >> top_bit<T>) ? overflow : 0;
    } else {
#pragma GCC ivdep
      for (std::int64_t i = 0; i < n; ++i) out[i] = x[i] - y[i];
      return 0;
    }
  }
};

struct Multiply {
  template <class T>
  using Out = T;
  template <Isa isa, class T>
  PERILUNE_BODY Fault run(std::int64_t n, const T* x, const T* y, T* out) {
    if constexpr (std::is_integral_v<T>) {
      return multiply_integers(n, x, y, out);
    } else {
#pragma GCC ivdep
      for (std::int64_t i = 0; i < n; ++i) out[i] = x[i] * y[i];
      return 0;
    }
  }

 private:
  // Factors of half the width cannot overflow, and are the rule; only a chunk with larger ones is looked at product by
  // product.
  template <class T>
  PERILUNE_BODY Fault multiply_integers(std::int64_t n, const T* x, const T* y, T* out) {
    using U = std::make_unsigned_t<T>;
    constexpr int half = std::numeric_limits<U>::digits / 2;
    constexpr U middle = std::is_signed_v<T> ? U(U(1) << (half - 1)) : U(0);
    U wide = 0;
    for (std::int64_t i = 0; i < n; ++i)
      wide |= static_cast<U>(static_cast<U>(x[i]) + middle) | static_cast<U>(static_cast<U>(y[i]) + middle);
    if (wide >> half == 0) {
#pragma GCC ivdep
      for (std::int64_t i = 0; i < n; ++i) out[i] = static_cast<T>(static_cast<U>(x[i]) * static_cast<U>(y[i]));
      return 0;
    }
    if constexpr (sizeof(T) == 8) {
      bool wrong = false;
      for (std::int64_t i = 0; i < n; ++i) {
        long long p;
        wrong |= __builtin_mul_overflow(x[i], y[i], &p);
        out[i] = p;
      }
      return wrong ? overflow : 0;
    } else {
      using Wide = std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint16_t>;
      Wide wrong = 0;
#pragma GCC ivdep
      for (std::int64_t i = 0; i < n; ++i) {
        const Wide p = static_cast<Wide>(static_cast<Wide>(x[i]) * static_cast<Wide>(y[i]));
        const T low = static_cast<T>(p);
        wrong |= static_cast<Wide>(p ^ static_cast<Wide>(low));
        out[i] = low;
      }
      return wrong ? overflow : 0;
    }
  }
};

struct Or {
  static std::uint8_t f(std::uint8_t x, std::uint8_t y) { return (x | y) != 0; }
};
struct And {
  static std::uint8_t f(std::uint8_t x, std::uint8_t y) { return (x != 0) & (y != 0); }
};

using enum DType;
template <class Op>
constexpr Row<BinaryLoop> reals = binary_row<Op, uint8, int32, int64, float32, float64>();
template <class Op>
constexpr Row<BinaryLoop> numbers = binary_row<Op, complex64, complex128>(reals<Op>);
constexpr Row<BinaryLoop> add = binary_row<Map2<Or>, bool_>(numbers<Add>);
constexpr Row<BinaryLoop> multiply = binary_row<Map2<And>, bool_>(reals<Multiply>);

}  // namespace

BinaryLoop arithmetic(Isa isa, BinaryOp op, DType in) {
  switch (op) {
    case BinaryOp::add: return pick(add, isa, in);
    case BinaryOp::subtract: return pick(numbers<Subtract>, isa, in);
    default: return is_complex(in) ? complex_arithmetic(isa, op, in) : pick(multiply, isa, in);
  }
}

}  // namespace perilune::loops
