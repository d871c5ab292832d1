// The controller is SciPy's, with its initial step (E. Hairer et al., Solving Ordinary Differential Equations I, II.4),
// so that the steps are the same.

#include "kernels/integrate/runge_kutta.h"

#include <algorithm>
#include <cmath>

namespace perilune::integrate {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double at(std::span<const double> values, std::size_t i) { return values.size() == 1 ? values[0] : values[i]; }

double square(double x) { return x * x; }
double square(Complex128 x) { return std::norm(x); }

}  // namespace

template <class T>
double RungeKutta<T>::scale(std::size_t i, double size) const {
  return at(tolerances_.atol, i) + size * at(tolerances_.rtol, i);
}

template <class T>
RungeKutta<T>::RungeKutta(Context& ctx, optimize::Run& run, const Derivative<T>& f, IvpMethod method, double t0,
                          double end, std::span<const T> y0, const Tolerances& tolerances)
    : t(t0),
      before(t0),
      y(ctx.vector<T>(y0.size())),
      run_(run),
      f_(f),
      tableau_(tableau_of(method)),
      tolerances_(tolerances),
      end_(end),
      direction_(end >= t0 ? 1 : -1),
      stages_(ctx.vector<T>(static_cast<std::size_t>(tableau_.extended) * y0.size())),
      work_(ctx.vector<T>(y0.size())),
      next_(ctx.vector<T>(y0.size())),
      old_(ctx.vector<T>(y0.size())),
      derivative_(ctx.vector<T>(y0.size())) {
  std::copy(y0.begin(), y0.end(), y.begin());
  std::copy(y0.begin(), y0.end(), old_.begin());
  run_.count_call();
  f_(t, y, derivative_);
  step_ = tolerances.first_step ? *tolerances.first_step : first_step_size(std::abs(end - t0));
}

template <class T>
double RungeKutta<T>::first_step_size(double interval) {
  const std::size_t n = y.size();
  if (n == 0 || interval == 0) return infinity;
  const auto norm = [&](auto&& component) {
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) sum += square(component(i) / scale(i, std::abs(y[i])));
    return std::sqrt(sum) / std::sqrt(static_cast<double>(n));
  };
  const double size = norm([&](std::size_t i) { return y[i]; });
  const double slope = norm([&](std::size_t i) { return derivative_[i]; });
  const double trial = std::min(size < 1e-5 || slope < 1e-5 ? 1e-6 : 0.01 * size / slope, interval);
  for (std::size_t i = 0; i < n; ++i) work_[i] = y[i] + trial * direction_ * derivative_[i];
  run_.count_call();
  f_(t + trial * direction_, work_, next_);
  const double bend = norm([&](std::size_t i) { return next_[i] - derivative_[i]; }) / trial;
  const double step = slope <= 1e-15 && bend <= 1e-15
                          ? std::max(1e-6, trial * 1e-3)
                          : std::pow(0.01 / std::max(slope, bend), 1.0 / (tableau_.error_order + 1));
  return std::min(100 * trial, step);
}

// to = the sum of weights[s] * stage s, in this order. Where stages are `skipped`, those of weight 0 leave no nan.
template <class T>
void RungeKutta<T>::combine(const double* weights, int stages, bool skipped, std::span<T> to) const {
  const std::size_t n = to.size();
  const T* k = stages_.data();
  if (n <= 8) {  // two components at a time: their sums stay in registers and do not wait for each other
    for (std::size_t i = 0; i < n; i += 2, k += 2) {
      const std::size_t other = i + 1 < n ? 1 : 0;
      T sum(0), sum_of_other(0);
      const T* at_stage = k;
      for (int s = 0; s < stages; ++s, at_stage += n) {
        if (skipped && weights[s] == 0) continue;
        sum += weights[s] * at_stage[0];
        sum_of_other += weights[s] * at_stage[other];
      }
      to[i] = sum;
      to[i + other] = sum_of_other;
    }
    return;
  }
  std::fill(to.begin(), to.end(), T(0));
  for (int s = 0; s < stages; ++s, k += n) {
    if (skipped && weights[s] == 0) continue;
    for (std::size_t i = 0; i < n; ++i) to[i] += weights[s] * k[i];
  }
}

// The derivative at stage s of a step of h from (t_from, from).
template <class T>
void RungeKutta<T>::evaluate(int s, double h, std::span<const T> from, double t_from) {
  const std::size_t n = y.size();
  combine(tableau_.a + s * tableau_.columns, s, true, work_);
  for (std::size_t i = 0; i < n; ++i) work_[i] = from[i] + work_[i] * h;
  run_.count_call();
  f_(t_from + tableau_.c[s] * h, work_, stage(s));
}

template <class T>
double RungeKutta<T>::error_norm(double h) {
  const std::size_t n = y.size();
  double sum = 0, sum3 = 0;
  for (std::size_t i = 0; i < n; ++i) {
    T e(0), e3(0);
    for (int s = 0; s <= tableau_.stages; ++s) {
      e += tableau_.error[s] * stages_[static_cast<std::size_t>(s) * n + i];
      if (tableau_.error3) e3 += tableau_.error3[s] * stages_[static_cast<std::size_t>(s) * n + i];
    }
    // As NumPy's maximum: nan stays nan.
    const double now = std::abs(y[i]), then = std::abs(next_[i]);
    const double by = scale(i, now > then || std::isnan(now) ? now : then);
    sum += square(tableau_.error3 ? e / by : e * h / by);
    sum3 += square(e3 / by);
  }
  if (!tableau_.error3) return std::sqrt(sum) / std::sqrt(static_cast<double>(n));
  if (sum == 0 && sum3 == 0) return 0;
  return std::abs(h) * sum / std::sqrt((sum + 0.01 * sum3) * static_cast<double>(n));
}

template <class T>
bool RungeKutta<T>::step() {
  const std::size_t n = y.size();
  before = t;
  if (n == 0 || t == end_) {
    t = end_;
    last_step_ = t - before;
    return true;
  }
  const double least = 10 * std::abs(std::nextafter(t, direction_ * infinity) - t);
  double size = step_ > tolerances_.max_step ? tolerances_.max_step : step_ < least ? least : step_;
  const double exponent = -1.0 / (tableau_.error_order + 1);
  bool rejected = false;
  for (;;) {
    if (!(size >= least)) return false;
    double reached = t + size * direction_;
    if (direction_ * (reached - end_) > 0) reached = end_;
    const double h = reached - t;
    size = std::abs(h);
    std::copy(derivative_.begin(), derivative_.end(), stage(0).begin());
    for (int s = 1; s < tableau_.stages; ++s) evaluate(s, h, y, t);
    combine(tableau_.b, tableau_.stages, false, next_);
    for (std::size_t i = 0; i < n; ++i) next_[i] = y[i] + h * next_[i];
    run_.count_call();
    f_(t + h, next_, stage(tableau_.stages));
    const double error = error_norm(h);
    if (error < 1) {
      double factor = error == 0 ? 10 : std::min(10.0, 0.9 * std::pow(error, exponent));
      if (rejected) factor = std::min(1.0, factor);
      step_ = size * factor;
      last_step_ = h;
      t = reached;
      old_.swap(y);
      y.swap(next_);
      std::copy(stage(tableau_.stages).begin(), stage(tableau_.stages).end(), derivative_.begin());
      return true;
    }
    size *= std::max(0.2, 0.9 * std::pow(error, exponent));
    rejected = true;
  }
}

template <class T>
void RungeKutta<T>::dense(std::span<T> coefficients) {
  const std::size_t n = y.size();
  const auto row = [&](int k) { return coefficients.subspan(static_cast<std::size_t>(k) * n, n); };
  const int terms = tableau_.dense_terms;
  if (t == before) {  // nothing to continue: the value stays
    std::fill(coefficients.begin(), coefficients.end(), T(0));
    std::copy(y.begin(), y.end(), coefficients.begin());
    return;
  }
  std::copy(old_.begin(), old_.end(), coefficients.begin());
  if (!tableau_.error3) {
    for (int k = 0; k < terms; ++k)
      for (std::size_t i = 0; i < n; ++i) {
        T sum(0);
        for (int s = 0; s <= tableau_.stages; ++s)
          sum += tableau_.dense[s * terms + k] * stages_[static_cast<std::size_t>(s) * n + i];
        row(k + 1)[i] = sum;
      }
    return;
  }
  const double h = last_step_;
  for (int s = tableau_.stages + 1; s < tableau_.extended; ++s) evaluate(s, h, old_, before);
  for (std::size_t i = 0; i < n; ++i) {
    const T change = y[i] - old_[i];
    row(1)[i] = change;
    row(2)[i] = h * stage(0)[i] - change;
    row(3)[i] = 2.0 * change - h * (derivative_[i] + stage(0)[i]);
    for (int k = 3; k < terms; ++k) {
      T sum(0);
      for (int s = 0; s < tableau_.extended; ++s)
        sum += tableau_.dense[(k - 3) * tableau_.extended + s] * stages_[static_cast<std::size_t>(s) * n + i];
      row(k + 1)[i] = h * sum;
    }
  }
}

template <class T>
void dense_value(IvpMethod method, std::span<const T> coefficients, double h, double x, std::span<T> y) {
  const std::size_t n = y.size();
  const int terms = tableau_of(method).dense_terms;
  std::fill(y.begin(), y.end(), T(0));
  if (h == 0) {
    std::copy_n(coefficients.begin(), n, y.begin());
    return;
  }
  if (method == IvpMethod::dop853) {
    for (int k = 0; k < terms; ++k) {
      const T* f = coefficients.data() + static_cast<std::size_t>(terms - k) * n;
      for (std::size_t i = 0; i < n; ++i) y[i] = (y[i] + f[i]) * (k % 2 == 0 ? x : 1 - x);
    }
  } else {
    double power = 1;
    for (int k = 1; k <= terms; ++k) {
      power *= x;
      const T* q = coefficients.data() + static_cast<std::size_t>(k) * n;
      for (std::size_t i = 0; i < n; ++i) y[i] += q[i] * power;
    }
    for (std::size_t i = 0; i < n; ++i) y[i] *= h;
  }
  for (std::size_t i = 0; i < n; ++i) y[i] += coefficients[i];
}

template class RungeKutta<double>;
template class RungeKutta<Complex128>;
template void dense_value(IvpMethod, std::span<const double>, double, double, std::span<double>);
template void dense_value(IvpMethod, std::span<const Complex128>, double, double, std::span<Complex128>);

}  // namespace perilune::integrate
