// The gamma distribution, chi-squared, and the exponential and uniform ones.

#include <cmath>

#include "kernels/special/functions.h"
#include "kernels/stats/laws.h"
#include "kernels/stats/sample.h"

namespace perilune::stats {

namespace {

using special::inf;

double log_gamma_density(double a, double x) {
  if (x == 0) return a < 1 ? inf : a == 1 ? 0 : -inf;
  const double d = special::gamma_density(a, x);
  return d > 1e-290 && d < inf ? std::log(d) : special::xlogy(a - 1, x) - x - special::gammaln(a);
}

// Student's companion: one parameter, half the degrees of freedom, twice the scale.
double half(Shapes s) { return 0.5 * s[0]; }

}  // namespace

const Law gamma_law{
    .name = "gamma",
    .shapes = 1,
    .valid = [](Shapes s) { return s[0] > 0; },
    .low = 0,
    .high = inf,
    .density = [](double x, Shapes s) { return special::gamma_density(s[0], x); },
    .lower = [](double x, Shapes s) { return special::gammainc(s[0], x); },
    .upper = [](double x, Shapes s) { return special::gammaincc(s[0], x); },
    .moments =
        [](Shapes s) {
          return Moments4{s[0], s[0], 2 / std::sqrt(s[0]), 6 / s[0]};
        },
    .draw = [](random::Stream& r, Shapes s) { return draw_gamma(r, s[0]); },
    .log_density = [](double x, Shapes s) { return log_gamma_density(s[0], x); },
    .quantile = [](double p, Shapes s) { return special::gammaincinv(s[0], p); },
    .upper_quantile = [](double q, Shapes s) { return special::gammainccinv(s[0], q); },
    .entropy = [](Shapes s) { return special::psi(s[0]) * (1 - s[0]) + s[0] + special::gammaln(s[0]); },
    .raw_moment = [](int n, Shapes s) { return special::poch(s[0], n); },
};

const Law chi2_law{
    .name = "chi2",
    .shapes = 1,
    .valid = [](Shapes s) { return s[0] > 0; },
    .low = 0,
    .high = inf,
    .density = [](double x, Shapes s) { return 0.5 * special::gamma_density(half(s), 0.5 * x); },
    .lower = [](double x, Shapes s) { return special::gammainc(half(s), 0.5 * x); },
    .upper = [](double x, Shapes s) { return special::gammaincc(half(s), 0.5 * x); },
    .moments =
        [](Shapes s) {
          return Moments4{s[0], 2 * s[0], 2 * std::sqrt(2 / s[0]), 12 / s[0]};
        },
    .draw = [](random::Stream& r, Shapes s) { return 2 * draw_gamma(r, half(s)); },
    .log_density = [](double x, Shapes s) { return log_gamma_density(half(s), 0.5 * x) - 0.69314718055994530942; },
    .quantile = [](double p, Shapes s) { return 2 * special::gammaincinv(half(s), p); },
    .upper_quantile = [](double q, Shapes s) { return 2 * special::gammainccinv(half(s), q); },
    .entropy =
        [](Shapes s) {
          const double a = half(s);
          return a + 0.69314718055994530942 + special::gammaln(a) + (1 - a) * special::psi(a);
        },
    .raw_moment = [](int n, Shapes s) { return std::ldexp(special::poch(half(s), n), n); },
};

const Law expon_law{
    .name = "expon",
    .low = 0,
    .high = inf,
    .density = [](double x, Shapes) { return std::exp(-x); },
    .lower = [](double x, Shapes) { return -std::expm1(-x); },
    .upper = [](double x, Shapes) { return std::exp(-x); },
    .moments =
        [](Shapes) {
          return Moments4{1, 1, 2, 6};
        },
    .draw = [](random::Stream& r, Shapes) { return r.next_exponential(); },
    .log_density = [](double x, Shapes) { return -x; },
    .log_upper = [](double x, Shapes) { return -x; },
    .quantile = [](double p, Shapes) { return -std::log1p(-p); },
    .upper_quantile = [](double q, Shapes) { return -std::log(q); },
    .entropy = [](Shapes) { return 1.0; },
    .raw_moment = [](int n, Shapes) { return std::tgamma(n + 1.0); },
};

const Law uniform_law{
    .name = "uniform",
    .low = 0,
    .high = 1,
    .density = [](double, Shapes) { return 1.0; },
    .lower = [](double x, Shapes) { return x; },
    .upper = [](double x, Shapes) { return 1 - x; },
    .moments =
        [](Shapes) {
          return Moments4{0.5, 1.0 / 12, 0, -1.2};
        },
    .draw = [](random::Stream& r, Shapes) { return r.next_unit(); },
    .quantile = [](double p, Shapes) { return p; },
    .upper_quantile = [](double q, Shapes) { return 1 - q; },
    .entropy = [](Shapes) { return 0.0; },
    .raw_moment = [](int n, Shapes) { return 1.0 / (n + 1); },
};

}  // namespace perilune::stats
