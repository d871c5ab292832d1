#include "kernels/fft/helpers.h"

#include "kernels/array/manipulate.h"

namespace perilune::fft {

namespace {

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

}  // namespace

Array fftfreq(Context& ctx, std::int64_t n, double d) {
  check_spacing(n, d);
  Array f = Array::empty(ctx, DType::float64, {n});
  const double unit = 1 / (static_cast<double>(n) * d);
  for (std::int64_t k = 0; k < n; ++k) f.at<double>(k) = static_cast<double>(k <= (n - 1) / 2 ? k : k - n) * unit;
  return f;
}

Array rfftfreq(Context& ctx, std::int64_t n, double d) {
  check_spacing(n, d);
  Array f = Array::empty(ctx, DType::float64, {n / 2 + 1});
  const double unit = 1 / (static_cast<double>(n) * d);
  for (std::int64_t k = 0; k <= n / 2; ++k) f.at<double>(k) = static_cast<double>(k) * unit;
  return f;
}

Array fftshift(Context& ctx, const View& x, const Dims& axes) { return rolled(ctx, x, axes, false); }
Array ifftshift(Context& ctx, const View& x, const Dims& axes) { return rolled(ctx, x, axes, true); }

}  // namespace perilune::fft
