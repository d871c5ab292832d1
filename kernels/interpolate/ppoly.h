#pragma once
// Piecewise polynomials in the local power basis: on interval i, sum over j of c[j, i] (t - x[i])^(k - 1 - j).

#include <optional>
#include <vector>

#include "kernels/core/array.h"

namespace perilune::interpolate {

// Beyond the breakpoints: nan, the polynomials of the first and last interval, or the function repeated.
enum class Extrapolate : std::uint8_t { no, yes, periodic };

// Real solutions for each of several polynomials.
struct Roots {
  Dims shape;                    // of the polynomials; no axes when there is one
  std::vector<Array> solutions;  // one array each, in row-major order, in the order of the intervals
};

// A value that never changes after it was made; copies share the arrays. Intervals are half open, [x[i], x[i + 1]), but
// for the last one. Where nothing is said about extrapolation, the object's own choice holds.
struct PPoly {
  Array c;  // (k, m, ...): float64 or complex128, row-major
  Array x;  // (m + 1): float64, in rising or falling order
  Extrapolate extrapolate = Extrapolate::yes;
  int axis = 0;  // where, among the axes of the values, those of the points stand in a result

  // Copies c and x; c has its two leading axes at axis and axis + 1. ShapeError and ValueError for what does not fit.
  static PPoly make(Context& ctx, const View& c, const View& x, Extrapolate extrapolate = Extrapolate::yes,
                    int axis = 0);

  std::int64_t order() const { return c.shape()[0]; }  // k: the degree plus one
  std::int64_t intervals() const { return c.shape()[1]; }
  Dims value_shape() const { return Dims(c.shape().data() + 2, c.ndim() - 2); }

  // The nu-th derivative at points of any shape and real dtype.
  Array evaluate(Context& ctx, const View& points, std::int64_t nu = 0,
                 std::optional<Extrapolate> extrapolate = {}) const;
  // The same at one point, without allocating: real and imaginary parts of the values in row-major order.
  void evaluate(double point, std::int64_t nu, std::optional<Extrapolate> extrapolate, double* values) const;

  // A negative nu turns one into the other. An antiderivative is continuous and 0 at x[0]; it is not periodic.
  PPoly derivative(Context& ctx, std::int64_t nu = 1) const;
  PPoly antiderivative(Context& ctx, std::int64_t nu = 1) const;
  // The integral from a to b, of shape value_shape().
  Array integrate(Context& ctx, double a, double b, std::optional<Extrapolate> extrapolate = {}) const;

  // Where the function is y. An interval on which it is y throughout gives its first breakpoint, then nan. With
  // discontinuity, a jump across y counts. Periodic extrapolation counts as none. ValueError for complex coefficients.
  Roots solve(Context& ctx, double y = 0, bool discontinuity = true, std::optional<Extrapolate> extrapolate = {}) const;

  // With more intervals on one side: those of c between the nearest end and x, which goes on in the same direction.
  PPoly extend(Context& ctx, const View& more_c, const View& more_x) const;

  // Numbers per breakpoint: the values, complex ones counted twice. All but solve treats parts as separate functions.
  std::int64_t width() const;
};

}  // namespace perilune::interpolate
