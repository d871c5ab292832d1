// Reduction to a tridiagonal matrix, then: QR iteration (ev: B. Parlett, The Symmetric Eigenvalue Problem, 1980),
// divide and conquer (evd: J. Cuppen, Numer. Math. 36, 1981), relatively robust representations (evr: I. Dhillon,
// B. Parlett, SIAM J. Matrix Anal. Appl. 25, 2004), or bisection and inverse iteration (evx).

#include "kernels/linalg/eigh.h"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "kernels/linalg/dense.h"
#include "kernels/linalg/small.h"
#include "kernels/linalg/structure.h"

namespace perilune::linalg {

namespace {

using lapack::Int;
using lapack::Real;
using lapack::SymmetricDriver;
using lapack::SymmetricProblem;
using lapack::SymmetricWorkspace;
using lapack::Triangle;

// Which driver is fastest, measured.
SymmetricDriver usual_driver(std::int64_t n, bool second, bool subset, bool vectors) {
  if (second) return subset ? SymmetricDriver::gvx : SymmetricDriver::gvd;
  if (subset) return SymmetricDriver::evr;
  return n <= 25 || !vectors ? SymmetricDriver::ev : SymmetricDriver::evd;
}

SymmetricDriver choose_driver(const EighOptions& o, std::int64_t n, bool second) {
  const bool subset = o.by_index || o.by_value;
  if (!o.driver) return usual_driver(n, second, subset, o.vectors);
  const SymmetricDriver d = *o.driver;
  if (second != (d >= SymmetricDriver::gv))
    throw ValueError(std::string(second ? "driver must be 'gv', 'gvd' or 'gvx' with b, got '"
                                        : "driver must be 'ev', 'evd', 'evr' or 'evx' without b, got '") +
                     lapack::name(d) + "'");
  if (subset && !lapack::separate_vectors(d))
    throw ValueError(std::string(second ? "driver must be 'gvx' for a subset, got '"
                                        : "driver must be 'evr' or 'evx' for a subset, got '") +
                     lapack::name(d) + "'");
  return d;
}

void check_options(const EighOptions& o, std::int64_t n, bool second) {
  if (o.by_index && o.by_value) throw ValueError("subset_by_value must be left out when subset_by_index is given");
  if (!second && o.type != 1) throw ValueError(format("type must be left out without b, got %d", o.type));
  if (o.by_index && (o.by_index->first < 0 || o.by_index->second >= n || o.by_index->first > o.by_index->second))
    throw IndexError(format("subset_by_index must be a range within 1 to %lld, got %lld to %lld",
                            static_cast<long long>(n), static_cast<long long>(o.by_index->first + 1),
                            static_cast<long long>(o.by_index->second + 1)));
  if (o.by_value && !(o.by_value->first < o.by_value->second))
    throw ValueError("subset_by_value must have its lower bound first, got " + number_text(o.by_value->first) +
                     " and " + number_text(o.by_value->second));
}

// What one lane needs.
template <class T>
struct Scratch {
  CountedVector<T> a, b;
  SymmetricWorkspace<T> workspace;
};

template <class T>
class Stack {
 public:
  Stack(Context& ctx, const MatrixStack& a, const MatrixStack* b, const EighOptions& o)
      : ctx_(ctx), a_(a), b_(b), n_(lapack::dimension(a.rows, "a")), size_(a.rows * a.rows) {
    problem_.driver = choose_driver(o, n_, b != nullptr);
    problem_.n = n_;
    small_ = !is_complex_type<T> && !b && !o.driver && !o.by_index && !o.by_value && n_ <= small_side;
    problem_.vectors = o.vectors;
    problem_.triangle = o.lower ? Triangle::lower : Triangle::upper;
    problem_.type = o.type;
    if (o.by_index) {
      problem_.range = SymmetricProblem<T>::numbers;
      problem_.first = static_cast<Int>(o.by_index->first) + 1;
      problem_.last = static_cast<Int>(o.by_index->second) + 1;
    }
    if (o.by_value) {
      problem_.range = SymmetricProblem<T>::values;
      constexpr double most = std::numeric_limits<Real<T>>::max();
      problem_.low = static_cast<Real<T>>(std::clamp(o.by_value->first, -most, most));
      problem_.high = static_cast<Real<T>>(std::clamp(o.by_value->second, -most, most));
    }
  }

  Eigh run() {
    const bool separate = lapack::separate_vectors(problem_.driver);
    Dims w_shape = a_.batch;
    w_shape.push_back(n_);
    Array w = Array::empty(ctx_, dtype_of<Real<T>>, w_shape), v;
    if (problem_.vectors) v = empty_matrices(ctx_, dtype_of<T>, a_.batch, n_, n_);
    if (a_.count == 0 || n_ == 0) return {w, v};
    if (small_ && run_small(w, v)) return {w, v};
    const bool in_place = problem_.vectors && !separate;  // the routine leaves the vectors where the matrix was
    const Lanes lanes(ctx_, n_, a_.count);
    const std::size_t room = static_cast<std::size_t>(size_) + lapack::slack<T>(n_);
    std::vector<Scratch<T>> scratch;
    for (std::size_t i = 0; i < lanes.lanes; ++i)
      scratch.push_back({ctx_.vector<T>(in_place ? 0 : room), ctx_.vector<T>(b_ ? room : 0),
                         SymmetricWorkspace<T>::make(ctx_, problem_)});
    CountedVector<Int> found = ctx_.vector<Int>(static_cast<std::size_t>(a_.count));
    lanes.run(ctx_, [&](std::int64_t i, std::size_t lane) {
      Scratch<T>& s = scratch[lane];
      T* vectors = problem_.vectors ? v.as<T>() + i * size_ : nullptr;
      factor(i, in_place ? vectors : s.a.data(), s, w.as<Real<T>>() + i * n_, vectors,
             &found[static_cast<std::size_t>(i)]);
    });
    return cut(std::move(w), std::move(v), found);
  }

 private:
  // A triangle of a symmetric matrix may be read as the other one of its transpose; the conjugate of a hermitian one
  // has other vectors.
  static bool load_triangle(Context& ctx, const View& from, T* to) {
    const bool flip = !is_complex_type<T> && packed_rows(from);
    if (flip) load_rows(ctx, from, to);
    else load_columns(ctx, from, to);
    return flip;
  }

  // Without LAPACK; false when that has to do what our own steps cannot.
  bool run_small(const Array& w, const Array& v) {
    if constexpr (!is_complex_type<T>) {
      const Lanes lanes(ctx_, n_, a_.count);
      std::atomic<bool> done{true};
      lanes.run(ctx_, [&](std::int64_t i, std::size_t) {
        T copy[small_side * small_side];
        const bool flip = load_triangle(ctx_, a_.matrix(i), copy);
        check_finite(copy, size_, "a");
        mirror(copy, n_, (problem_.triangle == Triangle::lower) != flip ? Triangle::lower : Triangle::upper, false);
        if (!small_eigh(copy, n_, w.as<T>() + i * n_, problem_.vectors ? v.as<T>() + i * size_ : nullptr))
          done.store(false, std::memory_order_relaxed);
      });
      return done.load(std::memory_order_relaxed);
    }
    return false;
  }

  void factor(std::int64_t i, T* matrix, Scratch<T>& s, Real<T>* w, T* vectors, Int* found) {
    SymmetricProblem<T> p = problem_;
    bool flip = load_triangle(ctx_, a_.matrix(i), matrix);
    check_finite(matrix, size_, "a");
    if (b_) {
      // Both are read through the same triangle.
      const View second = b_->matrix(i);
      if (flip && packed_rows(second)) {
        load_rows(ctx_, second, s.b.data());
      } else {
        if (flip) load_columns(ctx_, a_.matrix(i), matrix);
        flip = false;
        load_columns(ctx_, second, s.b.data());
      }
      check_finite(s.b.data(), size_, "b");
    }
    if (flip) p.triangle = p.triangle == Triangle::lower ? Triangle::upper : Triangle::lower;
    T unused{};
    const Int status =
        lapack::symmetric_eigen(p, matrix, s.b.data(), w, vectors ? vectors : &unused, found, s.workspace);
    lapack::check_arguments(status, lapack::name(p.driver));
    if (b_ && status > n_) throw SingularError(format("b is not positive definite (leading minor %d)", status - n_));
    lapack::check_outcome<ConvergenceError>(status, [&](Int) {
      return std::string("the eigenvalues of a did not converge with driver '") + lapack::name(p.driver) + "'";
    });
  }

  // Of a subset fewer came than there is room for.
  Eigh cut(Array w, Array v, const CountedVector<Int>& found) const {
    const std::int64_t m = found[0];
    for (const Int other : found)
      if (other != m)
        throw ShapeError(
            format("a must be one matrix when subset_by_value finds different numbers of eigenvalues, got "
                   "%lld and %d in a stack",
                   static_cast<long long>(m), other));
    if (m == n_) return {w, v};
    const auto shorten = [&](const Array& all) {
      Dims shape = all.shape();
      shape[all.ndim() - 1] = m;
      return all.with_layout(all.data(), shape, all.strides());
    };
    w = contiguous_copy(ctx_, shorten(w));
    if (problem_.vectors) {
      const Array few = empty_matrices(ctx_, dtype_of<T>, a_.batch, n_, m);
      copy(ctx_, shorten(v), few);
      v = few;
    }
    return {w, v};
  }

  Context& ctx_;
  const MatrixStack& a_;
  const MatrixStack* b_;
  const Int n_;
  const std::int64_t size_;
  SymmetricProblem<T> problem_;
  bool small_;
};

}  // namespace

Eigh eigh(Context& ctx, const View& a, const View* b, const EighOptions& options) {
  const MatrixStack first(a, "a");
  check_square(first, "a");
  check_options(options, first.rows, b != nullptr);
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
