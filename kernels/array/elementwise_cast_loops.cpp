// Casts between contiguous runs. Widening ones cannot fail; those to an integer report what does not fit, or wrap.

#include <cmath>
#include <cstring>
#include <limits>

#include "kernels/array/elementwise_loops.h"

namespace perilune::loops {

namespace {

// Casts to bool need a type of their own: a byte that is read as "not zero" and written as 0 or 1.
struct Truth {
  std::uint8_t byte;
};
template <DType dtype>
using Element = std::conditional_t<dtype == DType::bool_, Truth, Stored<dtype>>;

// Modulo 2^bits, the fraction dropped; NaN and infinity become the smallest value.
template <class To>
To wrapped(double x) {
  if (std::abs(x) < 0x1p63) return static_cast<To>(static_cast<std::int64_t>(x));
  if (!std::isfinite(x)) return std::numeric_limits<To>::min();
  double rest = std::fmod(x, 0x1p64);
  if (rest < 0) rest += 0x1p64;
  return static_cast<To>(static_cast<std::uint64_t>(rest));
}

template <class To, bool wrap>
struct CastTo {
  template <class T>
  using Out = To;
  template <Isa, class T>
  PERILUNE_BODY Fault run(std::int64_t n, const T* x, To* out) {
    constexpr bool to_integer = std::is_integral_v<To>;
    if constexpr (to_integer && std::is_floating_point_v<T> && wrap) {
      for (std::int64_t i = 0; i < n; ++i) out[i] = wrapped<To>(static_cast<double>(x[i]));
      return 0;
    } else if constexpr (to_integer && std::is_floating_point_v<T>) {
      std::uint32_t wrong = 0;
#pragma GCC ivdep
      for (std::int64_t i = 0; i < n; ++i) {
        const bool fits = inside(x[i]);
        wrong |= !fits;
        const T safe = fits ? x[i] : T(0);
        if constexpr (sizeof(To) == 1) out[i] = static_cast<To>(static_cast<std::int32_t>(safe));
        else out[i] = static_cast<To>(safe);
      }
      return wrong ? out_of_range : 0;
    } else if constexpr (to_integer && std::is_integral_v<T> && sizeof(To) < sizeof(T) && !wrap) {
      T wrong = 0;
#pragma GCC ivdep
      for (std::int64_t i = 0; i < n; ++i) {
        out[i] = static_cast<To>(x[i]);
        wrong |= static_cast<T>(x[i] ^ static_cast<T>(static_cast<To>(x[i])));
      }
      return wrong ? out_of_range : 0;
    } else if constexpr (is_complex_type<To> && std::is_floating_point_v<T>) {
      using R = typename To::value_type;
      auto* parts = reinterpret_cast<R*>(out);
#pragma GCC ivdep
      for (std::int64_t i = 0; i < n; ++i) {
        parts[2 * i] = static_cast<R>(x[i]);
        parts[2 * i + 1] = 0;
      }
      return 0;
    } else {
#pragma GCC ivdep
      for (std::int64_t i = 0; i < n; ++i) out[i] = convert(x[i]);
      return 0;
    }
  }

 private:
  // Whether x without its fraction is a To. The bounds are exact: a bound that T cannot hold is a power of two.
  template <class T>
  PERILUNE_BODY bool inside(T x) {
    constexpr double low = static_cast<double>(std::numeric_limits<To>::min());
    constexpr double high = 2.0 * static_cast<double>(std::uint64_t{1} << (std::numeric_limits<To>::digits - 1));
    if constexpr (sizeof(To) == 8 || (sizeof(To) == 4 && sizeof(T) == 4))
      return (x >= static_cast<T>(low)) & (x < static_cast<T>(high));
    else return (x > static_cast<T>(low - 1)) & (x < static_cast<T>(high));
  }
  template <class T>
  PERILUNE_BODY To convert(T x) {
    if constexpr (std::is_same_v<T, Truth>) {
      return CastTo<To, wrap>::convert(static_cast<std::uint8_t>(x.byte != 0));
    } else if constexpr (std::is_same_v<To, Truth>) {
      if constexpr (is_complex_type<T>) return {static_cast<std::uint8_t>((x.real() != 0) | (x.imag() != 0))};
      else return {static_cast<std::uint8_t>(x != 0)};
    } else if constexpr (is_complex_type<To>) {
      using R = typename To::value_type;
      if constexpr (is_complex_type<T>) return To(static_cast<R>(x.real()), static_cast<R>(x.imag()));
      else return To(static_cast<R>(x), 0);
    } else {
      return static_cast<To>(x);
    }
  }
  template <class, bool>
  friend struct CastTo;
};

using enum DType;
using Table = Row<UnaryLoop>[dtype_count];  // [to].at[isa][from]

template <DType from, DType to, bool wrap>
constexpr UnaryLoop loop_for(Isa isa) {
  using To = Element<to>;
  if constexpr (is_complex(from) && !is_complex(to) && to != bool_) return nullptr;
  else return unary_for<CastTo<To, wrap>, Element<from>>(isa);
}
// Where wrapping makes no difference both tables hold the same loops.
constexpr bool may_fail(DType from, DType to) {
  return is_integer(to) && (is_inexact(from) || itemsize(from) > itemsize(to));
}
template <DType to, bool wrap, DType... from>
constexpr Row<UnaryLoop> row_to() {
  Row<UnaryLoop> row;
  for (int i = 0; i < isa_count; ++i)
    ((row.at[i][static_cast<int>(from)] = loop_for<from, to, (wrap && may_fail(from, to))>(static_cast<Isa>(i))), ...);
  return row;
}
template <bool wrap, DType to>
constexpr Row<UnaryLoop> row = row_to<to, wrap, bool_, uint8, int32, int64, float32, float64, complex64, complex128>();

template <bool wrap>
const Row<UnaryLoop>& row_for(DType to) {
  static constexpr const Row<UnaryLoop>* rows[dtype_count] = {
      &row<wrap, bool_>,   &row<wrap, uint8>,   &row<wrap, int32>,     &row<wrap, int64>,
      &row<wrap, float32>, &row<wrap, float64>, &row<wrap, complex64>, &row<wrap, complex128>};
  return *rows[static_cast<int>(to)];
}

}  // namespace

UnaryLoop cast(Isa isa, DType from, DType to, bool wrap) {
  return pick(wrap ? row_for<true>(to) : row_for<false>(to), isa, from);
}

}  // namespace perilune::loops
