#pragma once
// Samples of bounded integers, for both families of streams.

#include "kernels/random/bounded_fill.h"
#include "kernels/random/distributions.h"
#include "kernels/random/fill.h"

namespace perilune::random {

// Throws unless every low and high (int64) names at least one value of the dtype, and both broadcast to the shape.
void check_bounds(Context& ctx, DType dtype, std::span<const std::int64_t> shape, const View& low, const View& high,
                  bool endpoint);

// One range for the whole sample.
template <Bounding method, class Bits, class T>
void fill_range(Context& ctx, Bits& bits, T* out, std::int64_t n, std::uint64_t offset, std::uint64_t range) {
  if (range == 0) {
    std::fill_n(out, n, static_cast<T>(offset));
  } else if constexpr (std::is_same_v<T, bool>) {
    fill_from_bits(ctx, bits, out, n);
  } else if constexpr (sizeof(T) == 1) {
    fill_from_bytes<method>(ctx, bits, out, n, static_cast<std::uint8_t>(offset), static_cast<std::uint8_t>(range));
  } else if (sizeof(T) == 4 || range <= 0xffffffffu) {
    fill_from_words<method>(ctx, bits, out, n, offset, static_cast<std::uint32_t>(range));
  } else if constexpr (has_words<std::uint64_t, Bits>) {
    fill_from_words<method>(ctx, bits, out, n, offset, range);
  } else {
    fill(ctx, out, n, [&] { return static_cast<T>(offset + bounded_uint64<method>(bits, range)); });
  }
}

template <Bounding method, class Bits>
void fill_integers(Context& ctx, Bits& bits, const View& out, const View& low, const View& high, bool endpoint) {
  const auto value = [](const std::byte* at) {
    return static_cast<std::uint64_t>(*reinterpret_cast<const std::int64_t*>(at));
  };
  const std::uint64_t above = endpoint ? 0 : 1;
  const auto run = [&]<class T>(TypeTag<T>) {
    T* data = sample_data<T>(out);
    if (low.size() == 1 && high.size() == 1) {
      const std::uint64_t offset = value(low.data);
      return fill_range<method>(ctx, bits, data, out.size(), offset, value(high.data) - above - offset);
    }
    Bounded<method, T> bounded;
    ParameterWalk<2> walk(out.dims(), {low, high});
    fill(ctx, data, out.size(), [&] {
      const std::uint64_t offset = value(walk.at(0)), range = value(walk.at(1)) - above - offset;
      walk.next();
      return bounded.draw(bits, offset, range);
    });
  };
  switch (out.dtype) {
    case DType::int64: return run(TypeTag<std::int64_t>{});
    case DType::int32: return run(TypeTag<std::int32_t>{});
    case DType::uint8: return run(TypeTag<std::uint8_t>{});
    default: return run(TypeTag<bool>{});
  }
}

// Words in little-endian order, the last one cut off.
template <class Bits>
void fill_bytes(Context& ctx, Bits& bits, std::span<std::uint8_t> out) {
  std::uint32_t word = 0;
  std::size_t i = 0;
  fill(ctx, out.data(), static_cast<std::int64_t>(out.size()), [&] {
    word = i++ % 4 == 0 ? bits.next_uint32() : word >> 8;
    return static_cast<std::uint8_t>(word);
  });
}

}  // namespace perilune::random
