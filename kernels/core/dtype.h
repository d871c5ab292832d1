#pragma once
// The eight element types and NumPy's promotion among them.

#include <complex>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace perilune {

enum class DType : std::uint8_t { bool_, uint8, int32, int64, float32, float64, complex64, complex128 };

inline constexpr int dtype_count = 8;

using Complex64 = std::complex<float>;
using Complex128 = std::complex<double>;

// What an element is, widest last: promotion never goes down this ladder.
enum class Kind : std::uint8_t { boolean, integer, real, complex };

constexpr std::size_t itemsize(DType t) {
  constexpr std::uint8_t sizes[dtype_count] = {1, 1, 4, 8, 4, 8, 8, 16};
  return sizes[static_cast<int>(t)];
}

constexpr Kind kind(DType t) {
  if (t == DType::bool_) return Kind::boolean;
  if (t <= DType::int64) return Kind::integer;
  return t <= DType::float64 ? Kind::real : Kind::complex;
}

constexpr bool is_integer(DType t) { return kind(t) == Kind::integer; }
constexpr bool is_real_floating(DType t) { return kind(t) == Kind::real; }
constexpr bool is_complex(DType t) { return kind(t) == Kind::complex; }
constexpr bool is_inexact(DType t) { return t >= DType::float32; }

const char* name(DType t);
std::optional<DType> parse_dtype(std::string_view name);

// Every name of a dtype, for messages and completion.
inline constexpr const char* dtype_names = "float64|float32|complex128|complex64|int64|int32|uint8|bool";

// NumPy's result_type for two arrays.
DType promote(DType a, DType b);
// The dtype in which float functions of t are computed: integers and bool become float64.
DType to_inexact(DType t);
// complex128 -> float64, complex64 -> float32, the rest unchanged.
DType real_part_dtype(DType t);
// float32 -> complex64, every other real type -> complex128.
DType complex_dtype(DType t);
// True when NumPy's "same_kind" casting allows from -> to.
bool can_cast_same_kind(DType from, DType to);

template <class T>
inline constexpr bool is_complex_type = false;
template <class T>
inline constexpr bool is_complex_type<std::complex<T>> = true;

template <class T>
struct DTypeOf;
template <>
struct DTypeOf<bool> {
  static constexpr DType value = DType::bool_;
};
template <>
struct DTypeOf<std::uint8_t> {
  static constexpr DType value = DType::uint8;
};
template <>
struct DTypeOf<std::int32_t> {
  static constexpr DType value = DType::int32;
};
template <>
struct DTypeOf<std::int64_t> {
  static constexpr DType value = DType::int64;
};
template <>
struct DTypeOf<float> {
  static constexpr DType value = DType::float32;
};
template <>
struct DTypeOf<double> {
  static constexpr DType value = DType::float64;
};
template <>
struct DTypeOf<Complex64> {
  static constexpr DType value = DType::complex64;
};
template <>
struct DTypeOf<Complex128> {
  static constexpr DType value = DType::complex128;
};
template <class T>
inline constexpr DType dtype_of = DTypeOf<T>::value;

template <class T>
struct TypeTag {
  using type = T;
};

// Calls f(TypeTag<T>{}) with the C++ type of t.
template <class F>
decltype(auto) dispatch(DType t, F&& f) {
  switch (t) {
    case DType::bool_: return f(TypeTag<bool>{});
    case DType::uint8: return f(TypeTag<std::uint8_t>{});
    case DType::int32: return f(TypeTag<std::int32_t>{});
    case DType::int64: return f(TypeTag<std::int64_t>{});
    case DType::float32: return f(TypeTag<float>{});
    case DType::float64: return f(TypeTag<double>{});
    case DType::complex64: return f(TypeTag<Complex64>{});
    default: return f(TypeTag<Complex128>{});
  }
}

// The same for the four types that LAPACK and FFTW know; t must be inexact.
template <class F>
decltype(auto) dispatch_inexact(DType t, F&& f) {
  switch (t) {
    case DType::float32: return f(TypeTag<float>{});
    case DType::float64: return f(TypeTag<double>{});
    case DType::complex64: return f(TypeTag<Complex64>{});
    default: return f(TypeTag<Complex128>{});
  }
}

}  // namespace perilune
