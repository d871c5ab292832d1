#pragma once
// Arguments and texts that Generator, RandomState and the functions of the module share.

#include "stdlib/registry/declaration.h"

namespace perilune {

inline constexpr Arg size_arg = optional(
    "size", Type::shape, absent,
    "A length or a list of lengths. Left out: one number, or one for each of the parameters as they broadcast.");
inline constexpr Arg sample_arg = out("x", Type::number | Type::array, "The sample.");

inline constexpr Arg normal_inputs[] = {
    optional("loc", Type::array, 0, "The mean."),
    optional("scale", Type::array, 1, "The standard deviation, not negative."),
    size_arg,
    sample_arg,
};
inline constexpr Arg uniform_inputs[] = {
    optional("low", Type::array, 0, "The lowest number."),
    optional("high", Type::array, 1, "The upper end; rounding may let it come."),
    size_arg,
    sample_arg,
};
inline constexpr Arg scale_inputs[] = {
    optional("scale", Type::array, 1, "The mean, not negative; the rate is 1 / scale."),
    size_arg,
    sample_arg,
};
inline constexpr const char* normal_text =
    "`loc + scale * z` with standard normal z. Parameters may be arrays, which broadcast to the sample.";
inline constexpr const char* uniform_text =
    "`low + (high - low) * u` with u from 0 up to 1. Parameters may be arrays, which broadcast to the sample.";
inline constexpr const char* exponential_text =
    "`scale * e` with standard exponential e: waiting times between events that come at a rate of 1 / scale.";
inline constexpr const char* scale_errors = "scale is negative, -0 included";
inline constexpr const char* ziggurat_source =
    "G. Marsaglia, W. W. Tsang, The ziggurat method for generating random variables, J. Stat. Softw. 5 (2000)";

inline constexpr Arg low_arg = in("low", Type::integer | Type::array, "The lowest number.");
inline constexpr Arg integer_dtype_arg =
    optional("dtype", Type::dtype, "int64", "int64, int32, uint8 or bool; each draws numbers of its own.");
inline constexpr Arg integers_arg = out("n", Type::integer | Type::array, "The whole numbers.");
inline constexpr const char* integers_text =
    "Each value is exactly as likely as any other. The range is half-open, as in NumPy: `integers(1, 7)` throws a die. "
    "Ends may be arrays, which broadcast to the sample.";
inline constexpr const char* integers_errors = "the range is empty\nan end does not fit the dtype";

inline constexpr Arg population_arg = in("a", Type::integer | Type::array, "An array, or n for the positions 1 to n.");
inline constexpr Arg choice_size_arg =
    optional("size", Type::shape, absent, "How many, as a length or a list of lengths; left out, one.");
inline constexpr Arg replace_arg = optional("replace", Type::boolean, true, "Whether one may be picked again.");
inline constexpr Arg weights_arg =
    optional("p", Type::vector, absent, "The probability of each; they sum to 1. Left out, all are as likely.")
        .shaped("n");
inline constexpr Arg choice_arg =
    out("c", Type::number | Type::array, "What was picked; from an array with more axes, whole sub-arrays.");
inline constexpr const char* choice_text =
    "From an array, size takes the place of the axis in the shape of the result. With probabilities, numbers from 0 to "
    "1 are looked up in their running sums, rounding as NumPy does.";
inline constexpr const char* choice_errors =
    "there is nothing to pick from\np is negative, does not sum to 1 or has another length than a\nwithout "
    "replacement, "
    "size is more than there is, or than has a probability above 0";

inline constexpr Arg permuted_arg = in("x", Type::integer | Type::array, "An array, or n for the positions 1 to n.");
inline constexpr Arg permutation_arg = out("y", Type::array, "A new array: the positions, or x reordered.");
inline constexpr const char* permutation_text = "Every order is as likely as any other. Sub-arrays stay whole.";
inline constexpr Arg shuffled_arg = in("x", Type::array, "The array, which must be one that can be written to.");
inline constexpr Arg bytes_inputs[] = {
    in("length", Type::integer, "How many.").at_least(0).at_most(1 << 30),
    out("text", Type::string, "The bytes."),
};

}  // namespace perilune
