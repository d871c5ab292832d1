// Determinants from LU factors: the product of the pivots, with a sign for each exchange of rows.

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/lapack/solve.h"
#include "kernels/linalg/dense.h"
#include "kernels/linalg/determinant.h"
#include "kernels/linalg/small.h"

namespace perilune::linalg {

namespace {

// Factors a matrix or its transpose, whichever lies ready; `copy` has room for it.
template <class T>
void factor(Context& ctx, const View& a, Int n, T* copy, Int* pivots) {
  if (a.strides[1] <= a.strides[0]) load_rows(ctx, a, copy);
  else load_columns(ctx, a, copy);
  check_finite(copy, std::int64_t{n} * n, "a");
  if (n <= small_side) small_lu(copy, n, pivots);
  else lapack::check_arguments(lapack::getrf(n, n, copy, n, pivots), "getrf");
}

// Calls take(index, diagonal elements by stride n + 1, odd number of exchanges) for each matrix of a stack.
template <class T, class Take>
void for_each_factor(Context& ctx, const MatrixStack& a, Take take) {
  check_square(a, "a");
  const Int n = lapack::dimension(a.rows, "a");
  const std::int64_t size = a.rows * a.rows;
  const auto one = [&](std::int64_t i, T* copy, Int* pivots) {
    factor(ctx, a.matrix(i), n, copy, pivots);
    bool odd = false;
    for (Int k = 0; k < n; ++k) odd ^= pivots[k] != k + 1;
    take(i, copy, odd);
  };
  if (n <= small_side) {
    const Lanes lanes(ctx, n, a.count);
    return lanes.run(ctx, [&](std::int64_t i, std::size_t) {
      T copy[small_side * small_side];
      Int pivots[small_side];
      one(i, copy, pivots);
    });
  }
  const Lanes lanes(ctx, n, a.count);
  CountedVector<T> copies = ctx.vector<T>(static_cast<std::size_t>(size) * lanes.lanes);
  CountedVector<Int> pivots = ctx.vector<Int>(static_cast<std::size_t>(n) * lanes.lanes);
  lanes.run(ctx, [&](std::int64_t i, std::size_t lane) {
    one(i, copies.data() + lane * static_cast<std::size_t>(size), pivots.data() + lane * static_cast<std::size_t>(n));
  });
}

// The product in double precision, whatever the type of the matrix.
template <class T>
auto widened(T x) {
  if constexpr (is_complex_type<T>) return Complex128(x);
  else return static_cast<double>(x);
}

}  // namespace

Array det(Context& ctx, const View& a) {
  const MatrixStack stack(a, "a");
  const DType dtype = to_inexact(a.dtype);
  // Of one matrix a number, in double precision; of a stack an array in the precision of a.
  const bool alone = stack.batch.empty();
  const Array result = Array::empty(ctx, alone ? promote(dtype, DType::float64) : dtype, stack.batch);
  dispatch_inexact(dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    using Wide = decltype(widened(T()));
    for_each_factor<T>(ctx, stack, [&](std::int64_t i, const T* lu, bool odd) {
      Wide product = odd ? -1 : 1;
      for (std::int64_t k = 0; k < stack.rows; ++k) product *= widened(lu[k * (stack.rows + 1)]);
      if (alone) result.as<Wide>()[0] = product;
      else result.as<T>()[i] = static_cast<T>(product);
    });
  });
  return result;
}

SignAndLog slogdet(Context& ctx, const View& a) {
  const MatrixStack stack(a, "a");
  const DType dtype = to_inexact(a.dtype);
  SignAndLog result{Array::empty(ctx, dtype, stack.batch), Array::empty(ctx, real_part_dtype(dtype), stack.batch)};
  dispatch_inexact(dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    using R = lapack::Real<T>;
    for_each_factor<T>(ctx, stack, [&](std::int64_t i, const T* lu, bool odd) {
      auto sign = widened(T(odd ? -1 : 1));
      double logarithm = 0;
      for (std::int64_t k = 0; k < stack.rows; ++k) {
        const auto pivot = widened(lu[k * (stack.rows + 1)]);
        const double size = std::abs(pivot);
        logarithm += std::log(size);
        sign = size == 0 ? decltype(sign)(0) : sign * (pivot / size);
      }
      if (sign == decltype(sign)(0)) logarithm = -std::numeric_limits<double>::infinity();
      result.sign.as<T>()[i] = static_cast<T>(sign);
      result.logabsdet.as<R>()[i] = static_cast<R>(logarithm);
    });
  });
  return result;
}

}  // namespace perilune::linalg
