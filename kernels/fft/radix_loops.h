#pragma once
// One pass of Stockham's transform: `blocks` * `radix` sub-transforms of `stride` interleaved signals each become
// `blocks` ones. x[q + stride * (p + blocks * k)] are combined over k and land at y[q + stride * (radix * p + k)],
// times twiddles[p * (radix - 1) + k - 1]. No overlap of x and y.

#include <complex>
#include <cstdint>

namespace perilune::fft {

template <class T>
using RadixPass = void (*)(std::int64_t blocks, std::int64_t stride, const T* x, T* y, const T* twiddles);

// radix: 2, 3, 4, 5, 7, 11 or 13.
RadixPass<float> radix_pass(float, int radix, bool inverse);
RadixPass<double> radix_pass(double, int radix, bool inverse);

}  // namespace perilune::fft
