// Positions of extremes along an axis or in the whole array.

#include <algorithm>
#include <cstring>

#include "kernels/array/complex_order.h"
#include "kernels/array/gather.h"
#include "kernels/array/reduce_operation.h"
#include "kernels/array/scratch.h"
#include "kernels/core/parallel.h"

namespace perilune {

namespace reduction {

namespace {

template <class T, bool largest>
bool beats(const T& b, const T& a) {
  if constexpr (is_complex_type<T>)
    return !has_nan(a) && (has_nan(b) || (largest ? complex_less(a, b) : complex_less(b, a)));
  else return (largest ? b > a : b < a) || (b != b && a == a);
}

template <class T>
bool is_nan(const T& v) {
  if constexpr (is_complex_type<T>) return has_nan(v);
  else return v != v;
}

template <class T, bool largest, bool skip_nan>
void search_run(const std::byte* p, std::int64_t n, std::int64_t base, std::byte* best, std::int64_t* index) {
  auto* x = reinterpret_cast<const T*>(p);
  T& b = *reinterpret_cast<T*>(best);
  for (std::int64_t i = 0; i < n; ++i) {
    if (skip_nan && is_nan(x[i])) continue;
    if (*index >= 0 && !beats<T, largest>(x[i], b)) continue;
    b = x[i];
    *index = base + i;
  }
}

template <class T, bool largest>
void search_columns(const std::byte* p, std::int64_t stride, std::int64_t rows, std::int64_t columns, std::int64_t base,
                    std::byte* best, std::int64_t* index) {
  T* b = reinterpret_cast<T*>(best);
  for (std::int64_t r = 0; r < rows; ++r) {
    auto* x = reinterpret_cast<const T*>(p + r * stride);
    for (std::int64_t c = 0; c < columns; ++c)
      if (base + r == 0 || beats<T, largest>(x[c], b[c])) {
        b[c] = x[c];
        index[c] = base + r;
      }
  }
}

template <class T>
RunSearch skipping(bool largest) {
  return largest ? search_run<T, true, true> : search_run<T, false, true>;
}

constexpr std::int64_t buffer_elements = 1024;
constexpr std::int64_t chunk_elements = std::int64_t{1} << 16;  // of one long run: a unit of work for a thread
constexpr std::int64_t tile_columns = 512, gathered_columns = 64, rows_at_once = max_rows - 1;

struct Line {
  const std::byte* start;
  std::int64_t length, stride;
};

struct Search {
  IndexLoops loops;
  DType dtype;
  std::int64_t item;

  // Continues over elements [first, last) of a line.
  void along(const Line& line, std::int64_t first, std::int64_t last, std::byte* best, std::int64_t* index) const {
    if (line.stride == item) {
      loops.run(line.start + first * item, last - first, first, best, index);
      return;
    }
    alignas(64) std::byte buffer[buffer_elements * 16];
    for (std::int64_t i = first; i < last; i += buffer_elements) {
      const std::int64_t n = std::min(buffer_elements, last - i);
      gather(dtype, dtype, line.start + i * line.stride, line.stride, n, buffer);
      loops.run(buffer, n, i, best, index);
    }
  }
};

void need_position(std::int64_t index) {
  if (index < 0) throw ValueError("a must have an element that is not NaN along the axis, got a slice of NaN only");
}

void search_lines(Context& ctx, const Search& search, const Plan& plan, std::int64_t length, std::int64_t stride) {
  const std::int64_t chunks = plan.kept >= 8 ? 1 : (length + chunk_elements - 1) / chunk_elements;
  const std::int64_t chunk = chunks == 1 ? length : chunk_elements;
  struct Partial {
    alignas(16) std::byte best[16];
    std::int64_t index;
  };
  auto partial = ctx.vector<Partial>(chunks > 1 ? static_cast<std::size_t>(plan.kept * chunks) : 0);
  const std::int64_t grain =
      std::max<std::int64_t>(1, chunks > 1 ? 4 : 4 * chunk_elements / std::max<std::int64_t>(length, 16));
  parallel_for(ctx, plan.kept * chunks, grain, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t unit = begin; unit < end; ++unit) {
      const KeptOffset at = kept_offset(plan, plan.kept_axes, unit / chunks);
      Partial found{{}, -1};
      const std::int64_t first = unit % chunks * chunk, last = std::min(first + chunk, length);
      for (std::int64_t i = first; i < last; i += chunk_elements) {
        ctx.poll();
        search.along({plan.in + at.in, length, stride}, i, std::min(i + chunk_elements, last), found.best,
                     &found.index);
      }
      if (chunks > 1) {
        partial[static_cast<std::size_t>(unit)] = found;
      } else {
        need_position(found.index);
        *reinterpret_cast<std::int64_t*>(plan.out + at.out) = found.index;
      }
    }
  });
  for (std::int64_t output = 0; chunks > 1 && output < plan.kept; ++output) {
    Partial found{{}, -1};
    std::int64_t winner = -1;
    for (std::int64_t c = 0; c < chunks; ++c) {
      const Partial& p = partial[static_cast<std::size_t>(output * chunks + c)];
      if (p.index < 0) continue;
      found.index = winner;
      search.loops.run(p.best, 1, c, found.best, &found.index);
      winner = found.index;
    }
    need_position(winner);
    *reinterpret_cast<std::int64_t*>(plan.out + kept_offset(plan, plan.kept_axes, output).out) =
        partial[static_cast<std::size_t>(output * chunks + winner)].index;
  }
}

void search_rows(Context& ctx, const Search& search, const Plan& plan, std::int64_t length, std::int64_t stride) {
  const int outer = plan.kept_axes - 1;
  const KeptAxis inner = plan.keep[outer];
  const bool direct = inner.in_stride == search.item;
  const std::int64_t most = direct ? tile_columns : gathered_columns;
  const std::int64_t tiles = (inner.length + most - 1) / most;
  const std::int64_t tile = std::min(inner.length, ((inner.length + tiles - 1) / tiles + 63) / 64 * 64);
  const std::int64_t units = plan.kept / inner.length * tiles;
  const std::int64_t best_bytes = tile * search.item, index_bytes = tile * 8;
  const std::int64_t grain = parallel_bytes / (length * best_bytes) + 1;
  Scratch workspace(ctx, index_bytes + best_bytes + (direct ? 0 : rows_at_once * best_bytes),
                    (units + grain - 1) / grain);
  parallel_for(ctx, units, grain, [&](std::int64_t begin, std::int64_t end) {
    const Scratch::Loan loan(workspace);
    auto* index = reinterpret_cast<std::int64_t*>(loan.data());
    std::byte* best = loan.data() + index_bytes;
    std::byte* buffer = best + best_bytes;
    for (std::int64_t unit = begin; unit < end; ++unit) {
      const KeptOffset at = kept_offset(plan, outer, unit / tiles);
      const std::int64_t first = unit % tiles * tile, count = std::min(tile, inner.length - first);
      const std::byte* origin = plan.in + at.in + first * inner.in_stride;
      for (std::int64_t r = 0; r < length; r += rows_at_once) {
        ctx.poll();
        const std::int64_t rows = std::min(rows_at_once, length - r);
        if (direct) {
          search.loops.columns(origin + r * stride, stride, rows, count, r, best, index);
          continue;
        }
        for (std::int64_t k = 0; k < rows; ++k)
          gather(search.dtype, search.dtype, origin + (r + k) * stride, inner.in_stride, count,
                 buffer + k * best_bytes);
        search.loops.columns(buffer, best_bytes, rows, count, r, best, index);
      }
      scatter(DType::int64, reinterpret_cast<const std::byte*>(index), count,
              plan.out + at.out + first * inner.out_stride, inner.out_stride);
    }
  });
}

// Where `value` is first met in row-major order, walking in the order of memory; NaN stands for any NaN.
template <class T>
std::int64_t first_place(Context& ctx, const View& in, T value) {
  struct Axis {
    std::int64_t length, stride, weight;
  };
  Axis axes[max_ndim];
  int n = 0;
  std::int64_t weight = 1;
  for (int i = in.ndim - 1; i >= 0; weight *= in.shape[i--])
    if (in.shape[i] > 1) axes[n++] = {in.shape[i], in.strides[i], weight};
  std::sort(axes, axes + n, [](const Axis& a, const Axis& b) { return std::abs(a.stride) > std::abs(b.stride); });
  const Axis line = axes[n - 1];
  std::int64_t best = in.size();
  for (std::int64_t outer = 0; outer < in.size() / line.length; ++outer) {
    if (outer % 1024 == 0) ctx.poll();
    std::int64_t place = 0, rest = outer;
    const std::byte* p = in.data;
    for (int k = n - 2; k >= 0; --k) {
      const std::int64_t at = rest % axes[k].length;
      rest /= axes[k].length;
      p += at * axes[k].stride;
      place += at * axes[k].weight;
    }
    if (place >= best) continue;
    for (std::int64_t i = 0; i < line.length; ++i) {
      const T& v = *reinterpret_cast<const T*>(p + i * line.stride);
      if (v == value || (is_nan(value) && is_nan(v))) {
        best = std::min(best, place + i * line.weight);
        break;
      }
    }
  }
  return best;
}

}  // namespace

IndexLoops scalar_index_loops(bool largest, DType dtype) {
  if (dtype == DType::complex64)
    return largest ? IndexLoops{search_run<Complex64, true, false>, search_columns<Complex64, true>}
                   : IndexLoops{search_run<Complex64, false, false>, search_columns<Complex64, false>};
  return largest ? IndexLoops{search_run<Complex128, true, false>, search_columns<Complex128, true>}
                 : IndexLoops{search_run<Complex128, false, false>, search_columns<Complex128, false>};
}

}  // namespace reduction

using namespace reduction;

namespace {

Search make_search(ArgOp op, DType dtype, bool skip_nan) {
  const bool largest = op == ArgOp::argmax;
  Search search{find_index_loops(best_isa(), largest, dtype), dtype, static_cast<std::int64_t>(itemsize(dtype))};
  if (skip_nan && is_inexact(dtype))
    search.loops.run =
        dispatch_inexact(dtype, [&](auto tag) { return skipping<typename decltype(tag)::type>(largest); });
  return search;
}

// axis outlives the result.
ReduceOptions as_reduction(const ArgOptions& options, const int& axis) {
  ReduceOptions same;
  same.axes = {&axis, 1};
  same.all_axes = !options.axis;
  same.keepdims = options.keepdims;
  return same;
}

}  // namespace

std::int64_t arg_reduce_all(Context& ctx, ArgOp op, const View& in, bool skip_nan) {
  const std::int64_t n = in.size();
  if (n == 0) throw ValueError(format("a must have elements, got shape %s", shape_text(in.dims()).c_str()));
  if (n == 1 || in.contiguous()) {
    std::int64_t index = 0;
    Plan plan;
    plan.in = in.data;
    plan.out = reinterpret_cast<std::byte*>(&index);
    search_lines(ctx, make_search(op, in.dtype, skip_nan), plan, n, static_cast<std::int64_t>(itemsize(in.dtype)));
    return index;
  }
  ReduceOptions options;
  options.skip_nan = skip_nan;
  const Scalar extreme = reduce_all(ctx, op == ArgOp::argmax ? ReduceOp::max : ReduceOp::min, in, options);
  return dispatch(in.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    alignas(16) std::byte value[16];
    store(in.dtype, value, extreme);
    const T v = *reinterpret_cast<const T*>(value);
    need_position(skip_nan && is_nan(v) ? -1 : 0);
    return first_place(ctx, in, v);
  });
}

void arg_reduce(Context& ctx, ArgOp op, const View& in, const ArgOptions& options, const View& out) {
  const int axis = options.axis.value_or(0);
  const ReduceOptions shape_options = as_reduction(options, axis);
  const Dims shape = reduce_shape(in.dims(), shape_options);
  if (!std::equal(shape.begin(), shape.end(), out.dims().begin(), out.dims().end()))
    throw ShapeError(
        format("out must have shape %s, got %s", shape_text(shape).c_str(), shape_text(out.dims()).c_str()));
  if (out.dtype != DType::int64) throw ValueError(format("out must have dtype int64, got %s", name(out.dtype)));
  if (!options.axis) {
    *out.as<std::int64_t>() = arg_reduce_all(ctx, op, in, options.skip_nan);
    return;
  }
  if (may_overlap(in, out)) {
    const Array fresh = arg_reduce(ctx, op, in, options);
    const Plan plan = make_plan(fresh, AxisFlags{}, out.data, out.strides);
    for (std::int64_t i = 0; i < plan.kept; ++i) {
      const KeptOffset at = kept_offset(plan, plan.kept_axes, i);
      std::memcpy(plan.out + at.out, plan.in + at.in, 8);
    }
    return;
  }
  const AxisFlags folded = folded_axes(in.ndim, shape_options);
  const Dims strides = result_strides(in, folded, out);
  Plan plan = make_plan(in, folded, out.data, strides.data());
  if (plan.kept == 0) return;
  if (plan.folded == 0)
    throw ValueError(format("a must have elements along the axis, got shape %s", shape_text(in.dims()).c_str()));
  const std::int64_t length = in.shape[axis], stride = in.strides[axis];
  if (stride < 0) plan.in -= (length - 1) * stride;  // the plan starts at the low end; first means first, so do not
  const Search search = make_search(op, in.dtype, options.skip_nan);
  const KeptAxis inner = plan.kept_axes > 0 ? plan.keep[plan.kept_axes - 1] : KeptAxis{1, 0, 0};
  // Many short lines are searched side by side too.
  const bool across = inner.in_stride != 0 && inner.in_stride < std::abs(stride) && inner.length >= 8 && length > 1;
  const bool short_lines = length < 16 && inner.length >= 64;
  if ((across || short_lines) && !options.skip_nan) search_rows(ctx, search, plan, length, stride);
  else search_lines(ctx, search, plan, length, stride);
}

Array arg_reduce(Context& ctx, ArgOp op, const View& in, const ArgOptions& options) {
  const int axis = options.axis.value_or(0);
  Array out = Array::empty(ctx, DType::int64, reduce_shape(in.dims(), as_reduction(options, axis)));
  arg_reduce(ctx, op, in, options, out);
  return out;
}

}  // namespace perilune
