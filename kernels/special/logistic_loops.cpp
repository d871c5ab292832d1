// expit and logit in plain arithmetic that vectorises.

#include <cmath>

#include "kernels/special/wide.h"
#include "kernels/special/wide_body.h"

namespace perilune::special {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Expit {
  template <class T>
  PERILUNE_BODY T f(T x) {
    const Decay d = decay(-std::abs(x), 0);
    const double e = (1 + d.excess) * d.half * d.other_half;
    return (x < 0 ? e : 1) / (1 + e);
  }
};

struct Logit {
  template <class T>
  PERILUNE_BODY T f(T p) {
    // Around 1/2: log((1 + s) / (1 - s)) with s = 2 p - 1, which is exact.
    const double s = 2 * p - 1, z = s * s;
    const double middle = fused(2, s, s * z * loops::series(z));
    // Elsewhere log of the quotient, whose rounding, and that of 1 - p, is put back.
    const bool tiny = p < 0x1p-1000;
    const double inside = tiny ? p * 0x1p54 : p, other = 1 - p, lost = (1 - other) - p;
    const double inverse = 1 / (inside * other), quotient = inside * (inside * inverse);
    const double rest = (fused(-quotient, other, inside) - (tiny ? 0 : quotient * lost)) * other * inverse;
    const double outer = log_of_normal(quotient) + rest + (tiny ? -54 * loops::ln2_high : 0);
    const double value = std::abs(s) < 0.17 ? middle : outer;
    const double end = p == 0 ? -infinity : p == 1 ? infinity : std::numeric_limits<double>::quiet_NaN();
    return p > 0 && p < 1 ? value : end;
  }
};

template <class F>
constexpr loops::UnaryLoop loop_of(loops::Isa isa) {
  return loops::has_fma(isa) ? loops::unary_for<loops::Map<F>, double>(isa) : nullptr;
}

}  // namespace

loops::UnaryLoop wide::expit_loop(loops::Isa isa) { return loop_of<Expit>(isa); }
loops::UnaryLoop wide::logit_loop(loops::Isa isa) { return loop_of<Logit>(isa); }

}  // namespace perilune::special
