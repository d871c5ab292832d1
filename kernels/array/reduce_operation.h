#pragma once
// Inside reductions: what each operation needs besides its loops.

#include "kernels/array/reduce.h"
#include "kernels/array/reduce_fold.h"

namespace perilune::reduction {

// ValueError when there are no loops for the dtype.
Fold make_fold(Loop loop, DType element);
// The accumulator of no elements, and of one (converted to `element`; ValueError when it does not fit).
void start(Loop loop, DType element, std::byte* accumulator);
void start_with(Loop loop, DType element, const Scalar& value, std::byte* accumulator);

// What the exact accumulators hold; DomainError when int64 does not. `element` tells WideSum from int64.
std::int64_t exact_value(Loop loop, DType element, const std::byte* accumulator);
double rounded_sum(DType element, const std::byte* accumulator);

// Which axes of an array with so many are folded: one flag per axis.
struct AxisFlags {
  bool at[max_ndim] = {};
  operator std::span<const bool>() const { return {at, max_ndim}; }
};
AxisFlags folded_axes(int ndim, const ReduceOptions& options);

// Strides of the result, one per axis of the input, from those of `out`, where folded axes may be missing.
Dims result_strides(const View& in, const AxisFlags& folded, const View& out);

}  // namespace perilune::reduction
