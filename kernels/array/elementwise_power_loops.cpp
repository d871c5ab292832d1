// x^y of reals in plain arithmetic that vectorises, for processors with fused multiply-add: at most 1 unit in the last
// place, the same bits with any width of vectors.
//
// exp(y log |x|) with the logarithm as a sum of two numbers: x = 2^e m with m in [sqrt(1/2), sqrt(2)), s = (m - 1) / (m
// + 1), log m = 2 s + s^3 (2/3 + z q(z)) for z = s^2. All but q is carried in two parts, about 64 bits, since the
// product with y may be as large as 709 and its absolute error is what counts. q, and (exp(r) - 1 - r) / r^2, are
// Chebyshev fits. float32 takes plain float64 and shorter polynomials. What is not tame (x of 0, infinite, NaN,
// subnormal, results near the ends of the range) goes to the C library, element by element, so no value depends on its
// neighbours.

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#include "kernels/array/elementwise_loops.h"
#include "kernels/array/elementwise_power_body.h"

namespace perilune::loops {

namespace {

// The same for results of float32: 40 bits will do.
PERILUNE_BODY double short_log(double e, double s) {
  const double z = s * s;
  const double series = fused(z * z, fused(0x1.ddcf7101b6371p-3, z, 0x1.245c40aecb50cp-2),
                              fused(0x1.9999eb63e783dp-2, z, 0x1.5555554bb1b2fp-1));
  return fused(e, ln2_high, fused(s * z, series, 2 * s));
}
PERILUNE_BODY double short_exp(double p) {
  const double shifted = fused(p, log2e, magic), n = shifted - magic, r = fused(-n, ln2_high, p), r2 = r * r;
  const double a = fused(0x1.5555555a78ed4p-3, r, 0x1.0000000b9129bp-1);
  const double b = fused(0x1.1110e0f238322p-7, r, 0x1.5554e9063586ep-5);
  const double c = fused(0x1.a124f19fe89acp-13, r, 0x1.6d43246b523b4p-10);
  const double value = 1 + fused(r2, fused(r2 * r2, c, fused(r2, b, a)), r);
  return std::bit_cast<double>(bits(value) + ((bits(shifted) - bits(magic)) << 52));
}

template <class T>
using BitsOf = std::conditional_t<sizeof(T) == 8, std::uint64_t, std::uint32_t>;

struct Power {
  template <class T>
  using Out = T;
  // Short loops of a fixed length: these become vectors, several of which are on their way at a time.
  template <Isa, class T>
  PERILUNE_BODY Fault run(std::int64_t n, const T* x, const T* y, T* out) {
    constexpr int size = chunk<T>;
    alignas(64) T bases[size], exponents[size];
    if (n < size) {
      for (int i = 0; i < size; ++i) {
        bases[i] = i < n ? x[i] : T(1);
        exponents[i] = i < n ? y[i] : T(1);
      }
      x = bases;
      y = exponents;
    }
    alignas(64) double values[size];
    alignas(64) T measures[size], results[size];
    if constexpr (sizeof(T) == 8) magnitudes(x, y, values, measures);
    else magnitudes(x, y, values);
    // float64 takes any float32 and its powers without trouble.
    constexpr bool double_precision = sizeof(T) == 8;
    constexpr T least = double_precision ? std::numeric_limits<T>::min() : std::numeric_limits<T>::denorm_min();
    constexpr T most = std::numeric_limits<T>::max();
    alignas(64) BitsOf<T> wild[size];  // not 0 where the C library must do it
    for (int i = 0; i < size; ++i) {
      const T size_of_x = std::abs(x[i]), measure = std::abs(double_precision ? measures[i] : y[i]);
      wild[i] = ~(mask<T>(size_of_x >= least) & mask<T>(size_of_x <= most) &
                  mask<T>(measure <= (double_precision ? T(limit) : most)));
      results[i] = with_sign<T>(x[i], y[i], static_cast<T>(values[i]));
    }
    BitsOf<T> any = 0;
    for (int i = 0; i < size; ++i) any |= wild[i];
    if (any != 0)
      for (int i = 0; i < size; ++i)
        if (wild[i]) results[i] = std::pow(x[i], y[i]);
    std::memcpy(out, results, static_cast<std::size_t>(n) * sizeof(T));
    return 0;
  }

 private:
  static constexpr double limit = 708;  // exp(+-limit) is a normal number

  // |x|^y, and what exp was taken of.
  PERILUNE_BODY void magnitudes(const double* x, const double* y, double* values, double* measures) {
    constexpr int size = chunk<double>;
    alignas(64) double high[size], low[size], whole[size];
    for (int i = 0; i < size; ++i) {
      const Split parts = split(std::abs(x[i]));
      const Sum ratio = ratio_of(parts.f);
      whole[i] = parts.e;
      high[i] = ratio.high;
      low[i] = ratio.low;
    }
    for (int i = 0; i < size; ++i) {
      const Sum log = log_of(whole[i], {high[i], low[i]});
      high[i] = log.high;
      low[i] = log.low;
    }
    for (int i = 0; i < size; ++i) {
      const Sum product = exact_product(y[i], high[i]);
      values[i] = exp_of({product.high, fused(y[i], low[i], product.low)});
      measures[i] = product.high;
    }
  }
  PERILUNE_BODY void magnitudes(const float* x, const float* y, double* values) {
    constexpr int size = chunk<float>;
    alignas(64) double ratios[size], whole[size];
    for (int i = 0; i < size; ++i) {
      const Split parts = split(static_cast<double>(std::abs(x[i])));
      whole[i] = parts.e;
      ratios[i] = parts.f / (2 + parts.f);
    }
    for (int i = 0; i < size; ++i) {
      const double p = static_cast<double>(y[i]) * short_log(whole[i], ratios[i]), above = p < -limit ? -limit : p;
      values[i] = above > limit ? limit : above;
    }
    for (int i = 0; i < size; ++i) values[i] = short_exp(values[i]);
  }

  // In masks, which vectors have: the compiler would jump.
  template <class T>
  PERILUNE_BODY BitsOf<T> mask(bool b) {
    return b ? ~BitsOf<T>(0) : BitsOf<T>(0);
  }
  // |x|^y to x^y.
  template <class T>
  PERILUNE_BODY T with_sign(T x, T y, T value) {
    using B = BitsOf<T>;
    constexpr B sign = ~(~B(0) >> 1), nan = std::bit_cast<B>(std::numeric_limits<T>::quiet_NaN());
    const T half = T(0.5) * y;
    const B whole = mask<T>(std::rint(y) == y), odd = mask<T>(std::rint(half) != half), negative = mask<T>(x < 0);
    return std::bit_cast<T>(std::bit_cast<B>(value) | (negative & ((whole & odd & sign) | (~whole & nan))));
  }
};

constexpr Row<BinaryLoop> power_row = binary_row<Power, DType::float32, DType::float64>();

}  // namespace

BinaryLoop real_power(Isa isa, DType in) { return pick(power_row, isa, in); }

}  // namespace perilune::loops
