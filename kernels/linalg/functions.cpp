#include "kernels/linalg/functions.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/array/create.h"
#include "kernels/lapack/eigen.h"
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

namespace {

// S. Godbole, On Efficient Computation of Matrix Chain Products, IEEE Trans. Computers C-22 (1973).
class Chain {
 public:
  Chain(Context& ctx, std::span<const View> arrays)
      : ctx_(ctx), arrays_(arrays), n_(arrays.size()), cut_(ctx.vector<std::size_t>(n_ * n_)) {
    CountedVector<double> cost = ctx.vector<double>(n_ * n_), side = ctx.vector<double>(n_ + 1);
    for (std::size_t i = 0; i < n_; ++i) {
      const View& v = arrays[i];
      side[i] = v.ndim == 2 ? static_cast<double>(v.shape[0]) : i == 0 ? 1 : static_cast<double>(v.shape[0]);
    }
    side[n_] = arrays[n_ - 1].ndim == 2 ? static_cast<double>(arrays[n_ - 1].shape[1]) : 1;
    for (std::size_t length = 2; length <= n_; ++length)
      for (std::size_t i = 0; i + length <= n_; ++i) {
        ctx.poll();
        const std::size_t j = i + length - 1;
        double best = std::numeric_limits<double>::infinity();
        for (std::size_t k = i; k < j; ++k) {
          const double c = cost[i * n_ + k] + cost[(k + 1) * n_ + j] + side[i] * side[k + 1] * side[j + 1];
          if (c >= best) continue;
          best = c;
          cut_[i * n_ + j] = k;
        }
        cost[i * n_ + j] = best;
      }
  }

  Array product(std::size_t i, std::size_t j) const {
    const std::size_t k = cut_[i * n_ + j];
    const Array left = k > i ? product(i, k) : Array(), right = k + 1 < j ? product(k + 1, j) : Array();
    return matmul(ctx_, k > i ? left.view() : arrays_[i], k + 1 < j ? right.view() : arrays_[j]);
  }

 private:
  Context& ctx_;
  std::span<const View> arrays_;
  std::size_t n_;
  CountedVector<std::size_t> cut_;
};

}  // namespace

Array multi_dot(Context& ctx, std::span<const View> arrays) {
  if (arrays.size() < 2) throw ValueError(format("arrays must hold at least two arrays, got %zu", arrays.size()));
  if (arrays.size() > 1000) throw ValueError(format("arrays must hold at most 1000 arrays, got %zu", arrays.size()));
  for (std::size_t i = 0; i < arrays.size(); ++i) {
    const bool end = i == 0 || i + 1 == arrays.size();
    if (arrays[i].ndim != 2 && !(end && arrays[i].ndim == 1))
      throw ShapeError(
          format("arrays[%zu] must be a matrix%s, got a %d-d array", i + 1, end ? " or a vector" : "", arrays[i].ndim));
    if (i == 0) continue;
    const View& left = arrays[i - 1];
    if (left.shape[left.ndim - 1] != arrays[i].shape[0])
      throw ShapeError(format("arrays[%zu] (", i) + shape_text(left.dims()) + format(") and arrays[%zu] (", i + 1) +
                       shape_text(arrays[i].dims()) + ") do not fit");
  }
  return Chain(ctx, arrays).product(0, arrays.size() - 1);
}

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
