// special: what families there are.

#include "stdlib/special/module.h"

#include "stdlib/modules.h"

namespace perilune {

namespace {

const Rows families[] = {error_function_rows(), gamma_function_rows(), elementary_rows(), distribution_function_rows(),
                         exponential_sum_rows()};
constexpr const char* titles[] = {"Error functions and the normal distribution", "Gamma and beta functions",
                                  "Elementary functions without loss of digits", "Distribution functions",
                                  "Sums of exponentials"};

}  // namespace

const Module special_module{
    .name = "special",
    .summary = "Special functions: error, gamma and beta functions, their incomplete forms and inverses.",
    .families = families,
    .details =
        "Most are elementwise: they take numbers, nested tables and arrays of any shape, which broadcast against "
        "each other, and give a number for numbers. Integers and booleans are computed in float64; float32 "
        "arrays give float32. Outside their domain functions give NaN, at poles and on overflow an infinity.",
    .titles = titles};

}  // namespace perilune
