#pragma once
// Inside reductions: one call, checked.

#include "kernels/array/reduce_operation.h"

namespace perilune::reduction {

struct Task {
  ReduceOp op;
  View in;
  DType result;
  AxisFlags folded;
  std::optional<Scalar> initial;
  double ddof = 0;
  DType computed = DType::float64;  // var and std: the dtype of the deviations
};

// Everything but var and std.
void fold_simply(Context& ctx, const Task& task, const View& out);
// given_means: of task.computed, in the shape of the result; null: they are computed.
void fold_variance(Context& ctx, const Task& task, const View* given_means, const View& out);
// With options.where or skip_nan: elements that take no part are replaced by others that change nothing.
void fold_masked(Context& ctx, const Task& task, const ReduceOptions& options, const View& out);

}  // namespace perilune::reduction
