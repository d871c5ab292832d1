#include "kernels/fft/transform.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "kernels/array/elementwise.h"
#include "kernels/array/lines.h"
#include "kernels/array/manipulate.h"

namespace perilune::fft {

namespace {

double scale_of(std::int64_t n, Direction direction, Norm norm) {
  if (norm == Norm::ortho) return 1 / std::sqrt(static_cast<double>(n));
  const bool divides = (norm == Norm::backward) == (direction == Direction::inverse);
  return divides ? 1 / static_cast<double>(n) : 1.0;
}

// Part of an array: the first so many elements of each axis.
struct Part {
  Dims shape;
  View view;
  Part(const View& v, Dims lengths)
      : shape(std::move(lengths)), view{v.data, shape.data(), v.strides, v.ndim, v.dtype} {}
};

Dims with_length(std::span<const std::int64_t> shape, int axis, std::int64_t length) {
  Dims result(shape);
  result[axis] = length;
  return result;
}

void check_length(std::int64_t n, const char* name) {
  if (n < 1) throw ValueError(format("%s must be at least 1, got %lld", name, static_cast<long long>(n)));
}

// In float32, float64 or their complex counterparts; integers are copied to float64.
View inexact(Context& ctx, const View& x, Array& keep) {
  if (is_inexact(x.dtype)) return x;
  keep = astype(ctx, x, DType::float64);
  return keep;
}

// `line` as the plan wants it: padded to n in the workspace, or where it is.
template <class T>
const T* whole_line(const Line& line, std::int64_t length, std::int64_t n, T* room) {
  const T* x = reinterpret_cast<const T*>(line.in);
  if (length >= n) return x;
  std::copy_n(x, length, room);
  std::fill(room + length, room + n, T());
  return room;
}

std::int64_t padded(std::int64_t n) { return (n + 7) / 8 * 8; }

// One axis, complex to complex; `out` has length n there and may be the memory of `in`, which then has length n too.
template <class T>
void complex_lines(Context& ctx, const View& in, int axis, const View& out, Direction direction, T scale,
                   const Options& options) {
  using C = std::complex<T>;
  const std::int64_t n = out.shape[axis], length = in.shape[axis];
  const auto plan = complex_plan<T>(ctx, n, direction, options.engine);
  if (in.ndim == 1 && length == n && in.strides[0] == sizeof(C) && plan->works_without(in.as<C>(), out.as<C>())) {
    plan->run(ctx, in.as<C>(), out.as<C>(), nullptr, scale, 1);
    return;
  }
  const std::int64_t room = length < n ? padded(n) : 0;
  walk_lines(ctx, in, axis, out, (room + plan->workspace(ctx.threads)) * static_cast<std::int64_t>(sizeof(C)),
             [&](const Line& line) {
               C* const work = reinterpret_cast<C*>(line.scratch);
               plan->run(ctx, whole_line(line, length, n, work), reinterpret_cast<C*>(line.out), work + room, scale,
                         line.alone ? ctx.threads : 1);
             });
}

// One axis, real to complex: the first n / 2 + 1 values, all n with `mirrored`.
template <class T>
void forward_lines(Context& ctx, const View& in, int axis, std::int64_t n, const View& out, bool mirrored,
                   bool conjugated, T scale, const Options& options) {
  using C = std::complex<T>;
  const std::int64_t length = in.shape[axis];
  const auto plan = real_plan<T>(ctx, n, Direction::forward, options.engine);
  const auto finish = [&](C* y) {
    if (conjugated)
      for (std::int64_t k = 0; k <= n / 2; ++k) y[k] = std::conj(y[k]);
    if (mirrored)
      for (std::int64_t k = n / 2 + 1; k < n; ++k) y[k] = std::conj(y[n - k]);
  };
  if (in.ndim == 1 && length == n && in.strides[0] == sizeof(T) && plan->works_without(in.data, out.data)) {
    plan->run(ctx, in.data, out.data, nullptr, scale, 1);
    finish(out.as<C>());
    return;
  }
  const std::int64_t room = length < n ? padded(n) : 0;
  walk_lines(ctx, in, axis, out, (room + plan->workspace(ctx.threads)) * static_cast<std::int64_t>(sizeof(C)),
             [&](const Line& line) {
               C* const work = reinterpret_cast<C*>(line.scratch);
               C* const y = reinterpret_cast<C*>(line.out);
               plan->run(ctx, whole_line(line, length, n, reinterpret_cast<T*>(work)), y, work + room, scale,
                         line.alone ? ctx.threads : 1);
               finish(y);
             });
}

// One axis, the first n / 2 + 1 complex values to n real ones.
template <class T>
void inverse_lines(Context& ctx, const View& in, int axis, const View& out, T scale, const Options& options) {
  using C = std::complex<T>;
  const std::int64_t n = out.shape[axis], wanted = n / 2 + 1, length = std::min(in.shape[axis], wanted);
  const auto plan = real_plan<T>(ctx, n, Direction::inverse, options.engine);
  const std::int64_t room = length < wanted ? padded(wanted) : 0;
  walk_lines(ctx, in, axis, out, (room + plan->workspace(ctx.threads)) * static_cast<std::int64_t>(sizeof(C)),
             [&](const Line& line) {
               C* const work = reinterpret_cast<C*>(line.scratch);
               plan->run(ctx, whole_line(line, length, wanted, work), line.out, work + room, scale,
                         line.alone ? ctx.threads : 1);
             });
}

bool pads(const View& x, const Axes& a, int first) {
  for (int i = first; i < a.axes.size(); ++i)
    if (a.lengths[i] > x.shape[a.axes[i]]) return true;
  return false;
}

// The lengths of the input that take part.
Dims cropped(const View& x, const Axes& a) {
  Dims shape(x.dims());
  for (int i = 0; i < a.axes.size(); ++i) shape[a.axes[i]] = std::min(shape[a.axes[i]], a.lengths[i]);
  return shape;
}

// The axes from `first` on, in place in `result`, in which `used` tells how far each axis is filled.
template <class T>
void remaining_axes(Context& ctx, const View& result, Dims used, const Axes& a, int first, int last,
                    Direction direction, const Options& options) {
  for (int i = first; i < last; ++i) {
    const int axis = a.axes[i];
    used[axis] = a.lengths[i];
    const Part part(result, used);
    complex_lines<T>(ctx, part.view, axis, part.view, direction,
                     static_cast<T>(scale_of(a.lengths[i], direction, options.norm)), options);
  }
}

Array fresh(Context& ctx, DType dtype, const Dims& shape, bool zeros) {
  return zeros ? Array::zeros(ctx, dtype, shape) : Array::empty(ctx, dtype, shape);
}

template <class T>
Array transform_as(Context& ctx, const View& x, const Axes& a, Direction direction, const Options& options) {
  Dims shape(x.dims());
  for (int i = 0; i < a.axes.size(); ++i) shape[a.axes[i]] = a.lengths[i];
  Array result = fresh(ctx, dtype_of<std::complex<T>>, shape, pads(x, a, 1));
  if (result.size() == 0) return result;
  Dims used = cropped(x, a);
  const Part input(x, used);
  const int axis = a.axes[0];
  const T scale = static_cast<T>(scale_of(a.lengths[0], direction, options.norm));
  used[axis] = a.lengths[0];
  const Part first(result, used);
  if (is_complex(x.dtype)) complex_lines<T>(ctx, input.view, axis, first.view, direction, scale, options);
  else
    forward_lines<T>(ctx, input.view, axis, a.lengths[0], first.view, true, direction == Direction::inverse, scale,
                     options);
  remaining_axes<T>(ctx, result, used, a, 1, a.axes.size(), direction, options);
  return result;
}

template <class T>
Array real_transform_as(Context& ctx, const View& x, const Axes& a, Direction direction, const Options& options) {
  const int last = a.axes.size() - 1, axis = a.axes[last];
  const std::int64_t n = a.lengths[last];
  Dims shape(x.dims());
  for (int i = 0; i < last; ++i) shape[a.axes[i]] = a.lengths[i];
  shape[axis] = n / 2 + 1;
  bool padding = false;
  for (int i = 0; i < last; ++i) padding = padding || a.lengths[i] > x.shape[a.axes[i]];
  Array result = fresh(ctx, dtype_of<std::complex<T>>, shape, padding);
  if (result.size() == 0) return result;
  Dims used = cropped(x, a);
  const Part input(x, used);
  used[axis] = n / 2 + 1;
  const Part first(result, used);
  forward_lines<T>(ctx, input.view, axis, n, first.view, false, direction == Direction::inverse,
                   static_cast<T>(scale_of(n, direction, options.norm)), options);
  remaining_axes<T>(ctx, result, used, a, 0, last, direction, options);
  return result;
}

// x is complex here. The other axes come first, into a copy; then the last one.
template <class T>
Array real_inverse_as(Context& ctx, const View& x, const Axes& a, Direction direction, const Options& options) {
  const int last = a.axes.size() - 1, axis = a.axes[last];
  const std::int64_t n = a.lengths[last];
  View half = x;
  Array kept;
  Dims shape(x.dims());
  shape[axis] = std::min(shape[axis], n / 2 + 1);
  const Part needed(x, shape);
  half = needed.view;
  if (last > 0) {
    const Axes others{Dims(a.axes.data(), last), Dims(a.lengths.data(), last)};
    kept = transform_as<T>(ctx, half, others, direction, options);
    half = kept;
  }
  if (direction == Direction::forward) {  // of a Hermitian signal: conjugation changes the direction
    kept = apply(ctx, UnaryOp::conj, half);
    half = kept;
  }
  Array result = Array::empty(ctx, dtype_of<T>, with_length(half.dims(), axis, n));
  if (result.size() == 0) return result;
  inverse_lines<T>(ctx, half, axis, result, static_cast<T>(scale_of(n, direction, options.norm)), options);
  return result;
}

template <class T>
void line_as(Context& ctx, const View& x, const View& out, Direction direction) {
  const std::int64_t n = x.shape[0];
  const T scale = static_cast<T>(scale_of(n, direction, Norm::backward));
  if (is_complex(x.dtype)) complex_lines<T>(ctx, x, 0, out, direction, scale, {});
  else forward_lines<T>(ctx, x, 0, n, out, out.shape[0] == n, direction == Direction::inverse, scale, {});
}

bool single(DType t) { return t == DType::float32 || t == DType::complex64; }

void check_real(const View& x) {
  if (is_complex(x.dtype)) throw ValueError(format("x must be real, got %s", name(x.dtype)));
}

}  // namespace

Axes choose_axes(const View& x, std::optional<std::span<const std::int64_t>> lengths,
                 std::optional<std::span<const std::int64_t>> axes, const char* lengths_name, const char* axes_name,
                 bool halved_input) {
  Axes result;
  if (axes) {
    result.axes = normalise_axes(*axes, x.ndim, axes_name);
  } else {
    const int count = lengths ? static_cast<int>(lengths->size()) : x.ndim;
    if (count > x.ndim)
      throw ShapeError(format("%s must have at most one length for each axis of x (%s), got %d", lengths_name,
                              shape_text(x.dims()).c_str(), count));
    for (int i = x.ndim - count; i < x.ndim; ++i) result.axes.push_back(i);
  }
  if (result.axes.empty()) throw ShapeError(format("%s must name at least one axis", axes_name));
  if (lengths) {
    result.lengths = Dims(*lengths);
    if (result.lengths.size() != result.axes.size())
      throw ShapeError(format("%s must have one length for each of %d axes, got %d", lengths_name, result.axes.size(),
                              result.lengths.size()));
  } else {
    for (const std::int64_t axis : result.axes) result.lengths.push_back(x.shape[axis]);
    if (halved_input) {
      std::int64_t& n = result.lengths[result.lengths.size() - 1];
      n = 2 * (n - 1);
    }
  }
  for (int i = 0; i < result.axes.size(); ++i) {
    const std::int64_t axis = result.axes[i];
    if (lengths) check_length(result.lengths[i], lengths_name);
    else if (result.lengths[i] < 1)
      throw ValueError(format("x must have at least %s along axis %lld%s%s, got %lld",
                              x.shape[axis] == 1 ? "2 elements" : "one element", static_cast<long long>(axis + 1),
                              x.shape[axis] == 1 ? " without " : "", x.shape[axis] == 1 ? lengths_name : "",
                              static_cast<long long>(x.shape[axis])));
  }
  return result;
}

Array transform(Context& ctx, const View& x, const Axes& axes, Direction direction, const Options& options) {
  Array keep;
  const View values = inexact(ctx, x, keep);
  return single(values.dtype) ? transform_as<float>(ctx, values, axes, direction, options)
                              : transform_as<double>(ctx, values, axes, direction, options);
}

void transform_line(Context& ctx, const View& x, const View& out, Direction direction) {
  if (single(x.dtype)) line_as<float>(ctx, x, out, direction);
  else line_as<double>(ctx, x, out, direction);
}

Array real_transform(Context& ctx, const View& x, const Axes& axes, Direction direction, const Options& options) {
  check_real(x);
  Array keep;
  const View values = inexact(ctx, x, keep);
  return single(values.dtype) ? real_transform_as<float>(ctx, values, axes, direction, options)
                              : real_transform_as<double>(ctx, values, axes, direction, options);
}

Array real_inverse(Context& ctx, const View& x, const Axes& axes, Direction direction, const Options& options) {
  Array keep;
  View values = x;
  if (!is_complex(x.dtype)) {
    keep = astype(ctx, x, complex_dtype(x.dtype));
    values = keep;
  }
  return single(values.dtype) ? real_inverse_as<float>(ctx, values, axes, direction, options)
                              : real_inverse_as<double>(ctx, values, axes, direction, options);
}

Array hermitian_transform(Context& ctx, const View& x, const Axes& axes, const Options& options) {
  return real_inverse(ctx, x, axes, Direction::forward, options);
}

Array hermitian_inverse(Context& ctx, const View& x, const Axes& axes, const Options& options) {
  return real_transform(ctx, x, axes, Direction::inverse, options);
}

}  // namespace perilune::fft
