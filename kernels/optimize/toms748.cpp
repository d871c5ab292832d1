// G. Alefeld, F. Potra, Y. Shi, ACM Transactions on Mathematical Software 21 (1995), algorithm 748: inverse cubic
// interpolation, Newton steps on a parabola where that fails, a secant step of double length, and a bisection when the
// bracket has not halved.

#include <algorithm>
#include <cmath>

#include "kernels/optimize/roots.h"

namespace perilune::optimize {

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

struct Point1 {
  double x, y;
};

int sign(double v) { return (v > 0) - (v < 0); }

class Bracket {
 public:
  Bracket(RootSearch& search, const BracketOptions& options, int k) : search_(search), options_(options), k_(k) {}

  Point1 a{}, b{};

  double middle() const { return (a.x + b.x) / 2; }
  bool inside(double x) const { return a.x < x && x < b.x; }
  bool small() const { return std::abs(a.x - b.x) <= options_.xtol + options_.rtol * std::abs(b.x); }

  // Looks at x: true when it is a root, otherwise it becomes an end and the old end is remembered.
  bool cut(double x) {
    const Point1 c{x, search_.value(x)};
    if (c.y == 0) {
      root = x;
      return true;
    }
    Point1& end = sign(a.y) * sign(c.y) > 0 ? a : b;
    e = d;
    d = end;
    end = c;
    ++known_;
    return false;
  }

  double secant() const {
    if (a.y == b.y) return std::numeric_limits<double>::quiet_NaN();
    if (std::abs(b.y) > std::abs(a.y)) return (-a.y / b.y * b.x + a.x) / (1 - a.y / b.y);
    return (-b.y / a.y * a.x + b.x) / (1 - b.y / a.y);
  }

  // One iteration; true when a root was met.
  bool iterate() {
    const double width = b.x - a.x;
    double c = std::numeric_limits<double>::quiet_NaN();
    for (int steps = 2; steps < k_ + 2; ++steps) {
      if (distinct()) {
        const double cubic = inverse_cubic();
        if (inside(cubic)) c = cubic;
      }
      if (!inside(c)) c = newton_on_parabola(steps);
      if (cut(c)) return true;
      c = std::numeric_limits<double>::quiet_NaN();
    }
    if (cut(double_secant())) return true;
    return b.x - a.x > 0.5 * width && cut(middle());
  }

  double root = 0;

 private:
  // Whether four values are known that an interpolation may divide by the differences of.
  bool distinct() const {
    if (known_ < 2) return false;
    const double v[] = {a.y, b.y, d.y, e.y};
    for (int i = 0; i < 4; ++i) {
      if (v[i] == 0 || !std::isfinite(v[i])) return false;
      for (int j = i + 1; j < 4; ++j)
        if (std::abs(v[i] - v[j]) <= 32 * epsilon) return false;
    }
    return true;
  }

  // Neville's scheme for x as a cubic of y, at y = 0.
  double inverse_cubic() const {
    const double y[] = {a.y, b.y, d.y, e.y};
    double q[4] = {a.x, b.x, d.x, e.x}, p[4] = {a.x, b.x, d.x, e.x}, sum = 0;
    for (int k = 1; k < 4; ++k)
      for (int i = 3; i >= k; --i) {
        const double alpha = p[i] - q[i - 1], difference = y[i - k] - y[i];
        q[i] = y[i] / difference * alpha;
        p[i] = y[i - k] / difference * alpha;
        if (i == 3) sum += q[3];
      }
    return sum + e.x;
  }

  double newton_on_parabola(int steps) const {
    const double slope = (b.y - a.y) / (b.x - a.x);
    const double curve = ((d.y - b.y) / (d.x - b.x) - slope) / (d.x - a.x);
    double r = curve == 0 ? a.x - a.y / slope : (sign(curve) * sign(a.y) > 0 ? a.x : b.x);
    for (int i = 0; i < steps; ++i) {
      const double value = (curve * (r - b.x) + slope) * (r - a.x) + a.y;
      const double next = r - value / (slope + curve * (2 * r - a.x - b.x));
      if (!inside(next)) return inside(r) ? r : middle();
      r = next;
    }
    return r;
  }

  double double_secant() const {
    const bool left = std::abs(a.y) < std::abs(b.y);
    const Point1 u = left ? a : b, other = left ? b : a;
    double c = u.x - 2 * u.y / ((b.y - a.y) / (b.x - a.x));
    if (!(std::abs(c - u.x) <= 0.5 * (b.x - a.x))) return middle();
    if (std::abs(c - u.x) <= epsilon * std::abs(u.x)) {
      // Hardly a step: the values are of very different size, or the root is very near.
      if (std::ilogb(u.y) < std::ilogb(other.y) - 50) c = (31 * u.x + other.x) / 32;
      else c = u.x + (left ? 1 : -1) * (std::abs(c) * options_.rtol + options_.xtol);
      if (!inside(c)) return middle();
    }
    return c;
  }

  RootSearch& search_;
  const BracketOptions& options_;
  int k_;
  Point1 d{}, e{};  // the ends before
  int known_ = 0;
};

}  // namespace

RootResult toms748(Context& ctx, const ScalarFunction& f, double a, double b, const BracketOptions& options, int k) {
  check_bracket(a, b, options);
  if (k < 1 || k > 100) throw ValueError(format("k must be between 1 and 100, got %d", k));
  if (!(a < b)) std::swap(a, b);
  RootSearch search(ctx, f, options.limits, options.callback);
  search.best_x = a;
  Bracket bracket(search, options, k);
  try {
    bracket.a = {a, search.value(a)};
    if (bracket.a.y == 0) return search.result(a);
    bracket.b = {b, search.value(b)};
    if (bracket.b.y == 0) return search.result(b);
    search.need_signs(a, bracket.a.y, b, bracket.b.y);
    double c = bracket.secant();
    if (!bracket.inside(c)) c = bracket.middle();
    if (!search.run.within_iterations()) return search.result(c);
    if (bracket.inside(c) && bracket.cut(c)) return search.result(bracket.root);
    ++search.run.nit;
    while (!bracket.small()) {
      if (!search.next()) break;
      ++search.run.nit;
      if (bracket.iterate()) return search.result(bracket.root);
    }
  } catch (const LimitReached&) {
  }
  return search.result(bracket.middle());
}

}  // namespace perilune::optimize
