#pragma once
// Logarithms and exponentials in two parts, for float64: what powers and the special functions share. Used with fused
// multiply-add only.

#include <bit>

#include "kernels/array/elementwise_exponential_body.h"

namespace perilune::loops {

namespace {

using Bits = std::uint64_t;

constexpr double magic = 0x1.8p52;  // adding it rounds to a whole number, which then lies in the low bits
constexpr double log2e = 0x1.71547652b82fep0, ln2_high = 0x1.62e42fefa39efp-1, ln2_low = 0x1.abc9e3b39803fp-56;
constexpr Bits root = 0x3fe6a09e667f3bcd, one = 0x3ff0000000000000;  // sqrt(1/2), 1

PERILUNE_BODY Bits bits(double x) { return std::bit_cast<Bits>(x); }

// x = 2^e (1 + f)
struct Split {
  double e, f;
};
PERILUNE_BODY Split split(double x) {
  const Bits moved = bits(x) + (one - root);
  return {std::bit_cast<double>((moved >> 52) + bits(magic)) - (magic + 1023),
          std::bit_cast<double>((moved & ((Bits(1) << 52) - 1)) + root) - 1};
}

struct Sum {
  double high, low;
};
// |a| >= |b|, or a is 0.
PERILUNE_BODY Sum exact_sum(double a, double b) {
  const double s = a + b;
  return {s, b - (s - a)};
}
PERILUNE_BODY Sum exact_product(double a, double b) {
  const double p = a * b;
  return {p, fused(a, b, -p)};
}

// (series - 2/3) / z, where series is (log((1 + s) / (1 - s)) / s - 2) / z
PERILUNE_BODY double q(double z) {
  const double z2 = z * z;
  const double a = fused(0x1.2492492492521p-2, z, 0x1.999999999999ap-2);
  const double b = fused(0x1.745d177a96056p-3, z, 0x1.c71c71c6eaa10p-3);
  const double c = fused(0x1.1118c7e4b0917p-3, z, 0x1.3b1395d2190c1p-3);
  const double d = fused(0x1.e02e6fff27908p-4, z, 0x1.df7cc8e5fa539p-4);
  return fused(z2 * z2, fused(z2, d, c), fused(z2, b, a));
}

// (m - 1) / (m + 1)
PERILUNE_BODY Sum ratio_of(double f) {
  const double d = 2 + f, d_low = f - (d - 2), inverse = 1 / d, s = f * inverse;
  return {s, (fused(-s, d, f) - s * d_low) * inverse};
}
PERILUNE_BODY Sum log_of(double e, Sum s) {
  const Sum z = exact_product(s.high, s.high);
  const double z_low = fused(2 * s.high, s.low, z.low);
  Sum series = exact_sum(0x1.5555555555555p-1, z.high * q(z.high));
  series.low += 0x1.5555555555555p-55;
  const Sum cube = exact_product(s.high, z.high);
  const double cube_low = cube.low + fused(s.high, z_low, s.low * z.high);
  const Sum rest = exact_product(cube.high, series.high);
  const double rest_low = rest.low + fused(cube.high, series.low, cube_low * series.high);
  const Sum of_m = exact_sum(2 * s.high, rest.high), of_e = exact_product(e, ln2_high);
  const Sum whole = exact_sum(of_e.high, of_m.high);
  return {whole.high, whole.low + (fused(e, ln2_low, of_e.low) + (of_m.low + fused(2, s.low, rest_low)))};
}
// exp of a sum that is not close to the ends of the range.
PERILUNE_BODY double exp_of(Sum p) {
  const double shifted = fused(p.high, log2e, magic), n = shifted - magic;
  const double r_high = fused(-n, ln2_high, p.high), rest = fused(-n, ln2_low, p.low);
  const Sum r = exact_sum(r_high, rest), whole = exact_sum(1, r.high);
  const double value = whole.high + (whole.low + fused(r.high * r.high, tail(r.high), r.low));
  return std::bit_cast<double>(bits(value) + ((bits(shifted) - bits(magic)) << 52));
}

}  // namespace

}  // namespace perilune::loops
