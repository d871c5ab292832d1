#pragma once
// What binary operations should give, element by element, in plain C++: the other opinion in the generated product.

#include "tests/kernels/array/elementwise_support.h"

namespace perilune::test {

// What the oracle expects of one element: a number of the result's dtype, and how far it may be off.
struct Expected {
  Complex128 value = 0;
  std::int64_t integer = 0;
  long double exact = 0;  // for tolerance > 0
  double tolerance = 0;   // ULP; complex ones per part
};

template <class T>
Expected expect(T v) {
  if constexpr (is_complex_type<T>) return {Complex128(v)};
  else if constexpr (std::is_floating_point_v<T>) return {Complex128(static_cast<double>(v))};
  else return {0, static_cast<std::int64_t>(v)};
}
inline Expected near(long double exact) { return {0, 0, exact, 4}; }

template <class T>
bool ordered_less(T a, T b, bool or_equal) {
  if constexpr (is_complex_type<T>) {
    if (std::isnan(a.imag()) || std::isnan(b.imag())) return a.real() == b.real() && false;
    if (a.real() < b.real()) return true;
    return a.real() == b.real() && (or_equal ? a.imag() <= b.imag() : a.imag() < b.imag());
  } else {
    return or_equal ? a <= b : a < b;
  }
}
template <class T>
bool has_nan(T a) {
  if constexpr (is_complex_type<T>) return std::isnan(a.real()) || std::isnan(a.imag());
  else if constexpr (std::is_floating_point_v<T>) return std::isnan(a);
  else return false;
}
template <class T>
bool truth(T a) {
  return a != T(0);
}

// Python's: quotient rounded down, the remainder with the sign of the divisor.
template <class T>
std::pair<T, T> divmod(T a, T b) {
  if constexpr (std::is_floating_point_v<T>) {
    if (b == 0) return {a / b, std::numeric_limits<T>::quiet_NaN()};
    T rest = std::fmod(a, b);
    T quotient = (a - rest) / b;
    if (rest != 0) {
      if ((b < 0) != (rest < 0)) {
        rest += b;
        quotient -= 1;
      }
    } else {
      rest = std::copysign(T(0), b);
    }
    if (quotient != 0) {
      const T whole = std::floor(quotient);
      return {quotient - whole > T(0.5) ? whole + 1 : whole, rest};
    }
    return {std::copysign(T(0), a / b), rest};
  } else {
    const long long x = static_cast<long long>(a), y = static_cast<long long>(b);
    long long quotient = x / y, rest = x % y;
    if (rest != 0 && (rest < 0) != (y < 0)) {
      quotient -= 1;
      rest += y;
    }
    return {static_cast<T>(quotient), static_cast<T>(rest)};
  }
}

template <class T>
Expected oracle(BinaryOp op, T a, T b) {
  constexpr bool integer = std::is_integral_v<T> && !std::is_same_v<T, bool>;
  constexpr bool real = std::is_floating_point_v<T>;
  switch (op) {
    case BinaryOp::equal: return expect(a == b);
    case BinaryOp::not_equal: return expect(a != b);
    case BinaryOp::less: return expect(ordered_less(a, b, false));
    case BinaryOp::less_equal: return expect(ordered_less(a, b, true));
    case BinaryOp::greater: return expect(ordered_less(b, a, false));
    case BinaryOp::greater_equal: return expect(ordered_less(b, a, true));
    case BinaryOp::logical_and: return expect(truth(a) && truth(b));
    case BinaryOp::logical_or: return expect(truth(a) || truth(b));
    case BinaryOp::logical_xor: return expect(truth(a) != truth(b));
    case BinaryOp::maximum:
      if (has_nan(a)) return expect(a);
      if (has_nan(b)) return expect(b);
      return expect(ordered_less(b, a, true) ? a : b);
    case BinaryOp::minimum:
      if (has_nan(a)) return expect(a);
      if (has_nan(b)) return expect(b);
      return expect(ordered_less(a, b, true) ? a : b);
    case BinaryOp::fmax:
      if (has_nan(b)) return expect(a);
      if (has_nan(a)) return expect(b);
      return expect(ordered_less(b, a, true) ? a : b);
    case BinaryOp::fmin:
      if (has_nan(b)) return expect(a);
      if (has_nan(a)) return expect(b);
      return expect(ordered_less(a, b, true) ? a : b);
    default: break;
  }
  if constexpr (std::is_same_v<T, bool>) {
    switch (op) {
      case BinaryOp::add:
      case BinaryOp::bit_or: return expect(a || b);
      case BinaryOp::multiply:
      case BinaryOp::bit_and: return expect(a && b);
      case BinaryOp::bit_xor: return expect(a != b);
      default: break;
    }
  } else if constexpr (is_complex_type<T>) {
    using R = typename T::value_type;
    switch (op) {
      case BinaryOp::add: return expect(T(a.real() + b.real(), a.imag() + b.imag()));
      case BinaryOp::subtract: return expect(T(a.real() - b.real(), a.imag() - b.imag()));
      case BinaryOp::multiply:
        return expect(T(a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()));
      case BinaryOp::divide: {
        const R c = b.real(), d = b.imag();
        if (std::abs(c) >= std::abs(d)) {
          if (c == 0 && d == 0) return expect(T(a.real() / std::abs(c), a.imag() / std::abs(c)));
          const R ratio = d / c, scale = R(1) / (c + d * ratio);
          return expect(T((a.real() + a.imag() * ratio) * scale, (a.imag() - a.real() * ratio) * scale));
        }
        const R ratio = c / d, scale = R(1) / (d + c * ratio);
        return expect(T((a.real() * ratio + a.imag()) * scale, (a.imag() * ratio - a.real()) * scale));
      }
      default: break;
    }
  } else {
    switch (op) {
      case BinaryOp::add: return expect(static_cast<T>(a + b));
      case BinaryOp::subtract: return expect(static_cast<T>(a - b));
      case BinaryOp::multiply: return expect(static_cast<T>(a * b));
      case BinaryOp::divide: return expect(static_cast<T>(a / b));
      case BinaryOp::floor_divide: return expect(divmod(a, b).first);
      case BinaryOp::remainder: return expect(divmod(a, b).second);
      case BinaryOp::fmod:
        if constexpr (real) return expect(std::fmod(a, b));
        else return expect(static_cast<T>(a % b));
      default: break;
    }
  }
  if constexpr (integer) {
    constexpr int width = 8 * sizeof(T);
    const bool inside = static_cast<std::uint64_t>(static_cast<std::int64_t>(b)) < static_cast<std::uint64_t>(width);
    switch (op) {
      case BinaryOp::bit_or: return expect(static_cast<T>(a | b));
      case BinaryOp::bit_and: return expect(static_cast<T>(a & b));
      case BinaryOp::bit_xor: return expect(static_cast<T>(a ^ b));
      case BinaryOp::left_shift:
        return expect(inside ? static_cast<T>(static_cast<std::uint64_t>(static_cast<std::int64_t>(a)) << b) : T(0));
      case BinaryOp::right_shift: return expect(static_cast<T>(inside ? a >> b : a < 0 ? -1 : 0));
      default: break;
    }
  }
  if constexpr (real) {
    switch (op) {
      case BinaryOp::power: return near(std::pow(static_cast<long double>(a), static_cast<long double>(b)));
      case BinaryOp::arctan2: return near(std::atan2(static_cast<long double>(a), static_cast<long double>(b)));
      case BinaryOp::hypot: return near(std::hypot(static_cast<long double>(a), static_cast<long double>(b)));
      case BinaryOp::copysign: return expect(std::copysign(a, b));
      default: break;
    }
  }
  FAIL("no oracle for " << name(op));
  return {};
}

// The dtype in which the operands meet. Written out again here: this is NumPy's table, not the library's.
inline DType meeting_dtype(BinaryOp op, DType promoted) {
  switch (op) {
    case BinaryOp::divide:
    case BinaryOp::power:
    case BinaryOp::arctan2:
    case BinaryOp::hypot:
    case BinaryOp::copysign: return promoted < DType::float32 ? DType::float64 : promoted;
    case BinaryOp::floor_divide:
    case BinaryOp::remainder:
    case BinaryOp::fmod: return promoted == DType::bool_ ? DType::uint8 : promoted;
    default: return promoted;
  }
}
inline bool has_meaning(BinaryOp op, DType promoted) {
  const bool complex = is_complex(promoted), integer = promoted <= DType::int64, boolean = promoted == DType::bool_;
  switch (op) {
    case BinaryOp::subtract: return !boolean;
    case BinaryOp::floor_divide:
    case BinaryOp::remainder:
    case BinaryOp::fmod:
    case BinaryOp::arctan2:
    case BinaryOp::hypot:
    case BinaryOp::copysign: return !complex;
    case BinaryOp::power: return true;
    case BinaryOp::bit_and:
    case BinaryOp::bit_or:
    case BinaryOp::bit_xor: return integer;
    case BinaryOp::left_shift:
    case BinaryOp::right_shift: return integer && !boolean;
    default: return true;
  }
}
inline bool gives_bool(BinaryOp op) { return op >= BinaryOp::logical_and; }

template <class T>
T element_as(DType dtype, const std::byte* p) {
  const Scalar s = load(dtype, p);
  if constexpr (is_complex_type<T>)
    return s.exact() ? T(static_cast<typename T::value_type>(s.integer), 0)
                     : T(static_cast<typename T::value_type>(s.value.real()),
                         static_cast<typename T::value_type>(s.value.imag()));
  else if constexpr (std::is_floating_point_v<T>)
    return s.exact() ? static_cast<T>(s.integer) : static_cast<T>(s.value.real());
  else if constexpr (std::is_same_v<T, bool>) return s.exact() ? s.integer != 0 : s.value != 0.0;
  else return static_cast<T>(s.integer);
}

template <class T>
bool agrees(const Expected& e, T got) {
  if constexpr (std::is_same_v<T, bool>) return e.integer == static_cast<std::int64_t>(got);
  else if constexpr (is_complex_type<T>) return same(static_cast<T>(e.value), got);
  else if constexpr (std::is_floating_point_v<T>)
    return e.tolerance > 0 ? ulp_distance(got, e.exact) <= e.tolerance : same(static_cast<T>(e.value.real()), got);
  else return e.integer == static_cast<std::int64_t>(got);
}

}  // namespace perilune::test
