#pragma once
// Norms as searches in a k-d tree use them, and how near and how far the points of a box can be.

#include <algorithm>
#include <cmath>

#include "kernels/core/errors.h"

namespace perilune::spatial {

// Norms by the sum that they take the root of; comparisons are made on the sums.
struct Euclidean {
  static double add(double sum, double side) { return sum + side * side; }
  static double sum_of(double distance) { return distance * distance; }
  static double distance_of(double sum) { return std::sqrt(sum); }
};
struct Taxicab {
  static double add(double sum, double side) { return sum + side; }
  static double sum_of(double distance) { return distance; }
  static double distance_of(double sum) { return sum; }
};
struct Largest {
  static double add(double sum, double side) { return std::max(sum, side); }
  static double sum_of(double distance) { return distance; }
  static double distance_of(double sum) { return sum; }
};
struct Power {
  double p;
  double add(double sum, double side) const { return sum + std::pow(side, p); }
  double sum_of(double distance) const { return std::pow(distance, p); }
  double distance_of(double sum) const { return std::pow(sum, 1 / p); }
};

template <class F>
void with_norm(double p, F&& f) {
  if (!(p >= 1)) throw ValueError("p must be at least 1, got " + number_text(p));
  if (p == 2) f(Euclidean{});
  else if (p == 1) f(Taxicab{});
  else if (std::isinf(p)) f(Largest{});
  else f(Power{p});
}

// Radii below 0 (and nan) hold nothing.
template <class Norm>
double reach(const Norm& norm, double r) {
  return r >= 0 ? norm.sum_of(r) : -1;
}

// The sums for the ways from a point x to others, and their bounds for boxes: m lower ends, then m upper ends. Along
// axes with a period above 0 the shorter way round counts.
template <class Norm>
class Ways {
 public:
  Ways(Norm norm, std::int64_t m, const double* period) : norm_(norm), m_(m), period_(period) {}
  void start(const double* x) { x_ = x; }

  double to(const double* y) const {
    double sum = 0;
    if (!period_)
      for (std::int64_t k = 0; k < m_; ++k) sum = norm_.add(sum, std::abs(x_[k] - y[k]));
    else
      for (std::int64_t k = 0; k < m_; ++k) {
        const double side = std::abs(x_[k] - y[k]);
        sum = norm_.add(sum, period_[k] > 0 ? std::min(side, period_[k] - side) : side);
      }
    return sum;
  }
  double least(const double* box) const {
    double sum = 0;
    for (std::int64_t k = 0; k < m_; ++k) sum = norm_.add(sum, to_interval(k, box[k], box[m_ + k]));
    return sum;
  }
  double most(const double* box) const {
    double sum = 0;
    for (std::int64_t k = 0; k < m_; ++k) sum = norm_.add(sum, across_interval(k, box[k], box[m_ + k]));
    return sum;
  }

 private:
  double to_interval(std::int64_t k, double low, double high) const {
    double side = std::max({low - x_[k], x_[k] - high, 0.0});
    if (period_ && period_[k] > 0)
      side = std::min({side, std::abs(x_[k] + period_[k] - high), std::abs(low - x_[k] + period_[k])});
    return side;
  }
  double across_interval(std::int64_t k, double low, double high) const {
    const double side = std::max(high - x_[k], x_[k] - low);
    return period_ && period_[k] > 0 ? std::min(side, period_[k] / 2) : side;
  }

  const Norm norm_;
  const std::int64_t m_;
  const double* period_;  // none: null
  const double* x_ = nullptr;
};

}  // namespace perilune::spatial
