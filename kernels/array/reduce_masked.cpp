// Reductions in which some elements take no part: they are replaced by others that do not change the result.

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/array/elementwise.h"
#include "kernels/array/reduce_task.h"

namespace perilune::reduction {

namespace {

// The mask with the shape of the input.
View stretched(const View& mask, const View& in, Dims& strides) {
  strides.resize(in.ndim);
  bool fits = mask.ndim <= in.ndim;
  for (int i = 0; fits && i < mask.ndim; ++i) {
    const int axis = in.ndim - mask.ndim + i;
    if (mask.shape[i] == in.shape[axis]) strides[axis] = mask.strides[i];
    else fits = mask.shape[i] == 1;
  }
  if (!fits)
    throw ShapeError(format("where must broadcast to the shape of a (%s), got %s", shape_text(in.dims()).c_str(),
                            shape_text(mask.dims()).c_str()));
  return {mask.data, in.shape, strides.data(), in.ndim, mask.dtype};
}

// What stands for an element that takes no part.
Scalar neutral(const Task& task) {
  constexpr double far = std::numeric_limits<double>::infinity();
  switch (task.op) {
    case ReduceOp::prod:
    case ReduceOp::all: return Scalar::of(std::int64_t{1});
    case ReduceOp::min:
    case ReduceOp::max: {
      if (task.initial) return *task.initial;
      const double worst = task.op == ReduceOp::min ? far : -far;  // only floating dtypes come here without initial
      return is_complex(task.in.dtype) ? Scalar::of(Complex128(worst, worst)) : Scalar::of(worst);
    }
    default: return Scalar::of(std::int64_t{0});
  }
}

Array replaced(Context& ctx, const View& mask, const View& in, const View& by) {
  Array result = Array::empty(ctx, in.dtype, Dims(in.dims()));
  where(ctx, mask, in, by, result);
  return result;
}

// Calls f(result element, how many took part) everywhere.
template <class T, class F>
void each_with_count(const View& out, const Array& counts, F f) {
  const auto* count = counts.as<std::int64_t>();
  Dims at;
  at.resize(out.ndim);
  std::byte* p = out.data;
  for (std::int64_t i = 0, n = counts.size(); i < n; ++i) {
    f(*reinterpret_cast<T*>(p), count[i]);
    for (int k = out.ndim - 1; k >= 0; --k) {
      p += out.strides[k];
      if (++at[k] < out.shape[k]) break;
      p -= out.strides[k] * out.shape[k];
      at[k] = 0;
    }
  }
}

std::int64_t folded_count(const Task& task) {
  std::int64_t n = 1;
  for (int i = 0; i < task.in.ndim; ++i)
    if (task.folded.at[i]) n *= task.in.shape[i];
  return n;
}

bool any_without(const Array& counts) {
  const auto* count = counts.as<std::int64_t>();
  return std::any_of(count, count + counts.size(), [](std::int64_t n) { return n == 0; });
}

void divide_by_counts(const View& out, const Array& counts) {
  dispatch_inexact(out.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    using R = decltype(std::real(T()));
    each_with_count<T>(out, counts, [](T& sum, std::int64_t n) { sum /= static_cast<R>(n); });
  });
}

}  // namespace

void fold_masked(Context& ctx, const Task& task, const ReduceOptions& options, const View& out) {
  Dims mask_strides;
  Array truth;
  View mask;
  if (options.where) mask = stretched(*options.where, task.in, mask_strides);
  if (options.skip_nan && is_inexact(task.in.dtype)) {
    truth = apply(ctx, UnaryOp::isnan, task.in);
    apply(ctx, UnaryOp::logical_not, truth, truth);
    if (options.where) apply(ctx, BinaryOp::logical_and, truth, mask, truth);
    mask = truth;
  }
  Task inner = task;
  const bool spread = task.op == ReduceOp::var || task.op == ReduceOp::std;
  const bool counted = spread || task.op == ReduceOp::mean || (options.skip_nan && !task.initial);
  Array counts;
  if (counted) {
    ReduceOptions same;
    int axes[max_ndim], n = 0;
    for (int i = 0; i < task.in.ndim; ++i)
      if (task.folded.at[i]) axes[n++] = i;
    same.axes = {axes, static_cast<std::size_t>(n)};
    same.all_axes = false;
    same.keepdims = out.ndim == task.in.ndim;
    counts = reduce(ctx, ReduceOp::count_nonzero, mask, same);
  }
  if (task.op == ReduceOp::mean || spread) inner.op = ReduceOp::sum;
  alignas(16) std::byte fill[16];
  store(task.in.dtype, fill, neutral(inner));
  const View filler{fill, nullptr, nullptr, 0, task.in.dtype};

  if (!spread) {
    const Array filled = replaced(ctx, mask, task.in, filler);
    inner.in = filled;
    fold_simply(ctx, inner, out);
    if (task.op == ReduceOp::mean) {
      if (any_without(counts)) ctx.warn("mean of an empty slice");
      divide_by_counts(out, counts);
    } else if (counted && (task.op == ReduceOp::min || task.op == ReduceOp::max) && any_without(counts)) {
      ctx.warn("all-NaN slice");
      dispatch_inexact(out.dtype, [&](auto tag) {
        using T = typename decltype(tag)::type;
        each_with_count<T>(out, counts, [](T& v, std::int64_t n) {
          if (n == 0) v = T(std::numeric_limits<decltype(std::real(T()))>::quiet_NaN());
        });
      });
    }
    return;
  }
  // An element equal to the mean of its slice adds nothing to the squares.
  Dims lengths(task.in.dims());
  for (int i = 0; i < lengths.size(); ++i)
    if (task.folded.at[i]) lengths[i] = 1;
  const Array means = Array::empty(ctx, task.computed, lengths);
  const Array filled = replaced(ctx, mask, task.in, filler);
  inner.in = filled;
  inner.result = task.computed;
  fold_simply(ctx, inner, means);
  divide_by_counts(means, counts);
  const Array levelled = Array::empty(ctx, task.computed, Dims(task.in.dims()));
  where(ctx, mask, task.in, means, levelled);
  inner.in = levelled;
  inner.op = ReduceOp::var;
  inner.result = task.result;
  inner.ddof = static_cast<double>(folded_count(task)) - 1;  // divides by 1
  const View centres = means;
  fold_variance(ctx, inner, &centres, out);
  bool too_few = false;
  dispatch_inexact(out.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    if constexpr (!is_complex_type<T>)
      each_with_count<T>(out, counts, [&](T& squares, std::int64_t n) {
        const double divisor = std::max(static_cast<double>(n) - task.ddof, 0.0);
        too_few |= divisor == 0;
        squares /= static_cast<T>(divisor);
        if (options.skip_nan && divisor == 0) squares = std::numeric_limits<T>::quiet_NaN();
        if (task.op == ReduceOp::std) squares = std::sqrt(squares);
      });
  });
  if (too_few) ctx.warn("degrees of freedom <= 0 for slice");
}

}  // namespace perilune::reduction
