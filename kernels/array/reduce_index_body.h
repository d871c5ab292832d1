// Positions of extremes. Included once per instruction set, see reduce_vector.h.

#include "kernels/array/reduce_vector.h"

namespace perilune::reduction {

namespace {

template <class T>
struct SignedOf;
template <>
struct SignedOf<std::uint8_t> {
  using type = std::int8_t;
};
template <>
struct SignedOf<std::int32_t> {
  using type = std::int32_t;
};
template <>
struct SignedOf<std::int64_t> {
  using type = std::int64_t;
};
template <>
struct SignedOf<float> {
  using type = std::int32_t;
};
template <>
struct SignedOf<double> {
  using type = std::int64_t;
};

// Whether b takes the place of an earlier a. As in Extreme, `careful` minds NaN; the rest only watches for it.
template <bool largest, bool careful, class V>
PERILUNE_INLINE auto beats(const V& b, const V& a) {
  auto better = largest ? b > a : b < a;
  if constexpr (careful) better |= (b != b) & (a == a);
  return better;
}

template <bool largest, class V>
PERILUNE_INLINE V better_of(const V& a, const V& b) {
  if constexpr (largest) return b > a ? b : a;
  else return b < a ? b : a;
}

// Halves meet until one lane is left.
template <class T, bool largest, int bytes>
PERILUNE_INLINE T fold_lanes(const Vector<T, bytes>& v) {
  if constexpr (bytes <= 16 || sizeof(T) == 1) {
    T extreme = v[0];
    for (int k = 1; k < bytes / static_cast<int>(sizeof(T)); ++k)
      extreme = (largest ? v[k] > extreme : v[k] < extreme) ? v[k] : extreme;
    return extreme;
  } else {
    using Half = Vector<T, bytes / 2>;
    Half halves[2];
    std::memcpy(halves, &v, sizeof halves);
    return fold_lanes<T, largest, bytes / 2>(better_of<largest>(halves[0], halves[1]));
  }
}

// One bit per lane that holds the value.
template <class V, class T>
PERILUNE_INLINE std::uint64_t equal_bits(const V& v, T value) {
#if PERILUNE_VECTOR_BYTES == 64
  if constexpr (sizeof(V) == 64) {
    if constexpr (std::is_same_v<T, double>) return _mm512_cmp_pd_mask((__m512d)v, _mm512_set1_pd(value), _CMP_EQ_OQ);
    if constexpr (std::is_same_v<T, float>) return _mm512_cmp_ps_mask((__m512)v, _mm512_set1_ps(value), _CMP_EQ_OQ);
    if constexpr (sizeof(T) == 8) return _mm512_cmpeq_epi64_mask((__m512i)v, _mm512_set1_epi64(value));
    if constexpr (sizeof(T) == 4) return _mm512_cmpeq_epi32_mask((__m512i)v, _mm512_set1_epi32(value));
  }
#endif
  return lane_bits(v == V{} + value);
}

// The first place of a value that is there, among 16 vectors: without a jump that depends on the place, which would be
// guessed wrong for most short lines.
template <class T>
PERILUNE_INLINE std::int64_t first_in_group(const T* p, T value) {
  using V = Vector<T>;
  constexpr int W = width<T>, vectors_in_word = 16 * W < 64 ? 16 : 64 / W, words = 16 / vectors_in_word;
  std::int64_t place = 0;
#pragma GCC unroll 4
  for (int w = words - 1; w >= 0; --w) {
    std::uint64_t bits = 0;
#pragma GCC unroll 16
    for (int r = 0; r < vectors_in_word; ++r)
      bits |= equal_bits(load<V>(p + (w * vectors_in_word + r) * W), value) << (r * W);
    place = bits != 0 ? w * 64 + std::countr_zero(bits) : place;
  }
  return place;
}

// The first place of a value that is there.
template <class T>
PERILUNE_INLINE std::int64_t first_of(const T* p, std::int64_t n, T value) {
  if constexpr (sizeof(T) == 1) {
    return static_cast<const T*>(std::memchr(p, value, static_cast<std::size_t>(n))) - p;
  } else {
    using V = Vector<T>;
    constexpr int W = width<T>;
    std::int64_t i = 0;
    for (; i + 4 * W <= n; i += 4 * W) {
      std::uint64_t bits = 0;
#pragma GCC unroll 4
      for (int r = 0; r < 4; ++r) bits |= equal_bits(load<V>(p + i + r * W), value) << (r * W);
      if (bits != 0) return i + __builtin_ctzll(bits);
    }
    while (p[i] != value) ++i;
    return i;
  }
}

// Groups of 16 vectors meet lane by lane; each lane remembers the group of its own extreme.
template <class T, bool largest>
struct Groups {
  using V = Vector<T>;
  using I = Vector<typename SignedOf<T>::type>;
  V best, seen[4] = {}, x[4];
  I at = {}, number = {};

  template <bool first>
  PERILUNE_INLINE void take(const T* from) {
#pragma GCC unroll 4
    for (int r = 0; r < 4; ++r) {
      const V y = load<V>(from + r * width<T>);
      x[r] = first ? y : better_of<largest>(x[r], y);
      if constexpr (std::is_floating_point_v<T>) seen[r] += y;
    }
  }
  PERILUNE_INLINE void close() {
    const V top = better_of<largest>(better_of<largest>(x[0], x[1]), better_of<largest>(x[2], x[3]));
    const auto better = beats<largest, false>(top, best);
    best = better ? top : best;
    at = better ? number : at;
    number += 1;
  }
};

// The first extreme of n elements, n >= 4 vectors: its place is looked up in the first group that has it. False when
// there may be a NaN. The last step may overlap the one before it.
template <class T, bool largest>
PERILUNE_INLINE bool find_in_block(const T* p, std::int64_t n, T& extreme, std::int64_t& place) {
  using V = Vector<T>;
  using S = typename SignedOf<T>::type;
  using I = Vector<S>;
  constexpr int lanes = 4 * width<T>, group = 4 * lanes;
  Groups<T, largest> found;
  found.best = load<V>(p);
  std::int64_t begin = 0;
  for (; begin + group <= n; begin += group) {
    found.template take<true>(p + begin);
#pragma GCC unroll 3
    for (int k = 1; k < 4; ++k) found.template take<false>(p + begin + k * lanes);
    found.close();
  }
  if (begin < n) {
    const std::int64_t first = n - begin < lanes ? n - lanes : begin;
    found.template take<true>(p + first);
    for (std::int64_t i = first + lanes; i < n; i += lanes)
      found.template take<false>(i + lanes <= n ? p + i : p + (n - lanes));
    found.close();
  }
  if constexpr (std::is_floating_point_v<T>) {
    if (any_nan((found.seen[0] + found.seen[1]) + (found.seen[2] + found.seen[3]))) return false;
  }
  extreme = fold_lanes<T, largest, vector_bytes>(found.best);
  const I holders = found.best == V{} + extreme ? found.at : I{} + std::numeric_limits<S>::max();
  const std::int64_t start = std::int64_t{group} * fold_lanes<S, false, vector_bytes>(holders);
  if constexpr (sizeof(T) > 1)
    if (n >= group) {  // before its group the extreme is not met, so a group that starts earlier will do at the end
      const std::int64_t from = start < n - group ? start : n - group;
      place = from + first_in_group(p + from, extreme);
      return true;
    }
  const std::int64_t from = start < n - lanes ? start : n - lanes;
  place = from + first_of(p + from, n - from, extreme);
  return true;
}

// Block by block: groups are counted in as many bits as T has.
template <class T, bool largest>
PERILUNE_LOOP void find_in_run(const std::byte* bytes, std::int64_t n, std::int64_t base, std::byte* best_bytes,
                               std::int64_t* index) {
  constexpr int lanes = 4 * width<T>;
  constexpr std::int64_t block = 16384 / sizeof(T);
  auto* p = reinterpret_cast<const T*>(bytes);
  T best = *index < 0 ? p[0] : *reinterpret_cast<T*>(best_bytes);
  std::int64_t at = *index < 0 ? base : *index;
  const auto beats_best = [&](T value) {
    return (largest ? value > best : value < best) || (value != value && best == best);
  };
  for (std::int64_t i = 0; i < n;) {
    const std::int64_t count = n - i < block + lanes ? n - i : block;
    T extreme;
    std::int64_t place;
    if (count >= lanes && find_in_block<T, largest>(p + i, count, extreme, place)) {
      if (beats_best(extreme) || (i == 0 && *index < 0)) {
        best = extreme;
        at = base + i + place;
      }
    } else {
      for (std::int64_t k = i; k < i + count; ++k)
        if (beats_best(p[k])) {
          best = p[k];
          at = base + k;
        }
    }
    i += count;
  }
  *reinterpret_cast<T*>(best_bytes) = best;
  *index = at;
}

template <class T, bool largest, bool careful, int bytes, int count>
PERILUNE_INLINE bool find_in_some_columns(const T* p, std::int64_t stride, std::int64_t rows, std::int64_t base,
                                          T* best, std::int64_t* index) {
  using V = Vector<T, bytes>;
  using I = Vector<typename SignedOf<T>::type, bytes>;
  constexpr int step = bytes / static_cast<int>(sizeof(T));
  constexpr bool watch = std::is_floating_point_v<T> && !careful;
  V top[count], seen = {};
  I at[count], row = {};
#pragma GCC unroll 16
  for (int c = 0; c < count; ++c) {
    top[c] = load<V>(p + c * step);
    if constexpr (watch) seen += top[c];
    at[c] = I{};
  }
  for (std::int64_t r = 1; r < rows; ++r) {
    row += 1;
#pragma GCC unroll 16
    for (int c = 0; c < count; ++c) {
      const V x = load<V>(row_at(p, stride, r) + c * step);
      const auto better = beats<largest, careful>(x, top[c]);
      top[c] = better ? x : top[c];
      at[c] = better ? row : at[c];
      if constexpr (watch) seen += x;
    }
  }
  if constexpr (watch)
    if (any_nan(seen)) return false;
  for (int c = 0; c < count; ++c)
    for (int k = 0; k < step; ++k) {
      const T value = top[c][k], old = best[c * step + k];
      std::int64_t& where = index[c * step + k];
      if (base == 0 || (largest ? value > old : value < old) || (value != value && old == old)) {
        best[c * step + k] = value;
        where = base + at[c][k];
      }
    }
  return true;
}

template <class T, bool largest, int bytes, int count>
PERILUNE_INLINE std::int64_t find_in_columns_from(std::int64_t c, std::int64_t n, const T* p, std::int64_t stride,
                                                  std::int64_t rows, std::int64_t base, T* best, std::int64_t* index) {
  constexpr int step = count * bytes / static_cast<int>(sizeof(T));
  for (; c + step <= n; c += step)
    if (!find_in_some_columns<T, largest, false, bytes, count>(p + c, stride, rows, base, best + c, index + c)) {
      if constexpr (std::is_floating_point_v<T>)
        find_in_some_columns<T, largest, true, bytes, count>(p + c, stride, rows, base, best + c, index + c);
    }
  return c;
}

template <class T, bool largest>
PERILUNE_LOOP void find_in_columns(const std::byte* bytes, std::int64_t stride, std::int64_t rows, std::int64_t columns,
                                   std::int64_t base, std::byte* best_bytes, std::int64_t* index) {
  auto* p = reinterpret_cast<const T*>(bytes);
  T* best = reinterpret_cast<T*>(best_bytes);
  std::int64_t c = 0;
  c = find_in_columns_from<T, largest, vector_bytes, column_vectors / 2>(c, columns, p, stride, rows, base, best,
                                                                         index);
  c = find_in_columns_from<T, largest, vector_bytes, 1>(c, columns, p, stride, rows, base, best, index);
  find_in_columns_from<T, largest, sizeof(T), 1>(c, columns, p, stride, rows, base, best, index);
}

template <bool largest>
IndexLoops find_loops_of(DType dtype) {
  switch (dtype) {
    case DType::bool_:
    case DType::uint8: return {find_in_run<std::uint8_t, largest>, find_in_columns<std::uint8_t, largest>};
    case DType::int32: return {find_in_run<std::int32_t, largest>, find_in_columns<std::int32_t, largest>};
    case DType::int64: return {find_in_run<std::int64_t, largest>, find_in_columns<std::int64_t, largest>};
    case DType::float32: return {find_in_run<float, largest>, find_in_columns<float, largest>};
    case DType::float64: return {find_in_run<double, largest>, find_in_columns<double, largest>};
    default: return {};
  }
}

IndexLoops local_index_loops(bool largest, DType dtype) {
  return largest ? find_loops_of<true>(dtype) : find_loops_of<false>(dtype);
}

}  // namespace

}  // namespace perilune::reduction
