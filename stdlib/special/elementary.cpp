// Logistic functions, entropies and what else loses digits when written out.

#include "kernels/special/functions.h"
#include "stdlib/special/family.h"
#include "stdlib/special/module.h"

namespace perilune {

namespace {

constexpr Arg one_p[] = {elementwise_input("p", "Probabilities."), elementwise_result};
constexpr Arg x_y[] = {elementwise_input("x", "First numbers."), elementwise_input("y", "Second numbers."),
                       elementwise_result};
constexpr Arg x_y_complex[] = {in("x", Type::array, "First numbers, real or complex."),
                               in("y", Type::array, "Second numbers, real or complex."), complex_result};
constexpr Arg delta_r[] = {elementwise_input("delta", "Where the loss turns from quadratic to linear."),
                           elementwise_input("r", "Residuals."), elementwise_result};
constexpr Arg x_lambda[] = {elementwise_input("x", "Data."), elementwise_input("lmbda", "The power."),
                            elementwise_result};
constexpr Arg y_lambda[] = {elementwise_input("y", "Transformed data."), elementwise_input("lmbda", "The power."),
                            elementwise_result};

constexpr ScalarEntry entries[] = {
    {"expit",
     one_x,
     {special::expit, special::wide::expit},
     "The logistic function, 1 / (1 + exp(-x)).",
     "Neither end overflows.",
     "print(special.expit(0))  --> 0.5"},
    {"logit",
     one_p,
     {special::logit, special::wide::logit},
     "The inverse of the logistic function, log(p / (1 - p)).",
     "Accurate around 1/2, where it is 0. 0 and 1 give infinities.",
     "print(special.logit(0.75))  --> 1.0986122886681"},
    {"log_expit", one_x, special::log_expit, "The logarithm of the logistic function.",
     "Without the loss that log(expit(x)) has at both ends.", "print(special.log_expit(-800))  --> -800.0"},
    {"softplus", one_x, special::softplus, "log(1 + exp(x)).", "A smooth maximum of x and 0; never overflows.",
     "print(special.softplus(0))  --> 0.69314718055995"},
    {"xlogy",
     x_y_complex,
     {special::xlogy, special::complex::xlogy},
     "x log(y), and 0 where x is 0.",
     "Also where y is 0, as entropies need it.",
     "print(special.xlogy(0, 0))  --> 0.0"},
    {"xlog1py",
     x_y_complex,
     {special::xlog1py, special::complex::xlog1py},
     "x log(1 + y), and 0 where x is 0.",
     "Also where y is -1.",
     "print(special.xlog1py(0, -1))  --> 0.0"},
    {"entr", one_x, special::entr, "Elementwise entropy, -x log(x).", "0 at 0 and minus infinity below.",
     "print(special.entr(0.5))  --> 0.34657359027997"},
    {"rel_entr", x_y, special::rel_entr, "Elementwise relative entropy, x log(x / y).",
     "0 where x is 0 and y is not negative; infinity elsewhere outside the positive numbers.",
     "print(special.rel_entr(2, 1))  --> 1.3862943611199"},
    {"kl_div", x_y, special::kl_div, "Elementwise Kullback-Leibler divergence, x log(x / y) - x + y.",
     "Convex in both, and 0 where they are equal.", "print(special.kl_div(2, 1))  --> 0.38629436111989"},
    {"huber", delta_r, special::huber, "Huber's loss.", "r^2 / 2 up to delta, delta (|r| - delta / 2) beyond.",
     "print(special.huber(1, {0.5, 3}))  --> [0.125 2.5  ]"},
    {"pseudo_huber", delta_r, special::pseudo_huber, "A smooth form of Huber's loss.",
     "delta^2 (sqrt(1 + (r / delta)^2) - 1).", "print(special.pseudo_huber(1, 0))  --> 0.0"},
    {"boxcox", x_lambda, special::boxcox, "The transformation of Box and Cox, (x^lmbda - 1) / lmbda.",
     "log(x) where lmbda is 0.", "print(special.boxcox({1, 4}, 0.5))  --> [0. 2.]"},
    {"boxcox1p", x_lambda, special::boxcox1p, "The transformation of Box and Cox of 1 + x.", "Accurate for small x.",
     "print(special.boxcox1p(3, 0.5))  --> 2.0"},
    {"inv_boxcox", y_lambda, special::inv_boxcox, "The inverse of the transformation of Box and Cox.",
     "exp(y) where lmbda is 0.", "print(special.inv_boxcox(2, 0.5))  --> 4.0"},
    {"inv_boxcox1p", y_lambda, special::inv_boxcox1p, "The inverse of `special.boxcox1p`.",
     "exp(y) - 1 where lmbda is 0.", "print(special.inv_boxcox1p(2, 0.5))  --> 3.0"},
    {"exprel", one_x, special::exprel, "(exp(x) - 1) / x.", "1 at 0, and accurate around it.",
     "print(special.exprel(0))  --> 1.0"},
    {"cosm1", one_x, special::cosm1, "cos(x) - 1.", "Accurate around 0.", "print(special.cosm1(1e-8))  --> -5e-17"},
};
constexpr auto rows = scalar_family<entries>();

}  // namespace

Rows elementary_rows() { return rows; }

}  // namespace perilune
