// Newton's, Halley's and the secant method, without a bracket: fast from a good start, lost from a bad one. Steps and
// tests are SciPy's.

#include <cmath>

#include "kernels/optimize/roots.h"

namespace perilune::optimize {

namespace {

constexpr const char* no_slope = "The derivative was zero.";
constexpr const char* lost = "The iterates left the numbers.";

void check(double x0, const NewtonOptions& options) {
  if (!std::isfinite(x0)) throw ValueError("x0 must be finite, got " + number_text(x0));
  if (!(options.tol > 0)) throw ValueError("xtol must be greater than 0, got " + number_text(options.tol));
  check_tolerances({{"rtol", options.rtol}});
  if (options.x1 && !std::isfinite(*options.x1)) throw ValueError("x1 must be finite, got " + number_text(*options.x1));
  if (options.x1 && *options.x1 == x0) throw ValueError("x1 must differ from x0, got " + number_text(x0));
  options.limits.check();
}

class Iteration {
 public:
  Iteration(Context& ctx, const ScalarFunction& f, double x0, const NewtonOptions& options)
      : f_(f), options_(options), run_(ctx, options.limits, options.callback), x0_(x0), best_x_(x0) {}

  RootResult run() {
    const char* failure = nullptr;
    double root = x0_;
    try {
      failure = f_.derivative ? by_derivatives(root) : by_secants(root);
    } catch (const LimitReached&) {
      failure = root_message(run_.ending());
    }
    if (!failure && run_.ending() != Ending::converged) failure = root_message(run_.ending());
    const bool converged = !failure;
    return {converged ? root : best_x_,
            run_.nit,
            run_.nfev,
            converged,
            run_.ending(),
            converged ? 0 : -2,
            converged ? "converged" : "convergence error",
            converged ? root_message(Ending::converged) : failure};
  }

 private:
  double value(double x) {
    const double y = run_.evaluate(f_, x);
    if (std::abs(y) < std::abs(best_y_)) {
      best_x_ = x;
      best_y_ = y;
    }
    return y;
  }
  double derivative(const FunctionRef<double(double)>& g, double x) {
    if (options_.derivatives_count) run_.count_call();
    else run_.check_time();
    return g(x);
  }
  bool close(double x, double y) const { return std::abs(x - y) <= options_.tol + options_.rtol * std::abs(y); }
  bool next() { return run_.report({&best_x_, 1}, best_y_); }

  // Null when a root was found, otherwise why not.
  const char* by_derivatives(double& x) {
    while (run_.within_iterations()) {
      const double y = value(x);
      if (y == 0) return nullptr;
      const double slope = derivative(*f_.derivative, x);
      ++run_.nit;
      if (slope == 0) return no_slope;
      double step = y / slope;
      if (f_.second_derivative) {
        const double bend = step * derivative(*f_.second_derivative, x) / slope / 2;
        if (std::abs(bend) < 1) step /= 1 - bend;  // otherwise Halley's step may turn round
      }
      const double before = x;
      x -= step;
      if (!std::isfinite(x)) return lost;
      if (close(x, before)) return nullptr;
      if (!next()) break;
    }
    return root_message(run_.ending());
  }

  const char* by_secants(double& root) {
    double p = x0_, q = options_.x1.value_or(0);
    if (!options_.x1) {
      q = x0_ * (1 + 1e-4);
      q += q >= 0 ? 1e-4 : -1e-4;
    }
    double fp = value(p), fq = value(q);
    if (std::abs(fq) < std::abs(fp)) {
      std::swap(p, q);
      std::swap(fp, fq);
    }
    while (run_.within_iterations()) {
      ++run_.nit;
      if (fq == fp) {
        root = (p + q) / 2;
        return p != q && fq != 0 ? "The values at two points were equal." : nullptr;
      }
      root = std::abs(fq) > std::abs(fp) ? (-fp / fq * q + p) / (1 - fp / fq) : (-fq / fp * p + q) / (1 - fq / fp);
      if (!std::isfinite(root)) return lost;
      if (close(root, q)) return nullptr;
      p = q;
      fp = fq;
      q = root;
      fq = value(q);
      if (!next()) break;
    }
    return root_message(run_.ending());
  }

  const ScalarFunction& f_;
  const NewtonOptions& options_;
  Run run_;
  double x0_, best_x_, best_y_ = std::numeric_limits<double>::infinity();
};

}  // namespace

RootResult newton(Context& ctx, const ScalarFunction& f, double x0, const NewtonOptions& options) {
  check(x0, options);
  return Iteration(ctx, f, x0, options).run();
}

}  // namespace perilune::optimize
