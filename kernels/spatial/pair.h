#pragma once
// One pair of vectors at a time: metrics whose terms do not simply add up.

#include <cstdint>

#include "kernels/spatial/metric.h"

namespace perilune::spatial {

struct PairOptions {
  const double* weights = nullptr;             // d of them, or null
  const double* inverse_covariance = nullptr;  // d x d, row-major: mahalanobis
  double* scratch = nullptr;                   // d numbers of the caller's thread: mahalanobis
  double p = 2;
  bool centered = true;
};

// Any metric but seuclidean, which is a weighted euclidean distance.
double pair_distance(Metric metric, const double* u, const double* v, std::int64_t d, const PairOptions& options);

// x log(x / y), 0 for x = 0: what a component adds to a divergence.
double divergence_term(double x, double y);

}  // namespace perilune::spatial
