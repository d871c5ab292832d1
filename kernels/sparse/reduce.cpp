#include "kernels/sparse/reduce.h"

#include <algorithm>
#include <cmath>

#include "kernels/array/elementwise.h"
#include "kernels/array/reduce.h"
#include "kernels/array/scalar_view.h"
#include "kernels/sparse/numbers.h"

namespace perilune::sparse {

namespace {

// visit(row, column, value) for everything stored.
template <class T, class I, class Visit>
void visit_all(Context& ctx, const Matrix& m, Visit&& visit) {
  if (m.format == Format::coo) {
    for (std::int64_t k = 0; k < m.nnz(); ++k) visit(m.row.as<I>()[k], m.col.as<I>()[k], m.data.as<T>()[k]);
    return;
  }
  const Compressed<T, I> c(m);
  for (std::int64_t i = 0; i < c.major; ++i) {
    if (i % 1024 == 0) ctx.poll();
    for (I k = c.indptr[i]; k < c.indptr[i + 1]; ++k)
      if (m.format == Format::csr) visit(static_cast<I>(i), c.indices[k], c.data[k]);
      else visit(c.indices[k], static_cast<I>(i), c.data[k]);
  }
}

Array divided(Context& ctx, const Array& sums, double count) {
  return apply(ctx, BinaryOp::divide, sums, ScalarView(sums.dtype(), Scalar::of(count)));
}

}  // namespace

Array sum(Context& ctx, const Matrix& m, std::optional<int> axis) {
  if (!axis) return reduce(ctx, ReduceOp::sum, m.data);
  Array sums = Array::zeros(ctx, m.dtype(), {*axis == 0 ? m.columns : m.rows});
  dispatch(m, [&](auto value, auto index) {
    using T = typename decltype(value)::type;
    using I = typename decltype(index)::type;
    T* s = sums.as<T>();
    visit_all<T, I>(ctx, m, [&](I i, I j, T x) { s[*axis == 0 ? j : i] += x; });
  });
  return sums;
}

Array mean(Context& ctx, const Matrix& m, std::optional<int> axis) {
  // rows * columns may pass 2^63; as a double it is only rounded.
  const auto rows = static_cast<double>(m.rows), columns = static_cast<double>(m.columns);
  return divided(ctx, sum(ctx, m, axis), !axis ? rows * columns : *axis == 0 ? rows : columns);
}

Array extreme(Context& ctx, const Matrix& m, std::optional<int> axis, bool largest) {
  if (is_complex(m.dtype())) throw ValueError("complex values have no order");
  const std::int64_t across = axis ? (*axis == 0 ? m.rows : m.columns) : m.rows;
  if (across == 0 || (!axis && m.columns == 0))
    throw ValueError("self must not be empty along the axis, got shape " + shape_text(m));
  const Matrix c = canonical(ctx, m);
  const std::int64_t n = axis ? (*axis == 0 ? m.columns : m.rows) : 1;
  Array out = axis ? Array::zeros(ctx, m.dtype(), {n}) : Array::zeros(ctx, m.dtype(), {});
  auto counts = ctx.vector<double>(static_cast<std::size_t>(n));
  dispatch(c, [&](auto value, auto index) {
    using T = typename decltype(value)::type;
    using I = typename decltype(index)::type;
    if constexpr (!is_complex_type<T>) {
      T* best = out.as<T>();
      auto take = [largest](T& old, T x) {
        if (x != x || (old == old && (largest ? x > old : x < old))) old = x;
      };
      visit_all<T, I>(ctx, c, [&](I i, I j, T x) {
        const auto at = static_cast<std::size_t>(axis ? (*axis == 0 ? j : i) : 0);
        if (counts[at]++ == 0) best[at] = x;
        else take(best[at], x);
      });
      const double full =
          axis ? static_cast<double>(across) : static_cast<double>(m.rows) * static_cast<double>(m.columns);
      for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] < full) take(best[i], T(0));
    }
  });
  return out;
}

Array diagonal(Context& ctx, const Matrix& m, std::int64_t k) {
  k = std::clamp(k, -(std::int64_t{1} << 62), std::int64_t{1} << 62);
  const std::int64_t down = k < 0 ? -k : 0, right = k > 0 ? k : 0;
  const std::int64_t length = std::max<std::int64_t>(std::min(m.rows - down, m.columns - right), 0);
  Array out = Array::zeros(ctx, m.dtype(), {length});
  dispatch(m, [&](auto value, auto index) {
    using T = typename decltype(value)::type;
    using I = typename decltype(index)::type;
    visit_all<T, I>(ctx, m, [&](I i, I j, T x) {
      if (static_cast<std::int64_t>(j) - static_cast<std::int64_t>(i) == k) out.as<T>()[i - down] += x;
    });
  });
  return out;
}

// Values of one place count once, as their sum.
std::int64_t count_nonzero(Context& ctx, const Matrix& m) { return without_zeros(ctx, canonical(ctx, m)).nnz(); }

Array vector_norms(Context& ctx, const Matrix& m, int axis, double order) {
  const Matrix c = canonical(ctx, m);
  const std::int64_t n = axis == 0 ? m.columns : m.rows, across = axis == 0 ? m.rows : m.columns;
  const DType real = real_part_dtype(m.dtype());
  auto sums = ctx.vector<double>(static_cast<std::size_t>(n));
  auto scales = ctx.vector<double>(static_cast<std::size_t>(order == 2 ? n : 0));
  auto counts = ctx.vector<std::int64_t>(static_cast<std::size_t>(n));
  const bool low = order == -std::numeric_limits<double>::infinity();
  if (low) std::fill(sums.begin(), sums.end(), std::numeric_limits<double>::infinity());
  dispatch(c, [&](auto value, auto index) {
    using T = typename decltype(value)::type;
    using I = typename decltype(index)::type;
    visit_all<T, I>(ctx, c, [&](I i, I j, T x) {
      const auto at = static_cast<std::size_t>(axis == 0 ? j : i);
      const double size = std::abs(Complex128(x));
      ++counts[at];
      if (order == 2) {  // scaled, so that squares neither overflow nor vanish
        if (size > scales[at] || size != size) {
          const double ratio = scales[at] / size;
          sums[at] = size == std::numeric_limits<double>::infinity() ? 1 : 1 + sums[at] * ratio * ratio;
          scales[at] = size;
        } else if (size > 0 && scales[at] < std::numeric_limits<double>::infinity()) {
          sums[at] += (size / scales[at]) * (size / scales[at]);
        }
      } else if (order == 1) {
        sums[at] += size;
      } else if (order == 0) {
        sums[at] += size != 0;
      } else if (std::isinf(order)) {
        if (size != size || (low ? size < sums[at] : size > sums[at])) sums[at] = size;
      } else {
        sums[at] += std::pow(size, order);
      }
    });
  });
  Array out = Array::empty(ctx, real, {n});
  for (std::size_t i = 0; i < sums.size(); ++i) {
    double result = sums[i];
    if (order == 2) result = scales[i] * std::sqrt(sums[i]);
    else if (low && counts[i] < across) result = std::min(result, 0.0);
    else if (!std::isinf(order) && order != 1 && order != 0) {
      if (order < 0 && counts[i] < across) result = 0;
      else result = std::pow(result, 1 / order);
    }
    store(real, out.data() + i * itemsize(real), Scalar::of(result));
  }
  return out;
}

double matrix_norm(Context& ctx, const Matrix& m, Norm norm) {
  if (norm == Norm::frobenius) {
    // Norms of rows, then the norm of those: scaled at both stages.
    const Array rows = perilune::astype(ctx, vector_norms(ctx, m, 1, 2), DType::float64);
    double scale = 0, total = 0;
    for (std::int64_t i = 0; i < rows.size(); ++i) {
      const double x = rows.at<double>(i);
      if (x != x) return x;
      scale = std::max(scale, x);
    }
    if (scale == 0 || std::isinf(scale)) return scale;
    for (std::int64_t i = 0; i < rows.size(); ++i) total += (rows.at<double>(i) / scale) * (rows.at<double>(i) / scale);
    return scale * std::sqrt(total);
  }
  const bool columns = norm == Norm::one || norm == Norm::minus_one;
  const bool largest = norm == Norm::one || norm == Norm::infinity;
  const Array sums = perilune::astype(ctx, vector_norms(ctx, m, columns ? 0 : 1, 1), DType::float64);
  if (!sums.size()) return 0;
  return reduce_all(ctx, largest ? ReduceOp::max : ReduceOp::min, sums).real();
}

}  // namespace perilune::sparse
