#pragma once
// Special functions of real numbers. Outside their domain they give NaN, at poles and beyond the range of double an
// infinity, as SciPy's do; they raise nothing and keep no state. float32 is computed here too, and rounded once.

#include <limits>

namespace perilune::special {

inline constexpr double inf = std::numeric_limits<double>::infinity();
inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// error.cpp
double erf(double x);
double erfc(double x);
double erfcx(double x);  // exp(x^2) erfc(x)
double erfi(double x);   // -i erf(i x)
double dawsn(double x);  // exp(-x^2) times the integral of exp(t^2)
double erfinv(double y);
double erfcinv(double y);
double ndtr(double x);       // the normal distribution function
double ndtri(double p);      // its inverse
double log_ndtr(double x);   // its logarithm, also far in the lower tail
double ndtri_exp(double y);  // the inverse of log_ndtr

// gamma.cpp
double gamma(double x);
double gammaln(double x);  // log |gamma(x)|
double gammasgn(double x);
double rgamma(double x);
double loggamma(double x);  // NaN below 0
double psi(double x);
double polygamma(double n, double x);
double zeta(double x, double q);  // Hurwitz's
double poch(double z, double m);
// log gamma(x) - ((x - 1/2) log x - x + log(2 pi) / 2), for x > 0: what is left of Stirling's formula.
double stirling_error(double x);
double beta(double a, double b);
double betaln(double a, double b);
double binom(double n, double k);

// incomplete_gamma.cpp
double gammainc(double a, double x);
double gammaincc(double a, double x);
double gammaincinv(double a, double p);
double gammainccinv(double a, double q);
double gamma_density(double a, double x);  // x^(a-1) exp(-x) / gamma(a)

// incomplete_beta.cpp
double betainc(double a, double b, double x);
double betaincc(double a, double b, double x);
double betaincinv(double a, double b, double p);
double betainccinv(double a, double b, double q);
// Both tails at once: lower = I_x(a, b), upper = 1 - lower, each to its own relative accuracy. y is 1 - x, which the
// caller may know better than by subtraction.
struct Tails {
  double lower, upper;
};
Tails betainc_tails(double a, double b, double x, double y);
// x^a (1 - x)^b / B(a, b), accurate for large a and b.
double beta_power(double a, double b, double x, double y);
// Where betainc_tails(...).lower is p (upper: q), p + q = 1; both x and 1 - x. A guess of x in (0, 1) saves steps.
struct Point {
  double x, y;
};
Point betainc_inverse(double a, double b, double p, double q, double guess = 0);

// logistic.cpp
double expit(double x);
double logit(double p);
double log_expit(double x);
double softplus(double x);
double xlogy(double x, double y);
double xlog1py(double x, double y);
double entr(double x);
double rel_entr(double x, double y);
double kl_div(double x, double y);
double huber(double delta, double r);
double pseudo_huber(double delta, double r);
double boxcox(double x, double lambda);
double boxcox1p(double x, double lambda);
double inv_boxcox(double y, double lambda);
double inv_boxcox1p(double y, double lambda);
double exprel(double x);
double cosm1(double x);

// distribution.cpp: distribution functions under their classical names
double bdtr(double k, double n, double p);
double bdtrc(double k, double n, double p);
double chdtr(double v, double x);
double chdtrc(double v, double x);
double chdtri(double v, double p);
// Where x on the scale of F with dfn and dfd degrees lies on that of the beta distribution.
Point f_fraction(double dfn, double dfd, double x);
double fdtr(double dfn, double dfd, double x);
double fdtrc(double dfn, double dfd, double x);
double fdtri(double dfn, double dfd, double p);
double pdtr(double k, double m);
double pdtrc(double k, double m);
double stdtr(double df, double t);
double stdtrit(double df, double p);

// kolmogorov.cpp
double kolmogorov(double y);  // P(sup |brownian bridge| > y)
double kolmogi(double p);
double smirnov(double n, double d);  // P(D_n^+ >= d)

}  // namespace perilune::special
