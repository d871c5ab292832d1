// QR iteration on the Hessenberg form (geev: K. Braman, R. Byers, R. Mathias, SIAM J. Matrix Anal. Appl. 23, 2002), QZ
// for a pair of matrices (ggev: C. Moler, G. Stewart, SIAM J. Numer. Anal. 10, 1973).

#include "kernels/linalg/eig.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/lapack/eigen.h"
#include "kernels/linalg/dense.h"

namespace perilune::linalg {

namespace {

using lapack::Int;
using lapack::Real;

template <class T>
struct Scratch {
  CountedVector<T> a, b, beta;
  CountedVector<Real<T>> parts;
  lapack::Workspace<T> workspace;
};

template <class R>
std::complex<R> quotient(std::complex<R> alpha, std::complex<R> beta) {
  constexpr R inf = std::numeric_limits<R>::infinity(), nan = std::numeric_limits<R>::quiet_NaN();
  if (beta != std::complex<R>(0)) return alpha / beta;
  return alpha == std::complex<R>(0) ? std::complex<R>(nan, 0) : std::complex<R>(inf, 0);  // a pencil may be singular
}

// The two columns of each conjugate pair hold its real and its imaginary part.
template <class R>
void unfold(const std::complex<R>* w, const R* packed, std::complex<R>* vectors, std::int64_t n) {
  for (std::int64_t j = 0; j < n; ++j) {
    const bool pair = w[j].imag() != 0 && j + 1 < n;
    for (std::int64_t i = 0; i < n; ++i) {
      const R re = packed[i + j * n], im = pair ? packed[i + (j + 1) * n] : 0;
      vectors[i + j * n] = {re, im};
      if (pair) vectors[i + (j + 1) * n] = {re, -im};
    }
    if (pair) ++j;
  }
}

template <class T>
void normalise_columns(T* vectors, std::int64_t n) {
  for (std::int64_t j = 0; j < n; ++j, vectors += n) {
    double sum = 0;  // the largest element of what ggev gives is about 1
    for (std::int64_t i = 0; i < n; ++i) sum += std::norm(vectors[i]);
    if (sum > 0)
      for (std::int64_t i = 0; i < n; ++i) vectors[i] /= static_cast<Real<T>>(std::sqrt(sum));
  }
}

template <class T>
class Stack {
  using C = std::complex<Real<T>>;

 public:
  Stack(Context& ctx, const MatrixStack& a, const MatrixStack* b, const EigOptions& o)
      : ctx_(ctx), a_(a), b_(b), options_(o), n_(lapack::dimension(a.rows, "a")), size_(a.rows * a.rows) {}

  Eig run() {
    Eig result;
    Dims shape = a_.batch;
    if (options_.homogeneous_eigvals) shape.push_back(2);
    shape.push_back(n_);
    result.w = Array::empty(ctx_, dtype_of<C>, shape);
    if (options_.left) result.vl = empty_matrices(ctx_, dtype_of<T>, a_.batch, n_, n_);
    if (options_.right) result.vr = empty_matrices(ctx_, dtype_of<T>, a_.batch, n_, n_);
    if (a_.count == 0 || n_ == 0) return result;

    const Lanes lanes(ctx_, n_, a_.count);
    const std::size_t size = static_cast<std::size_t>(size_) + lapack::slack<T>(n_), n = static_cast<std::size_t>(n_);
    std::vector<Scratch<T>> scratch;
    for (std::size_t i = 0; i < lanes.lanes; ++i)
      scratch.push_back({ctx_.vector<T>(size), ctx_.vector<T>(b_ ? size : 0), ctx_.vector<T>(n),
                         ctx_.vector<Real<T>>(2 * n),
                         b_ ? lapack::ggev_workspace<T>(ctx_, options_.left, options_.right, n_)
                            : lapack::geev_workspace<T>(ctx_, options_.left, options_.right, n_)});
    CountedVector<C> alpha = ctx_.vector<C>(n * static_cast<std::size_t>(a_.count));
    lanes.run(ctx_, [&](std::int64_t i, std::size_t lane) { factor(i, scratch[lane], alpha.data() + i * n_, result); });
    if constexpr (!is_complex_type<T>)
      if (std::any_of(alpha.begin(), alpha.end(), [](const C& w) { return w.imag() != 0; })) {
        widen(alpha.data(), result.vl);
        widen(alpha.data(), result.vr);
      }
    if (b_) {
      normalise(result.vl);
      normalise(result.vr);
    }
    return result;
  }

 private:
  void factor(std::int64_t i, Scratch<T>& s, C* alpha, const Eig& result) const {
    load_columns(ctx_, a_.matrix(i), s.a.data());
    check_finite(s.a.data(), size_, "a");
    T unused{};
    T* vl = options_.left ? result.vl.template as<T>() + i * size_ : &unused;
    T* vr = options_.right ? result.vr.template as<T>() + i * size_ : &unused;
    Int status;
    if (b_) {
      load_columns(ctx_, b_->matrix(i), s.b.data());
      check_finite(s.b.data(), size_, "b");
      status = lapack::ggev(options_.left, options_.right, n_, s.a.data(), s.b.data(), alpha, s.beta.data(), vl, vr,
                            s.parts.data(), s.workspace);
    } else {
      status = lapack::geev(options_.left, options_.right, n_, s.a.data(), alpha, vl, vr, s.parts.data(), s.workspace);
    }
    lapack::check_arguments(status, b_ ? "ggev" : "geev");
    lapack::check_outcome<ConvergenceError>(status,
                                            [](Int) { return std::string("the eigenvalues of a did not converge"); });
    C* w = result.w.template as<C>() + i * n_ * (options_.homogeneous_eigvals ? 2 : 1);
    for (Int k = 0; k < n_; ++k) {
      const C beta = b_ ? C(s.beta[static_cast<std::size_t>(k)]) : C(1);
      w[k] = options_.homogeneous_eigvals || !b_ ? alpha[k] : quotient(alpha[k], beta);
      if (options_.homogeneous_eigvals) w[n_ + k] = beta;
    }
  }

  void widen(const C* alpha, Array& vectors) const {
    if (!vectors.block()) return;
    const Array wide = empty_matrices(ctx_, dtype_of<C>, a_.batch, n_, n_);
    for (std::int64_t i = 0; i < a_.count; ++i) {
      if constexpr (!is_complex_type<T>)
        unfold(alpha + i * n_, vectors.as<T>() + i * size_, wide.as<C>() + i * size_, n_);
    }
    vectors = wide;
  }

  void normalise(const Array& vectors) const {
    if (!vectors.block()) return;
    for (std::int64_t i = 0; i < a_.count; ++i) {
      if (is_complex(vectors.dtype())) normalise_columns(vectors.as<C>() + i * size_, n_);
      else normalise_columns(vectors.as<T>() + i * size_, n_);
    }
  }

  Context& ctx_;
  const MatrixStack& a_;
  const MatrixStack* b_;
  const EigOptions options_;
  const Int n_;
  const std::int64_t size_;
};

}  // namespace

Eig eig(Context& ctx, const View& a, const View* b, const EigOptions& options) {
  const MatrixStack first(a, "a");
  check_square(first, "a");
  if (!b)
    return dispatch_inexact(to_inexact(a.dtype), [&](auto tag) {
      return Stack<typename decltype(tag)::type>(ctx, first, nullptr, options).run();
    });
  const SquarePair pair(a, *b);
  return dispatch_inexact(promote(to_inexact(a.dtype), to_inexact(b->dtype)), [&](auto tag) {
    return Stack<typename decltype(tag)::type>(ctx, pair.a, &pair.b, options).run();
  });
}

}  // namespace perilune::linalg
