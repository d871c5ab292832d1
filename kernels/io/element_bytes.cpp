#include "kernels/io/element_bytes.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace perilune::io {

namespace {

template <class T>
T swapped(T v) {
  if constexpr (sizeof(T) == 2) return static_cast<T>(__builtin_bswap16(static_cast<std::uint16_t>(v)));
  else if constexpr (sizeof(T) == 4) return static_cast<T>(__builtin_bswap32(static_cast<std::uint32_t>(v)));
  else if constexpr (sizeof(T) == 8) return static_cast<T>(__builtin_bswap64(static_cast<std::uint64_t>(v)));
  else return v;
}

template <class T>
void swap_each(std::byte* data, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    T v;
    std::memcpy(&v, data + i * sizeof v, sizeof v);
    v = swapped(v);
    std::memcpy(data + i * sizeof v, &v, sizeof v);
  }
}

// IEEE 754 binary16: 1 sign, 5 exponent, 10 fraction bits.
float half_to_float(std::uint16_t h) {
  const std::uint32_t sign = std::uint32_t{h & 0x8000u} << 16;
  const std::uint32_t exponent = (h >> 10) & 31u, fraction = h & 1023u;
  if (exponent == 31) return std::bit_cast<float>(sign | 0x7f800000u | fraction << 13);
  if (exponent == 0) {  // zero or subnormal: fraction * 2^-24 is exact
    const float v = static_cast<float>(fraction) * 0x1p-24f;
    return sign ? -v : v;
  }
  return std::bit_cast<float>(sign | (exponent + 112) << 23 | fraction << 13);
}

template <class From, class To, class F>
std::size_t convert(const NpyType& type, const std::byte* from, std::byte* to, std::size_t count, F&& f) {
  for (std::size_t i = 0; i < count; ++i) {
    From v;
    std::memcpy(&v, from + i * sizeof v, sizeof v);
    if (type.swapped) v = swapped(v);
    if constexpr (std::is_same_v<From, std::uint64_t>)
      if (v >> 63) return i;
    const To w = f(v);
    std::memcpy(to + i * sizeof w, &w, sizeof w);
  }
  return count;
}

template <class From, class To>
std::size_t convert(const NpyType& type, const std::byte* from, std::byte* to, std::size_t count) {
  return convert<From, To>(type, from, to, count, [](From v) { return static_cast<To>(v); });
}

// Walks a view row by row of its last axis and hands each row's address to f.
template <class F>
void each_row(const View& a, F&& f) {
  Dims at;
  at.resize(a.ndim);
  const std::byte* row = a.data;
  for (;;) {
    f(row);
    int axis = a.ndim - 2;
    for (; axis >= 0; --axis) {
      row += a.strides[axis];
      if (++at[axis] < a.shape[axis]) break;
      row -= a.strides[axis] * a.shape[axis];
      at[axis] = 0;
    }
    if (axis < 0) return;
  }
}

template <std::size_t item>
void gather(const std::byte* from, std::int64_t stride, std::byte* to, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i)
    std::memcpy(to + i * item, from + static_cast<std::int64_t>(i) * stride, item);
}

}  // namespace

void swap_bytes(std::byte* data, std::size_t count, DType dtype) {
  if (is_complex(dtype)) count *= 2;
  switch (itemsize(real_part_dtype(dtype))) {
    case 4: return swap_each<std::uint32_t>(data, count);
    case 8: return swap_each<std::uint64_t>(data, count);
    default: return;
  }
}

std::size_t widen(const NpyType& type, const std::byte* from, std::byte* to, std::size_t count) {
  switch (type.stored) {
    case Stored::int8: return convert<std::int8_t, std::int32_t>(type, from, to, count);
    case Stored::int16: return convert<std::int16_t, std::int32_t>(type, from, to, count);
    case Stored::uint16: return convert<std::uint16_t, std::int32_t>(type, from, to, count);
    case Stored::uint32: return convert<std::uint32_t, std::int64_t>(type, from, to, count);
    case Stored::uint64: return convert<std::uint64_t, std::int64_t>(type, from, to, count);
    case Stored::float16: return convert<std::uint16_t, float>(type, from, to, count, half_to_float);
    case Stored::same: break;
  }
  throw InternalError("these elements need no widening");
}

void normalise_bools(std::byte* data, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) data[i] = static_cast<std::byte>(data[i] != std::byte{0});
}

void write_elements(Context& ctx, ByteSink& sink, const View& a) {
  const std::size_t item = itemsize(a.dtype);
  const auto total = static_cast<std::size_t>(a.size());
  if (total == 0) return;
  if (a.contiguous()) {
    constexpr std::size_t step = std::size_t{4} << 20;
    for (std::size_t at = 0, bytes = total * item; at < bytes; at += step) {
      ctx.poll();
      sink.write(a.data + at, std::min(step, bytes - at));
    }
    return;
  }
  const std::size_t capacity = std::min(total, std::size_t{1} << 16);
  auto buffer = ctx.vector<std::byte>(capacity * item);
  std::size_t held = 0;
  const auto length = static_cast<std::size_t>(a.ndim ? a.shape[a.ndim - 1] : 1);
  const std::int64_t stride = a.ndim ? a.strides[a.ndim - 1] : 0;
  each_row(a, [&](const std::byte* row) {
    for (std::size_t done = 0; done < length;) {
      if (held == capacity) {
        ctx.poll();
        sink.write(buffer.data(), held * item);
        held = 0;
      }
      const std::size_t part = std::min(length - done, capacity - held);
      const std::byte* from = row + static_cast<std::int64_t>(done) * stride;
      std::byte* to = buffer.data() + held * item;
      switch (item) {
        case 1: gather<1>(from, stride, to, part); break;
        case 4: gather<4>(from, stride, to, part); break;
        case 8: gather<8>(from, stride, to, part); break;
        default: gather<16>(from, stride, to, part); break;
      }
      done += part;
      held += part;
    }
  });
  sink.write(buffer.data(), held * item);
}

}  // namespace perilune::io
