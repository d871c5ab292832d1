#pragma once
// When a solver ends, and what it says then. One Run lives as long as one call of a solver:
//
//     Run run(ctx, limits, callback);
//     try {
//       while (!converged && run.within_iterations()) {
//         ... run.evaluate(objective, x) ...
//         ++run.nit;
//         if (!run.report(x, fun)) break;
//       }
//     } catch (const LimitReached&) {   // from evaluate, before the call that would pass a limit
//     }
//     return result(run.ending(), run.best(), run.nit, run.nfev);

#include <cstdint>
#include <initializer_list>
#include <limits>

#include "kernels/core/context.h"
#include "kernels/optimize/objective.h"

namespace perilune::optimize {

inline constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();

struct Limits {
  std::int64_t maxiter = unlimited;
  std::int64_t maxfev = unlimited;
  double maxtime = std::numeric_limits<double>::infinity();  // seconds

  // ValueError for a negative count, a negative time or nan.
  void check() const;
};

struct Tolerance {
  const char* name;
  double value;
};
// ValueError for a negative one or nan.
void check_tolerances(std::initializer_list<Tolerance> tolerances);

// Why a run ended. A solver that can end in other ways has an outcome of its own beside this.
enum class Ending { converged, maxfev, maxiter, maxtime, callback };

// SciPy's number and words for the end of a minimisation.
struct Outcome {
  bool success;
  int status;
  const char* message;
};
Outcome minimize_outcome(Ending ending);

// Thrown by Run before an evaluation that would pass a limit; caught by the solver that owns the run, and by nothing
// else. (A solver nested in a callback has its own run and catches its own.)
struct LimitReached {};

class Run {
 public:
  Run(Context& ctx, const Limits& limits, std::optional<Callback> callback = {});

  std::int64_t nit = 0, nfev = 0, njev = 0;  // iterations, evaluations of the function, of its gradient or Jacobian

  // Evaluates and counts; keeps the point if it is the best one so far. Throws LimitReached, Interrupted, and whatever
  // the function throws.
  double evaluate(const Objective& objective, Point x);
  // Several points that do not depend on each other, in order: in one batch, on several threads, or one by one, as the
  // objective allows. When a limit lies in between, those before it are evaluated and set, then it throws.
  void evaluate(const Objective& objective, Point points, std::span<double> values);
  // The value by the objective's joint form, with its gradient.
  double evaluate_joint(const Objective& objective, Point x, std::span<double> gradient) {
    count_call();
    const double value = (*objective.joint)(x, gradient);
    remember(x, value);
    return value;
  }
  // Counted, but no candidate for the best point: points of difference schemes.
  double evaluate_aside(const Objective& objective, Point x) {
    count_call();
    return objective.value(x);
  }
  Complex128 evaluate_aside(const Objective& objective, std::span<const Complex128> z) {
    count_call();
    return (*objective.complex_value)(z);
  }
  // For evaluations that a solver makes by itself: counts one of vector functions, throws as evaluate does.
  void count_call() {
    ctx_.poll();
    if (deadline_ != Context::Clock::time_point::max() || nfev >= limits_.maxfev) check_limits();
    ++nfev;
  }
  // Counts so many at once where no limit can lie among them; false: they must be counted one by one.
  bool count_calls(std::int64_t n) {
    if (deadline_ != Context::Clock::time_point::max() || ctx_.deadline != Context::Clock::time_point::max() ||
        limits_.maxfev - nfev < n)
      return false;
    ctx_.poll();
    nfev += n;
    return true;
  }
  // count_call without counting, before a gradient.
  void check_time() {
    ctx_.poll();
    if (deadline_ != Context::Clock::time_point::max()) check_deadline();
  }
  // The same for functions of one variable; what is best is for the caller to say.
  double evaluate(const ScalarFunction& function, double x) {
    count_call();
    return function.value(x);
  }

  // To be called after each iteration, which the solver counts: polls, then asks the callback. False: the run must end.
  bool report(Point x, double fun) {
    ctx_.poll();
    return !(callback_ || ctx_.wants_progress()) || goes_on(x, fun);
  }
  // False when nit has reached its limit, which then ends the run.
  bool within_iterations() {
    if (nit < limits_.maxiter) return true;
    ending_ = Ending::maxiter;
    return false;
  }

  // Ending::converged until a limit or the callback has spoken.
  Ending ending() const { return ending_; }
  void end(Ending why) { ending_ = why; }

  // The best point seen and its value; empty and nan before the first evaluation that was not nan.
  Point best() const { return best_; }
  double best_value() const { return best_value_; }
  std::int64_t improvements() const { return improvements_; }  // how often the best point has changed
  // For solvers that say themselves what is best.
  void remember(Point x, double value);

 private:
  std::int64_t allowed(std::int64_t wanted);
  void check_limits();
  void check_deadline();
  bool goes_on(Point x, double fun);
  void show_progress(double fun) const;

  Context& ctx_;
  Limits limits_;
  std::optional<Callback> callback_;
  Context::Clock::time_point deadline_ = Context::Clock::time_point::max();
  Ending ending_ = Ending::converged;
  CountedVector<double> best_;
  double best_value_ = std::numeric_limits<double>::quiet_NaN();
  std::int64_t improvements_ = 0;
};

}  // namespace perilune::optimize
