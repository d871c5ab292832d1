#pragma once
// What the tests share: arguments, how they are read, and tests over the slices of two arrays.

#include "kernels/core/function_ref.h"
#include "kernels/stats/slices.h"
#include "kernels/stats/tests.h"
#include "stdlib/registry/call.h"

namespace perilune {

inline constexpr Arg test_axis =
    optional("axis", Type::axis | Type::none, 1, "The axis along which a sample lies; pl.none: all elements are one.");
inline constexpr Arg nan_option =
    option("nan_policy", Type::string, "propagate", "What nan does: makes its result nan, is left out, is an error.")
        .among("propagate|omit|raise");
inline constexpr Arg alternative_option =
    choice("alternative", "two-sided|less|greater", "What is held against the hypothesis.");
inline constexpr Arg keepdims_option = option("keepdims", false, "Whether the axis stays, with length 1.");

// What confidence_interval() of a result gives.
inline constexpr RecordField confidence_interval_fields[] = {
    {"low", "The lower end.", Type::number | Type::array},
    {"high", "The upper end.", Type::number | Type::array},
};
inline const RecordType confidence_interval{"ConfidenceInterval", confidence_interval_fields, 2};

stats::NanPolicy nan_policy_of(const Call& call);
stats::Alternative alternative_of(const Call& call);
stats::RankMethod rank_method_of(const Call& call);  // of tests on ranks: auto, exact or asymptotic
// From 0; none for pl.none. `argument` is the array that has it.
std::optional<int> test_axis_of(Call& call, const char* argument);
// An array argument, refused when it is complex.
View real_array(Call& call, const char* name);

// Runs test(x, y) on the slices of two arguments whose other axes broadcast, and gives `outputs` arrays of what it
// wrote, as they go into a record. `paired`: the slices have one length, and nan is left out in pairs.
std::vector<Result> over_slices(
    Call& call, const char* first, const char* second, bool paired, int outputs,
    FunctionRef<void(std::span<const double>, std::span<const double>, std::span<double>)> test);

}  // namespace perilune
