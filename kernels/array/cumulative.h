#pragma once
// Running sums and products. Elements are taken one after the other, so the last result can differ from a (pairwise)
// sum in its last bits, and each is the one before it and one more element.

#include <optional>

#include "kernels/core/array.h"

namespace perilune {

enum class CumulativeOp : std::uint8_t { sum, prod };

struct CumulativeOptions {
  std::optional<int> axis;     // from 0; without one, the elements in row-major order, and a result of one axis
  std::optional<DType> dtype;  // in which dtype to compute; default: as for sums
  bool skip_nan = false;       // NaN counts as 0 in sums and as 1 in products
};

DType cumulative_dtype(DType in, std::optional<DType> dtype = {});
Dims cumulative_shape(std::span<const std::int64_t> shape, const CumulativeOptions& options);

// DomainError when a running integer does not fit.
void cumulative(Context& ctx, CumulativeOp op, const View& in, const CumulativeOptions& options, const View& out);
Array cumulative(Context& ctx, CumulativeOp op, const View& in, const CumulativeOptions& options = {});

}  // namespace perilune
