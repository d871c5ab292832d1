#pragma once
// Initial value problems y' = f(t, y), with events and output where it is wanted.

#include <vector>

#include "kernels/core/array.h"
#include "kernels/integrate/stepper.h"

namespace perilune::integrate {

struct IvpOptions {
  IvpMethod method = IvpMethod::rk45;
  // One number, or one for each component: a step's error is kept below atol + rtol |y|.
  std::vector<double> rtol{1e-3}, atol{1e-6};
  double max_step = std::numeric_limits<double>::infinity();
  std::optional<double> first_step{};
  std::optional<std::span<const double>> t_eval{};  // where the solution is wanted, instead of at all steps
  bool dense_output = false;
  optimize::Limits limits{};  // maxiter: steps
};

// A function whose zeros along the solution are found.
template <class T>
struct Event {
  FunctionRef<double(double t, std::span<const T> y)> value;
  std::int64_t terminal = 0;  // the occurrence that ends the run; 0: none
  double direction = 0;       // > 0: only where it rises through 0; < 0: only where it falls
};

// The solution as a function of t: one polynomial for each step.
class OdeSolution {
 public:
  OdeSolution(IvpMethod method, Array knots, Array coefficients)
      : method_(method), knots_(std::move(knots)), coefficients_(std::move(coefficients)) {}
  // (n) for one t, (n, m) for a vector of m. ShapeError for more axes, ValueError for complex t.
  Array evaluate(Context& ctx, const View& t) const;
  const Array& knots() const { return knots_; }
  DType dtype() const { return coefficients_.dtype(); }

 private:
  IvpMethod method_;
  Array knots_, coefficients_;  // (steps + 1), (steps, terms + 1, n)
};

struct IvpResult {
  Array t, y;  // (m), (n, m)
  std::optional<OdeSolution> solution{};
  std::vector<Array> t_events{}, y_events{};            // for each event (k) and (k, n)
  std::int64_t nfev = 0, njev = 0, nlu = 0, steps = 0;  // nfev: without those for estimated Jacobians
  int status = 0;  // 0: reached the end, 1: a terminal event, -1: failed or a limit
  const char* message = nullptr;
};

// T is double or Complex128. What was reached is kept when a step fails or a limit ends the run. ValueError for times
// that are not finite, tolerances and steps out of range, t_eval outside of the span or out of order; ShapeError for
// tolerances of another length. radau and bdf are for stiff problems, and use the Jacobian; radau wants real y.
template <class T>
IvpResult solve_ivp(Context& ctx, const Derivative<T>& f, double t0, double end, std::span<const T> y0,
                    std::span<const Event<T>> events, const IvpOptions& options, const Jacobian<T>& jacobian = {});

}  // namespace perilune::integrate
