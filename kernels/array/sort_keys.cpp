#include "kernels/array/sort_keys.h"

namespace perilune::sorting {

namespace {

using loops::Isa;

constexpr int block = 64;  // elements: a loop of fixed length becomes vectors

template <class T>
PERILUNE_BODY std::int64_t keys_body(const void* values, std::int64_t n, void* keys) {
  auto* x = static_cast<const T*>(values);
  auto* k = static_cast<KeyType<T>*>(keys);
  constexpr KeyType<T> negative_zero = std::is_floating_point_v<T> ? static_cast<KeyType<T>>(-1) >> 1 : 0;
  const auto some = [&](std::int64_t i, int count) __attribute__((always_inline)) {
    KeyType<T> zeros = 0;
#pragma GCC ivdep
    for (int c = 0; c < count; ++c) {
      k[i + c] = key_of(x[i + c]);
      if constexpr (std::is_floating_point_v<T>) zeros += k[i + c] == negative_zero;
    }
    return static_cast<std::int64_t>(zeros);
  };
  std::int64_t i = 0, zeros = 0;
  for (; i + block <= n; i += block) zeros += some(i, block);
  for (; i < n; ++i) zeros += some(i, 1);
  return zeros;
}

template <class T>
PERILUNE_BODY void values_body(const void* keys, std::int64_t n, void* values) {
  auto* k = static_cast<const KeyType<T>*>(keys);
  auto* x = static_cast<T*>(values);
  std::int64_t i = 0;
  for (; i + block <= n; i += block)
#pragma GCC ivdep
    for (int c = 0; c < block; ++c) x[i + c] = value_of(k[i + c], TypeTag<T>{});
  for (; i < n; ++i) x[i] = value_of(k[i], TypeTag<T>{});
}

template <class T>
std::int64_t keys_baseline(const void* x, std::int64_t n, void* k) {
  return keys_body<T>(x, n, k);
}
template <class T>
void values_baseline(const void* k, std::int64_t n, void* x) {
  values_body<T>(k, n, x);
}
#if defined(__x86_64__)
template <class T>
PERILUNE_AVX2 std::int64_t keys_avx2(const void* x, std::int64_t n, void* k) {
  return keys_body<T>(x, n, k);
}
template <class T>
PERILUNE_AVX512 std::int64_t keys_avx512(const void* x, std::int64_t n, void* k) {
  return keys_body<T>(x, n, k);
}
template <class T>
PERILUNE_AVX2 void values_avx2(const void* k, std::int64_t n, void* x) {
  values_body<T>(k, n, x);
}
template <class T>
PERILUNE_AVX512 void values_avx512(const void* k, std::int64_t n, void* x) {
  values_body<T>(k, n, x);
}
#endif

template <class F>
auto with_type(DType dtype, F f) {
  switch (dtype) {
    case DType::int32: return f(TypeTag<std::int32_t>{});
    case DType::int64: return f(TypeTag<std::int64_t>{});
    case DType::float32: return f(TypeTag<float>{});
    case DType::float64: return f(TypeTag<double>{});
    default: throw InternalError("no sort keys for this dtype");
  }
}

}  // namespace

std::int64_t write_keys(DType dtype, const std::byte* values, std::int64_t n, std::byte* keys) {
  return with_type(dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
#if defined(__x86_64__)
    if (loops::best_isa() == Isa::avx512) return keys_avx512<T>(values, n, keys);
    if (loops::best_isa() == Isa::avx2) return keys_avx2<T>(values, n, keys);
#endif
    return keys_baseline<T>(values, n, keys);
  });
}

void write_values(DType dtype, const std::byte* keys, std::int64_t n, std::byte* values) {
  with_type(dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
#if defined(__x86_64__)
    if (loops::best_isa() == Isa::avx512) return values_avx512<T>(keys, n, values);
    if (loops::best_isa() == Isa::avx2) return values_avx2<T>(keys, n, values);
#endif
    return values_baseline<T>(keys, n, values);
  });
}

}  // namespace perilune::sorting
