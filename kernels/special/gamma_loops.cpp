// gamma of positive numbers in plain arithmetic that vectorises. Up to 24 by its recurrence down to [2, 3), where a
// polynomial (a Chebyshev fit, below 1e-17) takes over; beyond by Stirling's formula with the logarithm in two parts.
// Other arguments go to `plain`, one by one, so that no value depends on its neighbours.

#include <cmath>

#include "kernels/special/wide.h"
#include "kernels/special/wide_body.h"

namespace perilune::special {

namespace {

constexpr double border = 24, largest = 171.5;

// gamma(2.5 + y), |y| <= 1/2
constexpr double centre[] = {0x1.544fa6d47b390p+0,   0x1.de9585f1a7093p-1,   0x1.4f224d4b7e016p-1,
                             0x1.03f6d2fa4f509p-2,   0x1.c138b89493f18p-4,   0x1.d0a9bc4930c69p-6,
                             0x1.5489cc6a2a52fp-7,   0x1.a55ed217389fcp-10,  0x1.8b8fcf9634138p-11,
                             0x1.0886c54a255fep-18,  0x1.013bdf3ed25b2p-14,  -0x1.ad8a6403b13c5p-17,
                             0x1.e716b899c0986p-18,  -0x1.57e9db306423bp-19, 0x1.1e00287f05fcbp-20,
                             -0x1.c091af402a4b9p-22, 0x1.ba4ea8bb96e0cp-23,  -0x1.650dbab79cb61p-24};
// x (log gamma(x) - (x - 1/2) log x + x - log(2 pi) / 2) in 1 / x^2
constexpr double stirling[] = {1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360};

// The factor of step j down from x, halved, or 1 below 2 <= x - j.
PERILUNE_BODY double step_down(double half_of_x, int j) {
  const double factor = half_of_x - 0.5 * j;
  return factor > 1 ? factor : 1;
}
// For 0 < x < 24; `product` holds all steps down to [2, 3), each halved.
PERILUNE_BODY double from_centre(double x, double product) {
  const double whole = std::floor(x), steps = whole < 2 ? 0 : whole - 2;
  const double doubled = std::bit_cast<double>((bits(steps + loops::magic) - bits(loops::magic) + 1023) << 52);
  const double up = x < 1 ? 2 : x < 2 ? 1 : 0;
  const double divisor = x < 1 ? x * (x + 1) : x < 2 ? x : 1;
  return polynomial<centre>(x - (steps + 2.5 - up)) * (product * doubled) / divisor;
}
PERILUNE_BODY double by_stirling(double x) {
  using namespace loops;
  const Split v = split(x);
  const Sum log = log_of(v.e, ratio_of(v.f)), product = exact_product(x - 0.5, log.high);
  const Sum exponent = exact_sum(product.high, -x);
  const double inverse = 1 / x, correction = polynomial<stirling>(inverse * inverse) * inverse;
  constexpr double root_2pi = 0x1.40d931ff62706p+1, lost = -0x1.5135657ac0d8cp-54;  // sqrt(2 pi) = root_2pi (1 + lost)
  const double low = exponent.low + (product.low + fused(x - 0.5, log.low, correction + lost));
  return root_2pi * exp_of({exponent.high, low});
}

struct Gamma {
  template <class T>
  using Out = T;
  template <loops::Isa, class T>
  PERILUNE_BODY loops::Fault run(std::int64_t n, const T* x, T* out) {
    constexpr int size = loops::chunk<T>;
    alignas(64) double from[size], half[size], product[size];
    double most = 0;
    bool any_large = false, any_other = false;
#pragma GCC ivdep
    for (std::int64_t i = 0; i < n; ++i) {
      from[i] = x[i];
      const bool small = x[i] > 0 && x[i] < border;
      half[i] = small ? 0.5 * x[i] : 1;
      product[i] = 1;
    }
    for (std::int64_t i = 0; i < n; ++i) {
      most = half[i] > most ? half[i] : most;
      any_large |= from[i] >= border;
      any_other |= !(from[i] > 0) || !(from[i] <= largest);
    }
    const int steps = static_cast<int>(2 * most) - 2;
    for (int j = 1; j <= steps; j += 4) {
#pragma GCC ivdep
      for (std::int64_t i = 0; i < n; ++i)
        product[i] *= (step_down(half[i], j) * step_down(half[i], j + 1)) *
                      (step_down(half[i], j + 2) * step_down(half[i], j + 3));
    }
#pragma GCC ivdep
    for (std::int64_t i = 0; i < n; ++i) out[i] = from_centre(2 * half[i], product[i]);
    if (any_large) {
#pragma GCC ivdep
      for (std::int64_t i = 0; i < n; ++i) {
        const bool large = from[i] >= border && from[i] <= largest;
        const double value = by_stirling(large ? from[i] : border);
        out[i] = large ? value : out[i];
      }
    }
    if (any_other)
      for (std::int64_t i = 0; i < n; ++i)
        if (!(from[i] > 0) || !(from[i] <= largest)) out[i] = plain::gamma(from[i]);
    return 0;
  }
};

}  // namespace

loops::UnaryLoop wide::gamma_loop(loops::Isa isa) {
  return loops::has_fma(isa) ? loops::unary_for<Gamma, double>(isa) : nullptr;
}

}  // namespace perilune::special
