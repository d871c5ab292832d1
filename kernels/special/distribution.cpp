// Distribution functions that are incomplete gamma and beta functions of scaled arguments.

#include <cmath>

#include "kernels/special/functions.h"

namespace perilune::special {

double bdtr(double k, double n, double p) {
  k = std::floor(k);
  if (!(p >= 0 && p <= 1) || std::isnan(k) || n < k || k < 0) return nan;
  if (k == n) return 1;
  return betainc_tails(n - k, k + 1, 1 - p, p).lower;
}

double bdtrc(double k, double n, double p) {
  k = std::floor(k);
  if (!(p >= 0 && p <= 1) || std::isnan(k) || n < k) return nan;
  if (k < 0) return 1;
  if (k == n) return 0;
  return betainc_tails(k + 1, n - k, p, 1 - p).lower;
}

double chdtr(double v, double x) { return x < 0 ? nan : gammainc(v / 2, x / 2); }
double chdtrc(double v, double x) { return x < 0 ? 1 : gammaincc(v / 2, x / 2); }
double chdtri(double v, double p) { return 2 * gammainccinv(v / 2, p); }

Point f_fraction(double dfn, double dfd, double x) {
  const double s = dfn * x, t = s + dfd;
  if (t < inf) return {s / t, dfd / t};
  const double ratio = dfd / dfn / x;
  return {1 / (1 + ratio), ratio / (1 + ratio)};
}

double fdtr(double dfn, double dfd, double x) {
  if (!(dfn > 0 && dfd > 0 && x >= 0)) return nan;
  if (x == inf) return 1;
  const Point f = f_fraction(dfn, dfd, x);
  return betainc_tails(dfn / 2, dfd / 2, f.x, f.y).lower;
}

double fdtrc(double dfn, double dfd, double x) {
  if (!(dfn > 0 && dfd > 0 && x >= 0)) return nan;
  if (x == inf) return 0;
  const Point f = f_fraction(dfn, dfd, x);
  return betainc_tails(dfn / 2, dfd / 2, f.x, f.y).upper;
}

double fdtri(double dfn, double dfd, double p) {
  if (!(dfn > 0 && dfd > 0 && p > 0 && p <= 1)) return nan;
  const Point x = betainc_inverse(dfn / 2, dfd / 2, p, 1 - p);
  return dfd * x.x / (dfn * x.y);
}

double pdtr(double k, double m) { return k < 0 || m < 0 ? nan : m == 0 ? 1 : gammaincc(std::floor(k) + 1, m); }
double pdtrc(double k, double m) { return k < 0 || m < 0 ? nan : m == 0 ? 0 : gammainc(std::floor(k) + 1, m); }

double stdtr(double df, double t) {
  if (!(df > 0) || std::isnan(t)) return nan;
  if (df == inf) return ndtr(t);
  if (std::isinf(t)) return t > 0 ? 1 : 0;
  const double s = t * t;
  if (s == inf)
    return t > 0 ? 1 : 0.5 * std::exp(df / 2 * (std::log(df) - 2 * std::log(-t)) - betaln(df / 2, 0.5)) / (df / 2);
  const double tail = 0.5 * betainc_tails(df / 2, 0.5, df / (df + s), s / (df + s)).lower;
  return t < 0 ? tail : 1 - tail;
}

// A first df / (df + t^2) for the upper tail, by the expansion of t around the normal deviate (M. Abramowitz and I. A.
// Stegun, Handbook of Mathematical Functions (1964), 26.7.5); 0 where it is of no use.
static double t_guess(double df, double tail) {
  const double z = -ndtri(tail), s = z * z;
  if (!(df >= 2 && s < 3 * df)) return 0;
  const double t = z * (1 + (s + 1) / (4 * df) + ((5 * s + 16) * s + 3) / (96 * df * df) +
                        (((3 * s + 19) * s + 17) * s - 15) / (384 * df * df * df));
  return df / (df + t * t);
}

double stdtrit(double df, double p) {
  if (!(df > 0 && p >= 0 && p <= 1)) return nan;
  if (p == 0 || p == 1) return p == 0 ? -inf : inf;
  if (df == inf) return ndtri(p);
  if (p == 0.5) return 0;
  const double tail = p < 0.5 ? p : 1 - p;
  // Tables of the two tails together: I_x(df/2, 1/2) = 2 tail with x = df / (df + t^2).
  const Point x = betainc_inverse(df / 2, 0.5, 2 * tail, 1 - 2 * tail, t_guess(df, tail));
  const double t = x.x > 0 ? std::sqrt(df * (x.y / x.x)) : inf;
  return p < 0.5 ? -t : t;
}

}  // namespace perilune::special
