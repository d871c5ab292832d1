#include "kernels/core/dtype.h"

#include <algorithm>

namespace perilune {

namespace {
constexpr const char* names[dtype_count] = {"bool",    "uint8",   "int32",     "int64",
                                            "float32", "float64", "complex64", "complex128"};
}

const char* name(DType t) { return names[static_cast<int>(t)]; }

std::optional<DType> parse_dtype(std::string_view text) {
  for (int i = 0; i < dtype_count; ++i)
    if (text == names[i]) return static_cast<DType>(i);
  return std::nullopt;
}

DType promote(DType a, DType b) {
  if (a == b) return a;
  const auto [low, high] = std::minmax(a, b);
  if (high <= DType::int64) return high;  // bool < uint8 < int32 < int64
  // A 32-bit float holds bool and uint8 exactly, but not int32 or int64.
  const bool wide_integer = low == DType::int32 || low == DType::int64;
  if (high == DType::float32) return wide_integer ? DType::float64 : DType::float32;
  if (high == DType::complex64) return wide_integer || low == DType::float64 ? DType::complex128 : DType::complex64;
  return high;
}

DType to_inexact(DType t) { return is_inexact(t) ? t : DType::float64; }

DType real_part_dtype(DType t) {
  if (t == DType::complex128) return DType::float64;
  return t == DType::complex64 ? DType::float32 : t;
}

DType complex_dtype(DType t) {
  return t == DType::float32 || t == DType::complex64 ? DType::complex64 : DType::complex128;
}

bool can_cast_same_kind(DType from, DType to) {
  if (from == DType::uint8 || to != DType::uint8) return kind(from) <= kind(to);
  return from == DType::bool_;  // a signed integer does not fit uint8's kind
}

}  // namespace perilune
