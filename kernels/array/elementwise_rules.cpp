#include "kernels/array/elementwise_rules.h"

#include <array>

namespace perilune {

namespace {

constexpr const char* unary_names[unary_op_count] = {
    "negative", "positive", "absolute", "sign",   "exp",        "exp2",       "expm1",   "log",     "log2",
    "log10",    "log1p",    "sqrt",     "cbrt",   "square",     "reciprocal", "sin",     "cos",     "tan",
    "arcsin",   "arccos",   "arctan",   "sinh",   "cosh",       "tanh",       "arcsinh", "arccosh", "arctanh",
    "round",    "floor",    "ceil",     "trunc",  "conj",       "real",       "imag",    "angle",   "isnan",
    "isfinite", "isinf",    "signbit",  "invert", "logical_not"};
constexpr const char* binary_names[binary_op_count] = {
    "add",        "subtract",    "multiply",    "divide",      "floor_divide", "remainder",
    "power",      "maximum",     "minimum",     "fmax",        "fmin",         "arctan2",
    "hypot",      "copysign",    "fmod",        "bitwise_and", "bitwise_or",   "bitwise_xor",
    "left_shift", "right_shift", "logical_and", "logical_or",  "logical_xor",  "equal",
    "not_equal",  "less",        "less_equal",  "greater",     "greater_equal"};

}  // namespace

const char* name(UnaryOp op) { return unary_names[static_cast<int>(op)]; }
const char* name(BinaryOp op) { return binary_names[static_cast<int>(op)]; }

namespace loops {

namespace {

constexpr Rule loop(DType in, DType out, Cost cost = Cost::memory) { return {Form::loop, in, out, cost}; }
constexpr Rule same(DType in, Cost cost = Cost::memory) { return loop(in, in, cost); }
constexpr Rule copied(DType in) { return {Form::copy, in, in, Cost::memory}; }

// dtype.h's functions of these names are not constexpr.
constexpr DType inexact(DType t) { return is_inexact(t) ? t : DType::float64; }
constexpr DType part(DType t) {
  return t == DType::complex128 ? DType::float64 : t == DType::complex64 ? DType::float32 : t;
}
constexpr Cost math_cost(DType t) { return is_complex(t) ? Cost::scalar_math : Cost::vector_math; }

constexpr Rule make(UnaryOp op, DType t) {
  const bool boolean = t == DType::bool_, exact = !is_inexact(t), complex = is_complex(t);
  switch (op) {
    case UnaryOp::negative: return boolean ? Rule{} : same(t);
    case UnaryOp::positive: return boolean ? Rule{} : copied(t);
    case UnaryOp::absolute:
      if (boolean || t == DType::uint8) return copied(t);
      return complex ? loop(t, part(t), Cost::vector_math) : same(t);
    case UnaryOp::sign: return boolean ? Rule{} : same(t);
    case UnaryOp::cbrt: return complex ? Rule{} : same(inexact(t), Cost::vector_math);
    case UnaryOp::square: return boolean ? copied(t) : same(t);
    case UnaryOp::reciprocal: return same(inexact(t));
    case UnaryOp::round: return exact ? copied(t) : same(t);
    case UnaryOp::floor:
    case UnaryOp::ceil:
    case UnaryOp::trunc: return complex ? Rule{} : exact ? copied(t) : same(t);
    case UnaryOp::conj: return complex ? same(t) : copied(t);
    case UnaryOp::real: return complex ? loop(t, part(t)) : copied(t);
    case UnaryOp::imag: return complex ? loop(t, part(t)) : Rule{Form::zeros, t, t};
    case UnaryOp::angle: return complex ? loop(t, part(t), Cost::vector_math) : same(inexact(t));
    case UnaryOp::isnan:
    case UnaryOp::isinf: return exact ? Rule{Form::zeros, t, DType::bool_} : loop(t, DType::bool_);
    case UnaryOp::isfinite: return exact ? Rule{Form::ones, t, DType::bool_} : loop(t, DType::bool_);
    case UnaryOp::signbit:
      if (complex) return {};
      return boolean || t == DType::uint8 ? Rule{Form::zeros, t, DType::bool_} : loop(t, DType::bool_);
    case UnaryOp::invert: return exact ? same(t) : Rule{};
    case UnaryOp::logical_not: return same(DType::bool_);
    case UnaryOp::sqrt: return same(inexact(t), complex ? Cost::scalar_math : Cost::memory);
    default: return same(inexact(t), math_cost(t));
  }
}

constexpr Rule make(BinaryOp op, DType t) {
  const bool boolean = t == DType::bool_, exact = !is_inexact(t), complex = is_complex(t);
  switch (op) {
    case BinaryOp::subtract: return boolean ? Rule{} : same(t);
    case BinaryOp::divide: return same(inexact(t));
    case BinaryOp::floor_divide:
    case BinaryOp::remainder:
    case BinaryOp::fmod:
      // There is no smaller integer than uint8 to hold true // true.
      return complex ? Rule{} : same(boolean ? DType::uint8 : t, Cost::vector_math);
    case BinaryOp::power: return same(inexact(t), math_cost(t));
    case BinaryOp::arctan2:
    case BinaryOp::hypot: return complex ? Rule{} : same(inexact(t), Cost::vector_math);
    case BinaryOp::copysign: return complex ? Rule{} : same(inexact(t));
    case BinaryOp::bit_and:
    case BinaryOp::bit_or:
    case BinaryOp::bit_xor: return exact ? same(t) : Rule{};
    case BinaryOp::left_shift:
    case BinaryOp::right_shift: return exact && !boolean ? same(t) : Rule{};
    case BinaryOp::logical_and:
    case BinaryOp::logical_or:
    case BinaryOp::logical_xor: return same(DType::bool_);
    case BinaryOp::equal:
    case BinaryOp::not_equal:
    case BinaryOp::less:
    case BinaryOp::less_equal:
    case BinaryOp::greater:
    case BinaryOp::greater_equal: return loop(t, DType::bool_);
    default: return same(t);
  }
}

template <class Op, int count>
constexpr auto table() {
  std::array<Rule, static_cast<std::size_t>(count * dtype_count)> rules;
  for (int op = 0; op < count; ++op)
    for (int t = 0; t < dtype_count; ++t)
      rules[static_cast<std::size_t>(op * dtype_count + t)] = make(static_cast<Op>(op), static_cast<DType>(t));
  return rules;
}
constexpr auto unary_rules = table<UnaryOp, unary_op_count>();
constexpr auto binary_rules = table<BinaryOp, binary_op_count>();

}  // namespace

Rule rule(UnaryOp op, DType in) {
  return unary_rules[static_cast<std::size_t>(static_cast<int>(op) * dtype_count + static_cast<int>(in))];
}
Rule rule(BinaryOp op, DType promoted) {
  return binary_rules[static_cast<std::size_t>(static_cast<int>(op) * dtype_count + static_cast<int>(promoted))];
}

void reject(UnaryOp op, DType in) {
  if (op == UnaryOp::negative && in == DType::bool_)
    throw ValueError("negative does not take bool; ~a (invert) turns true and false around");
  throw ValueError(format("%s does not take %s", name(op), name(in)));
}

void reject(BinaryOp op, DType a, DType b) {
  if (op == BinaryOp::subtract && a == DType::bool_ && b == DType::bool_)
    throw ValueError("subtract does not take bool; a ~ b (bitwise_xor) is true where two bool arrays differ");
  if (a == b) throw ValueError(format("%s does not take %s", name(op), name(a)));
  throw ValueError(format("%s does not take %s and %s", name(op), name(a), name(b)));
}

}  // namespace loops

DType result_dtype(UnaryOp op, DType in) {
  const loops::Rule rule = loops::rule(op, in);
  if (rule.form == loops::Form::none) loops::reject(op, in);
  return rule.out;
}

DType result_dtype(BinaryOp op, DType a, DType b) {
  const loops::Rule rule = loops::rule(op, promote(a, b));
  if (rule.form == loops::Form::none) loops::reject(op, a, b);
  return rule.out;
}

}  // namespace perilune
