#include "kernels/integrate/stepper.h"

#include <algorithm>
#include <cmath>

#include "kernels/integrate/implicit.h"
#include "kernels/integrate/runge_kutta.h"

namespace perilune::integrate {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double square(double x) { return x * x; }
double square(Complex128 x) { return std::norm(x); }

}  // namespace

template <class T>
double Tolerances::norm(std::span<const T> x, std::span<const double> scales) const {
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += square(x[i] / scales[i % scales.size()]);
  return std::sqrt(sum) / std::sqrt(static_cast<double>(x.size()));
}

template <class T>
Stepper<T>::Stepper(Context& ctx, optimize::Run& run, const Derivative<T>& f, double t0, double end,
                    std::span<const T> y0, const Tolerances& tolerances)
    : t(t0),
      before(t0),
      y(ctx.vector<T>(y0.size())),
      ctx_(ctx),
      run_(run),
      f_(f),
      tolerances_(tolerances),
      end_(end),
      direction_(end >= t0 ? 1 : -1) {
  std::copy(y0.begin(), y0.end(), y.begin());
}

template <class T>
double Stepper<T>::least_step() const {
  return 10 * std::abs(std::nextafter(t, direction_ * infinity) - t);
}

template <class T>
double Stepper<T>::first_step_size(std::span<const T> derivative, int error_order) {
  const std::size_t n = y.size();
  const double interval = std::abs(end_ - t);
  if (n == 0 || interval == 0) return infinity;
  CountedVector<T> ahead = ctx_.vector<T>(n), next = ctx_.vector<T>(n);
  const auto norm = [&](auto&& component) {
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) sum += square(component(i) / tolerances_.scale(i, std::abs(y[i])));
    return std::sqrt(sum) / std::sqrt(static_cast<double>(n));
  };
  const double size = norm([&](std::size_t i) { return y[i]; });
  const double slope = norm([&](std::size_t i) { return derivative[i]; });
  const double trial = std::min(size < 1e-5 || slope < 1e-5 ? 1e-6 : 0.01 * size / slope, interval);
  for (std::size_t i = 0; i < n; ++i) ahead[i] = y[i] + trial * direction_ * derivative[i];
  evaluate(t + trial * direction_, ahead, next);
  const double bend = norm([&](std::size_t i) { return next[i] - derivative[i]; }) / trial;
  const double step = slope <= 1e-15 && bend <= 1e-15 ? std::max(1e-6, trial * 1e-3)
                                                      : std::pow(0.01 / std::max(slope, bend), 1.0 / (error_order + 1));
  return std::min(100 * trial, step);
}

template <class T>
std::unique_ptr<Stepper<T>> make_stepper(Context& ctx, optimize::Run& run, const Derivative<T>& f,
                                         const Jacobian<T>& jacobian, IvpMethod method, double t0, double end,
                                         std::span<const T> y0, const Tolerances& tolerances) {
  if (method == IvpMethod::bdf) return std::make_unique<Bdf<T>>(ctx, run, f, jacobian, t0, end, y0, tolerances);
  if (method == IvpMethod::radau) {
    if constexpr (std::is_same_v<T, double>)
      return std::make_unique<Radau>(ctx, run, f, jacobian, t0, end, y0, tolerances);
    else throw ValueError("y0 must be real for method 'Radau', got complex numbers");
  }
  return std::make_unique<RungeKutta<T>>(ctx, run, f, method, t0, end, y0, tolerances);
}

int dense_rows(IvpMethod method) {
  if (method == IvpMethod::radau) return 4;
  return method == IvpMethod::bdf ? bdf_most_order + 2 : tableau_of(method).dense_terms + 1;
}

template <class T>
void dense_value(IvpMethod method, std::span<const T> coefficients, double h, double x, std::span<T> y) {
  const std::size_t n = y.size();
  const int terms = dense_rows(method) - 1;
  const auto row = [&](int k) { return coefficients.data() + static_cast<std::size_t>(k) * n; };
  std::fill(y.begin(), y.end(), T(0));
  if (h == 0) {
    std::copy_n(coefficients.begin(), n, y.begin());
    return;
  }
  if (method == IvpMethod::bdf) {
    if (n == 0) return;
    // Newton's form in differences that go backwards from the end of the step.
    const double steps = (x - 1) * std::real(*row(terms));
    double factor = 1;
    for (int k = 1; k < terms; ++k) {
      factor *= (steps + (k - 1)) / k;
      for (std::size_t i = 0; i < n; ++i) y[i] += row(k)[i] * factor;
    }
  } else if (method == IvpMethod::dop853) {
    for (int k = 0; k < terms; ++k)
      for (std::size_t i = 0; i < n; ++i) y[i] = (y[i] + row(terms - k)[i]) * (k % 2 == 0 ? x : 1 - x);
  } else {
    double power = 1;
    for (int k = 1; k <= terms; ++k) {
      power *= x;
      for (std::size_t i = 0; i < n; ++i) y[i] += row(k)[i] * power;
    }
    for (std::size_t i = 0; i < n; ++i) y[i] *= h;
  }
  for (std::size_t i = 0; i < n; ++i) y[i] += coefficients[i];
}

#define INSTANTIATE(T)                                                                                                 \
  template double Tolerances::norm(std::span<const T>, std::span<const double>) const;                                 \
  template class Stepper<T>;                                                                                           \
  template std::unique_ptr<Stepper<T>> make_stepper(Context&, optimize::Run&, const Derivative<T>&,                    \
                                                    const Jacobian<T>&, IvpMethod, double, double, std::span<const T>, \
                                                    const Tolerances&);                                                \
  template void dense_value(IvpMethod, std::span<const T>, double, double, std::span<T>);
INSTANTIATE(double)
INSTANTIATE(Complex128)
#undef INSTANTIATE

}  // namespace perilune::integrate
