#pragma once
// The usual summary of a sample.

#include <optional>

#include "kernels/core/array.h"
#include "kernels/stats/nan_policy.h"

namespace perilune::stats {

struct DescribeOptions {
  std::optional<int> axis = 0;  // none: all elements together
  std::int64_t ddof = 1;        // the variance divides by n - ddof and is nan where that is not positive
  bool bias = true;             // otherwise skewness and kurtosis are corrected for the size of the sample
  NanPolicy nan_policy = NanPolicy::propagate;
};

// Every array has the shape of the input without the axis. Integers and bool have float64 statistics, float32 stays
// float32; min and max keep the dtype.
struct Describe {
  Array nobs;  // int64; 0-d unless nan was left out of some slice, then one number per slice
  Array min, max, mean, variance, skewness, kurtosis;
};

// Kurtosis is Fisher's: 0 for a normal distribution. Both shape statistics are nan for a slice of equal elements.
// ValueError for an empty or complex array, and for nan under NanPolicy::raise. Warns when a slice is so nearly
// constant that its moments have lost their precision.
Describe describe(Context& ctx, const View& a, const DescribeOptions& options = {});

}  // namespace perilune::stats
