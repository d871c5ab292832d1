#pragma once
// What goes with transforms: the frequencies of their values, and their order.

#include "kernels/core/array.h"

namespace perilune::fft {

// 0, 1, ..., then the negative ones, over n * d.
Array fftfreq(Context& ctx, std::int64_t n, double d = 1);
// The n / 2 + 1 that are not negative.
Array rfftfreq(Context& ctx, std::int64_t n, double d = 1);
// Frequency 0 to the middle of these axes, and back.
Array fftshift(Context& ctx, const View& x, const Dims& axes);
Array ifftshift(Context& ctx, const View& x, const Dims& axes);

}  // namespace perilune::fft
