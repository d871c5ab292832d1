// The error function and the normal distribution.

#include "kernels/special/functions.h"
#include "stdlib/special/family.h"
#include "stdlib/special/module.h"

namespace perilune {

namespace {

constexpr Arg one_y[] = {elementwise_input("y", "Real numbers."), elementwise_result};
constexpr Arg one_p[] = {elementwise_input("p", "Probabilities."), elementwise_result};
constexpr const char* inverse_normal = "M. J. Wichura, Algorithm AS 241, Applied Statistics 37 (1988)";
constexpr const char* faddeeva =
    "C. Chiarella, A. Reichel, Mathematics of Computation 22 (1968)\n"
    "M. Al Azah, S. N. Chandler-Wilde, SIAM J. Numerical Analysis 59 (2021)";
constexpr const char* boost = "Boost.Math";

constexpr ScalarEntry entries[] = {
    {"erf",
     one_z,
     {special::erf, special::wide::erf, special::complex::erf},
     "The error function.",
     "2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x.",
     "print(special.erf(1))  --> 0.84270079294971"},
    {"erfc",
     one_z,
     {special::erfc, special::wide::erfc, special::complex::erfc},
     "The complementary error function, 1 - erf(x).",
     "Keeps its relative accuracy where erf is close to 1.",
     "print(special.erfc(10))  --> 2.0884875837625e-45"},
    {"erfcx",
     one_z,
     {special::erfcx, special::wide::erfcx, special::complex::erfcx},
     "The scaled complementary error function, exp(x^2) erfc(x).",
     "Neither overflows nor vanishes for large x, where it approaches 1 / (x sqrt(pi)).",
     "print(special.erfcx(30))  --> 0.018795888861417"},
    {"erfi",
     one_z,
     {special::erfi, nullptr, special::complex::erfi},
     "The imaginary error function, -i erf(i z).",
     "2 / sqrt(pi) times the integral of exp(t^2) from 0 to z.",
     "print(special.erfi(1))  --> 1.6504257587975",
     faddeeva},
    {"dawsn",
     one_z,
     {special::dawsn, nullptr, special::complex::dawsn},
     "Dawson's integral.",
     "exp(-z^2) times the integral of exp(t^2) from 0 to z.",
     "print(special.dawsn(1))  --> 0.53807950691277",
     faddeeva},
    {"wofz", one_z, special::ScalarFunction(special::complex::wofz), "Faddeeva's function, exp(-z^2) erfc(-i z).",
     "Complex for real numbers too. Its real part along the real axis is a normal density, above it Voigt's profile.",
     "print(special.wofz(0))  --> (1+0j)", faddeeva},
    {"erfinv", one_y, special::erfinv, "The inverse of the error function.",
     "-1 and 1 give infinities; outside of them NaN.", "print(special.erfinv(0.5))  --> 0.47693627620447", boost},
    {"erfcinv", one_y, special::erfcinv, "The inverse of the complementary error function.",
     "0 and 2 give infinities; outside of them NaN.", "print(special.erfcinv(1e-20))  --> 6.6015806223551", boost},
    {"ndtr",
     one_z,
     {special::ndtr, special::wide::ndtr, special::complex::ndtr},
     "The distribution function of the standard normal distribution.",
     "Accurate in the lower tail to its end near -38; for the upper tail ask for `ndtr(-x)`.",
     "print(special.ndtr(-10))  --> 7.6198530241605e-24"},
    {"ndtri", one_p, special::ndtri, "The quantiles of the standard normal distribution.",
     "The inverse of `special.ndtr`. 0 and 1 give infinities; outside of them NaN.",
     "print(special.ndtri(0.975))  --> 1.9599639845401", inverse_normal},
    {"log_ndtr",
     one_z,
     {special::log_ndtr, special::wide::log_ndtr, special::complex::log_ndtr},
     "The logarithm of the standard normal distribution function.",
     "Goes on where the function itself has vanished.",
     "print(special.log_ndtr(-100))  --> -5005.5242086942"},
    {"ndtri_exp", one_y, special::ndtri_exp, "The normal quantile of a probability given by its logarithm.",
     "The inverse of `special.log_ndtr`, for probabilities too small to be written down.",
     "print(special.ndtri_exp(-5005.5242086942))  --> -100.0"},
};
constexpr auto rows = scalar_family<entries>();

}  // namespace

Rows error_function_rows() { return rows; }

}  // namespace perilune
