#include "kernels/optimize/least_squares.h"

#include <algorithm>
#include <cmath>

#include "kernels/array/create.h"
#include "kernels/optimize/least_squares_loop.h"

namespace perilune::optimize {

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

LossValue loss_value(Loss loss, double z) {
  switch (loss) {
    case Loss::soft_l1: {
      const double t = 1 + z, root = std::sqrt(t);
      return {2 * (root - 1), 1 / root, -0.5 / (t * root)};
    }
    case Loss::huber: {
      if (z <= 1) return {z, 1, 0};
      const double root = std::sqrt(z);
      return {2 * root - 1, 1 / root, -0.5 / (z * root)};
    }
    case Loss::cauchy: {
      const double t = 1 + z;
      return {std::log1p(z), 1 / t, -1 / (t * t)};
    }
    case Loss::arctan: {
      const double t = 1 + z * z;
      return {std::atan(z), 1 / t, -2 * z / (t * t)};
    }
    default: return {z, 1, 0};
  }
}

void check(Point x0, std::size_t m, const LeastSquaresOptions& options) {
  check_start(x0, options.lower, options.upper, options.x0_name);
  for (std::size_t i = 0; i < options.lower.size(); ++i) {
    if (!(options.lower[i] < options.upper[i]))
      throw ValueError(format("bounds must have each lower bound below the upper one, got %s and %s",
                              number_text(options.lower[i]).c_str(), number_text(options.upper[i]).c_str()));
    if (x0[i] < options.lower[i] || x0[i] > options.upper[i])
      throw ValueError(format("%s must lie within the bounds, from %s to %s, got %s", options.x0_name,
                              number_text(options.lower[i]).c_str(), number_text(options.upper[i]).c_str(),
                              number_text(x0[i]).c_str()));
  }
  const bool lm = options.method == LeastSquaresOptions::lm;
  check_tolerances({{"ftol", options.ftol}, {"xtol", options.xtol}, {"gtol", options.gtol}});
  if (std::max({options.ftol, options.xtol, options.gtol}) < epsilon)
    throw ValueError("ftol, xtol or gtol must be at least the float64 epsilon, 2.220446049250313e-16");
  if (options.x_scale.size() > 1 && options.x_scale.size() != x0.size())
    throw ShapeError(format("x_scale must have one number or %zu, one for each variable, got %zu", x0.size(),
                            options.x_scale.size()));
  for (const double s : options.x_scale)
    if (!(s > 0) || !std::isfinite(s)) throw ValueError("x_scale must have positive numbers, got " + number_text(s));
  if (!(options.f_scale > 0)) throw ValueError("f_scale must be greater than 0, got " + number_text(options.f_scale));
  if (options.max_nfev && *options.max_nfev < 1)
    throw ValueError(format("max_nfev must be at least 1, got %lld", static_cast<long long>(*options.max_nfev)));
  check_differences(options.differences, x0.size(), "diff_step", "diff_step");
  if (!lm) return;
  if (options.differences.relative.size() > 1)
    throw ValueError(
        format("diff_step must be one number with method 'lm', got %zu", options.differences.relative.size()));
  if (options.loss != Loss::linear) throw ValueError("loss must be 'linear' with method 'lm'");
  if (!options.lower.empty() &&
      (std::any_of(options.lower.begin(), options.lower.end(), [](double b) { return std::isfinite(b); }) ||
       std::any_of(options.upper.begin(), options.upper.end(), [](double b) { return std::isfinite(b); })))
    throw ValueError("bounds must be left out with method 'lm', got some");
  if (m < x0.size())
    throw ValueError(
        format("%s must give at least as many residuals as there are variables, %zu, with method 'lm', got %zu",
               options.fun_name, x0.size(), m));
}

}  // namespace

std::string not_finite(const LeastSquaresOptions& options) {
  return format("%s must give finite residuals at %s, got nan or an infinity", options.fun_name, options.x0_name);
}

int status_of(Ending ending) {
  switch (ending) {
    case Ending::maxtime: return 98;
    case Ending::callback: return 99;
    case Ending::maxiter: return 5;
    default: return 0;
  }
}

const char* least_squares_message(int status) {
  switch (status) {
    case 0: return "The maximum number of function evaluations is exceeded.";
    case 1: return "`gtol` termination condition is satisfied.";
    case 2: return "`ftol` termination condition is satisfied.";
    case 3: return "`xtol` termination condition is satisfied.";
    case 4: return "Both `ftol` and `xtol` termination conditions are satisfied.";
    case 5: return "Maximum number of iterations has been exceeded.";
    case 98: return "Maximum time has been exceeded.";
    case 99: return "The callback asked to stop.";
    default: return "The residuals could not be reduced: they are not finite, or gave no direction.";
  }
}

LeastSquares::LeastSquares(Context& c, const Residuals& r, std::size_t variables, std::size_t count,
                           const LeastSquaresOptions& o, std::int64_t max_nfev)
    : ctx(c),
      residuals(r),
      options(o),
      n(variables),
      m(count),
      run(c, Limits{o.maxiter, max_nfev, o.maxtime}, o.callback),
      columns_(c.vector<double>(r.jacobian ? 0 : variables * count)),
      squares_(c.vector<double>(o.loss == Loss::linear ? 0 : count)),
      rho_(c.vector<LossValue>(o.loss == Loss::linear ? 0 : count)) {}

void LeastSquares::evaluate(Point x, std::span<double> f, bool counted) {
  if (counted) run.count_call();
  else run.check_time();
  residuals.value(x, f);
}

void LeastSquares::jacobian(Point x, std::span<const double> f, std::span<double> j) {
  ++run.njev;
  if (residuals.jacobian) {
    run.check_time();
    (*residuals.jacobian)(x, j);
    return;
  }
  DifferenceOptions differences_here = options.differences;
  differences_here.lower = options.lower;
  differences_here.upper = options.upper;
  if (differences_here.scheme == Difference::complex_step) {
    const auto value = [&](std::span<const Complex128> z, std::span<Complex128> out) {
      run.check_time();
      (*residuals.complex_value)(z, out);
    };
    complex_step_jacobian(ctx, value, x, m, differences_here, columns_.data());
  } else {
    const auto value = [&](Point p, std::span<double> out) { evaluate(p, out, false); };
    differences(ctx, value, x, f, differences_here, columns_.data());
  }
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = 0; k < m; ++k) j[k * n + i] = columns_[i * m + k];
}

void LeastSquares::losses(std::span<const double> f) {
  const double s = options.f_scale;
  for (std::size_t k = 0; k < m; ++k) squares_[k] = (f[k] / s) * (f[k] / s);
  if (options.loss == Loss::given) {
    (*options.given_loss)(squares_, rho_);
  } else {
    for (std::size_t k = 0; k < m; ++k) rho_[k] = loss_value(options.loss, squares_[k]);
  }
}

double LeastSquares::cost(std::span<const double> f) {
  if (!robust()) return 0.5 * dot(f, f);
  losses(f);
  double sum = 0;
  for (const LossValue& rho : rho_) sum += rho.value;
  return 0.5 * options.f_scale * options.f_scale * sum;
}

void LeastSquares::apply_loss(std::span<double> f, std::span<double> j) {
  if (!robust()) return;
  losses(f);
  const double s = options.f_scale;
  for (std::size_t k = 0; k < m; ++k) {
    const double curvature = rho_[k].first + 2 * rho_[k].second / (s * s) * f[k] * f[k];
    const double scale = std::sqrt(std::max(curvature, epsilon));
    f[k] *= rho_[k].first / scale;
    for (std::size_t i = 0; i < n; ++i) j[k * n + i] *= scale;
  }
}

LeastSquaresResult LeastSquares::result(Point x, std::span<const double> f, std::span<const double> j,
                                        std::span<const double> g, double cost_at_x, double optimality, int status) {
  LeastSquaresResult r;
  r.x = vector_of(ctx, x);
  r.fun = vector_of(ctx, f);
  r.cost = cost_at_x;
  r.jacobian = rows_array(ctx, j, n);
  r.gradient = vector_of(ctx, g);
  r.optimality = optimality;
  r.active_mask = Array::zeros(ctx, DType::int64, {static_cast<std::int64_t>(n)});
  r.nfev = run.nfev;
  r.njev = run.njev;
  r.nit = run.nit;
  r.status = status;
  r.message = least_squares_message(status);
  return r;
}

LeastSquaresResult least_squares(Context& ctx, const Residuals& residuals, Point x0, std::size_t m,
                                 const LeastSquaresOptions& options) {
  check(x0, m, options);
  const auto n = static_cast<std::int64_t>(x0.size());
  const bool lm = options.method == LeastSquaresOptions::lm;
  const std::int64_t usual = lm && !residuals.jacobian ? 100 * n * (n + 1) : 100 * n;
  Limits{options.maxiter, options.max_nfev.value_or(usual), options.maxtime}.check();
  LeastSquares problem(ctx, residuals, x0.size(), m, options, options.max_nfev.value_or(usual));
  if (lm) return levenberg_marquardt(problem, x0);
  return options.method == LeastSquaresOptions::dogbox ? rectangular_trust_region(problem, x0)
                                                       : trust_region_reflective(problem, x0);
}

}  // namespace perilune::optimize
