#pragma once
// Interpolation between samples by the rule of the caller's choice: steps, straight lines, splines.

#include "kernels/interpolate/ppoly.h"

namespace perilune::interpolate {

struct Interp1dOptions {
  enum Kind : std::uint8_t {
    nearest,     // of two that are equally near, the one before
    nearest_up,  // the one after
    previous,
    next,
    spline,  // of `degree`: 0 for steps, 1 for straight lines
  } kind = spline;
  int degree = 1;
  int axis = 0;  // of y, along x
  bool assume_sorted = false;
  bool bounds_error = true;  // raise for points beyond the samples
  bool extrapolate = false;  // otherwise: go on beyond them, or take below and above; nan by default
  View below{}, above{};     // broadcast to the shape of y without the axis
  bool has_fill = false;     // below and above are set
};

// A value that never changes after it was made.
class Interp1d {
 public:
  // x in any order unless assume_sorted; equal ones only for kinds that are no splines of degree 2 and more. y: real or
  // complex; nan and infinities are taken as they are but by those splines. ShapeError and ValueError name the
  // argument.
  Interp1d(Context& ctx, const View& x, const View& y, const Interp1dOptions& options);

  // The values at real points of any shape, whose axes stand where the interpolated axis was; nan for nan. ValueError
  // names x for points beyond the samples, when that was asked for.
  Array evaluate(Context& ctx, const View& points) const;
  // The same at one point of a single real function, within the samples: false when it is not that simple.
  bool evaluate(double point, double& value) const;

  const Array& x() const { return x_; }
  Array y() const { return outward(y_, 1); }  // in the order of x
  int axis() const { return axis_; }

 private:
  bool is_step() const { return kind_ != Interp1dOptions::spline || degree_ == 0; }
  std::int64_t sample_for(double t, std::int64_t hint) const;
  void fill_beyond(const double* points, std::int64_t count, double* out) const;
  Array outward(const Array& a, int leading) const;

  Interp1dOptions::Kind kind_;
  int degree_, axis_;
  bool bounds_error_, extrapolate_;
  std::int64_t width_;  // numbers per sample, complex ones counted twice
  Array x_, y_;         // y with the interpolated axis first
  Array below_, above_;
  PPoly pieces_;  // where it is no step function
};

}  // namespace perilune::interpolate
