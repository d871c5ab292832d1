#pragma once
// Trends of one line, taken off in place.

#include <cstdint>

namespace perilune::signal {

template <class T>
void subtract_mean(T* x, std::int64_t n) {
  T sum = T();
  for (std::int64_t i = 0; i < n; ++i) sum += x[i];
  const T mean = sum / static_cast<double>(n);
  for (std::int64_t i = 0; i < n; ++i) x[i] -= mean;
}

// The line of least squares, about the middle, where its two parameters do not depend on each other.
template <class T>
void subtract_line(T* x, std::int64_t n) {
  subtract_mean(x, n);
  const double middle = static_cast<double>(n - 1) / 2;
  T sum = T();
  double squares = 0;
  for (std::int64_t i = 0; i < n; ++i) {
    const double t = static_cast<double>(i) - middle;
    sum += t * x[i];
    squares += t * t;
  }
  if (squares == 0) return;
  const T slope = sum / squares;
  for (std::int64_t i = 0; i < n; ++i) x[i] -= slope * (static_cast<double>(i) - middle);
}

}  // namespace perilune::signal
