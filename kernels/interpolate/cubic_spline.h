#pragma once
// Interpolation by a cubic spline: a piecewise cubic with two continuous derivatives through all samples.

#include "kernels/interpolate/ppoly.h"

namespace perilune::interpolate {

// What is asked of the spline at one end.
struct BoundaryCondition {
  enum Kind : std::uint8_t {
    not_a_knot,        // the first two intervals are one polynomial
    periodic,          // at both ends: value and derivatives agree
    clamped,           // first derivative 0
    natural,           // second derivative 0
    first_derivative,  // given by `value`
    second_derivative,
  } kind = not_a_knot;
  View value{};  // of the shape of y without the axis
};

struct CubicSplineOptions {
  int axis = 0;  // of y, along x
  BoundaryCondition start{}, end{};
  std::optional<Extrapolate> extrapolate{};  // absent: periodic for periodic conditions, else yes
};

// x: real, rising; y: real or complex. Two samples with not-a-knot or periodic ends give a line, three with not-a-knot
// ends a parabola. ValueError and ShapeError name x, y or bc_type.
PPoly cubic_spline(Context& ctx, const View& x, const View& y, const CubicSplineOptions& options = {});

}  // namespace perilune::interpolate
