// Partitions: the element of one rank is selected, and everything is dealt out to its sides.

#include <algorithm>
#include <cstring>

#include "kernels/array/complex_order.h"
#include "kernels/array/lines.h"
#include "kernels/array/select.h"
#include "kernels/array/sort.h"
#include "kernels/array/sort_keys.h"
#include "kernels/array/sort_line.h"
#include "kernels/array/sort_radix.h"

namespace perilune {

using namespace sorting;

namespace {

std::vector<std::int64_t> checked_ranks(std::span<const std::int64_t> kth, std::int64_t n) {
  std::vector<std::int64_t> ranks(kth.begin(), kth.end());
  for (const std::int64_t k : ranks)
    if (k < 0 || k >= n)
      throw ValueError(
          format("kth must be from 0 to %lld, got %lld", static_cast<long long>(n - 1), static_cast<long long>(k)));
  std::sort(ranks.begin(), ranks.end());
  ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
  return ranks;
}

template <class R>
auto key_in(const R& r) {
  if constexpr (std::is_integral_v<R>) return r;
  else return r.key;
}

// Deals [first, last) out around each rank in turn; scratch holds as many records, and 3 times as many keys behind
// them.
template <class R>
void deal(Context& ctx, R* a, std::int64_t n, std::span<const std::int64_t> ranks, R* scratch) {
  using K = decltype(key_in(R()));
  K* keys = reinterpret_cast<K*>(scratch + n);
  std::int64_t first = 0;
  for (const std::int64_t rank : ranks) {
    const std::int64_t m = n - first;
    const K* of = keys;
    if constexpr (std::is_integral_v<R>) of = a + first;
    else
      for (std::int64_t i = 0; i < m; ++i) keys[i] = key_in(a[first + i]);
    K pivot;
    const std::int64_t wanted = rank - first;
    select_keys(ctx, of, m, std::span(&wanted, 1), &pivot, keys + m);
    std::int64_t less = 0, equal = 0;
    for (std::int64_t i = 0; i < m; ++i) {
      less += of[i] < pivot;
      equal += of[i] == pivot;
    }
    std::int64_t at[3] = {0, less, less + equal};
    for (std::int64_t i = 0; i < m; ++i) {
      const K k = of[i];
      scratch[at[(k >= pivot) + (k > pivot)]++] = a[first + i];
    }
    std::memcpy(static_cast<void*>(a + first), scratch, static_cast<std::size_t>(m) * sizeof(R));
    first = rank + 1;  // what is before it is done
  }
}

template <class T, class Place>
void nth_elements(T* a, std::int64_t n, std::span<const std::int64_t> ranks, Place before) {
  std::int64_t first = 0;
  for (const std::int64_t rank : ranks) {
    std::nth_element(a + first, a + rank, a + n, before);
    first = rank + 1;
  }
}

template <class T>
void partition_keys(Context& ctx, const Line& line, std::int64_t n, std::span<const std::int64_t> ranks) {
  auto* keys = reinterpret_cast<KeyType<T>*>(line.scratch);
  write_keys(dtype_of<T>, line.in, n, line.scratch);
  deal(ctx, keys, n, ranks, keys + n);
  write_values(dtype_of<T>, line.scratch, n, line.out);
}

template <class T>
void argpartition_keys(Context& ctx, const Line& line, std::int64_t n, std::span<const std::int64_t> ranks) {
  using R = Record<std::uint64_t>;
  auto* x = reinterpret_cast<const T*>(line.in);
  auto* records = reinterpret_cast<R*>(line.scratch);
  for (std::int64_t i = 0; i < n; ++i) records[i] = {key_of_equal(x[i]), static_cast<std::uint64_t>(i)};
  deal(ctx, records, n, ranks, records + n);
  auto* to = reinterpret_cast<std::int64_t*>(line.out);
  for (std::int64_t i = 0; i < n; ++i) to[i] = static_cast<std::int64_t>(records[i].index);
}

}  // namespace

void partition(Context& ctx, const View& a, std::span<const std::int64_t> kth, int axis) {
  if (axis < 0 || axis >= a.ndim) throw ValueError(format("axis is out of range for an array with %d axes", a.ndim));
  const std::int64_t n = a.shape[axis];
  const auto ranks = checked_ranks(kth, n);
  if (ranks.empty()) return;
  const auto item = static_cast<std::int64_t>(itemsize(a.dtype));
  walk_lines(ctx, a, axis, a, is_complex(a.dtype) ? n * item : 5 * n * item, [&](const Line& line) {
    switch (a.dtype) {
      case DType::int32: return partition_keys<std::int32_t>(ctx, line, n, ranks);
      case DType::int64: return partition_keys<std::int64_t>(ctx, line, n, ranks);
      case DType::float32: return partition_keys<float>(ctx, line, n, ranks);
      case DType::float64: return partition_keys<double>(ctx, line, n, ranks);
      case DType::complex64:
      case DType::complex128:
        std::memmove(line.out, line.in, static_cast<std::size_t>(n * item));
        if (a.dtype == DType::complex64)
          nth_elements(reinterpret_cast<Complex64*>(line.out), n, ranks, complex_sorts_before<float>);
        else nth_elements(reinterpret_cast<Complex128*>(line.out), n, ranks, complex_sorts_before<double>);
        return;
      default:  // bytes: sorting them is as quick
        return sort_line(ctx, a.dtype, line.in, n, line.out, line.scratch, line.alone);
    }
  });
}

Array partitioned(Context& ctx, const View& a, std::span<const std::int64_t> kth, std::optional<int> axis) {
  Array copied = sort_input(ctx, a, axis);
  partition(ctx, copied, kth, axis.value_or(0));
  return copied;
}

Array argpartition(Context& ctx, const View& a, std::span<const std::int64_t> kth, std::optional<int> axis) {
  Array flat;
  const auto [in, along] = sort_view(ctx, a, axis, flat);
  const std::int64_t n = in.shape[along];
  const auto ranks = checked_ranks(kth, n);
  Array positions = Array::empty(ctx, DType::int64, Dims(in.dims()));
  // Records twice, their keys three times.
  const std::int64_t scratch = std::max(argsort_scratch(in.dtype, n), n * (2 * 16 + 3 * 8));
  walk_lines(ctx, in, along, positions, scratch, [&](const Line& line) {
    switch (in.dtype) {
      case DType::int32: return argpartition_keys<std::int32_t>(ctx, line, n, ranks);
      case DType::int64: return argpartition_keys<std::int64_t>(ctx, line, n, ranks);
      case DType::float32: return argpartition_keys<float>(ctx, line, n, ranks);
      case DType::float64: return argpartition_keys<double>(ctx, line, n, ranks);
      default:  // a sorted line is partitioned everywhere
        return argsort_line(ctx, in.dtype, line.in, n, reinterpret_cast<std::int64_t*>(line.out), line.scratch,
                            line.alone);
    }
  });
  return positions;
}

}  // namespace perilune
