#include "kernels/sparse/arpack.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <thread>

#include "kernels/lapack/threads.h"
#include "kernels/linalg/dense.h"
#include "kernels/sparse/arpack_library.h"
#include "kernels/sparse/fixed_numbers.h"

namespace perilune::sparse {

namespace {

using lapack::Int;
using Clock = Context::Clock;

// The package is not re-entrant, and that is a property of the process: the one lock that kernels have.
std::mutex one_solve;
thread_local bool solving_here = false;

// Waits for its turn, in steps that can be stopped. A solve that its own operator would start can never get one.
class Turn {
 public:
  Turn(Context& ctx, Clock::time_point deadline) {
    if (solving_here)
      throw ValueError(
          "ARPACK cannot start inside a product of another of its problems, for it solves one at a time; eigsh and "
          "svds "
          "can with solver = 'lanczos'");
    while (!one_solve.try_lock()) {
      ctx.poll();
      if (Clock::now() >= deadline) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    mine_ = solving_here = true;
  }
  ~Turn() {
    if (!mine_) return;
    solving_here = false;
    one_solve.unlock();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  bool mine() const { return mine_; }

 private:
  bool mine_ = false;
};

// The arguments that all routines share, and the loop in which ARPACK asks for products.
template <class T>
class Iteration {
 public:
  static constexpr bool is_complex = is_complex_type<T>;

  Iteration(Context& ctx, const LanczosProblem<T>& problem, const ArpackOptions& options, bool symmetric, const T* v0)
      : ctx_(ctx),
        problem_(problem),
        symmetric_(symmetric && !is_complex),
        which_(options.which),
        tol_(options.tol > 0 ? options.tol : std::numeric_limits<double>::epsilon() / 2),  // 0 would mean exact
        n_(lapack::dimension(problem.n, "A")),
        mode_(!problem.metric    ? 1
              : options.inverted ? 3
                                 : 2),
        resid_(ctx.vector<T>(static_cast<std::size_t>(problem.n))),
        workd_(ctx.vector<T>(3 * static_cast<std::size_t>(problem.n))),
        workl_(ctx.vector<T>()),
        image_(ctx.vector<T>()),
        rwork_(ctx.vector<double>()) {
    const std::int64_t k = options.k, n = problem.n, room = symmetric_ || is_complex ? 1 : 2;
    if (k < 1 || k > n - room)
      throw ValueError(format("k must be from 1 to %lld for ARPACK, got %lld", static_cast<long long>(n - room),
                              static_cast<long long>(k)));
    if (options.ncv != 0 && (options.ncv > n || options.ncv < k + room))
      throw ValueError(format("ncv must be from %lld to %lld, got %lld", static_cast<long long>(k + room),
                              static_cast<long long>(n), static_cast<long long>(options.ncv)));
    const std::int64_t ncv = options.ncv ? options.ncv : std::min(n, std::max<std::int64_t>(2 * k + 1, 20));
    nev_ = static_cast<Int>(k);
    lworkl_ = lapack::dimension(symmetric_ ? ncv * ncv + 8 * ncv : 3 * ncv * ncv + 6 * ncv, "ncv");
    ncv_ = static_cast<Int>(ncv);
    workl_.resize(static_cast<std::size_t>(lworkl_));
    v_ = Array::empty_fortran(ctx, dtype_of<T>, {n, ncv});
    if (problem.metric) image_.resize(static_cast<std::size_t>(n));
    if (is_complex) rwork_.resize(static_cast<std::size_t>(ncv));
    if (v0) std::copy_n(v0, n, resid_.begin());
    else FixedNumbers().fill(resid_.data(), n);
    if (std::all_of(resid_.begin(), resid_.end(), [](T x) { return x == T(0); }))
      throw ValueError("v0 must not be zero");
    linalg::check_finite(resid_.data(), n, "v0");
    const std::int64_t maxiter = options.maxiter > 0 ? options.maxiter : 10 * n;
    iparam_[0] = 1;  // ARPACK chooses its shifts
    iparam_[2] = static_cast<Int>(std::min<std::int64_t>(maxiter, std::numeric_limits<Int>::max()));
    iparam_[3] = 1;
    iparam_[6] = mode_;
  }

  // False when the time is over.
  bool run(Clock::time_point deadline) {
    info_ = 1;  // resid holds where to begin
    do {
      ctx_.poll();
      if (deadline != Clock::time_point::max() && Clock::now() >= deadline) return false;
      next();
      T* x = workd_.data() + ipntr_[0] - 1;
      T* y = workd_.data() + ipntr_[1] - 1;
      if (ido_ == 2) (*problem_.metric)(x, y);
      else if (ido_ == 1 || ido_ == -1) multiply(x, y);
    } while (ido_ != 99);
    // 1: maxiter; 3: no shift could be applied, which a larger basis would mend. What has converged is there in both.
    if (info_ == -9) throw ConvergenceError("A must not map v0 to zero; another v0 is needed");
    if (info_ < 0) throw ConvergenceError(format("ARPACK has failed with status %d", static_cast<int>(info_)));
    return true;
  }

  // As many as have converged; `vectors` needs those of the basis, which they replace.
  void extract(bool vectors, ArpackResult& result) {
    result.restarts = iparam_[2];
    const std::int64_t converged = iparam_[4];
    if (converged <= 0) return;
    const Int rvec = vectors;
    auto select = ctx_.vector<Int>(static_cast<std::size_t>(ncv_));
    const auto room = static_cast<std::size_t>(nev_) + 1;
    T* z = v_.as<T>();
    if constexpr (is_complex) {
      auto d = ctx_.vector<T>(static_cast<std::size_t>(ncv_)),
           work = ctx_.vector<T>(2 * static_cast<std::size_t>(ncv_));
      const T sigma = 0;
      library_.zneupd_(&rvec, "A", select.data(), d.data(), z, &n_, &sigma, work.data(), bmat(), &n_, which_, &nev_,
                       &tol_, resid_.data(), &ncv_, v_.as<T>(), &n_, iparam_, ipntr_, workd_.data(), workl_.data(),
                       &lworkl_, rwork_.data(), &info_, 1, 1, 2);
      check();
      for (std::int64_t i = 0; i < std::min<std::int64_t>(converged, nev_); ++i)
        result.values.push_back(d[static_cast<std::size_t>(i)]);
    } else if (symmetric_) {
      auto d = ctx_.vector<double>(room);
      const double sigma = 0;
      library_.dseupd_(&rvec, "A", select.data(), d.data(), z, &n_, &sigma, bmat(), &n_, which_, &nev_, &tol_,
                       resid_.data(), &ncv_, v_.as<T>(), &n_, iparam_, ipntr_, workd_.data(), workl_.data(), &lworkl_,
                       &info_, 1, 1, 2);
      check();
      for (std::int64_t i = 0; i < std::min<std::int64_t>(converged, nev_); ++i)
        result.values.push_back(d[static_cast<std::size_t>(i)]);
    } else {
      auto re = ctx_.vector<double>(room), im = ctx_.vector<double>(room),
           work = ctx_.vector<double>(3 * static_cast<std::size_t>(ncv_));
      const double sigma = 0;
      library_.dneupd_(&rvec, "A", select.data(), re.data(), im.data(), z, &n_, &sigma, &sigma, work.data(), bmat(),
                       &n_, which_, &nev_, &tol_, resid_.data(), &ncv_, v_.as<T>(), &n_, iparam_, ipntr_, workd_.data(),
                       workl_.data(), &lworkl_, &info_, 1, 1, 2);
      check();
      const std::int64_t count = std::min<std::int64_t>(iparam_[4], nev_ + 1);
      for (std::int64_t i = 0; i < count; ++i) {
        const auto at = static_cast<std::size_t>(i);
        if (im[at] != 0 && (i + 1 == count)) break;  // its partner has not come
        result.values.push_back({re[at], im[at]});
        if (im[at] != 0) result.values.push_back({re[at + 1], im[at + 1]}), ++i;
      }
    }
    // Mode 3 is shift and invert about 0 to ARPACK, which turns the values of OP round.
    if (mode_ == 3)
      for (Complex128& x : result.values) x = Complex128(1) / x;
    const auto count = static_cast<std::int64_t>(result.values.size());
    if (!vectors) return;
    result.vectors = v_.with_layout(v_.data(), {problem_.n, count}, v_.strides());
    if (!symmetric_ && !is_complex) result.vectors = pairs(result);
  }

  std::int64_t products() const { return products_; }

 private:
  const char* bmat() const { return problem_.metric ? "G" : "I"; }

  void next() {
    if constexpr (is_complex)
      library_.znaupd_(&ido_, bmat(), &n_, which_, &nev_, &tol_, resid_.data(), &ncv_, v_.as<T>(), &n_, iparam_, ipntr_,
                       workd_.data(), workl_.data(), &lworkl_, rwork_.data(), &info_, 1, 2);
    else
      (symmetric_ ? library_.dsaupd_ : library_.dnaupd_)(&ido_, bmat(), &n_, which_, &nev_, &tol_, resid_.data(), &ncv_,
                                                         v_.as<T>(), &n_, iparam_, ipntr_, workd_.data(), workl_.data(),
                                                         &lworkl_, &info_, 1, 2);
  }

  // y = OP x. The metric times x is known but in the first steps.
  void multiply(T* x, T* y) {
    const T* bx = x;
    if (mode_ == 3 && ido_ == 1) {
      bx = workd_.data() + ipntr_[2] - 1;
    } else if (mode_ == 3) {
      (*problem_.metric)(x, image_.data());
      bx = image_.data();
    }
    problem_.op(x, bx, y);
    ++products_;
    if (!linalg::all_finite(y, problem_.n))
      throw ConvergenceError("A must give finite numbers; it gave nan or an infinity");
    if (mode_ == 2 && symmetric_ && ido_ == 1) (*problem_.metric)(y, x);  // ARPACK looks for A x where x was
  }

  void check() const {
    if (info_ < 0) throw ConvergenceError(format("ARPACK has failed with status %d", static_cast<int>(info_)));
  }

  // A conjugate pair lies in two columns, the real and imaginary parts of the vector of the first of both.
  Array pairs(const ArpackResult& result) {
    const std::int64_t n = problem_.n, count = result.vectors.shape()[1];
    const Array whole = Array::empty_fortran(ctx_, DType::complex128, {n, count});
    const double* from = v_.as<double>();
    auto* to = whole.as<Complex128>();
    for (std::int64_t j = 0; j < count; ++j) {
      const bool pair = result.values[static_cast<std::size_t>(j)].imag() != 0;
      const double *re = from + j * n, *im = re + n;
      Complex128 *first = to + j * n, *second = first + n;
      for (std::int64_t i = 0; i < n; ++i) {
        first[i] = {re[i], pair ? im[i] : 0.0};
        if (pair) second[i] = {re[i], -im[i]};
      }
      if (pair) ++j;
    }
    return whole;
  }

  Context& ctx_;
  const ArpackLibrary& library_ = arpack();
  const LanczosProblem<T>& problem_;
  bool symmetric_;  // and real
  const char* which_;
  double tol_;
  Int n_, mode_, nev_ = 0, ncv_ = 0, lworkl_ = 0, ido_ = 0, info_ = 0, iparam_[11] = {}, ipntr_[14] = {};
  CountedVector<T> resid_, workd_, workl_, image_;
  CountedVector<double> rwork_;
  Array v_;
  std::int64_t products_ = 0;
};

template <class T>
ArpackResult solve(Context& ctx, const LanczosProblem<T>& problem, const ArpackOptions& options, bool symmetric,
                   const T* v0) {
  const auto deadline =
      options.maxtime < 1e9
          ? Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options.maxtime))
          : Clock::time_point::max();
  Iteration<T> iteration(ctx, problem, options, symmetric, v0);
  ArpackResult result;
  const Turn turn(ctx, deadline);
  const lapack::BlasThreads threads(ctx);
  result.out_of_time = !turn.mine() || !iteration.run(deadline);
  if (!result.out_of_time) iteration.extract(options.vectors, result);
  result.products = iteration.products();
  return result;
}

}  // namespace

template <class T>
ArpackResult arpack_symmetric(Context& ctx, const LanczosProblem<T>& problem, const ArpackOptions& options,
                              const T* v0) {
  return solve(ctx, problem, options, true, v0);
}

template <class T>
ArpackResult arpack_general(Context& ctx, const LanczosProblem<T>& problem, const ArpackOptions& options, const T* v0) {
  return solve(ctx, problem, options, false, v0);
}

template ArpackResult arpack_symmetric(Context&, const LanczosProblem<double>&, const ArpackOptions&, const double*);
template ArpackResult arpack_symmetric(Context&, const LanczosProblem<Complex128>&, const ArpackOptions&,
                                       const Complex128*);
template ArpackResult arpack_general(Context&, const LanczosProblem<double>&, const ArpackOptions&, const double*);
template ArpackResult arpack_general(Context&, const LanczosProblem<Complex128>&, const ArpackOptions&,
                                     const Complex128*);

}  // namespace perilune::sparse
