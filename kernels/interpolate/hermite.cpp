#include "kernels/interpolate/hermite.h"

#include <algorithm>
#include <cmath>

#include "kernels/array/finite.h"
#include "kernels/array/manipulate.h"
#include "kernels/linalg/dense.h"

namespace perilune::interpolate {

Samples samples(Context& ctx, const View& x, const View& y, int axis, bool as_complex) {
  if (is_complex(x.dtype)) throw ValueError(format("x must be real, got %s", name(x.dtype)));
  if (x.ndim != 1) throw ShapeError("x must have one axis, got an array of shape " + shape_text(x.dims()));
  const std::int64_t n = x.shape[0];
  if (n < 2) throw ValueError(format("x must have at least 2 elements, got %lld", static_cast<long long>(n)));
  if (y.ndim == 0) throw ShapeError("y must have at least one axis, got a 0-d array");
  axis = normalise_axis(axis, y.ndim);
  if (y.shape[axis] != n)
    throw ShapeError(format("y must have %lld elements along the axis to match x, got %lld", static_cast<long long>(n),
                            static_cast<long long>(y.shape[axis])));

  Samples s;
  s.axis = axis;
  s.is_complex = as_complex || is_complex(y.dtype);
  s.x = Array::empty(ctx, DType::float64, {n});
  auto* t = s.x.as<double>();
  linalg::pack(ctx, x, t);
  check_finite(s.x, "x");
  for (std::int64_t i = 1; i < n; ++i)
    if (!(t[i] > t[i - 1]))
      throw ValueError("x must rise strictly, got " + number_text(t[i]) + " after " + number_text(t[i - 1]));

  Dims shape(y.dims()), strides(y.strides, y.ndim);
  for (Dims* d : {&shape, &strides}) std::rotate(d->begin(), d->begin() + axis, d->begin() + axis + 1);
  s.value_shape = Dims(shape.data() + 1, y.ndim - 1);
  const std::int64_t columns = checked_size(s.value_shape) * (s.is_complex ? 2 : 1);
  const View moved{y.data, shape.data(), strides.data(), y.ndim, y.dtype};
  const Array values = astype(ctx, moved, s.is_complex ? DType::complex128 : DType::float64);
  s.y = Array::share(values.block(), values.data(), DType::float64, {n, columns},
                     row_major_strides(Dims{n, columns}, sizeof(double)));
  check_finite(s.y, "y");
  return s;
}

PPoly cubic_from_slopes(Context& ctx, const Samples& s, const double* slopes, Extrapolate extrapolate) {
  const std::int64_t n = s.count(), m = n - 1, width = s.width(), row = m * width;
  Dims shape{4, m};
  for (const std::int64_t length : s.value_shape) shape.push_back(length);
  PPoly p;
  p.x = s.x;
  p.c = Array::empty(ctx, s.is_complex ? DType::complex128 : DType::float64, shape);
  p.extrapolate = extrapolate;
  p.axis = s.axis;
  const auto *x = s.x.as<double>(), *y = s.y.as<double>();
  auto* c = p.c.as<double>();
  for (std::int64_t i = 0; i < m; ++i) {
    if ((i & 1023) == 0) ctx.poll();
    const double dx = x[i + 1] - x[i];
    for (std::int64_t j = 0; j < width; ++j) {
      const double left = slopes[j * n + i], right = slopes[j * n + i + 1], value = y[i * width + j];
      const double secant = (y[(i + 1) * width + j] - value) / dx;
      const double bend = (left + right - 2 * secant) / dx;
      double* at = c + i * width + j;
      at[0] = bend / dx;
      at[row] = (secant - left) / dx - bend;
      at[2 * row] = left;
      at[3 * row] = value;
    }
  }
  return p;
}

}  // namespace perilune::interpolate
