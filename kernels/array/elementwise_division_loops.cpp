// Divide, floor_divide, remainder, fmod. Python's rule for the first two of a pair of signs: the remainder has the
// divisor's; fmod has the dividend's.

#include <cmath>
#include <limits>

#include "kernels/array/elementwise_loops.h"

namespace perilune::loops {

namespace {

struct Divide {
  template <class T>
  PERILUNE_BODY T f(T x, T y) {
    return x / y;
  }
};

enum class Want { floor_quotient, floor_remainder, fmod };

// From the exact fmod of x and y, as CPython does it.
template <Want want, class T>
PERILUNE_BODY T finish(T x, T y, T rest) {
  if constexpr (want == Want::fmod) {
    return rest;
  } else if constexpr (want == Want::floor_remainder) {
    const T moved = rest != 0 && (y < 0) != (rest < 0) ? rest + y : rest;
    return moved == 0 ? std::copysign(T(0), y) : moved;
  } else {
    T quotient = (x - rest) / y;
    quotient = rest != 0 && (y < 0) != (rest < 0) ? quotient - 1 : quotient;
    T whole = std::floor(quotient);
    whole = quotient - whole > T(0.5) ? whole + 1 : whole;
    return quotient == 0 ? std::copysign(T(0), x / y) : whole;
  }
}

template <Want want>
struct RealDivision {
  template <class T>
  using Out = T;
  template <Isa isa, class T>
  PERILUNE_BODY Fault run(std::int64_t n, const T* x, const T* y, T* out) {
    if constexpr (has_fma(isa)) {
      // While the quotient is below 2^52, x - trunc(x / y) * y comes out exactly from one fused operation, but for a
      // quotient that was rounded up to a whole number; then y is added once, exactly too.
      constexpr T limit = T(std::uint64_t{1} << (std::numeric_limits<T>::digits - 1));
      T results[chunk<T>];
      std::uint64_t hard = 0;
      for (std::int64_t i = 0; i < n; ++i) {
        const T quotient = x[i] / y[i];
        hard |= !((std::abs(quotient) < limit) & (std::abs(y[i]) <= std::numeric_limits<T>::max()));
        T rest = fused(-std::trunc(quotient), y[i], x[i]);
        rest = rest != 0 && (rest < 0) != (x[i] < 0) ? rest + std::copysign(y[i], x[i]) : rest;
        results[i] = finish<want>(x[i], y[i], std::copysign(rest, x[i]));
      }
      if (!hard) {
#pragma GCC ivdep
        for (std::int64_t i = 0; i < n; ++i) out[i] = results[i];
        return 0;
      }
    }
    for (std::int64_t i = 0; i < n; ++i)
      out[i] =
          y[i] == 0 && want == Want::floor_quotient ? x[i] / y[i] : finish<want>(x[i], y[i], std::fmod(x[i], y[i]));
    return 0;
  }

 private:
  PERILUNE_BODY float fused(float a, float b, float c) { return __builtin_fmaf(a, b, c); }
  PERILUNE_BODY double fused(double a, double b, double c) { return __builtin_fma(a, b, c); }
};

template <Want want, class T>
PERILUNE_BODY T finish_integer(T x, T y, T quotient) {
  T rest = static_cast<T>(x - quotient * y);
  if constexpr (want == Want::fmod) return rest;
  const bool down = std::is_signed_v<T> && rest != 0 && (rest < 0) != (y < 0);
  return want == Want::floor_quotient ? static_cast<T>(quotient - down) : static_cast<T>(down ? rest + y : rest);
}

template <Want want>
struct IntegerDivision {
  template <class T>
  using Out = T;
  template <Isa isa, class T>
  PERILUNE_BODY Fault run(std::int64_t n, const T* x, const T* y, T* out) {
    using Real = std::conditional_t<sizeof(T) == 1, float, double>;
    // A quotient of numbers that the float type holds exactly never rounds up to a whole number: for int64 that takes
    // numbers below 2^26; the rest, and processors without vector conversions, divide one by one.
    if constexpr (sizeof(T) == 8) {
      std::uint64_t wide = isa == Isa::avx512 ? 0 : 1;
      if constexpr (isa == Isa::avx512) {
        constexpr std::uint64_t half = std::uint64_t{1} << 31;
        for (std::int64_t i = 0; i < n; ++i)
          wide |= ((static_cast<std::uint64_t>(x[i]) + half) | (static_cast<std::uint64_t>(y[i]) + half)) >> 32;
      }
      if (wide) return one_by_one(n, x, y, out);
    }
    std::uint64_t zero = 0, wrong = 0;
#pragma GCC ivdep
    for (std::int64_t i = 0; i < n; ++i) {
      const T a = x[i], b = y[i];
      zero |= b == 0;
      bool over = false;
      if constexpr (sizeof(T) == 4) over = a == std::numeric_limits<T>::min() && b == T(-1);
      if constexpr (want == Want::floor_quotient) wrong |= over;
      const T divisor = b == 0 || over ? T(1) : b;
      const T quotient = static_cast<T>(static_cast<Real>(a) / static_cast<Real>(divisor));
      // The smallest value by -1 leaves no rest, as by 1.
      out[i] = finish_integer<want, T>(a, divisor, quotient);
    }
    return (zero ? zero_division : 0) | (wrong ? overflow : 0);
  }

 private:
  template <class T>
  PERILUNE_BODY Fault one_by_one(std::int64_t n, const T* x, const T* y, T* out) {
    Fault fault = 0;
    for (std::int64_t i = 0; i < n; ++i) {
      const T a = x[i], b = y[i];
      const bool over = a == std::numeric_limits<T>::min() && b == T(-1);
      if (b == 0) fault |= zero_division;
      if (over && want == Want::floor_quotient) fault |= overflow;
      const T divisor = b == 0 || over ? T(1) : b;
      out[i] = finish_integer<want, T>(a, divisor, static_cast<T>(a / divisor));
    }
    return fault;
  }
};

using enum DType;
template <Want want>
constexpr Row<BinaryLoop> division_row =
    binary_row<RealDivision<want>, float32, float64>(binary_row<IntegerDivision<want>, uint8, int32, int64>());
constexpr Row<BinaryLoop> divide = binary_row<Map2<Divide>, float32, float64>();

}  // namespace

BinaryLoop division(Isa isa, BinaryOp op, DType in) {
  switch (op) {
    case BinaryOp::divide: return is_complex(in) ? complex_arithmetic(isa, op, in) : pick(divide, isa, in);
    case BinaryOp::floor_divide: return pick(division_row<Want::floor_quotient>, isa, in);
    case BinaryOp::remainder: return pick(division_row<Want::floor_remainder>, isa, in);
    default: return pick(division_row<Want::fmod>, isa, in);
  }
}

}  // namespace perilune::loops
