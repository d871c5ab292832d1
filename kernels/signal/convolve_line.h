#pragma once
// Convolution of two lines, and the loops of the direct sums.

#include <complex>

#include "kernels/core/array.h"

namespace perilune::signal {

// out[i] += factor * x[i]
void add_multiple(double factor, const double* x, double* out, std::int64_t n);
void add_multiple(std::complex<double> factor, const std::complex<double>* x, std::complex<double>* out,
                  std::int64_t n);
// False when a product or sum does not fit.
bool add_multiple(std::int64_t factor, const std::int64_t* x, std::int64_t* out, std::int64_t n);

// The part [first, first + count) of the full convolution of two contiguous real or complex lines, by transforms of
// pieces of the longer one. T: float, double or their complex types.
template <class T>
void convolve_line(Context& ctx, const T* a, std::int64_t a_length, const T* b, std::int64_t b_length,
                   std::int64_t first, std::int64_t count, T* out);

}  // namespace perilune::signal
