#pragma once
// Inside orders: where a quantile lies among n sorted elements.

#include "kernels/array/order.h"

namespace perilune {

// The quantile is a + (b - a) * weight, a and b being the elements of two ranks from 0.
struct QuantilePlace {
  std::int64_t a, b;
  double weight;
};
QuantilePlace quantile_place(QuantileMethod method, std::int64_t n, double q);
// Whether the method picks elements, without arithmetic on them.
bool picks_elements(QuantileMethod method);

}  // namespace perilune
