// C. Voglis, I. Lagaris, A Rectangular Trust Region Dogleg Approach for Unconstrained and Bound Constrained Nonlinear
// Optimization, WSEAS Applied Mathematics (2004): the trust region is a box, so that its intersection with the bounds
// is one as well, and iterates may lie on bounds. To choose for few variables. Steps and tests are SciPy's.

#include <algorithm>
#include <cmath>

#include "kernels/array/create.h"
#include "kernels/linalg/least_squares.h"
#include "kernels/optimize/least_squares_loop.h"
#include "kernels/optimize/trust_region.h"

namespace perilune::optimize {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

class Rectangular {
 public:
  Rectangular(LeastSquares& problem, Point x0)
      : p_(problem),
        ctx_(problem.ctx),
        n_(problem.n),
        m_(problem.m),
        x_(vector(n_)),
        f_(vector(m_)),
        f_true_(vector(m_)),
        j_(vector(m_ * n_)),
        g_(vector(n_)),
        scale_(vector(n_)),
        lower_(vector(n_)),
        upper_(vector(n_)),
        x_new_(vector(n_)),
        f_new_(vector(m_)),
        on_bound_(ctx_.vector<int>(n_)) {
    const LeastSquaresOptions& o = problem.options;
    for (std::size_t i = 0; i < n_; ++i) {
      lower_[i] = o.lower.empty() ? -infinity : o.lower[i];
      upper_[i] = o.upper.empty() ? infinity : o.upper[i];
      x_[i] = x0[i];
      on_bound_[i] = x_[i] == upper_[i] ? 1 : x_[i] == lower_[i] ? -1 : 0;
    }
    std::fill(f_true_.begin(), f_true_.end(), std::numeric_limits<double>::quiet_NaN());
  }

  LeastSquaresResult solve() {
    int status = -1;
    try {
      start();
      status = iterate();
    } catch (const LimitReached&) {
      status = status_of(p_.run.ending());
    }
    LeastSquaresResult r = p_.result(x_, f_true_, j_, g_, cost_, optimality_, status);
    std::copy(on_bound_.begin(), on_bound_.end(), r.active_mask.as<std::int64_t>());
    return r;
  }

 private:
  // What one iteration knows of the variables that a bound does not hold.
  struct Free {
    CountedVector<std::size_t> which;
    CountedVector<double> jacobian, gradient, newton, steepest, step;  // (m, k), and (k) each
    QuadraticModel::Line downhill{};                                   // the model along -gradient
  };

  CountedVector<double> vector(std::size_t n) { return ctx_.vector<double>(n); }

  void start() {
    p_.evaluate(x_, f_);
    f_true_ = f_;
    if (!all_finite(f_)) throw ValueError(not_finite(p_.options));
    cost_ = p_.cost(f_);
    differentiate();
    const auto& s = p_.options.x_scale;
    for (std::size_t i = 0; i < n_; ++i) scale_[i] = s.empty() ? 1 : s[s.size() == 1 ? 0 : i];
    if (p_.options.scale_by_jacobian) scale_by_columns(true);
    radius_ = 0;
    for (std::size_t i = 0; i < n_; ++i) radius_ = std::max(radius_, std::abs(x_[i] / scale_[i]));
    if (radius_ == 0) radius_ = 1;
  }

  void differentiate() {
    p_.jacobian(x_, f_, j_);
    p_.apply_loss(f_, j_);
    std::fill(g_.begin(), g_.end(), 0.0);
    for (std::size_t k = 0; k < m_; ++k)
      for (std::size_t i = 0; i < n_; ++i) g_[i] += j_[k * n_ + i] * f_[k];
  }

  void scale_by_columns(bool first) {
    for (std::size_t i = 0; i < n_; ++i) {
      double squares = 0;
      for (std::size_t k = 0; k < m_; ++k) squares += j_[k * n_ + i] * j_[k * n_ + i];
      const double norm = std::sqrt(squares);
      scale_[i] = 1 / (first ? (norm == 0 ? 1 : norm) : std::max(norm, 1 / scale_[i]));
    }
  }

  int iterate() {
    for (;;) {
      Free free = free_variables();
      if (optimality_ < p_.options.gtol) return 1;
      if (!p_.run.within_iterations()) return 5;
      if (!std::isfinite(optimality_)) return -1;
      prepare(free);
      const int status = try_steps(free);
      if (status == no_progress) return 0;
      if (improved_) accept(free);
      if (status != 0) {
        if (improved_) free_variables();
        return status;
      }
      ++p_.run.nit;
      if (!p_.run.report(x_, cost_)) return 99;
    }
  }

  static constexpr int no_progress = -2;

  // A variable on a bound is held there while the gradient points outwards.
  Free free_variables() {
    Free free{ctx_.vector<std::size_t>(), vector(0), vector(0), vector(0), vector(0), vector(0)};
    optimality_ = 0;
    for (std::size_t i = 0; i < n_; ++i) {
      if (on_bound_[i] * g_[i] < 0) continue;
      free.which.push_back(i);
      free.gradient.push_back(g_[i]);
      const double size = std::abs(g_[i]);
      if (size > optimality_ || std::isnan(size)) optimality_ = size;
    }
    return free;
  }

  // The Gauss-Newton step of least norm, and the model along the gradient.
  void prepare(Free& free) {
    const std::size_t k = free.which.size();
    free.jacobian.resize(m_ * k);
    for (std::size_t r = 0; r < m_; ++r)
      for (std::size_t c = 0; c < k; ++c) free.jacobian[r * k + c] = j_[r * n_ + free.which[c]];
    const Array a = rows_array(ctx_, free.jacobian, std::max<std::size_t>(k, 1)), b = vector_of(ctx_, f_);
    free.newton.resize(k);
    free.step.resize(k);
    if (k == 0) return;
    const linalg::Lstsq solution = linalg::lstsq(ctx_, a, b, {.cond = std::numeric_limits<double>::epsilon()});
    for (std::size_t c = 0; c < k; ++c) free.newton[c] = -solution.x.at<double>(static_cast<std::int64_t>(c));
    for (const double g : free.gradient) free.steepest.push_back(-g);
    free.downhill = model_of(free).along(free.steepest);
  }

  QuadraticModel model_of(const Free& free) const { return {free.jacobian, free.gradient, zeros_of(free)}; }
  std::span<const double> zeros_of(const Free& free) const {
    if (zeros_.size() < free.which.size()) zeros_.resize(n_, 0.0);
    return std::span<const double>(zeros_).first(free.which.size());
  }

  // Shrinks the region until a step reduces the cost: 0, or why the run ends. improved_: x_new_ is better.
  int try_steps(Free& free) {
    const LeastSquaresOptions& o = p_.options;
    improved_ = false;
    for (;;) {
      const bool hit_region = dogleg(free);
      const double predicted = free.which.empty() ? 0 : -model_of(free).value(free.step);
      std::copy(x_.begin(), x_.end(), x_new_.begin());
      double size = 0;
      for (std::size_t c = 0; c < free.which.size(); ++c) {
        const std::size_t i = free.which[c];
        x_new_[i] = std::clamp(x_[i] + free.step[c], lower_[i], upper_[i]);
        size = std::max(size, std::abs(free.step[c] / scale_[i]));
      }
      p_.evaluate(x_new_, f_new_);
      if (!all_finite(f_new_)) {
        radius_ = 0.25 * size;
        if (radius_ == 0) return no_progress;
        continue;
      }
      cost_new_ = p_.cost(f_new_);
      const double actual = cost_ - cost_new_;
      const double ratio = predicted > 0 ? actual / predicted : (predicted == 0 && actual == 0 ? 1 : 0);
      if (ratio < 0.25) radius_ = 0.25 * size;
      else if (ratio > 0.75 && hit_region) radius_ *= 2;
      const bool small_cost = actual < o.ftol * cost_ && ratio > 0.25;
      const bool small_step = norm_of(free.step) < o.xtol * (o.xtol + norm_of(x_));
      improved_ = actual > 0;
      if (small_cost || small_step) return small_cost && small_step ? 4 : small_cost ? 2 : 3;
      if (improved_) return 0;
      if (radius_ == 0) return no_progress;
    }
  }

  // Powell's path from the minimum along the gradient to the Gauss-Newton step, cut by the box that the bounds and the
  // region share. True when the region cut it; bounds that cut it are kept in hits_.
  bool dogleg(Free& free) {
    const std::size_t k = free.which.size();
    CountedVector<double> low = vector(k), high = vector(k), origin = vector(k), along = vector(k);
    CountedVector<int> hit = ctx_.vector<int>(k);
    hits_.assign(k, 0);
    bool inside = true;
    for (std::size_t c = 0; c < k; ++c) {
      const std::size_t i = free.which[c];
      const double reach = radius_ * scale_[i];
      low[c] = std::max(lower_[i] - x_[i], -reach);
      high[c] = std::min(upper_[i] - x_[i], reach);
      inside &= free.newton[c] >= low[c] && free.newton[c] <= high[c];
    }
    if (inside) {
      std::copy(free.newton.begin(), free.newton.end(), free.step.begin());
      return false;
    }
    const double to_box = step_to_bound(origin, free.steepest, low, high);
    const double t = minimum_on(free.downhill, 0, to_box).t;
    for (std::size_t c = 0; c < k; ++c) {
      free.step[c] = t * free.steepest[c];
      along[c] = free.newton[c] - free.step[c];
    }
    const double stride = step_to_bound(free.step, along, low, high, hit);
    bool region = false;
    for (std::size_t c = 0; c < k; ++c) {
      const std::size_t i = free.which[c];
      const double reach = radius_ * scale_[i];
      if (hit[c] < 0) {
        if (low[c] == lower_[i] - x_[i]) hits_[c] = -1;
        region |= low[c] == -reach;
      } else if (hit[c] > 0) {
        if (high[c] == upper_[i] - x_[i]) hits_[c] = 1;
        region |= high[c] == reach;
      }
      free.step[c] += stride * along[c];
    }
    return region;
  }

  void accept(const Free& free) {
    for (std::size_t c = 0; c < free.which.size(); ++c) on_bound_[free.which[c]] = hits_[c];
    x_.swap(x_new_);
    for (std::size_t i = 0; i < n_; ++i)  // exactly on the bound, whatever rounding made of the sum
      if (on_bound_[i] != 0) x_[i] = on_bound_[i] < 0 ? lower_[i] : upper_[i];
    f_.swap(f_new_);
    f_true_ = f_;
    cost_ = cost_new_;
    differentiate();
    if (p_.options.scale_by_jacobian) scale_by_columns(false);
  }

  LeastSquares& p_;
  Context& ctx_;
  std::size_t n_, m_;
  CountedVector<double> x_, f_, f_true_, j_, g_, scale_, lower_, upper_, x_new_, f_new_;
  CountedVector<int> on_bound_;
  std::vector<int> hits_;
  mutable std::vector<double> zeros_;
  double cost_ = std::numeric_limits<double>::quiet_NaN(), cost_new_ = 0, optimality_ = infinity, radius_ = 1;
  bool improved_ = false;
};

}  // namespace

LeastSquaresResult rectangular_trust_region(LeastSquares& problem, Point x0) {
  return Rectangular(problem, x0).solve();
}

}  // namespace perilune::optimize
