// linspace and its logarithmic kin. The arithmetic follows NumPy's step by step, so that the bits agree.

#include <cmath>
#include <limits>

#include "kernels/array/complex.h"
#include "kernels/array/create.h"
#include "kernels/array/create_ramp.h"
#include "kernels/array/elementwise.h"
#include "kernels/core/parallel.h"

namespace perilune {

namespace {

using std::int64_t;

Array converted(Context& ctx, const View& a, DType dtype, const Dims& shape) {
  const Array out = Array::empty(ctx, dtype, shape);
  copy(ctx, a, out, Casting::checked);
  return out;
}

// start and stop in one dtype and shape, row-major, and the samples along a first axis.
struct Space {
  DType dtype;
  Dims shape;
  Array start, stop, samples;
  int64_t num, width;  // samples; elements of one sample
};

Space open_space(Context& ctx, const View& start, const View& stop, const SpaceOptions& options, DType least) {
  if (options.num < 0)
    throw ValueError(format("num must not be negative, got %lld", static_cast<long long>(options.num)));
  Space s;
  s.dtype = promote(promote(to_inexact(start.dtype), to_inexact(stop.dtype)), least);
  s.shape = broadcast_shape(start.dims(), stop.dims());
  s.num = options.num;
  normalise_axis(options.axis, s.shape.size() + 1);
  Dims shape = s.shape;
  shape.insert(0, options.num);
  s.samples = Array::empty(ctx, s.dtype, shape);
  s.start = converted(ctx, start, s.dtype, s.shape);
  s.stop = converted(ctx, stop, s.dtype, s.shape);
  s.width = s.start.size();
  if (s.width == 0) s.num = 0;  // rows without elements, however many: nothing to walk
  return s;
}

// samples[i] = start + i * step, with the last one stop. Returns nothing when there is no step.
template <class T>
void space_evenly(Context& ctx, const Space& s, bool endpoint, T* step) {
  using R = Real<T>;
  const T *start = s.start.as<T>(), *stop = s.stop.as<T>();
  T* out = s.samples.as<T>();
  const int64_t parts = endpoint ? s.num - 1 : s.num;
  bool any_zero = false;
  for (int64_t b = 0; b < s.width; ++b) {
    step[b] = parts > 0 ? (stop[b] - start[b]) / static_cast<R>(parts) : T(std::numeric_limits<R>::quiet_NaN());
    any_zero |= step[b] == T(0);
  }
  const bool lone_ramp = std::is_same_v<R, T> && s.width == 1 && parts > 0 && !any_zero;
  if constexpr (std::is_same_v<R, T>)
    if (lone_ramp)
      parallel_for(ctx, s.num, 1 << 16, [&](int64_t begin, int64_t end) {
        ctx.poll();
        ramps::ramp(out, begin, end, *start, *step);
      });
  for (int64_t i = 0; i < s.num && !lone_ramp; ++i) {
    if ((i * s.width & 0xffff) < s.width) ctx.poll();
    const R x = static_cast<R>(i);
    T* row = out + i * s.width;
    // A step that underflows to 0 is applied as a fraction of the whole way instead.
    if (parts <= 0)
      for (int64_t b = 0; b < s.width; ++b) row[b] = x * (stop[b] - start[b]) + start[b];
    else if (any_zero)
      for (int64_t b = 0; b < s.width; ++b) row[b] = x / static_cast<R>(parts) * (stop[b] - start[b]) + start[b];
    else
      for (int64_t b = 0; b < s.width; ++b) row[b] = x * step[b] + start[b];
  }
  if (endpoint && s.num > 1) std::copy(stop, stop + s.width, out + (s.num - 1) * s.width);
}

// The samples' first axis goes where it is wanted, in the dtype that is wanted.
Array finish(Context& ctx, const Space& s, const SpaceOptions& options) {
  const int64_t from = 0, to = options.axis;
  const Array placed = moveaxis(s.samples, std::span(&from, 1), std::span(&to, 1));
  const DType dtype = options.dtype.value_or(s.dtype);
  return dtype == s.dtype ? placed : converted(ctx, placed, dtype, placed.shape());
}

template <class T>
T power_of(double base, T exponent) {
  if constexpr (is_complex_type<T>) return std::pow(T(static_cast<typename T::value_type>(base)), exponent);
  else return std::pow(static_cast<T>(base), exponent);
}

// Geometric samples of one dtype. Both ends negative or imaginary are turned to positive ones and back, so that their
// samples keep to the line.
template <class T>
void space_geometrically(Context& ctx, const Space& s, bool endpoint) {
  T *start = s.start.as<T>(), *stop = s.stop.as<T>(), *out = s.samples.as<T>();
  CountedVector<T> sign = ctx.vector<T>(static_cast<std::size_t>(s.width)), step = sign, first = sign, last = sign;
  const auto negative = [](T x) {
    if constexpr (is_complex_type<T>) return x.real() != 0 ? x.real() < 0 : x.imag() < 0;
    else return x < 0;
  };
  bool mixed = false;
  for (std::size_t b = 0; b < sign.size(); ++b) {
    sign[b] = T(1);
    if constexpr (is_complex_type<T>)
      if (start[b].real() == 0 && stop[b].real() == 0) {
        start[b] = start[b].imag();
        stop[b] = stop[b].imag();
        sign[b] = T(0, 1);
      }
    if (negative(start[b]) && negative(stop[b])) {
      start[b] = -start[b];
      stop[b] = -stop[b];
      sign[b] = -sign[b];
    }
    mixed |= !is_complex_type<T> && negative(start[b]) != negative(stop[b]);
    first[b] = start[b];
    last[b] = stop[b];
    start[b] = std::log10(start[b]);
    stop[b] = std::log10(stop[b]);
  }
  if (mixed) ctx.warn("geomspace between ends of different sign has no real samples: they are nan");
  space_evenly(ctx, s, endpoint, step.data());
  for (int64_t i = 0; i < s.num; ++i) {
    if (i % 1024 == 0) ctx.poll();
    for (std::size_t b = 0; b < sign.size(); ++b) {
      T& x = out[i * s.width + static_cast<int64_t>(b)];
      if (i == 0) x = first[b];
      else if (endpoint && i == s.num - 1) x = last[b];
      else x = power_of(10.0, x);
      x = sign[b] * x;
    }
  }
}

bool has_zero(const Array& a) {
  return dispatch_inexact(a.dtype(), [&](auto tag) {
    using T = typename decltype(tag)::type;
    const T* p = a.as<T>();
    return std::any_of(p, p + a.size(), [](T x) { return x == T(0); });
  });
}

// Rounds down in place, for integer results.
template <class T>
void round_down(const Array& samples) {
  if constexpr (!is_complex_type<T>) {
    T* p = samples.as<T>();
    for (int64_t k = samples.size(); k > 0; --k, ++p) *p = std::floor(*p);
  }
}

}  // namespace

Linspace linspace(Context& ctx, const View& start, const View& stop, const SpaceOptions& options) {
  const Space s = open_space(ctx, start, stop, options, DType::float32);
  const Array step = Array::empty(ctx, s.dtype, s.shape);
  dispatch_inexact(s.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    space_evenly(ctx, s, options.endpoint, step.as<T>());
    if (options.dtype && is_integer(*options.dtype)) round_down<T>(s.samples);
  });
  return {finish(ctx, s, options), step};
}

Array logspace(Context& ctx, const View& start, const View& stop, const SpaceOptions& options, double base) {
  const Space s = open_space(ctx, start, stop, options, DType::float32);
  dispatch_inexact(s.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    CountedVector<T> step = ctx.vector<T>(static_cast<std::size_t>(s.width));
    space_evenly(ctx, s, options.endpoint, step.data());
    T* p = s.samples.as<T>();
    for (int64_t k = 0; k < s.samples.size(); ++k) {
      if (k % 4096 == 0) ctx.poll();
      p[k] = power_of(base, p[k]);
    }
  });
  return finish(ctx, s, options);
}

Array geomspace(Context& ctx, const View& start, const View& stop, const SpaceOptions& options) {
  const bool to_complex = options.dtype && is_complex(*options.dtype);
  const Space s = open_space(ctx, start, stop, options, to_complex ? DType::complex64 : DType::float32);
  if (has_zero(s.start) || has_zero(s.stop))
    throw ValueError("start and stop must not be 0: no constant ratio leads there");
  dispatch_inexact(s.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    space_geometrically<T>(ctx, s, options.endpoint);
  });
  return finish(ctx, s, options);
}

}  // namespace perilune
