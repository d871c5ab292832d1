// Minima of functions of several variables.

#include "kernels/optimize/nelder_mead.h"
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
    {"status", "SciPy's number for the end: 0 converged, 1 maxfev, 2 maxiter; 98 maxtime, 99 the callback.",
     Type::integer},
    {"fun", "The function at x.", Type::number},
    {"x", "The best point seen.", Type::vector},
    {"nit", "Iterations.", Type::integer},
    {"nfev", "Evaluations of the function.", Type::integer},
    {"final_simplex", "The simplex at the end: vertices and values.", Type::record},
    {"allvecs", "With return_all: the best vertex at the start and after each iteration, one per row.", Type::matrix},
};
const RecordType optimize_result{"OptimizeResult", result_fields, 0};

constexpr const char* nelder_mead_method = "Nelder-Mead";

constexpr Arg minimize_args[] = {
    in("fun", Type::callable, "The function to minimise.").called("x[] -> number"),
    in("x0", Type::vector | Type::number, "Where to begin; a number for one variable.").shaped("n"),
    extra_args,
    optional("method", Type::string, nelder_mead_method, "How to search.").among(nelder_mead_method),
    option("bounds", Type::list | Type::array, absent,
           "A pair {low, high} for each variable; nil or an infinity leaves an end open.")
        .used_by(nelder_mead_method),
    option("tol", Type::number, absent, "Sets the tolerances of the method that are not given themselves.").at_least(0),
    callback_arg,
    maxiter_arg,
    maxfev_arg,
    maxtime_arg,
    progress_arg,
    option("xatol", Type::number, 1e-4, "Converged when all vertices lie this near to the best one in every variable.")
        .at_least(0)
        .used_by(nelder_mead_method),
    option("fatol", Type::number, 1e-4, "The same for their values.").at_least(0).used_by(nelder_mead_method),
    option("adaptive", false, "Whether coefficients follow the number of variables, which helps from about 5 on.")
        .used_by(nelder_mead_method),
    option("initial_simplex", Type::matrix, absent, "The vertices to start from, one per row, instead of x0.")
        .shaped("n + 1, n")
        .used_by(nelder_mead_method),
    option("return_all", false, "Whether the result has the best vertex after each iteration, as allvecs.")
        .used_by(nelder_mead_method),
    out("res", Type::record, "The minimum and how it was found.").of(optimize_result),
};

void give_result(Call& call, optimize::NelderMeadResult& r, bool with_all) {
  const optimize::Outcome end = optimize::minimize_outcome(r.ending);
  Record simplex(simplex_record);
  simplex.set("vertices", std::move(r.simplex)).set("values", std::move(r.simplex_values));
  Record result(optimize_result);
  result.set("message", end.message).set("success", end.success).set("status", end.status);
  result.set("fun", r.fun).set("x", std::move(r.x)).set("nit", r.nit).set("nfev", r.nfev);
  result.set("final_simplex", std::move(simplex));
  if (with_all) result.set("allvecs", std::move(r.all));
  call.give(std::move(result));
}

void call_minimize(Call& call) {
  Callable fun = call.callable("fun", "args");
  Reporter reporter(call, true);
  const std::vector<double> x0 = call.numbers("x0");
  const Bounds bounds(call, "bounds", x0.size());

  optimize::NelderMeadOptions options;
  const bool tol = call.has("tol");
  options.xatol = call.number(tol && !call.given("xatol") ? "tol" : "xatol");
  options.fatol = call.number(tol && !call.given("fatol") ? "tol" : "fatol");
  options.adaptive = call.flag("adaptive");
  options.return_all = call.flag("return_all");
  if (call.has("initial_simplex")) options.initial_simplex = call.array("initial_simplex");
  options.lower = bounds.lower;
  options.upper = bounds.upper;
  options.maxiter = limit(call, "maxiter");
  options.maxfev = limit(call, "maxfev");
  options.maxtime = time_limit(call);
  options.callback = reporter.callback();
  const ProgressBar bar(call.ctx, call.flag("progress"), call.title());
  const auto value = [&](optimize::Point x) { return fun.number(x); };
  optimize::NelderMeadResult r = optimize::nelder_mead(call.ctx, {value}, x0, options);
  give_result(call, r, options.return_all);
}

constexpr Function rows[] = {
    Function{"minimize", "Minimum of a function of one or more variables.", minimize_args,
             "Nelder-Mead moves a simplex downhill by values alone: for few variables, rough functions and moderate "
             "accuracy. Its iterates are SciPy's to the bit. Without maxiter and maxfev each is 200 per variable; when "
             "only one is given, the other has no limit. A run that ends early returns the best point it saw, with "
             "success = false and the reason in message.",
             R"(local function rosenbrock(x) return (1 - x[1])^2 + 100 * (x[2] - x[1]^2)^2 end
                local res = optimize.minimize(rosenbrock, {-1.2, 1}, {method = "Nelder-Mead", xatol = 1e-8, fatol = 1e-8})
                print(res.success, pl.allclose(res.x, {1, 1}))  --> true	true)",
             call_minimize}
        .raises("fun gives no number\nbounds cross, or have another length than x0")
        .from("J. Nelder, R. Mead, Computer Journal 7 (1965)\n"
              "adaptive: F. Gao, L. Han, Computational Optimization and Applications 51 (2012)"),
};

}  // namespace

Rows minimize_rows() { return rows; }

}  // namespace perilune
