#pragma once
// Single draws of distributions as NumPy makes them: the same numbers from the same stream, of either family.

#include "kernels/random/stream.h"

namespace perilune::stats {

double draw_gamma(random::Stream& r, double shape);
double draw_beta(random::Stream& r, double a, double b);
double draw_poisson(random::Stream& r, double mean);
double draw_binomial(random::Stream& r, double n, double p);

}  // namespace perilune::stats
