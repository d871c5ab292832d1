#pragma once
// What the methods for initial value problems share: one step at a time, with continuous output over the last one.

#include <complex>
#include <memory>
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

// df_i / dy_j at [i * n + j]: a function, or always the same; with neither, it is estimated by differences.
template <class T>
struct Jacobian {
  std::optional<FunctionRef<void(double t, std::span<const T> y, std::span<T> jacobian)>> function{};
  std::span<const T> constant{};
};

enum class IvpMethod { rk23, rk45, dop853, radau, bdf };
constexpr bool is_implicit(IvpMethod method) { return method == IvpMethod::radau || method == IvpMethod::bdf; }

struct Tolerances {
  std::span<const double> rtol, atol;  // one number, or one for each component
  double max_step;
  std::optional<double> first_step;

  // The error that a component of this size may have.
  double scale(std::size_t i, double size) const {
    return (atol.size() == 1 ? atol[0] : atol[i]) + size * (rtol.size() == 1 ? rtol[0] : rtol[i]);
  }
  // The root mean square of components divided by their scales.
  template <class T>
  double norm(std::span<const T> x, std::span<const double> scales) const;
};

template <class T>
class Stepper {
 public:
  virtual ~Stepper() = default;

  // False when the step would have to be smaller than the spacing of numbers at t.
  virtual bool step() = 0;
  // Numbers that continue the last step over (before, t): dense_rows of n, for dense_value.
  virtual void dense(std::span<T> coefficients) = 0;
  bool finished() const { return direction_ * (t - end_) >= 0; }

  double t, before;
  CountedVector<T> y;
  std::int64_t njev = 0, nlu = 0;  // Jacobians and factorisations

 protected:
  Stepper(Context& ctx, optimize::Run& run, const Derivative<T>& f, double t0, double end, std::span<const T> y0,
          const Tolerances& tolerances);

  void evaluate(double at, std::span<const T> from, std::span<T> derivative) {
    run_.count_call();
    f_(at, from, derivative);
  }
  // E. Hairer et al., Solving Ordinary Differential Equations I, II.4; one evaluation.
  double first_step_size(std::span<const T> derivative, int error_order);
  double least_step() const;

  Context& ctx_;
  optimize::Run& run_;
  const Derivative<T>& f_;
  Tolerances tolerances_;
  double end_, direction_;
};

template <class T>
std::unique_ptr<Stepper<T>> make_stepper(Context& ctx, optimize::Run& run, const Derivative<T>& f,
                                         const Jacobian<T>& jacobian, IvpMethod method, double t0, double end,
                                         std::span<const T> y0, const Tolerances& tolerances);

// Rows of n that `dense` writes, and the value at x in (0, 1) of a step of length h from them.
int dense_rows(IvpMethod method);
template <class T>
void dense_value(IvpMethod method, std::span<const T> coefficients, double h, double x, std::span<T> y);

}  // namespace perilune::integrate
