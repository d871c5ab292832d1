// Our own transform of lengths whose prime factors are small: Stockham's order, which needs no bit reversal, with one
// pass per factor. (W. Cochran et al., What is the fast Fourier transform?, Proc. IEEE 55, 1967; C. Van Loan,
// Computational Frameworks for the Fast Fourier Transform, 1992, section 1.7.)

#include <cstring>
#include <vector>

#include "kernels/fft/line_loops.h"
#include "kernels/fft/plan.h"
#include "kernels/fft/radix_loops.h"
#include "kernels/fft/roots.h"

namespace perilune::fft {

namespace {

template <class T>
class MixedRadix final : public ComplexPlan<T> {
 public:
  using C = std::complex<T>;

  MixedRadix(std::int64_t n, Direction direction) : n_(n) {
    const bool inverse = direction == Direction::inverse;
    std::int64_t left = n, stride = 1;
    while (left > 1) {
      const int radix = next_radix(left);
      const std::int64_t blocks = left / radix;
      Pass pass{radix_pass(T(), radix, inverse), blocks, stride, {}};
      pass.twiddles.reserve(static_cast<std::size_t>(blocks * (radix - 1)));
      for (std::int64_t p = 0; p < blocks; ++p)
        for (int k = 1; k < radix; ++k) {
          const std::complex<double> w = root(p * k, left);
          pass.twiddles.emplace_back(static_cast<T>(w.real()), static_cast<T>(inverse ? -w.imag() : w.imag()));
        }
      passes_.push_back(std::move(pass));
      left = blocks;
      stride *= radix;
    }
  }

  std::int64_t workspace(int) const override { return n_; }
  std::size_t bytes() const override {
    std::size_t count = 0;
    for (const Pass& pass : passes_) count += pass.twiddles.size();
    return count * sizeof(C);
  }

  // The passes go to and fro between out and the workspace so that the last one ends in out.
  void run(Context&, const C* in, C* out, C* work, T scale, int) const override {
    const std::size_t size = static_cast<std::size_t>(n_) * sizeof(C);
    const bool odd = passes_.size() % 2 == 1;
    const C* from = in;
    if (odd && in == out) {
      std::memcpy(work, in, size);
      from = work;
    } else if (passes_.empty() && in != out) {
      std::memcpy(out, in, size);
    }
    C* to = odd ? out : work;
    for (const Pass& pass : passes_) {
      pass.run(pass.blocks, pass.stride, reinterpret_cast<const T*>(from), reinterpret_cast<T*>(to),
               reinterpret_cast<const T*>(pass.twiddles.data()));
      from = to;
      to = to == out ? work : out;
    }
    if (scale != T(1)) scale_line(reinterpret_cast<T*>(out), 2 * n_, scale);
  }

 private:
  struct Pass {
    RadixPass<T> run;
    std::int64_t blocks, stride;
    std::vector<C> twiddles;
  };

  // Small odd factors last: their passes have the long inner loops.
  static int next_radix(std::int64_t left) {
    for (const int radix : {4, 2, 3, 5, 7, 11})
      if (left % radix == 0) return radix;
    return 13;
  }

  std::int64_t n_;
  std::vector<Pass> passes_;
};

}  // namespace

bool is_smooth(std::int64_t n) {
  for (const int p : {2, 3, 5, 7, 11, 13})
    while (n % p == 0) n /= p;
  return n == 1;
}

template <class T>
std::unique_ptr<const ComplexPlan<T>> make_mixed_radix(std::int64_t n, Direction direction) {
  return std::make_unique<const MixedRadix<T>>(n, direction);
}

template std::unique_ptr<const ComplexPlan<float>> make_mixed_radix<float>(std::int64_t, Direction);
template std::unique_ptr<const ComplexPlan<double>> make_mixed_radix<double>(std::int64_t, Direction);

}  // namespace perilune::fft
