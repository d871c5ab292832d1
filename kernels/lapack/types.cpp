#include "kernels/lapack/types.h"

#include <cmath>
#include <limits>

namespace perilune::lapack {

Int dimension(std::int64_t length, const char* argument) {
  if (length > std::numeric_limits<Int>::max())
    throw ValueError(
        format("%s must have axes of at most 2147483647 elements, got %lld", argument, static_cast<long long>(length)));
  return static_cast<Int>(length);
}

Int workspace_length(double answer, const char* routine) {
  // Beyond 2^24 a float32 answer may lie half a unit in its last place (2^-24) too low.
  const double length = answer > 0x1p24 ? std::ceil(answer * (1 + 0x1p-23)) : std::ceil(answer);
  if (!(length >= 0 && length <= std::numeric_limits<Int>::max()))
    throw ValueError(format("a is too large for LAPACK's %s, whose workspace must stay below 2^31 elements", routine));
  return std::max<Int>(1, static_cast<Int>(length));
}

void check_arguments(Int status, const char* routine) {
  if (status < 0) throw InternalError(format("LAPACK's %s refused its argument %d", routine, -status));
}

}  // namespace perilune::lapack
