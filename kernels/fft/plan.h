#pragma once
// Transforms of one contiguous line. A plan is made once for a length and direction and never changes afterwards: any
// number of threads may run it at the same time. Nothing here is normalised but by `scale`, which multiplies the
// result.

#include <memory>

#include "kernels/core/array.h"

namespace perilune::fft {

enum class Direction : std::uint8_t { forward, inverse };
// Which code transforms short lines: the package when it is there, or our own.
enum class Engine : std::uint8_t { best, own };

// True when the package is compiled in.
bool has_package();

// Lengths up to this are transformed in one go where their factors allow it, longer ones are taken apart first.
inline constexpr std::int64_t direct_limit = std::int64_t{1} << 17;

template <class T>  // float or double
class ComplexPlan {
 public:
  using C = std::complex<T>;
  virtual ~ComplexPlan() = default;
  // How many elements of workspace run() needs on so many threads.
  virtual std::int64_t workspace(int threads) const = 0;
  // out may be in; otherwise they must not overlap, and in is left as it is. The workspace is aligned to 64 bytes and
  // made for so many threads.
  virtual void run(Context& ctx, const C* in, C* out, C* work, T scale, int threads) const = 0;
  // True when run() leaves the workspace alone for these addresses, so that it may be null.
  virtual bool works_without(const C*, const C*) const { return false; }
  // Of tables that the plan keeps.
  virtual std::size_t bytes() const = 0;
};

// n real numbers to the first n / 2 + 1 values of their transform, and back.
template <class T>
class RealPlan {
 public:
  using C = std::complex<T>;
  virtual ~RealPlan() = default;
  virtual std::int64_t workspace(int threads) const = 0;  // complex elements
  virtual std::size_t bytes() const = 0;
  virtual bool works_without(const void*, const void*) const { return false; }
  // forward: in holds n reals, out n / 2 + 1 complex values; inverse: the other way round, and the imaginary parts of
  // the first and (for even n) the last value are not read. in and out must not overlap.
  virtual void run(Context& ctx, const void* in, void* out, C* work, T scale, int threads) const = 0;
};

// From the cache, or new. Tables of very long lengths are not cached and count against the state's memory while the
// plan lives. n must be at least 1.
template <class T>
std::shared_ptr<const ComplexPlan<T>> complex_plan(Context& ctx, std::int64_t n, Direction direction,
                                                   Engine engine = Engine::best);
template <class T>
std::shared_ptr<const RealPlan<T>> real_plan(Context& ctx, std::int64_t n, Direction direction,
                                             Engine engine = Engine::best);

// --- the kinds of plans, for the two functions above ---

// Products of the primes up to 13.
bool is_smooth(std::int64_t n);
template <class T>
std::unique_ptr<const ComplexPlan<T>> make_mixed_radix(std::int64_t n, Direction direction);
// Any length, as a convolution of length next_fast_len(2 n - 1).
template <class T>
std::unique_ptr<const ComplexPlan<T>> make_bluestein(Context& ctx, std::int64_t n, Direction direction, Engine engine);
// n = rows * columns.
template <class T>
std::unique_ptr<const ComplexPlan<T>> make_four_step(Context& ctx, std::int64_t rows, std::int64_t columns,
                                                     Direction direction, Engine engine);
// Even n by a complex transform of half the length, odd n by one of the whole length.
template <class T>
std::unique_ptr<const RealPlan<T>> make_packed_real(Context& ctx, std::int64_t n, Direction direction, Engine engine);
template <class T>
std::unique_ptr<const RealPlan<T>> make_full_real(Context& ctx, std::int64_t n, Direction direction, Engine engine);
// By FFTW; null where it is not compiled in.
template <class T>
std::unique_ptr<const ComplexPlan<T>> make_package_complex(std::int64_t n, Direction direction);
template <class T>
std::unique_ptr<const RealPlan<T>> make_package_real(std::int64_t n, Direction direction);

}  // namespace perilune::fft
