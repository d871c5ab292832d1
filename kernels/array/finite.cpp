#include "kernels/array/finite.h"

#include <algorithm>
#include <cmath>

namespace perilune {

bool all_finite(std::span<const double> values) {
  bool finite = true;  // no branch: such a loop vectorises
  for (const double x : values) finite &= std::isfinite(x);
  return finite;
}

void check_finite(std::span<const double> values, const char* argument) {
  if (all_finite(values)) return;
  const double bad = *std::find_if(values.begin(), values.end(), [](double x) { return !std::isfinite(x); });
  throw ValueError(format("%s must contain finite numbers, got %s", argument, number_text(bad).c_str()));
}

}  // namespace perilune
