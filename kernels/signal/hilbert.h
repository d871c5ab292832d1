#pragma once
// The analytic signal.

#include <optional>

#include "kernels/core/array.h"

namespace perilune::signal {

// Real x along an axis, cut off or padded with zeros to length n, with its Hilbert transform as the imaginary part.
// ValueError for complex x, ShapeError for an empty axis.
Array hilbert(Context& ctx, const View& x, int axis, std::optional<std::int64_t> n = std::nullopt);

}  // namespace perilune::signal
