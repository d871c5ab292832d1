// Elementary functions that lose digits when written out: logistic, entropies, Box-Cox.

#include <cmath>

#include "kernels/special/functions.h"
#include "kernels/special/wide.h"

namespace perilune::special {

double plain::expit(double x) {
  if (x >= 0) return 1 / (1 + std::exp(-x));
  const double e = std::exp(x);
  return e / (1 + e);
}

double plain::logit(double p) {
  if (!(p >= 0 && p <= 1)) return nan;
  if (p > 0.3 && p < 0.65) return 2 * std::atanh(2 * (p - 0.5));  // p - 1/2 is exact here
  return std::log(p / (1 - p));
}

double log_expit(double x) { return x < 0 ? x - std::log1p(std::exp(x)) : -std::log1p(std::exp(-x)); }
double softplus(double x) { return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x)); }

double xlogy(double x, double y) { return x == 0 && !std::isnan(y) ? 0 : x * std::log(y); }
double xlog1py(double x, double y) { return x == 0 && !std::isnan(y) ? 0 : x * std::log1p(y); }

double entr(double x) { return std::isnan(x) ? x : x > 0 ? -x * std::log(x) : x == 0 ? 0 : -inf; }

double rel_entr(double x, double y) {
  if (std::isnan(x) || std::isnan(y)) return nan;
  if (x > 0 && y > 0) {
    // Close to each other the quotient is rounded away before its logarithm is taken.
    const double ratio = x / y;
    return x * (ratio > 0.5 && ratio < 2   ? std::log1p((x - y) / y)
                : ratio > 0 && ratio < inf ? std::log(ratio)
                                           : std::log(x) - std::log(y));
  }
  return x == 0 && y >= 0 ? 0 : inf;
}

double kl_div(double x, double y) {
  if (std::isnan(x) || std::isnan(y)) return nan;
  if (x > 0 && y > 0) return rel_entr(x, y) - x + y;
  return x == 0 && y >= 0 ? y : inf;
}

double huber(double delta, double r) {
  if (delta < 0) return inf;
  return std::abs(r) <= delta ? 0.5 * r * r : delta * (std::abs(r) - 0.5 * delta);
}

double pseudo_huber(double delta, double r) {
  if (delta < 0) return inf;
  if (delta == 0 || r == 0) return 0;
  const double v = r / delta, square = v * v;
  return delta * delta * (square / (1 + std::sqrt(1 + square)));
}

double boxcox(double x, double lambda) {
  if (std::abs(lambda) < 1e-19) return std::log(x);
  if (lambda * std::log(x) < 709.78) return std::expm1(lambda * std::log(x)) / lambda;
  return std::copysign(1., lambda) * std::exp(lambda * std::log(x) - std::log(std::abs(lambda))) - 1 / lambda;
}

double boxcox1p(double x, double lambda) {
  const double l = std::log1p(x);
  if (std::abs(lambda) < 1e-19 || (std::abs(l) < 1e-289 && std::abs(lambda) < 1e273)) return l;
  if (lambda * l < 709.78) return std::expm1(lambda * l) / lambda;
  return std::copysign(1., lambda) * std::exp(lambda * l - std::log(std::abs(lambda))) - 1 / lambda;
}

double inv_boxcox(double y, double lambda) {
  return lambda == 0 ? std::exp(y) : std::exp(std::log1p(lambda * y) / lambda);
}

double inv_boxcox1p(double y, double lambda) {
  if (lambda == 0) return std::expm1(y);
  return std::abs(lambda * y) < 1e-154 ? y : std::expm1(std::log1p(lambda * y) / lambda);
}

double exprel(double x) {
  if (std::abs(x) < 1e-16) return 1;
  return x > 717 ? inf : std::expm1(x) / x;
}

double cosm1(double x) {
  if (std::abs(x) > 0.8) return std::cos(x) - 1;
  const double s = std::sin(0.5 * x);
  return -2 * s * s;
}

}  // namespace perilune::special
