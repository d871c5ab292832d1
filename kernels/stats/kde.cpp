#include "kernels/stats/kde.h"

#include <algorithm>
#include <cmath>

#include "kernels/array/elementwise.h"
#include "kernels/core/parallel.h"
#include "kernels/linalg/svd.h"
#include "kernels/special/functions.h"

namespace perilune::stats {

namespace {

constexpr double log_2pi = 1.83787706640934548356;

// The lower Cholesky factor; SingularError when there is none.
Array cholesky_of(Context& ctx, const Array& a, const char* what) {
  const std::int64_t d = a.shape()[0];
  Array l = Array::zeros(ctx, DType::float64, {d, d});
  for (std::int64_t j = 0; j < d; ++j)
    for (std::int64_t i = j; i < d; ++i) {
      double sum = a.at<double>(i, j);
      for (std::int64_t k = 0; k < j; ++k) sum -= l.at<double>(i, k) * l.at<double>(j, k);
      if (i == j) {
        if (!(sum > 1e-14 * a.at<double>(j, j))) throw SingularError(std::string(what) + " is not positive definite");
        l.at<double>(j, j) = std::sqrt(sum);
      } else {
        l.at<double>(i, j) = sum / l.at<double>(j, j);
      }
    }
  return l;
}

double log_determinant(const Array& l) {  // of l l^T
  double sum = 0;
  for (std::int64_t i = 0; i < l.shape()[0]; ++i) sum += 2 * std::log(l.at<double>(i, i));
  return sum;
}

// z = l^-1 x for the point whose coordinates lie `stride` apart.
void whiten(const Array& l, const double* x, std::int64_t stride, double* z) {
  const std::int64_t d = l.shape()[0];
  for (std::int64_t i = 0; i < d; ++i) {
    double sum = x[i * stride];
    for (std::int64_t k = 0; k < i; ++k) sum -= l.at<double>(i, k) * z[k];
    z[i] = sum / l.at<double>(i, i);
  }
}

}  // namespace

GaussianKde::GaussianKde(Context& ctx, const View& dataset, const std::optional<View>& weights) {
  if (is_complex(dataset.dtype)) throw ValueError(format("dataset must be real, got %s", name(dataset.dtype)));
  if (dataset.ndim > 2) throw ShapeError("dataset must have one or two axes, got shape " + shape_text(dataset.dims()));
  data_ = astype(ctx, dataset, DType::float64);
  if (data_.ndim() < 2) {
    const Dims shape{1, data_.size()};
    data_ = data_.with_layout(data_.data(), shape, row_major_strides(shape, sizeof(double)));
  }
  d_ = data_.shape()[0];
  n_ = data_.shape()[1];
  if (d_ < 1 || n_ < 2)
    throw ValueError("dataset must have more than one observation, got shape " + shape_text(dataset.dims()));
  weights_ = Array::empty(ctx, DType::float64, {n_});
  double* w = weights_.as<double>();
  if (weights) {
    if (weights->ndim != 1 || weights->shape[0] != n_)
      throw ShapeError(format("weights must be a vector of length %lld, got shape ", static_cast<long long>(n_)) +
                       shape_text(weights->dims()));
    copy(ctx, *weights, weights_);
    double sum = 0;
    for (std::int64_t i = 0; i < n_; ++i) sum += w[i];
    for (std::int64_t i = 0; i < n_; ++i) {
      if (!(w[i] >= 0) || !(sum > 0) || std::isinf(sum))
        throw ValueError("weights must not be negative, got " + number_text(w[i]));
      w[i] /= sum;
    }
  } else {
    std::fill_n(w, n_, 1.0 / static_cast<double>(n_));
  }
  double square = 0;
  for (std::int64_t i = 0; i < n_; ++i) square += w[i] * w[i];
  effective_ = 1 / square;

  data_covariance_ = Array::zeros(ctx, DType::float64, {d_, d_});
  auto mean = ctx.vector<double>(static_cast<std::size_t>(d_));
  for (std::int64_t k = 0; k < d_; ++k)
    for (std::int64_t i = 0; i < n_; ++i) mean[static_cast<std::size_t>(k)] += w[i] * data_.at<double>(k, i);
  for (std::int64_t k = 0; k < d_; ++k)
    for (std::int64_t l = 0; l <= k; ++l) {
      ctx.poll();
      double sum = 0;
      for (std::int64_t i = 0; i < n_; ++i)
        sum += w[i] * (data_.at<double>(k, i) - mean[static_cast<std::size_t>(k)]) *
               (data_.at<double>(l, i) - mean[static_cast<std::size_t>(l)]);
      data_covariance_.at<double>(k, l) = data_covariance_.at<double>(l, k) = sum / (1 - square);
    }
}

double GaussianKde::scott() const { return std::pow(effective_, -1.0 / static_cast<double>(d_ + 4)); }
double GaussianKde::silverman() const {
  const auto d = static_cast<double>(d_);
  return std::pow(effective_ * (d + 2) / 4, -1 / (d + 4));
}

void GaussianKde::set_factor(Context& ctx, double factor) {
  if (!(factor > 0) || std::isinf(factor))
    throw ValueError("bw_method must be a positive factor, got " + number_text(factor));
  Array covariance = Array::empty(ctx, DType::float64, {d_, d_});
  for (std::int64_t i = 0; i < d_ * d_; ++i)
    covariance.as<double>()[i] = data_covariance_.as<double>()[i] * factor * factor;
  Array root = cholesky_of(ctx, covariance, "the covariance of dataset");
  Array white = Array::empty(ctx, DType::float64, {n_, d_});
  for (std::int64_t i = 0; i < n_; ++i) whiten(root, data_.as<double>() + i, n_, white.as<double>() + i * d_);
  log_norm_ = -0.5 * (static_cast<double>(d_) * log_2pi + log_determinant(root));
  factor_ = factor;
  covariance_ = covariance;
  root_ = root;
  white_ = white;
}

Array GaussianKde::evaluate(Context& ctx, const View& points, bool logarithm) const {
  if (is_complex(points.dtype)) throw ValueError(format("points must be real, got %s", name(points.dtype)));
  Array p = astype(ctx, points, DType::float64);
  std::int64_t m;
  if (p.ndim() < 2) m = d_ == 1 ? p.size() : p.size() == d_ ? 1 : -1;
  else m = p.ndim() == 2 && p.shape()[0] == d_ ? p.shape()[1] : -1;
  if (m < 0)
    throw ShapeError(format("points must have %lld rows, got shape ", static_cast<long long>(d_)) +
                     shape_text(points.dims()));
  Array result = Array::empty(ctx, DType::float64, {m});
  const double* w = weights_.as<double>();
  const double* white = white_.as<double>();
  const auto d = static_cast<std::size_t>(d_);
  auto room = ctx.vector<double>(static_cast<std::size_t>(m) * d);
  const std::int64_t grain = std::max<std::int64_t>(1, 16384 / std::max<std::int64_t>(n_ * d_, 1));
  parallel_for(ctx, m, grain, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t j = begin; j < end; ++j) {
      ctx.poll();
      double* z = room.data() + static_cast<std::size_t>(j) * d;
      whiten(root_, p.as<double>() + j, m, z);
      const auto energy = [&](std::int64_t i) {
        double e = 0;
        for (std::int64_t k = 0; k < d_; ++k) {
          const double off = z[k] - white[i * d_ + k];
          e += off * off;
        }
        return 0.5 * e;
      };
      double sum = 0, least = 0;
      if (logarithm) {
        least = special::inf;
        for (std::int64_t i = 0; i < n_; ++i)
          if (w[i] > 0) least = std::min(least, energy(i));
      }
      for (std::int64_t i = 0; i < n_; ++i) sum += w[i] * std::exp(least - energy(i));
      result.at<double>(j) = logarithm ? std::log(sum) - least + log_norm_ : sum * std::exp(log_norm_);
    }
  });
  return result;
}

double GaussianKde::integrate_box_1d(double low, double high) const {
  if (d_ != 1)
    throw ValueError(format("low needs an estimate of one dimension, got one of %lld", static_cast<long long>(d_)));
  const double deviation = root_.at<double>(0, 0);
  double sum = 0;
  for (std::int64_t i = 0; i < n_; ++i) {
    const double a = (low - data_.at<double>(0, i)) / deviation, b = (high - data_.at<double>(0, i)) / deviation;
    // The difference in the tail where it does not cancel.
    sum +=
        weights_.at<double>(i) * (a > 0 ? special::ndtr(-a) - special::ndtr(-b) : special::ndtr(b) - special::ndtr(a));
  }
  return sum;
}

namespace {

// Sum over pairs of weights times the normal density of their difference under the sum of two covariances.
double overlap(Context& ctx, const Array& x, const double* wx, const Array& y, const double* wy, const Array& a,
               const Array& b) {
  const std::int64_t d = x.shape()[0], n = x.shape()[1], m = y.shape()[1];
  Array sum = Array::empty(ctx, DType::float64, {d, d});
  for (std::int64_t i = 0; i < d * d; ++i) sum.as<double>()[i] = a.as<double>()[i] + b.as<double>()[i];
  const Array l = cholesky_of(ctx, sum, "cov");
  const double norm = std::exp(-0.5 * (static_cast<double>(d) * log_2pi + log_determinant(l)));
  auto off = ctx.vector<double>(static_cast<std::size_t>(d)), z = ctx.vector<double>(static_cast<std::size_t>(d));
  double total = 0;
  for (std::int64_t i = 0; i < n; ++i) {
    ctx.poll();
    for (std::int64_t j = 0; j < m; ++j) {
      for (std::int64_t k = 0; k < d; ++k) off[static_cast<std::size_t>(k)] = x.at<double>(k, i) - y.at<double>(k, j);
      whiten(l, off.data(), 1, z.data());
      double e = 0;
      for (const double v : z) e += v * v;
      total += wx[i] * (wy ? wy[j] : 1) * std::exp(-0.5 * e);
    }
  }
  return total * norm;
}

}  // namespace

double GaussianKde::integrate_gaussian(Context& ctx, const View& mean, const View& covariance) const {
  Array centre = astype(ctx, mean, DType::float64), cov = astype(ctx, covariance, DType::float64);
  if (centre.size() != d_ || mean.ndim > 1)
    throw ShapeError(format("mean must have %lld elements, got shape ", static_cast<long long>(d_)) +
                     shape_text(mean.dims()));
  if (cov.size() != d_ * d_)
    throw ShapeError(
        format("cov must be a %lldx%lld matrix, got shape ", static_cast<long long>(d_), static_cast<long long>(d_)) +
        shape_text(covariance.dims()));
  const Dims column{d_, 1};
  centre = centre.with_layout(centre.data(), column, row_major_strides(column, sizeof(double)));
  return overlap(ctx, data_, weights_.as<double>(), centre, nullptr, covariance_, cov);
}

double GaussianKde::integrate_kde(Context& ctx, const GaussianKde& other) const {
  if (other.d_ != d_)
    throw ShapeError(format("other must have %lld dimensions, got %lld", static_cast<long long>(d_),
                            static_cast<long long>(other.d_)));
  return overlap(ctx, data_, weights_.as<double>(), other.data_, other.weights_.as<double>(), covariance_,
                 other.covariance_);
}

Array GaussianKde::resample(Context& ctx, std::int64_t size, random::Stream& stream) const {
  // As NumPy draws from a multivariate normal distribution: standard normal rows times diag(sqrt(s)) V^T.
  const linalg::Svd f = linalg::svd(ctx, covariance_, {});
  Array normal = Array::empty(ctx, DType::float64, {size, d_});
  stream.draw(ctx, random::Distribution::standard_normal, normal, {});
  Array picked = Array::empty(ctx, DType::int64, {size});
  stream.choice(ctx, n_, picked, {.replace = true, .shuffle = true, .probabilities = weights_.view()});
  Array result = Array::empty(ctx, DType::float64, {d_, size});
  for (std::int64_t j = 0; j < size; ++j) {
    if (j % 1024 == 0) ctx.poll();
    for (std::int64_t k = 0; k < d_; ++k) {
      double sum = data_.at<double>(k, picked.at<std::int64_t>(j));
      for (std::int64_t l = 0; l < d_; ++l)
        sum += normal.at<double>(j, l) * std::sqrt(f.s.at<double>(l)) * f.vt.at<double>(l, k);
      result.at<double>(k, j) = sum;
    }
  }
  return result;
}

}  // namespace perilune::stats
