#pragma once
// A density estimated by normal kernels around weighted observations (D. W. Scott, Multivariate Density Estimation,
// 1992; B. W. Silverman, Density Estimation, 1986).

#include <optional>

#include "kernels/core/array.h"
#include "kernels/random/stream.h"

namespace perilune::stats {

class GaussianKde {
 public:
  // dataset: (d, n), or n numbers of one dimension; weights: n of them, or none. ValueError for one observation or
  // none; the bandwidth is not set yet.
  GaussianKde(Context& ctx, const View& dataset, const std::optional<View>& weights);

  std::int64_t dimensions() const { return d_; }
  std::int64_t size() const { return n_; }
  double effective_size() const { return effective_; }
  double factor() const { return factor_; }
  double scott() const;
  double silverman() const;
  const Array& dataset() const { return data_; }
  const Array& weights() const { return weights_; }
  const Array& covariance() const { return covariance_; }  // of the kernels: the data's times factor^2

  // SingularError when the data lie in a subspace; ValueError for a factor that is not positive.
  void set_factor(Context& ctx, double factor);

  // At m points, (d, m), or m numbers, or one point of d numbers; the density or its logarithm.
  Array evaluate(Context& ctx, const View& points, bool logarithm) const;
  double integrate_box_1d(double low, double high) const;
  // The integral of the product with a normal density, and with another estimate.
  double integrate_gaussian(Context& ctx, const View& mean, const View& covariance) const;
  double integrate_kde(Context& ctx, const GaussianKde& other) const;
  // (d, size), as SciPy draws them.
  Array resample(Context& ctx, std::int64_t size, random::Stream& stream) const;

 private:
  std::int64_t d_ = 0, n_ = 0;
  double effective_ = 0, factor_ = 0, log_norm_ = 0;
  Array data_, weights_, data_covariance_, covariance_;
  Array root_;   // the Cholesky factor of covariance_
  Array white_;  // (n, d): the observations in its coordinates
};

}  // namespace perilune::stats
