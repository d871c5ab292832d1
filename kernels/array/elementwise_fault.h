#pragma once
// Inside elementwise: where the first failing element is, for messages.

#include <string>

#include "kernels/array/elementwise_loops.h"
#include "kernels/core/function_ref.h"

namespace perilune::loops {

struct Failure {
  std::string text;             // " at element 3", " at element (2, 3)": from 1; empty for a single element
  const std::byte* at[3] = {};  // that element of each operand
};

// The first element in row-major order for which `again`, computing parts of the operands into the same part of out,
// reports a fault. There is one. Bisection: the work is about that of the whole once more.
Failure first_failure(Context& ctx, const View& out, std::span<const View> operands,
                      FunctionRef<Fault(std::span<const View>, const View&)> again);

}  // namespace perilune::loops
