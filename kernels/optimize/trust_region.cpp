#include "kernels/optimize/trust_region.h"

#include <algorithm>
#include <cmath>

namespace perilune::optimize {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double epsilon = std::numeric_limits<double>::epsilon();

// One entry of J s.
double row_dot(std::span<const double> jacobian, std::size_t row, std::span<const double> s) {
  return dot(jacobian.subspan(row * s.size(), s.size()), s);
}

}  // namespace

void solve_trust_region(std::span<const double> uf, std::span<const double> s, std::span<const double> vt,
                        std::size_t m, double radius, double& damping, std::span<double> p) {
  const std::size_t n = p.size(), k = s.size();
  const auto combine = [&](auto&& coefficient) {
    std::fill(p.begin(), p.end(), 0.0);
    for (std::size_t i = 0; i < k; ++i) {
      const double c = -coefficient(i);
      for (std::size_t j = 0; j < n; ++j) p[j] += c * vt[i * n + j];
    }
  };
  const bool full_rank = m >= n && s[k - 1] > epsilon * static_cast<double>(m) * s[0];
  if (full_rank) {
    combine([&](std::size_t i) { return uf[i] / s[i]; });
    if (norm_of(p) <= radius) {
      damping = 0;
      return;
    }
  }
  // phi(damping) = |p| - radius and its derivative.
  const auto phi = [&](double a) {
    double squares = 0, slope = 0;
    for (std::size_t i = 0; i < k; ++i) {
      const double suf = s[i] * uf[i], d = s[i] * s[i] + a;
      squares += suf / d * (suf / d);
      slope += suf * suf / (d * d * d);
    }
    const double norm = std::sqrt(squares);
    return std::pair{norm - radius, -slope / norm};
  };
  double squares = 0;
  for (std::size_t i = 0; i < k; ++i) squares += s[i] * uf[i] * s[i] * uf[i];
  double high = std::sqrt(squares) / radius, low = 0;
  if (full_rank) {
    const auto [value, slope] = phi(0);
    low = -value / slope;
  }
  double a = damping;
  if (!full_rank && damping == 0) a = std::max(0.001 * high, std::sqrt(low * high));
  for (int i = 0; i < 10; ++i) {
    if (a < low || a > high) a = std::max(0.001 * high, std::sqrt(low * high));
    const auto [value, slope] = phi(a);
    if (value < 0) high = a;
    const double ratio = value / slope;
    low = std::max(low, a - ratio);
    a -= (value + radius) * ratio / radius;
    if (std::abs(value) < 0.01 * radius) break;
  }
  combine([&](std::size_t i) { return s[i] * uf[i] / (s[i] * s[i] + a); });
  const double norm = norm_of(p);  // exactly on the boundary, so that it lies in no way outside
  if (norm > 0)
    for (double& v : p) v *= radius / norm;
  damping = a;
}

double QuadraticModel::value(std::span<const double> s) const {
  double q = 0;
  for (std::size_t k = 0; k * s.size() < jacobian.size(); ++k) {
    const double v = row_dot(jacobian, k, s);
    q += v * v;
  }
  for (std::size_t i = 0; i < s.size(); ++i) q += s[i] * diagonal[i] * s[i];
  return 0.5 * q + dot(s, gradient);
}

QuadraticModel::Line QuadraticModel::along(std::span<const double> s, std::span<const double> from) const {
  Line line{0, dot(gradient, s), from.empty() ? 0 : dot(gradient, from)};
  for (std::size_t k = 0; k * s.size() < jacobian.size(); ++k) {
    const double v = row_dot(jacobian, k, s);
    line.a += v * v;
    if (from.empty()) continue;
    const double u = row_dot(jacobian, k, from);
    line.b += u * v;
    line.c += 0.5 * u * u;
  }
  for (std::size_t i = 0; i < s.size(); ++i) {
    line.a += s[i] * diagonal[i] * s[i];
    if (from.empty()) continue;
    line.b += from[i] * diagonal[i] * s[i];
    line.c += 0.5 * from[i] * diagonal[i] * from[i];
  }
  line.a *= 0.5;
  return line;
}

Minimum minimum_on(const QuadraticModel::Line& line, double low, double high) {
  const auto at = [&](double t) { return Minimum{t, t * (line.a * t + line.b) + line.c}; };
  Minimum best = at(low);
  const auto consider = [&](double t) {
    const Minimum other = at(t);
    if (other.value < best.value) best = other;
  };
  consider(high);
  if (line.a != 0) {
    const double extremum = -0.5 * line.b / line.a;
    if (low < extremum && extremum < high) consider(extremum);
  }
  return best;
}

double step_to_bound(Point x, std::span<const double> s, Point lower, Point upper, std::span<int> hit) {
  double least = infinity;
  const auto step = [&](std::size_t i) {
    if (s[i] == 0 || lower.empty()) return infinity;
    return std::max((lower[i] - x[i]) / s[i], (upper[i] - x[i]) / s[i]);
  };
  for (std::size_t i = 0; i < x.size(); ++i) least = std::min(least, step(i));
  for (std::size_t i = 0; i < hit.size(); ++i) hit[i] = step(i) == least ? (s[i] > 0) - (s[i] < 0) : 0;
  return least;
}

double step_to_radius(std::span<const double> x, std::span<const double> s, double radius) {
  const double a = dot(s, s), b = dot(x, s), c = dot(x, x) - radius * radius;
  if (a == 0) return 0;
  const double root = std::sqrt(std::max(b * b - a * c, 0.0));
  const double q = -(b + std::copysign(root, b));
  return q == 0 ? 0 : std::max(q / a, c / q);
}

void make_strictly_feasible(std::span<double> x, Point lower, Point upper, double relative) {
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const double low = lower[i], high = upper[i], below = x[i] - low, above = high - x[i];
    bool at_low, at_high;
    if (relative == 0) {
      at_low = x[i] <= low;
      at_high = x[i] >= high;
    } else {
      at_low = std::isfinite(low) && below <= std::min(above, relative * std::max(1.0, std::abs(low)));
      at_high = std::isfinite(high) && above <= std::min(below, relative * std::max(1.0, std::abs(high)));
    }
    if (at_low) x[i] = relative == 0 ? std::nextafter(low, high) : low + relative * std::max(1.0, std::abs(low));
    if (at_high) x[i] = relative == 0 ? std::nextafter(high, low) : high - relative * std::max(1.0, std::abs(high));
    if (x[i] < low || x[i] > high) x[i] = 0.5 * (low + high);
  }
}

}  // namespace perilune::optimize
