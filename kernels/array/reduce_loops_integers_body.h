// Sums of integers and counts, exact. Included after reduce_loops_body.h.

namespace perilune::reduction {

namespace {

template <class T>
PERILUNE_INLINE std::uint64_t sum_lanes(const T& v) {
  std::uint64_t s = 0;
  for (std::size_t i = 0; i < sizeof v / sizeof v[0]; ++i) s += static_cast<std::uint64_t>(v[i]);
  return s;
}

// int64: see WideSum.
PERILUNE_LOOP void sum_int64_runs(const std::byte* p, std::int64_t n, std::int64_t row_stride, std::int64_t rows,
                                  std::byte* acc, const std::byte*) {
  using V = Vector<std::int64_t>;
  using U = Vector<std::uint64_t>;
  constexpr int step = width<std::int64_t>;
  for (std::int64_t r = 0; r < rows; ++r) {
    auto* x = reinterpret_cast<const std::int64_t*>(p + r * row_stride);
    U low[2] = {};
    V high[2] = {};
    std::int64_t i = 0;
    for (; i + 2 * step <= n; i += 2 * step)
      for (int k = 0; k < 2; ++k) {
        const V v = load<V>(x + i + k * step);
        low[k] += (U)v;
        high[k] += v >> 32;
      }
    low[0] += low[1];
    high[0] += high[1];
    WideSum s = {0, 0};
    if (i)
      for (int k = 0; k < step; ++k) s = {s.low + low[0][k], s.high + high[0][k]};
    for (; i < n; ++i) s = {s.low + static_cast<std::uint64_t>(x[i]), s.high + (x[i] >> 32)};
    reinterpret_cast<WideSum*>(acc)[r] = s;
  }
}

// Columns of every kind: a policy folds `count` vectors of `bytes` bytes of input at a time, then narrower ones.
template <class Policy, int bytes, int count>
PERILUNE_INLINE std::int64_t columns_from(std::int64_t c, std::int64_t n, const typename Policy::Element* p,
                                          std::int64_t stride, std::int64_t rows, typename Policy::Sum* acc) {
  constexpr int step = count * bytes / static_cast<int>(sizeof(*p));
  for (; c + step <= n; c += step) Policy::template fold<bytes, count>(p + c, stride, rows, acc + c);
  return c;
}

template <class Policy>
PERILUNE_LOOP void integer_columns(const std::byte* bytes, std::int64_t stride, std::int64_t rows, std::int64_t columns,
                                   std::byte* acc_bytes, const std::byte*) {
  auto* p = reinterpret_cast<const typename Policy::Element*>(bytes);
  auto* acc = reinterpret_cast<typename Policy::Sum*>(acc_bytes);
  constexpr int most = vector_bytes / Policy::widening, least = static_cast<int>(sizeof(*p));
  std::int64_t c = 0;
  c = columns_from<Policy, most, Policy::vectors>(c, columns, p, stride, rows, acc);
  c = columns_from<Policy, most, 1>(c, columns, p, stride, rows, acc);
  c = columns_from<Policy, (least > 4 ? least : 4), 1>(c, columns, p, stride, rows, acc);
  columns_from<Policy, least, 1>(c, columns, p, stride, rows, acc);
}

struct SumInt64 {
  using Element = std::int64_t;
  using Sum = WideSum;
  static constexpr int vectors = column_vectors;
  static constexpr int widening = 1;
  // While all elements are below 2^56 in size, max_rows of them fit 64 bits; the bits above betray others.
  template <int bytes, int count>
  PERILUNE_INLINE static void fold(const Element* p, std::int64_t stride, std::int64_t rows, Sum* acc) {
    using U = Vector<std::uint64_t, bytes>;
    constexpr int step = bytes / 8;
    U sum[count] = {}, seen[2] = {};
    for (std::int64_t r = 0; r < rows; ++r)
#pragma GCC unroll 16
      for (int k = 0; k < count; ++k) {
        const U v = load<U>(row_at(p, stride, r) + k * step);
        sum[k] += v;
        seen[k % 2] |= v + (std::uint64_t{1} << 56);
      }
    seen[0] |= seen[1];
    std::uint64_t high = 0;
    for (int j = 0; j < step; ++j) high |= seen[0][j] >> 57;
    if (high != 0) {
      fold_large(p, stride, rows, count * step, acc);
      return;
    }
    for (int k = 0; k < count; ++k)
      for (int j = 0; j < step; ++j) acc[k * step + j] = {sum[k][j], static_cast<std::int64_t>(sum[k][j]) >> 32};
  }
  PERILUNE_INLINE static void fold_large(const Element* p, std::int64_t stride, std::int64_t rows, int columns,
                                         Sum* acc) {
    for (int c = 0; c < columns; ++c) {
      WideSum s = {0, 0};
      for (std::int64_t r = 0; r < rows; ++r) {
        const std::int64_t v = row_at(p, stride, r)[c];
        s = {s.low + static_cast<std::uint64_t>(v), s.high + (v >> 32)};
      }
      acc[c] = s;
    }
  }
};

// int32 widens on the way in.
PERILUNE_LOOP void sum_int32_runs(const std::byte* p, std::int64_t n, std::int64_t row_stride, std::int64_t rows,
                                  std::byte* acc, const std::byte*) {
  using V = Vector<std::int64_t>;
  using Half = Vector<std::int32_t, vector_bytes / 2>;
  constexpr int step = width<std::int64_t>;
  for (std::int64_t r = 0; r < rows; ++r) {
    auto* x = reinterpret_cast<const std::int32_t*>(p + r * row_stride);
    V a[4] = {};
    std::int64_t i = 0;
    for (; i + 4 * step <= n; i += 4 * step)
#pragma GCC unroll 4
      for (int k = 0; k < 4; ++k) a[k] += __builtin_convertvector(load<Half>(x + i + k * step), V);
    std::int64_t s = 0;
    if (i) s = static_cast<std::int64_t>(sum_lanes((a[0] + a[1]) + (a[2] + a[3])));
    for (; i < n; ++i) s += x[i];
    reinterpret_cast<std::int64_t*>(acc)[r] = s;
  }
}

struct SumInt32 {
  using Element = std::int32_t;
  using Sum = std::int64_t;
  static constexpr int vectors = column_vectors / 2;
  static constexpr int widening = 2;
  template <int bytes, int count>
  PERILUNE_INLINE static void fold(const Element* p, std::int64_t stride, std::int64_t rows, Sum* acc) {
    using Half = Vector<std::int32_t, bytes>;
    using V = Vector<std::int64_t, 2 * bytes>;
    constexpr int step = bytes / 4;
    V a[count] = {};
    for (std::int64_t r = 0; r < rows; ++r)
#pragma GCC unroll 16
      for (int k = 0; k < count; ++k) a[k] += __builtin_convertvector(load<Half>(row_at(p, stride, r) + k * step), V);
    for (int k = 0; k < count; ++k) save(acc + k * step, a[k]);
  }
};

// Bytes: odd and even ones apart in 16-bit lanes, which hold max_rows pairs.
PERILUNE_LOOP void sum_uint8_runs(const std::byte* p, std::int64_t n, std::int64_t row_stride, std::int64_t rows,
                                  std::byte* acc, const std::byte*) {
  using V = Vector<std::uint16_t>;
  constexpr int step = vector_bytes;
  for (std::int64_t r = 0; r < rows; ++r) {
    auto* x = reinterpret_cast<const std::uint8_t*>(p + r * row_stride);
    std::uint64_t s = 0;
    std::int64_t i = 0;
    while (i + step <= n) {
      V a = {};
      for (std::int64_t k = 0; k < max_rows && i + step <= n; ++k, i += step) {
        const V v = load<V>(x + i);
        a += (v & 255) + (v >> 8);
      }
      s += sum_lanes(a);
    }
    for (; i < n; ++i) s += x[i];
    reinterpret_cast<std::int64_t*>(acc)[r] = static_cast<std::int64_t>(s);
  }
}

template <class Lanes>
PERILUNE_INLINE void save_as_int64(std::int64_t* to, const Lanes& lanes) {
  for (std::size_t j = 0; j < sizeof lanes / sizeof lanes[0]; ++j) to[j] = static_cast<std::int64_t>(lanes[j]);
}

struct SumUint8 {
  using Element = std::uint8_t;
  using Sum = std::int64_t;
  static constexpr int vectors = column_vectors / 2;
  static constexpr int widening = 2;
  template <int bytes, int count>
  PERILUNE_INLINE static void fold(const Element* p, std::int64_t stride, std::int64_t rows, Sum* acc) {
    using Half = Vector<std::uint8_t, bytes>;
    using V = Vector<std::uint16_t, 2 * bytes>;
    V a[count] = {};
    for (std::int64_t r = 0; r < rows; ++r)
#pragma GCC unroll 16
      for (int k = 0; k < count; ++k) a[k] += __builtin_convertvector(load<Half>(row_at(p, stride, r) + k * bytes), V);
    for (int k = 0; k < count; ++k) save_as_int64(acc + k * bytes, a[k]);
  }
};

// Counts stay in lanes as narrow as the elements; a comparison gives -1 where it holds.
template <int bytes>
struct UnsignedOf;
template <>
struct UnsignedOf<1> {
  using type = std::uint8_t;
};
template <>
struct UnsignedOf<4> {
  using type = std::uint32_t;
};
template <>
struct UnsignedOf<8> {
  using type = std::uint64_t;
};

template <class T>
PERILUNE_LOOP void count_runs(const std::byte* p, std::int64_t n, std::int64_t row_stride, std::int64_t rows,
                              std::byte* acc, const std::byte*) {
  using V = Vector<T>;
  using C = Vector<typename UnsignedOf<sizeof(T)>::type>;
  constexpr int step = width<T>;
  for (std::int64_t r = 0; r < rows; ++r) {
    auto* x = reinterpret_cast<const T*>(p + r * row_stride);
    std::uint64_t s = 0;
    std::int64_t i = 0;
    while (i + 2 * step <= n) {
      C a[2] = {};
      for (std::int64_t k = 0; k < max_rows && i + 2 * step <= n; ++k, i += 2 * step)
        for (int h = 0; h < 2; ++h) a[h] -= (C)(load<V>(x + i + h * step) != V{});
      s += sum_lanes(a[0]) + sum_lanes(a[1]);
    }
    for (; i + step <= n; i += step) s += sum_lanes((C)(load<V>(x + i) != V{}) & 1);
    for (; i < n; ++i) s += x[i] != 0;
    reinterpret_cast<std::int64_t*>(acc)[r] = static_cast<std::int64_t>(s);
  }
}

template <class T>
struct Count {
  using Element = T;
  using Sum = std::int64_t;
  static constexpr int vectors = column_vectors / (sizeof(T) == 8 ? 1 : 2);
  static constexpr int widening = 1;
  template <int bytes, int count>
  PERILUNE_INLINE static void fold(const Element* p, std::int64_t stride, std::int64_t rows, Sum* acc) {
    using V = Vector<T, bytes>;
    using C = Vector<typename UnsignedOf<sizeof(T)>::type, bytes>;
    constexpr int step = bytes / static_cast<int>(sizeof(T));
    C a[count] = {};
    for (std::int64_t r = 0; r < rows; ++r)
#pragma GCC unroll 16
      for (int k = 0; k < count; ++k) a[k] -= (C)(load<V>(row_at(p, stride, r) + k * step) != V{});
    for (int k = 0; k < count; ++k) save_as_int64(acc + k * step, a[k]);
  }
};

FoldLoops integer_sum_loops(DType dtype) {
  switch (dtype) {
    case DType::bool_:
    case DType::uint8: return {sum_uint8_runs, integer_columns<SumUint8>};
    case DType::int32: return {sum_int32_runs, integer_columns<SumInt32>};
    case DType::int64: return {sum_int64_runs, integer_columns<SumInt64>};
    default: return {};
  }
}

FoldLoops count_loops(DType dtype) {
  switch (dtype) {
    case DType::bool_:
    case DType::uint8: return {count_runs<std::uint8_t>, integer_columns<Count<std::uint8_t>>};
    case DType::int32: return {count_runs<std::int32_t>, integer_columns<Count<std::int32_t>>};
    case DType::int64: return {count_runs<std::int64_t>, integer_columns<Count<std::int64_t>>};
    case DType::float32: return {count_runs<float>, integer_columns<Count<float>>};
    case DType::float64: return {count_runs<double>, integer_columns<Count<double>>};
    default: return {};
  }
}

FoldLoops local_loops(Loop loop, DType dtype) {
  switch (loop) {
    case Loop::add: return additive_loops<Add>(dtype);
    case Loop::multiply: return is_complex(dtype) ? FoldLoops{} : additive_loops<Multiply>(dtype);
    case Loop::squares: return additive_loops<Squares>(dtype);
    case Loop::smallest: return ordered_loops<Extreme<false>>(dtype);
    case Loop::largest: return ordered_loops<Extreme<true>>(dtype);
    case Loop::integer_sum: return integer_sum_loops(dtype);
    case Loop::count: return count_loops(dtype);
    default: return {};
  }
}

}  // namespace

}  // namespace perilune::reduction
