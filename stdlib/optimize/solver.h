#pragma once
// What the rows of all solvers share: limits, the callback, bounds, and the fields of results.

#include <functional>
#include <optional>
#include <vector>

#include "kernels/optimize/minimize.h"
#include "stdlib/registry/call.h"
#include "stdlib/registry/item.h"

namespace perilune {

// --- declarations ---

constexpr Arg maxiter_arg =
    option("maxiter", Type::number, absent, "Most iterations; math.huge for no limit.").at_least(0);
constexpr Arg maxfev_arg =
    option("maxfev", Type::number, absent, "Most evaluations of the function; math.huge for no limit.")
        .at_least(0)
        .alias("max_nfev|maxfun");
constexpr Arg maxtime_arg = option("maxtime", Type::number, absent, "Most time to take; without it there is no limit.")
                                .at_least(0)
                                .measured_in("seconds");
constexpr Arg callback_arg =
    option("callback", Type::callable, absent,
           "Called after each iteration with the best point and a table of fun, nit and nfev; returning true or "
           "\"stop\" ends the run.")
        .called("x, state -> boolean or string");
constexpr Arg progress_arg =
    option("progress", false, "Whether a bar on stderr shows how much of the limits is used, when that is a terminal.");
constexpr Arg disp_arg = option("disp", false, "Whether how it ended is printed.");
constexpr Arg extra_args = optional("args", Type::list | Type::any, absent,
                                    "A list of further arguments for every call of the function; a single one that is "
                                    "no table may stand alone.");

// --- reading them ---

// For rows that choose a method where none is named: raises for given options that this one does not use.
void check_used_by(Call& call, const char* method);

// A count that may be math.huge; absent when it was left out.
std::optional<std::int64_t> limit(Call& call, const char* name);
double time_limit(Call& call);

// With `disp`: prints how the run ended.
struct Ended {
  std::string_view message;
  double fun;
  std::int64_t nit, nfev, njev = -1;
};
void show_end(Call& call, const Ended& ended);

// The callback as kernels take it; it must live as long as the kernel runs.
class Reporter {
 public:
  // vector: x reaches the callback as an array, otherwise as a number.
  Reporter(Call& call, bool vector);
  bool operator()(const optimize::Iterate& now);
  std::optional<optimize::Callback> callback();

 private:
  std::optional<Callable> callable_;
  bool vector_;
};

// The options "jac", "eps" and "finite_diff_rel_step" of a method of minimisation, and the function: an objective that
// calls them. It must live as long as the kernel runs.
class ObjectiveOf {
 public:
  explicit ObjectiveOf(Call& call);
  optimize::Objective objective();
  // Steps for gradients that are not given; `eps` is the method's own where none was asked for.
  optimize::DifferenceOptions differences(double eps);

 private:
  Callable fun_;
  std::optional<Callable> jac_;
  optimize::Difference scheme_ = optimize::Difference::two_point;
  bool relative_ = false;
  std::vector<double> absolute_steps_, relative_steps_;
  std::function<double(optimize::Point)> value_;
  std::function<void(optimize::Point, std::span<double>)> gradient_;
  std::function<double(optimize::Point, std::span<double>)> both_;
  std::function<Complex128(std::span<const Complex128>)> complex_;
};

// The lower and the upper side of bounds: {low, high}, or {lb = low, ub = high} as SciPy's Bounds names them; each one
// number for all n variables or a list of n; nil and infinities are open.
void read_sides(const Item& all, std::size_t n, std::vector<double>& lower, std::vector<double>& upper);

// Pairs of bounds for n variables: nil and infinities are open. Empty when the argument was left out.
struct Bounds {
  std::vector<double> lower, upper;
  Bounds(Call& call, const char* name, std::size_t n);
};

}  // namespace perilune
