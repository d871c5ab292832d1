// Bits of bool and integers, shifts, and logic on bytes.

#include <limits>

#include "kernels/array/elementwise_loops.h"

namespace perilune::loops {

namespace {

struct And {
  template <class T>
  PERILUNE_BODY T f(T x, T y) {
    return x & y;
  }
};
struct Or {
  template <class T>
  PERILUNE_BODY T f(T x, T y) {
    return x | y;
  }
};
struct Xor {
  template <class T>
  PERILUNE_BODY T f(T x, T y) {
    return x ^ y;
  }
};
// As NumPy: a count that is negative or no smaller than the width shifts everything out.
template <class T>
constexpr int width = std::numeric_limits<std::make_unsigned_t<T>>::digits;
struct LeftShift {
  template <class T>
  PERILUNE_BODY T f(T x, T y) {
    using U = std::make_unsigned_t<T>;
    const bool inside = static_cast<U>(y) < static_cast<U>(width<T>);
    const U count = inside ? static_cast<U>(y) : U(0);
    const U moved = static_cast<U>(static_cast<U>(x) << count);
    return static_cast<T>(inside ? moved : U(0));
  }
};
struct RightShift {
  template <class T>
  PERILUNE_BODY T f(T x, T y) {
    using U = std::make_unsigned_t<T>;
    // Shifting by all but one bit leaves copies of a sign; unsigned bytes lose that bit too.
    const bool inside = static_cast<U>(y) < static_cast<U>(width<T>);
    const U count = inside ? static_cast<U>(y) : static_cast<U>(width<T> - 1);
    const T moved = static_cast<T>(x >> count);
    return std::is_signed_v<T> || inside ? moved : T(0);
  }
};
struct LogicalAnd {
  PERILUNE_BODY std::uint8_t f(std::uint8_t x, std::uint8_t y) { return (x != 0) & (y != 0); }
};
struct LogicalOr {
  PERILUNE_BODY std::uint8_t f(std::uint8_t x, std::uint8_t y) { return (x != 0) | (y != 0); }
};
struct LogicalXor {
  PERILUNE_BODY std::uint8_t f(std::uint8_t x, std::uint8_t y) { return (x != 0) ^ (y != 0); }
};

using enum DType;
template <class F>
constexpr Row<BinaryLoop> bits = binary_row<Map2<F>, bool_, uint8, int32, int64>();
template <class F>
constexpr Row<BinaryLoop> shifts = binary_row<Map2<F>, uint8, int32, int64>();
template <class F>
constexpr Row<BinaryLoop> logic = binary_row<Map2<F>, bool_>();

}  // namespace

BinaryLoop bitwise(Isa isa, BinaryOp op, DType in) {
  switch (op) {
    case BinaryOp::bit_and: return pick(bits<And>, isa, in);
    case BinaryOp::bit_or: return pick(bits<Or>, isa, in);
    case BinaryOp::bit_xor: return pick(bits<Xor>, isa, in);
    case BinaryOp::left_shift: return pick(shifts<LeftShift>, isa, in);
    case BinaryOp::right_shift: return pick(shifts<RightShift>, isa, in);
    case BinaryOp::logical_and: return pick(logic<LogicalAnd>, isa, in);
    case BinaryOp::logical_or: return pick(logic<LogicalOr>, isa, in);
    default: return pick(logic<LogicalXor>, isa, in);
  }
}

}  // namespace perilune::loops
