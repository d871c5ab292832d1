#pragma once
// Sums of exponentials without overflow, along axes. Axes count from 0.

#include <optional>
#include <span>

#include "kernels/core/array.h"

namespace perilune::special {

struct LogSumExpOptions {
  std::optional<Dims> axes;  // none: all elements together
  std::optional<View> b;     // factors of the exponentials, broadcast to the elements
  bool keepdims = false;
};
struct LogSumExp {
  Array value;
  Array sign;  // of the sum: -1, 0 or 1, or its direction when complex
};
// log |sum(b exp(a))|; nan where the sum is negative and signed_result is false. Real or complex.
LogSumExp logsumexp(Context& ctx, const View& a, const LogSumExpOptions& options, bool signed_result);

// exp(x) / sum(exp(x)) and its logarithm; real or complex, integers as float64.
Array softmax(Context& ctx, const View& x, const std::optional<Dims>& axes);
Array log_softmax(Context& ctx, const View& x, const std::optional<Dims>& axes);

}  // namespace perilune::special
