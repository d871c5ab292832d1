#include "kernels/array/wide_loop.h"
#include "kernels/signal/convolve_line.h"

namespace perilune::signal {

PERILUNE_WIDE void add_multiple(double factor, const double* x, double* out, std::int64_t n) {
  for (std::int64_t i = 0; i < n; ++i) out[i] += factor * x[i];
}

PERILUNE_WIDE void add_multiple(std::complex<double> factor, const std::complex<double>* x, std::complex<double>* out,
                                std::int64_t n) {
  const double re = factor.real(), im = factor.imag();
  const double* from = reinterpret_cast<const double*>(x);
  double* to = reinterpret_cast<double*>(out);
  for (std::int64_t i = 0; i < n; ++i) {
    const double a = from[2 * i], b = from[2 * i + 1];
    to[2 * i] += re * a - im * b;
    to[2 * i + 1] += re * b + im * a;
  }
}

bool add_multiple(std::int64_t factor, const std::int64_t* x, std::int64_t* out, std::int64_t n) {
  bool lost = false;
  for (std::int64_t i = 0; i < n; ++i) {
    std::int64_t product;
    lost |= __builtin_mul_overflow(factor, x[i], &product);
    lost |= __builtin_add_overflow(out[i], product, &out[i]);
  }
  return !lost;
}

}  // namespace perilune::signal
