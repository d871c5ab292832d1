#pragma once
// Reductions: sums, products, extremes, means, variances, counts over some axes of an array. Axes count from 0.
//
// Sums are pairwise along every axis (relative error about log2(n) roundings); sums and products of bool and integers
// are exact in int64 and raise DomainError when the result does not fit. The bits of a result depend on shape and
// layout alone, never on the number of threads.

#include <optional>
#include <span>

#include "kernels/core/array.h"

namespace perilune {

enum class ReduceOp : std::uint8_t { sum, prod, min, max, mean, var, std, any, all, count_nonzero };

// NumPy's name: "count_nonzero".
const char* name(ReduceOp op);

struct ReduceOptions {
  std::span<const int> axes;  // each from 0 to ndim - 1, once; none: every element is its own result
  bool all_axes = true;       // axes is not read then
  bool keepdims = false;
  double ddof = 0;                // var, std: the divisor is n - ddof
  std::optional<DType> dtype;     // sum, prod, mean, var, std: in which dtype to compute
  std::optional<Scalar> initial;  // sum, prod, min, max: one more element, of the result's dtype, for each result
  const View* where =
      nullptr;            // elements to take part, of any dtype, broadcast to the input; min and max then need initial
  bool skip_nan = false;  // NaN takes no part: nansum, nanmax, nanmean …
};

// The dtype of the result. bool and integers: int64 for sums and products, float64 for mean, var, std; float32 stays
// float32; var and std of complex input are real. ValueError where the operation or the dtype has no meaning.
DType reduce_dtype(ReduceOp op, DType in, std::optional<DType> dtype = {});
Dims reduce_shape(std::span<const std::int64_t> shape, const ReduceOptions& options);

// `out` has the shape of the result and any dtype that it can be cast to with the same kind; it may overlap the input.
void reduce(Context& ctx, ReduceOp op, const View& in, const ReduceOptions& options, const View& out);
Array reduce(Context& ctx, ReduceOp op, const View& in, const ReduceOptions& options = {});
// Over all axes whatever the options say.
Scalar reduce_all(Context& ctx, ReduceOp op, const View& in, const ReduceOptions& options = {});

// Where the smallest or largest element is: positions from 0 along the axis, or in row-major order without one. The
// first one of equals; the first NaN, if there is any; with skip_nan NaN is passed over, and nothing else is an error.
enum class ArgOp : std::uint8_t { argmin, argmax };
struct ArgOptions {
  std::optional<int> axis;
  bool keepdims = false;
  bool skip_nan = false;
};
Array arg_reduce(Context& ctx, ArgOp op, const View& in, const ArgOptions& options = {});
// int64 in `out`, of the shape of the result.
void arg_reduce(Context& ctx, ArgOp op, const View& in, const ArgOptions& options, const View& out);
std::int64_t arg_reduce_all(Context& ctx, ArgOp op, const View& in, bool skip_nan = false);

}  // namespace perilune
