#include "kernels/optimize/curve_fit.h"

#include <algorithm>
#include <cmath>

#include "kernels/linalg/svd.h"

namespace perilune::optimize {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Makes of residuals those of unit variance: divides by standard deviations, or solves with the Cholesky factor of the
// covariance.
class Whitening {
 public:
  Whitening(Context& ctx, std::span<const double> sigma, bool covariance, std::size_t m)
      : sigma_(sigma), factor_(ctx.vector<double>()), m_(m) {
    const std::size_t wanted = covariance ? m * m : m;
    if (!sigma.empty() && sigma.size() != wanted)
      throw ShapeError(format("sigma must have %zu numbers, one for each point, or be a %zux%zu covariance", m, m, m));
    if (covariance) {
      factor(ctx);
      return;
    }
    for (const double s : sigma)
      if (!(s > 0)) throw ValueError("sigma must have positive numbers, got " + number_text(s));
  }

  // `columns` right sides, row-major (m, columns), in place.
  void apply(std::span<double> r, std::size_t columns) const {
    if (sigma_.empty()) return;
    if (factor_.empty()) {
      for (std::size_t k = 0; k < m_; ++k)
        for (std::size_t c = 0; c < columns; ++c) r[k * columns + c] *= 1 / sigma_[k];
      return;
    }
    for (std::size_t k = 0; k < m_; ++k) {
      const double* row = factor_.data() + k * m_;
      for (std::size_t c = 0; c < columns; ++c) {
        double sum = r[k * columns + c];
        for (std::size_t i = 0; i < k; ++i) sum -= row[i] * r[i * columns + c];
        r[k * columns + c] = sum / row[k];
      }
    }
  }

 private:
  void factor(Context& ctx) {
    factor_.assign(sigma_.begin(), sigma_.end());
    for (std::size_t j = 0; j < m_; ++j) {
      ctx.poll();
      for (std::size_t i = j; i < m_; ++i) {
        double sum = factor_[i * m_ + j];
        for (std::size_t k = 0; k < j; ++k) sum -= factor_[i * m_ + k] * factor_[j * m_ + k];
        if (i == j && !(sum > 0)) throw ValueError("sigma must be positive definite");
        factor_[i * m_ + j] = i == j ? std::sqrt(sum) : sum / factor_[j * m_ + j];
      }
    }
  }

  std::span<const double> sigma_;
  CountedVector<double> factor_;
  std::size_t m_;
};

// (J'J)^-1 by the singular values of J, leaving out those that are nothing but rounding.
Array pseudo_inverse(Context& ctx, const Array& jacobian) {
  const linalg::Svd svd = linalg::svd(ctx, jacobian, {.full_matrices = false});
  const std::int64_t n = jacobian.shape()[1], k = svd.s.size();
  const double threshold = std::numeric_limits<double>::epsilon() *
                           static_cast<double>(std::max(n, jacobian.shape()[0])) * svd.s.at<double>(0);
  Array covariance = Array::zeros(ctx, DType::float64, {n, n});
  for (std::int64_t l = 0; l < k; ++l) {
    const double s = svd.s.at<double>(l);
    if (!(s > threshold)) continue;
    for (std::int64_t i = 0; i < n; ++i)
      for (std::int64_t j = 0; j < n; ++j)
        covariance.at<double>(i, j) += svd.vt.at<double>(l, i) * svd.vt.at<double>(l, j) / (s * s);
  }
  return covariance;
}

}  // namespace

CurveFit curve_fit(Context& ctx, const Model& model, std::span<const double> y, Point p0,
                   const CurveFitOptions& options) {
  const std::size_t m = y.size(), n = p0.size();
  if (m == 0) throw ValueError("ydata must have at least one element, got none");
  const Whitening whitening(ctx, options.sigma, options.covariance_of_data, m);
  const auto residuals = [&](Point p, std::span<double> f) {
    model.value(p, f);
    for (std::size_t k = 0; k < m; ++k) f[k] -= y[k];
    whitening.apply(f, 1);
  };
  const auto jacobian = [&](Point p, std::span<double> j) {
    (*model.jacobian)(p, j);
    whitening.apply(j, n);
  };
  Residuals problem{residuals};
  if (model.jacobian) problem.jacobian = jacobian;
  LeastSquaresOptions fit = options.fit;
  const bool lm = fit.method == LeastSquaresOptions::lm;
  if (lm) fit.final_jacobian = false;
  fit.fun_name = "f";
  fit.x0_name = "p0";
  CurveFit r{{}, {}, true, least_squares(ctx, problem, p0, m, fit)};
  r.parameters = r.fit.x;
  const auto size = static_cast<std::int64_t>(n);
  if (lm) r.covariance = r.fit.covariance;
  else if (r.fit.success()) r.covariance = pseudo_inverse(ctx, r.fit.jacobian);
  double scale = 1;
  if (!options.absolute_sigma) scale = m > n ? 2 * r.fit.cost / static_cast<double>(m - n) : infinity;
  r.covariance_known = r.covariance.block() && std::isfinite(scale);
  if (!r.covariance.block()) r.covariance = Array::empty(ctx, DType::float64, {size, size});
  for (std::int64_t i = 0; i < size * size; ++i) {
    double& c = r.covariance.as<double>()[i];
    c = r.covariance_known ? c * scale : infinity;
  }
  return r;
}

}  // namespace perilune::optimize
