#include "kernels/signal/convolve.h"

#include <algorithm>
#include <cmath>

#include "kernels/array/elementwise.h"
#include "kernels/array/manipulate.h"
#include "kernels/fft/roots.h"
#include "kernels/fft/transform.h"
#include "kernels/signal/convolve_line.h"

namespace perilune::signal {

namespace {

// Where the wanted part of the full result begins along an axis, and how long it is.
struct Range {
  std::int64_t first, count;
};

Range range_of(Extent extent, std::int64_t a, std::int64_t b) {
  const std::int64_t full = a + b - 1;
  if (extent == Extent::full) return {0, full};
  if (extent == Extent::same) return {(full - a) / 2, a};
  return {std::min(a, b) - 1, std::max(a, b) - std::min(a, b) + 1};
}

void check_shapes(const View& a, const View& b, Extent extent, std::span<const std::int64_t> axes) {
  if (a.ndim != b.ndim)
    throw ShapeError(format("in1 and in2 must have the same number of axes, got %s and %s",
                            shape_text(a.dims()).c_str(), shape_text(b.dims()).c_str()));
  if (extent != Extent::valid) return;
  bool inside = true, around = true;
  for (const std::int64_t axis : axes) {
    inside = inside && b.shape[axis] <= a.shape[axis];
    around = around && a.shape[axis] <= b.shape[axis];
  }
  if (!inside && !around)
    throw ShapeError(
        format("in1 (%s) or in2 (%s) must be at least as long as the other along every axis for mode 'valid'",
               shape_text(a.dims()).c_str(), shape_text(b.dims()).c_str()));
}

Dims all_axes(const View& v) {
  Dims axes;
  for (int i = 0; i < v.ndim; ++i) axes.push_back(i);
  return axes;
}

Array cut(Context& ctx, const Array& full, const View& a, const View& b, Extent extent,
          std::span<const std::int64_t> axes) {
  if (extent == Extent::full) return full;
  Dims shape = full.shape();
  std::byte* data = full.data();
  for (const std::int64_t axis : axes) {
    const int i = static_cast<int>(axis);
    const Range r = range_of(extent, a.shape[i], b.shape[i]);
    data += r.first * full.strides()[i];
    shape[i] = r.count;
  }
  return contiguous_copy(ctx, full.with_layout(data, shape, full.strides()));
}

// The full sums: for each element of the smaller signal, the larger one is added where it belongs.
template <class T>
bool add_everywhere(Context& ctx, const T* small, const T* large, T* out, std::span<const std::int64_t> small_shape,
                    std::span<const std::int64_t> large_shape, std::span<const std::int64_t> shape) {
  const std::size_t last = shape.size() - 1;
  if (last == 0) {
    for (std::int64_t i = 0; i < small_shape[0]; ++i) {
      if (i % 64 == 0 || large_shape[0] > 4096) ctx.poll();
      if constexpr (std::is_same_v<T, std::int64_t>) {
        if (!add_multiple(small[i], large, out + i, large_shape[0])) return false;
      } else {
        add_multiple(small[i], large, out + i, large_shape[0]);
      }
    }
    return true;
  }
  std::int64_t small_step = 1, large_step = 1, step = 1;
  for (std::size_t i = 1; i <= last; ++i) small_step *= small_shape[i], large_step *= large_shape[i], step *= shape[i];
  for (std::int64_t i = 0; i < small_shape[0]; ++i)
    for (std::int64_t j = 0; j < large_shape[0]; ++j)
      if (!add_everywhere(ctx, small + i * small_step, large + j * large_step, out + (i + j) * step,
                          small_shape.subspan(1), large_shape.subspan(1), shape.subspan(1)))
        return false;
  return true;
}

template <class T>
Array direct_as(Context& ctx, const View& a, const View& b) {
  const Array x = astype(ctx, a, dtype_of<T>), y = astype(ctx, b, dtype_of<T>);
  Dims shape(a.dims());
  for (int i = 0; i < a.ndim; ++i) shape[i] += b.shape[i] - 1;
  Array full = Array::zeros(ctx, dtype_of<T>, shape);
  // The last axis is the inner loop: the signal that is longer there.
  const bool swapped = a.shape[a.ndim - 1] < b.shape[b.ndim - 1];
  const Array &small = swapped ? x : y, &large = swapped ? y : x;
  if (!add_everywhere<T>(ctx, small.as<T>(), large.as<T>(), full.as<T>(), small.shape(), large.shape(), shape))
    throw DomainError("the sums do not fit an int64");
  return full;
}

Array direct(Context& ctx, const View& a, const View& b, DType dtype) {
  Array full = dtype == DType::int64 ? direct_as<std::int64_t>(ctx, a, b)
               : is_complex(dtype)   ? direct_as<Complex128>(ctx, a, b)
                                     : direct_as<double>(ctx, a, b);
  return full.dtype() == dtype ? full : astype(ctx, full, dtype);
}

DType result_of(const View& a, const View& b) {
  const DType t = promote(a.dtype, b.dtype);
  return is_inexact(t) ? t : DType::int64;
}

double largest(Context& ctx, const View& v) {
  const Array values = astype(ctx, v, DType::float64);
  double most = 0;
  for (std::int64_t i = 0; i < values.size(); ++i) most = std::max(most, std::abs(values.as<double>()[i]));
  return most;
}

Array reversed_conjugate(Context& ctx, const View& b) {
  const Array copy = is_complex(b.dtype) ? apply(ctx, UnaryOp::conj, b) : contiguous_copy(ctx, b);
  return flip(copy);
}

Array by_method(Context& ctx, const View& a, const View& b, Extent extent, ConvolveMethod method) {
  const Dims axes = all_axes(a);
  check_shapes(a, b, extent, axes);
  const DType dtype = result_of(a, b);
  if (a.ndim == 0) return astype(ctx, apply(ctx, BinaryOp::multiply, a, b), dtype);
  if (a.size() == 0 || b.size() == 0) return Array::zeros(ctx, dtype, {0});
  if (method == ConvolveMethod::automatic) method = choose_method(ctx, a, b, extent);
  if (method == ConvolveMethod::fft) {
    if (dtype != DType::int64) return fftconvolve(ctx, a, b, extent);
    // Exact as long as the errors of the transforms stay below a half.
    const Array rounded = apply(ctx, UnaryOp::round, fftconvolve(ctx, a, b, extent));
    return astype(ctx, rounded, DType::int64);
  }
  return cut(ctx, direct(ctx, a, b, dtype), a, b, extent, axes);
}

template <class T>
Array lines_as(Context& ctx, const View& a, const View& b, Extent extent) {
  const Array x = astype(ctx, a, dtype_of<T>), y = astype(ctx, b, dtype_of<T>);
  const Range r = range_of(extent, x.size(), y.size());
  Array out = Array::empty(ctx, dtype_of<T>, {r.count});
  convolve_line<T>(ctx, x.as<T>(), x.size(), y.as<T>(), y.size(), r.first, r.count, out.as<T>());
  return out;
}

}  // namespace

ConvolveMethod choose_method(Context& ctx, const View& a, const View& b, Extent extent) {
  check_shapes(a, b, extent, all_axes(a));
  const double small = static_cast<double>(std::min(a.size(), b.size()));
  if (!is_inexact(promote(a.dtype, b.dtype))) {
    // Values that double precision cannot tell apart after a transform.
    if (small * largest(ctx, a) * largest(ctx, b) >= 0x1p40) return ConvolveMethod::direct;
  }
  // A product of the direct sums takes a fifth of a nanosecond, an element of a transform about five, three times over.
  double full = 1;
  for (int i = 0; i < a.ndim; ++i) full *= static_cast<double>(a.shape[i] + b.shape[i] - 1);
  const double products = static_cast<double>(a.size()) * static_cast<double>(b.size());
  return products * 0.2 < full * 12 + 1000 ? ConvolveMethod::direct : ConvolveMethod::fft;
}

Array convolve(Context& ctx, const View& a, const View& b, Extent extent, ConvolveMethod method) {
  return by_method(ctx, a, b, extent, method);
}

Array correlate(Context& ctx, const View& a, const View& b, Extent extent, ConvolveMethod method) {
  check_shapes(a, b, extent, all_axes(a));
  if (b.ndim == 0)
    return by_method(ctx, a, is_complex(b.dtype) ? apply(ctx, UnaryOp::conj, b) : contiguous_copy(ctx, b), extent,
                     method);
  return by_method(ctx, a, reversed_conjugate(ctx, b), extent, method);
}

Array fftconvolve(Context& ctx, const View& a, const View& b, Extent extent,
                  std::optional<std::span<const std::int64_t>> chosen) {
  if (a.ndim != b.ndim) check_shapes(a, b, extent, {});
  const DType dtype = to_inexact(promote(a.dtype, b.dtype));
  if (a.ndim == 0) return astype(ctx, apply(ctx, BinaryOp::multiply, a, b), dtype);
  Dims axes = chosen ? normalise_axes(*chosen, a.ndim, "axes") : all_axes(a);
  if (axes.empty()) throw ShapeError("axes must name at least one axis");
  check_shapes(a, b, extent, axes);
  if (a.size() == 0 || b.size() == 0) return Array::zeros(ctx, dtype, {0});
  if (a.ndim == 1)
    return dispatch_inexact(dtype, [&](auto tag) { return lines_as<typename decltype(tag)::type>(ctx, a, b, extent); });

  Dims full(a.dims());
  for (int i = 0; i < a.ndim; ++i) {
    if (std::find(axes.begin(), axes.end(), i) != axes.end()) {
      full[i] = a.shape[i] + b.shape[i] - 1;
    } else {
      if (a.shape[i] != b.shape[i] && a.shape[i] != 1 && b.shape[i] != 1)
        throw ShapeError(format("in1 (%s) and in2 (%s) must fit along the axes that are not convolved",
                                shape_text(a.dims()).c_str(), shape_text(b.dims()).c_str()));
      full[i] = std::max(a.shape[i], b.shape[i]);
    }
  }
  const bool real = !is_complex(dtype);
  fft::Axes transformed{axes, {}};
  for (int i = 0; i < axes.size(); ++i)
    transformed.lengths.push_back(fft::next_fast_len(full[static_cast<int>(axes[i])], real));
  const auto forward = [&](const View& v) {
    // Both in the precision of the result: a float32 beside a complex128 is transformed as a float64.
    const DType wanted = is_complex(v.dtype) ? dtype : real_part_dtype(dtype);
    Array keep;
    View values = v;
    if (v.dtype != wanted) values = keep = astype(ctx, v, wanted);
    return real ? fft::real_transform(ctx, values, transformed)
                : fft::transform(ctx, values, transformed, fft::Direction::forward);
  };
  const Array product = apply(ctx, BinaryOp::multiply, forward(a), forward(b));
  const Array whole = real ? fft::real_inverse(ctx, product, transformed)
                           : fft::transform(ctx, product, transformed, fft::Direction::inverse);
  const Array result = cut(ctx, whole.with_layout(whole.data(), full, whole.strides()), a, b, extent, axes);
  if (result.dtype() != dtype) return astype(ctx, result, dtype);
  return result.view().contiguous() ? result : contiguous_copy(ctx, result);
}

}  // namespace perilune::signal
