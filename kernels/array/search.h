#pragma once
// Where elements are: insertion places in a sorted array, elements that are not zero.

#include <optional>
#include <vector>

#include "kernels/core/array.h"

namespace perilune {

// Where each element of v would go into the sorted one-dimensional a: before its equals, or behind them. Positions from
// 0 to the length of a, int64, in the shape of v. `sorter` (from 0) puts an unsorted a in order.
enum class Side : std::uint8_t { left, right };
Array searchsorted(Context& ctx, const View& a, const View& v, Side side = Side::left, const View* sorter = nullptr);

// The positions (from `first`) of the elements that are not zero, in row-major order: one int64 array per axis; for a
// 0-d array, one as if it had an axis.
std::vector<Array> nonzero(Context& ctx, const View& a, std::int64_t first = 0);
// The same in the array as one line.
Array flatnonzero(Context& ctx, const View& a, std::int64_t first = 0);

}  // namespace perilune
