// Real solutions of p(t) = y, interval by interval. The zeros of the derivative cut an interval into pieces on which
// the polynomial is monotone, and each piece with a change of sign holds one root, found by Newton's method that
// bisection keeps inside. Unlike eigenvalues of a companion matrix this needs no decision which complex root is real,
// and finds points where the graph only touches y.

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/interpolate/intervals.h"
#include "kernels/interpolate/ppoly.h"

namespace perilune::interpolate {

namespace {

constexpr double eps = std::numeric_limits<double>::epsilon();
constexpr double infinity = std::numeric_limits<double>::infinity();

struct Value {
  double f, magnitude;  // magnitude: the sum of the absolute values of the terms
};

// A polynomial and all its derivatives, highest power first, with room for the roots of each.
class Polynomial {
 public:
  Polynomial(Context& ctx, std::int64_t most)
      : ctx_(ctx),
        stride_(most),
        table_(ctx.vector<double>(square(most))),
        roots_(ctx.vector<double>(square(most))),
        offset_(0),
        degree_(0) {}

  // coefficients: k of them, `step` apart; y is taken from the last.
  void set(const double* coefficients, std::int64_t k, std::int64_t step, double y) {
    std::int64_t skip = 0;
    const auto coefficient = [&](std::int64_t j) { return coefficients[j * step] - (j == k - 1 ? y : 0); };
    while (skip < k && coefficient(skip) == 0) ++skip;
    degree_ = k - 1 - skip;
    offset_ = degree_ >= 0 ? std::abs(coefficients[(k - 1) * step]) + std::abs(y) : 0;
    for (std::int64_t j = 0; j <= degree_; ++j) row(0)[j] = coefficient(skip + j);
    for (std::int64_t d = 1; d < degree_; ++d)
      for (std::int64_t j = 0; j <= degree_ - d; ++j)
        row(d)[j] = row(d - 1)[j] * static_cast<double>(degree_ - d + 1 - j);
  }

  bool zero() const { return degree_ < 0; }
  double at(double s) const { return degree_ < 0 ? 0 : value(0, s).f; }

  // Roots in [low, high], in rising order; either end may be infinite.
  std::span<const double> solve(double low, double high) {
    const std::int64_t count = solve(0, low, high);
    return {roots_.data(), static_cast<std::size_t>(count)};
  }

 private:
  static std::size_t square(std::int64_t n) { return static_cast<std::size_t>(n * n); }
  double* row(std::int64_t d) { return table_.data() + d * stride_; }
  const double* row(std::int64_t d) const { return table_.data() + d * stride_; }

  Value value(std::int64_t d, double s) const {
    const double* p = row(d);
    Value v{p[0], std::abs(p[0])};
    const double size = std::abs(s);
    for (std::int64_t j = 1; j <= degree_ - d; ++j) {
      v.f = v.f * s + p[j];
      v.magnitude = v.magnitude * size + std::abs(p[j]);
    }
    if (d == 0) v.magnitude += offset_;
    return v;
  }

  // All roots of the d-th derivative lie within this of zero (Fujiwara 1916).
  double bound(std::int64_t d) const {
    double largest = 0;
    for (std::int64_t j = 1; j <= degree_ - d; ++j)
      largest = std::max(largest, std::pow(std::abs(row(d)[j] / row(d)[0]), 1 / static_cast<double>(j)));
    // No further than where the powers themselves stay finite.
    return std::min(2 * largest * (1 + eps), std::exp2(900 / static_cast<double>(degree_ - d)));
  }

  std::int64_t solve(std::int64_t d, double low, double high) {
    double* found = roots_.data() + d * stride_;
    const double* p = row(d);
    const std::int64_t degree = degree_ - d;
    std::int64_t count = 0;
    const auto add = [&](double s) {
      if (s >= low && s <= high && (count == 0 || s > found[count - 1])) found[count++] = s;
    };
    if (degree <= 0) return 0;
    if (degree == 1) {
      add(-p[1] / p[0]);
      return count;
    }
    if (degree == 2) {
      const double half = -p[1] / 2, discriminant = half * half - p[0] * p[2];
      if (discriminant < 0) return 0;
      // The root of larger size first; the other from their product, without cancellation.
      const double q = half + std::copysign(std::sqrt(discriminant), half);
      const double r1 = q / p[0], r2 = q == 0 ? 0 : p[2] / q;
      add(std::min(r1, r2));
      add(std::max(r1, r2));
      return count;
    }
    if (std::isinf(low) || std::isinf(high)) {
      const double limit = bound(d);
      if (low == -infinity) low = std::min(-limit, high);
      if (high == infinity) high = std::max(limit, low);
    }
    const std::int64_t turns = solve(d + 1, low, high);
    const double* turning = found + stride_;
    double left = low;
    Value at_left = value(d, left);
    if (at_left.f == 0) add(left);
    for (std::int64_t i = 0; i <= turns; ++i) {
      const double right = i < turns ? turning[i] : high;
      if (right <= left) continue;
      Value at_right = value(d, right);
      // A turning point this close to zero touches it, as far as rounding lets us know.
      if (i < turns && std::abs(at_right.f) <= 4 * static_cast<double>(degree) * eps * at_right.magnitude)
        at_right.f = 0;
      if (at_right.f == 0) add(right);
      else if (at_left.f != 0 && std::signbit(at_left.f) != std::signbit(at_right.f))
        add(refine(d, left, at_left.f, right));
      left = right;
      at_left = at_right;
    }
    return count;
  }

  // The root of a monotone piece whose ends have different signs.
  double refine(std::int64_t d, double left, double at_left, double right) const {
    const double* p = row(d);
    const std::int64_t degree = degree_ - d;
    double s = left + (right - left) / 2;
    for (int round = 0; round < 200; ++round) {
      double f = p[0], slope = 0;
      for (std::int64_t j = 1; j <= degree; ++j) {
        slope = slope * s + f;
        f = f * s + p[j];
      }
      if (f == 0) return s;
      (std::signbit(f) == std::signbit(at_left) ? left : right) = s;
      double next = s - f / slope;
      if (!(next > left && next < right)) next = left + (right - left) / 2;
      if (next == s || next == left || next == right || std::abs(next - s) <= eps / 2 * std::abs(s)) return next;
      s = next;
    }
    return s;
  }

  Context& ctx_;
  std::int64_t stride_;
  CountedVector<double> table_, roots_;
  double offset_;  // what the last coefficient was before y was taken off
  std::int64_t degree_;
};

class Solver {
 public:
  Solver(Context& ctx, const PPoly& p, double y, bool discontinuity, bool extrapolate)
      : ctx_(ctx),
        p_(p),
        y_(y),
        discontinuity_(discontinuity),
        extrapolate_(extrapolate),
        polynomial_(ctx, p.order()),
        found_(ctx.vector<double>()) {}

  Array solve(std::int64_t column) {
    const double* x = p_.x.as<double>();
    const std::int64_t m = p_.intervals(), width = p_.width(), step = m * width;
    const bool rising = x[m] >= x[0];
    found_.clear();
    double end_before = 0;
    for (std::int64_t i = 0; i < m; ++i) {
      if ((i & 255) == 0) ctx_.poll();
      polynomial_.set(p_.c.as<double>() + i * width + column, p_.order(), step, y_);
      const double h = x[i + 1] - x[i], start = polynomial_.at(0);
      if (i > 0 && discontinuity_ && ((end_before < 0 && start > 0) || (end_before > 0 && start < 0)))
        add(x[i], x[i], x[i + 1]);
      if (h != 0 || polynomial_.at(0) == 0) interval(i, m, x, h, rising);
      end_before = polynomial_.at(h);
    }
    Array roots = Array::empty(ctx_, DType::float64, {static_cast<std::int64_t>(found_.size())});
    std::copy(found_.begin(), found_.end(), roots.as<double>());
    return roots;
  }

 private:
  void interval(std::int64_t i, std::int64_t m, const double* x, double h, bool rising) {
    if (polynomial_.zero()) {
      found_.push_back(x[i]);
      if (h != 0) found_.push_back(std::numeric_limits<double>::quiet_NaN());
      return;
    }
    double low = std::min(h, 0.0), high = std::max(h, 0.0);
    if (extrapolate_ && i == 0) (rising ? low : high) = rising ? -infinity : infinity;
    if (extrapolate_ && i == m - 1) (rising ? high : low) = rising ? infinity : -infinity;
    const auto roots = polynomial_.solve(low, high);
    for (std::size_t r = 0; r < roots.size(); ++r) {
      const double s = roots[rising ? r : roots.size() - 1 - r];
      // The far end as it is: x[i] + h may have been rounded.
      add(s == h ? x[i + 1] : x[i] + s, x[i], x[i + 1]);
    }
  }

  // A root at a breakpoint is met from both sides, perhaps some roundings apart.
  void add(double t, double from, double to) {
    const double same = 8 * eps * std::max(std::abs(from), std::abs(to));
    if (!found_.empty() && std::abs(t - found_.back()) <= same) return;
    found_.push_back(t);
  }

  Context& ctx_;
  const PPoly& p_;
  double y_;
  bool discontinuity_, extrapolate_;
  Polynomial polynomial_;
  CountedVector<double> found_;
};

}  // namespace

Roots PPoly::solve(Context& ctx, double y, bool discontinuity, std::optional<Extrapolate> mode) const {
  if (is_complex(c.dtype())) throw ValueError("only real piecewise polynomials have roots to find, these are complex");
  if (!std::isfinite(y)) throw ValueError("y must be finite, got " + number_text(y));
  Roots roots;
  roots.shape = value_shape();
  Solver solver(ctx, *this, y, discontinuity, mode.value_or(extrapolate) == Extrapolate::yes);
  for (std::int64_t column = 0; column < width(); ++column) roots.solutions.push_back(solver.solve(column));
  return roots;
}

}  // namespace perilune::interpolate
