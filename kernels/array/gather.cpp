#include "kernels/array/gather.h"

#include <algorithm>
#include <cstring>

#include "kernels/array/elementwise_walk.h"

namespace perilune {

namespace {

void move(std::size_t item, const std::byte* source, std::int64_t from_stride, std::int64_t n, std::byte* target,
          std::int64_t to_stride) {
  const auto step = static_cast<std::int64_t>(item);
  if (from_stride == step && to_stride == step) std::memcpy(target, source, static_cast<std::size_t>(n) * item);
  else loops::copy_box(item, 1, &n, source, &from_stride, target, &to_stride);
}

}  // namespace

void gather(DType from, DType to, const std::byte* source, std::int64_t stride, std::int64_t n, std::byte* target) {
  const auto item = static_cast<std::int64_t>(itemsize(from)), to_item = static_cast<std::int64_t>(itemsize(to));
  if (from == to) {
    move(itemsize(from), source, stride, n, target, item);
    return;
  }
  const loops::UnaryLoop cast = loops::cast(loops::best_isa(), from, to, false);
  constexpr std::int64_t some = 512;
  alignas(64) std::byte buffer[some * 16];
  for (std::int64_t i = 0; i < n; i += some) {
    const std::int64_t count = std::min(some, n - i);
    const std::byte* contiguous = source + i * stride;
    if (stride != item) {
      move(itemsize(from), contiguous, stride, count, buffer, item);
      contiguous = buffer;
    }
    if (cast(count, contiguous, target + i * to_item) & loops::out_of_range)
      throw DomainError(format("a has an element that does not fit %s", name(to)));
  }
}

void scatter(DType dtype, const std::byte* source, std::int64_t n, std::byte* target, std::int64_t stride) {
  move(itemsize(dtype), source, static_cast<std::int64_t>(itemsize(dtype)), n, target, stride);
}

}  // namespace perilune
