// Inverses of the incomplete beta function: from a first guess, Halley's steps on the logarithm of the smaller tail
// against log x, inside a bracket. The guess is that of M. Abramowitz and I. A. Stegun, Handbook of Mathematical
// Functions (1964), 26.5.22, for parameters above 1; else the powers of x and 1 - x at the two ends.

#include <algorithm>
#include <cmath>

#include "kernels/special/incomplete_beta.h"

namespace perilune::special {

namespace {

// x, or y = 1 - x where that is the smaller.
struct Guess {
  double x, y;
};

Guess from_normal(double a, double b, double p, double q) {
  const double z = p < q ? -ndtri(p) : ndtri(q);  // upper deviate, as the formula has it
  const double r = (z * z - 3) / 6;
  const double ra = 1 / (2 * a - 1), rb = 1 / (2 * b - 1);
  const double h = 2 / (ra + rb);
  const double w = z * std::sqrt(std::max(h + r, 0.)) / h - (rb - ra) * (r + 5.0 / 6 - 2 / (3 * h));
  const double e = std::exp(2 * w);
  return {a / (a + b * e), b * e / (a + b * e)};
}

// I is about a w x^a near 0 and 1 - b w y^b near 1, w from where the two meet at the mean.
Guess from_ends(double a, double b, double p, double q) {
  const double s = a + b, low = std::pow(a / s, a) / a, high = std::pow(b / s, b) / b, w = low + high;
  if (p < low / w) {
    const double x = std::pow(a * w * p, 1 / a);
    return {x, 1 - x};
  }
  const double y = std::pow(b * w * q, 1 / b);
  return {1 - y, y};
}

}  // namespace

// From x on; `high` comes out true where the solution is so close to 1 that 1 - x should be sought.
double BetaPair::solve(double p, double q, double x, bool& high) const {
  const bool by_lower = p <= q;
  const double target = by_lower ? p : q, goal = std::log(target);
  double least = -745.2, most = 0;
  double u = x > 0 ? std::log(x) : -745;
  high = false;
  if (u < -744) {
    // Of the size of the smallest double: what the power at 0 says.
    u = (std::log(p) + std::log(a_) + betaln(a_, b_)) / a_;
    if (u < -745) return 0;
    u = std::min(u, std::log(0.5));
    x = std::exp(u);
  }
  for (int i = 0; i < 200; ++i) {
    const Tails t = tails(x, 1 - x);
    const double value = by_lower ? t.lower : t.upper, off = (value - target) / target;
    const double gap = std::abs(off) < 0.5 ? std::log1p(off) : std::log(value) - goal;
    (by_lower == (gap < 0) ? least : most) = u;
    double slope = power(x, 1 - x) / (1 - x) / value;
    if (!by_lower) slope = -slope;
    // The second derivative is slope * bend.
    const double bend = a_ - (b_ - 1) * x / (1 - x) - slope;
    const double newton = -gap / slope, damp = 1 + 0.5 * newton * bend;
    const double step = damp > 0.5 && damp < 2 ? newton / damp : newton;
    if (!(u + step >= least && u + step <= most)) {
      if (step > 0 && most == 0) {
        // Half of the way to 1, until it is plain that 1 - x is the better unknown.
        x += 0.5 * (1 - x);
        high = x > 0.95;
        if (high) break;
        u = std::log(x);
        continue;
      }
      u = 0.5 * (least + most);
      x = std::exp(u);
      if (most - least <= 1e-15) break;
      continue;
    }
    u += step;
    // x itself is carried on: exp(u) has an error of |u| roundings.
    x = std::abs(step) < 0.1 ? x + x * std::expm1(step) : std::exp(u);
    // The step just made has left its cube, measured by how far the tail moves.
    if (std::abs(step) * std::max({1.0, std::abs(slope), std::abs(bend)}) < 2e-6) break;
  }
  high |= x > 0.9;
  return x;
}

Point BetaPair::inverse(double p, double q, double guess) const {
  if (!(p >= 0 && q >= 0)) return {nan, nan};
  if (p == 0) return {0, 1};
  if (q == 0) return {1, 0};
  const Guess g = guess > 0 && guess < 1 ? Guess{guess, 1 - guess}
                  : a_ > 1 && b_ > 1     ? from_normal(a_, b_, p, q)
                                         : from_ends(a_, b_, p, q);
  bool high = g.x > g.y;
  if (!high) {
    const double x = solve(p, q, g.x, high);
    if (!high) return {x, 1 - x};
  }
  const double start = g.x > g.y ? g.y : 0.05;
  const double y = swapped().solve(q, p, start, high);
  if (!high) return {1 - y, y};
  const double x = solve(p, q, 0.05, high);
  return {x, 1 - x};
}

}  // namespace perilune::special
