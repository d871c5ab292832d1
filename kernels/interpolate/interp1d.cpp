#include "kernels/interpolate/interp1d.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/array/manipulate.h"
#include "kernels/array/sort.h"
#include "kernels/core/parallel.h"
#include "kernels/interpolate/hermite.h"
#include "kernels/interpolate/spline_through.h"
#include "kernels/linalg/dense.h"

namespace perilune::interpolate {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// x in float64, checked as far as every kind needs.
Array breakpoints(Context& ctx, const View& x) {
  if (is_complex(x.dtype)) throw ValueError(format("x must be real, got %s", name(x.dtype)));
  if (x.ndim != 1) throw ShapeError("x must have one axis, got an array of shape " + shape_text(x.dims()));
  if (x.shape[0] < 1) throw ValueError("x must have at least 1 element, got none");
  Array t = astype(ctx, x, DType::float64);
  const double* bad =
      std::find_if(t.as<double>(), t.as<double>() + t.size(), [](double v) { return !std::isfinite(v); });
  if (bad != t.as<double>() + t.size()) throw ValueError("x must contain finite numbers, got " + number_text(*bad));
  return t;
}

// The straight lines between samples that may share a place: such a step has no line.
PPoly lines(Context& ctx, const Array& x, const Array& y, std::int64_t width) {
  const std::int64_t n = x.size(), m = std::max<std::int64_t>(n - 1, 1);
  PPoly p;
  Dims shape{2, m};
  for (int i = 1; i < y.ndim(); ++i) shape.push_back(y.shape()[i]);
  p.c = Array::zeros(ctx, y.dtype(), shape);
  p.x = x;
  if (n == 1) {  // a line through one sample: level
    p.x = Array::empty(ctx, DType::float64, {2});
    p.x.at<double>(0) = x.at<double>(0);
    p.x.at<double>(1) = std::nextafter(x.at<double>(0), std::numeric_limits<double>::infinity());
  }
  const auto *t = x.as<double>(), *v = y.as<double>();
  auto* c = p.c.as<double>();
  for (std::int64_t i = 0; i < m; ++i) {
    if ((i & 4095) == 0) ctx.poll();
    const double dx = n == 1 ? 0 : t[i + 1] - t[i];
    for (std::int64_t j = 0; j < width; ++j) {
      if (dx != 0) c[i * width + j] = (v[(i + 1) * width + j] - v[i * width + j]) / dx;
      c[(m + i) * width + j] = v[i * width + j];
    }
  }
  return p;
}

// `value` broadcast to one sample, or nan for each number.
Array fill_values(Context& ctx, const View& value, bool has, std::span<const std::int64_t> shape, DType dtype) {
  Array filled = Array::empty(ctx, dtype, Dims(shape.data(), static_cast<int>(shape.size())));
  if (!has) {
    // A complex nan has no imaginary part, as in NumPy.
    for (std::int64_t i = 0; i < filled.size(); ++i)
      if (dtype == DType::complex128) filled.as<Complex128>()[i] = {nan, 0};
      else filled.as<double>()[i] = nan;
    return filled;
  }
  if (is_complex(value.dtype) && !is_complex(dtype))
    throw ValueError(format("fill_value must be real, as y is, got %s", name(value.dtype)));
  if (!broadcasts_to(value.dims(), shape))
    throw ShapeError("fill_value must broadcast to shape " + shape_text(shape) + ", got shape " +
                     shape_text(value.dims()));
  copy(ctx, value, filled);
  return filled;
}

}  // namespace

Interp1d::Interp1d(Context& ctx, const View& x, const View& y, const Interp1dOptions& options)
    : kind_(options.kind),
      degree_(options.degree),
      bounds_error_(options.bounds_error),
      extrapolate_(options.extrapolate) {
  x_ = breakpoints(ctx, x);
  const std::int64_t n = x_.size();
  if (y.ndim == 0) throw ShapeError("y must have at least one axis, got a 0-d array");
  axis_ = normalise_axis(options.axis, y.ndim);
  if (y.shape[axis_] != n)
    throw ShapeError(format("y must have %lld elements along the axis to match x, got %lld", static_cast<long long>(n),
                            static_cast<long long>(y.shape[axis_])));
  Dims shape(y.dims()), strides(y.strides, y.ndim);
  for (Dims* d : {&shape, &strides}) std::rotate(d->begin(), d->begin() + axis_, d->begin() + axis_ + 1);
  const DType dtype = is_complex(y.dtype) ? DType::complex128 : DType::float64;
  y_ = astype(ctx, View{y.data, shape.data(), strides.data(), y.ndim, y.dtype}, dtype);
  width_ = y_.size() / n * (is_complex(dtype) ? 2 : 1);

  const double* t = x_.as<double>();
  if (!options.assume_sorted && !std::is_sorted(t, t + n)) {
    const Array order = argsort(ctx, x_, 0);
    const Array sorted_x = Array::empty(ctx, DType::float64, {n}), sorted_y = Array::empty(ctx, dtype, y_.shape());
    for (std::int64_t i = 0; i < n; ++i) {
      if ((i & 4095) == 0) ctx.poll();
      const std::int64_t from = order.as<std::int64_t>()[i];
      sorted_x.as<double>()[i] = t[from];
      std::copy_n(y_.as<double>() + from * width_, width_, sorted_y.as<double>() + i * width_);
    }
    x_ = sorted_x;
    y_ = sorted_y;
  } else if (!std::is_sorted(t, t + n)) {
    throw ValueError("x must rise, as assume_sorted says");
  }

  const std::span<const std::int64_t> one = y_.view().dims().subspan(1);
  below_ = fill_values(ctx, options.below, options.has_fill, one, dtype);
  above_ = fill_values(ctx, options.above, options.has_fill, one, dtype);
  if (is_step()) return;
  if (degree_ == 1) pieces_ = lines(ctx, x_, y_, width_);
  else pieces_ = spline_through(ctx, samples(ctx, x_, y_, 0), degree_);
}

// The sample that a step function takes at t, within the range or beyond it; t is not nan.
std::int64_t Interp1d::sample_for(double t, std::int64_t hint) const {
  const auto *x = x_.as<double>(), *end = x + x_.size();
  // The first sample beyond t (at or beyond it for `next`): tried where the point before found it.
  const bool at_counts = kind_ == Interp1dOptions::next;
  const auto beyond = [&](double v) { return at_counts ? v >= t : v > t; };
  const double* after = x + hint;
  if (!((after == end || beyond(*after)) && (after == x || !beyond(after[-1]))))
    after = at_counts ? std::lower_bound(x, end, t) : std::upper_bound(x, end, t);
  const std::int64_t i = after - x, last = x_.size() - 1;
  if (kind_ == Interp1dOptions::next) return std::min(i, last);
  if (kind_ == Interp1dOptions::previous || kind_ == Interp1dOptions::spline) return std::max<std::int64_t>(i - 1, 0);
  if (i == 0 || i > last) return std::clamp<std::int64_t>(i, 0, last);
  // Halves as SciPy computes them, so that ties fall alike.
  const double middle = x[i - 1] / 2.0 + x[i] / 2.0;
  const bool upper = kind_ == Interp1dOptions::nearest_up ? t >= middle : t > middle;
  return upper ? i : i - 1;
}

void Interp1d::fill_beyond(const double* points, std::int64_t count, double* out) const {
  const double first = x_.as<double>()[0], last = x_.as<double>()[x_.size() - 1];
  // Steps end where there is no sample to take; all else goes on.
  const bool keep_low = extrapolate_ && kind_ != Interp1dOptions::previous;
  const bool keep_high = extrapolate_ && kind_ != Interp1dOptions::next;
  for (std::int64_t i = 0; i < count; ++i) {
    if (points[i] < first && !keep_low) std::copy_n(below_.as<double>(), width_, out + i * width_);
    else if (points[i] > last && !keep_high) std::copy_n(above_.as<double>(), width_, out + i * width_);
  }
}

// The leading axes go where the interpolated axis was.
Array Interp1d::outward(const Array& a, int leading) const {
  Dims shape = a.shape(), strides = a.strides();
  for (Dims* d : {&shape, &strides}) std::rotate(d->begin(), d->begin() + leading, d->begin() + leading + axis_);
  return a.with_layout(a.data(), shape, strides);
}

Array Interp1d::evaluate(Context& ctx, const View& points) const {
  if (is_complex(points.dtype)) throw ValueError(format("x must be real, got %s", name(points.dtype)));
  const Array copied = astype(ctx, points, DType::float64);
  const double *t = copied.as<double>(), first = x_.as<double>()[0], last = x_.as<double>()[x_.size() - 1];
  const std::int64_t count = copied.size();
  if (bounds_error_) {
    const double* bad = std::find_if(t, t + count, [&](double v) { return v < first || v > last; });
    if (bad != t + count)
      throw ValueError("x must lie between " + number_text(first) + " and " + number_text(last) +
                       ", where the samples are (or bounds_error = false, or fill_value = \"extrapolate\"), got " +
                       number_text(*bad));
  }
  Array out;
  if (is_step()) {
    Dims shape(points.dims());
    for (int i = 1; i < y_.ndim(); ++i) shape.push_back(y_.shape()[i]);
    out = Array::empty(ctx, y_.dtype(), shape);
    const std::int64_t grain = std::max<std::int64_t>(64, 16384 / std::max<std::int64_t>(width_, 1));
    parallel_for(ctx, count, grain, [&](std::int64_t begin, std::int64_t end) {
      ctx.poll();
      std::int64_t sample = 0;
      for (std::int64_t i = begin; i < end; ++i) {
        double* to = out.as<double>() + i * width_;
        if (std::isnan(t[i])) {
          for (std::int64_t j = 0; j < width_; ++j) to[j] = is_complex(y_.dtype()) && j % 2 ? 0 : nan;
          continue;
        }
        sample = sample_for(t[i], sample);
        std::copy_n(y_.as<double>() + sample * width_, width_, to);
      }
    });
  } else {
    out = pieces_.evaluate(ctx, copied, 0, Extrapolate::yes);
  }
  fill_beyond(t, count, out.as<double>());
  return outward(out, points.ndim);
}

bool Interp1d::evaluate(double point, double& value) const {
  const double first = x_.as<double>()[0], last = x_.as<double>()[x_.size() - 1];
  if (y_.ndim() != 1 || is_complex(y_.dtype()) || !(point >= first && point <= last)) return false;
  if (is_step()) value = y_.as<double>()[sample_for(point, 0)];
  else pieces_.evaluate(point, 0, Extrapolate::yes, &value);
  return true;
}

}  // namespace perilune::interpolate
