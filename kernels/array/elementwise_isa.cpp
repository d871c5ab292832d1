#include "kernels/array/elementwise_loops.h"

namespace perilune::loops {

bool supported([[maybe_unused]] Isa isa) {
#if defined(__x86_64__)
  if (isa == Isa::avx512) return __builtin_cpu_supports("x86-64-v4");
  if (isa == Isa::avx2) return __builtin_cpu_supports("x86-64-v3");
#endif
  return isa == Isa::baseline;
}

Isa best_isa() {
  static const Isa best = supported(Isa::avx512) ? Isa::avx512 : supported(Isa::avx2) ? Isa::avx2 : Isa::baseline;
  return best;
}

UnaryLoop unary(Isa isa, UnaryOp op, DType in) {
  if (UnaryLoop loop = simple_unary(isa, op, in)) return loop;
  return is_complex(in) ? complex_unary(isa, op, in) : math_unary(isa, op, in);
}

BinaryLoop binary(Isa isa, BinaryOp op, DType in) {
  switch (op) {
    case BinaryOp::add:
    case BinaryOp::subtract:
    case BinaryOp::multiply: return arithmetic(isa, op, in);
    case BinaryOp::divide:
    case BinaryOp::floor_divide:
    case BinaryOp::remainder:
    case BinaryOp::fmod: return division(isa, op, in);
    case BinaryOp::maximum:
    case BinaryOp::minimum:
    case BinaryOp::fmax:
    case BinaryOp::fmin:
    case BinaryOp::copysign: return extremum(isa, op, in);
    case BinaryOp::power: return is_complex(in) ? complex_power(in) : math_binary(isa, op, in);
    case BinaryOp::arctan2:
    case BinaryOp::hypot: return math_binary(isa, op, in);
    case BinaryOp::bit_and:
    case BinaryOp::bit_or:
    case BinaryOp::bit_xor:
    case BinaryOp::left_shift:
    case BinaryOp::right_shift:
    case BinaryOp::logical_and:
    case BinaryOp::logical_or:
    case BinaryOp::logical_xor: return bitwise(isa, op, in);
    default: return comparison(isa, op, in);
  }
}

}  // namespace perilune::loops
