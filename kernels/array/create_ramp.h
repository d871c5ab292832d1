#pragma once
// Inside array creation: out[i] = start + i * delta for i in [begin, end), in the arithmetic of the type.

#include <cstdint>

namespace perilune::ramps {

void ramp(double* out, std::int64_t begin, std::int64_t end, double start, double delta);
void ramp(float* out, std::int64_t begin, std::int64_t end, float start, float delta);

}  // namespace perilune::ramps
