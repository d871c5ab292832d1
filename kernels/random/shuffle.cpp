#include "kernels/random/shuffle.h"

#include <algorithm>
#include <cstring>

namespace perilune::random {

namespace {

template <std::size_t size>
void swap_bytes(std::byte* a, std::byte* b) {
  std::byte held[size];
  std::memcpy(held, a, size);
  std::memmove(a, b, size);
  std::memcpy(b, held, size);
}

template <std::size_t size>
void trade_elements(const Trades& trades, std::byte* data, std::int64_t stride) {
  trades.apply([=](std::int64_t i, std::int64_t j) { swap_bytes<size>(data + i * stride, data + j * stride); });
}

// The axes that are left when one is taken out.
struct Rest {
  Dims shape, strides;
  std::int64_t size = 1;
  Rest(const View& x, int axis) {
    for (int i = 0; i < x.ndim; ++i) {
      if (i == axis) continue;
      shape.push_back(x.shape[i]);
      strides.push_back(x.strides[i]);
      size *= x.shape[i];
    }
  }
};

void swap_strided(std::byte* a, std::byte* b, const Rest& rest, int axis, std::size_t itemsize) {
  const std::int64_t n = rest.shape[axis], stride = rest.strides[axis];
  for (std::int64_t i = 0; i < n; ++i, a += stride, b += stride) {
    if (axis + 1 < rest.shape.size()) swap_strided(a, b, rest, axis + 1, itemsize);
    else std::swap_ranges(a, a + itemsize, b);
  }
}

}  // namespace

void apply_trades(Context& ctx, const Trades& trades, const View& x, int axis) {
  ctx.poll();
  const std::size_t itemsize = perilune::itemsize(x.dtype);
  const std::int64_t stride = x.strides[axis];
  const Rest rest(x, axis);
  if (rest.size == 0) return;
  if (rest.size == 1) {
    switch (itemsize) {
      case 1: return trade_elements<1>(trades, x.data, stride);
      case 4: return trade_elements<4>(trades, x.data, stride);
      case 8: return trade_elements<8>(trades, x.data, stride);
      default: return trade_elements<16>(trades, x.data, stride);
    }
  }
  View sub = x;
  sub.shape = rest.shape.data();
  sub.strides = rest.strides.data();
  sub.ndim = x.ndim - 1;
  const bool contiguous = sub.contiguous();
  const std::size_t bytes = static_cast<std::size_t>(rest.size) * itemsize;
  std::int64_t since_poll = 0;
  trades.apply([&](std::int64_t i, std::int64_t j) {
    if (i == j) return;
    if ((since_poll += rest.size) > 1 << 16) {
      ctx.poll();
      since_poll = 0;
    }
    std::byte *a = x.data + i * stride, *b = x.data + j * stride;
    if (contiguous) std::swap_ranges(a, a + bytes, b);
    else swap_strided(a, b, rest, 0, itemsize);
  });
}

}  // namespace perilune::random
