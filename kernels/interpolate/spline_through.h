#pragma once
// The interpolating spline of any degree, with as many knots as not-a-knot conditions ask for.

#include "kernels/interpolate/hermite.h"

namespace perilune::interpolate {

inline constexpr int most_spline_degree = 30;  // beyond it rounding leaves nothing of the result

// Degree k from 1 to that, through more than k samples; for even k the pieces meet halfway between samples. ValueError
// names x when there are too few.
PPoly spline_through(Context& ctx, const Samples& s, int k, Extrapolate extrapolate = Extrapolate::yes);

}  // namespace perilune::interpolate
