// The binomial and the Poisson distribution.

#include <cmath>

#include "kernels/special/functions.h"
#include "kernels/stats/laws.h"
#include "kernels/stats/sample.h"

namespace perilune::stats {

namespace {

using special::inf;

// C(n, k) p^k (1 - p)^(n - k), through the density of a beta variable.
double binomial_mass(double k, Shapes s) {
  const double n = s[0], p = s[1];
  if (p == 0 || p == 1) return k == (p == 0 ? 0 : n);
  if (k == 0) return std::exp(n * std::log1p(-p));
  if (k == n) return std::pow(p, n);
  return special::beta_power(k + 1, n - k + 1, p, 1 - p) / ((n + 1) * p * (1 - p));
}

double poisson_mass(double k, double mu) { return mu == 0 ? k == 0 : special::gamma_density(k + 1, mu); }

}  // namespace

const Law binom_law{
    .name = "binom",
    .shapes = 2,
    .discrete = true,
    .valid = [](Shapes s) { return s[0] >= 0 && s[0] == std::floor(s[0]) && s[0] < inf && s[1] >= 0 && s[1] <= 1; },
    .low = 0,
    .density = binomial_mass,
    .lower =
        [](double k, Shapes s) {
          return k >= s[0]   ? 1.0
                 : s[1] == 0 ? 1.0
                 : s[1] == 1 ? 0.0
                             : special::betainc_tails(k + 1, s[0] - k, s[1], 1 - s[1]).upper;
        },
    .upper =
        [](double k, Shapes s) {
          return k >= s[0]   ? 0.0
                 : s[1] == 0 ? 0.0
                 : s[1] == 1 ? 1.0
                             : special::betainc_tails(k + 1, s[0] - k, s[1], 1 - s[1]).lower;
        },
    .moments =
        [](Shapes s) {
          const double n = s[0], p = s[1], q = 1 - p, v = n * p * q;
          return Moments4{n * p, v, (q - p) / std::sqrt(v), (1 - 6 * p * q) / v};
        },
    .draw = [](random::Stream& r, Shapes s) { return draw_binomial(r, s[0], s[1]); },
    .log_density =
        [](double k, Shapes s) {
          const double m = binomial_mass(k, s);
          if (m > 1e-290 || s[1] == 0 || s[1] == 1) return std::log(m);
          return -std::log(s[0] + 1) - special::betaln(k + 1, s[0] - k + 1) + special::xlogy(k, s[1]) +
                 special::xlog1py(s[0] - k, -s[1]);
        },
    .support = [](Shapes s, double&, double& high) { high = s[0]; },
};

const Law poisson_law{
    .name = "poisson",
    .shapes = 1,
    .discrete = true,
    .valid = [](Shapes s) { return s[0] >= 0 && s[0] < inf; },
    .low = 0,
    .high = inf,
    .density = [](double k, Shapes s) { return poisson_mass(k, s[0]); },
    .lower = [](double k, Shapes s) { return s[0] == 0 ? 1 : special::gammaincc(k + 1, s[0]); },
    .upper = [](double k, Shapes s) { return s[0] == 0 ? 0 : special::gammainc(k + 1, s[0]); },
    .moments =
        [](Shapes s) {
          return Moments4{s[0], s[0], s[0] > 0 ? 1 / std::sqrt(s[0]) : inf, s[0] > 0 ? 1 / s[0] : inf};
        },
    .draw = [](random::Stream& r, Shapes s) { return draw_poisson(r, s[0]); },
    .log_density =
        [](double k, Shapes s) {
          const double m = poisson_mass(k, s[0]);
          return m > 1e-290 || s[0] == 0 ? std::log(m) : special::xlogy(k, s[0]) - special::gammaln(k + 1) - s[0];
        },
};

}  // namespace perilune::stats
