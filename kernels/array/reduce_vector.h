// No include guard: each file of loops for one instruction set includes it once, after defining
//   PERILUNE_TARGET          function attributes
//   PERILUNE_VECTOR_BYTES    of one register, 16 to 64
//   PERILUNE_COLUMN_VECTORS  how many of them hold columns while rows stream by
// Everything is local to that file, so the linker never mixes instruction sets.

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include <bit>
#include <cstring>
#include <limits>
#include <type_traits>

#include "kernels/array/reduce_loops.h"

namespace perilune::reduction {

namespace {

#define PERILUNE_LOOP PERILUNE_TARGET
#define PERILUNE_INLINE __attribute__((always_inline)) inline PERILUNE_LOOP

constexpr int vector_bytes = PERILUNE_VECTOR_BYTES;
[[maybe_unused]] constexpr int column_vectors = PERILUNE_COLUMN_VECTORS;

template <class T, int bytes = vector_bytes>
struct VectorOf {
  typedef T type __attribute__((vector_size(bytes)));
};
template <class T, int bytes = vector_bytes>
using Vector = typename VectorOf<T, bytes>::type;
template <class T>
constexpr int width = vector_bytes / static_cast<int>(sizeof(T));

template <class V>
PERILUNE_INLINE V load(const void* p) {
  V v;
  std::memcpy(&v, p, sizeof v);
  return v;
}
template <class V>
PERILUNE_INLINE void save(void* p, const V& v) {
  std::memcpy(p, &v, sizeof v);
}

template <class T>
PERILUNE_INLINE const T* row_at(const T* p, std::int64_t stride, std::int64_t row) {
  return reinterpret_cast<const T*>(reinterpret_cast<const std::byte*>(p) + row * stride);
}

// One bit per lane of a comparison's result, lanes of 4 or 8 bytes.
template <class M>
PERILUNE_INLINE std::uint64_t lane_bits(const M& mask) {
  constexpr bool wide = sizeof mask[0] == 8;
#if PERILUNE_VECTOR_BYTES == 64
  if constexpr (sizeof mask == 64) {
    const auto m = (__m512i)mask;
    if constexpr (wide) return _mm512_test_epi64_mask(m, m);
    else return _mm512_test_epi32_mask(m, m);
  }
#endif
#if PERILUNE_VECTOR_BYTES >= 32
  if constexpr (sizeof mask == 32) {
    if constexpr (wide) return static_cast<unsigned>(_mm256_movemask_pd((__m256d)mask));
    else return static_cast<unsigned>(_mm256_movemask_ps((__m256)mask));
  }
#endif
#if defined(__SSE2__)
  if constexpr (sizeof mask == 16) {
    if constexpr (wide) return static_cast<unsigned>(_mm_movemask_pd((__m128d)mask));
    else return static_cast<unsigned>(_mm_movemask_ps((__m128)mask));
  }
#endif
  std::uint64_t bits = 0;
  for (std::size_t k = 0; k < sizeof mask / sizeof mask[0]; ++k) bits |= std::uint64_t{mask[k] != 0} << k;
  return bits;
}

template <class V>
PERILUNE_INLINE bool any_nan(const V& v) {
  return lane_bits(v != v) != 0;
}

}  // namespace

}  // namespace perilune::reduction
