// Radau IIA of order 5 with three stages, solved by a simplified Newton iteration in variables that split the system
// into a real and a complex one: E. Hairer, G. Wanner, Solving Ordinary Differential Equations II (1996), IV.8. To
// choose for stiff problems, when accuracy matters. Steps and tests are SciPy's.

#include <algorithm>
#include <cmath>

#include "kernels/integrate/implicit.h"

namespace perilune::integrate {

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();
constexpr int most_iterations = 6;
constexpr double root6 = 2.449489742783178098197284;

constexpr double nodes[3] = {(4 - root6) / 10, (4 + root6) / 10, 1};
constexpr double error_weights[3] = {(-13 - 7 * root6) / 3, (-13 + 7 * root6) / 3, -1.0 / 3};
// The eigenvalues of the inverse of the method's matrix: 3 + 3^(2/3) - 3^(1/3) and its complex companions.
constexpr double real_eigenvalue = 3.637834252744496;
constexpr Complex128 eigenvalue{2.681082873627752, -3.050430199247411};

// Its eigenvectors, as they stand in RADAU5, and their inverse.
constexpr double vectors[3][3] = {{0.09443876248897524, -0.14125529502095421, 0.03002919410514742},
                                  {0.25021312296533332, 0.20412935229379994, -0.38294211275726192},
                                  {1, 1, 0}};
constexpr double inverse[3][3] = {{4.17871859155190428, 0.32768282076106237, 0.52337644549944951},
                                  {-4.17871859155190428, -0.32768282076106237, 0.47662355450055044},
                                  {0.50287263494578682, -2.57192694985560522, 0.59603920482822492}};
// The cubic through the stages, by powers of the place within the step.
constexpr double cubic[3][3] = {{13.0 / 3 + 7 * root6 / 3, -23.0 / 3 - 22 * root6 / 3, 10.0 / 3 + 5 * root6},
                                {13.0 / 3 - 7 * root6 / 3, -23.0 / 3 + 22 * root6 / 3, 10.0 / 3 - 5 * root6},
                                {1.0 / 3, -8.0 / 3, 10.0 / 3}};

// Gustafsson's controller, from this error and the last one; 0 where there is none.
double predicted_factor(double step, double last_step, double error, double last_error) {
  const double multiplier =
      last_error == 0 || last_step == 0 || error == 0 ? 1 : step / last_step * std::pow(last_error / error, 0.25);
  return std::min(1.0, multiplier) * std::pow(error, -0.25);
}

}  // namespace

Radau::Radau(Context& ctx, optimize::Run& run, const Derivative<double>& f, const Jacobian<double>& jacobian, double t0,
             double end, std::span<const double> y0, const Tolerances& tolerances)
    : Stepper<double>(ctx, run, f, t0, end, y0, tolerances),
      source_(ctx, run, f, jacobian, tolerances_, y0.size()),
      real_(ctx, y0.size()),
      complex_(ctx, y0.size()),
      jacobian_(ctx.vector<double>(y0.size() * y0.size())),
      slope_(ctx.vector<double>(y0.size())),
      stages_(ctx.vector<double>(3 * y0.size())),
      transformed_(stages_),
      slopes_(stages_),
      next_(slope_),
      old_(slope_),
      error_(slope_),
      dense_(ctx.vector<double>(4 * y0.size())),
      work_(slope_),
      pair_(ctx.vector<Complex128>(y0.size())),
      scales_(ctx.vector<double>(y0.size())) {
  const double rtol = *std::min_element(tolerances.rtol.begin(), tolerances.rtol.end());
  tolerance_ = std::max(10 * epsilon / rtol, std::min(0.03, std::sqrt(rtol)));
  if (y.empty()) return;
  evaluate(t, y, slope_);
  step_ = tolerances.first_step ? *tolerances.first_step : first_step_size(slope_, 3);
  source_.evaluate(t, y, slope_, jacobian_);
  if (!source_.constant()) ++njev;
}

// The stages to begin with: the last step's cubic, continued.
void Radau::predict(double h) {
  if (!started_) {
    std::fill(stages_.begin(), stages_.end(), 0.0);
    return;
  }
  for (int s = 0; s < 3; ++s) {
    dense_value<double>(IvpMethod::radau, dense_, last_step_, (last_step_ + h * nodes[s]) / last_step_,
                        row(stages_, s));
    for (std::size_t i = 0; i < y.size(); ++i) row(stages_, s)[i] -= y[i];
  }
}

Radau::Solved Radau::solve_stages(double h) {
  const std::size_t n = y.size();
  for (int s = 0; s < 3; ++s)
    for (std::size_t i = 0; i < n; ++i)
      row(transformed_, s)[i] =
          inverse[s][0] * stages_[i] + inverse[s][1] * stages_[n + i] + inverse[s][2] * stages_[2 * n + i];
  double last_norm = -1, rate = 0;
  for (int k = 0; k < most_iterations; ++k) {
    for (int s = 0; s < 3; ++s) {
      for (std::size_t i = 0; i < n; ++i) work_[i] = y[i] + row(stages_, s)[i];
      evaluate(t + h * nodes[s], work_, row(slopes_, s));
    }
    if (!std::all_of(slopes_.begin(), slopes_.end(), [](double v) { return std::isfinite(v); }))
      return {false, k + 1, rate};
    for (std::size_t i = 0; i < n; ++i) {
      double sums[3];
      for (int s = 0; s < 3; ++s)
        sums[s] = inverse[s][0] * slopes_[i] + inverse[s][1] * slopes_[n + i] + inverse[s][2] * slopes_[2 * n + i];
      work_[i] = sums[0] - real_eigenvalue / h * transformed_[i];
      pair_[i] =
          Complex128(sums[1], sums[2]) - eigenvalue / h * Complex128(transformed_[n + i], transformed_[2 * n + i]);
    }
    real_.solve(work_);
    complex_.solve(pair_);
    double squares = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const double w = work_[i] / scales_[i];
      squares += w * w + std::norm(pair_[i] / scales_[i]);
    }
    const double norm = std::sqrt(squares / static_cast<double>(3 * n));
    if (last_norm >= 0) rate = norm / last_norm;
    if (last_norm >= 0 && (rate >= 1 || std::pow(rate, most_iterations - k) / (1 - rate) * norm > tolerance_))
      return {false, k + 1, rate};
    for (std::size_t i = 0; i < n; ++i) {
      transformed_[i] += work_[i];
      transformed_[n + i] += pair_[i].real();
      transformed_[2 * n + i] += pair_[i].imag();
      for (int s = 0; s < 3; ++s)
        row(stages_, s)[i] = vectors[s][0] * transformed_[i] + vectors[s][1] * transformed_[n + i] +
                             vectors[s][2] * transformed_[2 * n + i];
    }
    if (norm == 0 || (last_norm >= 0 && rate / (1 - rate) * norm < tolerance_)) return {true, k + 1, rate};
    last_norm = norm;
  }
  return {false, most_iterations, rate};
}

// Of the step to next_, with the derivative `slope` at its beginning; the error itself is left in error_.
double Radau::error_of(double h, std::span<const double> slope) {
  const std::size_t n = y.size();
  for (std::size_t i = 0; i < n; ++i)
    error_[i] =
        slope[i] +
        (error_weights[0] * stages_[i] + error_weights[1] * stages_[n + i] + error_weights[2] * stages_[2 * n + i]) / h;
  real_.solve(error_);
  return tolerances_.norm<double>(error_, scales_);
}

bool Radau::step() {
  before = t;
  if (y.empty() || t == end_) {
    t = end_;
    return true;
  }
  const std::size_t n = y.size();
  const double least = least_step(), planned = step_;
  double size = step_, last_planned = last_planned_, last_error = last_error_;
  if (size > tolerances_.max_step || size < least) {
    size = size < least ? least : tolerances_.max_step;
    last_planned = last_error = 0;
  }
  bool rejected = false;
  double h, t_new, error, safety;
  Solved solved{};
  for (;;) {
    if (!(size >= least)) return false;
    t_new = t + size * direction_;
    if (direction_ * (t_new - end_) > 0) t_new = end_;
    h = t_new - t;
    size = std::abs(h);
    for (std::size_t i = 0; i < n; ++i) scales_[i] = tolerances_.scale(i, std::abs(y[i]));
    for (;;) {
      predict(h);
      if (!real_.known()) {
        real_.factor<double>(real_eigenvalue / h, 1, jacobian_);
        complex_.factor<double>(eigenvalue / h, 1, jacobian_);
        nlu += 2;
      }
      solved = solve_stages(h);
      if (solved.converged || current_ || source_.constant()) break;
      source_.evaluate(t, y, slope_, jacobian_);
      ++njev;
      current_ = true;
      real_.forget();
    }
    if (!solved.converged) {
      size *= 0.5;
      real_.forget();
      continue;
    }
    for (std::size_t i = 0; i < n; ++i) {
      next_[i] = y[i] + stages_[2 * n + i];
      scales_[i] = tolerances_.scale(i, std::max(std::abs(y[i]), std::abs(next_[i])));
    }
    error = error_of(h, slope_);
    safety = 0.9 * (2 * most_iterations + 1) / (2 * most_iterations + solved.iterations);
    if (rejected && error > 1) {
      for (std::size_t i = 0; i < n; ++i) work_[i] = y[i] + error_[i];
      evaluate(t, work_, row(slopes_, 0));
      error = error_of(h, row(slopes_, 0));
    }
    if (!(error > 1)) break;
    size *= std::max(0.2, safety * predicted_factor(size, last_planned, error, last_error));
    real_.forget();
    rejected = true;
  }
  const bool renew = !source_.constant() && solved.iterations > 2 && solved.rate > 1e-3;
  double factor = std::min(10.0, safety * predicted_factor(size, last_planned, error, last_error));
  if (!renew && factor < 1.2) factor = 1;
  else real_.forget();
  last_step_ = h;
  old_.swap(y);
  y.swap(next_);
  t = t_new;
  evaluate(t, y, slope_);
  if (renew) {
    source_.evaluate(t, y, slope_, jacobian_);
    ++njev;
  }
  current_ = renew;
  last_planned_ = planned;
  last_error_ = error;
  step_ = size * factor;
  started_ = true;
  std::copy(old_.begin(), old_.end(), dense_.begin());
  for (int k = 0; k < 3; ++k)
    for (std::size_t i = 0; i < n; ++i)
      row(dense_, k + 1)[i] =
          (stages_[i] * cubic[0][k] + stages_[n + i] * cubic[1][k] + stages_[2 * n + i] * cubic[2][k]) / h;
  return true;
}

void Radau::dense(std::span<double> coefficients) {
  std::copy(dense_.begin(), dense_.end(), coefficients.begin());
  if (t != before) return;
  std::fill(coefficients.begin(), coefficients.end(), 0.0);
  std::copy(y.begin(), y.end(), coefficients.begin());
}

}  // namespace perilune::integrate
