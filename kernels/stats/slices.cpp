#include "kernels/stats/slices.h"

#include <algorithm>
#include <cmath>

#include "kernels/array/elementwise.h"

namespace perilune::stats {

Slices slices(Context& ctx, const View& v, std::optional<int> wanted) {
  Slices s;
  if (!wanted || v.ndim == 0) {
    s.count = 1;
    s.length = v.size();
    s.data = astype(ctx, v, DType::float64);
    return s;
  }
  const int axis = *wanted;
  // The axis goes last.
  Dims shape, strides;
  for (int i = 0; i < v.ndim; ++i)
    if (i != axis) {
      shape.push_back(v.shape[i]);
      strides.push_back(v.strides[i]);
    }
  s.shape = shape;
  s.length = v.shape[axis];
  s.count = checked_size(shape);
  shape.push_back(v.shape[axis]);
  strides.push_back(v.strides[axis]);
  const View moved{v.data, shape.data(), strides.data(), shape.size(), v.dtype};
  s.data = astype(ctx, moved, DType::float64);
  return s;
}

// Moves what is kept to the front; what is left of the slice.
std::span<double> without_nan(std::span<double> x, NanPolicy policy, const char* name) {
  if (policy == NanPolicy::propagate) return x;
  const auto end = std::remove_if(x.begin(), x.end(), [](double v) { return std::isnan(v); });
  const auto kept = static_cast<std::size_t>(end - x.begin());
  if (policy == NanPolicy::raise && kept < x.size())
    throw ValueError(std::string(name) + " must not hold nan, got nan");
  return x.first(kept);
}

std::size_t without_nan_pairs(std::span<double> x, std::span<double> y, NanPolicy policy) {
  if (policy == NanPolicy::propagate) return x.size();
  std::size_t kept = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (std::isnan(x[i]) || std::isnan(y[i])) {
      if (policy == NanPolicy::raise) throw ValueError("the samples must not hold nan, got nan");
      continue;
    }
    x[kept] = x[i];
    y[kept++] = y[i];
  }
  return kept;
}

Array slice_numbers(Context& ctx, const Slices& s, const Dims& shape) {
  Array index = Array::empty(ctx, DType::int64, s.shape);
  for (std::int64_t i = 0; i < s.count; ++i) index.as<std::int64_t>()[i] = i;
  Array all = Array::empty(ctx, DType::int64, shape);
  copy(ctx, index, all);
  return all;
}

}  // namespace perilune::stats
