#include "kernels/signal/filter.h"

#include <algorithm>

#include "kernels/array/elementwise.h"
#include "kernels/array/lines.h"
#include "kernels/array/manipulate.h"
#include "kernels/signal/filter_line.h"

namespace perilune::signal {

namespace {

template <class T>
struct Converted {
  Array keep;
  View view;
  Converted(Context& ctx, const View& x) : view(x) {
    if (x.dtype == dtype_of<T>) return;
    keep = astype(ctx, x, dtype_of<T>);
    view = keep;
  }
};

// Into the dtype of the result: float64 and complex128 are computed in, the single ones are rounded at the end.
Array finished(Context& ctx, Array y, DType dtype) { return y.dtype() == dtype ? y : astype(ctx, y, dtype); }

Array part_of(const Array& a, int axis, std::int64_t begin, std::int64_t length) {
  Dims shape = a.shape();
  shape[axis] = length;
  return a.with_layout(a.data() + begin * a.strides()[axis], shape, a.strides());
}

// x along `axis` through `run(line, n, state)`. States come in front of each line and go out behind it, so that one
// walk serves both.
template <class T, class Run>
Filtered walk(Context& ctx, const View& x, int axis, std::int64_t order, const View* zi, DType dtype, Run&& run) {
  const Converted<T> samples(ctx, x);
  const std::int64_t n = x.shape[axis];
  Filtered result;
  if (!zi) {
    Array y = Array::empty(ctx, dtype_of<T>, Dims(x.dims()));
    walk_lines(ctx, samples.view, axis, y, order * static_cast<std::int64_t>(sizeof(T)), [&](const Line& line) {
      T* const out = reinterpret_cast<T*>(line.out);
      T* const state = reinterpret_cast<T*>(line.scratch);
      std::copy_n(reinterpret_cast<const T*>(line.in), n, out);
      std::fill_n(state, order, T());
      run(out, n, state);
    });
    result.y = finished(ctx, std::move(y), dtype);
    return result;
  }
  const View pieces[] = {*zi, samples.view};
  const Array in = concatenate(ctx, pieces, axis, dtype_of<T>);
  const Array out = Array::empty(ctx, dtype_of<T>, in.shape());
  walk_lines(ctx, in, axis, out, order * static_cast<std::int64_t>(sizeof(T)), [&](const Line& line) {
    const T* const from = reinterpret_cast<const T*>(line.in);
    T* const to = reinterpret_cast<T*>(line.out);
    T* const state = reinterpret_cast<T*>(line.scratch);
    std::copy_n(from, order, state);
    std::copy_n(from + order, n, to);
    run(to, n, state);
    std::copy_n(state, order, to + n);
  });
  result.y = astype(ctx, part_of(out, axis, 0, n), dtype);
  result.zf = astype(ctx, part_of(out, axis, n, order), dtype);
  return result;
}

template <class T>
Filtered lfilter_as(Context& ctx, const View& b, const View& a, const View& x, int axis, const View* zi, DType dtype) {
  const Polynomials<T> p = read_polynomials<T>(ctx, b, a);
  const auto run = [&](T* line, std::int64_t n, T* state) { p.run(ctx, line, n, 1, state); };
  if (!zi) return walk<T>(ctx, x, axis, p.order(), nullptr, dtype, run);
  Dims wanted(x.dims());
  wanted[axis] = p.order();
  bool fits = zi->ndim == x.ndim && zi->shape[axis] == p.order();
  for (int i = 0; fits && i < x.ndim; ++i) fits = zi->shape[i] == wanted[i] || (i != axis && zi->shape[i] == 1);
  if (!fits)
    throw ShapeError(
        format("zi must have shape %s, got %s", shape_text(wanted).c_str(), shape_text(zi->dims()).c_str()));
  const Array states = broadcast_to(astype(ctx, *zi, dtype_of<T>), wanted);
  const View view = states;
  return walk<T>(ctx, x, axis, p.order(), &view, dtype, run);
}

template <class T>
Filtered sosfilt_as(Context& ctx, const View& sos, const View& x, int axis, const View* zi, DType dtype) {
  const Sections sections = read_sections(ctx, sos);
  const std::int64_t count = sections.count();
  const auto run = [&](T* line, std::int64_t n, T* state) { sections.run(ctx, line, n, 1, state); };
  if (!zi) return walk<T>(ctx, x, axis, 2 * count, nullptr, dtype, run);
  Dims wanted(x.dims());
  wanted[axis] = 2;
  wanted.insert(0, count);
  if (!(Dims(zi->dims()) == wanted))
    throw ShapeError(
        format("zi must have shape %s, got %s", shape_text(wanted).c_str(), shape_text(zi->dims()).c_str()));
  // The sections beside the axis, then both as one: states of a line in a row.
  const std::int64_t front = 0, place = axis;
  const Array moved = moveaxis(astype(ctx, *zi, dtype_of<T>), std::span(&front, 1), std::span(&place, 1));
  Dims joined(x.dims()), split(wanted);
  joined[axis] = 2 * count;
  const Array states = reshape(ctx, moved, joined);
  const View view = states;
  Filtered result = walk<T>(ctx, x, axis, 2 * count, &view, dtype, run);
  split.erase(0);
  split.insert(axis, count);
  result.zf =
      contiguous_copy(ctx, moveaxis(reshape(ctx, result.zf, split), std::span(&place, 1), std::span(&front, 1)));
  return result;
}

std::int64_t pad_length(const FiltFiltOptions& options, std::int64_t usual, std::int64_t n) {
  if (options.padding == Padding::none) return 0;
  const std::int64_t length = options.length.value_or(usual);
  if (length < 0) throw ValueError(format("padlen must not be negative, got %lld", static_cast<long long>(length)));
  if (n <= length)
    throw ShapeError(format("x must be longer than the padding at each end, %lld, got %lld",
                            static_cast<long long>(length), static_cast<long long>(n)));
  return length;
}

// x with `pad` samples more at both ends.
template <class T>
void extend(const T* x, std::int64_t n, std::int64_t pad, Padding how, T* out) {
  std::copy_n(x, n, out + pad);
  for (std::int64_t k = 1; k <= pad; ++k) {
    T left = x[0], right = x[n - 1];
    if (how == Padding::even) left = x[k], right = x[n - 1 - k];
    if (how == Padding::odd) left = 2.0 * x[0] - x[k], right = 2.0 * x[n - 1] - x[n - 1 - k];
    out[pad - k] = left;
    out[pad + n - 1 + k] = right;
  }
}

// run(line, n, step, state), with states for a step of height 1.
template <class T, class S, class Run>
Array there_and_back(Context& ctx, const View& x, int axis, std::int64_t pad, Padding how, const std::vector<S>& zi,
                     DType dtype, Run&& run) {
  const Converted<T> samples(ctx, x);
  const std::int64_t n = x.shape[axis], whole = n + 2 * pad;
  Array y = Array::empty(ctx, dtype_of<T>, Dims(x.dims()));
  const auto order = static_cast<std::int64_t>(zi.size());
  walk_lines(ctx, samples.view, axis, y, (whole + order) * static_cast<std::int64_t>(sizeof(T)), [&](const Line& line) {
    T* const work = reinterpret_cast<T*>(line.scratch);
    T* const state = work + whole;
    extend(reinterpret_cast<const T*>(line.in), n, pad, how, work);
    for (std::int64_t k = 0; k < order; ++k) state[k] = zi[static_cast<std::size_t>(k)] * work[0];
    run(work, whole, 1, state);
    for (std::int64_t k = 0; k < order; ++k) state[k] = zi[static_cast<std::size_t>(k)] * work[whole - 1];
    run(work + whole - 1, whole, -1, state);
    std::copy_n(work + pad, n, reinterpret_cast<T*>(line.out));
  });
  return finished(ctx, std::move(y), dtype);
}

template <class T>
Array filtfilt_as(Context& ctx, const View& b, const View& a, const View& x, int axis, const FiltFiltOptions& options,
                  DType dtype) {
  const Polynomials<T> p = read_polynomials<T>(ctx, b, a);
  const std::int64_t pad = pad_length(options, 3 * (p.order() + 1), x.shape[axis]);
  if (x.size() == 0) return Array::empty(ctx, dtype, Dims(x.dims()));
  return there_and_back<T>(
      ctx, x, axis, pad, options.padding, p.steady_state(), dtype,
      [&](T* line, std::int64_t n, std::int64_t step, T* state) { p.run(ctx, line, n, step, state); });
}

template <class T>
Array sosfiltfilt_as(Context& ctx, const Sections& sections, const View& x, int axis, const FiltFiltOptions& options,
                     DType dtype) {
  std::int64_t first_order_b = 0, first_order_a = 0;
  for (std::int64_t s = 0; s < sections.count(); ++s) {
    first_order_b += sections.coefficients[static_cast<std::size_t>(6 * s + 2)] == 0;
    first_order_a += sections.coefficients[static_cast<std::size_t>(6 * s + 5)] == 0;
  }
  const std::int64_t taps = 2 * sections.count() + 1 - std::min(first_order_b, first_order_a);
  const std::int64_t pad = pad_length(options, 3 * taps, x.shape[axis]);
  if (x.size() == 0) return Array::empty(ctx, dtype, Dims(x.dims()));
  return there_and_back<T>(
      ctx, x, axis, pad, options.padding, sections.steady_state(), dtype,
      [&](T* line, std::int64_t n, std::int64_t step, T* state) { sections.run(ctx, line, n, step, state); });
}

void check_axis(const View& x) {
  if (x.ndim == 0) throw ShapeError("x must have at least one axis");
}

}  // namespace

Filtered lfilter(Context& ctx, const View& b, const View& a, const View& x, int axis, const View* zi) {
  check_axis(x);
  DType dtype = filter_dtype(filter_dtype(b.dtype, a.dtype), x.dtype);
  if (zi) dtype = filter_dtype(dtype, zi->dtype);
  return is_complex(dtype) ? lfilter_as<Complex128>(ctx, b, a, x, axis, zi, dtype)
                           : lfilter_as<double>(ctx, b, a, x, axis, zi, dtype);
}

Array lfilter_zi(Context& ctx, const View& b, const View& a) {
  // Zeros in front of a shift both polynomials alike.
  std::int64_t skip = 0;
  if (a.ndim == 1)
    while (skip < a.shape[0] - 1 && load(a.dtype, a.data + skip * a.strides[0]).real() == 0 &&
           load(a.dtype, a.data + skip * a.strides[0]).imag() == 0)
      ++skip;
  View rest = a;
  Dims shape(a.dims());
  if (skip > 0) {
    shape[0] -= skip;
    rest = View{a.data + skip * a.strides[0], shape.data(), a.strides, 1, a.dtype};
  }
  const auto as = [&](auto tag) {
    using T = typename decltype(tag)::type;
    const std::vector<T> zi = read_polynomials<T>(ctx, b, rest).steady_state();
    Array result = Array::empty(ctx, dtype_of<T>, {static_cast<std::int64_t>(zi.size())});
    std::copy(zi.begin(), zi.end(), result.as<T>());
    return result;
  };
  return is_complex(a.dtype) || is_complex(b.dtype) ? as(TypeTag<Complex128>{}) : as(TypeTag<double>{});
}

Filtered sosfilt(Context& ctx, const View& sos, const View& x, int axis, const View* zi) {
  check_axis(x);
  DType dtype = filter_dtype(sos.dtype, x.dtype);
  if (zi) dtype = filter_dtype(dtype, zi->dtype);
  return is_complex(dtype) ? sosfilt_as<Complex128>(ctx, sos, x, axis, zi, dtype)
                           : sosfilt_as<double>(ctx, sos, x, axis, zi, dtype);
}

Array sosfilt_zi(Context& ctx, const View& sos) {
  const Sections sections = read_sections(ctx, sos);
  const std::vector<double> zi = sections.steady_state();
  Array result = Array::empty(ctx, DType::float64, {sections.count(), 2});
  std::copy(zi.begin(), zi.end(), result.as<double>());
  return result;
}

Array filtfilt(Context& ctx, const View& b, const View& a, const View& x, int axis, const FiltFiltOptions& options) {
  check_axis(x);
  if (options.gust) return gust_filtfilt(ctx, b, a, x, axis, options.impulse_length);
  const DType dtype = filter_dtype(filter_dtype(b.dtype, a.dtype), x.dtype);
  return is_complex(dtype) ? filtfilt_as<Complex128>(ctx, b, a, x, axis, options, dtype)
                           : filtfilt_as<double>(ctx, b, a, x, axis, options, dtype);
}

Array sosfiltfilt(Context& ctx, const View& sos, const View& x, int axis, const FiltFiltOptions& options) {
  check_axis(x);
  const Sections sections = read_sections(ctx, sos);
  const DType dtype = filter_dtype(sos.dtype, x.dtype);
  return is_complex(dtype) ? sosfiltfilt_as<Complex128>(ctx, sections, x, axis, options, dtype)
                           : sosfiltfilt_as<double>(ctx, sections, x, axis, options, dtype);
}

}  // namespace perilune::signal
