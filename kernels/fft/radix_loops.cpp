#include "kernels/fft/radix_loops.h"

#include "kernels/array/wide_loop.h"

#define PERILUNE_INLINE inline __attribute__((always_inline))

namespace perilune::fft {

namespace {

// cos and sin of 2 pi k / R for k = 1 .. (R - 1) / 2.
template <int R>
struct Angles;
template <>
struct Angles<3> {
  static constexpr double c[] = {-0.5}, s[] = {0.86602540378443864676};
};
template <>
struct Angles<5> {
  static constexpr double c[] = {0.30901699437494742410, -0.80901699437494742410},
                          s[] = {0.95105651629515357212, 0.58778525229247312917};
};
template <>
struct Angles<7> {
  static constexpr double c[] = {0.62348980185873353053, -0.22252093395631440429, -0.90096886790241912624},
                          s[] = {0.78183148246802980871, 0.97492791218182360702, 0.43388373911755812048};
};
template <>
struct Angles<11> {
  static constexpr double c[] = {0.84125353283118116886, 0.41541501300188642553, -0.14231483827328514044,
                                 -0.65486073394528506406, -0.95949297361449738989},
                          s[] = {0.54064081745559758211, 0.90963199535451837141, 0.98982144188093273238,
                                 0.75574957435425828378, 0.28173255684142969771};
};
template <>
struct Angles<13> {
  static constexpr double c[] = {0.88545602565320989590,  0.56806474673115580251,  0.12053668025532305335,
                                 -0.35460488704253562597, -0.74851074817110109863, -0.97094181742605202716},
                          s[] = {0.46472317204376854566, 0.82298386589365639458, 0.99270887409805399280,
                                 0.93501624268541482344, 0.66312265824079520238, 0.23931566428755776714};
};

// The transform of R values in place. Odd R pairs k with R - k: sums go with cosines, differences with sines.
template <class T, int R, bool inverse>
PERILUNE_INLINE void butterfly(T* re, T* im) {
  if constexpr (R == 2) {
    const T ar = re[0], ai = im[0];
    re[0] = ar + re[1], im[0] = ai + im[1];
    re[1] = ar - re[1], im[1] = ai - im[1];
  } else if constexpr (R == 4) {
    const T ar = re[0] + re[2], ai = im[0] + im[2], br = re[0] - re[2], bi = im[0] - im[2];
    const T cr = re[1] + re[3], ci = im[1] + im[3];
    const T dr = inverse ? im[3] - im[1] : im[1] - im[3], di = inverse ? re[1] - re[3] : re[3] - re[1];
    re[0] = ar + cr, im[0] = ai + ci;
    re[2] = ar - cr, im[2] = ai - ci;
    re[1] = br + dr, im[1] = bi + di;
    re[3] = br - dr, im[3] = bi - di;
  } else {
    constexpr int half = (R - 1) / 2;
    T sr[half], si[half], dr[half], di[half];
    const T zr = re[0], zi = im[0];
    T total_r = zr, total_i = zi;
    for (int j = 0; j < half; ++j) {
      sr[j] = re[j + 1] + re[R - 1 - j], si[j] = im[j + 1] + im[R - 1 - j];
      dr[j] = re[j + 1] - re[R - 1 - j], di[j] = im[j + 1] - im[R - 1 - j];
      total_r += sr[j], total_i += si[j];
    }
    re[0] = total_r, im[0] = total_i;
    for (int k = 1; k <= half; ++k) {
      T ar = zr, ai = zi, br = 0, bi = 0;
      for (int j = 1; j <= half; ++j) {
        const int m = j * k % R;
        const int place = (m <= half ? m : R - m) - 1;
        const T c = static_cast<T>(Angles<R>::c[place]);
        const T s = static_cast<T>((m <= half) != inverse ? Angles<R>::s[place] : -Angles<R>::s[place]);
        ar += c * sr[j - 1], ai += c * si[j - 1];
        br += s * di[j - 1], bi -= s * dr[j - 1];
      }
      re[k] = ar + br, im[k] = ai + bi;
      re[R - k] = ar - br, im[R - k] = ai - bi;
    }
  }
}

template <class T, int R, bool inverse>
PERILUNE_INLINE void combine(const T* x, std::int64_t x_step, T* y, std::int64_t y_step, const T* w) {
  T re[R], im[R];
  for (int k = 0; k < R; ++k) re[k] = x[k * x_step], im[k] = x[k * x_step + 1];
  butterfly<T, R, inverse>(re, im);
  y[0] = re[0], y[1] = im[0];
  for (int k = 1; k < R; ++k) {
    const T wr = w[2 * k - 2], wi = w[2 * k - 1];
    y[k * y_step] = re[k] * wr - im[k] * wi;
    y[k * y_step + 1] = re[k] * wi + im[k] * wr;
  }
}

template <class T, int R, bool inverse>
PERILUNE_INLINE void pass(std::int64_t blocks, std::int64_t stride, const T* __restrict x, T* __restrict y,
                          const T* __restrict twiddles) {
  const std::int64_t x_step = 2 * stride * blocks;
  if (stride == 1) {
    for (std::int64_t p = 0; p < blocks; ++p)
      combine<T, R, inverse>(x + 2 * p, x_step, y + 2 * R * p, 2, twiddles + 2 * (R - 1) * p);
    return;
  }
  for (std::int64_t p = 0; p < blocks; ++p) {
    const T* from = x + 2 * stride * p;
    T* to = y + 2 * stride * R * p;
    const T* w = twiddles + 2 * (R - 1) * p;
    for (std::int64_t q = 0; q < stride; ++q) combine<T, R, inverse>(from + 2 * q, x_step, to + 2 * q, 2 * stride, w);
  }
}

// Concrete functions: one template compiled under several instruction sets would be merged by the linker.
#define PERILUNE_PASS(T, R)                                                                            \
  PERILUNE_WIDE void forward_##T##_##R(std::int64_t b, std::int64_t s, const T* x, T* y, const T* w) { \
    pass<T, R, false>(b, s, x, y, w);                                                                  \
  }                                                                                                    \
  PERILUNE_WIDE void inverse_##T##_##R(std::int64_t b, std::int64_t s, const T* x, T* y, const T* w) { \
    pass<T, R, true>(b, s, x, y, w);                                                                   \
  }
#define PERILUNE_PASSES(T) \
  PERILUNE_PASS(T, 2)      \
  PERILUNE_PASS(T, 3)      \
  PERILUNE_PASS(T, 4)      \
  PERILUNE_PASS(T, 5)      \
  PERILUNE_PASS(T, 7)      \
  PERILUNE_PASS(T, 11)     \
  PERILUNE_PASS(T, 13)
PERILUNE_PASSES(float)
PERILUNE_PASSES(double)

}  // namespace

#define PERILUNE_CASE(T, R) \
  case R:                   \
    return inverse ? inverse_##T##_##R : forward_##T##_##R;
#define PERILUNE_CHOICE(T)                                           \
  RadixPass<T> radix_pass(T, int radix, bool inverse) {              \
    switch (radix) {                                                 \
      PERILUNE_CASE(T, 2)                                            \
      PERILUNE_CASE(T, 3)                                            \
      PERILUNE_CASE(T, 4)                                            \
      PERILUNE_CASE(T, 5)                                            \
      PERILUNE_CASE(T, 7)                                            \
      PERILUNE_CASE(T, 11)                                           \
      default: return inverse ? inverse_##T##_13 : forward_##T##_13; \
    }                                                                \
  }
PERILUNE_CHOICE(float)
PERILUNE_CHOICE(double)

}  // namespace perilune::fft
