// Comparisons of whole arrays, exact and within tolerances.

#include "kernels/array/elementwise.h"
#include "stdlib/array/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

namespace {

constexpr Arg close_args[] = {
    in("a", Type::array, "First array."),
    in("b", Type::array, "Second array, the reference of the relative tolerance; the shapes are broadcast."),
    optional("rtol", Type::number, 1e-5, "Relative tolerance.").at_least(0),
    optional("atol", Type::number, 1e-8, "Absolute tolerance.").at_least(0),
    option("equal_nan", false, "Whether NaN equals NaN."),
    out("close", Type::array, "Whether |a - b| <= atol + rtol |b|."),
};

void call_isclose(Call& call) {
  const View a = call.array("a"), b = call.array("b");
  Array result = Array::empty(call.ctx, DType::bool_, broadcast_shape(a.dims(), b.dims()));
  isclose(call.ctx, a, b, call.number("rtol"), call.number("atol"), call.flag("equal_nan"), result);
  call.give_unwrapped(std::move(result));
}

constexpr Arg allclose_args[] = {
    close_args[0], close_args[1], close_args[2],
    close_args[3], close_args[4], out("close", Type::boolean, "Whether |a - b| <= atol + rtol |b| everywhere."),
};

void call_allclose(Call& call) {
  call.give(allclose(call.ctx, call.array("a"), call.array("b"), call.number("rtol"), call.number("atol"),
                     call.flag("equal_nan")));
}

constexpr Arg equal_args[] = {
    in("a", Type::array, "First array."),
    in("b", Type::array, "Second array."),
    option("equal_nan", false, "Whether NaN equals NaN."),
    out("equal", Type::boolean, "Whether shapes and all elements are equal."),
};

void call_equal(Call& call) {
  call.give(array_equal(call.ctx, call.array("a"), call.array("b"), call.flag("equal_nan")));
}

constexpr const char* tolerance =
    "Infinities are close when they are equal. Not symmetric: the relative tolerance is taken of b, as in NumPy.";

constexpr Function rows[] = {
    {"isclose", "Which elements are equal within a tolerance.", close_args, tolerance,
     "print(pl.isclose({1, 2}, {1, 2.1}))  --> [ true false]", call_isclose},
    {"allclose", "Whether two arrays are equal within a tolerance.", allclose_args, tolerance,
     "print(pl.allclose({1, 2}, {1, 2 + 1e-9}))  --> true", call_allclose},
    {"array_equal", "Whether two arrays have the same shape and elements.", equal_args,
     "No broadcasting; dtypes may differ.", "print(pl.array_equal({1, 2}, {1, 2}))  --> true", call_equal},
};

}  // namespace

Rows comparison_rows() { return rows; }

}  // namespace perilune
