// The beta distribution, and those of Student and of Fisher and Snedecor, which are ratios of gamma variables too.

#include <cmath>

#include "kernels/special/functions.h"
#include "kernels/stats/laws.h"
#include "kernels/stats/sample.h"

namespace perilune::stats {

namespace {

using special::inf;
using special::nan;

constexpr double log_root_2pi = 0.91893853320467274178;

double log_t_density(double x, double df) {
  if (df == inf) return -0.5 * x * x - log_root_2pi;
  const double r = x / std::sqrt(df);
  const double growth = std::abs(r) > 1e100 ? 2 * std::log(std::abs(r)) : std::log1p(r * r);
  return -special::betaln(0.5, 0.5 * df) - 0.5 * std::log(df) - 0.5 * (df + 1) * growth;
}

double gamma_ratio(double a, double b) { return std::exp(special::gammaln(a) - special::gammaln(b)); }

}  // namespace

const Law beta_law{
    .name = "beta",
    .shapes = 2,
    .valid = [](Shapes s) { return s[0] > 0 && s[1] > 0; },
    .low = 0,
    .high = 1,
    .density = [](double x, Shapes s) -> double {
      if (x == 0) return s[0] < 1 ? inf : s[0] == 1 ? s[1] : 0;
      if (x == 1) return s[1] < 1 ? inf : s[1] == 1 ? s[0] : 0;
      return special::beta_power(s[0], s[1], x, 1 - x) / (x * (1 - x));
    },
    .lower = [](double x, Shapes s) { return special::betainc(s[0], s[1], x); },
    .upper = [](double x, Shapes s) { return special::betaincc(s[0], s[1], x); },
    .moments =
        [](Shapes s) {
          const double a = s[0], b = s[1], n = a + b;
          return Moments4{a / n, a / n * (b / n) / (n + 1),
                          2 * (b - a) * std::sqrt(1 + n) / (std::sqrt(a * b) * (2 + n)),
                          6 * ((a - b) * (a - b) * (n + 1) - a * b * (n + 2)) / (a * b * (n + 2) * (n + 3))};
        },
    .draw = [](random::Stream& r, Shapes s) { return draw_beta(r, s[0], s[1]); },
    .log_density = [](double x, Shapes s) -> double {
      if (x == 0) return s[0] < 1 ? inf : s[0] == 1 ? std::log(s[1]) : -inf;
      if (x == 1) return s[1] < 1 ? inf : s[1] == 1 ? std::log(s[0]) : -inf;
      return special::xlogy(s[0] - 1, x) + special::xlog1py(s[1] - 1, -x) - special::betaln(s[0], s[1]);
    },
    .quantile = [](double p, Shapes s) { return special::betaincinv(s[0], s[1], p); },
    .upper_quantile = [](double q, Shapes s) { return special::betainccinv(s[0], s[1], q); },
    .entropy =
        [](Shapes s) {
          const double a = s[0], b = s[1];
          return special::betaln(a, b) - (a - 1) * special::psi(a) - (b - 1) * special::psi(b) +
                 (a + b - 2) * special::psi(a + b);
        },
    .raw_moment = [](int n, Shapes s) { return special::poch(s[0], n) / special::poch(s[0] + s[1], n); },
};

const Law t_law{
    .name = "t",
    .shapes = 1,
    .valid = [](Shapes s) { return s[0] > 0; },
    .low = -inf,
    .high = inf,
    .density = [](double x, Shapes s) { return std::exp(log_t_density(x, s[0])); },
    .lower = [](double x, Shapes s) { return special::stdtr(s[0], x); },
    .upper = [](double x, Shapes s) { return special::stdtr(s[0], -x); },
    .moments =
        [](Shapes s) {
          const double v = s[0];
          if (v == inf) return Moments4{0, 1, 0, 0};
          return Moments4{v > 1 ? 0 : inf,
                          v > 2   ? v / (v - 2)
                          : v > 1 ? inf
                                  : nan,
                          v > 3 ? 0 : nan,
                          v > 4   ? 6 / (v - 4)
                          : v > 2 ? inf
                                  : nan};
        },
    .draw =
        [](random::Stream& r, Shapes s) {
          const double normal = r.next_normal();
          return std::sqrt(s[0] / 2) * normal / std::sqrt(draw_gamma(r, s[0] / 2));
        },
    .log_density = [](double x, Shapes s) { return log_t_density(x, s[0]); },
    .quantile = [](double p, Shapes s) { return special::stdtrit(s[0], p); },
    .upper_quantile = [](double q, Shapes s) { return -special::stdtrit(s[0], q); },
    .entropy =
        [](Shapes s) {
          const double v = s[0];
          if (v == inf) return 0.5 + log_root_2pi;
          return 0.5 * (v + 1) * (special::psi(0.5 * (v + 1)) - special::psi(0.5 * v)) + 0.5 * std::log(v) +
                 special::betaln(0.5 * v, 0.5);
        },
    .raw_moment =
        [](int n, Shapes s) {
          const double v = s[0];
          if (v <= n) return n % 2 && n > 1 ? nan : inf;
          if (n % 2) return 0.0;
          double product = 1;  // v^(n/2) * prod (2i - 1) / (v - 2i)
          for (int i = 1; i <= n / 2; ++i) product *= v == inf ? 2 * i - 1 : v * (2 * i - 1) / (v - 2 * i);
          return product;
        },
};

const Law f_law{
    .name = "f",
    .shapes = 2,
    .valid = [](Shapes s) { return s[0] > 0 && s[1] > 0; },
    .low = 0,
    .high = inf,
    .density = [](double x, Shapes s) -> double {
      if (x == 0) return s[0] < 2 ? inf : s[0] == 2 ? 1 : 0;
      const auto [u, v] = special::f_fraction(s[0], s[1], x);
      return special::beta_power(0.5 * s[0], 0.5 * s[1], u, v) / x;
    },
    .lower = [](double x, Shapes s) { return special::fdtr(s[0], s[1], x); },
    .upper = [](double x, Shapes s) { return special::fdtrc(s[0], s[1], x); },
    .moments =
        [](Shapes s) {
          const double n = s[0], d = s[1];
          const double t = n + d - 2;
          return Moments4{
              d > 2 ? d / (d - 2) : inf, d > 4 ? 2 * d * d * t / (n * (d - 2) * (d - 2) * (d - 4)) : inf,
              d > 6 ? (2 * n + d - 2) / (d - 6) * std::sqrt(8 * (d - 4) / (n * t)) : nan,
              d > 8 ? 12 * (n * (5 * d - 22) * t + (d - 4) * (d - 2) * (d - 2)) / (n * (d - 6) * (d - 8) * t) : nan};
        },
    .draw =
        [](random::Stream& r, Shapes s) {
          const double numerator = 2 * draw_gamma(r, s[0] / 2) * s[1];
          return numerator / (2 * draw_gamma(r, s[1] / 2) * s[0]);
        },
    .quantile =
        [](double p, Shapes s) {
          const special::Point x = special::betainc_inverse(0.5 * s[0], 0.5 * s[1], p, 1 - p);
          return s[1] * x.x / (s[0] * x.y);
        },
    .upper_quantile =
        [](double q, Shapes s) {
          const special::Point x = special::betainc_inverse(0.5 * s[0], 0.5 * s[1], 1 - q, q);
          return s[1] * x.x / (s[0] * x.y);
        },
    .entropy =
        [](Shapes s) {
          const double a = 0.5 * s[0], b = 0.5 * s[1];
          return std::log(s[1] / s[0]) + special::betaln(a, b) + (1 - a) * special::psi(a) - (1 + b) * special::psi(b) +
                 (a + b) * special::psi(a + b);
        },
    .raw_moment =
        [](int n, Shapes s) {
          const double b = 0.5 * s[1];
          return n < b ? std::pow(s[1] / s[0], n) * special::poch(0.5 * s[0], n) * gamma_ratio(b - n, b) : inf;
        },
};

}  // namespace perilune::stats
