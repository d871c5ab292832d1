#pragma once
// What the loops of special functions share: polynomials and exponentials in arithmetic that vectorises. For files
// named
// *_loops.cpp, which are compiled for that.

#include <limits>

#include "kernels/array/elementwise_power_body.h"

namespace perilune::special {

namespace {

using loops::bits;
using loops::fused;

// c[low] + c[low + 1] x + ..., n terms, in pairs of pairs (Estrin), so that few operations wait for each other.
struct Powers {
  double x, x2, x4, x8, x16;
};
PERILUNE_BODY Powers powers(double x) {
  const double x2 = x * x, x4 = x2 * x2, x8 = x4 * x4;
  return {x, x2, x4, x8, x8 * x8};
}
template <const auto& c, int low, int n>
PERILUNE_BODY double terms(const Powers& p) {
  if constexpr (n == 1) {
    return c[low];
  } else {
    constexpr int half = n > 16 ? 16 : n > 8 ? 8 : n > 4 ? 4 : n > 2 ? 2 : 1;
    const double power = half == 16 ? p.x16 : half == 8 ? p.x8 : half == 4 ? p.x4 : half == 2 ? p.x2 : p.x;
    return fused(terms<c, low + half, n - half>(p), power, terms<c, low, half>(p));
  }
}
template <const auto& c>
PERILUNE_BODY double polynomial(double x) {
  return terms<c, 0, static_cast<int>(std::size(c))>(powers(x));
}

// An exponential: (1 + excess) half other_half, in factors so that the last product rounds once where it is subnormal.
struct Decay {
  double excess, half, other_half;
};
PERILUNE_BODY Decay growth(double high, double low) {
  const double shifted = fused(high, loops::log2e, loops::magic), n = shifted - loops::magic;
  const double r = fused(-n, loops::ln2_high, high) + fused(-n, loops::ln2_low, low);
  const std::uint64_t whole = bits(shifted) - bits(loops::magic);
  const std::uint64_t half = bits(fused(n, 0.5, loops::magic)) - bits(loops::magic);
  return {fused(r * r, loops::tail(r), r), std::bit_cast<double>((half + 1023) << 52),
          std::bit_cast<double>((whole - half + 1023) << 52)};
}
// exp(high + low) for high <= 0, low small against it; 0 far out.
PERILUNE_BODY Decay decay(double high, double low) {
  const bool out = high < -750;
  return growth(out ? -750 : high, out ? 0 : low);
}

// log x for positive normal x
PERILUNE_BODY double log_of_normal(double x) {
  const loops::Split v = loops::split(x);
  const double s = v.f / (2 + v.f), z = s * s, half_square = 0.5 * v.f * v.f;
  const double low = fused(s, fused(z, loops::series(z), half_square), v.e * loops::ln2_low);
  return fused(v.e, loops::ln2_high, v.f - (half_square - low));
}

}  // namespace

}  // namespace perilune::special
