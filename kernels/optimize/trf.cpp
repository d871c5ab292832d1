// M. Branch, T. Coleman, Y. Li, SIAM Journal on Scientific Computing 21 (1999): a trust region in variables that are
// scaled by their distance to the bounds, with steps reflected there. To choose with bounds or robust losses. Steps and
// tests are SciPy's.

#include <algorithm>
#include <cmath>

#include "kernels/linalg/svd.h"
#include "kernels/optimize/least_squares_loop.h"
#include "kernels/optimize/trust_region.h"

namespace perilune::optimize {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

class Reflective {
 public:
  Reflective(LeastSquares& problem, Point x0)
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
        scale_inverse_(vector(n_)),
        v_(vector(n_)),
        dv_(vector(n_)),
        d_(vector(n_)),
        diagonal_(vector(n_)),
        g_hat_(vector(n_)),
        j_hat_(vector(m_ * n_)),
        step_(vector(n_)),
        step_hat_(vector(n_)),
        x_new_(vector(n_)),
        f_new_(vector(m_)),
        augmented_(Array::empty(problem.ctx, DType::float64,
                                {static_cast<std::int64_t>(m_ + n_), static_cast<std::int64_t>(n_)})) {
    std::fill(f_true_.begin(), f_true_.end(), std::numeric_limits<double>::quiet_NaN());
    std::copy(x0.begin(), x0.end(), x_.begin());
    make_strictly_feasible(x_, lower(), upper(), 1e-10);
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
    for (std::size_t i = 0; i < lower().size(); ++i) {
      const double low = lower()[i], high = upper()[i], below = x_[i] - low, above = high - x_[i];
      const double xtol = p_.options.xtol;
      const bool at_low = xtol == 0
                              ? x_[i] <= low
                              : std::isfinite(low) && below <= std::min(above, xtol * std::max(1.0, std::abs(low)));
      const bool at_high = xtol == 0
                               ? x_[i] >= high
                               : std::isfinite(high) && above <= std::min(below, xtol * std::max(1.0, std::abs(high)));
      r.active_mask.as<std::int64_t>()[i] = at_high ? 1 : at_low ? -1 : 0;
    }
    return r;
  }

 private:
  CountedVector<double> vector(std::size_t n) { return ctx_.vector<double>(n); }
  Point lower() const { return p_.options.lower; }
  Point upper() const { return p_.options.upper; }

  void start() {
    p_.evaluate(x_, f_);
    f_true_ = f_;
    if (!all_finite(f_)) throw ValueError(not_finite(p_.options));
    cost_ = p_.cost(f_);
    differentiate();
    for (std::size_t i = 0; i < n_; ++i) {
      const auto& s = p_.options.x_scale;
      scale_[i] = s.empty() ? 1 : s[s.size() == 1 ? 0 : i];
      scale_inverse_[i] = 1 / scale_[i];
    }
    if (p_.options.scale_by_jacobian) scale_by_columns(true);
    weigh();
    double squares = 0;
    for (std::size_t i = 0; i < n_; ++i) {
      const double v = dv_[i] != 0 ? v_[i] * scale_inverse_[i] : v_[i];
      squares += x_[i] * scale_inverse_[i] * x_[i] * scale_inverse_[i] / v;
    }
    radius_ = squares > 0 ? std::sqrt(squares) : 1;
  }

  // The Jacobian at x and the gradient, as the loss makes them.
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
      scale_inverse_[i] = first ? (norm == 0 ? 1 : norm) : std::max(norm, scale_inverse_[i]);
      scale_[i] = 1 / scale_inverse_[i];
    }
  }

  // Coleman and Li's weights: the distance to the bound that the gradient points away from.
  void weigh() {
    optimality_ = 0;
    for (std::size_t i = 0; i < n_; ++i) {
      v_[i] = 1;
      dv_[i] = 0;
      if (!lower().empty() && g_[i] < 0 && std::isfinite(upper()[i])) {
        v_[i] = upper()[i] - x_[i];
        dv_[i] = -1;
      } else if (!lower().empty() && g_[i] > 0 && std::isfinite(lower()[i])) {
        v_[i] = x_[i] - lower()[i];
        dv_[i] = 1;
      }
      const double gv = std::abs(g_[i] * v_[i]);
      if (gv > optimality_ || std::isnan(gv)) optimality_ = gv;
    }
  }

  int iterate() {
    const LeastSquaresOptions& o = p_.options;
    double damping = 0;
    for (;;) {
      weigh();
      if (optimality_ < o.gtol) return 1;
      if (!p_.run.within_iterations()) return 5;
      if (!std::isfinite(optimality_)) return -1;
      for (std::size_t i = 0; i < n_; ++i) {
        const double v = dv_[i] != 0 ? v_[i] * scale_inverse_[i] : v_[i];
        d_[i] = std::sqrt(v) * scale_[i];
        diagonal_[i] = g_[i] * dv_[i] * scale_[i];
        g_hat_[i] = d_[i] * g_[i];
      }
      double* a = augmented_.as<double>();
      for (std::size_t k = 0; k < m_; ++k)
        for (std::size_t i = 0; i < n_; ++i) a[k * n_ + i] = j_hat_[k * n_ + i] = j_[k * n_ + i] * d_[i];
      std::fill(a + m_ * n_, a + (m_ + n_) * n_, 0.0);
      for (std::size_t i = 0; i < n_; ++i) a[(m_ + i) * n_ + i] = std::sqrt(diagonal_[i]);
      const linalg::Svd svd = linalg::svd(ctx_, augmented_, {.full_matrices = false});
      CountedVector<double> uf = vector(n_), vt = vector(n_ * n_), s = vector(n_);
      for (std::size_t i = 0; i < n_; ++i) {
        s[i] = svd.s.at<double>(static_cast<std::int64_t>(i));
        for (std::size_t k = 0; k < m_; ++k)
          uf[i] += svd.u.at<double>(static_cast<std::int64_t>(k), static_cast<std::int64_t>(i)) * f_[k];
        for (std::size_t c = 0; c < n_; ++c)
          vt[i * n_ + c] = svd.vt.at<double>(static_cast<std::int64_t>(i), static_cast<std::int64_t>(c));
      }
      const int status = try_steps(uf, s, vt, damping);
      if (status == no_progress) return 0;
      if (status != 0 && !improved_) return status;
      if (improved_) {
        accept();
        if (status != 0) {
          weigh();
          return status;
        }
      }
      ++p_.run.nit;
      if (!p_.run.report(x_, cost_)) return 99;
    }
  }

  static constexpr int no_progress = -2;

  // Shrinks the region until a step reduces the cost: 0, or why the run ends. improved_: x_new_ is better.
  int try_steps(std::span<const double> uf, std::span<const double> s, std::span<const double> vt, double& damping) {
    const LeastSquaresOptions& o = p_.options;
    const double theta = std::max(0.995, 1 - optimality_);
    improved_ = false;
    for (;;) {
      solve_trust_region(uf, s, vt, m_ + n_, radius_, damping, step_hat_);
      for (std::size_t i = 0; i < n_; ++i) step_[i] = d_[i] * step_hat_[i];
      const double predicted = select_step(theta);
      for (std::size_t i = 0; i < n_; ++i) x_new_[i] = x_[i] + step_[i];
      make_strictly_feasible(x_new_, lower(), upper(), 0);
      p_.evaluate(x_new_, f_new_);
      const double size = norm_of(step_hat_);
      if (!all_finite(f_new_)) {
        radius_ = 0.25 * size;
        if (radius_ == 0) return no_progress;
        continue;
      }
      const double cost_new = p_.cost(f_new_), actual = cost_ - cost_new;
      const double ratio = predicted > 0 ? actual / predicted : (predicted == 0 && actual == 0 ? 1 : 0);
      double radius = radius_;
      if (ratio < 0.25) radius = 0.25 * size;
      else if (ratio > 0.75 && size > 0.95 * radius_) radius *= 2;
      const bool small_cost = actual < o.ftol * cost_ && ratio > 0.25;
      const bool small_step = norm_of(step_) < o.xtol * (o.xtol + norm_of(x_));
      improved_ = actual > 0;
      cost_new_ = cost_new;
      if (small_cost || small_step) return small_cost && small_step ? 4 : small_cost ? 2 : 3;
      if (radius == 0) return no_progress;
      damping *= radius_ / radius;
      radius_ = radius;
      if (improved_) return 0;
    }
  }

  void accept() {
    x_.swap(x_new_);
    f_.swap(f_new_);
    f_true_ = f_;
    cost_ = cost_new_;
    differentiate();
    if (p_.options.scale_by_jacobian) scale_by_columns(false);
  }

  // From the trust-region step, in step_ and step_hat_: itself where it stays inside, otherwise the best of it cut at
  // the bound, reflected there, and the gradient's direction. Returns the reduction that the model predicts.
  double select_step(double theta) {
    const QuadraticModel model{j_hat_, g_hat_, diagonal_};
    bool inside = true;
    for (std::size_t i = 0; i < lower().size(); ++i)
      inside &= x_[i] + step_[i] >= lower()[i] && x_[i] + step_[i] <= upper()[i];
    if (inside) return -model.value(step_hat_);

    CountedVector<int> hit = ctx_.vector<int>(n_);
    const double stride = step_to_bound(x_, step_, lower(), upper(), hit);
    CountedVector<double> reflected_hat = vector(n_), reflected = vector(n_), on_bound = vector(n_);
    for (std::size_t i = 0; i < n_; ++i) {
      reflected_hat[i] = hit[i] ? -step_hat_[i] : step_hat_[i];
      reflected[i] = d_[i] * reflected_hat[i];
      step_[i] *= stride;
      step_hat_[i] *= stride;
      on_bound[i] = x_[i] + step_[i];
    }
    const double to_radius = step_to_radius(step_hat_, reflected_hat, radius_);
    const double to_bound = step_to_bound(on_bound, reflected, lower(), upper());
    const double r_stride = std::min(to_bound, to_radius);
    double low = 0, high = -1, reflected_value = infinity;
    if (r_stride > 0) {
      low = (1 - theta) * stride / r_stride;
      high = r_stride == to_bound ? theta * to_bound : to_radius;
    }
    if (low <= high) {
      const Minimum best = minimum_on(model.along(reflected_hat, step_hat_), low, high);
      reflected_value = best.value;
      for (std::size_t i = 0; i < n_; ++i) {
        reflected_hat[i] = reflected_hat[i] * best.t + step_hat_[i];
        reflected[i] = reflected_hat[i] * d_[i];
      }
    }
    for (std::size_t i = 0; i < n_; ++i) {  // strictly inside
      step_[i] *= theta;
      step_hat_[i] *= theta;
    }
    const double value = model.value(step_hat_);
    CountedVector<double> steepest_hat = vector(n_), steepest = vector(n_);
    for (std::size_t i = 0; i < n_; ++i) {
      steepest_hat[i] = -g_hat_[i];
      steepest[i] = d_[i] * steepest_hat[i];
    }
    const double g_radius = radius_ / norm_of(steepest_hat);
    const double g_bound = step_to_bound(x_, steepest, lower(), upper());
    const Minimum down = minimum_on(model.along(steepest_hat), 0, g_bound < g_radius ? theta * g_bound : g_radius);
    if (value < reflected_value && value < down.value) return -value;
    if (reflected_value < value && reflected_value < down.value) {
      step_.swap(reflected);
      step_hat_.swap(reflected_hat);
      return -reflected_value;
    }
    for (std::size_t i = 0; i < n_; ++i) {
      step_hat_[i] = steepest_hat[i] * down.t;
      step_[i] = steepest[i] * down.t;
    }
    return -down.value;
  }

  LeastSquares& p_;
  Context& ctx_;
  std::size_t n_, m_;
  CountedVector<double> x_, f_, f_true_, j_, g_, scale_, scale_inverse_, v_, dv_, d_, diagonal_, g_hat_, j_hat_, step_,
      step_hat_, x_new_, f_new_;
  Array augmented_;
  double cost_ = std::numeric_limits<double>::quiet_NaN(), cost_new_ = 0, optimality_ = infinity, radius_ = 1;
  bool improved_ = false;
};

}  // namespace

LeastSquaresResult trust_region_reflective(LeastSquares& problem, Point x0) { return Reflective(problem, x0).solve(); }

}  // namespace perilune::optimize
