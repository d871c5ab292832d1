#pragma once
// Single draws of distributions as NumPy makes them: the same numbers from the same stream, of either family.

#include "kernels/random/stream.h"
#include "kernels/stats/law.h"

namespace perilune::stats {

double draw_gamma(random::Stream& r, double shape);
double draw_beta(random::Stream& r, double a, double b);
double draw_poisson(random::Stream& r, double mean);
double draw_binomial(random::Stream& r, double n, double p);

// A sample of the shape, of float64, or int64 for discrete laws: loc + scale times the standard form, whose parameters
// (shapes, loc, scale) broadcast to it. ValueError for parameters that are not allowed; scale may be 0.
Array draw(Context& ctx, const Law& law, random::Stream& stream, const Dims& shape, std::span<const View> parameters);

}  // namespace perilune::stats
