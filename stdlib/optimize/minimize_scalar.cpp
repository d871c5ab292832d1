// Minima of functions of one variable.

#include "kernels/optimize/minimize_scalar.h"

#include <cmath>

#include "stdlib/optimize/module.h"
#include "stdlib/optimize/solver.h"
#include "stdlib/registry/progress.h"

namespace perilune {

namespace {

constexpr RecordField result_fields[] = {
    {"message", "Why it ended.", Type::string},
    {"success", "Whether it converged.", Type::boolean},
    {"status", "0 converged, 1 maxiter or maxfev, 2 nan or no bracket, 98 maxtime, 99 the callback.", Type::integer},
    {"fun", "The function at x.", Type::number},
    {"x", "The best point seen.", Type::number},
    {"nit", "Iterations.", Type::integer},
    {"nfev", "Evaluations of the function.", Type::integer},
};
const RecordType scalar_result{"ScalarOptimizeResult", result_fields, 0};

constexpr Arg minimize_scalar_args[] = {
    in("fun", Type::callable, "The function to minimise.").called("x -> number"),
    optional(
        "bracket", Type::vector, absent,
        "Three points, the function being lowest at the second; or two from which to search downhill; without it 0 "
        "and 1.")
        .used_by("brent|golden"),
    optional("bounds", Type::vector, absent, "The lower and the upper end.").shaped("2").used_by("bounded"),
    extra_args,
    optional("method", Type::string, absent,
             "How to search; without it bounded where there are bounds, otherwise brent.")
        .among("brent|golden|bounded"),
    optional("tol", Type::number, absent, "Sets the tolerance of the method that is not given itself.").at_least(0),
    option(
        "xtol", Type::number, absent,
        "Converged when x is known as well as this, relatively; without it 1.48e-8 for brent and 1.49e-8 for golden.")
        .at_least(0)
        .used_by("brent|golden"),
    option("xatol", Type::number, 1e-5, "Converged when x is known as well as this.").above(0).used_by("bounded"),
    option("maxiter", Type::number, absent,
           "Most iterations; without it 500, for golden 5000. For bounded each has one evaluation.")
        .at_least(0),
    maxfev_arg,
    maxtime_arg,
    progress_arg,
    disp_arg,
    callback_arg,
    out("res", Type::record, "The minimum and how it was found.").of(scalar_result),
};

void call_minimize_scalar(Call& call) {
  Callable fun = call.callable("fun", "args");
  Reporter reporter(call, false);
  std::string method(call.has("method") ? call.text("method") : call.has("bounds") ? "bounded" : "brent");
  if (!call.has("method")) check_used_by(call, method.c_str());
  const bool bounded = method == "bounded", golden = method == "golden";
  optimize::ScalarMinimumOptions options;
  const auto tolerance = [&](const char* name, double usual) {
    return call.given(name) ? call.number(name) : call.has("tol") ? call.number("tol") : usual;
  };
  options.xtol = tolerance("xtol", golden ? std::sqrt(std::numeric_limits<double>::epsilon()) : 1.48e-8);
  options.xatol = tolerance("xatol", 1e-5);
  if (call.has("bracket")) options.bracket = call.numbers("bracket");
  options.limits = {limit(call, "maxiter").value_or(golden ? 5000 : 500),
                    limit(call, "maxfev").value_or(optimize::unlimited), time_limit(call)};
  options.callback = reporter.callback();
  const ProgressBar bar(call.ctx, call.flag("progress"), call.title());
  const auto value = [&](double x) { return fun.number(x); };
  optimize::ScalarMinimum r{};
  if (bounded) {
    if (!call.has("bounds")) throw ValueError("bounds must be given with method 'bounded'");
    const std::vector<double> bounds = call.numbers("bounds");
    if (bounds.size() != 2) call.refuse("bounds", "must have two numbers");
    r = optimize::minimize_bounded(call.ctx, {value}, bounds[0], bounds[1], options);
  } else {
    r = golden ? optimize::minimize_golden(call.ctx, {value}, options)
               : optimize::minimize_brent(call.ctx, {value}, options);
  }
  Record result(scalar_result);
  result.set("message", r.message).set("success", r.success).set("status", r.status);
  result.set("fun", r.fun).set("x", r.x).set("nit", r.nit).set("nfev", r.nfev);
  show_end(call, {r.message, r.fun, r.nit, r.nfev});
  call.give(std::move(result));
}

constexpr Function rows[] = {
    Function{
        "minimize_scalar", "Minimum of a function of one variable.", minimize_scalar_args,
        "brent fits parabolas, kept safe by the golden section, from a bracket that it finds by going downhill; "
        "bounded does so between two ends; golden uses the section alone. A local minimum is found, of several any. A "
        "run that ends early returns the best point it saw, with success = false and the reason in message.",
        R"(local res = optimize.minimize_scalar(function(x) return (x - 2) * x * (x + 2)^2 end)
                print(res.success, pl.isclose(res.x, 1.2807764040333))  --> true	true
                res = optimize.minimize_scalar(function(x) return (x - 2) * x * (x + 2)^2 end, {bounds = {-3, -1}})
                print(pl.isclose(res.x, -2, {atol = 1e-5}))  --> true)",
        call_minimize_scalar}
        .raises("a bracket does not hold a minimum\nfun gives no number")
        .from("R. Brent, Algorithms for Minimization Without Derivatives (1973), chapter 5"),
};

}  // namespace

Rows minimize_scalar_rows() { return rows; }

}  // namespace perilune
