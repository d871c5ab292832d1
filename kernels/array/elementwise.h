#pragma once
// Elementwise work on arrays: one N-dimensional walk, one inner loop per operation and dtype, blocks of other dtypes
// cast on the way. Everywhere: operands broadcast to the shape of `out`; an operand that overlaps `out` behaves as if
// it had been copied first, and the very same view costs no copy; a result goes into another dtype only by "same kind"
// casting. When integers overflow or are divided by zero, DomainError comes after `out` was written in part.

#include "kernels/core/array.h"

namespace perilune {

// clang-format off
enum class UnaryOp : std::uint8_t {
  negative, positive, absolute, sign,
  exp, exp2, expm1, log, log2, log10, log1p, sqrt, cbrt, square, reciprocal,
  sin, cos, tan, arcsin, arccos, arctan, sinh, cosh, tanh, arcsinh, arccosh, arctanh,
  round, floor, ceil, trunc,  // round: to the nearest, ties to even
  conj, real, imag, angle,
  isnan, isfinite, isinf, signbit, invert, logical_not,
};
enum class BinaryOp : std::uint8_t {
  add, subtract, multiply, divide, floor_divide, remainder, power, maximum, minimum, fmax, fmin,
  arctan2, hypot, copysign, fmod,
  bit_and, bit_or, bit_xor, left_shift, right_shift, logical_and, logical_or, logical_xor,
  equal, not_equal, less, less_equal, greater, greater_equal,
};
// clang-format on
inline constexpr int unary_op_count = static_cast<int>(UnaryOp::logical_not) + 1;
inline constexpr int binary_op_count = static_cast<int>(BinaryOp::greater_equal) + 1;

// NumPy's name: "arcsin", "bitwise_and".
const char* name(UnaryOp op);
const char* name(BinaryOp op);

// The dtype of the result. ValueError when the operation has no meaning: "cbrt does not take complex64".
// Float functions, `/`, and power of integers give float64; rounding, real and conj leave integers as they are.
DType result_dtype(UnaryOp op, DType in);
DType result_dtype(BinaryOp op, DType a, DType b);

void apply(Context& ctx, UnaryOp op, const View& in, const View& out);
void apply(Context& ctx, BinaryOp op, const View& a, const View& b, const View& out);
// The same into a fresh row-major array.
Array apply(Context& ctx, UnaryOp op, const View& in);
Array apply(Context& ctx, BinaryOp op, const View& a, const View& b);

// Which casts are allowed, and what happens to a value that the new dtype cannot hold.
enum class Casting : std::uint8_t {
  same_kind,  // as NumPy's, but integers out of range raise DomainError
  checked,  // any dtype; fractions are dropped; integers out of range, NaN and infinity to an integer raise DomainError
  wrap,     // any dtype; integers modulo 2^bits; NaN and infinity become the dtype's smallest value
};
// Never from complex to a real dtype: ValueError. To bool: whether it is not zero.
void copy(Context& ctx, const View& from, const View& to, Casting casting = Casting::same_kind);
// Always a new row-major array.
Array astype(Context& ctx, const View& from, DType dtype, Casting casting = Casting::checked);
Array contiguous_copy(Context& ctx, const View& from);
// Raises as store() does when the dtype of `out` cannot hold the value.
void fill(Context& ctx, const View& out, const Scalar& value);

// out = cond ? a : b; cond of any dtype.
void where(Context& ctx, const View& cond, const View& a, const View& b, const View& out);
// minimum(maximum(a, low), high); either may be null, not both. NaN in a bound propagates.
void clip(Context& ctx, const View& a, const View* low, const View* high, const View& out);
// To so many decimals, half to even, as NumPy's round; the result has the dtype of `in`. Negative ones round integers
// too.
void round(Context& ctx, const View& in, int decimals, const View& out);

// Same shape and equal values. Complex NaN: either part.
bool array_equal(Context& ctx, const View& a, const View& b, bool equal_nan = false);
// |a - b| <= atol + rtol * |b| where both are finite, equality elsewhere. Computed in float64 or complex128.
void isclose(Context& ctx, const View& a, const View& b, double rtol, double atol, bool equal_nan, const View& out);
bool allclose(Context& ctx, const View& a, const View& b, double rtol = 1e-5, double atol = 1e-8,
              bool equal_nan = false);

}  // namespace perilune
