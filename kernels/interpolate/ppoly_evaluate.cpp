// Values and integrals. Complex coefficients are read as pairs of real functions, since everything here is linear.

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/core/parallel.h"
#include "kernels/interpolate/intervals.h"
#include "kernels/linalg/dense.h"

namespace perilune::interpolate {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// The polynomials of all intervals, and which derivative of them is wanted.
struct Pieces {
  const double *c, *x;
  std::int64_t k, m, width, nu;
  bool extrapolate, periodic, is_complex;
  IntervalFinder finder;

  Pieces(const PPoly& p, std::int64_t derivative, Extrapolate mode)
      : c(p.c.as<double>()),
        x(p.x.as<double>()),
        k(p.order()),
        m(p.intervals()),
        width(p.width()),
        nu(derivative),
        extrapolate(mode == Extrapolate::yes),
        periodic(mode == Extrapolate::periodic),
        is_complex(perilune::is_complex(p.c.dtype())),
        finder(x, m) {}

  // A complex nan has no imaginary part, as in NumPy.
  void fill_nan(double* out) const {
    for (std::int64_t column = 0; column < width; ++column) out[column] = is_complex && column % 2 ? 0 : nan;
  }

  // What the derivative makes of the coefficient in row j: the factor of its power.
  double weight(std::int64_t j) const {
    double product = 1;
    for (std::int64_t d = 0; d < nu; ++d) product *= static_cast<double>(k - 1 - j - d);
    return product;
  }

  // Horner's rule in all columns of interval i, s from its start.
  void horner(std::int64_t i, double s, double* out) const {
    const double* at = c + i * width;
    std::fill_n(out, width, 0.0);
    for (std::int64_t j = 0; j < k - nu; ++j) {
      const double factor = weight(j);
      for (std::int64_t column = 0; column < width; ++column)
        out[column] = out[column] * s + at[j * m * width + column] * factor;
    }
  }

  // Evaluates at a point; returns the interval, for the next search to start from.
  std::int64_t evaluate(double t, std::int64_t hint, double* out) const {
    if (periodic) t = wrapped(t, x[0], x[m]);
    const std::int64_t i = finder.find(t, hint, extrapolate);
    if (i < 0) fill_nan(out);
    else horner(i, t - x[i], out);
    return std::max<std::int64_t>(i, 0);
  }

  // One column at many points. The interval of the point before is kept at hand with its coefficients, so that points
  // in order cost a comparison and Horner's rule. K: the number of coefficients when known beforehand.
  template <int K>
  void evaluate_column(const double* points, std::int64_t count, double* out) const {
    constexpr std::int64_t most = 16;
    const std::int64_t terms = K > 0 ? K : std::max<std::int64_t>(k - nu, 0);
    double weights[most], at[most] = {}, from = 0, to = 0;  // no interval yet
    std::int64_t interval = 0;
    for (std::int64_t j = 0; j < terms; ++j) weights[j] = weight(j);
    for (std::int64_t n = 0; n < count; ++n) {
      const double t = periodic ? wrapped(points[n], x[0], x[m]) : points[n];
      if (!(t >= from && t < to)) {
        const std::int64_t found = finder.find(t, interval, extrapolate);
        if (found < 0) {
          out[n] = nan;
          continue;
        }
        interval = found;
        from = x[interval];
        to = x[interval +
               1];  // falling breakpoints make this empty: each point is then searched for, from its neighbour
        for (std::int64_t j = 0; j < terms; ++j) at[j] = c[j * m + interval] * weights[j];
      }
      const double s = t - x[interval];
      double sum = 0;
      for (std::int64_t j = 0; j < terms; ++j) sum = sum * s + at[j];
      out[n] = sum;
    }
  }

  void evaluate(const double* points, std::int64_t count, double* out) const {
    if (width == 1 && k - nu == 4) return evaluate_column<4>(points, count, out);
    if (width == 1 && k - nu <= 16) return evaluate_column<0>(points, count, out);
    std::int64_t interval = 0;
    for (std::int64_t n = 0; n < count; ++n) interval = evaluate(points[n], interval, out + n * width);
  }
};

// Adds sign * the integral of interval i from low to high, both measured from its start.
void add_integral(const Pieces& p, std::int64_t i, double low, double high, double sign, double* out) {
  for (std::int64_t column = 0; column < p.width; ++column) {
    double to = 0, from = 0;
    for (std::int64_t j = 0; j < p.k; ++j) {
      const double term = p.c[(j * p.m + i) * p.width + column] / static_cast<double>(p.k - j);
      to = (to + term) * high;
      from = (from + term) * low;
    }
    out[column] += sign * (to - from);
  }
}

// Adds the integral from a to b >= a; nan when an end lies outside and there is no extrapolation.
void add_integral(Context& ctx, const Pieces& p, double a, double b, double sign, double* out) {
  // Falling breakpoints meet b first.
  const double start = p.finder.rising() ? a : b, end = p.finder.rising() ? b : a;
  const std::int64_t first = p.finder.find(start, 0, p.extrapolate), last = p.finder.find(end, 0, p.extrapolate);
  if (first < 0 || last < 0) {
    p.fill_nan(out);
    return;
  }
  if (!p.finder.rising()) sign = -sign;
  for (std::int64_t i = first; i <= last; ++i) {
    if ((i & 1023) == 0) ctx.poll();
    add_integral(p, i, i == first ? start - p.x[i] : 0.0, (i == last ? end : p.x[i + 1]) - p.x[i], sign, out);
  }
}

void add_periodic_integral(Context& ctx, const Pieces& p, double a, double b, double sign, double* out) {
  const double low = std::min(p.x[0], p.x[p.m]), high = std::max(p.x[0], p.x[p.m]), period = high - low;
  const double periods = std::floor((b - a) / period), rest = std::max(b - a - periods * period, 0.0);
  if (periods > 0) add_integral(ctx, p, low, high, sign * periods, out);
  const double start = wrapped(a, low, high), end = start + rest;
  add_integral(ctx, p, start, std::min(end, high), sign, out);
  if (end > high) add_integral(ctx, p, low, low + (end - high), sign, out);
}

void check_order(std::int64_t nu) {
  if (nu < 0) throw ValueError(format("nu must be at least 0, got %lld", static_cast<long long>(nu)));
}

}  // namespace

void PPoly::evaluate(double point, std::int64_t nu, std::optional<Extrapolate> mode, double* values) const {
  check_order(nu);
  Pieces(*this, nu, mode.value_or(extrapolate)).evaluate(point, 0, values);
}

Array PPoly::evaluate(Context& ctx, const View& points, std::int64_t nu, std::optional<Extrapolate> mode) const {
  check_order(nu);
  if (is_complex(points.dtype)) throw ValueError(format("x must be real, got %s", name(points.dtype)));
  const std::int64_t count = points.size();
  CountedVector<double> copy = ctx.vector<double>();
  const double* t = points.as<double>();
  if (points.dtype != DType::float64 || !points.contiguous()) {
    copy.resize(static_cast<std::size_t>(count));
    linalg::pack(ctx, points, copy.data());
    t = copy.data();
  }
  const Dims values = value_shape();
  Dims shape(points.dims());
  for (const std::int64_t n : values) shape.push_back(n);
  const Array out = Array::empty(ctx, c.dtype(), shape);
  const Pieces pieces(*this, nu, mode.value_or(extrapolate));
  double* to = out.as<double>();
  const std::int64_t grain = std::max<std::int64_t>(64, 16384 / std::max<std::int64_t>(pieces.width, 1));
  parallel_for(ctx, count, grain, [&](std::int64_t begin, std::int64_t end) {
    ctx.poll();
    pieces.evaluate(t + begin, end - begin, to + begin * pieces.width);
  });
  if (axis == 0) return out;
  // The axes of the points go where the interpolated axis was.
  Dims strides = out.strides();
  for (Dims* d : {&shape, &strides}) std::rotate(d->begin(), d->begin() + points.ndim, d->begin() + points.ndim + axis);
  return out.with_layout(out.data(), shape, strides);
}

Array PPoly::integrate(Context& ctx, double a, double b, std::optional<Extrapolate> mode) const {
  Array out = Array::zeros(ctx, c.dtype(), value_shape());
  const Pieces pieces(*this, 0, mode.value_or(extrapolate));
  const double sign = b < a ? -1 : 1;
  if (b < a) std::swap(a, b);
  if (pieces.periodic) add_periodic_integral(ctx, pieces, a, b, sign, out.as<double>());
  else add_integral(ctx, pieces, a, b, sign, out.as<double>());
  return out;
}

}  // namespace perilune::interpolate
