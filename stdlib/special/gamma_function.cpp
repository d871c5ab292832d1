// Gamma and beta functions, complete and incomplete.

#include "kernels/special/functions.h"
#include "stdlib/special/family.h"
#include "stdlib/special/module.h"

namespace perilune {

namespace {

constexpr Arg a_b[] = {elementwise_input("a", "First parameter."), elementwise_input("b", "Second parameter."),
                       elementwise_result};
constexpr Arg a_x[] = {elementwise_input("a", "The parameter, not negative."),
                       elementwise_input("x", "The end of the integral, not negative."), elementwise_result};
constexpr Arg a_p[] = {elementwise_input("a", "The parameter, positive."), elementwise_input("y", "Probabilities."),
                       elementwise_result};
constexpr Arg a_b_x[] = {elementwise_input("a", "First parameter, positive."),
                         elementwise_input("b", "Second parameter, positive."),
                         elementwise_input("x", "The end of the integral, from 0 to 1."), elementwise_result};
constexpr Arg a_b_p[] = {elementwise_input("a", "First parameter, positive."),
                         elementwise_input("b", "Second parameter, positive."),
                         elementwise_input("y", "Probabilities."), elementwise_result};
constexpr Arg n_k[] = {elementwise_input("n", "How many there are; any real number."),
                       elementwise_input("k", "How many are chosen; any real number."), elementwise_result};
constexpr Arg n_x[] = {elementwise_input("n", "Which derivative, a whole number."),
                       elementwise_input("x", "Where, positive."), elementwise_result};
constexpr Arg z_m[] = {elementwise_input("z", "Where the product begins."), elementwise_input("m", "Its length."),
                       elementwise_result};
constexpr const char* incomplete_beta =
    "A. R. DiDonato, A. H. Morris, ACM Trans. Math. Software 18 (1992)\n"
    "C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000)\nBoost.Math";
constexpr const char* incomplete_gamma = "N. M. Temme, SIAM J. Math. Anal. 10 (1979)\nBoost.Math";
constexpr const char* boost = "Boost.Math";

constexpr ScalarEntry entries[] = {
    {"gamma",
     one_z,
     {special::gamma, special::wide::gamma, special::complex::gamma},
     "The gamma function.",
     "gamma(n + 1) is n factorial. Poles at 0 and the negative whole numbers give infinity; beyond 171.6 the result "
     "overflows: see `special.gammaln`.",
     "print(special.gamma(5), special.gamma(0.5) ^ 2)  --> 24.0\t3.1415926535898",
     boost},
    {"gammaln", one_x, special::gammaln, "The logarithm of the absolute value of the gamma function.",
     "Does not overflow where gamma does; `special.gammasgn` has the sign.",
     "print(special.gammaln(1000))  --> 5905.2204232092"},
    {"loggamma",
     one_z,
     {special::loggamma, nullptr, special::complex::loggamma},
     "The logarithm of the gamma function; of real numbers below 0 NaN.",
     "Above 0 equal to `special.gammaln`; of complex numbers the analytic function with a cut along the negative "
     "reals, whose exponential is gamma.",
     "print(special.loggamma(3))  --> 0.69314718055995"},
    {"gammasgn", one_x, special::gammasgn, "The sign of the gamma function.", "1 or -1, and 0 at its poles.",
     "print(special.gammasgn(-0.5))  --> -1.0"},
    {"rgamma",
     one_z,
     {special::rgamma, nullptr, special::complex::rgamma},
     "The reciprocal of the gamma function.",
     "Has no poles: 0 where gamma has them.",
     "print(special.rgamma{-1, 1, 3})  --> [0.  1.  0.5]",
     boost},
    {"psi",
     one_z,
     {special::psi, nullptr, special::complex::psi},
     "The digamma function, the derivative of log gamma.",
     "NaN at the negative whole numbers.",
     "print(special.psi(1))  --> -0.57721566490153",
     boost,
     "digamma"},
    {"polygamma", n_x, special::polygamma, "Derivatives of the digamma function.", "n = 0 is `special.psi` itself.",
     "print(special.polygamma(1, 1))  --> 1.6449340668482", boost},
    {"poch", z_m, special::poch, "Pochhammer's symbol, gamma(z + m) / gamma(z).",
     "For whole m the product z (z + 1) … (z + m - 1).", "print(special.poch(3, 4))  --> 360.0", boost},
    {"beta", a_b, special::beta, "The beta function, gamma(a) gamma(b) / gamma(a + b).",
     "Computed without the overflow of its parts.", "print(special.beta(2, 3))  --> 0.083333333333333", boost},
    {"betaln", a_b, special::betaln, "The logarithm of the absolute value of the beta function.",
     "For large arguments by Stirling's formula with the large parts cancelled beforehand.",
     "print(special.betaln(1000, 2000))  --> -1911.8746142145",
     "A. R. DiDonato, A. H. Morris, ACM Trans. Math. Software 18 (1992)"},
    {"binom", n_k, special::binom, "The binomial coefficient of real numbers.",
     "Exact for small whole numbers. NaN where n is a negative whole number.", "print(special.binom(5, 2))  --> 10.0"},
    {"gammainc", a_x, special::gammainc, "The regularised lower incomplete gamma function.",
     "The integral of t^(a-1) exp(-t) from 0 to x, over gamma(a): the distribution function of a gamma variable.",
     "print(special.gammainc(1, 1))  --> 0.63212055882856", incomplete_gamma},
    {"gammaincc", a_x, special::gammaincc, "The regularised upper incomplete gamma function.",
     "1 - gammainc(a, x), with its own relative accuracy.", "print(special.gammaincc(2, 50))  --> 9.836624224616e-21",
     incomplete_gamma},
    {"gammaincinv", a_p, special::gammaincinv, "The inverse of the lower incomplete gamma function.",
     "The x at which gammainc(a, x) is y.", "print(special.gammaincinv(2, 0.5))  --> 1.6783469900167",
     incomplete_gamma},
    {"gammainccinv", a_p, special::gammainccinv, "The inverse of the upper incomplete gamma function.",
     "The x at which gammaincc(a, x) is y.", "print(special.gammainccinv(2, 1e-20))  --> 49.983197987091",
     incomplete_gamma},
    {"betainc",
     a_b_x,
     {special::betainc, special::wide::betainc},
     "The regularised incomplete beta function.",
     "The integral of t^(a-1) (1-t)^(b-1) from 0 to x, over beta(a, b): the distribution function of a beta variable.",
     "print(special.betainc(2, 3, 0.5))  --> 0.6875",
     incomplete_beta},
    {"betaincc",
     a_b_x,
     {special::betaincc, special::wide::betaincc},
     "The complement of the regularised incomplete beta function.",
     "1 - betainc(a, b, x), with its own relative accuracy.",
     "print(special.betaincc(2, 3, 0.999))  --> 3.997e-09",
     incomplete_beta},
    {"betaincinv",
     a_b_p,
     {special::betaincinv, special::wide::betaincinv},
     "The inverse of the regularised incomplete beta function.",
     "The x at which betainc(a, b, x) is y.",
     "print(special.betaincinv(2, 3, 0.6875))  --> 0.5",
     incomplete_beta},
    {"betainccinv",
     a_b_p,
     {special::betainccinv, special::wide::betainccinv},
     "The inverse of the complement of the regularised incomplete beta function.",
     "The x at which betaincc(a, b, x) is y.",
     "print(special.betainccinv(2, 3, 0.3125))  --> 0.5",
     incomplete_beta},
};
constexpr auto rows = scalar_family<entries>();

}  // namespace

Rows gamma_function_rows() { return rows; }

}  // namespace perilune
