#pragma once
// Monotone cubic interpolation: a piecewise cubic with one continuous derivative that rises and falls where the samples
// do.

#include "kernels/interpolate/ppoly.h"

namespace perilune::interpolate {

// x: real, rising; y: real, x along `axis`. ValueError and ShapeError name x or y.
PPoly pchip(Context& ctx, const View& x, const View& y, int axis = 0, Extrapolate extrapolate = Extrapolate::yes);

}  // namespace perilune::interpolate
