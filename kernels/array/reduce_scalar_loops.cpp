// The rarer folds, one element after the other: complex products, extremes and counts, exact products of integers.

#include "kernels/array/complex_order.h"
#include "kernels/array/reduce_loops.h"

namespace perilune::reduction {

namespace {

template <class T>
struct ComplexMultiply {
  using Accumulator = T;
  static T start() { return T(1); }
  // The plain formula, as NumPy's: no repair of infinities.
  static void take(T& a, T x) {
    a = T(a.real() * x.real() - a.imag() * x.imag(), a.real() * x.imag() + a.imag() * x.real());
  }
};

template <class T, bool largest>
struct ComplexExtreme {
  using Accumulator = T;
  static T start() {
    constexpr auto far = std::numeric_limits<typename T::value_type>::infinity();
    return largest ? T(-far, -far) : T(far, far);
  }
  static void take(T& a, T x) {
    if (!has_nan(a) && (has_nan(x) || (largest ? complex_less(a, x) : complex_less(x, a)))) a = x;
  }
};

template <class T>
struct ComplexCount {
  using Accumulator = std::int64_t;
  static std::int64_t start() { return 0; }
  static void take(std::int64_t& a, T x) { a += x.real() != 0 || x.imag() != 0; }
};

template <class T>
struct IntegerMultiply {
  using Accumulator = WideProduct;
  static WideProduct start() { return {1, false, false}; }
  static void take(WideProduct& a, T x) {
    const auto wide = static_cast<std::int64_t>(x);
    const std::uint64_t size = wide < 0 ? 0 - static_cast<std::uint64_t>(wide) : static_cast<std::uint64_t>(wide);
    merge_product(a, {size, wide < 0, false});
  }
};

template <class Policy, class T>
void runs(const std::byte* p, std::int64_t n, std::int64_t row_stride, std::int64_t rows, std::byte* acc,
          const std::byte*) {
  for (std::int64_t r = 0; r < rows; ++r) {
    auto* x = reinterpret_cast<const T*>(p + r * row_stride);
    auto a = Policy::start();
    for (std::int64_t i = 0; i < n; ++i) Policy::take(a, x[i]);
    reinterpret_cast<typename Policy::Accumulator*>(acc)[r] = a;
  }
}

template <class Policy, class T>
void columns(const std::byte* p, std::int64_t row_stride, std::int64_t rows, std::int64_t n, std::byte* acc,
             const std::byte*) {
  auto* a = reinterpret_cast<typename Policy::Accumulator*>(acc);
  for (std::int64_t i = 0; i < n; ++i) a[i] = Policy::start();
  for (std::int64_t r = 0; r < rows; ++r) {
    auto* x = reinterpret_cast<const T*>(p + r * row_stride);
    for (std::int64_t i = 0; i < n; ++i) Policy::take(a[i], x[i]);
  }
}

template <class Policy, class T>
constexpr FoldLoops loops_of = {runs<Policy, T>, columns<Policy, T>};

template <class T>
FoldLoops complex_loops(Loop loop) {
  switch (loop) {
    case Loop::multiply: return loops_of<ComplexMultiply<T>, T>;
    case Loop::smallest: return loops_of<ComplexExtreme<T, false>, T>;
    case Loop::largest: return loops_of<ComplexExtreme<T, true>, T>;
    case Loop::count: return loops_of<ComplexCount<T>, T>;
    default: return {};
  }
}

}  // namespace

void merge_product(WideProduct& a, const WideProduct& b) {
  if (a.magnitude == 0 || b.magnitude == 0) {
    a = {0, false, false};
    return;
  }
  a.negative = a.negative != b.negative;
  a.overflow = a.overflow || b.overflow || __builtin_mul_overflow(a.magnitude, b.magnitude, &a.magnitude);
  if (a.overflow) a.magnitude = 1;  // not 0, which would say that a factor was 0
}

FoldLoops scalar_loops(Loop loop, DType dtype) {
  if (dtype == DType::complex64) return complex_loops<Complex64>(loop);
  if (dtype == DType::complex128) return complex_loops<Complex128>(loop);
  if (loop != Loop::integer_product) return {};
  switch (dtype) {
    case DType::bool_:
    case DType::uint8: return loops_of<IntegerMultiply<std::uint8_t>, std::uint8_t>;
    case DType::int32: return loops_of<IntegerMultiply<std::int32_t>, std::int32_t>;
    case DType::int64: return loops_of<IntegerMultiply<std::int64_t>, std::int64_t>;
    default: return {};
  }
}

}  // namespace perilune::reduction
