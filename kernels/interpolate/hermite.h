#pragma once
// The cubic of each interval from values and slopes at its ends: what CubicSpline and Pchip have in common.

#include "kernels/interpolate/ppoly.h"

namespace perilune::interpolate {

// Samples ready for interpolation: x (n) finite and rising, y (n, width) float64 with the interpolated axis first;
// complex values count as two columns.
struct Samples {
  Array x, y;
  Dims value_shape;  // of y without the axis
  int axis;
  bool is_complex;

  std::int64_t count() const { return x.size(); }
  std::int64_t width() const { return y.shape()[1]; }
};

// ShapeError and ValueError name x or y. as_complex: treat real values as complex ones.
Samples samples(Context& ctx, const View& x, const View& y, int axis, bool as_complex = false);

// slope(i, column) = slopes[column * n + i]: one column after the other, as a tridiagonal solver leaves them.
PPoly cubic_from_slopes(Context& ctx, const Samples& s, const double* slopes, Extrapolate extrapolate);

}  // namespace perilune::interpolate
