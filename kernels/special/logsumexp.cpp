// The largest exponent is taken out before the sum, so that no exponential overflows.

#include "kernels/special/logsumexp.h"

#include <cmath>

#include "kernels/array/elementwise.h"
#include "kernels/array/reduce.h"

namespace perilune::special {

namespace {

ReduceOptions over(const std::optional<Dims>& axes, std::vector<int>& list, bool keepdims) {
  ReduceOptions options;
  options.keepdims = keepdims;
  if (!axes) return options;
  options.all_axes = false;
  list.assign(axes->begin(), axes->end());
  options.axes = list;
  return options;
}

// The largest real part of each slice, kept dimensions; 0 where it is infinite or nan, so that it can be taken off.
Array finite_maximum(Context& ctx, const View& a, const std::optional<Dims>& axes) {
  std::vector<int> list;
  ReduceOptions options = over(axes, list, true);
  options.initial = Scalar::of(-std::numeric_limits<double>::infinity());
  Array real_part;
  View r = a;
  if (is_complex(a.dtype)) r = real_part = apply(ctx, UnaryOp::real, a);
  if (options.initial && r.dtype == DType::float32) options.initial->dtype = DType::float32;
  Array m = reduce(ctx, ReduceOp::max, r, options);
  const Array finite = apply(ctx, UnaryOp::isfinite, m), zero = Array::zeros(ctx, m.dtype(), {});
  Array result = Array::empty(ctx, m.dtype(), m.shape());
  where(ctx, finite, m, zero, result);
  return result;
}

Array floating(Context& ctx, const View& a) { return astype(ctx, a, to_inexact(a.dtype)); }

}  // namespace

LogSumExp logsumexp(Context& ctx, const View& a, const LogSumExpOptions& options, bool signed_result) {
  Array x = floating(ctx, a), b;
  std::vector<int> list;
  if (options.b) {
    // A factor of 0 takes its exponential out, even an infinite one.
    const Dims shape = broadcast_shape(x.shape(), options.b->dims());
    const Array zero = Array::zeros(ctx, x.dtype(), {});
    Array low = Array::empty(ctx, x.dtype(), {});
    fill(ctx, low, Scalar::of(-std::numeric_limits<double>::infinity()));
    Array kept = Array::empty(ctx, x.dtype(), shape);
    where(ctx, *options.b, x, low, kept);
    x = kept;
    b = floating(ctx, *options.b);
  }
  const Array top = finite_maximum(ctx, x, options.axes);
  Array e = apply(ctx, UnaryOp::exp, apply(ctx, BinaryOp::subtract, x, top));
  if (options.b) e = apply(ctx, BinaryOp::multiply, e, b);
  Array sum = reduce(ctx, ReduceOp::sum, e, over(options.axes, list, true));
  LogSumExp result;
  if (signed_result || is_complex(sum.dtype())) {
    const Array size = apply(ctx, UnaryOp::absolute, sum);
    if (is_complex(sum.dtype())) {
      if (signed_result) {
        result.sign = Array::zeros(ctx, sum.dtype(), sum.shape());
        const Array direction = apply(ctx, BinaryOp::divide, sum, size);
        where(ctx, size, direction, Array::zeros(ctx, sum.dtype(), {}), result.sign);
      }
    } else {
      result.sign = apply(ctx, UnaryOp::sign, sum);
    }
    if (signed_result) sum = size;
  }
  Array value = apply(ctx, BinaryOp::add, apply(ctx, UnaryOp::log, sum), top);
  if (!options.keepdims) {
    // The same elements without the reduced axes.
    const auto squeeze = [&](const Array& from) {
      Dims shape;
      if (options.axes)
        for (int i = 0; i < from.ndim(); ++i) {
          bool reduced = false;
          for (const std::int64_t axis : *options.axes) reduced |= axis == i;
          if (!reduced) shape.push_back(from.shape()[i]);
        }
      return from.with_layout(from.data(), shape, row_major_strides(shape, itemsize(from.dtype())));
    };
    value = squeeze(value);
    if (result.sign.data()) result.sign = squeeze(result.sign);
  }
  result.value = std::move(value);
  return result;
}

Array softmax(Context& ctx, const View& x, const std::optional<Dims>& axes) {
  const Array a = floating(ctx, x);
  std::vector<int> list;
  if (a.size() == 0) return a;
  Array e = apply(ctx, UnaryOp::exp, apply(ctx, BinaryOp::subtract, a, finite_maximum(ctx, a, axes)));
  return apply(ctx, BinaryOp::divide, e, reduce(ctx, ReduceOp::sum, e, over(axes, list, true)));
}

Array log_softmax(Context& ctx, const View& x, const std::optional<Dims>& axes) {
  const Array a = floating(ctx, x);
  std::vector<int> list;
  if (a.size() == 0) return a;
  const Array shifted = apply(ctx, BinaryOp::subtract, a, finite_maximum(ctx, a, axes));
  const Array sum = reduce(ctx, ReduceOp::sum, apply(ctx, UnaryOp::exp, shifted), over(axes, list, true));
  return apply(ctx, BinaryOp::subtract, shifted, apply(ctx, UnaryOp::log, sum));
}

}  // namespace perilune::special
