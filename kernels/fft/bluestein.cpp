// Lengths with large prime factors: j k = (j^2 + k^2 - (k - j)^2) / 2 turns the transform into a convolution with a
// chirp, which transforms of a convenient length do. (L. Bluestein, IEEE Trans. Audio Electroacoust. 18, 1970.)

#include <algorithm>
#include <vector>

#include "kernels/fft/line_loops.h"
#include "kernels/fft/plan.h"
#include "kernels/fft/roots.h"

namespace perilune::fft {

namespace {

template <class T>
class Bluestein final : public ComplexPlan<T> {
 public:
  using C = std::complex<T>;

  Bluestein(Context& ctx, std::int64_t n, Direction direction, Engine engine)
      : n_(n),
        m_(next_fast_len(2 * n - 1)),
        forward_(complex_plan<T>(ctx, m_, Direction::forward, engine)),
        inverse_(complex_plan<T>(ctx, m_, Direction::inverse, engine)),
        chirp_(static_cast<std::size_t>(n)),
        kernel_(static_cast<std::size_t>(m_)) {
    // exp(-pi i k^2 / n) = root(k^2 mod 2 n, 2 n); the squares follow from each other by odd numbers.
    std::int64_t square = 0;
    for (std::int64_t k = 0; k < n; ++k) {
      if (k % 4096 == 0) ctx.poll();
      const std::complex<double> w = root(square, 2 * n);
      const C c(static_cast<T>(w.real()), static_cast<T>(direction == Direction::inverse ? -w.imag() : w.imag()));
      chirp_[static_cast<std::size_t>(k)] = c;
      kernel_[static_cast<std::size_t>(k)] = std::conj(c);
      if (k > 0) kernel_[static_cast<std::size_t>(m_ - k)] = std::conj(c);
      square = (square + 2 * k + 1) % (2 * n);
    }
    CountedVector<C> work = ctx.vector<C>(static_cast<std::size_t>(forward_->workspace(1) + 8));
    C* aligned = work.data();
    while (reinterpret_cast<std::uintptr_t>(aligned) % 64 != 0) ++aligned;
    forward_->run(ctx, kernel_.data(), kernel_.data(), aligned, T(1) / static_cast<T>(m_), 1);
  }

  std::int64_t workspace(int threads) const override {
    return (m_ + 7) / 8 * 8 + std::max(forward_->workspace(threads), inverse_->workspace(threads));
  }
  std::size_t bytes() const override {
    return static_cast<std::size_t>(n_ + m_) * sizeof(C) + forward_->bytes() + inverse_->bytes();
  }

  void run(Context& ctx, const C* in, C* out, C* work, T scale, int threads) const override {
    C* const inner = work + (m_ + 7) / 8 * 8;
    multiply_lines(in, chirp_.data(), work, n_);
    std::fill(work + n_, work + m_, C());
    forward_->run(ctx, work, work, inner, T(1), threads);
    ctx.poll();
    multiply_lines(work, kernel_.data(), work, m_);
    inverse_->run(ctx, work, work, inner, scale, threads);
    multiply_lines(work, chirp_.data(), out, n_);
  }

 private:
  std::int64_t n_, m_;
  std::shared_ptr<const ComplexPlan<T>> forward_, inverse_;
  std::vector<C> chirp_, kernel_;
};

}  // namespace

template <class T>
std::unique_ptr<const ComplexPlan<T>> make_bluestein(Context& ctx, std::int64_t n, Direction direction, Engine engine) {
  return std::make_unique<const Bluestein<T>>(ctx, n, direction, engine);
}

template std::unique_ptr<const ComplexPlan<float>> make_bluestein<float>(Context&, std::int64_t, Direction, Engine);
template std::unique_ptr<const ComplexPlan<double>> make_bluestein<double>(Context&, std::int64_t, Direction, Engine);

}  // namespace perilune::fft
