// Reductions over axes, and positions of extremes.

#include "kernels/array/elementwise.h"
#include "kernels/array/reduce.h"

#include "stdlib/array/from_one.h"
#include "stdlib/array/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

namespace {

constexpr Arg a_arg = in("a", Type::array, "The array.");
constexpr Arg axis_arg = optional("axis", Type::axes | Type::none, absent,
                                  "The axis, or a list of axes, to reduce over; left out, all of them.");
constexpr Arg keepdims_arg = option("keepdims", false, "Keep the reduced axes with length 1.");
constexpr Arg where_arg = option("where", Type::array, absent, "Which elements take part, broadcast to a.");
constexpr Arg dtype_arg = option("dtype", Type::dtype, absent, "The dtype to compute in.");
constexpr Arg initial_arg =
    option("initial", Type::number | Type::complex, absent, "One more element for each result.");
constexpr Arg result_arg = out("r", Type::array, "The results; a Lua value when every axis is reduced.");

constexpr Arg sum_args[] = {a_arg, axis_arg, dtype_arg, keepdims_arg, initial_arg, where_arg, out_option, result_arg};
constexpr Arg extreme_args[] = {a_arg, axis_arg, keepdims_arg, initial_arg, where_arg, out_option, result_arg};
constexpr Arg mean_args[] = {a_arg, axis_arg, dtype_arg, keepdims_arg, where_arg, out_option, result_arg};
constexpr Arg spread_args[] = {
    a_arg,
    axis_arg,
    option("ddof", 0, "The divisor is n - ddof: 0 for the population, 1 for the unbiased estimate of a sample.")
        .alias("correction"),
    dtype_arg,
    keepdims_arg,
    where_arg,
    out_option,
    result_arg};
constexpr Arg truth_args[] = {a_arg, axis_arg, keepdims_arg, where_arg, out_option, result_arg};
constexpr Arg count_args[] = {a_arg, axis_arg, keepdims_arg, result_arg};
constexpr Arg position_args[] = {
    a_arg,
    optional("axis", Type::axis, absent, "The axis to search along; left out, the row-major order of all elements."),
    keepdims_arg, out_option, out("i", Type::array, "Positions from 1; one integer without an axis.")};

constexpr int skip_nan = 1 << 8;
constexpr int code(ReduceOp op, bool skip = false) { return static_cast<int>(op) | (skip ? skip_nan : 0); }

void call_reduce(Call& call) {
  const auto op = static_cast<ReduceOp>(call.code() & 0xff);
  const View a = call.array("a");
  ReduceOptions options;
  options.skip_nan = (call.code() & skip_nan) != 0;
  int axes[max_ndim];
  if (const std::optional<Dims> list = call.axes_or_none("axis", a.ndim)) {
    std::copy(list->begin(), list->end(), axes);
    options.axes = {axes, static_cast<std::size_t>(list->size())};
    options.all_axes = false;
  }
  options.keepdims = call.flag("keepdims");
  if (call.takes("ddof")) options.ddof = call.number("ddof");
  if (call.takes("dtype")) options.dtype = call.dtype("dtype", a.dtype);
  if (call.takes("initial")) options.initial = call.scalar("initial");
  View where;
  if (call.takes("where")) {
    where = call.array("where");
    options.where = &where;
  }
  if (!call.takes("out")) return call.give_unwrapped(reduce(call.ctx, op, a, options));
  reduce(call.ctx, op, a, options, call.destination(reduce_shape(a.dims(), options)));
}

void call_position(Call& call) {
  const auto op = static_cast<ArgOp>(call.code() & 0xff);
  const View a = call.array("a");
  ArgOptions options;
  options.skip_nan = (call.code() & skip_nan) != 0;
  options.keepdims = call.flag("keepdims");
  if (call.has("axis")) options.axis = call.axis("axis", a.ndim);
  Array positions = from_one(arg_reduce(call.ctx, op, a, options));
  if (!call.given("out")) return call.give_unwrapped(std::move(positions));
  copy(call.ctx, positions, call.destination(positions.shape()));
}

constexpr const char* sums =
    "Floats are added pairwise, so that the error grows with the logarithm of their number; integers and booleans are "
    "added exactly as int64, and a sum that int64 cannot hold is an error. Results do not depend on the number of "
    "threads.";
constexpr const char* extremes =
    "NaN anywhere gives NaN. Without elements there is no extreme: an error, unless initial is given.";
constexpr const char* spread =
    "The mean of squared distances from the mean, computed in two passes; complex elements count by their modulus.";
constexpr const char* truth = "Anything but zero counts as true, NaN too.";
constexpr const char* nans = "NaN takes no part; see the function without `nan` in its name for the rest.";
constexpr const char* positions =
    "The first of equals; the first NaN when there is one. Without elements there is none: an error.";

constexpr Function rows[] = {
    {"sum", "Sum of elements.", sum_args, sums, "print(pl.sum{{1, 2}, {3, 4}})  --> 10.0", call_reduce,
     code(ReduceOp::sum), true},
    {"prod", "Product of elements.", sum_args,
     "Integers and booleans are multiplied exactly as int64; a product that int64 cannot hold is an error.",
     "print(pl.prod{2, 3, 4})  --> 24.0", call_reduce, code(ReduceOp::prod), true},
    {"mean", "Arithmetic mean.", mean_args,
     "Integers and booleans are averaged in float64. Without elements the mean is NaN, with a warning.",
     "print(pl.mean({{1, 2}, {3, 4}}, 1))  --> [2. 3.]", call_reduce, code(ReduceOp::mean), true},
    {"std", "Standard deviation.", spread_args, spread, "print(pl.std{1, 3})  --> 1.0", call_reduce,
     code(ReduceOp::std), true},
    {"var", "Variance.", spread_args, spread, "print(pl.var({1, 3}, {ddof = 1}))  --> 2.0", call_reduce,
     code(ReduceOp::var), true},
    {"min", "Smallest element.", extreme_args, extremes, "print(pl.min{3, 1, 2})  --> 1.0", call_reduce,
     code(ReduceOp::min), true, "amin"},
    {"max", "Largest element.", extreme_args, extremes, "print(pl.max{3, 1, 2})  --> 3.0", call_reduce,
     code(ReduceOp::max), true, "amax"},
    {"any", "Whether any element is true.", truth_args, truth, "print(pl.any{0, 0, 1})  --> true", call_reduce,
     code(ReduceOp::any), true},
    {"all", "Whether all elements are true.", truth_args, truth, "print(pl.all{0, 0, 1})  --> false", call_reduce,
     code(ReduceOp::all), true},
    {"count_nonzero", "How many elements are not zero.", count_args, truth, "print(pl.count_nonzero{0, 5, 1})  --> 2",
     call_reduce, code(ReduceOp::count_nonzero)},
    {"nansum", "Sum of the elements that are not NaN.", sum_args, nans, "print(pl.nansum{1, 0/0, 3})  --> 4.0",
     call_reduce, code(ReduceOp::sum, true)},
    {"nanmean", "Mean of the elements that are not NaN.", mean_args, nans, "print(pl.nanmean{1, 0/0, 3})  --> 2.0",
     call_reduce, code(ReduceOp::mean, true)},
    {"nanstd", "Standard deviation of the elements that are not NaN.", spread_args, nans,
     "print(pl.nanstd{1, 0/0, 3})  --> 1.0", call_reduce, code(ReduceOp::std, true)},
    {"nanvar", "Variance of the elements that are not NaN.", spread_args, nans, "print(pl.nanvar{1, 0/0, 3})  --> 1.0",
     call_reduce, code(ReduceOp::var, true)},
    {"nanmin", "Smallest of the elements that are not NaN.", extreme_args, nans, "print(pl.nanmin{3, 0/0, 2})  --> 2.0",
     call_reduce, code(ReduceOp::min, true)},
    {"nanmax", "Largest of the elements that are not NaN.", extreme_args, nans, "print(pl.nanmax{3, 0/0, 2})  --> 3.0",
     call_reduce, code(ReduceOp::max, true)},
    {"argmin", "Position of the smallest element.", position_args, positions, "print(pl.argmin{3, 1, 2})  --> 2",
     call_position, static_cast<int>(ArgOp::argmin), true},
    {"argmax", "Position of the largest element.", position_args, positions, "print(pl.argmax{3, 1, 2})  --> 1",
     call_position, static_cast<int>(ArgOp::argmax), true},
    {"nanargmin", "Position of the smallest element that is not NaN.", position_args, nans,
     "print(pl.nanargmin{0/0, 3, 2})  --> 3", call_position, static_cast<int>(ArgOp::argmin) | skip_nan},
    {"nanargmax", "Position of the largest element that is not NaN.", position_args, nans,
     "print(pl.nanargmax{0/0, 3, 2})  --> 2", call_position, static_cast<int>(ArgOp::argmax) | skip_nan},
};

}  // namespace

Rows reduction_rows() { return rows; }

}  // namespace perilune
