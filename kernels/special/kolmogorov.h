#pragma once
// What the tests of Kolmogorov and Smirnov need beside the functions of functions.h.

#include "kernels/core/context.h"
#include "kernels/special/functions.h"

namespace perilune::special {

// P(D_n >= d) of the two-sided statistic of n observations against a continuous distribution.
double kolmogorov_two_sided(Context& ctx, double n, double d);

}  // namespace perilune::special
