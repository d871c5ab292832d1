#pragma once
// Counts, extremes, means and central moments of the slices of an array along one axis, in two passes over the data.

#include <optional>

#include "kernels/core/array.h"
#include "kernels/stats/nan_policy.h"

namespace perilune::stats {

struct Moments {
  Dims shape;                         // of the results: that of the input without the axis
  Array min, max;                     // in the dtype of the input
  CountedVector<std::int64_t> count;  // per slice: its length, or how many elements are not nan when they are left out
  CountedVector<double> mean, m2, m3, m4;  // m_k: the mean of (x - mean)^k over count elements
};

// a: real, not empty. No axis: all elements are one slice. ValueError for nan under NanPolicy::raise. Sums run in
// float64 whatever the dtype; the same bits at any number of threads.
Moments moments(Context& ctx, const View& a, std::optional<int> axis, NanPolicy nan_policy);

}  // namespace perilune::stats
