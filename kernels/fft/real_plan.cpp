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
    for (std::int64_t k = 0; k < std::min(stretch, half_); ++k) within_.push_back(root(k, n));
    for (std::int64_t k = 1; 2 * k <= half_; k += stretch) starts_.push_back(root(k, n));
  }

  std::int64_t workspace(int threads) const override { return padded(half_) + inner_->workspace(threads); }
  std::size_t bytes() const override {
    return (within_.size() + starts_.size()) * sizeof(std::complex<double>) + inner_->bytes();
  }

  void run(Context& ctx, const void* in, void* out, C* work, T scale, int threads) const override {
    C* const inner_work = work + padded(half_);
    if (direction_ == Direction::forward) {
      C* const x = static_cast<C*>(out);
      inner_->run(ctx, static_cast<const C*>(in), x, inner_work, scale, threads);
      const C z = x[0];
      x[0] = C(z.real() + z.imag(), 0);
      x[half_] = C(z.real() - z.imag(), 0);
      stretches([&](std::int64_t k, std::int64_t count, std::complex<double> start) {
        untangle_stretch(x + k, x + half_ - k, count, start, within_.data());
      });
    } else {
      const C* const x = static_cast<const C*>(in);
      work[0] = C(x[0].real() + x[half_].real(), x[0].real() - x[half_].real());
      stretches([&](std::int64_t k, std::int64_t count, std::complex<double> start) {
        tangle_stretch(x + k, x + half_ - k, work + k, work + half_ - k, count, start, within_.data());
      });
      inner_->run(ctx, work, static_cast<C*>(out), inner_work, scale, threads);
    }
  }

 private:
  // The pairs k, half - k for k = 1 .. half / 2, some at a time, with the root of the first.
  template <class Body>
  void stretches(Body&& body) const {
    for (std::int64_t k = 1; 2 * k <= half_; k += stretch) {
      const std::int64_t count = std::min(stretch, half_ / 2 + 1 - k);
      body(k, count, starts_[static_cast<std::size_t>(k / stretch)]);
    }
  }

  static constexpr std::int64_t stretch = 64;
  std::int64_t half_;
  Direction direction_;
  std::shared_ptr<const ComplexPlan<T>> inner_;
  std::vector<std::complex<double>> within_, starts_;  // root(1 + stretch * i + k) = starts[i] * within[k]
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
