#include "kernels/fft/helpers.h"

#include <algorithm>

#include "kernels/array/manipulate.h"

namespace perilune::fft {

namespace {

constexpr std::int64_t between_polls = 1 << 16;

void check_spacing(std::int64_t n, double d) {
  if (n < 1) throw ValueError(format("n must be at least 1, got %lld", static_cast<long long>(n)));
  if (d == 0) throw ValueError("d must not be 0");
}

Array rolled(Context& ctx, const View& x, const Dims& axes, bool back) {
  Dims shifts;
  for (const std::int64_t axis : axes) {
    const std::int64_t half = x.shape[axis] / 2;
    shifts.push_back(back ? -half : half);
  }
  return roll(ctx, x, shifts, std::span<const std::int64_t>(axes));
}

// f(k) for k from 0 to n - 1.
template <class F>
Array sampled(Context& ctx, std::int64_t n, F f) {
  Array a = Array::empty(ctx, DType::float64, {n});
  double* values = a.as<double>();
  for (std::int64_t begin = 0; begin < n; begin += between_polls) {
    ctx.poll();
    for (std::int64_t k = begin, end = std::min(n, begin + between_polls); k < end; ++k) values[k] = f(k);
  }
  return a;
}

}  // namespace

Array fftfreq(Context& ctx, std::int64_t n, double d) {
  check_spacing(n, d);
  const double unit = 1 / (static_cast<double>(n) * d);
  return sampled(ctx, n, [=](std::int64_t k) { return static_cast<double>(k <= (n - 1) / 2 ? k : k - n) * unit; });
}

Array rfftfreq(Context& ctx, std::int64_t n, double d) {
  check_spacing(n, d);
  const double unit = 1 / (static_cast<double>(n) * d);
  return sampled(ctx, n / 2 + 1, [=](std::int64_t k) { return static_cast<double>(k) * unit; });
}

Array fftshift(Context& ctx, const View& x, const Dims& axes) { return rolled(ctx, x, axes, false); }
Array ifftshift(Context& ctx, const View& x, const Dims& axes) { return rolled(ctx, x, axes, true); }

}  // namespace perilune::fft
