// Distribution functions under their classical names.

#include "kernels/special/functions.h"
#include "stdlib/special/family.h"
#include "stdlib/special/module.h"

namespace perilune {

namespace {

constexpr Arg k_n_p[] = {elementwise_input("k", "Number of successes, rounded down."),
                         elementwise_input("n", "Number of trials."),
                         elementwise_input("p", "Probability of a success."), elementwise_result};
constexpr Arg v_x[] = {elementwise_input("v", "Degrees of freedom."), elementwise_input("x", "Where."),
                       elementwise_result};
constexpr Arg v_p[] = {elementwise_input("v", "Degrees of freedom."), elementwise_input("p", "Probabilities."),
                       elementwise_result};
constexpr Arg f_x[] = {elementwise_input("dfn", "Degrees of freedom of the numerator."),
                       elementwise_input("dfd", "Degrees of freedom of the denominator."),
                       elementwise_input("x", "Where."), elementwise_result};
constexpr Arg f_p[] = {elementwise_input("dfn", "Degrees of freedom of the numerator."),
                       elementwise_input("dfd", "Degrees of freedom of the denominator."),
                       elementwise_input("p", "Probabilities."), elementwise_result};
constexpr Arg k_m[] = {elementwise_input("k", "Number of events, rounded down."),
                       elementwise_input("m", "Their mean number."), elementwise_result};
constexpr Arg df_t[] = {elementwise_input("df", "Degrees of freedom."), elementwise_input("t", "Where."),
                        elementwise_result};
constexpr Arg df_p[] = {elementwise_input("df", "Degrees of freedom."), elementwise_input("p", "Probabilities."),
                        elementwise_result};
constexpr Arg one_y[] = {elementwise_input("y", "Real numbers."), elementwise_result};
constexpr Arg one_p[] = {elementwise_input("p", "Probabilities."), elementwise_result};
constexpr Arg n_d[] = {elementwise_input("n", "Size of the sample."), elementwise_input("d", "The statistic."),
                       elementwise_result};

constexpr ScalarEntry entries[] = {
    {"bdtr", k_n_p, special::bdtr, "The binomial distribution function.", "The probability of at most k successes.",
     "print(special.bdtr(1, 2, 0.5))  --> 0.75"},
    {"bdtrc", k_n_p, special::bdtrc, "The upper tail of the binomial distribution.",
     "The probability of more than k successes.", "print(special.bdtrc(1, 2, 0.5))  --> 0.25"},
    {"chdtr", v_x, special::chdtr, "The chi-squared distribution function.", "gammainc(v / 2, x / 2).",
     "print(special.chdtr(2, 2))  --> 0.63212055882856"},
    {"chdtrc", v_x, special::chdtrc, "The upper tail of the chi-squared distribution.", "gammaincc(v / 2, x / 2).",
     "print(special.chdtrc(2, 2))  --> 0.36787944117144"},
    {"chdtri", v_p, special::chdtri, "The inverse of the upper tail of the chi-squared distribution.",
     "The x at which chdtrc(v, x) is p.", "print(special.chdtri(1, 0.05))  --> 3.8414588206941"},
    {"fdtr", f_x, special::fdtr, "The F distribution function.", "The F distribution of Fisher and Snedecor.",
     "print(special.fdtr(2, 2, 1))  --> 0.5"},
    {"fdtrc", f_x, special::fdtrc, "The upper tail of the F distribution.", "1 - fdtr, with its own accuracy.",
     "print(special.fdtrc(2, 2, 3))  --> 0.25"},
    {"fdtri", f_p, special::fdtri, "The inverse of the F distribution function.", "The x at which fdtr is p.",
     "print(special.fdtri(2, 2, 0.75))  --> 3.0"},
    {"pdtr", k_m, special::pdtr, "The Poisson distribution function.", "The probability of at most k events.",
     "print(special.pdtr(0, 1))  --> 0.36787944117144"},
    {"pdtrc", k_m, special::pdtrc, "The upper tail of the Poisson distribution.",
     "The probability of more than k events.", "print(special.pdtrc(0, 1))  --> 0.63212055882856"},
    {"stdtr", df_t, special::stdtr, "Student's t distribution function.", "Accurate in the lower tail.",
     "print(special.stdtr(1, 1))  --> 0.75"},
    {"stdtrit", df_p, special::stdtrit, "The quantiles of Student's t distribution.", "The inverse of `special.stdtr`.",
     "print(special.stdtrit(10, 0.975))  --> 2.2281388519863"},
    {"kolmogorov", one_y, special::kolmogorov, "The upper tail of Kolmogorov's limiting distribution.",
     "The probability that sqrt(n) times the two-sided statistic exceeds y, for large n.",
     "print(special.kolmogorov(1))  --> 0.26999967167735"},
    {"kolmogi", one_p, special::kolmogi, "The inverse of `special.kolmogorov`.", "By bisection.",
     "print(special.kolmogi(0.5))  --> 0.82757355518991"},
    {"smirnov", n_d, special::smirnov, "The upper tail of Smirnov's one-sided statistic.",
     "The exact probability that D+ of n observations is at least d.", "print(special.smirnov(2, 0.5))  --> 0.25",
     "Z. W. Birnbaum, F. H. Tingey, Annals of Mathematical Statistics 22 (1951)"},
};
constexpr auto rows = scalar_family<entries>();

}  // namespace

Rows distribution_function_rows() { return rows; }

}  // namespace perilune
