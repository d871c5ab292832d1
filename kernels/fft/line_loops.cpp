#include <algorithm>

#include "kernels/array/wide_loop.h"
#include "kernels/fft/line_loops.h"

namespace perilune::fft {

namespace {

// In squares of 8: a row of either side is a whole cache line or two.
template <class C>
inline __attribute__((always_inline)) void transpose_body(const C* from, std::int64_t from_pitch, C* to,
                                                          std::int64_t to_pitch, std::int64_t rows,
                                                          std::int64_t columns) {
  constexpr std::int64_t square = 8;
  for (std::int64_t i = 0; i < rows; i += square)
    for (std::int64_t j = 0; j < columns; j += square) {
      const std::int64_t i_end = std::min(i + square, rows), j_end = std::min(j + square, columns);
      for (std::int64_t r = i; r < i_end; ++r)
        for (std::int64_t c = j; c < j_end; ++c) to[c * to_pitch + r] = from[r * from_pitch + c];
    }
}

template <class T>
inline __attribute__((always_inline)) void turn_body(std::complex<T>* line, std::int64_t n, std::complex<double> start,
                                                     const std::complex<double>* within) {
  const double ar = start.real(), ai = start.imag();
  T* x = reinterpret_cast<T*>(line);
  const double* w = reinterpret_cast<const double*>(within);
  for (std::int64_t k = 0; k < n; ++k) {
    const double br = w[2 * k], bi = w[2 * k + 1];
    const T wr = static_cast<T>(ar * br - ai * bi), wi = static_cast<T>(ar * bi + ai * br);
    const T re = x[2 * k], im = x[2 * k + 1];
    x[2 * k] = re * wr - im * wi;
    x[2 * k + 1] = re * wi + im * wr;
  }
}

template <class T>
inline __attribute__((always_inline)) void multiply_body(const std::complex<T>* a, const std::complex<T>* b,
                                                         std::complex<T>* out, std::int64_t n) {
  const T* x = reinterpret_cast<const T*>(a);
  const T* y = reinterpret_cast<const T*>(b);
  T* z = reinterpret_cast<T*>(out);
  for (std::int64_t k = 0; k < n; ++k) {
    const T xr = x[2 * k], xi = x[2 * k + 1], yr = y[2 * k], yi = y[2 * k + 1];
    z[2 * k] = xr * yr - xi * yi;
    z[2 * k + 1] = xr * yi + xi * yr;
  }
}

template <class T>
inline __attribute__((always_inline)) void untangle_body(std::complex<T>* first, std::complex<T>* second,
                                                         std::int64_t n, std::complex<double> start,
                                                         const std::complex<double>* within) {
  const double sr = start.real(), si = start.imag();
  for (std::int64_t k = 0; k < n; ++k) {
    const double vr = within[k].real(), vi = within[k].imag();
    const T wr = static_cast<T>(sr * vr - si * vi), wi = static_cast<T>(sr * vi + si * vr);
    const T ar = first[k].real(), ai = first[k].imag(), br = second[-k].real(), bi = second[-k].imag();
    const T er = (ar + br) / 2, ei = (ai - bi) / 2, pr = (ai + bi) / 2, pi = (br - ar) / 2;
    const T tr = pr * wr - pi * wi, ti = pr * wi + pi * wr;
    first[k] = std::complex<T>(er + tr, ei + ti);
    second[-k] = std::complex<T>(er - tr, ti - ei);
  }
}

template <class T>
inline __attribute__((always_inline)) void tangle_body(const std::complex<T>* first, const std::complex<T>* second,
                                                       std::complex<T>* to_first, std::complex<T>* to_second,
                                                       std::int64_t n, std::complex<double> start,
                                                       const std::complex<double>* within) {
  const double sr = start.real(), si = start.imag();
  for (std::int64_t k = 0; k < n; ++k) {
    const double vr = within[k].real(), vi = within[k].imag();
    const T wr = static_cast<T>(sr * vr - si * vi), wi = static_cast<T>(sr * vi + si * vr);
    const T ar = first[k].real(), ai = first[k].imag(), br = second[-k].real(), bi = second[-k].imag();
    const T er = ar + br, ei = ai - bi, dr = ar - br, di = ai + bi;
    const T pr = dr * wr + di * wi, pi = di * wr - dr * wi;
    to_first[k] = std::complex<T>(er - pi, ei + pr);
    to_second[-k] = std::complex<T>(er + pi, pr - ei);
  }
}

}  // namespace

#define PERILUNE_LOOPS(T)                                                                                          \
  void transpose(const std::complex<T>* from, std::int64_t from_pitch, std::complex<T>* to, std::int64_t to_pitch, \
                 std::int64_t rows, std::int64_t columns) {                                                        \
    transpose_body(from, from_pitch, to, to_pitch, rows, columns);                                                 \
  }                                                                                                                \
  PERILUNE_WIDE void turn_stretch(std::complex<T>* line, std::int64_t n, std::complex<double> start,               \
                                  const std::complex<double>* within) {                                            \
    turn_body(line, n, start, within);                                                                             \
  }                                                                                                                \
  PERILUNE_WIDE void scale_line(T* line, std::int64_t n, T scale) {                                                \
    for (std::int64_t k = 0; k < n; ++k) line[k] *= scale;                                                         \
  }                                                                                                                \
  PERILUNE_WIDE void multiply_lines(const std::complex<T>* a, const std::complex<T>* b, std::complex<T>* out,      \
                                    std::int64_t n) {                                                              \
    multiply_body(a, b, out, n);                                                                                   \
  }                                                                                                                \
  PERILUNE_WIDE void untangle_stretch(std::complex<T>* a, std::complex<T>* b, std::int64_t n,                      \
                                      std::complex<double> start, const std::complex<double>* within) {            \
    untangle_body(a, b, n, start, within);                                                                         \
  }                                                                                                                \
  PERILUNE_WIDE void tangle_stretch(const std::complex<T>* a, const std::complex<T>* b, std::complex<T>* za,       \
                                    std::complex<T>* zb, std::int64_t n, std::complex<double> start,               \
                                    const std::complex<double>* within) {                                          \
    tangle_body(a, b, za, zb, n, start, within);                                                                   \
  }
PERILUNE_LOOPS(float)
PERILUNE_LOOPS(double)

}  // namespace perilune::fft
