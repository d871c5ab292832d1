#include "kernels/array/cumulative.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "kernels/array/elementwise.h"
#include "kernels/array/gather.h"
#include "kernels/array/reduce.h"
#include "kernels/array/reduce_operation.h"
#include "kernels/array/scratch.h"
#include "kernels/core/parallel.h"

namespace perilune {

namespace {

using reduction::KeptAxis;
using reduction::KeptOffset;
using reduction::Plan;

constexpr std::int64_t chunk = 1024;  // elements of a line that are gathered at a time
constexpr std::int64_t tile = 512;    // columns side by side

struct Job {
  CumulativeOp op;
  DType in, computed;  // computed: what is added up, int64 for all integer results
  DType out;
  bool skip_nan;
};

// Where a line has come to. Its first element is taken as it is: 0 + -0.0 and 1 * complex(inf, 1) would be other
// values.
struct Carry {
  alignas(16) std::byte value[16];
  bool started = false;
};

// Goes on from the carry; n > 0. False when an integer overflowed.
template <class T, CumulativeOp op>
bool run(const std::byte* from, std::int64_t n, Carry& carry, std::byte* to) {
  auto* x = reinterpret_cast<const T*>(from);
  auto* out = reinterpret_cast<T*>(to);
  T a = x[0];
  bool overflow = false;
  if (carry.started) a = *reinterpret_cast<T*>(carry.value);
  else out[0] = a;
  for (std::int64_t i = !carry.started; i < n; ++i) {
    if constexpr (std::is_same_v<T, std::int64_t>)
      overflow |= op == CumulativeOp::sum ? __builtin_add_overflow(a, x[i], &a) : __builtin_mul_overflow(a, x[i], &a);
    else if constexpr (op == CumulativeOp::sum) a += x[i];
    else if constexpr (is_complex_type<T>)
      a = T(a.real() * x[i].real() - a.imag() * x[i].imag(), a.real() * x[i].imag() + a.imag() * x[i].real());
    else a *= x[i];
    out[i] = a;
  }
  *reinterpret_cast<T*>(carry.value) = a;
  carry.started = true;
  return !overflow;
}

using Run = bool (*)(const std::byte*, std::int64_t, Carry&, std::byte*);

Run run_of(const Job& job) {
  const auto of = [&](auto tag) -> Run {
    using T = typename decltype(tag)::type;
    return job.op == CumulativeOp::sum ? run<T, CumulativeOp::sum> : run<T, CumulativeOp::prod>;
  };
  return job.computed == DType::int64 ? of(TypeTag<std::int64_t>{}) : dispatch_inexact(job.computed, of);
}

[[noreturn]] void overflowed(const Job& job) {
  throw DomainError(job.op == CumulativeOp::sum ? "a running sum does not fit int64"
                                                : "a running product does not fit int64");
}

void replace_nan(const Job& job, std::byte* values, std::int64_t n) {
  if (!job.skip_nan || !is_inexact(job.computed)) return;
  dispatch_inexact(job.computed, [&](auto tag) {
    using T = typename decltype(tag)::type;
    auto* x = reinterpret_cast<T*>(values);
    for (std::int64_t i = 0; i < n; ++i)
      if (std::isnan(std::real(x[i])) || std::isnan(std::imag(x[i]))) x[i] = T(job.op == CumulativeOp::prod);
  });
}

// One line; `carry` goes on from the line before.
void along(const Job& job, Run step, const std::byte* from, std::int64_t stride, std::int64_t n, Carry& carry,
           std::byte* to, std::int64_t to_stride) {
  const auto item = static_cast<std::int64_t>(itemsize(job.computed));
  const auto in_item = static_cast<std::int64_t>(itemsize(job.in)),
             out_item = static_cast<std::int64_t>(itemsize(job.out));
  const bool read_direct = job.in == job.computed && stride == in_item && !job.skip_nan;
  const bool write_direct = job.out == job.computed && to_stride == out_item;
  alignas(64) std::byte input[chunk * 16], output[chunk * 16], narrowed[chunk * 16];
  for (std::int64_t i = 0; i < n; i += chunk) {
    const std::int64_t count = std::min(chunk, n - i);
    const std::byte* x = from + i * stride;
    if (!read_direct) {
      gather(job.in, job.computed, x, stride, count, input);
      replace_nan(job, input, count);
      x = input;
    }
    std::byte* results = write_direct ? to + i * to_stride : output;
    if (!step(x, count, carry, results)) overflowed(job);
    if (write_direct) continue;
    if (job.out != job.computed) {
      gather(job.computed, job.out, output, item, count, narrowed);
      results = narrowed;
    }
    scatter(job.out, results, count, to + i * to_stride, to_stride);
  }
}

// Neighbours belong to different lines: row upon row.
void across(Context& ctx, const Job& job, const Plan& plan, std::int64_t length, std::int64_t stride,
            std::int64_t out_stride) {
  const int outer = plan.kept_axes - 1;
  const KeptAxis inner = plan.keep[outer];
  const auto item = static_cast<std::int64_t>(itemsize(job.computed));
  const loops::BinaryLoop add =
      loops::binary(loops::best_isa(), job.op == CumulativeOp::sum ? BinaryOp::add : BinaryOp::multiply, job.computed);
  const bool read_direct = job.in == job.computed && inner.in_stride == item && !job.skip_nan;
  const std::int64_t tiles = (inner.length + tile - 1) / tile, units = plan.kept / inner.length * tiles;
  const std::int64_t grain = std::max<std::int64_t>(1, reduction::parallel_bytes / (length * tile * item));
  Scratch scratch(ctx, read_direct ? 0 : tile * item, (units + grain - 1) / grain);
  parallel_for(ctx, units, grain, [&](std::int64_t begin, std::int64_t end) {
    const Scratch::Loan loan(scratch);
    for (std::int64_t unit = begin; unit < end; ++unit) {
      const KeptOffset at = reduction::kept_offset(plan, outer, unit / tiles);
      const std::int64_t first = unit % tiles * tile, count = std::min(tile, inner.length - first);
      const std::byte* from = plan.in + at.in + first * inner.in_stride;
      std::byte* to = plan.out + at.out + first * item;
      for (std::int64_t r = 0; r < length; ++r, from += stride, to += out_stride) {
        if (r % 64 == 0) ctx.poll();
        const std::byte* x = from;
        if (!read_direct) {
          gather(job.in, job.computed, from, inner.in_stride, count, loan.data());
          replace_nan(job, loan.data(), count);
          x = loan.data();
        }
        if (r == 0) std::memcpy(to, x, static_cast<std::size_t>(count * item));
        else if (add(count, to - out_stride, item, x, item, to) & loops::overflow) overflowed(job);
      }
    }
  });
}

void by_lines(Context& ctx, const Job& job, const Plan& plan, std::int64_t length, std::int64_t stride,
              std::int64_t out_stride) {
  const Run step = run_of(job);
  const std::int64_t grain = reduction::parallel_bytes / 8 / length + 1;
  // Long lines are cut, for polling.
  constexpr std::int64_t part = std::int64_t{1} << 16;
  parallel_for(ctx, plan.kept, grain, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t line = begin; line < end; ++line) {
      const KeptOffset at = reduction::kept_offset(plan, plan.kept_axes, line);
      Carry carry;
      for (std::int64_t i = 0; i < length; i += part) {
        ctx.poll();
        along(job, step, plan.in + at.in + i * stride, stride, std::min(part, length - i), carry,
              plan.out + at.out + i * out_stride, out_stride);
      }
    }
  });
}

// In row-major order: the lines of the last axis after each other.
void flattened(Context& ctx, const Job& job, const View& in, const View& out) {
  const Run step = run_of(job);
  Carry carry;
  const std::int64_t size = in.size();
  const bool flat = in.contiguous() || in.ndim == 0;
  const std::int64_t length = flat ? size : in.shape[in.ndim - 1];
  const std::int64_t stride = flat ? static_cast<std::int64_t>(itemsize(in.dtype)) : in.strides[in.ndim - 1];
  constexpr std::int64_t part = std::int64_t{1} << 16;
  for (std::int64_t done = 0; done < size; done += length) {
    const std::byte* from = in.data;
    for (std::int64_t rest = done / length, k = in.ndim - 2; !flat && k >= 0; rest /= in.shape[k--])
      from += rest % in.shape[k] * in.strides[k];
    for (std::int64_t i = 0; i < length; i += part) {
      ctx.poll();
      along(job, step, from + i * stride, stride, std::min(part, length - i), carry,
            out.data + (done + i) * out.strides[0], out.strides[0]);
    }
  }
}

void compute(Context& ctx, CumulativeOp op, const View& in, const CumulativeOptions& options, const View& out) {
  if (in.size() == 0) return;
  const Job job{op, in.dtype, is_inexact(out.dtype) ? out.dtype : DType::int64, out.dtype, options.skip_nan};
  if (!options.axis) {
    flattened(ctx, job, in, out);
    return;
  }
  const int axis = *options.axis;
  reduction::AxisFlags folded;
  folded.at[axis] = true;
  Plan plan = reduction::make_plan(in, folded, out.data, out.strides);
  const std::int64_t length = in.shape[axis], stride = in.strides[axis], out_stride = out.strides[axis];
  if (stride < 0) plan.in -= (length - 1) * stride;  // the plan starts at the low end
  const KeptAxis inner = plan.kept_axes > 0 ? plan.keep[plan.kept_axes - 1] : KeptAxis{1, 0, 0};
  const auto item = static_cast<std::int64_t>(itemsize(out.dtype));
  const bool side_by_side = job.out == job.computed && inner.out_stride == item && inner.length >= 4 &&
                            inner.in_stride != 0 && std::abs(inner.in_stride) < std::abs(stride);
  if (side_by_side) across(ctx, job, plan, length, stride, out_stride);
  else by_lines(ctx, job, plan, length, stride, out_stride);
}

}  // namespace

DType cumulative_dtype(DType in, std::optional<DType> dtype) {
  if (dtype == DType::bool_) throw ValueError("dtype must be a dtype of numbers, got bool");
  return reduce_dtype(ReduceOp::sum, in, dtype);
}

Dims cumulative_shape(std::span<const std::int64_t> shape, const CumulativeOptions& options) {
  if (!options.axis) return {checked_size(shape)};
  if (*options.axis < 0 || *options.axis >= static_cast<int>(shape.size()))
    throw ValueError(format("axis is out of range for an array with %d axes", static_cast<int>(shape.size())));
  return Dims(shape);
}

void cumulative(Context& ctx, CumulativeOp op, const View& in, const CumulativeOptions& options, const View& out) {
  const DType dtype = cumulative_dtype(in.dtype, options.dtype);
  const Dims shape = cumulative_shape(in.dims(), options);
  if (!std::equal(shape.begin(), shape.end(), out.dims().begin(), out.dims().end()))
    throw ShapeError(
        format("out must have shape %s, got %s", shape_text(shape).c_str(), shape_text(out.dims()).c_str()));
  if (out.dtype == dtype && !may_overlap(in, out)) compute(ctx, op, in, options, out);
  else copy(ctx, cumulative(ctx, op, in, options), out);
}

Array cumulative(Context& ctx, CumulativeOp op, const View& in, const CumulativeOptions& options) {
  Array out = Array::empty(ctx, cumulative_dtype(in.dtype, options.dtype), cumulative_shape(in.dims(), options));
  compute(ctx, op, in, options, out);
  return out;
}

}  // namespace perilune
