// Sample moments and their corrections for bias: D. Zwillinger and S. Kokoska, CRC Standard Probability and Statistics
// Tables and Formulae (2000), section 2.2.24.

#include "kernels/stats/describe.h"

#include <cmath>
#include <limits>

#include "kernels/stats/moments.h"

namespace perilune::stats {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// The decimal resolution of the dtype, below which differences between elements are noise.
double resolution(DType dtype) { return dtype == DType::float32 ? 1e-6 : 1e-15; }

double skewness(double n, double m2, double m3, bool bias) {
  const double g = m3 / (m2 * std::sqrt(m2));
  return bias || n <= 2 ? g : std::sqrt((n - 1) * n) / (n - 2) * g;
}

double kurtosis(double n, double m2, double m4, bool bias) {
  const double g = m4 / (m2 * m2);
  return bias || n <= 3 ? g - 3 : ((n * n - 1) * g - 3 * (n - 1) * (n - 1)) / ((n - 2) * (n - 3));
}

// Largest distance from the mean, from the extremes.
double reach(const Moments& m, const Array& extreme, std::size_t i) {
  const std::byte* at = extreme.data() + i * itemsize(extreme.dtype());
  return std::abs(load(extreme.dtype(), at).real() - m.mean[i]);
}

}  // namespace

Describe describe(Context& ctx, const View& a, const DescribeOptions& options) {
  const Moments m = moments(ctx, a, options.axis, options.nan_policy);
  const DType dtype = to_inexact(a.dtype);
  const std::size_t slices = m.count.size();
  const double limit = resolution(dtype);
  const auto ddof = static_cast<double>(options.ddof);

  Describe result;
  result.min = m.min;
  result.max = m.max;
  for (Array* to : {&result.mean, &result.variance, &result.skewness, &result.kurtosis})
    *to = Array::empty(ctx, dtype, m.shape);
  const std::int64_t length = a.size() / static_cast<std::int64_t>(slices);
  bool complete = true, imprecise = false;
  for (std::size_t i = 0; i < slices; ++i) {
    const auto n = static_cast<double>(m.count[i]);
    complete &= m.count[i] == length;
    const double noise = limit * m.mean[i];
    const bool constant = m.m2[i] <= noise * noise;
    imprecise |= std::max(reach(m, m.min, i), reach(m, m.max, i)) < 10 * std::abs(noise);
    const auto put = [&](const Array& to, double value) {
      store(dtype, to.data() + i * itemsize(dtype), Scalar::of(value));
    };
    put(result.mean, m.mean[i]);
    put(result.variance, n > ddof ? m.m2[i] * (n / (n - ddof)) : nan);
    put(result.skewness, constant ? nan : skewness(n, m.m2[i], m.m3[i], options.bias));
    put(result.kurtosis, constant ? nan : kurtosis(n, m.m2[i], m.m4[i], options.bias));
  }
  if (imprecise) ctx.warn("a is so nearly constant that its higher moments have lost their precision");

  // One number serves all slices unless nan was left out.
  result.nobs = Array::empty(ctx, DType::int64, complete ? Dims{} : m.shape);
  std::copy_n(m.count.begin(), complete ? 1 : slices, result.nobs.as<std::int64_t>());
  return result;
}

}  // namespace perilune::stats
