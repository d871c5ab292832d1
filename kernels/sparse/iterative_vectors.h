#pragma once
// What the iterative solvers do with vectors, and when their time is over.

#include <cmath>
#include <span>

#include "kernels/core/context.h"
#include "kernels/lapack/blas.h"
#include "kernels/sparse/numbers.h"

namespace perilune::sparse {

class Deadline {
 public:
  explicit Deadline(double seconds) {
    if (seconds < 1e9)
      at_ = Context::Clock::now() +
            std::chrono::duration_cast<Context::Clock::duration>(std::chrono::duration<double>(seconds));
  }
  bool passed() const { return at_ != Context::Clock::time_point::max() && Context::Clock::now() >= at_; }

 private:
  Context::Clock::time_point at_ = Context::Clock::time_point::max();
};

// Sum of conj(x[i]) y[i].
template <class T>
T inner(std::span<const T> x, std::span<const T> y) {
  return lapack::dot(lapack::dimension(static_cast<std::int64_t>(x.size()), "b"), x.data(), 1, y.data(), 1, true);
}

// The Euclidean norm; squares that leave the range of doubles are scaled.
template <class T>
double length(std::span<const T> x) {
  const double sum = std::real(inner<T>(x, x));
  if (std::isfinite(sum) && sum > 1e-280) return std::sqrt(sum);
  double largest = 0;
  for (const T& v : x) {
    const double size = std::abs(Complex128(v));
    if (!(size <= std::numeric_limits<double>::max())) return std::numeric_limits<double>::quiet_NaN();
    largest = std::max(largest, size);
  }
  if (largest == 0) return 0;
  double total = 0;
  for (const T& v : x) total += square(scaled(v, 1 / largest));
  return largest * std::sqrt(total);
}

}  // namespace perilune::sparse
