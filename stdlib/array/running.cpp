// Running sums and products.

#include "kernels/array/cumulative.h"
#include "kernels/array/elementwise.h"
#include "stdlib/array/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

namespace {

constexpr Arg args[] = {
    in("a", Type::array, "The array."),
    optional("axis", Type::axis, absent, "The axis to run along; left out, the row-major order of all elements."),
    option("dtype", Type::dtype, absent, "The dtype to compute in."),
    out_option,
    out("r", Type::array, "The running results, in the shape of a, or with one axis."),
};

constexpr int skip_nan = 1 << 8;

void call_running(Call& call) {
  const auto op = static_cast<CumulativeOp>(call.code() & 0xff);
  const View a = call.array("a");
  CumulativeOptions options;
  options.skip_nan = (call.code() & skip_nan) != 0;
  options.axis = call.axis_or_none("axis", a.ndim);
  options.dtype = call.dtype("dtype");
  if (!call.given("out")) return call.give(cumulative(call.ctx, op, a, options));
  cumulative(call.ctx, op, a, options, call.destination(cumulative_shape(a.dims(), options)));
}

constexpr const char* note =
    "Elements are taken one after the other. Integers and booleans run exactly in int64; a result that does not fit is "
    "an error.";
constexpr const char* nan_note = "NaN counts as 0 in sums and as 1 in products.";

constexpr int sum = static_cast<int>(CumulativeOp::sum), prod = static_cast<int>(CumulativeOp::prod);

constexpr Function rows[] = {
    {"cumsum", "Running sums.", args, note, "print(pl.cumsum{1, 2, 3})  --> [1. 3. 6.]", call_running, sum, true},
    {"cumprod", "Running products.", args, note, "print(pl.cumprod{1, 2, 3})  --> [1. 2. 6.]", call_running, prod,
     true},
    {"nancumsum", "Running sums that pass over NaN.", args, nan_note, "print(pl.nancumsum{1, 0/0, 3})  --> [1. 1. 4.]",
     call_running, sum | skip_nan},
    {"nancumprod", "Running products that pass over NaN.", args, nan_note,
     "print(pl.nancumprod{2, 0/0, 3})  --> [2. 2. 6.]", call_running, prod | skip_nan},
};

}  // namespace

Rows running_rows() { return rows; }

}  // namespace perilune
