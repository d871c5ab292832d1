#pragma once
// Inside elementwise: which dtype an operation is computed in, which it gives, and how costly an element is.

#include "kernels/array/elementwise.h"

namespace perilune::loops {

// How an operation is carried out.
enum class Form : std::uint8_t {
  none,   // it has no meaning for the dtype
  loop,   // by an inner loop
  copy,   // the result is the operand: real of a real number, floor of an integer
  zeros,  // the result is 0 or false everywhere: imag of a real number, isnan of an integer
  ones,   // true everywhere: isfinite of an integer
};

// What an element costs: it decides how much work is worth a thread.
enum class Cost : std::uint8_t { memory, vector_math, scalar_math };

struct Rule {
  Form form = Form::none;
  DType in = DType::float64, out = DType::float64;
  Cost cost = Cost::memory;
};

// The operands' dtype is promote(a, b). Does not throw: form is none.
Rule rule(UnaryOp op, DType in);
Rule rule(BinaryOp op, DType promoted);

[[noreturn]] void reject(UnaryOp op, DType in);
[[noreturn]] void reject(BinaryOp op, DType a, DType b);

}  // namespace perilune::loops
