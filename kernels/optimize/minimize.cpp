#include "kernels/optimize/minimize.h"

#include <algorithm>
#include <cmath>

#include "kernels/array/create.h"
#include "kernels/array/finite.h"
#include "kernels/lapack/blas.h"

namespace perilune::optimize {

void check_start(Point x0, Point lower, Point upper, const char* name) {
  if (x0.empty()) throw ValueError(std::string(name) + " must have at least one element, got none");
  check_finite(x0, name);
  if (lower.empty() && upper.empty()) return;
  if (lower.size() != x0.size() || upper.size() != x0.size())
    throw ShapeError(format("bounds must have %zu rows, one for each variable, got %zu", x0.size(), lower.size()));
  for (std::size_t j = 0; j < x0.size(); ++j)
    if (!(lower[j] <= upper[j]))
      throw ValueError(format("bounds must have no lower bound above the upper one, got %s and %s",
                              number_text(lower[j]).c_str(), number_text(upper[j]).c_str()));
}

CountedVector<double> moved_inside(Context& ctx, Point x0, Point lower, Point upper) {
  CountedVector<double> x = ctx.vector<double>(x0.size());
  std::copy(x0.begin(), x0.end(), x.begin());
  if (lower.empty()) return x;
  bool outside = false;
  for (std::size_t j = 0; j < x.size(); ++j) {
    const double inside = std::min(std::max(x[j], lower[j]), upper[j]);
    outside |= inside != x[j];
    x[j] = inside;
  }
  if (outside) ctx.warn("x0 lies outside the bounds and was moved inside");
  return x;
}

Array rows_array(Context& ctx, std::span<const double> points, std::size_t n) {
  Array a =
      Array::empty(ctx, DType::float64, {static_cast<std::int64_t>(points.size() / n), static_cast<std::int64_t>(n)});
  std::copy(points.begin(), points.end(), a.as<double>());
  return a;
}

Smooth::Smooth(Context& ctx, Run& run, const Objective& objective, const DifferenceOptions& differences, std::size_t n)
    : ctx_(ctx),
      run_(run),
      objective_(objective),
      differences_(differences),
      x_(ctx.vector<double>(n)),
      gradient_(ctx.vector<double>(n)),
      best_gradient_(ctx.vector<double>(n)) {}

// False when this is where we are already.
bool Smooth::move_to(Point x) {
  if ((has_value_ || has_gradient_) && std::equal(x.begin(), x.end(), x_.begin())) return false;
  std::copy(x.begin(), x.end(), x_.begin());
  has_value_ = has_gradient_ = false;
  return true;
}

void Smooth::keep_best() {
  if (!has_value_ || !has_gradient_) return;
  if (!std::equal(x_.begin(), x_.end(), run_.best().begin(), run_.best().end())) return;
  std::copy(gradient_.begin(), gradient_.end(), best_gradient_.begin());
  best_known_ = true;
}

double Smooth::value(Point x) {
  move_to(x);
  if (has_value_) return value_;
  const std::int64_t before = run_.improvements();
  if (objective_.joint) {
    value_ = run_.evaluate_joint(objective_, x_, gradient_);
    has_gradient_ = true;
    ++run_.njev;
  } else {
    value_ = run_.evaluate(objective_, x_);
  }
  has_value_ = true;
  if (run_.improvements() != before) best_known_ = false;
  keep_best();
  return value_;
}

Point Smooth::gradient(Point x) {
  move_to(x);
  if (has_gradient_) return gradient_;
  if (objective_.joint) {
    value(x_);
    return gradient_;
  }
  if (objective_.gradient) {
    run_.check_time();
    ++run_.njev;
    (*objective_.gradient)(x_, gradient_);
  } else if (differences_.scheme == Difference::complex_step) {
    ++run_.njev;
    const auto imaginary = [&](std::span<const Complex128> z) { return run_.evaluate_aside(objective_, z); };
    complex_step_gradient(ctx_, imaginary, x_, differences_, gradient_);
  } else {
    value(x_);
    ++run_.njev;
    const auto f = [&](Point p, std::span<double> out) { out[0] = run_.evaluate_aside(objective_, p); };
    differences(ctx_, f, x_, {&value_, 1}, differences_, gradient_.data());
  }
  has_gradient_ = true;
  keep_best();
  return gradient_;
}

MinimizeResult result_of(Context& ctx, const Run& run, const Smooth& smooth, Point last, Outcome outcome) {
  MinimizeResult r{vector_of(ctx, run.best().empty() ? last : run.best()), run.best_value()};
  r.nit = run.nit;
  r.nfev = run.nfev;
  r.njev = run.njev;
  r.outcome = outcome;
  if (!smooth.best_gradient().empty()) r.gradient = vector_of(ctx, smooth.best_gradient());
  return r;
}

double dot(std::span<const double> x, std::span<const double> y) {
  return lapack::dot(static_cast<lapack::Int>(x.size()), x.data(), 1, y.data(), 1);
}

double norm_of(std::span<const double> x, double order) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (order == infinity || order == -infinity) {
    double extreme = order > 0 ? 0 : infinity;
    for (const double v : x) {
      if (std::isnan(v)) return v;
      extreme = order > 0 ? std::max(extreme, std::abs(v)) : std::min(extreme, std::abs(v));
    }
    return extreme;
  }
  double sum = 0;
  if (order == 2) {
    double largest = 0;
    sum = dot(x, x);
    if (std::isnan(sum) || (sum > 1e-290 && sum < infinity)) return std::sqrt(sum);
    for (const double v : x) largest = std::max(largest, std::abs(v));
    if (largest == 0 || largest == infinity) return largest;
    sum = 0;
    for (const double v : x) sum += v / largest * (v / largest);
    return largest * std::sqrt(sum);
  }
  for (const double v : x) sum += std::pow(std::abs(v), order);
  return std::pow(sum, 1 / order);
}

}  // namespace perilune::optimize
