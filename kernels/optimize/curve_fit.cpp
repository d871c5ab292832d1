#include "kernels/optimize/curve_fit.h"

#include <algorithm>
#include <cmath>

#include "kernels/array/manipulate.h"
#include "kernels/lapack/solve.h"
#include "kernels/linalg/least_squares.h"
#include "kernels/linalg/matmul.h"

namespace perilune::optimize {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Makes of residuals those of unit variance: divides by standard deviations, or solves with the Cholesky factor of the
// covariance.
class Whitening {
 public:
  Whitening(Context& ctx, std::span<const double> sigma, bool covariance, std::size_t m)
      : sigma_(sigma), factor_(ctx.vector<double>()), columns_(ctx.vector<double>()), m_(m) {
    const std::size_t wanted = covariance ? m * m : m;
    if (!sigma.empty() && sigma.size() != wanted)
      throw ShapeError(format("sigma must have %zu numbers, one for each point, or be a %zux%zu covariance", m, m, m));
    if (covariance) {
      factor();
      return;
    }
    for (const double s : sigma)
      if (!(s > 0)) throw ValueError("sigma must have positive numbers, got " + number_text(s));
  }

  // `columns` right sides, row-major (m, columns), in place.
  void apply(std::span<double> r, std::size_t columns) {
    if (sigma_.empty()) return;
    if (factor_.empty()) {
      for (std::size_t k = 0; k < m_; ++k)
        for (std::size_t c = 0; c < columns; ++c) r[k * columns + c] *= 1 / sigma_[k];
      return;
    }
    if (columns == 1) return solve(r.data(), 1);
    columns_.resize(m_ * columns);
    for (std::size_t k = 0; k < m_; ++k)
      for (std::size_t c = 0; c < columns; ++c) columns_[c * m_ + k] = r[k * columns + c];
    solve(columns_.data(), columns);
    for (std::size_t k = 0; k < m_; ++k)
      for (std::size_t c = 0; c < columns; ++c) r[k * columns + c] = columns_[c * m_ + k];
  }

 private:
  // Of the lower triangle, whose rows LAPACK takes for the columns of an upper one.
  void factor() {
    factor_.assign(sigma_.begin(), sigma_.end());
    const lapack::Int m = lapack::dimension(static_cast<std::int64_t>(m_), "sigma");
    const lapack::Int status = lapack::potrf(lapack::Triangle::upper, m, factor_.data(), m);
    lapack::check_arguments(status, "potrf");
    bool positive = status == 0;
    for (std::size_t i = 0; i < m_; ++i) positive = positive && factor_[i * (m_ + 1)] > 0;  // nan is not
    if (!positive) throw ValueError("sigma must be positive definite");
  }
  // Column-major.
  void solve(double* b, std::size_t columns) const {
    const auto m = static_cast<lapack::Int>(m_), count = static_cast<lapack::Int>(columns);
    const lapack::Int status =
        lapack::trtrs(lapack::Triangle::upper, lapack::Transpose::yes, false, m, count, factor_.data(), m, b, m);
    lapack::check_arguments(status, "trtrs");
  }

  std::span<const double> sigma_;
  CountedVector<double> factor_, columns_;
  std::size_t m_;
};

// (J'J)^-1, without the singular values of J that are nothing but rounding.
Array covariance_of(Context& ctx, const Array& jacobian) {
  const Array inverse = linalg::pinv(ctx, jacobian).inverse;
  return linalg::matmul(ctx, inverse, transpose(inverse));
}

}  // namespace

CurveFit curve_fit(Context& ctx, const Model& model, std::span<const double> y, Point p0,
                   const CurveFitOptions& options) {
  const std::size_t m = y.size(), n = p0.size();
  if (m == 0) throw ValueError("ydata must have at least one element, got none");
  Whitening whitening(ctx, options.sigma, options.covariance_of_data, m);
  const auto residuals = [&](Point p, std::span<double> f) {
    model.value(p, f);
    for (std::size_t k = 0; k < m; ++k) f[k] -= y[k];
    whitening.apply(f, 1);
  };
  const auto jacobian = [&](Point p, std::span<double> j) {
    (*model.jacobian)(p, j);
    whitening.apply(j, n);
  };
  CountedVector<double> parts = ctx.vector<double>(model.complex_value ? 2 * m : 0);
  const auto complex = [&](std::span<const Complex128> p, std::span<Complex128> f) {
    (*model.complex_value)(p, f);
    const std::span<double> real = std::span<double>(parts).first(m), imaginary = std::span<double>(parts).last(m);
    for (std::size_t k = 0; k < m; ++k) {
      real[k] = f[k].real() - y[k];
      imaginary[k] = f[k].imag();
    }
    whitening.apply(real, 1);
    whitening.apply(imaginary, 1);
    for (std::size_t k = 0; k < m; ++k) f[k] = {real[k], imaginary[k]};
  };
  Residuals problem{residuals};
  if (model.complex_value) problem.complex_value = complex;
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
  else if (r.fit.success()) r.covariance = covariance_of(ctx, r.fit.jacobian);
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
