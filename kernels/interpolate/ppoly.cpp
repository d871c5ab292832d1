#include "kernels/interpolate/ppoly.h"

#include <algorithm>
#include <cmath>

#include "kernels/array/elementwise.h"
#include "kernels/array/manipulate.h"

namespace perilune::interpolate {

namespace {

void check_breakpoints(const Array& x) {
  const double* t = x.as<double>();
  bool rises = true, falls = true;
  for (std::int64_t i = 0; i + 1 < x.size(); ++i) {
    if (!(t[i] <= t[i + 1])) rises = false;
    if (!(t[i] >= t[i + 1])) falls = false;
  }
  if (!rises && !falls) throw ValueError("x must rise or fall throughout");
}

void check_order(std::int64_t nu) {
  if (std::abs(static_cast<double>(nu)) > 1e6)
    throw ValueError(format("nu must lie between -1000000 and 1000000, got %lld", static_cast<long long>(nu)));
}

// j (j - 1) ... (j - count + 1): what count derivatives make of the j-th power.
double falling_factorial(std::int64_t j, std::int64_t count) {
  double product = 1;
  for (std::int64_t i = 0; i < count; ++i) product *= static_cast<double>(j - i);
  return product;
}

double binomial(std::int64_t n, std::int64_t k) {
  double product = 1;
  for (std::int64_t i = 1; i <= k; ++i) product = product * static_cast<double>(n - k + i) / static_cast<double>(i);
  return product;
}

Dims coefficient_shape(std::int64_t k, std::int64_t m, const Dims& values) {
  Dims shape{k, m};
  for (const std::int64_t n : values) shape.push_back(n);
  return shape;
}

}  // namespace

std::int64_t PPoly::width() const {
  std::int64_t n = is_complex(c.dtype()) ? 2 : 1;
  for (const std::int64_t length : value_shape()) n *= length;
  return n;
}

PPoly PPoly::make(Context& ctx, const View& c, const View& x, Extrapolate extrapolate, int axis) {
  if (c.ndim < 2) throw ShapeError(format("c must have at least two axes, got %d", c.ndim));
  axis = normalise_axis(axis, c.ndim - 1);
  if (is_complex(x.dtype)) throw ValueError(format("x must be real, got %s", name(x.dtype)));
  if (x.ndim != 1 || x.shape[0] < 2)
    throw ShapeError("x must be a list of at least two breakpoints, got shape " + shape_text(x.dims()));
  // The axes of coefficients and intervals come first.
  Dims shape(c.dims()), strides(c.strides, c.ndim);
  for (Dims* d : {&shape, &strides}) {
    std::rotate(d->begin(), d->begin() + axis, d->begin() + axis + 1);
    std::rotate(d->begin() + 1, d->begin() + axis + 1, d->begin() + axis + 2);
  }
  if (shape[0] == 0) throw ShapeError("c must have at least one coefficient for each interval, got none");
  if (shape[1] != x.shape[0] - 1)
    throw ShapeError(format("c must have coefficients for %lld intervals to match x, got %lld",
                            static_cast<long long>(x.shape[0] - 1), static_cast<long long>(shape[1])));
  PPoly p;
  p.x = astype(ctx, x, DType::float64);
  check_breakpoints(p.x);
  p.c = astype(ctx, {c.data, shape.data(), strides.data(), c.ndim, c.dtype},
               is_complex(c.dtype) ? DType::complex128 : DType::float64);
  p.extrapolate = extrapolate;
  p.axis = axis;
  return p;
}

PPoly PPoly::derivative(Context& ctx, std::int64_t nu) const {
  check_order(nu);
  if (nu < 0) return antiderivative(ctx, -nu);
  const std::int64_t k = std::max<std::int64_t>(order() - nu, 1), row = intervals() * width();
  PPoly p = *this;
  p.c = Array::zeros(ctx, c.dtype(), coefficient_shape(k, intervals(), value_shape()));
  const auto* from = c.as<double>();
  auto* to = p.c.as<double>();
  for (std::int64_t j = 0; j < order() - nu; ++j) {
    ctx.poll();
    const double factor = falling_factorial(order() - 1 - j, nu);
    for (std::int64_t i = 0; i < row; ++i) to[j * row + i] = from[j * row + i] * factor;
  }
  return p;
}

PPoly PPoly::antiderivative(Context& ctx, std::int64_t nu) const {
  check_order(nu);
  if (nu <= 0) return derivative(ctx, -nu);
  const std::int64_t k = order() + nu, m = intervals(), w = width(), row = m * w;
  PPoly p = *this;
  p.c = Array::zeros(ctx, c.dtype(), coefficient_shape(k, m, value_shape()));
  const auto* from = c.as<double>();
  const auto* t = x.as<double>();
  auto* to = p.c.as<double>();
  for (std::int64_t j = 0; j < order(); ++j) {
    ctx.poll();
    const double factor = falling_factorial(k - 1 - j, nu);
    for (std::int64_t i = 0; i < row; ++i) to[j * row + i] = from[j * row + i] / factor;
  }
  // The free constants: each interval starts with the Taylor coefficients that its neighbour ends with.
  CountedVector<double> weights = ctx.vector<double>(static_cast<std::size_t>(nu * k));
  for (std::int64_t d = 0; d < nu; ++d) {
    ctx.poll();
    for (std::int64_t power = d; power < k; ++power)
      weights[static_cast<std::size_t>(d * k + power)] = binomial(power, d);
  }
  for (std::int64_t i = 1; i < m; ++i) {
    if ((i & 1023) == 0) ctx.poll();
    const double h = t[i] - t[i - 1];
    for (std::int64_t d = nu - 1; d >= 0; --d) {
      if (w * k > 1024) ctx.poll();
      for (std::int64_t column = 0; column < w; ++column) {
        double sum = 0;
        for (std::int64_t power = k - 1; power >= d; --power)
          sum = sum * h +
                to[((k - 1 - power) * m + i - 1) * w + column] * weights[static_cast<std::size_t>(d * k + power)];
        to[((k - 1 - d) * m + i) * w + column] = sum;
      }
    }
  }
  if (extrapolate == Extrapolate::periodic) p.extrapolate = Extrapolate::no;
  return p;
}

PPoly PPoly::extend(Context& ctx, const View& more_c, const View& more_x) const {
  const DType dtype = is_complex(c.dtype()) || is_complex(more_c.dtype) ? DType::complex128 : DType::float64;
  if (more_c.ndim != c.ndim() || !(Dims(more_c.shape + 2, more_c.ndim - 2) == value_shape()))
    throw ShapeError("c must continue coefficients of shape " + shape_text(c.shape()) + ", got " +
                     shape_text(more_c.dims()));
  if (more_x.ndim != 1 || more_x.shape[0] != more_c.shape[1])
    throw ShapeError("x must have one breakpoint for each interval of c (" + shape_text(more_c.dims()) +
                     "), got shape " + shape_text(more_x.dims()));
  if (is_complex(more_x.dtype)) throw ValueError(format("x must be real, got %s", name(more_x.dtype)));
  const std::int64_t m1 = intervals(), m2 = more_c.shape[1], k1 = order(), k2 = more_c.shape[0];
  if (m2 == 0 || k2 == 0) return *this;

  const Array fresh = astype(ctx, more_x, DType::float64);
  check_breakpoints(fresh);
  const double *old_x = x.as<double>(), *new_x = fresh.as<double>();
  const bool rising = old_x[m1] >= old_x[0];
  const auto beyond = [rising](double a, double b) { return rising ? a >= b : a <= b; };
  if (!beyond(new_x[m2 - 1], new_x[0]))
    throw ValueError("x must go in the direction of the breakpoints that are there");
  const bool append = beyond(new_x[0], old_x[m1]);
  if (!append && !beyond(old_x[0], new_x[m2 - 1]))
    throw ValueError("x must lie before or after the breakpoints that are there");

  PPoly p = *this;
  const std::int64_t k = std::max(k1, k2), m = m1 + m2;
  p.x = Array::empty(ctx, DType::float64, {m + 1});
  auto* joined = p.x.as<double>();
  std::copy_n(old_x, m1 + 1, joined + (append ? 0 : m2));
  std::copy_n(new_x, m2, joined + (append ? m1 + 1 : 0));
  p.c = Array::zeros(ctx, dtype, coefficient_shape(k, m, value_shape()));
  const std::int64_t w = p.width();
  const Array parts[] = {astype(ctx, c, dtype), astype(ctx, more_c, dtype)};
  const std::int64_t first[] = {append ? 0 : m2, append ? m1 : 0}, orders[] = {k1, k2}, counts[] = {m1, m2};
  for (int part = 0; part < 2; ++part)
    for (std::int64_t j = 0; j < orders[part]; ++j)
      std::copy_n(parts[part].as<double>() + j * counts[part] * w, counts[part] * w,
                  p.c.as<double>() + ((k - orders[part] + j) * m + first[part]) * w);
  return p;
}

}  // namespace perilune::interpolate
