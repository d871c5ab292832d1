#include "kernels/array/reduce_operation.h"

#include "kernels/array/complex_order.h"

namespace perilune::reduction {

namespace {

template <class T, class Combine>
void merge_as(std::byte* into, const std::byte* from, std::int64_t count) {
  auto* a = reinterpret_cast<T*>(into);
  auto* b = reinterpret_cast<const T*>(from);
  for (std::int64_t i = 0; i < count; ++i) Combine::take(a[i], b[i]);
}

struct Plus {
  template <class T>
  static void take(T& a, const T& b) {
    a += b;
  }
};
struct PlusExact {
  static void take(std::int64_t& a, std::int64_t b) {
    if (__builtin_add_overflow(a, b, &a)) throw DomainError("the sum does not fit int64");
  }
  static void take(WideSum& a, const WideSum& b) { a = {a.low + b.low, a.high + b.high}; }
};
struct Times {
  template <class T>
  static void take(T& a, const T& b) {
    if constexpr (is_complex_type<T>)
      a = T(a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real());
    else a *= b;
  }
  static void take(WideProduct& a, const WideProduct& b) { merge_product(a, b); }
};
template <bool largest>
struct Extreme {
  template <class T>
  static void take(T& a, const T& b) {
    if constexpr (is_complex_type<T>) {
      if (!has_nan(a) && (has_nan(b) || (largest ? complex_less(a, b) : complex_less(b, a)))) a = b;
    } else {
      if ((largest ? a < b : b < a) || b != b) a = b;
    }
  }
};

using Merge = void (*)(std::byte*, const std::byte*, std::int64_t);

Merge merge_of(Loop loop, DType element) {
  switch (loop) {
    case Loop::integer_sum:
      return element == DType::int64 ? merge_as<WideSum, PlusExact> : merge_as<std::int64_t, PlusExact>;
    case Loop::count: return merge_as<std::int64_t, PlusExact>;
    case Loop::integer_product: return merge_as<WideProduct, Times>;
    default: break;
  }
  return dispatch(element, [&](auto tag) -> Merge {
    using T = typename decltype(tag)::type;
    if (loop == Loop::smallest) return merge_as<T, Extreme<false>>;
    if (loop == Loop::largest) return merge_as<T, Extreme<true>>;
    if constexpr (is_inexact(dtype_of<T>)) return loop == Loop::multiply ? merge_as<T, Times> : merge_as<T, Plus>;
    throw InternalError("no fold for this dtype");
  });
}

std::int64_t accumulator_size(Loop loop, DType element) {
  switch (loop) {
    case Loop::integer_sum: return element == DType::int64 ? sizeof(WideSum) : sizeof(std::int64_t);
    case Loop::count: return sizeof(std::int64_t);
    case Loop::integer_product: return sizeof(WideProduct);
    default: return static_cast<std::int64_t>(itemsize(element));
  }
}

WideSum wide(std::int64_t v) { return {static_cast<std::uint64_t>(v), v >> 32}; }

}  // namespace

Fold make_fold(Loop loop, DType element) {
  Fold fold;
  fold.loops = find_loops(best_isa(), loop, element);
  if (!fold.loops.runs) throw InternalError("no fold for this dtype");
  fold.element = element;
  fold.accumulator = accumulator_size(loop, element);
  fold.merge = merge_of(loop, element);
  return fold;
}

void start(Loop loop, DType element, std::byte* accumulator) {
  std::memset(accumulator, 0, static_cast<std::size_t>(accumulator_size(loop, element)));
  if (loop == Loop::multiply) store(element, accumulator, Scalar::of(1.0));
  if (loop == Loop::integer_product) *reinterpret_cast<WideProduct*>(accumulator) = {1, false, false};
}

void start_with(Loop loop, DType element, const Scalar& value, std::byte* accumulator) {
  if (loop != Loop::integer_sum && loop != Loop::integer_product) {
    store(element, accumulator, value);
    return;
  }
  alignas(8) std::byte whole[8];
  store(DType::int64, whole, value);
  std::int64_t v;
  std::memcpy(&v, whole, sizeof v);
  if (loop == Loop::integer_product)
    *reinterpret_cast<WideProduct*>(accumulator) = {
        v < 0 ? 0 - static_cast<std::uint64_t>(v) : static_cast<std::uint64_t>(v), v < 0, false};
  else if (element == DType::int64) *reinterpret_cast<WideSum*>(accumulator) = wide(v);
  else *reinterpret_cast<std::int64_t*>(accumulator) = v;
}

std::int64_t exact_value(Loop loop, DType element, const std::byte* accumulator) {
  if (loop == Loop::integer_product) {
    const auto& p = *reinterpret_cast<const WideProduct*>(accumulator);
    constexpr std::uint64_t edge = std::uint64_t{1} << 63;
    if (p.overflow || p.magnitude > edge - !p.negative) throw DomainError("the product does not fit int64");
    return static_cast<std::int64_t>(p.negative ? 0 - p.magnitude : p.magnitude);
  }
  if (loop == Loop::integer_sum && element == DType::int64) {
    const auto& s = *reinterpret_cast<const WideSum*>(accumulator);
    const std::uint64_t lower = s.low - (static_cast<std::uint64_t>(s.high) << 32);  // the sum of the lower halves
    const std::int64_t upper = s.high + static_cast<std::int64_t>(lower >> 32);
    if (upper != static_cast<std::int32_t>(upper)) throw DomainError("the sum does not fit int64");
    return static_cast<std::int64_t>(s.low);
  }
  return *reinterpret_cast<const std::int64_t*>(accumulator);
}

double rounded_sum(DType element, const std::byte* accumulator) {
  if (element != DType::int64) return static_cast<double>(*reinterpret_cast<const std::int64_t*>(accumulator));
  const auto& s = *reinterpret_cast<const WideSum*>(accumulator);
  const std::uint64_t lower = s.low - (static_cast<std::uint64_t>(s.high) << 32);
  const std::int64_t upper = s.high + static_cast<std::int64_t>(lower >> 32);
  if (upper == static_cast<std::int32_t>(upper)) return static_cast<double>(static_cast<std::int64_t>(s.low));
  return static_cast<double>(upper) * 4294967296.0 + static_cast<double>(lower & 0xffffffffu);
}

AxisFlags folded_axes(int ndim, const ReduceOptions& options) {
  AxisFlags flags;
  if (options.all_axes) {
    std::fill(flags.at, flags.at + ndim, true);
    return flags;
  }
  for (const int axis : options.axes) {
    if (axis < 0 || axis >= ndim) throw ValueError(format("axis is out of range for an array with %d axes", ndim));
    if (flags.at[axis]) throw ValueError("axis must not name an axis twice");
    flags.at[axis] = true;
  }
  return flags;
}

Dims result_strides(const View& in, const AxisFlags& folded, const View& out) {
  Dims strides;
  strides.resize(in.ndim);
  int next = 0;
  for (int i = 0; i < in.ndim; ++i) {
    if (out.ndim == in.ndim) strides[i] = folded.at[i] ? 0 : out.strides[i];
    else if (!folded.at[i]) strides[i] = out.strides[next++];
  }
  return strides;
}

}  // namespace perilune::reduction
