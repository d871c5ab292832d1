#include "kernels/array/reduce.h"

#include <cmath>

#include "kernels/array/elementwise.h"
#include "kernels/array/gather.h"
#include "kernels/array/reduce_operation.h"
#include "kernels/array/reduce_task.h"

namespace perilune {

using namespace reduction;

const char* name(ReduceOp op) {
  constexpr const char* names[] = {"sum", "prod", "min", "max", "mean", "var", "std", "any", "all", "count_nonzero"};
  return names[static_cast<int>(op)];
}

DType reduce_dtype(ReduceOp op, DType in, std::optional<DType> dtype) {
  if (dtype && is_complex(in) && !is_complex(*dtype))
    throw ValueError(format("dtype must be complex for %s input, got %s", name(in), name(*dtype)));
  switch (op) {
    case ReduceOp::sum:
    case ReduceOp::prod: return dtype.value_or(is_inexact(in) ? in : DType::int64);
    case ReduceOp::mean:
    case ReduceOp::var:
    case ReduceOp::std: {
      if (dtype && !is_inexact(*dtype))
        throw ValueError(
            format("dtype must be a floating or complex dtype for a mean or variance, got %s", name(*dtype)));
      const DType computed = dtype.value_or(to_inexact(in));
      return op == ReduceOp::mean ? computed : real_part_dtype(computed);
    }
    default:
      if (dtype) throw InternalError("dtype has no meaning for this reduction");
      if (op == ReduceOp::min || op == ReduceOp::max) return in;
      return op == ReduceOp::count_nonzero ? DType::int64 : DType::bool_;
  }
}

Dims reduce_shape(std::span<const std::int64_t> shape, const ReduceOptions& options) {
  const AxisFlags folded = folded_axes(static_cast<int>(shape.size()), options);
  Dims result;
  for (int i = 0; i < static_cast<int>(shape.size()); ++i) {
    if (!folded.at[i]) result.push_back(shape[static_cast<std::size_t>(i)]);
    else if (options.keepdims) result.push_back(1);
  }
  return result;
}

namespace reduction {

namespace {

struct Choice {
  Loop loop;
  DType element;
};

Choice choose(const Task& task) {
  const DType in = task.in.dtype;
  const bool exact = !is_inexact(task.result);
  const DType integers = is_inexact(in) ? DType::int64 : in;
  switch (task.op) {
    case ReduceOp::sum:
      if (task.result == DType::bool_) return {Loop::count, in};
      return exact ? Choice{Loop::integer_sum, integers} : Choice{Loop::add, task.result};
    case ReduceOp::prod:
      if (task.result == DType::bool_) return {Loop::count, in};
      return exact ? Choice{Loop::integer_product, integers} : Choice{Loop::multiply, task.result};
    case ReduceOp::mean: return is_inexact(in) ? Choice{Loop::add, task.result} : Choice{Loop::integer_sum, in};
    case ReduceOp::min: return {Loop::smallest, in};
    case ReduceOp::max: return {Loop::largest, in};
    default: return {Loop::count, in};
  }
}

// Writes the results of a tile; n is how many elements each of them folds.
void write_results(const Task& task, const Choice& choice, std::int64_t n, const std::byte* accumulators,
                   std::int64_t size, std::int64_t count, std::byte* out, std::int64_t stride) {
  const bool any = task.op == ReduceOp::any || task.op == ReduceOp::sum,
             all = task.op == ReduceOp::all || task.op == ReduceOp::prod;
  if (choice.loop == Loop::count) {
    auto* found = reinterpret_cast<const std::int64_t*>(accumulators);
    for (std::int64_t i = 0; i < count; ++i, out += stride) {
      if (any || all) *reinterpret_cast<bool*>(out) = any ? found[i] > 0 : found[i] == n;
      else *reinterpret_cast<std::int64_t*>(out) = found[i];
    }
  } else if (task.op == ReduceOp::mean) {
    dispatch_inexact(task.result, [&](auto tag) {
      using T = typename decltype(tag)::type;
      for (std::int64_t i = 0; i < count; ++i, out += stride) {
        T& to = *reinterpret_cast<T*>(out);
        if (choice.loop == Loop::add) {
          using R = decltype(std::real(T()));
          to = reinterpret_cast<const T*>(accumulators)[i] / static_cast<R>(n);
        } else {
          using R = decltype(std::real(T()));
          to = T(static_cast<R>(rounded_sum(choice.element, accumulators + i * size) / static_cast<double>(n)));
        }
      }
    });
  } else if (choice.loop == Loop::integer_sum || choice.loop == Loop::integer_product) {
    for (std::int64_t i = 0; i < count; ++i, out += stride) {
      const std::int64_t value = exact_value(choice.loop, choice.element, accumulators + i * size);
      if (task.result == DType::int64) *reinterpret_cast<std::int64_t*>(out) = value;
      else store(task.result, out, Scalar::of(value));
    }
  } else {
    scatter(task.result, accumulators, count, out, stride);
  }
}

// The same value at every place of a result.
void fill_results(const Plan& plan, FunctionRef<void(std::byte*)> write) {
  for (std::int64_t i = 0; i < plan.kept; ++i) write(plan.out + kept_offset(plan, plan.kept_axes, i).out);
}

bool found_one(const std::byte* count, std::int64_t) { return *reinterpret_cast<const std::int64_t*>(count) > 0; }
bool found_gap(const std::byte* count, std::int64_t n) { return *reinterpret_cast<const std::int64_t*>(count) < n; }

}  // namespace

void fold_simply(Context& ctx, const Task& task, const View& out) {
  const Dims strides = result_strides(task.in, task.folded, out);
  const Plan plan = make_plan(task.in, task.folded, out.data, strides.data());
  if (plan.kept == 0) return;
  const Choice choice = choose(task);
  const bool extreme = choice.loop == Loop::smallest || choice.loop == Loop::largest;
  alignas(16) std::byte first[16];
  if (task.initial) start_with(choice.loop, choice.element, *task.initial, first);
  if (plan.folded == 0) {
    if (extreme && !task.initial)
      throw ValueError(format("a has no elements along the axes of the %s (shape %s)",
                              task.op == ReduceOp::min ? "minimum" : "maximum", shape_text(task.in.dims()).c_str()));
    if (!task.initial) start(choice.loop, choice.element, first);
    if (task.op == ReduceOp::mean) ctx.warn("mean of an empty slice");
    fill_results(plan, [&](std::byte* to) { write_results(task, choice, 0, first, 16, 1, to, 0); });
    return;
  }
  Fold fold = make_fold(choice.loop, choice.element);
  if (choice.loop == Loop::count) {
    if (task.op == ReduceOp::any || task.op == ReduceOp::sum) fold.settled = found_one;
    if (task.op == ReduceOp::all || task.op == ReduceOp::prod) fold.settled = found_gap;
  }
  run_fold(ctx, fold, plan, task.in.dtype, nullptr,
           [&](const std::byte* accumulators, std::int64_t count, std::byte* to, std::int64_t stride) {
             if (!task.initial) {
               write_results(task, choice, plan.folded, accumulators, fold.accumulator, count, to, stride);
               return;
             }
             for (std::int64_t i = 0; i < count; ++i) {
               alignas(16) std::byte sum[16];
               std::memcpy(sum, first, 16);
               fold.merge(sum, accumulators + i * fold.accumulator, 1);
               write_results(task, choice, plan.folded, sum, fold.accumulator, 1, to + i * stride, 0);
             }
           });
}

}  // namespace reduction

namespace {

void check(ReduceOp op, DType result, const ReduceOptions& options) {
  const bool extreme = op == ReduceOp::min || op == ReduceOp::max;
  if (options.initial) {
    if (!extreme && op != ReduceOp::sum && op != ReduceOp::prod)
      throw InternalError("initial has no meaning for this reduction");
    const Scalar& v = *options.initial;
    if (!is_inexact(result) && (v.imag() != 0 || (!v.exact() && v.real() != std::trunc(v.real()))))
      throw ValueError(format("initial must be an integer for a result of dtype %s, got %s", name(result),
                              number_text(v.real()).c_str()));
    if (result == DType::bool_ && !extreme) throw ValueError("initial has no meaning with dtype = 'bool'");
  } else if (options.where && extreme) {
    throw ValueError(format("where needs initial: the %s of no elements is not defined",
                            op == ReduceOp::min ? "minimum" : "maximum"));
  }
}

// Into an `out` of the right shape and dtype, which does not overlap the input.
void compute(Context& ctx, ReduceOp op, const View& in, const ReduceOptions& options, const View& out) {
  check(op, out.dtype, options);
  Task task{op, in, out.dtype, folded_axes(in.ndim, options), options.initial, options.ddof, {}};
  if (op == ReduceOp::var || op == ReduceOp::std) task.computed = options.dtype.value_or(to_inexact(in.dtype));
  if (options.where || (options.skip_nan && is_inexact(in.dtype))) fold_masked(ctx, task, options, out);
  else if (op == ReduceOp::var || op == ReduceOp::std) fold_variance(ctx, task, nullptr, out);
  else fold_simply(ctx, task, out);
}

}  // namespace

void reduce(Context& ctx, ReduceOp op, const View& in, const ReduceOptions& options, const View& out) {
  const DType result = reduce_dtype(op, in.dtype, options.dtype);
  const Dims shape = reduce_shape(in.dims(), options);
  if (!std::equal(shape.begin(), shape.end(), out.dims().begin(), out.dims().end()))
    throw ShapeError(
        format("out must have shape %s, got %s", shape_text(shape).c_str(), shape_text(out.dims()).c_str()));
  if (out.dtype == result && !may_overlap(in, out) && !(options.where && may_overlap(*options.where, out))) {
    compute(ctx, op, in, options, out);
    return;
  }
  const Array fresh = Array::empty(ctx, result, shape);
  compute(ctx, op, in, options, fresh);
  copy(ctx, fresh, out);
}

Array reduce(Context& ctx, ReduceOp op, const View& in, const ReduceOptions& options) {
  Array out = Array::empty(ctx, reduce_dtype(op, in.dtype, options.dtype), reduce_shape(in.dims(), options));
  compute(ctx, op, in, options, out);
  return out;
}

Scalar reduce_all(Context& ctx, ReduceOp op, const View& in, const ReduceOptions& options) {
  ReduceOptions all = options;
  all.all_axes = true;
  all.keepdims = false;
  alignas(16) std::byte value[16];
  const DType result = reduce_dtype(op, in.dtype, options.dtype);
  compute(ctx, op, in, all, View{value, nullptr, nullptr, 0, result});
  return load(result, value);
}

}  // namespace perilune
