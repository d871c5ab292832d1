// Plans of FFTW: estimated, which is the same at every run, and of addresses aligned to 16 bytes, so that the bits of a
// result do not depend on where the data lie; what is not aligned goes through the workspace.

#include "kernels/fft/plan.h"

#ifdef PERILUNE_FFTW

#include <fftw3.h>

#include <cstring>
#include <mutex>
#include <new>

#include "kernels/fft/line_loops.h"

namespace perilune::fft {

namespace {

// FFTW's two precisions under one name.
template <class T>
struct Fftw;
template <>
struct Fftw<double> {
  using Plan = fftw_plan;
  static constexpr auto plan_complex = fftw_plan_dft_1d;
  static constexpr auto plan_forward = fftw_plan_dft_r2c_1d;
  static constexpr auto plan_inverse = fftw_plan_dft_c2r_1d;
  static constexpr auto run_complex = fftw_execute_dft;
  static constexpr auto run_forward = fftw_execute_dft_r2c;
  static constexpr auto run_inverse = fftw_execute_dft_c2r;
  static constexpr auto destroy = fftw_destroy_plan;
  static constexpr auto malloc = fftw_malloc;
  static constexpr auto free = fftw_free;
  static auto* complex(void* p) { return static_cast<fftw_complex*>(p); }
};
template <>
struct Fftw<float> {
  using Plan = fftwf_plan;
  static constexpr auto plan_complex = fftwf_plan_dft_1d;
  static constexpr auto plan_forward = fftwf_plan_dft_r2c_1d;
  static constexpr auto plan_inverse = fftwf_plan_dft_c2r_1d;
  static constexpr auto run_complex = fftwf_execute_dft;
  static constexpr auto run_forward = fftwf_execute_dft_r2c;
  static constexpr auto run_inverse = fftwf_execute_dft_c2r;
  static constexpr auto destroy = fftwf_destroy_plan;
  static constexpr auto malloc = fftwf_malloc;
  static constexpr auto free = fftwf_free;
  static auto* complex(void* p) { return static_cast<fftwf_complex*>(p); }
};

// The planner writes to tables of the process. The package's own lock, set up once, also keeps apart what other code of
// the process may plan.
std::mutex& planner() {
  static std::once_flag once;
  std::call_once(once, [] {
    fftw_make_planner_thread_safe();
    fftwf_make_planner_thread_safe();
  });
  static std::mutex* const the_mutex = new std::mutex;
  return *the_mutex;
}

// Planning looks at addresses only, but wants some of the right size.
template <class T>
struct Sample {
  void* pointer;
  explicit Sample(std::int64_t n) : pointer(Fftw<T>::malloc(static_cast<std::size_t>(n) * sizeof(std::complex<T>))) {
    if (!pointer) throw std::bad_alloc();
  }
  Sample(const Sample&) = delete;
  ~Sample() { Fftw<T>::free(pointer); }
};

template <class T, class Make>
typename Fftw<T>::Plan make_plan(Make&& make) {
  const std::lock_guard lock(planner());
  typename Fftw<T>::Plan plan = make();
  if (!plan) throw InternalError("FFTW made no plan");
  return plan;
}

template <class T>
void destroy_plan(typename Fftw<T>::Plan plan) {
  const std::lock_guard lock(planner());
  Fftw<T>::destroy(plan);
}

bool aligned(const void* p) { return reinterpret_cast<std::uintptr_t>(p) % 16 == 0; }
std::int64_t padded(std::int64_t n) { return (n + 7) / 8 * 8; }

template <class T>
class PackageComplex final : public ComplexPlan<T> {
 public:
  using C = std::complex<T>;
  using F = Fftw<T>;

  PackageComplex(std::int64_t n, Direction direction) : n_(n) {
    const Sample<T> in(n), out(n);
    plan_ = make_plan<T>([&] {
      return F::plan_complex(static_cast<int>(n), F::complex(in.pointer), F::complex(out.pointer),
                             direction == Direction::forward ? FFTW_FORWARD : FFTW_BACKWARD, FFTW_ESTIMATE);
    });
  }
  PackageComplex(const PackageComplex&) = delete;
  ~PackageComplex() override { destroy_plan<T>(plan_); }

  std::int64_t workspace(int) const override { return 2 * padded(n_); }
  bool works_without(const C* in, const C* out) const override { return in != out && aligned(in) && aligned(out); }
  std::size_t bytes() const override { return static_cast<std::size_t>(n_) * sizeof(C); }

  void run(Context&, const C* in, C* out, C* work, T scale, int) const override {
    const std::size_t size = static_cast<std::size_t>(n_) * sizeof(C);
    C* from = const_cast<C*>(in);  // an out-of-place plan leaves it alone
    C* to = out;
    if (in == out || !aligned(in)) {
      std::memcpy(work, in, size);
      from = work;
    }
    if (!aligned(out)) to = work + padded(n_);
    F::run_complex(plan_, F::complex(from), F::complex(to));
    if (scale != T(1)) scale_line(reinterpret_cast<T*>(to), 2 * n_, scale);
    if (to != out) std::memcpy(out, to, size);
  }

 private:
  std::int64_t n_;
  typename F::Plan plan_;
};

template <class T>
class PackageReal final : public RealPlan<T> {
 public:
  using C = std::complex<T>;
  using F = Fftw<T>;

  PackageReal(std::int64_t n, Direction direction) : n_(n), direction_(direction) {
    const Sample<T> in(n / 2 + 1), out(n / 2 + 1);
    const int length = static_cast<int>(n);
    plan_ = make_plan<T>([&] {
      if (direction == Direction::forward)
        return F::plan_forward(length, static_cast<T*>(in.pointer), F::complex(out.pointer), FFTW_ESTIMATE);
      return F::plan_inverse(length, F::complex(in.pointer), static_cast<T*>(out.pointer),
                             FFTW_ESTIMATE | FFTW_PRESERVE_INPUT);
    });
  }
  PackageReal(const PackageReal&) = delete;
  ~PackageReal() override { destroy_plan<T>(plan_); }

  std::int64_t workspace(int) const override { return 2 * padded(n_ / 2 + 1); }
  bool works_without(const void* in, const void* out) const override { return aligned(in) && aligned(out); }
  std::size_t bytes() const override { return static_cast<std::size_t>(n_) * sizeof(T); }

  void run(Context&, const void* in, void* out, C* work, T scale, int) const override {
    const std::size_t reals = static_cast<std::size_t>(n_) * sizeof(T),
                      complexes = static_cast<std::size_t>(n_ / 2 + 1) * sizeof(C);
    const bool forward = direction_ == Direction::forward;
    void* from = const_cast<void*>(in);
    void* to = out;
    if (!aligned(in)) from = std::memcpy(static_cast<void*>(work), in, forward ? reals : complexes);
    if (!aligned(out)) to = work + padded(n_ / 2 + 1);
    if (forward) F::run_forward(plan_, static_cast<T*>(from), F::complex(to));
    else F::run_inverse(plan_, F::complex(from), static_cast<T*>(to));
    if (scale != T(1)) scale_line(static_cast<T*>(to), forward ? 2 * (n_ / 2 + 1) : n_, scale);
    if (to != out) std::memcpy(out, to, forward ? complexes : reals);
  }

 private:
  std::int64_t n_;
  Direction direction_;
  typename F::Plan plan_;
};

}  // namespace

bool has_package() { return true; }

template <class T>
std::unique_ptr<const ComplexPlan<T>> make_package_complex(std::int64_t n, Direction direction) {
  return std::make_unique<const PackageComplex<T>>(n, direction);
}

template <class T>
std::unique_ptr<const RealPlan<T>> make_package_real(std::int64_t n, Direction direction) {
  return std::make_unique<const PackageReal<T>>(n, direction);
}

#else

namespace perilune::fft {

bool has_package() { return false; }

template <class T>
std::unique_ptr<const ComplexPlan<T>> make_package_complex(std::int64_t, Direction) {
  return nullptr;
}

template <class T>
std::unique_ptr<const RealPlan<T>> make_package_real(std::int64_t, Direction) {
  return nullptr;
}

#endif

#define PERILUNE_INSTANTIATE(T)                                                                    \
  template std::unique_ptr<const ComplexPlan<T>> make_package_complex<T>(std::int64_t, Direction); \
  template std::unique_ptr<const RealPlan<T>> make_package_real<T>(std::int64_t, Direction);
PERILUNE_INSTANTIATE(float)
PERILUNE_INSTANTIATE(double)

}  // namespace perilune::fft
