#pragma once
// Inside elementwise: what an inner loop is, and how it is compiled for several instruction sets. Loops see contiguous
// memory of one dtype; walking, gathering and casting are done before they run.

#include <cstdint>
#include <type_traits>

#include "kernels/array/elementwise.h"

namespace perilune::loops {

enum class Isa : std::uint8_t { baseline, avx2, avx512 };
inline constexpr int isa_count = 3;
Isa best_isa();           // of this processor
bool supported(Isa isa);  // on this processor

// What went wrong in a loop, as bits.
using Fault = std::uint32_t;
inline constexpr Fault overflow = 1, zero_division = 2, out_of_range = 4, stop = 8;

// Loops work on chunks of this many bytes of operand. Operands with step 0 have one value, and a chunk of copies of it
// at their address, so that a scalar operand needs no loop of its own.
inline constexpr int chunk_bytes = 512;
template <class T>
inline constexpr int chunk = chunk_bytes / static_cast<int>(sizeof(T));

using UnaryLoop = Fault (*)(std::int64_t n, const void* in, void* out);
using BinaryLoop = Fault (*)(std::int64_t n, const void* a, std::int64_t step_a, const void* b, std::int64_t step_b,
                             void* out);
// out = cond ? a : b over elements of one size; cond holds bytes.
using SelectLoop = void (*)(std::int64_t n, const void* cond, std::int64_t step_cond, const void* a,
                            std::int64_t step_a, const void* b, std::int64_t step_b, void* out);

// The loop for operands of dtype `in`; null where rules.cpp never asks for one.
UnaryLoop unary(Isa isa, UnaryOp op, DType in);
BinaryLoop binary(Isa isa, BinaryOp op, DType in);
SelectLoop select(Isa isa, std::size_t itemsize);
// Casts; out_of_range is reported when not wrapping. Null from complex to real.
UnaryLoop cast(Isa isa, DType from, DType to, bool wrap);

// Rounds to decimals, which are not 0, and negative for integers. Not for bool.
Fault round_decimals(Isa isa, DType dtype, std::int64_t n, const void* in, void* out, int decimals);

// One function per file of loops.
UnaryLoop simple_unary(Isa isa, UnaryOp op, DType in);
// x^0.5 of reals.
UnaryLoop half_power(Isa isa, DType in);
// Null for all but a few functions; with fused multiply-add only.
UnaryLoop exponential(Isa isa, UnaryOp op, DType in);
UnaryLoop math_unary(Isa isa, UnaryOp op, DType in);
UnaryLoop complex_unary(Isa isa, UnaryOp op, DType in);
BinaryLoop complex_arithmetic(Isa isa, BinaryOp op, DType in);
UnaryLoop complex_arithmetic(Isa isa, UnaryOp op, DType in);
BinaryLoop arithmetic(Isa isa, BinaryOp op, DType in);
BinaryLoop division(Isa isa, BinaryOp op, DType in);
BinaryLoop extremum(Isa isa, BinaryOp op, DType in);
BinaryLoop comparison(Isa isa, BinaryOp op, DType in);
BinaryLoop bitwise(Isa isa, BinaryOp op, DType in);
BinaryLoop math_binary(Isa isa, BinaryOp op, DType in);
// With fused multiply-add only.
BinaryLoop real_power(Isa isa, DType in);
BinaryLoop complex_power(DType in);

#if defined(__x86_64__)
#define PERILUNE_AVX2 __attribute__((target("arch=x86-64-v3")))
#define PERILUNE_AVX512 __attribute__((target("arch=x86-64-v4,prefer-vector-width=512")))
#endif
// Bodies must be inlined into the function that has the target attribute, or they are compiled for the baseline.
#define PERILUNE_BODY [[gnu::always_inline]] static inline

// std::fma is one instruction; elsewhere it is a slow library call.
constexpr bool has_fma([[maybe_unused]] Isa isa) {
#if defined(__FP_FAST_FMA)
  return true;
#else
  return isa != Isa::baseline;
#endif
}

// An operation is a struct with
//   template <class T> using Out = ...;
//   template <Isa isa, class T> PERILUNE_BODY Fault run(std::int64_t n, const T* x, [const T* y,] Out<T>* out);
// where n is at most chunk<T> and out may be x or y itself. `#pragma GCC ivdep` on its loops says just that.
template <Isa isa, class Op, class T>
[[gnu::always_inline]] inline Fault unary_body(std::int64_t n, const void* in, void* out) {
  using R = typename Op::template Out<T>;
  auto* x = static_cast<const T*>(in);
  auto* o = static_cast<R*>(out);
  Fault fault = 0;
  std::int64_t i = 0;
  for (; i + chunk<T> <= n; i += chunk<T>) fault |= Op::template run<isa, T>(chunk<T>, x + i, o + i);
  if (i < n) fault |= Op::template run<isa, T>(n - i, x + i, o + i);
  return fault;
}

template <Isa isa, class Op, class T>
[[gnu::always_inline]] inline Fault binary_body(std::int64_t n, const void* a, std::int64_t step_a, const void* b,
                                                std::int64_t step_b, void* out) {
  using R = typename Op::template Out<T>;
  auto* x = static_cast<const T*>(a);
  auto* y = static_cast<const T*>(b);
  auto* o = static_cast<R*>(out);
  Fault fault = 0;
  std::int64_t i = 0;
  for (; i + chunk<T> <= n; i += chunk<T>)
    fault |= Op::template run<isa, T>(chunk<T>, x + (step_a ? i : 0), y + (step_b ? i : 0), o + i);
  if (i < n) fault |= Op::template run<isa, T>(n - i, x + (step_a ? i : 0), y + (step_b ? i : 0), o + i);
  return fault;
}

// One function per instruction set. They have different names, so the linker cannot mix them up.
template <class Op, class T>
Fault unary_baseline(std::int64_t n, const void* in, void* out) {
  return unary_body<Isa::baseline, Op, T>(n, in, out);
}
template <class Op, class T>
Fault binary_baseline(std::int64_t n, const void* a, std::int64_t sa, const void* b, std::int64_t sb, void* out) {
  return binary_body<Isa::baseline, Op, T>(n, a, sa, b, sb, out);
}
#if defined(__x86_64__)
template <class Op, class T>
PERILUNE_AVX2 Fault unary_avx2(std::int64_t n, const void* in, void* out) {
  return unary_body<Isa::avx2, Op, T>(n, in, out);
}
template <class Op, class T>
PERILUNE_AVX512 Fault unary_avx512(std::int64_t n, const void* in, void* out) {
  return unary_body<Isa::avx512, Op, T>(n, in, out);
}
template <class Op, class T>
PERILUNE_AVX2 Fault binary_avx2(std::int64_t n, const void* a, std::int64_t sa, const void* b, std::int64_t sb,
                                void* out) {
  return binary_body<Isa::avx2, Op, T>(n, a, sa, b, sb, out);
}
template <class Op, class T>
PERILUNE_AVX512 Fault binary_avx512(std::int64_t n, const void* a, std::int64_t sa, const void* b, std::int64_t sb,
                                    void* out) {
  return binary_body<Isa::avx512, Op, T>(n, a, sa, b, sb, out);
}
#endif

// The loops of one operation: [instruction set][dtype].
template <class Loop>
struct Row {
  Loop at[isa_count][dtype_count] = {};
};

template <class Op, class T>
constexpr UnaryLoop unary_for([[maybe_unused]] Isa isa) {
#if defined(__x86_64__)
  if (isa == Isa::avx512) return unary_avx512<Op, T>;
  if (isa == Isa::avx2) return unary_avx2<Op, T>;
#endif
  return unary_baseline<Op, T>;
}
template <class Op, class T>
constexpr BinaryLoop binary_for([[maybe_unused]] Isa isa) {
#if defined(__x86_64__)
  if (isa == Isa::avx512) return binary_avx512<Op, T>;
  if (isa == Isa::avx2) return binary_avx2<Op, T>;
#endif
  return binary_baseline<Op, T>;
}

// A row for the given dtypes, run as the C++ type beside them; bool is a byte here.
template <DType dtype>
struct StoredAs {
  using type = std::uint8_t;
};
template <>
struct StoredAs<DType::int32> {
  using type = std::int32_t;
};
template <>
struct StoredAs<DType::int64> {
  using type = std::int64_t;
};
template <>
struct StoredAs<DType::float32> {
  using type = float;
};
template <>
struct StoredAs<DType::float64> {
  using type = double;
};
template <>
struct StoredAs<DType::complex64> {
  using type = Complex64;
};
template <>
struct StoredAs<DType::complex128> {
  using type = Complex128;
};
template <DType dtype>
using Stored = typename StoredAs<dtype>::type;

template <class Op, DType... dtypes>
constexpr Row<UnaryLoop> unary_row(Row<UnaryLoop> row = {}) {
  for (int i = 0; i < isa_count; ++i)
    ((row.at[i][static_cast<int>(dtypes)] = unary_for<Op, Stored<dtypes>>(static_cast<Isa>(i))), ...);
  return row;
}
template <class Op, DType... dtypes>
constexpr Row<BinaryLoop> binary_row(Row<BinaryLoop> row = {}) {
  for (int i = 0; i < isa_count; ++i)
    ((row.at[i][static_cast<int>(dtypes)] = binary_for<Op, Stored<dtypes>>(static_cast<Isa>(i))), ...);
  return row;
}
template <class Loop>
constexpr Loop pick(const Row<Loop>& row, Isa isa, DType dtype) {
  return row.at[static_cast<int>(isa)][static_cast<int>(dtype)];
}

// Operations whose elements do not depend on each other and cannot fail: F::f(x) or F::f(x, y).
template <class F>
struct Map {
  template <class T>
  using Out = decltype(F::f(T()));
  template <Isa, class T>
  PERILUNE_BODY Fault run(std::int64_t n, const T* x, Out<T>* out) {
#pragma GCC ivdep
    for (std::int64_t i = 0; i < n; ++i) out[i] = F::f(x[i]);
    return 0;
  }
};
template <class F>
struct Map2 {
  template <class T>
  using Out = decltype(F::f(T(), T()));
  template <Isa, class T>
  PERILUNE_BODY Fault run(std::int64_t n, const T* x, const T* y, Out<T>* out) {
#pragma GCC ivdep
    for (std::int64_t i = 0; i < n; ++i) out[i] = F::f(x[i], y[i]);
    return 0;
  }
};

}  // namespace perilune::loops
