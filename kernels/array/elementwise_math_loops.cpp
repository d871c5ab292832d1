// Real transcendental functions: our own where they are better (elementwise_exponential_loops.cpp and
// elementwise_power_loops.cpp), glibc's vector
// library where the processor and the C library have it, else the scalar one. All give C99's special values and at most
// 4 units in the last place. A rest shorter than a vector is padded with its own values, so that no result depends on
// an element's position.

#include <algorithm>
#include <cmath>

#include "kernels/array/elementwise_loops.h"

#if defined(__x86_64__) && defined(PERILUNE_LIBMVEC)
#include <immintrin.h>
#define PERILUNE_VECTOR_MATH 1
#else
#define PERILUNE_VECTOR_MATH 0
#endif

// Our name, C's name.
#define PERILUNE_UNARY_MATH(X) \
  X(exp, exp)                  \
  X(exp2, exp2)                \
  X(expm1, expm1)              \
  X(log, log)                  \
  X(log2, log2)                \
  X(log10, log10)              \
  X(log1p, log1p)              \
  X(cbrt, cbrt)                \
  X(sin, sin)                  \
  X(cos, cos)                  \
  X(tan, tan)                  \
  X(arcsin, asin)              \
  X(arccos, acos)              \
  X(arctan, atan) X(sinh, sinh) X(cosh, cosh) X(tanh, tanh) X(arcsinh, asinh) X(arccosh, acosh) X(arctanh, atanh)
#define PERILUNE_BINARY_MATH(X) X(arctan2, atan2) X(hypot, hypot)

#if PERILUNE_VECTOR_MATH
// The C library's header offers these under -ffast-math only.
#define PERILUNE_DECLARE(name, c) \
  __m256d _ZGVdN4v_##c(__m256d);  \
  __m256 _ZGVdN8v_##c##f(__m256); \
  __m512d _ZGVeN8v_##c(__m512d);  \
  __m512 _ZGVeN16v_##c##f(__m512);
#define PERILUNE_DECLARE2(name, c)         \
  __m256d _ZGVdN4vv_##c(__m256d, __m256d); \
  __m256 _ZGVdN8vv_##c##f(__m256, __m256); \
  __m512d _ZGVeN8vv_##c(__m512d, __m512d); \
  __m512 _ZGVeN16vv_##c##f(__m512, __m512);
extern "C" {
PERILUNE_UNARY_MATH(PERILUNE_DECLARE)
PERILUNE_BINARY_MATH(PERILUNE_DECLARE2)
}
#endif

namespace perilune::loops {

namespace {

#define PERILUNE_SCALAR_LOOP(name, c)                                                                    \
  template <class T>                                                                                     \
  Fault name##_scalar(std::int64_t n, const void* in, void* out) {                                       \
    for (std::int64_t i = 0; i < n; ++i) static_cast<T*>(out)[i] = std::c(static_cast<const T*>(in)[i]); \
    return 0;                                                                                            \
  }
#define PERILUNE_SCALAR_LOOP2(name, c)                                                                             \
  template <class T>                                                                                               \
  Fault name##_scalar(std::int64_t n, const void* a, std::int64_t sa, const void* b, std::int64_t sb, void* out) { \
    for (std::int64_t i = 0; i < n; ++i)                                                                           \
      static_cast<T*>(out)[i] = std::c(static_cast<const T*>(a)[i * sa], static_cast<const T*>(b)[i * sb]);        \
    return 0;                                                                                                      \
  }
PERILUNE_UNARY_MATH(PERILUNE_SCALAR_LOOP)
PERILUNE_BINARY_MATH(PERILUNE_SCALAR_LOOP2)
PERILUNE_SCALAR_LOOP2(power, pow)

#if PERILUNE_VECTOR_MATH

// The last elements of an operand, followed by copies of the very last.
template <class T, int lanes>
struct Padded {
  T at[lanes];
  Padded(const T* x, std::int64_t n, std::int64_t step = 1) {
    for (int i = 0; i < lanes; ++i) at[i] = x[std::min<std::int64_t>(i, n - 1) * step];
  }
  void give(T* out, std::int64_t n) const { std::copy(at, at + n, out); }
};

#define PERILUNE_LOOP(function, target, T, lanes, load, store, f)                \
  target Fault function(std::int64_t n, const void* in, void* out) {             \
    auto* x = static_cast<const T*>(in);                                         \
    auto* o = static_cast<T*>(out);                                              \
    for (; n >= lanes; n -= lanes, x += lanes, o += lanes) store(o, f(load(x))); \
    if (n == 0) return 0;                                                        \
    Padded<T, lanes> rest(x, n);                                                 \
    store(rest.at, f(load(rest.at)));                                            \
    rest.give(o, n);                                                             \
    return 0;                                                                    \
  }
#define PERILUNE_LOOP2(function, target, T, lanes, load, store, f)                                                   \
  target Fault function(std::int64_t n, const void* a, std::int64_t sa, const void* b, std::int64_t sb, void* out) { \
    auto* x = static_cast<const T*>(a);                                                                              \
    auto* y = static_cast<const T*>(b);                                                                              \
    auto* o = static_cast<T*>(out);                                                                                  \
    for (; n >= lanes; n -= lanes, x += sa * lanes, y += sb * lanes, o += lanes) store(o, f(load(x), load(y)));      \
    if (n == 0) return 0;                                                                                            \
    Padded<T, lanes> first(x, n, sa), second(y, n, sb);                                                              \
    store(first.at, f(load(first.at), load(second.at)));                                                             \
    first.give(o, n);                                                                                                \
    return 0;                                                                                                        \
  }
#define PERILUNE_LOOPS(name, c)                                                                                 \
  PERILUNE_LOOP(name##_f64_avx2, PERILUNE_AVX2, double, 4, _mm256_loadu_pd, _mm256_storeu_pd, _ZGVdN4v_##c)     \
  PERILUNE_LOOP(name##_f32_avx2, PERILUNE_AVX2, float, 8, _mm256_loadu_ps, _mm256_storeu_ps, _ZGVdN8v_##c##f)   \
  PERILUNE_LOOP(name##_f64_avx512, PERILUNE_AVX512, double, 8, _mm512_loadu_pd, _mm512_storeu_pd, _ZGVeN8v_##c) \
  PERILUNE_LOOP(name##_f32_avx512, PERILUNE_AVX512, float, 16, _mm512_loadu_ps, _mm512_storeu_ps, _ZGVeN16v_##c##f)
#define PERILUNE_LOOPS2(name, c)                                                                                  \
  PERILUNE_LOOP2(name##_f64_avx2, PERILUNE_AVX2, double, 4, _mm256_loadu_pd, _mm256_storeu_pd, _ZGVdN4vv_##c)     \
  PERILUNE_LOOP2(name##_f32_avx2, PERILUNE_AVX2, float, 8, _mm256_loadu_ps, _mm256_storeu_ps, _ZGVdN8vv_##c##f)   \
  PERILUNE_LOOP2(name##_f64_avx512, PERILUNE_AVX512, double, 8, _mm512_loadu_pd, _mm512_storeu_pd, _ZGVeN8vv_##c) \
  PERILUNE_LOOP2(name##_f32_avx512, PERILUNE_AVX512, float, 16, _mm512_loadu_ps, _mm512_storeu_ps, _ZGVeN16vv_##c##f)
PERILUNE_UNARY_MATH(PERILUNE_LOOPS)
PERILUNE_BINARY_MATH(PERILUNE_LOOPS2)

#define PERILUNE_PICK(name)                                           \
  in == DType::float64 ? (isa == Isa::avx512 ? name##_f64_avx512      \
                          : isa == Isa::avx2 ? name##_f64_avx2        \
                                             : name##_scalar<double>) \
                       : (isa == Isa::avx512 ? name##_f32_avx512      \
                          : isa == Isa::avx2 ? name##_f32_avx2        \
                                             : name##_scalar<float>)
#else
#define PERILUNE_PICK(name) in == DType::float64 ? name##_scalar<double> : name##_scalar<float>
#endif

}  // namespace

UnaryLoop math_unary([[maybe_unused]] Isa isa, UnaryOp op, DType in) {
  using Op = UnaryOp;
  if (!is_real_floating(in)) return nullptr;
  if (has_fma(isa))
    if (UnaryLoop own = exponential(isa, op, in)) return own;
  switch (op) {
#define PERILUNE_CASE(name, c) \
  case Op::name: return PERILUNE_PICK(name);
    PERILUNE_UNARY_MATH(PERILUNE_CASE)
    default: return nullptr;
  }
}

BinaryLoop math_binary([[maybe_unused]] Isa isa, BinaryOp op, DType in) {
  using Op = BinaryOp;
  if (!is_real_floating(in)) return nullptr;
  switch (op) {
    PERILUNE_BINARY_MATH(PERILUNE_CASE)
    case Op::power:
      if (has_fma(isa)) return real_power(isa, in);
      return in == DType::float64 ? power_scalar<double> : power_scalar<float>;
    default: return nullptr;
  }
}

}  // namespace perilune::loops
