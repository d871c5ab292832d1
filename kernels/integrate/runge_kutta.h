#pragma once
// Explicit Runge-Kutta pairs with step size control and continuous output, one step at a time.

#include <complex>
#include <optional>
#include <span>

#include "kernels/core/context.h"
#include "kernels/core/dtype.h"
#include "kernels/core/function_ref.h"
#include "kernels/optimize/termination.h"

namespace perilune::integrate {

// T is double or Complex128.
template <class T>
using Derivative = FunctionRef<void(double t, std::span<const T> y, std::span<T> derivative)>;

enum class IvpMethod { rk23, rk45, dop853 };

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
class RungeKutta {
 public:
  struct Tolerances {
    std::span<const double> rtol, atol;  // one number, or one for each component
    double max_step;
    std::optional<double> first_step;
  };
  RungeKutta(Context& ctx, optimize::Run& run, const Derivative<T>& f, IvpMethod method, double t0, double end,
             std::span<const T> y0, const Tolerances& tolerances);

  // False when the step would have to be smaller than the spacing of numbers at t.
  bool step();
  bool finished() const { return direction_ * (t - end_) >= 0; }
  // Numbers that continue the last step over (before, t): dense_terms + 1 rows of n, the first being y there.
  void dense(std::span<T> coefficients);

  double t, before;
  CountedVector<T> y;

 private:
  std::span<T> stage(int s) { return std::span(stages_).subspan(static_cast<std::size_t>(s) * y.size(), y.size()); }
  double scale(std::size_t i, double size) const;
  double first_step_size(double interval);
  void combine(const double* weights, int stages, bool skipped, std::span<T> to) const;
  void evaluate(int s, double h, std::span<const T> from, double t_from);
  double error_norm(double h);

  optimize::Run& run_;
  const Derivative<T>& f_;
  const Tableau& tableau_;
  Tolerances tolerances_;
  double end_, direction_, step_ = 0, last_step_ = 0;
  CountedVector<T> stages_, work_, next_, old_, derivative_;
};

// The value at x in (0, 1) of a step of length h, from what `dense` gave.
template <class T>
void dense_value(IvpMethod method, std::span<const T> coefficients, double h, double x, std::span<T> y);

}  // namespace perilune::integrate
