#include "kernels/core/dims.h"

#include <limits>

#include "kernels/core/errors.h"

namespace perilune {

std::string shape_text(std::span<const std::int64_t> shape) {
  if (shape.empty()) return "0-d";
  std::string text;
  for (std::int64_t n : shape) {
    if (!text.empty()) text += 'x';
    text += std::to_string(n);
  }
  return text;
}

std::int64_t checked_size(std::span<const std::int64_t> shape) {
  std::int64_t size = 1;
  bool overflow = false, zero = false;
  for (std::int64_t n : shape) {
    if (n < 0) throw ValueError(format("a length must not be negative, got %lld", static_cast<long long>(n)));
    if (n == 0) zero = true;
    else if (__builtin_mul_overflow(size, n, &size)) overflow = true;
  }
  if (zero) return 0;
  if (overflow) throw ValueError("an array of shape " + shape_text(shape) + " has too many elements");
  return size;
}

Dims broadcast_shape(std::span<const std::int64_t> a, std::span<const std::int64_t> b) {
  const std::size_t n = std::max(a.size(), b.size());
  Dims shape;
  shape.resize(static_cast<int>(n));
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t x = i < a.size() ? a[a.size() - 1 - i] : 1;
    const std::int64_t y = i < b.size() ? b[b.size() - 1 - i] : 1;
    if (x != y && x != 1 && y != 1)
      throw ShapeError("shapes " + shape_text(a) + " and " + shape_text(b) + " do not broadcast together");
    shape[static_cast<int>(n - 1 - i)] = x == 1 ? y : x;
  }
  return shape;
}

}  // namespace perilune
