#include "kernels/linalg/power.h"

#include "kernels/array/create.h"
#include "kernels/linalg/dense.h"
#include "kernels/linalg/matmul.h"
#include "kernels/linalg/solve.h"

namespace perilune::linalg {

Array matrix_power(Context& ctx, const View& a, std::int64_t n) {
  const MatrixStack stack(a, "a");
  check_square(stack, "a");
  if (n == 0) {
    const Array ones = Array::zeros(ctx, a.dtype, Dims(a.dims()));
    const Array identity = eye(ctx, stack.rows, stack.rows, 0, a.dtype);
    copy(ctx, identity, ones);
    return ones;
  }
  Array base = n < 0 ? inv(ctx, a) : contiguous_copy(ctx, a), result;
  bool started = false;
  for (std::uint64_t left = n < 0 ? 0 - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n); left > 0;
       left >>= 1) {
    ctx.poll();
    if (left & 1) result = started ? matmul(ctx, result, base) : base;
    started |= (left & 1) != 0;
    if (left > 1) base = matmul(ctx, base, base);
  }
  return result;
}

}  // namespace perilune::linalg
