#pragma once
// Explicit Runge-Kutta pairs with step size control and continuous output, one step at a time.

#include "kernels/integrate/stepper.h"

namespace perilune::integrate {

// A method's coefficients. Rows of `a` have `columns` numbers; stages beyond `stages` + 1 serve continuous output only.
struct Tableau {
  int stages, columns, extended, error_order;
  const double *a, *b, *c;
  const double *error, *error3;  // of the embedded method; DOP853 weighs two of them
  const double* dense;           // (stages + 1) x dense_terms, or for DOP853 (dense_terms - 3) x extended
  int dense_terms;
};
const Tableau& tableau_of(IvpMethod method);

template <class T>
class RungeKutta : public Stepper<T> {
 public:
  RungeKutta(Context& ctx, optimize::Run& run, const Derivative<T>& f, IvpMethod method, double t0, double end,
             std::span<const T> y0, const Tolerances& tolerances);
  bool step() override;
  void dense(std::span<T> coefficients) override;

 private:
  using Stepper<T>::y;
  using Stepper<T>::t;
  using Stepper<T>::before;
  std::span<T> stage(int s) { return std::span(stages_).subspan(static_cast<std::size_t>(s) * y.size(), y.size()); }
  void combine(const double* weights, int stages, bool skipped, std::span<T> to) const;
  void make_stage(int s, double h, std::span<const T> from, double t_from);
  double error_norm(double h);

  const Tableau& tableau_;
  double step_ = 0, last_step_ = 0;
  CountedVector<T> stages_, work_, next_, old_, derivative_;
};

}  // namespace perilune::integrate
