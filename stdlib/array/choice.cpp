// Choosing, bounding and rounding elements.

#include "kernels/array/elementwise.h"
#include "kernels/array/search.h"
#include "stdlib/array/module.h"
#include "stdlib/registry/call.h"

namespace perilune {

namespace {

constexpr Arg where_args[] = {
    in("condition", Type::array, "Which side to take, element by element; anything that is not zero counts as true."),
    optional("x", Type::array, absent, "Taken where the condition holds."),
    optional("y", Type::array, absent, "Taken elsewhere."),
    out("a", Type::array,
        "The chosen elements in the promoted dtype; without x and y the positions, as `nonzero` gives them.")
        .repeated(),
};

// A Lua number beside an array does not widen it; a whole one leaves integers as they are.
DType joint_dtype(Call& call, const char* a, const char* b) {
  const DType ta = call.array(a).dtype, tb = call.array(b).dtype;
  if (call.is_array(a) == call.is_array(b)) return promote(ta, tb);
  const DType array = call.is_array(a) ? ta : tb, number = call.scalar(call.is_array(a) ? b : a).dtype;
  if (kind(number) <= kind(array)) return array;
  return is_complex(number) ? complex_dtype(array) : promote(array, number);
}

// The argument as it takes part in an operation of this dtype: a Lua number becomes one element of it.
View operand(Call& call, const char* name, DType dtype, Array& held) {
  if (call.is_array(name)) return call.array(name);
  held = Array::empty(call.ctx, dtype, {});
  store(dtype, held.data(), call.scalar(name));
  return held;
}

void call_where(Call& call) {
  const View condition = call.array("condition");
  if (call.has("x") != call.has("y")) throw ValueError("x and y must be given both, or neither");
  if (!call.has("x")) {
    for (Array& positions : nonzero(call.ctx, condition, 1)) call.give(std::move(positions));
    return;
  }
  const DType dtype = joint_dtype(call, "x", "y");
  Array held_x, held_y;
  const View x = operand(call, "x", dtype, held_x), y = operand(call, "y", dtype, held_y);
  Array result = Array::empty(call.ctx, dtype, broadcast_shape(broadcast_shape(x.dims(), y.dims()), condition.dims()));
  where(call.ctx, condition, x, y, result);
  call.give_unwrapped(std::move(result));
}

constexpr Arg clip_args[] = {
    in("a", Type::array, "The array."),
    optional("min", Type::array | Type::none, absent, "Lower bound, broadcast; nil or pl.none for none.")
        .alias("a_min"),
    optional("max", Type::array | Type::none, absent, "Upper bound, broadcast; nil or pl.none for none.")
        .alias("a_max"),
    out_option,
    out("b", Type::array, "The bounded elements."),
};

void call_clip(Call& call) {
  const View a = call.array("a");
  const bool has_low = call.has("min") && !call.none("min"), has_high = call.has("max") && !call.none("max");
  if (!has_low && !has_high) throw ValueError("min or max must be given");
  DType dtype = a.dtype;
  if (has_low) dtype = joint_dtype(call, "a", "min");
  if (has_high) dtype = promote(dtype, joint_dtype(call, "a", "max"));
  Array held_low, held_high;
  View low, high;
  Dims shape(a.dims());
  if (has_low) shape = broadcast_shape(shape, (low = operand(call, "min", dtype, held_low)).dims());
  if (has_high) shape = broadcast_shape(shape, (high = operand(call, "max", dtype, held_high)).dims());
  const View *lower = has_low ? &low : nullptr, *upper = has_high ? &high : nullptr;
  if (call.given("out")) return clip(call.ctx, a, lower, upper, call.destination(shape));
  Array result = Array::empty(call.ctx, dtype, shape);
  clip(call.ctx, a, lower, upper, result);
  call.give_unwrapped(std::move(result));
}

constexpr Arg round_args[] = {
    in("a", Type::array, "The array."),
    optional("decimals", Type::integer, 0, "Digits to keep behind the point; negative ones round in front of it.")
        .between(-400, 400),
    out_option,
    out("b", Type::array, "The rounded elements."),
};

void call_round(Call& call) {
  const View a = call.array("a");
  const auto decimals = static_cast<int>(call.integer("decimals"));
  if (call.given("out")) return round(call.ctx, a, decimals, call.destination(a.dims()));
  Array result = Array::empty(call.ctx, result_dtype(UnaryOp::round, a.dtype), Dims(a.dims()));
  round(call.ctx, a, decimals, result);
  call.give_unwrapped(std::move(result));
}

constexpr Arg part_args[] = {
    in("a", Type::array, "The array."),
    out("b", Type::array, "The parts; of a real array, its elements or zeros."),
};

void call_part(Call& call) {
  const auto op = static_cast<UnaryOp>(call.code());
  call.give_unwrapped(apply(call.ctx, op, call.array("a")));
}

constexpr Function rows[] = {
    {"where", "Elements of x where a condition holds, of y elsewhere.", where_args,
     "All three are broadcast. With the condition alone, the positions (from 1) where it holds, as `nonzero` gives "
     "them.",
     "print(pl.where({true, false, true}, {1, 2, 3}, 0))  --> [1. 0. 3.]", call_where},
    {"clip", "Elements bounded below and above.", clip_args,
     "minimum(maximum(a, min), max). NaN in a or a bound gives NaN. Where min is above max, max wins.",
     "print(pl.clip({-5, 0.5, 5}, -1, 1))  --> [-1.   0.5  1. ]", call_clip, 0, true},
    {"round", "Elements rounded to so many decimals, halves to even.", round_args,
     "Multiplies by a power of ten, rounds to the nearest whole number with ties to even, and divides, as NumPy does.",
     "print(pl.round({0.5, 1.5, 2.567}, 1))  --> [0.5 1.5 2.6]", call_round, 0, true, "around"},
    {"real", "Real parts.", part_args, "A copy; `a.real` is a view of a complex array.",
     "print(pl.real(pl.complex(1, 2)))  --> 1.0", call_part, static_cast<int>(UnaryOp::real)},
    {"imag", "Imaginary parts.", part_args, "A copy; `a.imag` is a view of a complex array.",
     "print(pl.imag(pl.complex(1, 2)))  --> 2.0", call_part, static_cast<int>(UnaryOp::imag)},
};

}  // namespace

Rows choice_rows() { return rows; }

}  // namespace perilune
