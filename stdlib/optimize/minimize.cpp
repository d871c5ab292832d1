// Minima of functions of several variables.

#include <cmath>

#include "kernels/optimize/bfgs.h"
#include "kernels/optimize/conjugate_gradient.h"
#include "kernels/optimize/lbfgsb.h"
#include "kernels/optimize/nelder_mead.h"
#include "stdlib/optimize/inverse_hessian.h"
#include "stdlib/optimize/module.h"
#include "stdlib/optimize/solver.h"
#include "stdlib/registry/progress.h"

namespace perilune {

namespace {

constexpr RecordField simplex_fields[] = {
    {"vertices", "The corners, one per row, the best one first.", Type::matrix},
    {"values", "The function at each.", Type::vector},
};
const RecordType simplex_record{"Simplex", simplex_fields, 2};

constexpr RecordField result_fields[] = {
    {"message", "Why it ended.", Type::string},
    {"success", "Whether it converged.", Type::boolean},
    {"status",
     "SciPy's number for the end: 0 converged. Nelder-Mead: 1 maxfev, 2 maxiter; BFGS and CG: 1 maxiter, 2 no better "
     "point could be found, 3 nan; L-BFGS-B: 1 maxiter or maxfev, 2 abnormal end. Any: 98 maxtime, 99 the callback.",
     Type::integer},
    {"fun", "The function at x.", Type::number},
    {"x", "The best point seen.", Type::vector},
    {"nit", "Iterations.", Type::integer},
    {"jac", "The gradient at x; nil where it was never wanted there.", Type::vector},
    {"hess_inv", "The estimate of the inverse Hessian: a matrix (BFGS), or an object that stands for it (L-BFGS-B).",
     Type::any},
    {"nfev", "Evaluations of the function, those for differences included.", Type::integer},
    {"njev", "Gradients, given or estimated.", Type::integer},
    {"final_simplex", "Nelder-Mead: the simplex at the end: vertices and values.", Type::record},
    {"allvecs", "With return_all: the iterates from the start on, one per row.", Type::matrix},
};
const RecordType optimize_result{"OptimizeResult", result_fields, 0};

constexpr const char* methods = "Nelder-Mead|BFGS|CG|L-BFGS-B";
constexpr const char* nelder_mead_method = "Nelder-Mead";
constexpr const char* lbfgsb_method = "L-BFGS-B";
constexpr const char* by_gradient = "BFGS|CG|L-BFGS-B";

constexpr Arg minimize_args[] = {
    in("fun", Type::callable, "The function to minimise.").called("x[] -> number"),
    in("x0", Type::vector | Type::number, "Where to begin; a number for one variable.").shaped("n"),
    extra_args,
    optional("method", Type::string, absent,
             "How to search; without it L-BFGS-B where there are bounds, otherwise BFGS.")
        .among(methods),
    optional("jac", Type::callable | Type::boolean | Type::string, absent,
             "The gradient: a function of the same arguments; or true: fun returns it as its second result; or how to "
             "estimate it, by differences with steps relative to x, or \"cs\", by the complex step, which needs a "
             "function of complex arguments. Without it, by forward differences with steps eps.")
        .called("x[] -> g[]")
        .among("2-point|3-point|cs")
        .used_by(by_gradient),
    option(
        "bounds", Type::list | Type::map | Type::array, absent,
        "A pair {low, high} for each variable; nil or an infinity leaves an end open. Or {lb = low, ub = high}, each "
        "one number for all or one for each variable.")
        .used_by("Nelder-Mead|L-BFGS-B"),
    option("tol", Type::number, absent, "Sets the tolerances of the method that are not given themselves.").at_least(0),
    callback_arg,
    maxiter_arg,
    maxfev_arg,
    maxtime_arg,
    progress_arg,
    disp_arg,
    option("gtol", Type::number, 1e-5,
           "Converged when the norm of the gradient, or the largest component of the projected one, is no larger.")
        .at_least(0)
        .used_by(by_gradient),
    option("ftol", Type::number, 1e7 * std::numeric_limits<double>::epsilon(),
           "Converged when an iteration gains no more than this, relative to the function.")
        .at_least(0)
        .used_by(lbfgsb_method),
    option("norm", Type::number, std::numeric_limits<double>::infinity(), "Order of the gradient's norm.")
        .used_by("BFGS|CG"),
    option("xrtol", Type::number, 0, "Converged when a step is no longer than this, relative to x.")
        .at_least(0)
        .used_by("BFGS"),
    option("eps", Type::number | Type::vector, absent,
           "Steps of the differences without jac, one or one per variable; without it 1e-8 for L-BFGS-B and the root "
           "of the float64 epsilon for the others.")
        .used_by(by_gradient),
    option("finite_diff_rel_step", Type::number | Type::vector, absent,
           "Steps of jac = \"2-point\" and its like, relative to x; without it by the precision of numbers.")
        .used_by(by_gradient),
    option("maxcor", Type::integer, 10, "How many corrections stand for the Hessian.")
        .at_least(1)
        .used_by(lbfgsb_method),
    option("maxls", Type::integer, 20, "Most steps of a line search.").at_least(1).used_by(lbfgsb_method),
    option("xatol", Type::number, 1e-4, "Converged when all vertices lie this near to the best one in every variable.")
        .at_least(0)
        .used_by(nelder_mead_method),
    option("fatol", Type::number, 1e-4, "The same for their values.").at_least(0).used_by(nelder_mead_method),
    option("adaptive", false, "Whether coefficients follow the number of variables, which helps from about 5 on.")
        .used_by(nelder_mead_method),
    option("initial_simplex", Type::matrix, absent, "The vertices to start from, one per row, instead of x0.")
        .shaped("n + 1, n")
        .used_by(nelder_mead_method),
    option("return_all", false, "Whether the result has the iterates, as allvecs."),
    out("res", Type::record, "The minimum and how it was found.").of(optimize_result),
};

Record result_of(Call& call, optimize::MinimizeResult& r, bool with_all, bool by_values) {
  Record result(optimize_result);
  result.set("message", r.outcome.message).set("success", r.outcome.success).set("status", r.outcome.status);
  result.set("fun", r.fun).set("x", std::move(r.x)).set("nit", r.nit).set("nfev", r.nfev);
  if (with_all) result.set("allvecs", std::move(r.all));
  show_end(call, {r.outcome.message, r.fun, r.nit, r.nfev, by_values ? -1 : r.njev});
  return result;
}

// What the methods by gradient tell besides.
Record gradient_result(Call& call, optimize::MinimizeResult& r, bool with_all) {
  Record result = result_of(call, r, with_all, false);
  result.set("njev", r.njev);
  if (r.gradient.block()) result.set("jac", std::move(r.gradient));
  return result;
}

double tolerance(Call& call, const char* name) {
  return call.number(call.has("tol") && !call.given(name) ? "tol" : name);
}

void minimize_by_values(Call& call, optimize::MinimizeOptions common, ObjectiveOf& function, optimize::Point x0) {
  optimize::NelderMeadOptions options{std::move(common)};
  options.xatol = tolerance(call, "xatol");
  options.fatol = tolerance(call, "fatol");
  options.adaptive = call.flag("adaptive");
  if (call.has("initial_simplex")) options.initial_simplex = call.array("initial_simplex");
  optimize::NelderMeadResult r = optimize::nelder_mead(call.ctx, function.objective(), x0, options);
  Record simplex(simplex_record);
  simplex.set("vertices", std::move(r.simplex)).set("values", std::move(r.simplex_values));
  Record result = result_of(call, r, options.return_all, true);
  result.set("final_simplex", std::move(simplex));
  call.give(std::move(result));
}

void minimize_by_gradient(Call& call, optimize::MinimizeOptions common, ObjectiveOf& function, optimize::Point x0,
                          bool conjugate) {
  optimize::BfgsOptions options{{std::move(common)}};
  options.gtol = tolerance(call, "gtol");
  options.norm = call.number("norm");
  options.xrtol = call.number("xrtol");
  options.differences = function.differences(std::sqrt(std::numeric_limits<double>::epsilon()));
  const optimize::Objective objective = function.objective();
  optimize::MinimizeResult r = conjugate ? optimize::conjugate_gradient(call.ctx, objective, x0, options)
                                         : optimize::bfgs(call.ctx, objective, x0, options);
  Record result = gradient_result(call, r, options.return_all);
  if (!conjugate) result.set("hess_inv", std::move(r.inverse_hessian));
  call.give(std::move(result));
}

void minimize_within_bounds(Call& call, optimize::MinimizeOptions common, ObjectiveOf& function, optimize::Point x0) {
  optimize::LbfgsbOptions options{std::move(common)};
  options.gtol = tolerance(call, "gtol");
  options.ftol = tolerance(call, "ftol");
  options.maxcor = call.integer("maxcor");
  options.maxls = call.integer("maxls");
  options.differences = function.differences(1e-8);
  optimize::LbfgsbResult r = optimize::lbfgsb(call.ctx, function.objective(), x0, options);
  Record result = gradient_result(call, r, options.return_all);
  auto inverse = std::make_unique<InverseHessian>(InverseHessian{std::move(r.steps), std::move(r.gradient_changes)});
  result.set("hess_inv", NewObject{&inverse_hessian_class, inverse.release()});
  call.give(std::move(result));
}

void call_minimize(Call& call) {
  ObjectiveOf function(call);
  Reporter reporter(call, true);
  const std::vector<double> x0 = call.numbers("x0");
  const Bounds bounds(call, "bounds", x0.size());
  std::string method(call.has("method") ? call.text("method") : "");
  if (method.empty()) {
    method = call.has("bounds") ? "L-BFGS-B" : "BFGS";
    check_used_by(call, method.c_str());
  }
  optimize::MinimizeOptions options;
  options.return_all = call.flag("return_all");
  options.lower = bounds.lower;
  options.upper = bounds.upper;
  options.maxiter = limit(call, "maxiter");
  options.maxfev = limit(call, "maxfev");
  options.maxtime = time_limit(call);
  options.callback = reporter.callback();
  const ProgressBar bar(call.ctx, call.flag("progress"), call.title());
  if (method == nelder_mead_method) return minimize_by_values(call, options, function, x0);
  if (method == lbfgsb_method) return minimize_within_bounds(call, options, function, x0);
  minimize_by_gradient(call, options, function, x0, method == "CG");
}

constexpr Function rows[] = {
    Function{
        "minimize", "Minimum of a function of one or more variables.", minimize_args,
        "L-BFGS-B is the first choice for smooth functions: any number of variables, bounds, few evaluations. BFGS "
        "needs a matrix of n by n, converges fast and leaves an estimate of the inverse Hessian. CG keeps a few "
        "vectors only. Nelder-Mead moves a simplex downhill by values alone: for few variables, rough functions and "
        "moderate accuracy; its iterates are SciPy's to the bit. Give gradients where you have them: estimates cost "
        "an evaluation per variable and limit the accuracy. Without maxiter and maxfev each is 200 per variable "
        "for Nelder-Mead (when only one is given, the other has no limit), maxiter is 200 per variable for BFGS "
        "and CG, and each is 15000 for L-BFGS-B. A run that ends early returns the best point it saw, with "
        "success = false and the reason in message. fun may itself call minimize.",
        R"(local function rosenbrock(x) return (1 - x[1])^2 + 100 * (x[2] - x[1]^2)^2 end
                local res = optimize.minimize(rosenbrock, {-1.2, 1}, {method = "L-BFGS-B"})
                print(res.success, pl.allclose(res.x, {1, 1}, {atol = 1e-4}))  --> true	true
                local function with_gradient(x)
                  local a, b = 1 - x[1], x[2] - x[1]^2
                  return a^2 + 100 * b^2, {-2 * a - 400 * x[1] * b, 200 * b}
                end
                res = optimize.minimize(with_gradient, {-1.2, 1}, {jac = true, bounds = {{nil, 0.5}, {}}})
                print(pl.allclose(res.x, {0.5, 0.25}))  --> true)",
        call_minimize}
        .raises("fun gives no number, jac no vector of n numbers\nbounds cross, or have another length than x0\n"
                "an option is given that the method does not use")
        .from("L-BFGS-B 3.0: R. Byrd, P. Lu, J. Nocedal, C. Zhu, SIAM J. Scientific Computing 16 (1995)\n"
              "line search: J. Moré, D. Thuente, ACM Trans. Mathematical Software 20 (1994)\n"
              "CG: J. Gilbert, J. Nocedal, SIAM J. Optimization 2 (1992)\n"
              "Nelder-Mead: J. Nelder, R. Mead, Computer Journal 7 (1965)\n"
              "adaptive: F. Gao, L. Han, Computational Optimization and Applications 51 (2012)"),
};

}  // namespace

Rows minimize_rows() { return rows; }

}  // namespace perilune
