#include "kernels/linalg/balance.h"

#include <algorithm>

#include "kernels/lapack/eigen.h"
#include "kernels/linalg/dense.h"

namespace perilune::linalg {

Balance matrix_balance(Context& ctx, const View& a, const BalanceOptions& o) {
  const MatrixStack stack(a, "a");
  check_square(stack, "a");
  const std::int64_t n = stack.rows, size = n * n;
  const lapack::Int order = lapack::dimension(n, "a");
  const DType dtype = to_inexact(a.dtype), real = real_part_dtype(dtype);
  Dims row = stack.batch;
  row.push_back(n);
  Balance result{empty_matrices(ctx, dtype, stack.batch, n, n), Array::empty(ctx, real, row),
                 Array::empty(ctx, DType::int64, row), Array()};
  result.t = empty_matrices(ctx, real, stack.batch, n, n);
  dispatch_inexact(dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    using R = lapack::Real<T>;
    CountedVector<R> factors = ctx.vector<R>(static_cast<std::size_t>(n));
    std::fill_n(result.t.as<R>(), result.t.size(), R(0));
    for (std::int64_t i = 0; i < stack.count && n > 0; ++i) {
      ctx.poll();
      T* matrix = result.b.as<T>() + i * size;
      load_columns(ctx, stack.matrix(i), matrix);
      check_finite(matrix, size, "a");
      lapack::Int low = 1, high = order;
      lapack::check_arguments(lapack::gebal(o.permute, o.scale, order, matrix, &low, &high, factors.data()), "gebal");
      R* scale = result.scale.as<R>() + i * n;
      std::int64_t* perm = result.perm.as<std::int64_t>() + i * n;
      for (std::int64_t k = 0; k < n; ++k) {
        scale[k] = k + 1 >= low && k + 1 <= high ? factors[static_cast<std::size_t>(k)] : R(1);
        perm[k] = k;
      }
      // Rows changed places from the last one up, then from the first one down.
      const auto exchange = [&](std::int64_t k) {
        std::swap(perm[k], perm[static_cast<std::int64_t>(factors[static_cast<std::size_t>(k)]) - 1]);
      };
      for (std::int64_t k = n - 1; k >= high; --k) exchange(k);
      for (std::int64_t k = 0; k + 1 < low; ++k) exchange(k);
      R* t = result.t.as<R>() + i * size;
      for (std::int64_t k = 0; k < n; ++k) t[perm[k] + k * n] = scale[k];
    }
  });
  return result;
}

}  // namespace perilune::linalg
