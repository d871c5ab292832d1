#pragma once
// Elements at any stride into contiguous memory, of the same dtype or of another.

#include "kernels/core/array.h"

namespace perilune {

// from and to are equal, or `to` is inexact and not real where `from` is complex.
void gather(DType from, DType to, const std::byte* source, std::int64_t stride, std::int64_t n, std::byte* target);
// The way back, for one dtype.
void scatter(DType dtype, const std::byte* source, std::int64_t n, std::byte* target, std::int64_t stride);

}  // namespace perilune
