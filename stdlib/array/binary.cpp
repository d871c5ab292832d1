// Elementwise functions of two arrays, and their in-place methods.

#include "kernels/array/elementwise.h"
#include "stdlib/array/module.h"
#include "stdlib/registry/call.h"
#include "stdlib/types/operators.h"

namespace perilune {

namespace {

constexpr Arg args[] = {
    in("a", Type::array, "First operand."),
    in("b", Type::array, "Second operand; the two shapes are broadcast."),
    out_option,
    out("c", Type::array, "The result in the promoted dtype; a number for two numbers."),
};
constexpr Arg comparison_args[] = {
    args[0],
    args[1],
    args[2],
    out("c", Type::array, "A bool array; true or false for two numbers."),
};

// A Lua number beside an array does not widen it; two arrays promote.
View weak(Call& call, BinaryOp op, const char* name, const char* other, Array& held) {
  const View v = call.array(name);
  if (call.is_array(name) || !call.is_array(other)) return v;
  const Scalar value = call.scalar(name);
  held = Array::empty(call.ctx, scalar_dtype(op, call.array(other).dtype, value), {});
  store(held.dtype(), held.data(), value);
  return held;
}

void call_binary(Call& call) {
  const auto op = static_cast<BinaryOp>(call.code());
  Array held_a, held_b;
  const View a = weak(call, op, "a", "b", held_a), b = weak(call, op, "b", "a", held_b);
  if (!call.given("out")) return call.give_unwrapped(apply(call.ctx, op, a, b));
  const Dims shape = broadcast_shape(a.dims(), b.dims());
  apply(call.ctx, op, a, b, call.destination(shape));
}

constexpr const char* arithmetic =
    "Shapes are broadcast and dtypes promoted as in NumPy. Integers do not wrap: a result that its dtype cannot hold "
    "is an error.";
constexpr const char* comparison = "Shapes are broadcast. `a == b` on whole arrays is one boolean instead.";
constexpr const char* extreme =
    "Shapes are broadcast and dtypes promoted as in NumPy. NaN in either operand gives NaN.";

constexpr Function row(const char* name, BinaryOp op, const char* summary, const char* details, const char* example,
                       const char* aliases = nullptr) {
  const std::span<const Arg> own = op >= BinaryOp::equal ? std::span<const Arg>(comparison_args) : args;
  return {name, summary, own, details, example, call_binary, static_cast<int>(op), true, aliases, fast_binary};
}

constexpr Function rows[] = {
    row("add", BinaryOp::add, "a + b, element by element.", arithmetic, "print(pl.add({1, 2}, 10))  --> [11. 12.]"),
    row("subtract", BinaryOp::subtract, "a - b, element by element.", arithmetic,
        "print(pl.subtract({1, 2}, 1))  --> [0. 1.]", "sub"),
    row("multiply", BinaryOp::multiply, "a * b, element by element.", arithmetic,
        "print(pl.multiply({1, 2}, {3, 4}))  --> [3. 8.]", "mul"),
    row("divide", BinaryOp::divide, "a / b, element by element; integers give float64.", arithmetic,
        "print(pl.divide({1, 3}, 2))  --> [0.5 1.5]", "div|true_divide"),
    row("floor_divide", BinaryOp::floor_divide, "a // b: the quotient rounded down.", arithmetic,
        "print(pl.floor_divide({7, -7}, 2))  --> [ 3. -4.]"),
    row("remainder", BinaryOp::remainder, "a % b, with the sign of b.", arithmetic,
        "print(pl.remainder({7, -7}, 3))  --> [1. 2.]", "mod"),
    row("power", BinaryOp::power, "a ^ b, element by element; integers give float64.", arithmetic,
        "print(pl.power({2, 3}, 2))  --> [4. 9.]", "pow"),
    row("maximum", BinaryOp::maximum, "The larger of two, element by element.", extreme,
        "print(pl.maximum({1, 5}, 3))  --> [3. 5.]"),
    row("minimum", BinaryOp::minimum, "The smaller of two, element by element.", extreme,
        "print(pl.minimum({1, 5}, 3))  --> [1. 3.]"),
    row("equal", BinaryOp::equal, "Whether two elements are equal.", comparison,
        "print(pl.equal({1, 2}, 2))  --> [false  true]", "eq"),
    row("not_equal", BinaryOp::not_equal, "Whether two elements differ.", comparison,
        "print(pl.not_equal({1, 2}, 2))  --> [ true false]", "ne"),
    row("less", BinaryOp::less, "Whether a is less than b, element by element.", comparison,
        "print(pl.less({1, 2}, 2))  --> [ true false]", "lt"),
    row("less_equal", BinaryOp::less_equal, "Whether a is at most b, element by element.", comparison,
        "print(pl.less_equal({1, 3}, 2))  --> [ true false]", "le"),
    row("greater", BinaryOp::greater, "Whether a is greater than b, element by element.", comparison,
        "print(pl.greater({1, 3}, 2))  --> [false  true]", "gt"),
    row("greater_equal", BinaryOp::greater_equal, "Whether a is at least b, element by element.", comparison,
        "print(pl.greater_equal({1, 2}, 2))  --> [false  true]", "ge"),
};

constexpr Arg in_place_args[] = {
    in("a", Type::array, "The array that changes."),
    in("b", Type::array, "The other operand; it is broadcast to a's shape."),
    out("a", Type::array, "The same array."),
};

void call_in_place(Call& call) {
  const auto op = static_cast<BinaryOp>(call.code());
  const View a = call.writable("a");
  Array held;
  const View b = weak(call, op, "b", "a", held);
  const Dims shape = broadcast_shape(a.dims(), b.dims());
  if (!std::equal(shape.begin(), shape.end(), a.dims().begin(), a.dims().end()))
    call.refuse("a", "must have shape " + shape_text(shape));
  check_in_place(a, result_dtype(op, a.dtype, b.dtype));
  apply(call.ctx, op, a, b, a);
  call.give_argument("a");
}

constexpr const char* in_place =
    "Allocates nothing. The dtype stays: a result of another kind (floats into integers) is an error, as is integer "
    "overflow.";

constexpr Function in_place_row(const char* name, BinaryOp op, const char* summary, const char* example) {
  return {name,  summary, in_place_args, in_place, example, call_in_place, static_cast<int>(op),
          false, nullptr, fast_in_place};
}

constexpr Function in_place_table[] = {
    in_place_row("add_", BinaryOp::add, "Adds b to a, in place.",
                 "local a = pl.array{1, 2}\na:add_(1)\nprint(a)  --> [2. 3.]"),
    in_place_row("sub_", BinaryOp::subtract, "Subtracts b from a, in place.",
                 "local a = pl.array{1, 2}\na:sub_(1)\nprint(a)  --> [0. 1.]"),
    in_place_row("mul_", BinaryOp::multiply, "Multiplies a by b, in place.",
                 "local a = pl.array{1, 2}\na:mul_(3)\nprint(a)  --> [3. 6.]"),
    in_place_row("div_", BinaryOp::divide, "Divides a by b, in place.",
                 "local a = pl.array{1, 3}\na:div_(2)\nprint(a)  --> [0.5 1.5]"),
    in_place_row("floor_divide_", BinaryOp::floor_divide, "a // b, in place.",
                 "local a = pl.array{7, 9}\na:floor_divide_(2)\nprint(a)  --> [3. 4.]"),
    in_place_row("mod_", BinaryOp::remainder, "a % b, in place.",
                 "local a = pl.array{7, 9}\na:mod_(4)\nprint(a)  --> [3. 1.]"),
    in_place_row("pow_", BinaryOp::power, "a ^ b, in place.",
                 "local a = pl.array{2, 3}\na:pow_(2)\nprint(a)  --> [4. 9.]"),
};

}  // namespace

Rows binary_rows() { return rows; }
Rows in_place_rows() { return in_place_table; }

}  // namespace perilune
