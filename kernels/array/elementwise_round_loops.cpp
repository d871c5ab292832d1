// Rounding to decimals. scale is 10^|decimals|; with negative decimals the number is divided by it first.

#include <cmath>
#include <limits>

#include "kernels/array/elementwise_loops.h"

namespace perilune::loops {

namespace {

template <class T>
[[gnu::always_inline]] inline void round_body(std::int64_t n, const void* in, void* out, double by, bool up) {
  auto* x = static_cast<const T*>(in);
  auto* o = static_cast<T*>(out);
  const auto scale = static_cast<T>(by);
  if (up) {
    // Where scaling overflows there are no decimals to lose.
#pragma GCC ivdep
    for (std::int64_t i = 0; i < n; ++i) {
      const T scaled = x[i] * scale, rounded = std::rint(scaled) / scale;
      o[i] = std::abs(scaled) <= std::numeric_limits<T>::max() ? rounded : x[i];
    }
  } else {
#pragma GCC ivdep
    for (std::int64_t i = 0; i < n; ++i) {
      const T whole = std::rint(x[i] / scale);
      o[i] = whole == 0 ? whole : whole * scale;
    }
  }
}

using RealRound = void (*)(std::int64_t, const void*, void*, double, bool);
template <class T>
void round_baseline(std::int64_t n, const void* in, void* out, double scale, bool up) {
  round_body<T>(n, in, out, scale, up);
}
#if defined(__x86_64__)
template <class T>
PERILUNE_AVX2 void round_avx2(std::int64_t n, const void* in, void* out, double scale, bool up) {
  round_body<T>(n, in, out, scale, up);
}
template <class T>
PERILUNE_AVX512 void round_avx512(std::int64_t n, const void* in, void* out, double scale, bool up) {
  round_body<T>(n, in, out, scale, up);
}
#endif
template <class T>
RealRound round_for([[maybe_unused]] Isa isa) {
#if defined(__x86_64__)
  if (isa == Isa::avx512) return round_avx512<T>;
  if (isa == Isa::avx2) return round_avx2<T>;
#endif
  return round_baseline<T>;
}

// The last `zeros` digits, half to even.
template <class T>
Fault round_integer(std::int64_t n, const void* in, void* out, int zeros) {
  auto* x = static_cast<const T*>(in);
  auto* o = static_cast<T*>(out);
  std::int64_t unit = 1;
  for (int i = 0; i < zeros && unit != 0; ++i)
    if (__builtin_mul_overflow(unit, std::int64_t{10}, &unit)) unit = 0;
  Fault fault = 0;
  for (std::int64_t i = 0; i < n; ++i) {
    std::int64_t result = 0;
    if (unit != 0) {  // else every integer is nearer to 0
      const std::int64_t value = x[i], rest = value % unit, size = rest < 0 ? -rest : rest;
      const bool odd = (value / unit) % 2 != 0;
      result = value - rest;
      if (size > unit - size || (size == unit - size && odd))
        if (__builtin_add_overflow(result, value < 0 ? -unit : unit, &result)) fault |= overflow;
    }
    o[i] = static_cast<T>(result);
    if (o[i] != result) fault |= overflow;
  }
  return fault;
}

}  // namespace

Fault round_decimals(Isa isa, DType dtype, std::int64_t n, const void* in, void* out, int decimals) {
  const double scale = std::pow(10.0, std::abs(static_cast<double>(decimals)));
  switch (dtype) {
    case DType::uint8: return round_integer<std::uint8_t>(n, in, out, -decimals);
    case DType::int32: return round_integer<std::int32_t>(n, in, out, -decimals);
    case DType::int64: return round_integer<std::int64_t>(n, in, out, -decimals);
    case DType::complex64: n *= 2; [[fallthrough]];
    case DType::float32: round_for<float>(isa)(n, in, out, scale, decimals > 0); return 0;
    case DType::complex128: n *= 2; [[fallthrough]];
    default: round_for<double>(isa)(n, in, out, scale, decimals > 0); return 0;
  }
}

}  // namespace perilune::loops
