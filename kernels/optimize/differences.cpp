// Steps and schemes are SciPy's: the step is the one that balances truncation against rounding, its sign away from
// zero, turned or shortened where a bound is in the way. W. Squire and G. Trapp, SIAM Review 40 (1998): the complex
// step.

#include "kernels/optimize/differences.h"

#include <algorithm>
#include <cmath>

namespace perilune::optimize {

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

double usual_step(double x, Difference scheme) {
  const double root = scheme == Difference::three_point ? std::cbrt(epsilon) : std::sqrt(epsilon);
  return root * (x >= 0 ? 1 : -1) * std::max(1.0, std::abs(x));
}

double of(std::span<const double> steps, std::size_t i) { return steps.size() == 1 ? steps[0] : steps[i]; }

double step_at(std::size_t i, double x, const DifferenceOptions& options) {
  double h = 0;
  if (!options.absolute.empty()) h = of(options.absolute, i);
  else if (!options.relative.empty()) h = of(options.relative, i) * (x >= 0 ? 1 : -1) * std::abs(x);
  const volatile double beside = x + h;  // as stored: a step below the last digit of x is none
  return beside - x == 0 ? usual_step(x, options.scheme) : h;
}

struct Step {
  double h;
  bool one_sided;
};

Step forward_step(double x, double h, double low, double high) {
  const double below = x - low, above = high - x;
  if (x + h >= low && x + h <= high) return {h, true};
  if (std::abs(h) <= std::max(below, above)) return {-h, true};
  return {above >= below ? above : -below, true};
}

Step central_step(double x, double h, double low, double high) {
  h = std::abs(h);
  const double below = x - low, above = high - x;
  if (below >= h && above >= h) return {h, false};
  const double adjusted = above >= below ? std::min(h, 0.5 * above) : -std::min(h, 0.5 * below);
  const double nearest = std::min(above, below);
  if (std::abs(adjusted) <= nearest) return {nearest, false};
  return {adjusted, true};
}

Step step_inside(std::size_t i, double x, const DifferenceOptions& options) {
  const double h = step_at(i, x, options);
  const bool two_point = options.scheme == Difference::two_point;
  if (options.lower.empty()) return {two_point ? h : std::abs(h), two_point};
  return two_point ? forward_step(x, h, options.lower[i], options.upper[i])
                   : central_step(x, h, options.lower[i], options.upper[i]);
}

}  // namespace

void check_differences(const DifferenceOptions& options, std::size_t n, const char* absolute, const char* relative) {
  const auto check = [n](std::span<const double> steps, const char* name) {
    if (steps.size() > 1 && steps.size() != n)
      throw ShapeError(format("%s must have one number or %zu, one for each variable, got %zu", name, n, steps.size()));
    for (const double h : steps)
      if (!std::isfinite(h)) throw ValueError(format("%s must be finite, got %s", name, number_text(h).c_str()));
  };
  check(options.absolute, absolute);
  check(options.relative, relative);
}

void differences(Context& ctx, FunctionRef<void(std::span<const double>, std::span<double>)> f,
                 std::span<const double> x, std::span<const double> f0, const DifferenceOptions& options,
                 double* jacobian) {
  const std::size_t n = x.size(), m = f0.size();
  const bool two_point = options.scheme == Difference::two_point;
  CountedVector<double> point = ctx.vector<double>(n);
  CountedVector<double> first = ctx.vector<double>(two_point ? 0 : m);
  std::copy(x.begin(), x.end(), point.begin());
  for (std::size_t i = 0; i < n; ++i, jacobian += m) {
    const Step step = step_inside(i, x[i], options);
    const std::span<double> column(jacobian, m);
    if (step.h == 0) {
      std::fill(column.begin(), column.end(), 0.0);
      continue;
    }
    if (two_point) {
      const volatile double moved = x[i] + step.h;
      point[i] = moved;
      f(point, column);
      for (std::size_t k = 0; k < m; ++k) column[k] = (column[k] - f0[k]) / (point[i] - x[i]);
    } else if (step.one_sided) {
      point[i] = x[i] + step.h;
      f(point, first);
      point[i] = x[i] + 2 * step.h;
      f(point, column);
      for (std::size_t k = 0; k < m; ++k) column[k] = (-3.0 * f0[k] + 4 * first[k] - column[k]) / (point[i] - x[i]);
    } else {
      const double low = x[i] - step.h;
      point[i] = low;
      f(point, first);
      point[i] = x[i] + step.h;
      f(point, column);
      for (std::size_t k = 0; k < m; ++k) column[k] = (column[k] - first[k]) / (point[i] - low);
    }
    point[i] = x[i];
  }
}

void complex_step_jacobian(Context& ctx, FunctionRef<void(std::span<const Complex128>, std::span<Complex128>)> f,
                           std::span<const double> x, std::size_t m, const DifferenceOptions& options,
                           double* jacobian) {
  CountedVector<Complex128> point = ctx.vector<Complex128>(x.size()), values = ctx.vector<Complex128>(m);
  std::copy(x.begin(), x.end(), point.begin());
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double h = step_at(i, x[i], options);
    point[i] = {x[i], h};
    f(point, values);
    for (std::size_t k = 0; k < m; ++k) jacobian[i * m + k] = values[k].imag() / h;
    point[i] = x[i];
  }
}

void complex_step_gradient(Context& ctx, FunctionRef<Complex128(std::span<const Complex128>)> f,
                           std::span<const double> x, const DifferenceOptions& options, std::span<double> gradient) {
  const auto vector = [&](std::span<const Complex128> z, std::span<Complex128> out) { out[0] = f(z); };
  complex_step_jacobian(ctx, vector, x, 1, options, gradient.data());
}

}  // namespace perilune::optimize
