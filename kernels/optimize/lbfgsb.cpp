// R. Byrd, P. Lu, J. Nocedal, C. Zhu, SIAM Journal on Scientific Computing 16 (1995), and J. Morales, J. Nocedal, ACM
// Transactions on Mathematical Software 38 (2011), by the package L-BFGS-B 3.0. The first choice for smooth functions:
// any number of variables, bounds, few evaluations. The package asks for values and keeps its state in our arrays, so
// runs may nest.

#include "kernels/optimize/lbfgsb.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "kernels/optimize/lbfgsb_package.h"

namespace perilune::optimize {

namespace {

struct Task {
  char text[package::task_length];
  Task() { set("START"); }
  void set(std::string_view word) {
    std::fill_n(text, package::task_length, ' ');
    std::copy(word.begin(), word.end(), text);
  }
  bool starts(std::string_view word) const { return std::string_view(text, package::task_length).starts_with(word); }
};

// The package's words, as SciPy shows them.
constexpr const char* package_messages[] = {"CONVERGENCE: NORM_OF_PROJECTED_GRADIENT_<=_PGTOL",
                                            "CONVERGENCE: REL_REDUCTION_OF_F_<=_FACTR*EPSMCH",
                                            "ABNORMAL_TERMINATION_IN_LNSRCH"};

void check(Point x0, const LbfgsbOptions& options) {
  check_start(x0, options.lower, options.upper);
  check_tolerances({{"ftol", options.ftol}, {"gtol", options.gtol}});
  for (const auto& [name, value] : {std::pair{"maxcor", options.maxcor}, std::pair{"maxls", options.maxls}})
    if (value < 1) throw ValueError(format("%s must be at least 1, got %lld", name, static_cast<long long>(value)));
  check_differences(options.differences, x0.size(), "eps", "finite_diff_rel_step");
  // The package counts its workspace by 32-bit integers.
  const double n = static_cast<double>(x0.size()), m = static_cast<double>(options.maxcor);
  if (2 * m * n + 5 * n + 11 * m * m + 8 * m > 2147483647.0)
    throw ValueError(format("maxcor must be smaller for %zu variables, got %lld", x0.size(),
                            static_cast<long long>(options.maxcor)));
}

Limits limits_of(const LbfgsbOptions& options) {
  Limits limits{options.maxiter.value_or(15000), options.maxfev.value_or(15000), options.maxtime};
  limits.check();
  return limits;
}

Outcome outcome_of(const Run& run, const Task& task, bool finite) {
  if (run.ending() == Ending::maxiter) return {false, 1, "STOP: TOTAL NO. of ITERATIONS REACHED LIMIT"};
  if (run.ending() == Ending::maxfev) return {false, 1, "STOP: TOTAL NO. of f AND g EVALUATIONS EXCEEDS LIMIT"};
  if (run.ending() != Ending::converged) return minimize_outcome(run.ending());
  if (!finite) return {false, 3, "NaN result encountered."};
  const bool converged = task.starts("CONV");
  for (const char* message : package_messages)
    if (task.starts(message)) return {converged, converged ? 0 : 2, message};
  return {converged, converged ? 0 : 2, "The search ended without convergence."};
}

}  // namespace

LbfgsbResult lbfgsb(Context& ctx, const Objective& objective, Point x0, const LbfgsbOptions& options) {
  check(x0, options);
  const std::size_t n = x0.size(), m = static_cast<std::size_t>(options.maxcor);
  const int n_int = static_cast<int>(n), m_int = static_cast<int>(m);
  const int maxls = static_cast<int>(std::min<std::int64_t>(options.maxls, 1000000));
  CountedVector<double> x = moved_inside(ctx, x0, options.lower, options.upper);
  CountedVector<double> lower = ctx.vector<double>(n), upper = ctx.vector<double>(n), g = ctx.vector<double>(n);
  CountedVector<int> kinds = ctx.vector<int>(n), integer_work = ctx.vector<int>(3 * n);
  CountedVector<double> work = ctx.vector<double>(2 * m * n + 5 * n + 11 * m * m + 8 * m);
  for (std::size_t i = 0; i < n && !options.lower.empty(); ++i) {
    const bool low = std::isfinite(options.lower[i]), high = std::isfinite(options.upper[i]);
    if (low) lower[i] = options.lower[i];
    if (high) upper[i] = options.upper[i];
    kinds[i] = low ? (high ? 2 : 1) : (high ? 3 : 0);
  }
  DifferenceOptions differences = options.differences;
  differences.lower = options.lower;
  differences.upper = options.upper;
  Run run(ctx, limits_of(options), options.callback);
  Smooth function(ctx, run, objective, differences, n);
  CountedVector<double> all = ctx.vector<double>();
  const auto record = [&] {
    if (options.return_all) all.insert(all.end(), x.begin(), x.end());
  };
  record();

  Task task;
  char csave[package::task_length] = {};
  int lsave[4] = {}, isave[44] = {};
  double dsave[29] = {}, f = 0;
  const double factr = options.ftol / std::numeric_limits<double>::epsilon();
  bool finite = true;
  try {
    for (bool started = false;;) {  // the start is evaluated even when no iteration may follow
      package::setulb(&n_int, &m_int, x.data(), lower.data(), upper.data(), kinds.data(), &f, g.data(), &factr,
                      &options.gtol, work.data(), integer_work.data(), task.text, csave, lsave, isave, dsave, &maxls);
      if (task.starts("FG")) {
        f = function.value(x);
        const Point gradient = function.gradient(x);
        std::copy(gradient.begin(), gradient.end(), g.begin());
        finite = !std::isnan(f);
        if (!started && !run.within_iterations()) break;
        started = true;
      } else if (task.starts("NEW_X")) {
        ++run.nit;
        record();
        if (!run.report(x, f) || !run.within_iterations()) break;
      } else {
        break;
      }
    }
  } catch (const LimitReached&) {
  }

  LbfgsbResult r{result_of(ctx, run, function, x, outcome_of(run, task, finite))};
  if (!objective.gradient && !objective.joint && r.gradient.block())
    for (std::size_t i = 0; i < n && !options.lower.empty(); ++i)  // nothing is known along a variable that is held
      if (options.lower[i] == options.upper[i]) r.gradient.as<double>()[i] = std::numeric_limits<double>::quiet_NaN();
  if (options.return_all) r.all = rows_array(ctx, all, n);
  // The corrections lie in the workspace column by column, the oldest one anywhere: a ring.
  const auto k = std::min(static_cast<std::size_t>(std::max(isave[27], 0)), m);
  const std::size_t head = static_cast<std::size_t>(std::max(isave[26] - 1, 0)) % m;
  const auto rows = [&](const double* from) {
    Array a = Array::empty(ctx, DType::float64, {static_cast<std::int64_t>(k), static_cast<std::int64_t>(n)});
    for (std::size_t i = 0; i < k; ++i) std::copy_n(from + (head + i) % m * n, n, a.as<double>() + i * n);
    return a;
  };
  r.steps = rows(work.data());
  r.gradient_changes = rows(work.data() + m * n);
  return r;
}

void inverse_hessian_product(Context& ctx, const Array& steps, const Array& gradient_changes,
                             std::span<const double> vector, std::span<double> result) {
  const auto k = static_cast<std::size_t>(steps.shape()[0]), n = vector.size();
  CountedVector<double> alpha = ctx.vector<double>(k), rho = ctx.vector<double>(k);
  std::copy(vector.begin(), vector.end(), result.begin());
  const auto row = [n](const Array& a, std::size_t i) { return std::span<const double>(a.as<double>() + i * n, n); };
  for (std::size_t i = k; i-- > 0;) {
    const auto s = row(steps, i), y = row(gradient_changes, i);
    rho[i] = 1 / dot(s, y);
    alpha[i] = rho[i] * dot(s, result);
    for (std::size_t j = 0; j < n; ++j) result[j] -= alpha[i] * y[j];
  }
  for (std::size_t i = 0; i < k; ++i) {
    const auto s = row(steps, i), y = row(gradient_changes, i);
    const double beta = rho[i] * dot(y, result);
    for (std::size_t j = 0; j < n; ++j) result[j] += s[j] * (alpha[i] - beta);
  }
}

}  // namespace perilune::optimize
