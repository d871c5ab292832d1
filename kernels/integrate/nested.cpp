#include "kernels/integrate/nested.h"

#include <algorithm>
#include <chrono>

namespace perilune::integrate {

namespace {

class Nest {
 public:
  Nest(Context& ctx, FunctionRef<double(std::span<const double>)> f, std::size_t n,
       FunctionRef<Range(std::size_t, std::span<const double>)> range, std::span<const QuadOptions> options,
       double maxtime)
      : ctx_(ctx), f_(f), range_(range), options_(options), maxtime_(maxtime), x_(ctx.vector<double>(n)) {}

  double integrate(std::size_t level, NestedResult& result) {
    const Range limits = range_(level, std::span<const double>(x_).subspan(level + 1));
    QuadOptions options = options_[level];
    if (maxtime_ < std::numeric_limits<double>::infinity())
      options.maxtime = std::max(0.0, maxtime_ - std::chrono::duration<double>(Context::Clock::now() - start_).count());
    const auto inner = [&](double x) {
      x_[level] = x;
      return level == 0 ? f_(x_) : integrate(level - 1, result);
    };
    const QuadResult r = quad(ctx_, inner, limits.low, limits.high, options);
    result.error = std::max(result.error, r.error);
    if (level == 0) result.evaluations += r.evaluations;
    if (!r.success() && !result.status) {
      result.status = r.status;
      result.message = r.message;
    }
    return r.value;
  }

 private:
  Context& ctx_;
  FunctionRef<double(std::span<const double>)> f_;
  FunctionRef<Range(std::size_t, std::span<const double>)> range_;
  std::span<const QuadOptions> options_;
  double maxtime_;
  CountedVector<double> x_;
  Context::Clock::time_point start_ = Context::Clock::now();
};

}  // namespace

NestedResult nested_quad(Context& ctx, FunctionRef<double(std::span<const double>)> f, std::size_t n,
                         FunctionRef<Range(std::size_t, std::span<const double>)> range,
                         std::span<const QuadOptions> options, double maxtime) {
  // Each level takes some room on the stack, and time multiplies: more are a mistake.
  if (n > 20) throw ValueError(format("ranges must have at most 20 entries, got %zu", n));
  NestedResult result{0, 0};
  result.value = Nest(ctx, f, n, range, options, maxtime).integrate(n - 1, result);
  return result;
}

}  // namespace perilune::integrate
