// F. N. Fritsch, J. Butland, SIAM Journal on Scientific and Statistical Computing 5 (1984): the slope at a sample is a
// weighted harmonic mean of the secants on both sides, or 0 where they differ in sign. The slopes at the ends are those
// of C. Moler, Numerical Computing with MATLAB (2004), section 3.6.

#include "kernels/interpolate/pchip.h"

#include <cmath>

#include "kernels/interpolate/hermite.h"

namespace perilune::interpolate {

namespace {

int sign(double v) { return (v > 0) - (v < 0); }

// The three-point formula at an end, with the nearest interval and secant first, kept to the shape of the samples.
double end_slope(double near, double far, double near_secant, double far_secant) {
  const double slope = ((2 * near + far) * near_secant - near * far_secant) / (near + far);
  if (sign(slope) != sign(near_secant)) return 0;
  const bool turns = sign(near_secant) != sign(far_secant);
  return turns && std::abs(slope) > 3 * std::abs(near_secant) ? 3 * near_secant : slope;
}

}  // namespace

PPoly pchip(Context& ctx, const View& x, const View& y, int axis, Extrapolate extrapolate) {
  if (is_complex(y.dtype)) throw ValueError(format("y must be real, got %s", name(y.dtype)));
  const Samples s = samples(ctx, x, y, axis);
  const std::int64_t n = s.count(), width = s.width();
  const auto *t = s.x.as<double>(), *v = s.y.as<double>();
  CountedVector<double> slopes = ctx.vector<double>(static_cast<std::size_t>(n * width));
  for (std::int64_t j = 0; j < width; ++j) {
    ctx.poll();
    const auto length = [&](std::int64_t i) { return t[i + 1] - t[i]; };
    const auto secant = [&](std::int64_t i) { return (v[(i + 1) * width + j] - v[i * width + j]) / length(i); };
    double* d = slopes.data() + j * n;
    if (n == 2) {
      d[0] = d[1] = secant(0);
      continue;
    }
    d[0] = end_slope(length(0), length(1), secant(0), secant(1));
    d[n - 1] = end_slope(length(n - 2), length(n - 3), secant(n - 2), secant(n - 3));
    double before = secant(0);
    for (std::int64_t i = 1; i < n - 1; ++i) {
      if ((i & 4095) == 0) ctx.poll();
      const double after = secant(i);
      if (before == 0 || after == 0 || sign(before) != sign(after)) {
        d[i] = 0;
      } else {
        const double w1 = 2 * length(i) + length(i - 1), w2 = length(i) + 2 * length(i - 1);
        d[i] = 1 / ((w1 / before + w2 / after) / (w1 + w2));
      }
      before = after;
    }
  }
  return cubic_from_slopes(ctx, s, slopes.data(), extrapolate);
}

}  // namespace perilune::interpolate
