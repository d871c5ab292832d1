#include "kernels/fft/roots.h"

#include <cmath>

#include "kernels/core/errors.h"

namespace perilune::fft {

namespace {

// cos and sin of 2 pi k / n for 8 k <= n. The angle is kept in two parts: rounded to one, it would cost as much
// accuracy as the functions themselves.
std::complex<double> first_octant(std::int64_t k, std::int64_t n) {
  constexpr double two_pi = 6.283185307179586, two_pi_low = 2.4492935982947064e-16;
  const double whole = static_cast<double>(n), part = static_cast<double>(k);
  const double turn = part / whole, rest = std::fma(-turn, whole, part) / whole;
  const double high = turn * two_pi, low = std::fma(turn, two_pi, -high) + turn * two_pi_low + rest * two_pi;
  const double c = std::cos(high), s = std::sin(high);
  return {c - low * s, s + low * c};
}

}  // namespace

std::complex<double> root(std::int64_t k, std::int64_t n) {
  const bool below = 2 * k > n;  // the lower half of the circle mirrors the upper one
  if (below) k = n - k;
  std::complex<double> z;
  if (8 * k <= n) {
    z = first_octant(k, n);
  } else if (8 * k <= 3 * n) {  // about a quarter turn: sine and cosine change places
    const bool over = 4 * k > n;
    const std::complex<double> w = first_octant(over ? 4 * k - n : n - 4 * k, 4 * n);
    z = {over ? -w.imag() : w.imag(), w.real()};
  } else {
    const std::complex<double> w = first_octant(n - 2 * k, 2 * n);
    z = {-w.real(), w.imag()};
  }
  return below ? z : std::conj(z);
}

std::int64_t next_fast_len(std::int64_t target, bool real) {
  if (target < 0) throw ValueError(format("target must not be negative, got %lld", static_cast<long long>(target)));
  if (target <= 6) return target;
  if (target > std::int64_t{1} << 61) throw ValueError("target must be at most 2^61");
  std::int64_t best = 1;
  while (best < target) best *= 2;
  // All products of the odd primes below the target, each brought over it by twos.
  const std::int64_t primes[] = {11, 7, 5, 3};
  const auto extend = [&](auto&& self, std::int64_t product, int from) -> void {
    std::int64_t candidate = product;
    while (candidate < target) candidate *= 2;
    best = std::min(best, candidate);
    for (int i = from; i < 4; ++i)
      if (product <= best / primes[i]) self(self, product * primes[i], i);
  };
  extend(extend, 1, real ? 2 : 0);
  return best;
}

}  // namespace perilune::fft
