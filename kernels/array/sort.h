#pragma once
// Sorting along an axis, and what goes with it. Axes and positions count from 0. The order is NumPy's: NaN last, 0.0
// and -0.0 equal, complex numbers by real part, then imaginary part, those with a NaN after the others.

#include <optional>
#include <span>

#include "kernels/array/search.h"
#include "kernels/array/unique.h"
#include "kernels/core/array.h"

namespace perilune {

// Every kind is the same method: a radix sort, stable, linear in the number of elements, never quadratic.
inline constexpr const char* sort_kinds = "quicksort|stable|mergesort|heapsort";

// In place. When it is stopped or fails, each line holds its elements in the old order or in the new one.
void sort(Context& ctx, const View& a, int axis);
// A sorted copy; without an axis, of all elements in one line.
Array sorted(Context& ctx, const View& a, std::optional<int> axis);
// The positions (int64) along the axis of the elements in order; equal ones keep theirs.
Array argsort(Context& ctx, const View& a, std::optional<int> axis);
// The positions in order by the last of `keys` (one at least, all of one shape), where that is equal by the one before
// it, and so on.
Array lexsort(Context& ctx, std::span<const View> keys, int axis);

// In place: the element at each of `kth` (from 0, below the length) is the one that sorting would put there, none
// before it is larger, none behind it is smaller. Linear.
void partition(Context& ctx, const View& a, std::span<const std::int64_t> kth, int axis);
Array partitioned(Context& ctx, const View& a, std::span<const std::int64_t> kth, std::optional<int> axis);
Array argpartition(Context& ctx, const View& a, std::span<const std::int64_t> kth, std::optional<int> axis);

}  // namespace perilune
