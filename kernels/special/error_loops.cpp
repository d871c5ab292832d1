// erf, erfc, erfcx, ndtr and log_ndtr in plain arithmetic that vectorises: within 1 unit in the last place (erf), 2
// (ndtr, erfc), 3 (erfcx, log_ndtr).
//
// One polynomial serves the tails: exp(x^2) erfc(x) (1 + 2 x) for all x >= 0 in t = (x - 4) / (x + 4), the arrangement
// of M. M. Shepherd and J. G. Laframboise, Mathematics of Computation 36 (1981) 249. For small x, erf is x times a
// polynomial of x^2. The polynomials are Chebyshev fits, below 1e-17. exp(-x^2) takes the exact square in two parts,
// and the last factors are put together before they are rounded. The normal distribution function is erfc(-x / sqrt 2)
// / 2 with the square root taken into t, so that nothing of x is rounded away.

#include <cmath>

#include "kernels/special/wide.h"
#include "kernels/special/wide_body.h"

namespace perilune::special {

namespace {

using loops::exact_sum;
using loops::Sum;

constexpr double infinity = std::numeric_limits<double>::infinity();

// (exp(x^2) erfc(x) (1 + 2 x) - tail_first) / t, where tail_first is its value at t = 0.
constexpr double tail_first = 0x1.3ba5916e9fd7fp+0, tail_first_low = -0x1.9ead8311858cbp-55;
constexpr double tail_rest[] = {
    -0x1.1df1ad154a287p-3,  0x1.f7f5df66fd6c2p-7,   0x1.16ecefcfa4d42p-4,   -0x1.9ddb23c3e8a22p-4,
    0x1.7fee004e1e9dcp-4,   -0x1.0fb06dfe5229fp-4,  0x1.3079edf51fc68p-5,   -0x1.0962388397d97p-6,
    0x1.49c672e0029c2p-8,   -0x1.8d4a9b00c7997p-11, -0x1.a1df5db3b79f4p-13, 0x1.3be04bf52bb5ap-13,
    -0x1.995385e20c3b6p-16, -0x1.78861f18ee7b4p-17, 0x1.7ef6b7a31e6a9p-18,  0x1.3981051d34c77p-22,
    -0x1.b8d249727cce8p-21, 0x1.4cbb15f961e46p-24,  0x1.c8b87aa039fb6p-24,  -0x1.613ab11aa87fdp-26,
    -0x1.a83c2ea8364c9p-27, 0x1.b39ff8659b236p-29,  0x1.ffeb28f8a7c30p-31,  -0x1.246d137a7141bp-32};
// (erf(x) / x - erf_first) / x^2 in x^2
constexpr double erf_first = 0x1.20dd750429b6dp+0, erf_first_low = 0x1.1ae3a914fed80p-56;
constexpr double erf_rest[] = {-0x1.812746b0379e7p-2,  0x1.ce2f21a042bd7p-4,   -0x1.b82ce31288311p-6,
                               0x1.565bcd0e43aa7p-8,   -0x1.c02db3f48b034p-11, 0x1.f9a324e162a65p-14,
                               -0x1.f4d21f4dbde5ep-17, 0x1.b9e237e222466p-20,  -0x1.5f3963ec8f941p-23,
                               0x1.f8d68bfa0b6dcp-27,  -0x1.3c2594b18f13fp-30, 0x1.0f9e89cbfe923p-34};
// ((ndtr(x) - 1/2) / x - ndtr_first) / x^2 in x^2
constexpr double ndtr_first = 0x1.9884533d43651p-2, ndtr_first_low = -0x1.cbc0d30ebfd15p-56;
constexpr double ndtr_rest[] = {-0x1.1058377e2cee0p-4,  0x1.46d04297691b4p-7,   -0x1.37403f6b9e96dp-10,
                                0x1.e42b0d501adacp-14,  -0x1.3ce8fa59bda4cp-17, 0x1.658a09289d73fp-21,
                                -0x1.621eefb1db03ep-25, 0x1.38298a4025d7fp-29,  -0x1.e87572dc82c88p-34,
                                0x1.24c24a9433e3ep-38};

PERILUNE_BODY double at_most(double limit, double x) { return x > limit ? limit : x; }

// |x| < 1
PERILUNE_BODY double erf_of_small(double x) {
  const double z = x * x;
  return fused(x, erf_first, x * fused(z, polynomial<erf_rest>(z), erf_first_low));
}
// ndtr(x) - 1/2
PERILUNE_BODY double ndtr_of_small(double x) {
  const double z = x * x;
  return fused(x, ndtr_first, x * fused(z, polynomial<ndtr_rest>(z), ndtr_first_low));
}

// exp(x^2) erfc(x) for x >= 0, where slope is 2 and middle 4; exp(x^2 / 2) erfc(x / sqrt 2) with sqrt 2 and 4 sqrt 2.
PERILUNE_BODY Sum scaled_tail(double x, double slope, double slope_low, double middle) {
  const double inside = at_most(1e17, x), t = (inside - middle) / (inside + middle);
  const Sum top = exact_sum(tail_first, fused(t, polynomial<tail_rest>(t), tail_first_low));
  const double product = x * slope, product_low = fused(x, slope, -product) + x * slope_low, d = product + 1;
  const double d_low = (product > 1 ? 1 - (d - product) : product - (d - 1)) + product_low;
  const double inverse = 1 / d, quotient = top.high * inverse;
  const double low = (fused(-quotient, d, top.high) + (top.low - quotient * d_low)) * inverse;
  return {quotient, x < 1e17 ? low : 0};
}
PERILUNE_BODY Sum scaled_tail(double x) { return scaled_tail(x, 2, 0, 4); }
PERILUNE_BODY Sum scaled_normal_tail(double x) {
  return scaled_tail(x, 0x1.6a09e667f3bcdp+0, -0x1.bdd3413b26456p-54, 0x1.6a09e667f3bcdp+2);
}
// exp(-factor x^2) (v.high + v.low) for 0 <= x <= 60, factor 1 or 1/2.
struct Decayed {
  double high, low, half, other_half;
};
PERILUNE_BODY double rounded(const Decayed& d) { return (d.high + d.low) * d.half * d.other_half; }
PERILUNE_BODY Decayed decayed(double x, double factor, Sum v) {
  const double square = x * x, rest = fused(x, x, -square);
  const Decay e = decay(-factor * square, -factor * rest);
  return {v.high, fused(v.high, e.excess, v.low), e.half, e.other_half};
}

struct Erf {
  template <class T>
  PERILUNE_BODY T f(T x) {
    const double size = at_most(40, std::abs(x));
    const Decayed d = decayed(size, 1, scaled_tail(size));
    const Sum whole = exact_sum(1, -d.high * d.half * d.other_half);
    const double outer = whole.high + (whole.low - d.low * d.half * d.other_half);
    return size < 0.5 ? erf_of_small(x) : std::copysign(outer, x);
  }
};

struct Erfc {
  template <class T>
  PERILUNE_BODY T f(T x) {
    const double size = at_most(40, std::abs(x)), tail = rounded(decayed(size, 1, scaled_tail(size)));
    const double inner = 1 - erf_of_small(x), outer = x < 0 ? 2 - tail : tail;
    return size < 0.5 ? inner : outer;
  }
};

struct Erfcx {
  template <class T>
  PERILUNE_BODY T f(T x) {
    const double size = std::abs(x);
    const Sum upper = scaled_tail(size);
    // exp(x^2) in two factors, up to where its double overflows.
    const double least = at_most(26.8, size), square = least * least, rest = fused(least, least, -square);
    const Decay e = growth(square, rest);
    const double lower = (2 + 2 * e.excess) * e.half * e.other_half - upper.high;
    // Close to 0, exp(x^2) (1 - erf(x)) with the 1 apart.
    const double small = erf_of_small(x), inner = 1 + (e.excess - fused(e.excess, small, small));
    return size < 0.5 ? inner : x < 0 ? lower : upper.high + upper.low;
  }
};

struct Ndtr {
  template <class T>
  PERILUNE_BODY T f(T x) {
    const double size = at_most(60, std::abs(x)), tail = 0.5 * rounded(decayed(size, 0.5, scaled_normal_tail(size)));
    const double inner = 0.5 + ndtr_of_small(x), outer = x > 0 ? 1 - tail : tail;
    return size < 1 ? inner : outer;
  }
};

struct LogNdtr {
  template <class T>
  PERILUNE_BODY T f(T x) {
    const double size = std::abs(x), near = at_most(60, size);
    const Sum scaled = scaled_normal_tail(size);
    const double sure = scaled.high < 1e-300 ? 1e-300 : scaled.high;
    const double far_below = log_of_normal(0.5 * sure) + (scaled.low / sure - 0.5 * x * x);
    // From -1 on the logarithm of the function itself, with what its sum rounds away put back.
    const double tail = 0.5 * rounded(decayed(near, 0.5, scaled));
    const Sum whole = size < 1 ? exact_sum(0.5, ndtr_of_small(x)) : exact_sum(1, -tail);
    const double above = log_of_normal(whole.high) + whole.low / whole.high;
    return x > -1 ? above : far_below;
  }
};

template <class F>
constexpr loops::UnaryLoop loop_of(loops::Isa isa) {
  return loops::has_fma(isa) ? loops::unary_for<loops::Map<F>, double>(isa) : nullptr;
}

}  // namespace

loops::UnaryLoop wide::erf_loop(loops::Isa isa) { return loop_of<Erf>(isa); }
loops::UnaryLoop wide::erfc_loop(loops::Isa isa) { return loop_of<Erfc>(isa); }
loops::UnaryLoop wide::erfcx_loop(loops::Isa isa) { return loop_of<Erfcx>(isa); }
loops::UnaryLoop wide::ndtr_loop(loops::Isa isa) { return loop_of<Ndtr>(isa); }
loops::UnaryLoop wide::log_ndtr_loop(loops::Isa isa) { return loop_of<LogNdtr>(isa); }

}  // namespace perilune::special
