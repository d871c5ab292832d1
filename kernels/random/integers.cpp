#include "kernels/random/integers.h"

namespace perilune::random {

namespace {

struct Range {
  std::int64_t lowest, highest;
};

Range range_of(DType dtype) {
  switch (dtype) {
    case DType::int64: return {INT64_MIN, INT64_MAX};
    case DType::int32: return {INT32_MIN, INT32_MAX};
    case DType::uint8: return {0, UINT8_MAX};
    case DType::bool_: return {0, 1};
    default: throw ValueError(format("dtype must be int64, int32, uint8 or bool, got %s", name(dtype)));
  }
}

}  // namespace

void check_bounds(Context& ctx, DType dtype, std::span<const std::int64_t> shape, const View& low, const View& high,
                  bool endpoint) {
  const Range range = range_of(dtype);
  for (const View* v : {&low, &high})
    if (v->dtype != DType::int64)
      throw ValueError(format("%s must be int64, got %s", v == &low ? "low" : "high", name(v->dtype)));
  const View both[] = {low, high};
  check_sample_shape(shape, both);
  if (std::find(shape.begin(), shape.end(), 0) != shape.end()) return;  // nothing is drawn, so nothing is impossible
  each_combination<std::int64_t, 2>(ctx, {low, high}, [&](std::int64_t from, std::int64_t to) {
    if (from < range.lowest)
      throw ValueError(format("low must be at least %lld for %s, got %lld", static_cast<long long>(range.lowest),
                              name(dtype), static_cast<long long>(from)));
    if (endpoint ? to < from : to <= from)
      throw ValueError(format("high must be %s low (%lld), got %lld", endpoint ? "at least" : "greater than",
                              static_cast<long long>(from), static_cast<long long>(to)));
    if (endpoint ? to > range.highest : to - 1 > range.highest)
      throw ValueError(format("high must be at most %lld for %s, got %lld",
                              static_cast<long long>(range.highest) + (endpoint || range.highest == INT64_MAX ? 0 : 1),
                              name(dtype), static_cast<long long>(to)));
  });
}

}  // namespace perilune::random
