// Roots of functions of one variable.

#include "kernels/optimize/brentq.h"
#include "stdlib/optimize/module.h"
#include "stdlib/optimize/solver.h"
#include "stdlib/registry/progress.h"

namespace perilune {

namespace {

constexpr RecordField root_fields[] = {
    {"root", "Where the function is zero, as near as was found.", Type::number},
    {"iterations", "Iterations made.", Type::integer},
    {"function_calls", "Evaluations of the function.", Type::integer},
    {"converged", "Whether the root lies within the tolerances.", Type::boolean},
    {"flag", "\"converged\" or \"convergence error\".", Type::string},
    {"success", "The same as converged.", Type::boolean},
    {"status", "0, or -2 when it did not converge.", Type::integer},
    {"message", "Why it ended.", Type::string},
    {"nit", "The same as iterations.", Type::integer},
    {"nfev", "The same as function_calls.", Type::integer},
};
const RecordType root_results{"RootResults", root_fields, 0};

constexpr double least_rtol = 4 * std::numeric_limits<double>::epsilon();

constexpr Arg brentq_args[] = {
    in("f", Type::callable, "The function, continuous between a and b.").called("x -> number"),
    in("a", Type::number, "One end of the bracket."),
    in("b", Type::number, "The other; f must have another sign there."),
    extra_args,
    optional("xtol", Type::number, 2e-12, "The root lies within xtol + rtol * |root| of the true one.").above(0),
    optional("rtol", Type::number, least_rtol, "See xtol; four times the float64 epsilon is the least.")
        .at_least(least_rtol),
    optional("maxiter", Type::number, 100, "Most iterations; math.huge for no limit.").at_least(0),
    optional("full_output", Type::boolean, false, "Whether a record about the search is wanted too."),
    optional("disp", Type::boolean, absent,
             "Whether a search that did not converge is an error; without it, it is one unless full_output is set."),
    maxfev_arg,
    maxtime_arg,
    progress_arg,
    option("callback", Type::callable, absent,
           "Called after each iteration with the best point and a table of fun, nit and nfev; returning true or "
           "\"stop\" ends the search.")
        .called("x, state -> boolean or string"),
    out("root", Type::number, "Where f is zero."),
    out("res", Type::record, "How the search went.").of(root_results).only_if("full_output"),
};

void call_brentq(Call& call) {
  Callable f = call.callable("f", "args");
  Reporter reporter(call, false);
  optimize::BrentqOptions options;
  options.xtol = call.number("xtol");
  options.rtol = call.number("rtol");
  options.limits = {*limit(call, "maxiter"), limit(call, "maxfev").value_or(optimize::unlimited), time_limit(call)};
  options.callback = reporter.callback();
  const ProgressBar bar(call.ctx, call.flag("progress"), call.title());
  const auto value = [&](double x) { return f.number(x); };
  const optimize::RootResult r = optimize::brentq(call.ctx, {value}, call.number("a"), call.number("b"), options);

  const bool full = call.flag("full_output");
  const bool strict = call.has("disp") ? call.flag("disp") : !full;
  if (!r.converged && strict && r.ending != optimize::Ending::callback)
    throw ConvergenceError(format("f has no root within the tolerances after %lld iterations; %s",
                                  static_cast<long long>(r.iterations), r.message));
  call.give(r.root);
  if (!full) return;
  Record record(root_results);
  record.set("root", r.root).set("iterations", r.iterations).set("function_calls", r.function_calls);
  record.set("converged", r.converged).set("flag", r.flag).set("success", r.converged).set("status", r.status);
  record.set("message", r.message).set("nit", r.iterations).set("nfev", r.function_calls);
  call.give(std::move(record));
}

constexpr Function rows[] = {
    Function{"brentq", "Root of a function between two points where it has different signs.", brentq_args,
             "Brent's method: interpolation, kept safe by bisection. The first choice for a continuous function of one "
             "variable. The steps are SciPy's to the bit.",
             R"(print(optimize.brentq(function(x) return x^2 - 2 end, 0, 2))  --> 1.4142135623731
                local root, res = optimize.brentq(function(x) return x^2 - 2 end, 0, 2, {full_output = true})
                print(res.function_calls)  --> 9)",
             call_brentq}
        .raises("f has the same sign at a and b\nf gives nan\nthe search does not converge (see disp)")
        .from("R. Brent, Algorithms for Minimization Without Derivatives (1973), chapter 4"),
};

}  // namespace

Rows root_scalar_rows() { return rows; }

}  // namespace perilune
