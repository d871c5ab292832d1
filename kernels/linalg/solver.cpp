// LU with row exchanges for matrices without structure; half the work by Cholesky for positive definite ones;
// Bunch-Kaufman for symmetric ones that need not be; bands and triangles in time that grows with what is not zero.
// G. Golub, C. Van Loan, Matrix Computations, 4th ed., chapters 3 and 4.

#include "kernels/linalg/solver.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/linalg/dense.h"

namespace perilune::linalg {

namespace {

using lapack::Transpose;

constexpr Triangle other(Triangle t) { return t == Triangle::lower ? Triangle::upper : Triangle::lower; }

constexpr Structure transpose_of(Structure s) {
  if (s == Structure::upper_triangular) return Structure::lower_triangular;
  return s == Structure::lower_triangular ? Structure::upper_triangular : s;
}

constexpr Triangle triangle_of(Structure s) {
  return s == Structure::lower_triangular ? Triangle::lower : Triangle::upper;
}

template <class T>
void conjugate(T* x, std::int64_t n) {
  if constexpr (is_complex_type<T>)
    for (std::int64_t i = 0; i < n; ++i) x[i] = std::conj(x[i]);
}

constexpr bool needs_symmetric_workspace(Structure s) { return s == Structure::symmetric || s == Structure::hermitian; }

}  // namespace

void throw_singular(Int pivot, bool inverting) {
  throw SingularError(format("a is singular (pivot %d is exactly zero)\n    ", pivot) +
                      (inverting ? "linalg.pinv gives the pseudo-inverse"
                                 : "linalg.lstsq solves the problem in the least-squares sense"));
}

template <class R>
void warn_ill_conditioned(Context& ctx, R rcond) {
  if (!(rcond < std::numeric_limits<R>::epsilon())) return;
  ctx.warn(format("a is ill-conditioned (rcond %.3g): the result may not be accurate", static_cast<double>(rcond)));
}

template <class T>
Solver<T>::Solver(Context& ctx, std::int64_t n, Structure structure, bool lower)
    : ctx_(ctx),
      length_(n),
      n_(lapack::dimension(n, "a")),
      wanted_(structure),
      side_(lower ? Triangle::lower : Triangle::upper),
      structure_(structure),
      triangle_(side_),
      copy_(ctx.vector<T>(static_cast<std::size_t>(n * n) + lapack::slack<T>(n))),
      pivots_(ctx.vector<Int>(static_cast<std::size_t>(n))),
      condition_(lapack::condition_workspace<T>(ctx, n_)) {
  if (needs_symmetric_workspace(structure)) {
    // Either triangle may come; the wish does not depend on it.
    workspace_.emplace(lapack::sytrf_workspace<T>(ctx, structure == Structure::hermitian, side_, n_));
  }
}

template <class T>
void Solver<T>::load(Context& ctx, const View& source) {
  source_ = source;
  flipped_ = packed_rows(source);
  if (flipped_) load_rows(ctx, source, matrix());
  else load_columns(ctx, source, matrix());
  check_finite(matrix(), length_ * length_, "a");
  triangle_ = flipped_ ? other(side_) : side_;
  if (wanted_ == Structure::automatic) {
    structure_ = find_structure(matrix(), length_, band_);
    // Matrices that may be dealt to threads are solved without allocating; LU of them is quick.
    const bool narrow = structure_ == Structure::tridiagonal || structure_ == Structure::banded;
    if (narrow && length_ <= Lanes::most_dealt) structure_ = Structure::general;
    triangle_ = Triangle::lower;
  } else {
    structure_ = flipped_ ? transpose_of(wanted_) : wanted_;
    if (structure_ == Structure::banded) band_ = bandwidth(matrix(), length_);
  }
}

template <class T>
Real<T> Solver<T>::solve(Context& ctx, bool transposed, T* x, Int columns) {
  transposed = transposed != flipped_;
  switch (structure_) {
    case Structure::diagonal: return solve_diagonal(x, columns);
    case Structure::upper_triangular:
    case Structure::lower_triangular: return solve_triangular(transposed, x, columns);
    case Structure::tridiagonal: return solve_tridiagonal(ctx, transposed, x, columns);
    case Structure::banded: return solve_banded(ctx, transposed, x, columns);
    case Structure::symmetric: return solve_symmetric(x, columns);
    case Structure::hermitian:
    case Structure::positive_definite: {
      const bool positive = structure_ == Structure::positive_definite;
      const Real<T> norm = positive ? one_norm(matrix(), length_, structure_, triangle_) : 0;
      if (positive && !factor_positive()) break;
      // The transpose of a hermitian matrix is its conjugate.
      const std::int64_t size = length_ * columns;
      if (transposed) conjugate(x, size);
      Real<T> rcond;
      if (positive) {
        rcond = lapack::pocon(triangle_, n_, matrix(), n_, norm, condition_);
        lapack::check_arguments(lapack::potrs(triangle_, n_, columns, matrix(), n_, x, n_), "potrs");
      } else {
        rcond = solve_symmetric(x, columns);
      }
      if (transposed) conjugate(x, size);
      return rcond;
    }
    default: break;
  }
  return solve_general(transposed, x, columns);
}

template <class T>
bool Solver<T>::factor_positive() {
  const Int status = lapack::potrf(triangle_, n_, matrix(), n_);
  lapack::check_arguments(status, "potrf");
  if (status == 0) return true;
  if (wanted_ != Structure::automatic)
    throw SingularError(format("a is not positive definite (leading minor %d)", status));
  // The guess was wrong, and the copy is spoilt.
  if (flipped_) load_rows(ctx_, source_, matrix());
  else load_columns(ctx_, source_, matrix());
  structure_ = Structure::general;
  return false;
}

template <class T>
Real<T> Solver<T>::solve_general(bool transposed, T* x, Int columns) {
  const Real<T> norm = one_norm(matrix(), length_);
  const Int status = lapack::getrf(n_, n_, matrix(), n_, pivots_.data());
  lapack::check_arguments(status, "getrf");
  if (status > 0) throw_singular(status);
  const Real<T> rcond = lapack::gecon(n_, matrix(), n_, norm, condition_);
  const auto op = transposed ? Transpose::yes : Transpose::no;
  lapack::check_arguments(lapack::getrs(op, n_, columns, matrix(), n_, pivots_.data(), x, n_), "getrs");
  return rcond;
}

template <class T>
Real<T> Solver<T>::solve_symmetric(T* x, Int columns) {
  const bool hermitian = structure_ == Structure::hermitian;
  const Real<T> norm = one_norm(matrix(), length_, structure_, triangle_);
  const Int status = lapack::sytrf(hermitian, triangle_, n_, matrix(), n_, pivots_.data(), *workspace_);
  lapack::check_arguments(status, "sytrf");
  if (status > 0) throw_singular(status);
  const Real<T> rcond = lapack::sycon(hermitian, triangle_, n_, matrix(), n_, pivots_.data(), norm, condition_);
  lapack::check_arguments(lapack::sytrs(hermitian, triangle_, n_, columns, matrix(), n_, pivots_.data(), x, n_),
                          "sytrs");
  return rcond;
}

template <class T>
Real<T> Solver<T>::solve_diagonal(T* x, Int columns) const {
  Real<T> smallest = std::numeric_limits<Real<T>>::infinity(), largest = 0;
  for (std::int64_t i = 0; i < length_; ++i) {
    const T d = copy_[static_cast<std::size_t>(i * (length_ + 1))];
    if (d == T(0)) throw_singular(static_cast<Int>(i + 1));
    smallest = std::min(smallest, std::abs(d));
    largest = std::max(largest, std::abs(d));
    for (std::int64_t j = 0; j < columns; ++j) x[i + j * length_] /= d;
  }
  return smallest / largest;
}

template <class T>
Real<T> Solver<T>::solve_triangular(bool transposed, T* x, Int columns) {
  const Triangle side = triangle_of(structure_);
  const auto op = transposed ? Transpose::yes : Transpose::no;
  const Int status = lapack::trtrs(side, op, false, n_, columns, matrix(), n_, x, n_);
  lapack::check_arguments(status, "trtrs");
  if (status > 0) throw_singular(status);
  return lapack::trcon(side, false, n_, matrix(), n_, condition_);
}

template <class T>
Real<T> Solver<T>::solve_tridiagonal(Context& ctx, bool transposed, T* x, Int columns) {
  const auto n = static_cast<std::size_t>(n_);
  CountedVector<T> lower = ctx.vector<T>(n), diagonal = ctx.vector<T>(n), upper = ctx.vector<T>(n),
                   upper2 = ctx.vector<T>(n);
  Real<T> norm = 0;
  for (std::size_t i = 0; i < n; ++i) {
    diagonal[i] = copy_[i * (n + 1)];
    if (i + 1 == n) continue;
    lower[i] = copy_[i * (n + 1) + 1];
    upper[i] = copy_[i * (n + 1) + n];
  }
  for (std::size_t j = 0; j < n; ++j)
    norm = std::max(
        norm, std::abs(diagonal[j]) + (j > 0 ? std::abs(upper[j - 1]) : 0) + (j + 1 < n ? std::abs(lower[j]) : 0));
  const Int status = lapack::gttrf(n_, lower.data(), diagonal.data(), upper.data(), upper2.data(), pivots_.data());
  lapack::check_arguments(status, "gttrf");
  if (status > 0) throw_singular(status);
  const auto op = transposed ? Transpose::yes : Transpose::no;
  lapack::check_arguments(
      lapack::gttrs(op, n_, columns, lower.data(), diagonal.data(), upper.data(), upper2.data(), pivots_.data(), x, n_),
      "gttrs");
  return lapack::gtcon(n_, lower.data(), diagonal.data(), upper.data(), upper2.data(), pivots_.data(), norm,
                       condition_);
}

template <class T>
Real<T> Solver<T>::solve_banded(Context& ctx, bool transposed, T* x, Int columns) {
  const std::int64_t below = band_.below, above = band_.above, leading = 2 * below + above + 1;
  CountedVector<T> ab = ctx.vector<T>(static_cast<std::size_t>(leading * length_));
  for (std::int64_t j = 0; j < length_; ++j)
    for (std::int64_t i = std::max<std::int64_t>(0, j - above); i < std::min(length_, j + below + 1); ++i)
      ab[static_cast<std::size_t>(j * leading + below + above + i - j)] =
          copy_[static_cast<std::size_t>(i + j * length_)];
  const Real<T> norm = one_norm(matrix(), length_);
  const Int kl = static_cast<Int>(below), ku = static_cast<Int>(above), ld = static_cast<Int>(leading);
  const Int status = lapack::gbtrf(n_, kl, ku, ab.data(), ld, pivots_.data());
  lapack::check_arguments(status, "gbtrf");
  if (status > 0) throw_singular(status);
  const auto op = transposed ? Transpose::yes : Transpose::no;
  lapack::check_arguments(lapack::gbtrs(op, n_, kl, ku, columns, ab.data(), ld, pivots_.data(), x, n_), "gbtrs");
  return lapack::gbcon(n_, kl, ku, ab.data(), ld, pivots_.data(), norm, condition_);
}

template <class T>
Real<T> Solver<T>::invert_symmetric() {
  const bool hermitian = structure_ != Structure::symmetric;
  Int status;
  if (structure_ == Structure::positive_definite) {
    status = lapack::potri(triangle_, n_, matrix(), n_);
    lapack::check_arguments(status, "potri");
  } else {
    status = lapack::sytrf(hermitian, triangle_, n_, matrix(), n_, pivots_.data(), *workspace_);
    lapack::check_arguments(status, "sytrf");
    if (status == 0) status = lapack::sytri(hermitian, triangle_, n_, matrix(), n_, pivots_.data(), *workspace_);
  }
  if (status > 0) throw_singular(status, true);
  mirror(matrix(), length_, triangle_, hermitian);
  return one_norm(matrix(), length_);
}

template <class T>
Real<T> Solver<T>::invert(T* to) {
  const bool general = structure_ == Structure::general;
  Real<T> norm = general ? 0 : one_norm(matrix(), length_, structure_, triangle_), inverse_norm = 0;
  bool done = true;
  switch (structure_) {
    case Structure::diagonal:
      norm = 0;
      for (std::int64_t i = 0; i < length_; ++i) {
        T& d = copy_[static_cast<std::size_t>(i * (length_ + 1))];
        if (d == T(0)) throw_singular(static_cast<Int>(i + 1), true);
        norm = std::max(norm, std::abs(d));
        d = T(1) / d;
        inverse_norm = std::max(inverse_norm, std::abs(d));
      }
      keep_triangle(matrix(), length_, length_, Triangle::lower);
      keep_triangle(matrix(), length_, length_, Triangle::upper);
      break;
    case Structure::upper_triangular:
    case Structure::lower_triangular: {
      const Triangle side = triangle_of(structure_);
      const Int status = lapack::trtri(side, false, n_, matrix(), n_);
      lapack::check_arguments(status, "trtri");
      if (status > 0) throw_singular(status, true);
      keep_triangle(matrix(), length_, length_, side);
      inverse_norm = one_norm(matrix(), length_);
      break;
    }
    case Structure::positive_definite:
      done = factor_positive();
      if (done) inverse_norm = invert_symmetric();
      break;
    case Structure::symmetric:
    case Structure::hermitian: inverse_norm = invert_symmetric(); break;
    default: done = false;
  }
  if (!done) {
    norm = one_norm(matrix(), length_);
    const Int status = lapack::getrf(n_, n_, matrix(), n_, pivots_.data());
    lapack::check_arguments(status, "getrf");
    if (status > 0) throw_singular(status, true);
    if (!workspace_) workspace_.emplace(lapack::getri_workspace<T>(ctx_, n_));
    lapack::check_arguments(lapack::getri(n_, matrix(), n_, pivots_.data(), *workspace_), "getri");
    inverse_norm = one_norm(matrix(), length_);
  }
  std::copy_n(matrix(), length_ * length_, to);
  return 1 / inverse_norm / norm;
}

#define INSTANTIATE(T) template class Solver<T>;
INSTANTIATE(float)
INSTANTIATE(double)
INSTANTIATE(Complex64)
INSTANTIATE(Complex128)
#undef INSTANTIATE
template void warn_ill_conditioned(Context&, float);
template void warn_ill_conditioned(Context&, double);

}  // namespace perilune::linalg
