// Variances in two passes: the mean of each slice, then the squares of what is left. One pass would lose all digits
// when the mean is large beside the spread.

#include <algorithm>
#include <cmath>

#include "kernels/array/reduce_task.h"
#include "kernels/array/scratch.h"
#include "kernels/core/parallel.h"

namespace perilune::reduction {

namespace {

// Sums of squares (pairs of them where `element` is complex) into variances or deviations.
template <class R>
void write_spread(const Task& task, const std::byte* squares, double divisor, std::int64_t count, std::byte* out,
                  std::int64_t stride) {
  auto* s = reinterpret_cast<const R*>(squares);
  for (std::int64_t i = 0; i < count; ++i, out += stride) {
    const R sum = is_complex(task.computed) ? s[2 * i] + s[2 * i + 1] : s[i];
    const R variance = sum / static_cast<R>(divisor);
    *reinterpret_cast<R*>(out) = task.op == ReduceOp::std ? std::sqrt(variance) : variance;
  }
}

template <class T>
void write_mean(const std::byte* sums, std::int64_t n, std::int64_t count, std::byte* out) {
  using R = decltype(std::real(T()));
  for (std::int64_t i = 0; i < count; ++i)
    reinterpret_cast<T*>(out)[i] = reinterpret_cast<const T*>(sums)[i] / static_cast<R>(n);
}

// How much of the first kept axis to take through both passes while it is in the cache; 0: all at once.
std::int64_t block_length(const Plan& plan, std::int64_t item) {
  constexpr std::int64_t cached = std::int64_t{1} << 19;
  if (plan.kept_axes == 0 || plan.kept * plan.folded * item <= 2 * cached) return 0;
  const KeptAxis& first = plan.keep[0];
  const std::int64_t block = cached / (plan.kept / first.length * plan.folded * item);
  // A block of neighbours must leave whole cache lines together.
  const bool neighbours =
      plan.kept_axes == 1 && plan.folded_axes > 0 && first.in_stride < plan.fold[plan.folded_axes - 1].stride;
  if (block < (neighbours ? 512 / item : 1)) return 0;
  return neighbours ? block / 8 * 8 : block;
}

}  // namespace

void fold_variance(Context& ctx, const Task& task, const View* given_means, const View& out) {
  const Dims strides = result_strides(task.in, task.folded, out);
  const Plan plan = make_plan(task.in, task.folded, out.data, strides.data());
  if (plan.kept == 0) return;
  const double divisor = std::max(static_cast<double>(plan.folded) - task.ddof, 0.0);
  if (divisor == 0) ctx.warn("degrees of freedom <= 0 for slice");
  const auto write = [&](const std::byte* squares, std::int64_t count, std::byte* to, std::int64_t stride) {
    if (task.result == DType::float32) write_spread<float>(task, squares, divisor, count, to, stride);
    else write_spread<double>(task, squares, divisor, count, to, stride);
  };
  if (plan.folded == 0) {
    alignas(16) std::byte none[16] = {};
    for (std::int64_t i = 0; i < plan.kept; ++i) write(none, 1, plan.out + kept_offset(plan, plan.kept_axes, i).out, 0);
    return;
  }
  const Fold sum = make_fold(Loop::add, task.computed), squares = make_fold(Loop::squares, task.computed);
  const auto item = static_cast<std::int64_t>(itemsize(task.computed));
  const auto both_passes = [&](const Plan& part, std::byte* means) {
    run_fold(ctx, sum, part.with_packed_output(means, item), task.in.dtype, nullptr,
             [&](const std::byte* sums, std::int64_t count, std::byte* to, std::int64_t) {
               dispatch_inexact(task.computed, [&](auto tag) {
                 write_mean<typename decltype(tag)::type>(sums, plan.folded, count, to);
               });
             });
    run_fold(ctx, squares, part, task.in.dtype, means, write);
  };
  if (given_means) {
    // Into the order of the walk, which does not depend on where results go.
    const Dims at = result_strides(task.in, task.folded, *given_means);
    const Plan from = make_plan(task.in, task.folded, given_means->data, at.data());
    const Array means = Array::empty(ctx, task.computed, {plan.kept});
    for (std::int64_t i = 0; i < plan.kept; ++i)
      std::memcpy(means.data() + i * item, from.out + kept_offset(from, from.kept_axes, i).out,
                  static_cast<std::size_t>(item));
    run_fold(ctx, squares, plan, task.in.dtype, means.data(), write);
    return;
  }
  const std::int64_t block = block_length(plan, static_cast<std::int64_t>(itemsize(task.in.dtype)));
  if (block == 0) {
    alignas(16) std::byte one_mean[16];
    Array means;
    if (plan.kept > 1) means = Array::empty(ctx, task.computed, {plan.kept});
    both_passes(plan, plan.kept > 1 ? means.data() : one_mean);
    return;
  }
  const std::int64_t length = plan.keep[0].length, each = plan.kept / length;
  Scratch means(ctx, block * each * item, (length + block - 1) / block);
  parallel_for(ctx, length, block, [&](std::int64_t begin, std::int64_t end) {
    const Scratch::Loan loan(means);
    Plan part = plan;
    part.in += begin * plan.keep[0].in_stride;
    part.out += begin * plan.keep[0].out_stride;
    part.keep[0].length = end - begin;
    part.kept = (end - begin) * each;
    both_passes(part, loan.data());
  });
}

}  // namespace perilune::reduction
