// Differences whose steps adapt: D. Salane, Adaptive Routines for Forming Jacobians Numerically, SAND86-1319 (1986). A
// step is raised where the difference drowns in rounding, and lowered where it is far above.

#include "kernels/integrate/implicit.h"

#include <algorithm>
#include <cmath>

#include "kernels/lapack/solve.h"

namespace perilune::integrate {

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

}  // namespace

template <class T>
JacobianSource<T>::JacobianSource(Context& ctx, optimize::Run& run, const Derivative<T>& f, const Jacobian<T>& given,
                                  const Tolerances& tolerances, std::size_t n)
    : run_(run),
      f_(f),
      given_(given),
      tolerances_(tolerances),
      factors_(ctx.vector<double>(n)),
      point_(ctx.vector<T>(n)),
      column_(ctx.vector<T>(n)),
      again_(ctx.vector<T>(n)),
      rows_(ctx.vector<T>(given.function ? n * n : 0)) {
  std::fill(factors_.begin(), factors_.end(), std::sqrt(epsilon));
}

template <class T>
void JacobianSource<T>::evaluate(double t, std::span<const T> y, std::span<const T> f, std::span<T> to) {
  const std::size_t n = y.size();
  if (!constant() && !given_.function) return estimate(t, y, f, to);
  run_.check_time();
  if (given_.function) (*given_.function)(t, y, rows_);
  const T* rows = constant() ? given_.constant.data() : rows_.data();
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) to[j * n + i] = rows[i * n + j];
}

template <class T>
void JacobianSource<T>::estimate(double t, std::span<const T> y, std::span<const T> f, std::span<T> to) {
  const std::size_t n = y.size();
  std::copy(y.begin(), y.end(), point_.begin());
  // The largest change, and the size of the derivative there.
  struct Change {
    double most = 0, size = 0;
  };
  const auto measure = [&](std::span<const T> moved) {
    Change change;
    std::size_t where = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const double d = std::abs(moved[i] - f[i]);
      if (d > change.most) {
        change.most = d;
        where = i;
      }
    }
    change.size = std::max(std::abs(f[where]), std::abs(moved[where]));
    return change;
  };
  for (std::size_t j = 0; j < n; ++j) {
    const double sign = std::real(f[j]) >= 0 ? 1 : -1;
    const T scale = sign * std::max(tolerances_.scale(j, 0), std::abs(y[j]));
    const auto step_of = [&](double factor) { return (y[j] + factor * scale) - y[j]; };
    const auto move = [&](T step, std::span<T> result) {
      run_.check_time();
      point_[j] = y[j] + step;
      f_(t, point_, result);
      point_[j] = y[j];
    };
    double factor = factors_[j];
    T step = step_of(factor);
    for (int tries = 0; step == T(0) && tries < 300; ++tries) step = step_of(factor *= 10);
    if (step == T(0)) step = T(factor = std::sqrt(epsilon));  // y is 0, and so is atol
    move(step, column_);
    Change change = measure(column_);
    if (change.most < std::pow(epsilon, 0.875) * change.size) {
      const T longer = step_of(10 * factor);
      move(longer, again_);
      const Change other = measure(again_);
      if (change.most * other.size < other.most * change.size) {
        column_.swap(again_);
        factor *= 10;
        step = longer;
        change = other;
      }
    }
    for (std::size_t i = 0; i < n; ++i) to[j * n + i] = (column_[i] - f[i]) / step;
    if (change.most < std::pow(epsilon, 0.75) * change.size) factor *= 10;
    if (change.most > std::pow(epsilon, 0.25) * change.size) factor *= 0.1;
    factors_[j] = std::max(factor, 1e3 * epsilon);
  }
}

template <class F>
template <class T>
void Factored<F>::factor(F shift, F scale, std::span<const T> jacobian) {
  for (std::size_t k = 0; k < lu_.size(); ++k) lu_[k] = -scale * F(jacobian[k]);
  for (std::size_t i = 0; i < n_; ++i) lu_[i * (n_ + 1)] += shift;
  const lapack::Int n = lapack::dimension(static_cast<std::int64_t>(n_), "y0");
  // A singular matrix makes the iteration fail by itself, and the step smaller.
  lapack::check_arguments(lapack::getrf(n, n, lu_.data(), n, pivots_.data()), "getrf");
  known_ = true;
}

template <class F>
void Factored<F>::solve(std::span<F> x) const {
  const auto n = static_cast<lapack::Int>(n_);
  lapack::check_arguments(lapack::getrs(lapack::Transpose::no, n, 1, lu_.data(), n, pivots_.data(), x.data(), n),
                          "getrs");
}

template class JacobianSource<double>;
template class JacobianSource<Complex128>;
template class Factored<double>;
template class Factored<Complex128>;
template void Factored<double>::factor(double, double, std::span<const double>);
template void Factored<Complex128>::factor(Complex128, Complex128, std::span<const double>);
template void Factored<Complex128>::factor(Complex128, Complex128, std::span<const Complex128>);

}  // namespace perilune::integrate
