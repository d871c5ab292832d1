#pragma once
// Elements at any stride into contiguous memory, of the same dtype or of another.

#include "kernels/core/array.h"

namespace perilune {

// Casts as astype does: DomainError for an integer dtype that does not hold a value; never from complex to real.
void gather(DType from, DType to, const std::byte* source, std::int64_t stride, std::int64_t n, std::byte* target);
// The way back, for one dtype.
void scatter(DType dtype, const std::byte* source, std::int64_t n, std::byte* target, std::int64_t stride);

}  // namespace perilune
