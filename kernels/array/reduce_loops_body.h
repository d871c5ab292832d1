// Folds in one dtype. Included once per instruction set, see reduce_vector.h.

#include "kernels/array/reduce_vector.h"

namespace perilune::reduction {

namespace {

struct Add {
  template <class T>
  static constexpr bool watched = false;
  static constexpr bool overlaps = false;
  template <class T>
  static constexpr T identity() {
    return T(0);
  }
  template <class V>
  PERILUNE_INLINE static V map(V x, V) {
    return x;
  }
  template <class V>
  PERILUNE_INLINE static V combine(V a, V b) {
    return a + b;
  }
  template <class V>
  PERILUNE_INLINE static V quick(V a, V b) {
    return a + b;
  }
};

struct Multiply : Add {
  template <class T>
  static constexpr T identity() {
    return T(1);
  }
  template <class V>
  PERILUNE_INLINE static V combine(V a, V b) {
    return a * b;
  }
  template <class V>
  PERILUNE_INLINE static V quick(V a, V b) {
    return a * b;
  }
};

struct Squares : Add {
  template <class V>
  PERILUNE_INLINE static V map(V x, V centre) {
    const V d = x - centre;
    return d * d;
  }
};

// combine: a NaN beats everything and stays. quick is one instruction and loses a NaN in b, so the loops that use it
// also add up what they see (`watched`) and do a piece again with combine when that sum is NaN. Seeing an element twice
// does no harm (`overlaps`).
template <bool largest>
struct Extreme {
  template <class T>
  static constexpr bool watched = std::is_floating_point_v<T>;
  static constexpr bool overlaps = true;
  template <class T>
  static constexpr T identity() {
    using Limits = std::numeric_limits<T>;
    if constexpr (Limits::has_infinity) return largest ? -Limits::infinity() : Limits::infinity();
    return largest ? Limits::lowest() : Limits::max();
  }
  template <class V>
  PERILUNE_INLINE static V map(V x, V) {
    return x;
  }
  template <class V>
  PERILUNE_INLINE static V quick(V a, V b) {
    if constexpr (largest) return b > a ? b : a;
    else return b < a ? b : a;
  }
  template <class V>
  PERILUNE_INLINE static V combine(V a, V b) {
    if constexpr (std::is_floating_point_v<V>) return b != b ? b : quick(a, b);
    else if constexpr (std::is_integral_v<V>) return quick(a, b);
    else if constexpr (std::is_floating_point_v<std::remove_cvref_t<decltype(a[0])>>)
      return ((largest ? b > a : b < a) | (b != b)) ? b : a;
    else return quick(a, b);
  }
};

template <class T, class Op>
PERILUNE_INLINE T fold_few(const T* p, std::int64_t n, int step, T around) {
  T a[2] = {Op::template identity<T>(), Op::template identity<T>()};
  std::int64_t i = 0;
  for (; i + 2 * step <= n; i += 2 * step)
    for (int k = 0; k < 2; ++k) a[k] = Op::combine(a[k], Op::map(p[i + k * step], around));
  for (int k = 0; i < n; i += step, ++k) a[k] = Op::combine(a[k], Op::map(p[i], around));
  return Op::combine(a[0], a[1]);
}

// Elements fold into 256 bytes of lanes, blocks of 4 KiB into 64 bytes, blocks pairwise up a tree, the lanes last. With
// float64 a sum of n passes through 15 + 2 + log2(n / 512) + 3 roundings. parts is 2 where pairs of lanes are complex.
// False when it must be done again with care.
template <class T, class Op, int parts, bool careful>
PERILUNE_INLINE bool fold_blocks(const T* p, std::int64_t n, T* out, const T* around) {
  using V = Vector<T>;
  constexpr int lanes = 256 / static_cast<int>(sizeof(T)), group = lanes / 4;
  constexpr int registers = 256 / vector_bytes;
  constexpr std::int64_t steps_in_block = 16;
  constexpr bool watch = Op::template watched<T> && !careful;
  V middle = {};
  for (int k = 0; k < width<T>; ++k) middle[k] = around[k % parts];
  V seen[registers] = {};
  alignas(64) T stack[48][group];
  int depth = 0;
  for (std::int64_t block = 0; n > 0; ++block) {
    if (Op::overlaps && n < lanes) {
      p -= lanes - n;
      n = lanes;
    }
    if (n >= lanes) {
      const std::int64_t steps = n / lanes < steps_in_block ? n / lanes : steps_in_block;
      V a[registers];
#pragma GCC unroll 16
      for (int r = 0; r < registers; ++r) {
        const V x = load<V>(p + r * width<T>);
        a[r] = Op::map(x, middle);
        if constexpr (watch) seen[r] += x;
      }
      for (std::int64_t s = 1; s < steps; ++s)
#pragma GCC unroll 16
        for (int r = 0; r < registers; ++r) {
          const V x = load<V>(p + s * lanes + r * width<T>);
          if constexpr (careful) a[r] = Op::combine(a[r], Op::map(x, middle));
          else a[r] = Op::quick(a[r], Op::map(x, middle));
          if constexpr (watch) seen[r] += x;
        }
#pragma GCC unroll 4
      for (int half = registers / 2; half >= registers / 4; half /= 2)
#pragma GCC unroll 16
        for (int r = 0; r < half; ++r) a[r] = Op::combine(a[r], a[r + half]);
#pragma GCC unroll 4
      for (int r = 0; r < registers / 4; ++r) save(&stack[depth][r * width<T>], a[r]);
      p += steps * lanes;
      n -= steps * lanes;
    } else {
      T* lane = stack[depth];
      for (int k = 0; k < group; ++k) lane[k] = Op::template identity<T>();
      for (; n >= group; p += group, n -= group)
        for (int k = 0; k < group; k += width<T>)
          save(lane + k, Op::combine(load<V>(lane + k), Op::map(load<V>(p + k), middle)));
      for (int k = 0; k < n; ++k) lane[k] = Op::combine(lane[k], Op::map(p[k], around[k % parts]));
      n = 0;
    }
    ++depth;
    for (std::int64_t t = block; n == 0 ? depth > 1 : (t & 1) != 0; t >>= 1) {
      --depth;
      for (int k = 0; k < group; k += width<T>)
        save(&stack[depth - 1][k], Op::combine(load<V>(&stack[depth - 1][k]), load<V>(&stack[depth][k])));
    }
  }
  if constexpr (watch) {
    for (int r = 1; r < registers; ++r) seen[0] += seen[r];
    if (any_nan(seen[0])) return false;
  }
  T* s = stack[0];
#pragma GCC unroll 8
  for (int half = group / 2; half >= parts; half /= 2)
    for (int k = 0; k < half; ++k) s[k] = Op::combine(s[k], s[k + half]);
  for (int k = 0; k < parts; ++k) out[k] = s[k];
  return true;
}

template <class T, class Op, int parts>
PERILUNE_LOOP void fold_runs(const std::byte* bytes, std::int64_t n, std::int64_t row_stride, std::int64_t rows,
                             std::byte* acc, const std::byte* centre) {
  constexpr int lanes = 256 / static_cast<int>(sizeof(T));
  n *= parts;
  for (std::int64_t r = 0; r < rows; ++r) {
    auto* p = reinterpret_cast<const T*>(bytes + r * row_stride);
    T* out = reinterpret_cast<T*>(acc) + r * parts;
    T around[parts] = {};
    if constexpr (std::is_same_v<Op, Squares>)
      for (int k = 0; k < parts; ++k) around[k] = reinterpret_cast<const T*>(centre)[r * parts + k];
    if (n < lanes) {
      for (int k = 0; k < parts; ++k) out[k] = fold_few<T, Op>(p + k, n - k, parts, around[k]);
    } else if (!fold_blocks<T, Op, parts, false>(p, n, out, around)) {
      if constexpr (Op::template watched<T>) fold_blocks<T, Op, parts, true>(p, n, out, around);
    }
  }
}

// Sixteen rows meet in registers before they are added to what is above them.
template <class T, class Op, class V, int count, bool careful>
PERILUNE_INLINE bool fold_some_columns(const T* p, std::int64_t stride, std::int64_t rows, T* acc, const T* centre) {
  constexpr int step = static_cast<int>(sizeof(V) / sizeof(T));
  constexpr bool watch = Op::template watched<T> && !careful;
  V middle[count] = {}, seen[4] = {};
  if constexpr (std::is_same_v<Op, Squares>)
#pragma GCC unroll 16
    for (int c = 0; c < count; ++c) middle[c] = load<V>(centre + c * step);
  for (std::int64_t first = 0; first < rows; first += 16) {
    const std::int64_t last = rows - first < 16 ? rows : first + 16;
    V a[count];
#pragma GCC unroll 16
    for (int c = 0; c < count; ++c) {
      const V x = load<V>(row_at(p, stride, first) + c * step);
      a[c] = Op::map(x, middle[c]);
      if constexpr (watch) seen[c % 4] += x;
    }
    for (std::int64_t r = first + 1; r < last; ++r)
#pragma GCC unroll 16
      for (int c = 0; c < count; ++c) {
        const V x = load<V>(row_at(p, stride, r) + c * step);
        if constexpr (careful) a[c] = Op::combine(a[c], Op::map(x, middle[c]));
        else a[c] = Op::quick(a[c], Op::map(x, middle[c]));
        if constexpr (watch) seen[c % 4] += x;
      }
#pragma GCC unroll 16
    for (int c = 0; c < count; ++c)
      save(acc + c * step, first == 0 ? a[c] : Op::combine(load<V>(acc + c * step), a[c]));
  }
  if constexpr (watch) return !any_nan((seen[0] + seen[1]) + (seen[2] + seen[3]));
  return true;
}

template <class T, class Op, int bytes, int count>
PERILUNE_INLINE std::int64_t fold_columns_from(std::int64_t c, std::int64_t n, const T* p, std::int64_t stride,
                                               std::int64_t rows, T* acc, const T* centre) {
  using V = Vector<T, bytes>;
  constexpr int step = count * bytes / static_cast<int>(sizeof(T));
  for (; c + step <= n; c += step)
    if (!fold_some_columns<T, Op, V, count, false>(p + c, stride, rows, acc + c, centre + c)) {
      if constexpr (Op::template watched<T>)
        fold_some_columns<T, Op, V, count, true>(p + c, stride, rows, acc + c, centre + c);
    }
  return c;
}

template <class T, class Op, int parts>
PERILUNE_LOOP void fold_columns(const std::byte* bytes, std::int64_t stride, std::int64_t rows, std::int64_t columns,
                                std::byte* acc_bytes, const std::byte* centre_bytes) {
  auto* p = reinterpret_cast<const T*>(bytes);
  auto* acc = reinterpret_cast<T*>(acc_bytes);
  auto* centre = reinterpret_cast<const T*>(centre_bytes ? centre_bytes : bytes);  // read by `squares` only
  const std::int64_t n = columns * parts;
  std::int64_t c = 0;
  c = fold_columns_from<T, Op, vector_bytes, column_vectors>(c, n, p, stride, rows, acc, centre);
  c = fold_columns_from<T, Op, vector_bytes, 2>(c, n, p, stride, rows, acc, centre);
  c = fold_columns_from<T, Op, 16, 1>(c, n, p, stride, rows, acc, centre);
  fold_columns_from<T, Op, sizeof(T), 1>(c, n, p, stride, rows, acc, centre);  // vectors of one element
}

template <class T, class Op, int parts = 1>
constexpr FoldLoops fold_loops = {fold_runs<T, Op, parts>, fold_columns<T, Op, parts>};

template <class Op>
FoldLoops ordered_loops(DType dtype) {
  switch (dtype) {
    case DType::bool_:
    case DType::uint8: return fold_loops<std::uint8_t, Op>;
    case DType::int32: return fold_loops<std::int32_t, Op>;
    case DType::int64: return fold_loops<std::int64_t, Op>;
    case DType::float32: return fold_loops<float, Op>;
    case DType::float64: return fold_loops<double, Op>;
    default: return {};
  }
}

template <class Op>
FoldLoops additive_loops(DType dtype) {
  switch (dtype) {
    case DType::float32: return fold_loops<float, Op>;
    case DType::float64: return fold_loops<double, Op>;
    case DType::complex64: return fold_loops<float, Op, 2>;
    case DType::complex128: return fold_loops<double, Op, 2>;
    default: return {};
  }
}

}  // namespace

}  // namespace perilune::reduction
