// C. Broyden; R. Fletcher; D. Goldfarb; D. Shanno (1970). To choose for smooth functions of up to some hundred
// variables without bounds: superlinear, and leaves an estimate of the inverse Hessian. Steps and tests are SciPy's.

#include "kernels/optimize/bfgs.h"

#include <algorithm>
#include <cmath>

#include "kernels/lapack/blas.h"

namespace perilune::optimize {

namespace {

// H <- (I - rho s y') H (I - rho y s') + rho s s', written as an update of rank two.
void update(std::span<double> h, std::span<const double> s, std::span<const double> y, double rho,
            std::span<double> hy) {
  const std::size_t n = s.size();
  for (std::size_t i = 0; i < n; ++i) hy[i] = dot(h.subspan(i * n, n), y);
  const double scale = rho * (1 + rho * dot(y, hy));
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) h[i * n + j] += scale * s[i] * s[j] - rho * (hy[i] * s[j] + s[i] * hy[j]);
}

// The same by the products as they stand, which is what SciPy does. With gradients by differences the last digits
// decide whether a run ends by a small gradient or by a line search that finds nothing, so few variables go its way.
void update_by_products(std::span<double> h, std::span<const double> s, std::span<const double> y, double rho,
                        std::span<double> work) {
  const std::size_t n = s.size();
  double *left = work.data(), *right = left + n * n, *middle = right + n * n;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) {
      left[i * n + j] = (i == j) - s[i] * y[j] * rho;
      right[i * n + j] = (i == j) - y[i] * s[j] * rho;
    }
  const auto size = static_cast<lapack::Int>(n);
  const auto multiply = [size](const double* a, const double* b, double* c) {  // row-major c = a b
    using enum lapack::Transpose;
    lapack::gemm(no, no, size, size, size, 1.0, b, size, a, size, 0.0, c, size);
  };
  multiply(h.data(), right, middle);
  multiply(left, middle, right);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) h[i * n + j] = right[i * n + j] + rho * s[i] * s[j];
}

constexpr std::size_t few = 40;

}  // namespace

MinimizeResult bfgs(Context& ctx, const Objective& objective, Point x0, const BfgsOptions& options) {
  check_descent(x0, options);
  check_tolerances({{"xrtol", options.xrtol}});
  const std::size_t n = x0.size();
  const auto size = static_cast<lapack::Int>(n);
  Run run(ctx, descent_limits(options, n), options.callback);
  Smooth function(ctx, run, objective, options.differences, n);
  DescentState s(ctx, x0, options.return_all);
  Array inverse = Array::zeros(ctx, DType::float64, {static_cast<std::int64_t>(n), static_cast<std::int64_t>(n)});
  const std::span<double> h(inverse.as<double>(), n * n);
  for (std::size_t i = 0; i < n; ++i) h[i * n + i] = 1;
  CountedVector<double> work = ctx.vector<double>(n <= few ? 3 * n * n : n);
  Descent how = Descent::converged;
  try {
    start_descent(s, function, options.norm);
    while (s.gradient_norm > options.gtol && run.within_iterations()) {
      lapack::gemv(lapack::Transpose::yes, size, size, -1.0, h.data(), size, s.gradient.data(), 1, 0.0,
                   s.direction.data(), 1);
      const LineStep line = line_search(ctx, function, s.x, s.direction, s.gradient, s.value, s.previous_value, {});
      if (!line.found) {
        how = Descent::precision_loss;
        break;
      }
      s.previous_value = s.value;
      s.value = line.value;
      for (std::size_t i = 0; i < n; ++i) {
        s.direction[i] *= line.step;  // now the step
        s.next_x[i] = s.x[i] + s.direction[i];
      }
      const Point g = function.gradient(s.next_x);
      for (std::size_t i = 0; i < n; ++i) s.next_gradient[i] = g[i] - s.gradient[i];  // now their difference
      std::copy(g.begin(), g.end(), s.gradient.begin());
      s.x.swap(s.next_x);
      s.record(options.return_all);
      ++run.nit;
      s.gradient_norm = norm_of(s.gradient, options.norm);
      if (!run.report(s.x, s.value) || s.gradient_norm <= options.gtol) break;
      if (norm_of(s.direction) <= options.xrtol * (options.xrtol + norm_of(s.x))) break;
      if (!std::isfinite(s.value)) {
        how = Descent::precision_loss;  // minus infinity is a minimum, but not one that can be believed
        break;
      }
      const double inverse_rho = dot(s.next_gradient, s.direction), rho = inverse_rho == 0 ? 1000 : 1 / inverse_rho;
      if (n <= few) update_by_products(h, s.direction, s.next_gradient, rho, work);
      else update(h, s.direction, s.next_gradient, rho, work);
    }
  } catch (const LimitReached&) {
  }
  MinimizeResult r = descent_result(ctx, run, function, s, how, options.return_all);
  r.inverse_hessian = std::move(inverse);
  return r;
}

}  // namespace perilune::optimize
