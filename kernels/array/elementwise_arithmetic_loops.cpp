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
    if constexpr (is_complex_type<T>) {
      // The textbook product, as NumPy's; C's rules for infinities would cost a call per element.
#pragma GCC ivdep
      for (std::int64_t i = 0; i < n; ++i) {
        const auto a = x[i].real(), b = x[i].imag(), c = y[i].real(), d = y[i].imag();
        out[i] = T(a * c - b * d, a * d + b * c);
      }
      return 0;
    } else if constexpr (sizeof(T) == 8 && std::is_integral_v<T>) {
      return multiply_int64(n, x, y, out);
    } else if constexpr (std::is_integral_v<T>) {
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
    } else {
#pragma GCC ivdep
      for (std::int64_t i = 0; i < n; ++i) out[i] = x[i] * y[i];
      return 0;
    }
  }

 private:
  // No vector unit gives the high half of a 64-bit product, but factors of at most 32 bits need none.
  PERILUNE_BODY Fault multiply_int64(std::int64_t n, const std::int64_t* x, const std::int64_t* y, std::int64_t* out) {
    constexpr std::uint64_t half = std::uint64_t{1} << 31;
    std::uint64_t wide = 0;
    for (std::int64_t i = 0; i < n; ++i)
      wide |= (static_cast<std::uint64_t>(x[i]) + half) | (static_cast<std::uint64_t>(y[i]) + half);
    if (wide >> 32 == 0) {
#pragma GCC ivdep
      for (std::int64_t i = 0; i < n; ++i) out[i] = x[i] * y[i];
      return 0;
    }
    bool wrong = false;
    for (std::int64_t i = 0; i < n; ++i) {
      long long p;
      wrong |= __builtin_mul_overflow(x[i], y[i], &p);
      out[i] = p;
    }
    return wrong ? overflow : 0;
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
constexpr Row<BinaryLoop> numbers(Row<BinaryLoop> row = {}) {
  return binary_row<Op, uint8, int32, int64, float32, float64, complex64, complex128>(row);
}
constexpr Row<BinaryLoop> add = numbers<Add>(binary_row<Map2<Or>, bool_>());
constexpr Row<BinaryLoop> subtract = numbers<Subtract>();
constexpr Row<BinaryLoop> multiply = numbers<Multiply>(binary_row<Map2<And>, bool_>());

}  // namespace

BinaryLoop arithmetic(Isa isa, BinaryOp op, DType in) {
  return pick(op == BinaryOp::add ? add : op == BinaryOp::subtract ? subtract : multiply, isa, in);
}

}  // namespace perilune::loops
