// Real lines. Of even length: two neighbours make one complex number, a transform of half the length follows, and its
// even and odd parts are those of the two halves. (J. Cooley, P. Lewis, P. Welch, J. Sound Vib. 12, 1970.) Of odd
// length: as complex numbers.

#include <algorithm>
#include <vector>

#include "kernels/fft/line_loops.h"
#include "kernels/fft/plan.h"
#include "kernels/fft/roots.h"

namespace perilune::fft {

namespace {

std::int64_t padded(std::int64_t n) { return (n + 7) / 8 * 8; }

template <class T>
class PackedReal final : public RealPlan<T> {
 public:
  using C = std::complex<T>;

  PackedReal(Context& ctx, std::int64_t n, Direction direction, Engine engine)
      : half_(n / 2), direction_(direction), inner_(complex_plan<T>(ctx, n / 2, direction, engine)) {
    while (base_ * base_ < half_ / 2 + 1) base_ *= 2;
    for (std::int64_t k = 0; k < base_; ++k) fine_.push_back(root(k, n));
    for (std::int64_t k = 0; k * base_ <= half_ / 2; ++k) coarse_.push_back(root(k * base_, n));
  }

  std::int64_t workspace(int threads) const override { return padded(half_) + inner_->workspace(threads); }
  std::size_t bytes() const override { return (fine_.size() + coarse_.size()) * sizeof(C) + inner_->bytes(); }

  void run(Context& ctx, const void* in, void* out, C* work, T scale, int threads) const override {
    C* const inner_work = work + padded(half_);
    if (direction_ == Direction::forward) {
      C* const x = static_cast<C*>(out);
      inner_->run(ctx, static_cast<const C*>(in), x, inner_work, scale, threads);
      const C z = x[0];
      x[0] = C(z.real() + z.imag(), 0);
      x[half_] = C(z.real() - z.imag(), 0);
      for (std::int64_t k = 1; 2 * k <= half_; ++k) untangle(x[k], x[half_ - k], turn(k));
    } else {
      const C* const x = static_cast<const C*>(in);
      work[0] = C(x[0].real() + x[half_].real(), x[0].real() - x[half_].real());
      for (std::int64_t k = 1; 2 * k <= half_; ++k) tangle(x[k], x[half_ - k], turn(k), work[k], work[half_ - k]);
      inner_->run(ctx, work, static_cast<C*>(out), inner_work, scale, threads);
    }
  }

 private:
  C turn(std::int64_t k) const {
    const std::complex<double> a = coarse_[static_cast<std::size_t>(k / base_)],
                               b = fine_[static_cast<std::size_t>(k % base_)];
    return C(static_cast<T>(a.real() * b.real() - a.imag() * b.imag()),
             static_cast<T>(a.real() * b.imag() + a.imag() * b.real()));
  }

  // a = Z[k], b = Z[half - k]: even part (a + conj b) / 2, odd part (a - conj b) / 2i, which w turns.
  static void untangle(C& a, C& b, C w) {
    const T er = (a.real() + b.real()) / 2, ei = (a.imag() - b.imag()) / 2;
    const T odd_r = (a.imag() + b.imag()) / 2, odd_i = (b.real() - a.real()) / 2;
    const T tr = odd_r * w.real() - odd_i * w.imag(), ti = odd_r * w.imag() + odd_i * w.real();
    a = C(er + tr, ei + ti);
    b = C(er - tr, ti - ei);
  }

  // The way back, without the halves: the inverse transform of half the length is to give twice its values.
  static void tangle(C a, C b, C w, C& za, C& zb) {
    const T er = a.real() + b.real(), ei = a.imag() - b.imag();
    const T dr = a.real() - b.real(), di = a.imag() + b.imag();
    const T odd_r = dr * w.real() + di * w.imag(), odd_i = di * w.real() - dr * w.imag();
    za = C(er - odd_i, ei + odd_r);
    zb = C(er + odd_i, odd_r - ei);
  }

  std::int64_t half_, base_ = 1;
  Direction direction_;
  std::shared_ptr<const ComplexPlan<T>> inner_;
  std::vector<std::complex<double>> fine_, coarse_;  // root(k) = coarse[k / base] * fine[k % base]
};

template <class T>
class FullReal final : public RealPlan<T> {
 public:
  using C = std::complex<T>;

  FullReal(Context& ctx, std::int64_t n, Direction direction, Engine engine)
      : n_(n), direction_(direction), inner_(complex_plan<T>(ctx, n, direction, engine)) {}

  std::int64_t workspace(int threads) const override { return padded(n_) + inner_->workspace(threads); }
  std::size_t bytes() const override { return inner_->bytes(); }

  void run(Context& ctx, const void* in, void* out, C* work, T scale, int threads) const override {
    C* const inner_work = work + padded(n_);
    if (direction_ == Direction::forward) {
      std::copy_n(static_cast<const T*>(in), n_, work);
      inner_->run(ctx, work, work, inner_work, scale, threads);
      std::copy_n(work, n_ / 2 + 1, static_cast<C*>(out));
      static_cast<C*>(out)[0].imag(0);
    } else {
      const C* const x = static_cast<const C*>(in);
      work[0] = x[0].real();
      for (std::int64_t k = 1; 2 * k <= n_; ++k) {
        work[k] = x[k];
        work[n_ - k] = std::conj(x[k]);
      }
      if (n_ % 2 == 0) work[n_ / 2].imag(0);
      inner_->run(ctx, work, work, inner_work, scale, threads);
      T* const y = static_cast<T*>(out);
      for (std::int64_t k = 0; k < n_; ++k) y[k] = work[k].real();
    }
  }

 private:
  std::int64_t n_;
  Direction direction_;
  std::shared_ptr<const ComplexPlan<T>> inner_;
};

}  // namespace

template <class T>
std::unique_ptr<const RealPlan<T>> make_packed_real(Context& ctx, std::int64_t n, Direction direction, Engine engine) {
  return std::make_unique<const PackedReal<T>>(ctx, n, direction, engine);
}

template <class T>
std::unique_ptr<const RealPlan<T>> make_full_real(Context& ctx, std::int64_t n, Direction direction, Engine engine) {
  return std::make_unique<const FullReal<T>>(ctx, n, direction, engine);
}

#define PERILUNE_INSTANTIATE(T)                                                                               \
  template std::unique_ptr<const RealPlan<T>> make_packed_real<T>(Context&, std::int64_t, Direction, Engine); \
  template std::unique_ptr<const RealPlan<T>> make_full_real<T>(Context&, std::int64_t, Direction, Engine);
PERILUNE_INSTANTIATE(float)
PERILUNE_INSTANTIATE(double)

}  // namespace perilune::fft
