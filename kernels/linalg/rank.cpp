// Condition numbers and ranks.

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/array/elementwise.h"
#include "kernels/array/reduce.h"
#include "kernels/linalg/dense.h"
#include "kernels/linalg/eigh.h"
#include "kernels/linalg/rank.h"
#include "kernels/linalg/solve.h"
#include "kernels/linalg/svd.h"

namespace perilune::linalg {

namespace {

// inf: warnings of an inverse that is not wanted for itself are not wanted either.
class Silence {
 public:
  explicit Silence(Context& ctx) : ctx_(ctx), kept_(ctx.on_warning) { ctx.on_warning = nullptr; }
  ~Silence() { ctx_.on_warning = kept_; }
  Silence(const Silence&) = delete;

 private:
  Context& ctx_;
  void (*kept_)(void*, std::string_view);
};

enum class Content { finite, infinite, nan };

template <class T>
Content content_of(Context& ctx, const View& a, T* scratch) {
  load_rows(ctx, a, scratch);
  const std::int64_t size = a.size();
  if (all_finite(scratch, size)) return Content::finite;
  for (std::int64_t i = 0; i < size; ++i)
    if (std::isnan(std::real(scratch[i])) || std::isnan(std::imag(scratch[i]))) return Content::nan;
  return Content::infinite;
}

template <class T>
lapack::Real<T> condition(Context& ctx, const View& a, const NormOrder& order, T* scratch) {
  using R = lapack::Real<T>;
  constexpr R inf = std::numeric_limits<R>::infinity();
  const Content content = content_of(ctx, a, scratch);
  if (content == Content::nan) return std::numeric_limits<R>::quiet_NaN();
  if (content == Content::infinite) return inf;
  const bool by_values =
      order.kind == NormOrder::two_or_frobenius || (order.kind == NormOrder::power && std::abs(order.p) == 2);
  if (by_values) {
    const Array s = svd(ctx, a, {.compute_uv = false}).s;
    const R largest = s.as<R>()[0], smallest = s.as<R>()[s.size() - 1];
    const bool reversed = order.kind == NormOrder::power && order.p < 0;
    if (largest == 0) return reversed ? 0 : inf;
    return reversed ? smallest / largest : smallest == 0 ? inf : largest / smallest;
  }
  try {
    const Array inverse = inv(ctx, a, Structure::general);
    NormOptions options;
    options.order = order;
    options.axes = {0, 1};
    return norm(ctx, a, options).as<R>()[0] * norm(ctx, inverse, options).as<R>()[0];
  } catch (const SingularError&) {
    return inf;
  } catch (const ValueError&) {  // the inverse overflowed
    return inf;
  }
}

}  // namespace

Array cond(Context& ctx, const View& a, const NormOrder& order) {
  const MatrixStack stack(a, "a");
  if (stack.rows == 0 || stack.columns == 0) throw ShapeError("a must not be empty, got " + shape_text(a.dims()));
  const bool any_shape =
      order.kind == NormOrder::two_or_frobenius || (order.kind == NormOrder::power && std::abs(order.p) == 2);
  if (!any_shape) check_square(stack, "a");
  if (order.kind == NormOrder::power && std::abs(order.p) != 2 && std::abs(order.p) != 1 && !std::isinf(order.p))
    throw ValueError("p must be 1, -1, 2, -2, an infinity, 'fro' or 'nuc', got " + number_text(order.p));
  const DType dtype = to_inexact(a.dtype);
  const Array result = Array::empty(ctx, real_part_dtype(dtype), stack.batch);
  const Silence silence(ctx);
  dispatch_inexact(dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    CountedVector<T> scratch = ctx.vector<T>(static_cast<std::size_t>(stack.rows * stack.columns));
    for (std::int64_t i = 0; i < stack.count; ++i) {
      ctx.poll();
      result.as<lapack::Real<T>>()[i] = condition<T>(ctx, stack.matrix(i), order, scratch.data());
    }
  });
  return result;
}

Array matrix_rank(Context& ctx, const View& a, const RankOptions& o) {
  if (a.ndim < 2) {
    const Array any = reduce(ctx, ReduceOp::any, a);
    return astype(ctx, any, DType::int64);
  }
  const MatrixStack stack(a, "a");
  Array sizes;
  if (o.hermitian) {
    EighOptions values;
    values.vectors = false;
    sizes = eigh(ctx, a, nullptr, values).w;
    apply(ctx, UnaryOp::absolute, sizes, sizes);
  } else {
    sizes = svd(ctx, a, {.compute_uv = false}).s;
  }
  const std::int64_t count = std::min(stack.rows, stack.columns);
  const Array rank = Array::zeros(ctx, DType::int64, stack.batch);
  dispatch_inexact(sizes.dtype(), [&](auto tag) {
    using R = lapack::Real<typename decltype(tag)::type>;
    const double usual = static_cast<double>(std::max(stack.rows, stack.columns)) * std::numeric_limits<R>::epsilon();
    for (std::int64_t i = 0; i < stack.count && count > 0; ++i) {
      const R* s = sizes.as<R>() + i * count;
      const double largest = *std::max_element(s, s + count);
      const double limit = o.tol ? *o.tol : o.rtol.value_or(usual) * largest;
      rank.as<std::int64_t>()[i] = std::count_if(s, s + count, [&](R x) { return x > limit; });
    }
  });
  return rank;
}

}  // namespace perilune::linalg
