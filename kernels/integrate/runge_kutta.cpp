// The controller is SciPy's, with its initial step (E. Hairer et al., Solving Ordinary Differential Equations I, II.4),
// so that the steps are the same.

#include "kernels/integrate/runge_kutta.h"

#include <algorithm>
#include <cmath>

namespace perilune::integrate {

namespace {

double square(double x) { return x * x; }
double square(Complex128 x) { return std::norm(x); }

}  // namespace

template <class T>
RungeKutta<T>::RungeKutta(Context& ctx, optimize::Run& run, const Derivative<T>& f, IvpMethod method, double t0,
                          double end, std::span<const T> y0, const Tolerances& tolerances)
    : Stepper<T>(ctx, run, f, t0, end, y0, tolerances),
      tableau_(tableau_of(method)),
      stages_(ctx.vector<T>(static_cast<std::size_t>(tableau_.extended) * y0.size())),
      work_(ctx.vector<T>(y0.size())),
      next_(ctx.vector<T>(y0.size())),
      old_(ctx.vector<T>(y0.size())),
      derivative_(ctx.vector<T>(y0.size())) {
  std::copy(y0.begin(), y0.end(), old_.begin());
  this->evaluate(t, y, derivative_);
  step_ = tolerances.first_step ? *tolerances.first_step : this->first_step_size(derivative_, tableau_.error_order);
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
void RungeKutta<T>::make_stage(int s, double h, std::span<const T> from, double t_from) {
  const std::size_t n = y.size();
  combine(tableau_.a + s * tableau_.columns, s, true, work_);
  for (std::size_t i = 0; i < n; ++i) work_[i] = from[i] + work_[i] * h;
  this->evaluate(t_from + tableau_.c[s] * h, work_, stage(s));
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
    const double by = this->tolerances_.scale(i, now > then || std::isnan(now) ? now : then);
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
  if (n == 0 || t == this->end_) {
    t = this->end_;
    last_step_ = t - before;
    return true;
  }
  const double least = this->least_step(), direction = this->direction_, end = this->end_;
  double size = step_ > this->tolerances_.max_step ? this->tolerances_.max_step : step_ < least ? least : step_;
  const double exponent = -1.0 / (tableau_.error_order + 1);
  bool rejected = false;
  for (;;) {
    if (!(size >= least)) return false;
    double reached = t + size * direction;
    if (direction * (reached - end) > 0) reached = end;
    const double h = reached - t;
    size = std::abs(h);
    std::copy(derivative_.begin(), derivative_.end(), stage(0).begin());
    for (int s = 1; s < tableau_.stages; ++s) make_stage(s, h, y, t);
    combine(tableau_.b, tableau_.stages, false, next_);
    for (std::size_t i = 0; i < n; ++i) next_[i] = y[i] + h * next_[i];
    this->evaluate(t + h, next_, stage(tableau_.stages));
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
  for (int s = tableau_.stages + 1; s < tableau_.extended; ++s) make_stage(s, h, old_, before);
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

template class RungeKutta<double>;
template class RungeKutta<Complex128>;

}  // namespace perilune::integrate
