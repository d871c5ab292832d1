// exp, log and tanh of reals in plain arithmetic that vectorises, for processors with fused multiply-add: at most 1.1
// units in the last place (tanh 2.5), the same bits with any width of vectors, and no slow paths for results that
// underflow.
//
// exp: Cody and Waite's reduction x = n ln 2 + r, a polynomial for exp(r). log: x = 2^e m with m in [sqrt(1/2),
// sqrt(2)), s = (m - 1) / (m + 1), a polynomial in s^2 for the odd series of log (the arrangement of FreeBSD's msun).
// tanh(x) = E / (E + 2) with E = exp(2x) - 1 from the same pieces. The polynomials are Chebyshev fits of (exp(r) - 1 -
// r) / r^2 on |r| <= ln(2) / 2 and of (log((1 + s) / (1 - s)) / s - 2) / s^2 on |s| <= 3 - sqrt(8).

#include <bit>
#include <cmath>
#include <limits>

#include "kernels/array/elementwise_exponential_body.h"
#include "kernels/array/elementwise_loops.h"

namespace perilune::loops {

namespace {

template <class T>
struct Format;
template <>
struct Format<double> {
  using Bits = std::uint64_t;
  static constexpr int digits = 52, exponent_digits = 11, bias = 1023;
  static constexpr double magic = 0x1.8p52;  // adding it rounds to a whole number, which then lies in the low bits
  static constexpr double log2e = 0x1.71547652b82fep0, ln2_high = 0x1.62e42fefa39efp-1, ln2_low = 0x1.abc9e3b39803fp-56;
  static constexpr double tame = 708;                // exp(+-tame) is a normal number
  static constexpr double huge = 710, least = -746;  // beyond, exp is infinite, or 0
  static constexpr double flat = 20;                 // tanh is 1 from here on
  static constexpr double lift = 0x1p54;             // makes subnormal numbers normal
  static constexpr Bits root = 0x3fe6a09e667f3bcd;   // sqrt(1/2)
};
template <>
struct Format<float> {
  using Bits = std::uint32_t;
  static constexpr int digits = 23, exponent_digits = 8, bias = 127;
  static constexpr float magic = 0x1.8p23f;
  static constexpr float log2e = 0x1.715476p0f, ln2_high = 0x1.62e430p-1f, ln2_low = -0x1.05c610p-29f;
  static constexpr float tame = 87, huge = 89, least = -104, flat = 10, lift = 0x1p25f;
  static constexpr Bits root = 0x3f3504f3;
};
template <class T>
using Bits = typename Format<T>::Bits;

PERILUNE_BODY float fused(float a, float b, float c) { return __builtin_fmaf(a, b, c); }
template <class T>
PERILUNE_BODY Bits<T> bits(T x) {
  return std::bit_cast<Bits<T>>(x);
}

// (exp(r) - 1 - r) / r^2, as for double.
PERILUNE_BODY float tail(float r) {
  const float r2 = r * r;
  const float a = fused(0x1.5554dcp-3f, r, 0x1p-1f), b = fused(0x1.120ba2p-7f, r, 0x1.55551ap-5f);
  return fused(r2 * r2, 0x1.6d113cp-10f, fused(r2, b, a));
}
// series for float.
PERILUNE_BODY float series(float z) {
  return fused(z * z, fused(0x1.ddd1d8p-3f, z, 0x1.245c36p-2f), fused(0x1.9999ecp-2f, z, 0x1.555556p-1f));
}

// x = n ln 2 + r; p = exp(r) - 1.
template <class T>
struct Reduced {
  Bits<T> n;  // two's complement
  T whole, p;
};
template <class T>
PERILUNE_BODY Reduced<T> reduce(T x) {
  using F = Format<T>;
  const T shifted = fused(x, F::log2e, F::magic), n = shifted - F::magic;
  const T r = fused(-n, F::ln2_low, fused(-n, F::ln2_high, x));
  return {bits(shifted) - bits(F::magic), n, fused(r * r, tail(r), r)};
}
template <class T>
PERILUNE_BODY T power_of_2(Bits<T> n) {
  return std::bit_cast<T>((n + static_cast<Bits<T>>(Format<T>::bias)) << Format<T>::digits);
}

struct Exp {
  template <class T>
  using Out = T;
  template <Isa, class T>
  PERILUNE_BODY Fault run(std::int64_t n, const T* x, T* out) {
    using F = Format<T>;
    // The top bit says that some |x| is not below the limit: as integers the bits of positive numbers compare alike.
    constexpr Bits<T> tame = std::bit_cast<Bits<T>>(F::tame), magnitude = ~Bits<T>(0) >> 1;
    Bits<T> wild = 0;
    for (std::int64_t i = 0; i < n; ++i) wild |= tame - (bits(x[i]) & magnitude);
    if (wild >> (F::digits + F::exponent_digits) == 0) {
#pragma GCC ivdep
      for (std::int64_t i = 0; i < n; ++i) {
        const Reduced<T> v = reduce(x[i]);
        out[i] = std::bit_cast<T>(bits(T(1) + v.p) + (v.n << F::digits));
      }
      return 0;
    }
    // In two factors, of which the second rounds, so that infinities and subnormal numbers come out right.
#pragma GCC ivdep
    for (std::int64_t i = 0; i < n; ++i) {
      const T below = x[i] > F::huge ? F::huge : x[i], inside = below < F::least ? F::least : below;
      const Reduced<T> v = reduce(inside);
      const Bits<T> half = bits(fused(v.whole, T(0.5), F::magic)) - bits(F::magic);
      out[i] = (T(1) + v.p) * power_of_2<T>(half) * power_of_2<T>(v.n - half);
    }
    return 0;
  }
};

struct Log {
  template <class T>
  using Out = T;
  template <Isa, class T>
  PERILUNE_BODY Fault run(std::int64_t n, const T* x, T* out) {
    // The top bit says that some x is not a positive normal number.
    constexpr T smallest = std::numeric_limits<T>::min();
    constexpr Bits<T> first = std::bit_cast<Bits<T>>(smallest);
    constexpr Bits<T> span = std::bit_cast<Bits<T>>(std::numeric_limits<T>::max()) - first;
    Bits<T> wild = 0;
    for (std::int64_t i = 0; i < n; ++i) {
      const Bits<T> above = bits(x[i]) - first;
      wild |= above | (span - above);
    }
    if (wild >> (Format<T>::digits + Format<T>::exponent_digits) == 0) {
#pragma GCC ivdep
      for (std::int64_t i = 0; i < n; ++i) out[i] = of_normal(x[i], T(0));
      return 0;
    }
#pragma GCC ivdep
    for (std::int64_t i = 0; i < n; ++i) {
      const bool tiny = x[i] < smallest;
      const T lifted = tiny ? x[i] * Format<T>::lift : x[i];
      const T value = of_normal(lifted, tiny ? T(sizeof(T) == 8 ? 54 : 25) : T(0));
      constexpr T infinity = std::numeric_limits<T>::infinity();
      const T other = x[i] == 0 ? -infinity : std::numeric_limits<T>::quiet_NaN();
      out[i] = x[i] > 0 ? (x[i] < infinity ? value : infinity) : other;
    }
    return 0;
  }

 private:
  template <class T>
  PERILUNE_BODY T of_normal(T x, T lifted_by) {
    using F = Format<T>;
    constexpr Bits<T> one = std::bit_cast<Bits<T>>(T(1)), mask = (Bits<T>(1) << F::digits) - 1;
    const Bits<T> moved = bits(x) + (one - F::root);
    const T exponent = std::bit_cast<T>((moved >> F::digits) + bits(F::magic)) - (F::magic + T(F::bias)) - lifted_by;
    const T f = std::bit_cast<T>((moved & mask) + F::root) - T(1);
    const T s = f / (T(2) + f), z = s * s, half_square = T(0.5) * f * f;
    const T low = fused(s, fused(z, series(z), half_square), exponent * F::ln2_low);
    return fused(exponent, F::ln2_high, f - (half_square - low));
  }
};

struct Tanh {
  template <class T>
  PERILUNE_BODY T f(T x) {
    const T size = std::abs(x), inside = size > Format<T>::flat ? Format<T>::flat : size;
    const Reduced<T> v = reduce(inside + inside);
    const T scale = power_of_2<T>(v.n), excess = fused(scale, v.p, scale - T(1));
    return std::copysign(excess / (excess + T(2)), x);
  }
};

using enum DType;
constexpr Row<UnaryLoop> exp_row = unary_row<Exp, float32, float64>();
constexpr Row<UnaryLoop> log_row = unary_row<Log, float32, float64>();
constexpr Row<UnaryLoop> tanh_row = unary_row<Map<Tanh>, float32, float64>();

}  // namespace

UnaryLoop exponential(Isa isa, UnaryOp op, DType in) {
  switch (op) {
    case UnaryOp::exp: return pick(exp_row, isa, in);
    case UnaryOp::log: return pick(log_row, isa, in);
    case UnaryOp::tanh: return pick(tanh_row, isa, in);
    default: return nullptr;
  }
}

}  // namespace perilune::loops
