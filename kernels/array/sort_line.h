#pragma once
// Inside sorting: one contiguous line.

#include <optional>
#include <utility>

#include "kernels/core/array.h"

namespace perilune::sorting {

// Bytes of scratch that a line of n elements needs.
std::int64_t sort_scratch(DType dtype, std::int64_t n);
std::int64_t argsort_scratch(DType dtype, std::int64_t n);

// `to` may be `from`, and is written at the very end.
void sort_line(Context& ctx, DType dtype, const std::byte* from, std::int64_t n, std::byte* to, std::byte* scratch,
               bool alone);
void argsort_line(Context& ctx, DType dtype, const std::byte* from, std::int64_t n, std::int64_t* to,
                  std::byte* scratch, bool alone);

// A row-major copy; of one axis when none is asked for. ValueError when the axis is not one of the array's.
Array sort_input(Context& ctx, const View& a, std::optional<int> axis);
// What is only read: the array itself and its axis, or when none is asked for the copy, which `flat` holds, and 0.
std::pair<View, int> sort_view(Context& ctx, const View& a, std::optional<int> axis, Array& flat);

}  // namespace perilune::sorting
