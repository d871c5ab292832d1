#pragma once
// Whether numbers are finite, for arguments that have to be.

#include <span>

#include "kernels/core/array.h"

namespace perilune {

bool all_finite(std::span<const double> values);
// ValueError with the first one that is not.
void check_finite(std::span<const double> values, const char* argument);
// The same for a float64 array without gaps.
inline void check_finite(const View& a, const char* argument) {
  check_finite(std::span<const double>(a.as<double>(), static_cast<std::size_t>(a.size())), argument);
}

}  // namespace perilune
