// Numerical differentiation formulas of orders 1 to 5 in backward differences, at a step that stays for as long as it
// is good: L. Shampine, M. Reichelt, SIAM Journal on Scientific Computing 18 (1997). To choose for stiff problems where
// the derivative is costly or the system large. Steps and tests are SciPy's.

#include <algorithm>
#include <array>
#include <cmath>

#include "kernels/integrate/implicit.h"

namespace perilune::integrate {

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();
constexpr int most = bdf_most_order, most_iterations = 4;
constexpr double kappa[most + 1] = {0, -0.1850, -1.0 / 9, -0.0823, -0.0415, 0};

// gamma_k = 1 + 1/2 + … + 1/k.
constexpr std::array<double, most + 1> gammas = [] {
  std::array<double, most + 1> sums{};
  for (std::size_t k = 1; k <= most; ++k) sums[k] = sums[k - 1] + 1.0 / static_cast<double>(k);
  return sums;
}();
double gamma(int k) { return gammas[static_cast<std::size_t>(k)]; }
double alpha(int k) { return (1 - kappa[k]) * gamma(k); }
double error_constant(int k) { return kappa[k] * gamma(k) + 1.0 / (k + 1); }

using Matrix = std::array<std::array<double, most + 1>, most + 1>;

// What makes of differences at one step size those at `factor` times that: section 2.2 there.
Matrix rescaling(int order, double factor) {
  Matrix r{};
  for (int j = 0; j <= order; ++j) r[0][static_cast<std::size_t>(j)] = 1;
  for (int i = 1; i <= order; ++i)
    for (int j = 1; j <= order; ++j)
      r[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)] =
          r[static_cast<std::size_t>(i - 1)][static_cast<std::size_t>(j)] * (i - 1 - factor * j) / i;
  return r;
}

double loosest(std::span<const double> rtol) { return *std::min_element(rtol.begin(), rtol.end()); }

template <class T>
bool all_finite(std::span<const T> x) {
  return std::all_of(x.begin(), x.end(), [](const T& v) { return std::isfinite(std::abs(v)); });
}

}  // namespace

template <class T>
Bdf<T>::Bdf(Context& ctx, optimize::Run& run, const Derivative<T>& f, const Jacobian<T>& jacobian, double t0,
            double end, std::span<const T> y0, const Tolerances& tolerances)
    : Stepper<T>(ctx, run, f, t0, end, y0, tolerances),
      source_(ctx, run, f, jacobian, this->tolerances_, y0.size()),
      factored_(ctx, y0.size()),
      differences_(ctx.vector<T>((most + 3) * y0.size())),
      jacobian_(ctx.vector<T>(y0.size() * y0.size())),
      predicted_(ctx.vector<T>(y0.size())),
      next_(predicted_),
      correction_(predicted_),
      psi_(predicted_),
      slope_(predicted_),
      work_(predicted_),
      scales_(ctx.vector<double>(y0.size())) {
  const double rtol = loosest(tolerances.rtol);
  tolerance_ = std::max(10 * epsilon / rtol, std::min(0.03, std::sqrt(rtol)));
  if (y.empty()) return;
  this->evaluate(t, y, slope_);
  step_ = tolerances.first_step ? *tolerances.first_step : this->first_step_size(slope_, 1);
  source_.evaluate(t, y, slope_, jacobian_);
  if (!source_.constant()) ++this->njev;
  std::copy(y.begin(), y.end(), difference(0).begin());
  for (std::size_t i = 0; i < y.size(); ++i) {
    difference(1)[i] = slope_[i] * step_ * this->direction_;
    if (!std::isfinite(step_)) difference(1)[i] = T(0);
  }
}

// The step is `factor` times as long from here on.
template <class T>
void Bdf<T>::change_step(double factor) {
  step_ *= factor;
  const Matrix r = rescaling(order_, factor), u = rescaling(order_, 1);
  Matrix both{};
  const auto size = static_cast<std::size_t>(order_) + 1;
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = 0; j < size; ++j)
      for (std::size_t k = 0; k < size; ++k) both[i][j] += r[i][k] * u[k][j];
  std::array<T, most + 1> old{};
  for (std::size_t c = 0; c < y.size(); ++c) {
    for (std::size_t k = 0; k < size; ++k) old[k] = difference(static_cast<int>(k))[c];
    for (std::size_t j = 0; j < size; ++j) {
      T sum(0);
      for (std::size_t k = 0; k < size; ++k) sum += both[k][j] * old[k];
      difference(static_cast<int>(j))[c] = sum;
    }
  }
  equal_steps_ = 0;
}

// Newton's method from the predicted value; what it adds up to is left in correction_.
template <class T>
typename Bdf<T>::Solved Bdf<T>::correct(double t_new, double c) {
  std::fill(correction_.begin(), correction_.end(), T(0));
  next_ = predicted_;
  double before_norm = -1;
  for (int k = 0; k < most_iterations; ++k) {
    this->evaluate(t_new, next_, slope_);
    if (!all_finite<T>(slope_)) return {false, k + 1};
    for (std::size_t i = 0; i < y.size(); ++i) work_[i] = c * slope_[i] - psi_[i] - correction_[i];
    factored_.solve(work_);
    const double norm = this->tolerances_.template norm<T>(work_, scales_);
    const double rate = before_norm < 0 ? -1 : norm / before_norm;
    if (before_norm >= 0 && (rate >= 1 || std::pow(rate, most_iterations - k) / (1 - rate) * norm > tolerance_))
      return {false, k + 1};
    for (std::size_t i = 0; i < y.size(); ++i) {
      next_[i] += work_[i];
      correction_[i] += work_[i];
    }
    if (norm == 0 || (before_norm >= 0 && rate / (1 - rate) * norm < tolerance_)) return {true, k + 1};
    before_norm = norm;
  }
  return {false, most_iterations};
}

template <class T>
bool Bdf<T>::step() {
  this->before = t;
  const double direction = this->direction_, end = this->end_;
  if (y.empty() || t == end) {
    t = end;
    done_ = 0;
    return true;
  }
  const Tolerances& tolerances = this->tolerances_;
  const double least = this->least_step();
  if (step_ > tolerances.max_step) change_step(tolerances.max_step / step_);
  else if (step_ < least) change_step(least / step_);
  bool current = source_.constant();
  double safety, t_new, norm;
  const auto norm_of = [&](double factor, std::span<const T> x) {
    return std::abs(factor) * tolerances.template norm<T>(x, scales_);
  };
  for (;;) {
    if (!(step_ >= least)) return false;
    t_new = t + step_ * direction;
    if (direction * (t_new - end) > 0) {
      t_new = end;
      change_step(std::abs(t_new - t) / step_);
      factored_.forget();
    }
    const double h = t_new - t, c = h / alpha(order_);
    step_ = std::abs(h);
    for (std::size_t i = 0; i < y.size(); ++i) {
      T value(0), sum(0);
      for (int k = 0; k <= order_; ++k) value += difference(k)[i];
      for (int k = 1; k <= order_; ++k) sum += gamma(k) * difference(k)[i];
      predicted_[i] = value;
      psi_[i] = sum / alpha(order_);
      scales_[i] = tolerances.scale(i, std::abs(value));
    }
    Solved solved{};
    for (;;) {
      if (!factored_.known()) {
        factored_.template factor<T>(T(1), T(c), jacobian_);
        ++this->nlu;
      }
      solved = correct(t_new, c);
      if (solved.converged || current) break;
      this->run_.check_time();
      this->f_(t_new, predicted_, slope_);  // not counted, as all that serves differences
      source_.evaluate(t_new, predicted_, slope_, jacobian_);
      ++this->njev;
      factored_.forget();
      current = true;
    }
    if (!solved.converged) {
      change_step(0.5);
      factored_.forget();
      continue;
    }
    safety = 0.9 * (2 * most_iterations + 1) / (2 * most_iterations + solved.iterations);
    for (std::size_t i = 0; i < y.size(); ++i) scales_[i] = tolerances.scale(i, std::abs(next_[i]));
    norm = norm_of(error_constant(order_), correction_);
    if (!(norm > 1)) break;
    change_step(std::max(0.2, safety * std::pow(norm, -1.0 / (order_ + 1))));
  }
  ++equal_steps_;
  done_ = t_new - t;
  t = t_new;
  y.swap(next_);
  for (std::size_t i = 0; i < y.size(); ++i) {
    difference(order_ + 2)[i] = correction_[i] - difference(order_ + 1)[i];
    difference(order_ + 1)[i] = correction_[i];
    for (int k = order_; k >= 0; --k) difference(k)[i] += difference(k + 1)[i];
  }
  if (equal_steps_ < order_ + 1) return true;
  // The order whose error allows the longest step.
  double best = 0;
  int change = 0;
  for (int d = -1; d <= 1; ++d) {
    const int order = order_ + d;
    if (order < 1 || order > most) continue;
    const double error = d == 0 ? norm : norm_of(error_constant(order), difference(order + 1));
    const double factor = std::pow(error, -1.0 / (order + 1));
    if (factor > best) {
      best = factor;
      change = d;
    }
  }
  order_ += change;
  change_step(std::min(10.0, safety * best));
  factored_.forget();
  return true;
}

template <class T>
void Bdf<T>::dense(std::span<T> coefficients) {
  std::fill(coefficients.begin(), coefficients.end(), T(0));
  const std::size_t n = y.size();
  if (n == 0) return;
  if (t == this->before) {
    std::copy(y.begin(), y.end(), coefficients.begin());
    return;
  }
  for (int k = 0; k <= order_; ++k)
    std::copy_n(difference(k).begin(), n, coefficients.begin() + static_cast<std::ptrdiff_t>(k) * std::ssize(y));
  coefficients[(most + 1) * n] = T(done_ / (step_ * this->direction_));
}

template class Bdf<double>;
template class Bdf<Complex128>;

}  // namespace perilune::integrate
