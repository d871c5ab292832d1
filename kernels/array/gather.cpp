#include "kernels/array/gather.h"

#include <cstring>

namespace perilune {

namespace {

struct Pair {
  std::uint64_t a, b;
};

template <class T>
void move_strided(const std::byte* source, std::int64_t from_stride, std::int64_t n, std::byte* target,
                  std::int64_t to_stride) {
  for (std::int64_t i = 0; i < n; ++i) std::memcpy(target + i * to_stride, source + i * from_stride, sizeof(T));
}

void move(std::size_t item, const std::byte* source, std::int64_t from_stride, std::int64_t n, std::byte* target,
          std::int64_t to_stride) {
  const auto step = static_cast<std::int64_t>(item);
  if (from_stride == step && to_stride == step) {
    std::memcpy(target, source, static_cast<std::size_t>(n) * item);
    return;
  }
  switch (item) {
    case 1:
      return move_strided<std::uint8_t>(source, from_stride, n, target, to_stride);
    case 4:
      return move_strided<std::uint32_t>(source, from_stride, n, target, to_stride);
    case 8:
      return move_strided<std::uint64_t>(source, from_stride, n, target, to_stride);
    default:
      return move_strided<Pair>(source, from_stride, n, target, to_stride);
  }
}

template <class From, class To>
void convert(const std::byte* source, std::int64_t stride, std::int64_t n, To* target) {
  if constexpr (is_complex_type<From> && !is_complex_type<To>) {
    throw InternalError("gather cannot drop an imaginary part");
  } else {
    for (std::int64_t i = 0; i < n; ++i) {
      From v;
      std::memcpy(&v, source + i * stride, sizeof v);
      if constexpr (is_complex_type<From>)
        target[i] = To(static_cast<typename To::value_type>(v.real()), static_cast<typename To::value_type>(v.imag()));
      else if constexpr (is_complex_type<To>) target[i] = To(static_cast<typename To::value_type>(v));
      else target[i] = static_cast<To>(v);
    }
  }
}

}  // namespace

void gather(DType from, DType to, const std::byte* source, std::int64_t stride, std::int64_t n, std::byte* target) {
  if (from == to) {
    move(itemsize(from), source, stride, n, target, static_cast<std::int64_t>(itemsize(to)));
    return;
  }
  dispatch_inexact(to, [&](auto to_tag) {
    using To = typename decltype(to_tag)::type;
    dispatch(from, [&](auto from_tag) {
      using From = typename decltype(from_tag)::type;
      convert<From, To>(source, stride, n, reinterpret_cast<To*>(target));
    });
  });
}

void scatter(DType dtype, const std::byte* source, std::int64_t n, std::byte* target, std::int64_t stride) {
  move(itemsize(dtype), source, static_cast<std::int64_t>(itemsize(dtype)), n, target, stride);
}

}  // namespace perilune
