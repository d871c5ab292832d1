#include "kernels/array/order.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "kernels/array/complex_order.h"
#include "kernels/array/elementwise.h"
#include "kernels/array/lines.h"
#include "kernels/array/order_method.h"
#include "kernels/array/reduce.h"
#include "kernels/array/reduce_loops.h"
#include "kernels/array/select.h"
#include "kernels/array/sort_keys.h"
#include "kernels/array/sort_line.h"

namespace perilune {

using namespace sorting;

namespace {

// The slices as the lines of an array of two axes: kept positions in row-major order, then the folded elements.
struct Slices {
  Array keep;   // a copy, where the elements of a slice do not lie together
  Dims result;  // the shape of the reduction
  DType dtype = DType::float64;
  std::byte* data = nullptr;
  std::int64_t count = 1, length = 1, shape[2] = {}, strides[2] = {};
  View view() const { return {data, shape, strides, 2, dtype}; }
};

Slices slices_of(Context& ctx, const View& a, const OrderOptions& options) {
  ReduceOptions same;
  same.axes = options.axes;
  same.all_axes = options.all_axes;
  same.keepdims = options.keepdims;
  Slices slices;
  slices.result = reduce_shape(a.dims(), same);
  bool folded[max_ndim] = {};
  if (options.all_axes) std::fill(folded, folded + a.ndim, true);
  else
    for (const int axis : options.axes) folded[axis] = true;
  Dims shape, strides;
  for (const bool kept : {true, false})
    for (int i = 0; i < a.ndim; ++i) {
      if (folded[i] == kept) continue;
      shape.push_back(a.shape[i]);
      strides.push_back(a.strides[i]);
      (kept ? slices.count : slices.length) *= a.shape[i];
    }
  const View turned{a.data, shape.data(), strides.data(), shape.size(), a.dtype};
  if (!turned.contiguous()) slices.keep = contiguous_copy(ctx, turned);
  slices.data = turned.contiguous() ? a.data : slices.keep.data();
  slices.dtype = a.dtype;
  slices.shape[0] = slices.count;
  slices.shape[1] = slices.length;
  slices.strides[1] = static_cast<std::int64_t>(itemsize(a.dtype));
  slices.strides[0] = slices.length * slices.strides[1];
  return slices;
}

// One folded axis needs no copy: its lines are walked where they are.
bool is_one_axis(const View& a, const OrderOptions& options) {
  return options.all_axes ? a.ndim == 1 : options.axes.size() == 1;
}

bool any_nan(DType dtype, const std::byte* values, std::int64_t n) {
  if (!is_inexact(dtype) || n == 0) return false;
  alignas(16) std::byte extreme[16];
  reduction::find_loops(loops::best_isa(), reduction::Loop::largest, dtype).runs(values, n, 0, 1, extreme, nullptr);
  const Scalar s = load(dtype, extreme);
  return std::isnan(s.real()) || std::isnan(s.imag());
}

// The elements of ascending ranks of one line, written one after the other. Scratch: see rank_scratch.
std::int64_t rank_scratch(DType dtype, std::int64_t n) {
  if (itemsize(dtype) == 1 || is_complex(dtype))
    return sort_scratch(dtype, n) + (n * static_cast<std::int64_t>(itemsize(dtype)) + 63) / 64 * 64;
  return 3 * n * static_cast<std::int64_t>(itemsize(dtype));
}

template <class T>
void elements_by_keys(Context& ctx, const std::byte* values, std::int64_t n, std::span<const std::int64_t> ranks,
                      std::byte* scratch, std::byte* to) {
  using K = KeyType<T>;
  auto* keys = reinterpret_cast<K*>(scratch);
  write_keys(dtype_of<T>, values, n, scratch);
  select_keys<K>(ctx, keys, n, ranks, reinterpret_cast<K*>(to), keys + n);
  write_values(dtype_of<T>, to, static_cast<std::int64_t>(ranks.size()), to);
}

void elements_of_ranks(Context& ctx, DType dtype, const std::byte* values, std::int64_t n,
                       std::span<const std::int64_t> ranks, std::byte* scratch, bool alone, std::byte* to) {
  switch (dtype) {
    case DType::int32: return elements_by_keys<std::int32_t>(ctx, values, n, ranks, scratch, to);
    case DType::int64: return elements_by_keys<std::int64_t>(ctx, values, n, ranks, scratch, to);
    case DType::float32: return elements_by_keys<float>(ctx, values, n, ranks, scratch, to);
    case DType::float64: return elements_by_keys<double>(ctx, values, n, ranks, scratch, to);
    default: {
      const std::size_t item = itemsize(dtype);
      std::byte* rest = scratch + (static_cast<std::size_t>(n) * item + 63) / 64 * 64;
      sort_line(ctx, dtype, values, n, scratch, rest, alone);
      for (std::size_t i = 0; i < ranks.size(); ++i)
        std::memcpy(to + i * item, scratch + static_cast<std::size_t>(ranks[i]) * item, item);
    }
  }
}

// Copies what is not NaN; returns how much that is.
std::int64_t without_nan(DType dtype, const std::byte* values, std::int64_t n, std::byte* to) {
  return dispatch_inexact(dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    auto* x = reinterpret_cast<const T*>(values);
    auto* out = reinterpret_cast<T*>(to);
    std::int64_t kept = 0;
    for (std::int64_t i = 0; i < n; ++i)
      if (!std::isnan(std::real(x[i])) && !std::isnan(std::imag(x[i]))) out[kept++] = x[i];
    return kept;
  });
}

template <class T>
T between(T a, T b, double weight) {
  if (weight == 0 || a == b) return a;
  // From the nearer end, so that weight 1 gives b itself.
  const T step = b - a;
  return weight < 0.5 ? a + step * static_cast<T>(weight) : b - step * static_cast<T>(1 - weight);
}

Scalar as_float(DType dtype, const std::byte* element) {
  Scalar s = load(dtype, element);
  return s.exact() ? Scalar::of(s.real()) : s;
}

struct Wanted {
  std::vector<QuantilePlace> places;
  std::vector<std::int64_t> ranks;         // ascending, each once
  std::vector<std::size_t> first, second;  // indices into ranks, per place
};
Wanted wanted_of(std::span<const double> q, QuantileMethod method, std::int64_t n) {
  Wanted w;
  for (const double v : q) w.places.push_back(quantile_place(method, n, v));
  for (const QuantilePlace& p : w.places) {
    w.ranks.push_back(p.a);
    w.ranks.push_back(p.b);
  }
  std::sort(w.ranks.begin(), w.ranks.end());
  w.ranks.erase(std::unique(w.ranks.begin(), w.ranks.end()), w.ranks.end());
  const auto index = [&](std::int64_t rank) {
    return static_cast<std::size_t>(std::lower_bound(w.ranks.begin(), w.ranks.end(), rank) - w.ranks.begin());
  };
  for (const QuantilePlace& p : w.places) {
    w.first.push_back(index(p.a));
    w.second.push_back(index(p.b));
  }
  return w;
}

// One value of the result from two elements.
void write_quantile(DType in, const QuantilePlace& place, const std::byte* a, const std::byte* b, DType out,
                    std::byte* to) {
  if (in == out && place.weight == 0) {
    std::memcpy(to, a, itemsize(in));
    return;
  }
  const double x = as_float(in, a).real(), y = as_float(in, b).real();
  store(out, to, Scalar::of(between(x, y, place.weight)));
}

void write_nan(DType out, std::byte* to) { store(out, to, Scalar::of(std::nan(""))); }

}  // namespace

DType quantile_dtype(DType in, QuantileMethod method) {
  if (is_complex(in)) throw ValueError(format("a must be real, got %s", name(in)));
  if (picks_elements(method)) return in;
  if (in == DType::bool_) throw ValueError("a must hold numbers for a method that interpolates, got bool");
  return DType::float64;
}

Array quantile(Context& ctx, const View& a, const View& q, const OrderOptions& options) {
  const DType out = quantile_dtype(a.dtype, options.method);
  const Array wanted_q = astype(ctx, q, DType::float64, Casting::same_kind);
  const std::span<const double> qs(wanted_q.as<double>(), static_cast<std::size_t>(wanted_q.size()));
  for (const double v : qs)
    if (!(v >= 0 && v <= 1)) throw ValueError("q must be from 0 to 1, got " + number_text(v));
  const auto count = static_cast<std::int64_t>(qs.size());
  const Slices slices = slices_of(ctx, a, options);
  Dims shape(q.dims());
  for (const std::int64_t n : slices.result) shape.push_back(n);
  if (slices.length == 0 && slices.count > 0)
    throw ValueError(
        format("a has no elements along the axes of the quantile (shape %s)", shape_text(a.dims()).c_str()));
  Array result = Array::empty(ctx, out, shape);
  if (result.size() == 0) return result;

  const std::int64_t n = slices.length;
  const Wanted wanted = wanted_of(qs, options.method, n);
  const auto item = static_cast<std::int64_t>(itemsize(a.dtype)), out_item = static_cast<std::int64_t>(itemsize(out));
  // Result values of a slice lie slices.count apart.
  const View lines = slices.view();
  const std::int64_t line_shape[2] = {slices.count, count}, line_strides[2] = {out_item, slices.count * out_item};
  const View results{result.data(), line_shape, line_strides, 2, out};
  const std::int64_t found_bytes = (2 * count * item + 63) / 64 * 64,
                     kept_bytes = options.skip_nan ? (n * item + 63) / 64 * 64 : 0;
  std::atomic<bool> all_nan{false};
  walk_lines(ctx, lines, 1, results, found_bytes + kept_bytes + rank_scratch(a.dtype, n), [&](const Line& line) {
    std::byte* found = line.scratch;
    std::byte* rest = found + found_bytes + kept_bytes;
    const std::byte* values = line.in;
    std::int64_t m = n;
    if (any_nan(a.dtype, values, n)) {
      if (options.skip_nan) {
        m = without_nan(a.dtype, values, n, found + found_bytes);
        values = found + found_bytes;
      }
      if (!options.skip_nan || m == 0) {
        if (options.skip_nan) all_nan = true;
        for (std::int64_t i = 0; i < count; ++i) write_nan(out, line.out + i * out_item);
        return;
      }
    }
    std::optional<Wanted> fewer;
    if (m != n) fewer = wanted_of(qs, options.method, m);
    const Wanted& w = fewer ? *fewer : wanted;
    elements_of_ranks(ctx, a.dtype, values, m, w.ranks, rest, line.alone, found);
    for (std::size_t i = 0; i < qs.size(); ++i)
      write_quantile(a.dtype, w.places[i], found + static_cast<std::int64_t>(w.first[i]) * item,
                     found + static_cast<std::int64_t>(w.second[i]) * item, out,
                     line.out + static_cast<std::int64_t>(i) * out_item);
  });
  if (all_nan) ctx.warn("all-NaN slice");
  return result;
}

Array percentile(Context& ctx, const View& a, const View& q, const OrderOptions& options) {
  const Array part = astype(ctx, q, DType::float64, Casting::same_kind);
  for (std::int64_t i = 0; i < part.size(); ++i) {
    double& v = part.as<double>()[i];
    if (!(v >= 0 && v <= 100)) throw ValueError("q must be from 0 to 100, got " + number_text(v));
    v /= 100;
  }
  return quantile(ctx, a, part, options);
}

namespace {

// The mean of the two elements in the middle, or the one.
void write_middle(DType in, const std::byte* a, const std::byte* b, bool two, DType out, std::byte* to) {
  const Scalar x = as_float(in, a), y = as_float(in, b);
  if (!two) {
    store(out, to, x);
    return;
  }
  const auto middle = [](double p, double q) {
    const double sum = p + q;
    return std::isinf(sum) && std::isfinite(p) && std::isfinite(q) ? p / 2 + q / 2 : sum / 2;
  };
  if (is_complex(out)) store(out, to, Scalar::of(Complex128(middle(x.real(), y.real()), middle(x.imag(), y.imag()))));
  else store(out, to, Scalar::of(middle(x.real(), y.real())));
}

}  // namespace

Array median(Context& ctx, const View& a, const OrderOptions& options) {
  const DType out = to_inexact(a.dtype);
  Slices slices;
  View lines = a;
  int axis = 0;
  ReduceOptions same;
  same.axes = options.axes;
  same.all_axes = options.all_axes;
  same.keepdims = true;
  const Dims kept = reduce_shape(a.dims(), same);  // each folded axis has length 1: walk_lines wants it so
  same.keepdims = options.keepdims;
  const Array result = Array::empty(ctx, out, reduce_shape(a.dims(), same));
  if (result.size() == 0) return result;
  View results;
  const Dims walked = row_major_strides(kept, itemsize(out));
  Dims row_shape;
  if (is_one_axis(a, options)) {
    axis = options.all_axes ? 0 : options.axes[0];
    results = {result.data(), kept.data(), walked.data(), kept.size(), out};
  } else {
    slices = slices_of(ctx, a, options);
    lines = slices.view();
    axis = 1;
  }
  const auto out_item = static_cast<std::int64_t>(itemsize(out));
  const std::int64_t one_shape[2] = {slices.count, 1}, one_strides[2] = {out_item, out_item};
  if (!is_one_axis(a, options)) results = {result.data(), one_shape, one_strides, 2, out};
  const std::int64_t n = lines.shape[axis];
  if (n == 0) ctx.warn("median of an empty slice");
  const auto item = static_cast<std::int64_t>(itemsize(a.dtype));
  const std::int64_t kept_bytes = options.skip_nan ? (n * item + 63) / 64 * 64 : 0;
  std::atomic<bool> all_nan{false};
  walk_lines(ctx, lines, axis, results, kept_bytes + rank_scratch(a.dtype, n), [&](const Line& line) {
    const std::byte* values = line.in;
    std::int64_t m = n;
    const bool nan = any_nan(a.dtype, values, n);
    if (nan && options.skip_nan) {
      m = without_nan(a.dtype, values, n, line.scratch);
      values = line.scratch;
      if (m == 0) all_nan = true;
    }
    if (m == 0 || (nan && !options.skip_nan)) {
      write_nan(out, line.out);
      return;
    }
    alignas(16) std::byte middle[2 * 16];
    const std::int64_t ranks[2] = {(m - 1) / 2, m / 2};
    const std::size_t several = ranks[0] == ranks[1] ? 1 : 2;
    elements_of_ranks(ctx, a.dtype, values, m, std::span(ranks, several), line.scratch + kept_bytes, line.alone,
                      middle);
    write_middle(a.dtype, middle, middle + (several - 1) * itemsize(a.dtype), several == 2, out, line.out);
  });
  if (all_nan) ctx.warn("all-NaN slice");
  return result;
}

Scalar median_all(Context& ctx, const View& a, bool skip_nan) {
  OrderOptions options;
  options.skip_nan = skip_nan;
  const Array m = median(ctx, a, options);
  return load(m.dtype(), m.data());
}

}  // namespace perilune
