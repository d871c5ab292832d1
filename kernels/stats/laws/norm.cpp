// The normal distribution and its exponential, the lognormal one.

#include <cmath>

#include "kernels/special/functions.h"
#include "kernels/stats/laws.h"

namespace perilune::stats {

namespace {

using special::inf;
constexpr double log_root_2pi = 0.91893853320467274178;
constexpr double root_2pi = 2.50662827463100050242;

double double_factorial(int n) {
  double product = 1;
  for (; n > 1; n -= 2) product *= n;
  return product;
}

}  // namespace

const Law norm_law{
    .name = "norm",
    .low = -inf,
    .high = inf,
    .density = [](double x, Shapes) { return std::exp(-0.5 * x * x) / root_2pi; },
    .lower = [](double x, Shapes) { return special::ndtr(x); },
    .upper = [](double x, Shapes) { return special::ndtr(-x); },
    .moments =
        [](Shapes) {
          return Moments4{0, 1, 0, 0};
        },
    .draw = [](random::Stream& r, Shapes) { return r.next_normal(); },
    .log_density = [](double x, Shapes) { return -0.5 * x * x - log_root_2pi; },
    .log_lower = [](double x, Shapes) { return special::log_ndtr(x); },
    .log_upper = [](double x, Shapes) { return special::log_ndtr(-x); },
    .quantile = [](double p, Shapes) { return special::ndtri(p); },
    .upper_quantile = [](double q, Shapes) { return -special::ndtri(q); },
    .entropy = [](Shapes) { return 0.5 + log_root_2pi; },
    .raw_moment = [](int n, Shapes) { return n % 2 ? 0.0 : double_factorial(n - 1); },
};

const Law lognorm_law{
    .name = "lognorm",
    .shapes = 1,
    .valid = [](Shapes s) { return s[0] > 0; },
    .low = 0,
    .high = inf,
    .density = [](double x, Shapes s) -> double {
      if (x == 0) return 0;
      const double z = std::log(x) / s[0];
      return std::exp(-0.5 * z * z) / (s[0] * x * root_2pi);
    },
    .lower = [](double x, Shapes s) { return special::ndtr(std::log(x) / s[0]); },
    .upper = [](double x, Shapes s) { return special::ndtr(-std::log(x) / s[0]); },
    .moments =
        [](Shapes s) {
          const double v = s[0] * s[0], p = std::exp(v), less = std::expm1(v);
          return Moments4{std::sqrt(p), p * less, std::sqrt(less) * (2 + p), ((p + 2) * p + 3) * p * p - 6};
        },
    .draw = [](random::Stream& r, Shapes s) { return std::exp(s[0] * r.next_normal()); },
    .log_density = [](double x, Shapes s) -> double {
      if (x == 0) return -inf;
      const double l = std::log(x), z = l / s[0];
      return -0.5 * z * z - std::log(s[0]) - l - log_root_2pi;
    },
    .log_lower = [](double x, Shapes s) { return special::log_ndtr(std::log(x) / s[0]); },
    .log_upper = [](double x, Shapes s) { return special::log_ndtr(-std::log(x) / s[0]); },
    .quantile = [](double p, Shapes s) { return std::exp(s[0] * special::ndtri(p)); },
    .upper_quantile = [](double q, Shapes s) { return std::exp(-s[0] * special::ndtri(q)); },
    .entropy = [](Shapes s) { return 0.5 + log_root_2pi + std::log(s[0]); },
    .raw_moment = [](int n, Shapes s) { return std::exp(0.5 * n * n * s[0] * s[0]); },
};

}  // namespace perilune::stats
