#pragma once
// What exp and powers of float64 share.

#include "kernels/array/elementwise_loops.h"

namespace perilune::loops {

// One set of overloads with what the files that include it add: a plain namespace would be hidden by theirs.
namespace {

PERILUNE_BODY double fused(double a, double b, double c) { return __builtin_fma(a, b, c); }

// (exp(r) - 1 - r) / r^2
PERILUNE_BODY double tail(double r) {
  const double r2 = r * r, r4 = r2 * r2;
  const double a = fused(0x1.5555555555556p-3, r, 0x1.0000000000001p-1);
  const double b = fused(0x1.11111111109adp-7, r, 0x1.5555555553d4fp-5);
  const double c = fused(0x1.a01a01a7c8d47p-13, r, 0x1.6c16c17893833p-10);
  const double d = fused(0x1.71de0d9c145d0p-19, r, 0x1.a019b8ef67c6cp-16);
  const double e = fused(0x1.af38d53857513p-26, r, 0x1.2891a8c1d838dp-22);
  return fused(r4 * r4, e, fused(r4, fused(r2, d, c), fused(r2, b, a)));
}

// (log((1 + s) / (1 - s)) / s - 2) / s^2 for z = s^2
PERILUNE_BODY double series(double z) {
  const double z2 = z * z;
  const double a = fused(0x1.99999999952abp-2, z, 0x1.5555555555558p-1);
  const double b = fused(0x1.c71c62ddb431bp-3, z, 0x1.2492492df7663p-2);
  const double c = fused(0x1.39fe16ad885a7p-3, z, 0x1.7462b6e311a89p-3);
  return fused(z2 * z2, fused(z2, 0x1.2b5bd9a316a24p-3, c), fused(z2, b, a));
}

}  // namespace

}  // namespace perilune::loops
