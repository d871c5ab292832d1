// Elementwise functions of one array.

#include "kernels/array/elementwise.h"
#include "stdlib/array/module.h"
#include "stdlib/registry/call.h"
#include "stdlib/types/operators.h"

namespace perilune {

namespace {

constexpr Arg args[] = {
    in("x", Type::array, "Numbers: an array, a nested table, or a single number."),
    out_option,
    out("y", Type::array, "An array of the same shape; a number for a number."),
};

void call_unary(Call& call) {
  const auto op = static_cast<UnaryOp>(call.code());
  const View x = call.array("x");
  if (!call.given("out")) return call.give_unwrapped(apply(call.ctx, op, x));
  apply(call.ctx, op, x, call.destination(x.dims()));
}

constexpr const char* accuracy =
    "Computed in float64 for integers and booleans, in the array's own precision for the rest; real results lie within "
    "4 units in the last place, and zeros, infinities and NaN give what C99 prescribes.";
constexpr const char* truth = "Gives a bool array; true or false for a number.";
constexpr const char* modulus =
    "The dtype stays, but complex elements give their modulus in the real dtype of the same precision, computed "
    "without overflow on the way. What integers cannot hold is an error.";
constexpr const char* exact = "Exact. The result keeps the dtype where it can hold the values.";

constexpr Function row(const char* name, UnaryOp op, const char* summary, const char* details, const char* example,
                       const char* aliases = nullptr) {
  return {name, summary, args, details, example, call_unary, static_cast<int>(op), true, aliases, fast_unary};
}

constexpr Function rows[] = {
    row("exp", UnaryOp::exp, "e to the power of each element.", accuracy, "print(pl.exp(0))  --> 1.0"),
    row("log", UnaryOp::log, "Natural logarithm of each element.", accuracy, "print(pl.log(1))  --> 0.0"),
    row("sqrt", UnaryOp::sqrt, "Square root of each element.", accuracy, "print(pl.sqrt{1, 4, 9})  --> [1. 2. 3.]"),
    row("abs", UnaryOp::absolute, "Absolute value, or modulus of complex elements.", modulus,
        "print(pl.abs{-1, 2})  --> [1. 2.]", "absolute|fabs"),
    row("sin", UnaryOp::sin, "Sine of each element, in radians.", accuracy, "print(pl.sin(0))  --> 0.0"),
    row("cos", UnaryOp::cos, "Cosine of each element, in radians.", accuracy, "print(pl.cos(0))  --> 1.0"),
    row("tanh", UnaryOp::tanh, "Hyperbolic tangent of each element.", accuracy, "print(pl.tanh(0))  --> 0.0"),
    row("floor", UnaryOp::floor, "The largest whole number not above each element.", exact,
        "print(pl.floor{-1.5, 1.5})  --> [-2.  1.]"),
    row("ceil", UnaryOp::ceil, "The smallest whole number not below each element.", exact,
        "print(pl.ceil{-1.5, 1.5})  --> [-1.  2.]"),
    row("conj", UnaryOp::conj, "Complex conjugate of each element.", exact,
        "print(pl.conj(pl.complex(1, 2)))  --> (1-2j)", "conjugate"),
    row("sign", UnaryOp::sign, "-1, 0 or 1 by the sign of each element; NaN stays NaN.", exact,
        "print(pl.sign{-3, 0, 2})  --> [-1.  0.  1.]"),
    row("isnan", UnaryOp::isnan, "Whether each element is NaN.", truth, "print(pl.isnan{1, 0/0})  --> [false  true]"),
    row("isfinite", UnaryOp::isfinite, "Whether each element is neither infinite nor NaN.", truth,
        "print(pl.isfinite{1, 1/0})  --> [ true false]"),
    row("isinf", UnaryOp::isinf, "Whether each element is infinite.", truth,
        "print(pl.isinf{1, 1/0})  --> [false  true]"),
};

}  // namespace

Rows unary_rows() { return rows; }

}  // namespace perilune
