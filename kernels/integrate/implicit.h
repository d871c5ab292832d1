#pragma once
// Implicit methods for stiff problems: differentiation formulas (BDF) and a Runge-Kutta method (Radau IIA), with the
// Jacobians and factorisations that both need.

#include "kernels/integrate/stepper.h"
#include "kernels/lapack/types.h"

namespace perilune::integrate {

inline constexpr int bdf_most_order = 5;

// The Jacobian at a point, from whatever is known of it.
template <class T>
class JacobianSource {
 public:
  JacobianSource(Context& ctx, optimize::Run& run, const Derivative<T>& f, const Jacobian<T>& given,
                 const Tolerances& tolerances, std::size_t n);
  bool constant() const { return !given_.constant.empty(); }
  // Column-major; f is the derivative at (t, y). Evaluations for differences are not counted.
  void evaluate(double t, std::span<const T> y, std::span<const T> f, std::span<T> to);

 private:
  void estimate(double t, std::span<const T> y, std::span<const T> f, std::span<T> to);

  optimize::Run& run_;
  const Derivative<T>& f_;
  const Jacobian<T>& given_;
  const Tolerances& tolerances_;
  CountedVector<double> factors_;  // of the steps, by variable: they adapt
  CountedVector<T> point_, column_, again_, rows_;
};

// LU factors of shift I - scale J.
template <class F>
class Factored {
 public:
  Factored(Context& ctx, std::size_t n)
      : n_(n), lu_(ctx.vector<F>(n * n)), pivots_(ctx.vector<lapack::Int>(n)), known_(false) {}
  bool known() const { return known_; }
  void forget() { known_ = false; }
  template <class T>
  void factor(F shift, F scale, std::span<const T> jacobian);
  void solve(std::span<F> x) const;

 private:
  std::size_t n_;
  CountedVector<F> lu_;
  CountedVector<lapack::Int> pivots_;
  bool known_;
};

// L. Shampine, M. Reichelt, The MATLAB ODE Suite, SIAM J. Scientific Computing 18 (1997).
template <class T>
class Bdf : public Stepper<T> {
 public:
  Bdf(Context& ctx, optimize::Run& run, const Derivative<T>& f, const Jacobian<T>& jacobian, double t0, double end,
      std::span<const T> y0, const Tolerances& tolerances);
  bool step() override;
  void dense(std::span<T> coefficients) override;

 private:
  using Stepper<T>::y;
  using Stepper<T>::t;
  struct Solved {
    bool converged;
    int iterations;
  };
  std::span<T> difference(int k) {
    return std::span<T>(differences_).subspan(static_cast<std::size_t>(k) * y.size(), y.size());
  }
  void change_step(double factor);
  Solved correct(double t_new, double c);

  JacobianSource<T> source_;
  Factored<T> factored_;
  double step_ = 0, tolerance_, done_ = 0;
  int order_ = 1, equal_steps_ = 0;
  CountedVector<T> differences_, jacobian_, predicted_, next_, correction_, psi_, slope_, work_;
  CountedVector<double> scales_;
};

// E. Hairer, G. Wanner, Solving Ordinary Differential Equations II (1996), IV.8.
class Radau : public Stepper<double> {
 public:
  Radau(Context& ctx, optimize::Run& run, const Derivative<double>& f, const Jacobian<double>& jacobian, double t0,
        double end, std::span<const double> y0, const Tolerances& tolerances);
  bool step() override;
  void dense(std::span<double> coefficients) override;

 private:
  struct Solved {
    bool converged;
    int iterations;
    double rate;  // of convergence; 0 when there was one iteration only
  };
  std::span<double> row(CountedVector<double>& of, int k) {
    return std::span<double>(of).subspan(static_cast<std::size_t>(k) * y.size(), y.size());
  }
  void predict(double h);
  Solved solve_stages(double h);
  double error_of(double h, std::span<const double> slope);

  JacobianSource<double> source_;
  Factored<double> real_;
  Factored<Complex128> complex_;
  double step_ = 0, tolerance_, last_planned_ = 0, last_error_ = 0, last_step_ = 0;  // 0: none
  bool current_ = true, started_ = false;
  CountedVector<double> jacobian_, slope_, stages_, transformed_, slopes_, next_, old_, error_, dense_, work_;
  CountedVector<Complex128> pair_;
  CountedVector<double> scales_;
};

}  // namespace perilune::integrate
