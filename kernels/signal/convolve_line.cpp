// Overlap-add: pieces of the longer line are convolved with the shorter one by transforms of a length that fits both
// the cache and the shorter line; what hangs over is added to the next piece. (T. Stockham, High-speed convolution and
// correlation, AFIPS 28, 1966.)

#include "kernels/signal/convolve_line.h"

#include <algorithm>
#include <cmath>

#include "kernels/array/complex.h"
#include "kernels/fft/line_loops.h"
#include "kernels/fft/plan.h"
#include "kernels/fft/roots.h"

namespace perilune::signal {

namespace {

// Work per result of pieces of transforms of n, of which n - taps + 1 are new: the length with the least.
std::int64_t piece_length(std::int64_t taps, std::int64_t whole) {
  const std::int64_t once = fft::next_fast_len(whole, true);
  std::int64_t best = once;
  double best_cost = static_cast<double>(once) * std::log2(static_cast<double>(once) + 2);
  for (std::int64_t n = 256; n < once; n *= 2) {
    if (n < 2 * taps) continue;
    const double pieces = std::ceil(static_cast<double>(whole - taps + 1) / static_cast<double>(n - taps + 1));
    const double cost = pieces * static_cast<double>(n) * std::log2(static_cast<double>(n)) * (n > 32768 ? 1.3 : 1.0);
    if (cost < best_cost) best_cost = cost, best = n;
  }
  return best;
}

template <class R>
struct RealTransforms {
  using C = std::complex<R>;
  std::int64_t n, values;
  std::shared_ptr<const fft::RealPlan<R>> forward, inverse;
  RealTransforms(Context& ctx, std::int64_t length)
      : n(length),
        values(length / 2 + 1),
        forward(fft::real_plan<R>(ctx, length, fft::Direction::forward)),
        inverse(fft::real_plan<R>(ctx, length, fft::Direction::inverse)) {}
};

template <class R>
struct ComplexTransforms {
  using C = std::complex<R>;
  std::int64_t n, values;
  std::shared_ptr<const fft::ComplexPlan<R>> forward, inverse;
  ComplexTransforms(Context& ctx, std::int64_t length)
      : n(length),
        values(length),
        forward(fft::complex_plan<R>(ctx, length, fft::Direction::forward)),
        inverse(fft::complex_plan<R>(ctx, length, fft::Direction::inverse)) {}
};

template <class T>
Array buffer(Context& ctx, std::int64_t n) {
  return Array::empty(ctx, dtype_of<T>, {n});
}

}  // namespace

template <class T>
void convolve_line(Context& ctx, const T* a, std::int64_t a_length, const T* b, std::int64_t b_length,
                   std::int64_t first, std::int64_t count, T* out) {
  using R = Real<T>;
  using C = std::complex<R>;
  using Transforms = std::conditional_t<is_complex_type<T>, ComplexTransforms<R>, RealTransforms<R>>;
  if (a_length < b_length) {
    std::swap(a, b);
    std::swap(a_length, b_length);
  }
  const std::int64_t whole = a_length + b_length - 1;
  const Transforms t(ctx, piece_length(b_length, whole));
  const std::int64_t step = t.n - b_length + 1;
  const Array line = buffer<T>(ctx, t.n), kernel = buffer<C>(ctx, t.values), spectrum = buffer<C>(ctx, t.values),
              work = buffer<C>(ctx, std::max(t.forward->workspace(ctx.threads), t.inverse->workspace(ctx.threads)));
  T* const x = line.as<T>();
  std::copy_n(b, b_length, x);
  std::fill(x + b_length, x + t.n, T());
  t.forward->run(ctx, x, kernel.as<C>(), work.as<C>(), R(1), ctx.threads);
  std::fill_n(out, count, T());
  const R scale = R(1) / static_cast<R>(t.n);
  for (std::int64_t begin = 0; begin < a_length; begin += step) {
    ctx.poll();
    const std::int64_t length = std::min(step, a_length - begin), reach = length + b_length - 1;
    if (begin + reach <= first || begin >= first + count) continue;
    std::copy_n(a + begin, length, x);
    std::fill(x + length, x + t.n, T());
    t.forward->run(ctx, x, spectrum.as<C>(), work.as<C>(), R(1), ctx.threads);
    fft::multiply_lines(spectrum.as<C>(), kernel.as<C>(), spectrum.as<C>(), t.values);
    t.inverse->run(ctx, spectrum.as<C>(), x, work.as<C>(), scale, ctx.threads);
    const std::int64_t from = std::max(begin, first), to = std::min(begin + reach, first + count);
    for (std::int64_t i = from; i < to; ++i) out[i - first] += x[i - begin];
  }
}

#define PERILUNE_INSTANTIATE(T)                                                                                        \
  template void convolve_line<T>(Context&, const T*, std::int64_t, const T*, std::int64_t, std::int64_t, std::int64_t, \
                                 T*);
PERILUNE_INSTANTIATE(float)
PERILUNE_INSTANTIATE(double)
PERILUNE_INSTANTIATE(Complex64)
PERILUNE_INSTANTIATE(Complex128)

}  // namespace perilune::signal
