// Roots in brackets and from a start, each method by its own name.

#include "stdlib/optimize/module.h"
#include "stdlib/optimize/roots.h"
#include "stdlib/registry/interval_call.h"
#include "stdlib/registry/progress.h"

namespace perilune {

namespace {

constexpr double least_rtol = 4 * std::numeric_limits<double>::epsilon();

constexpr Arg f_arg = in("f", Type::callable, "The function, continuous between a and b.").called("x -> number");
constexpr Arg a_arg = in("a", Type::number, "One end of the bracket.");
constexpr Arg b_arg = in("b", Type::number, "The other; f must have another sign there.");
constexpr Arg xtol_arg =
    optional("xtol", Type::number, 2e-12, "The root lies within xtol + rtol * |root| of the true one.").above(0);
constexpr Arg rtol_arg =
    optional("rtol", Type::number, least_rtol, "See xtol; four times the float64 epsilon is the least.")
        .at_least(least_rtol);
constexpr Arg iterations_arg =
    optional("maxiter", Type::number, 100, "Most iterations; math.huge for no limit.").at_least(0);
constexpr Arg full_arg =
    optional("full_output", Type::boolean, false, "Whether a record about the search is wanted too.");
constexpr Arg disp_arg =
    optional("disp", Type::boolean, absent,
             "Whether a search that did not converge is an error; without it, it is one unless full_output is set.");
constexpr Arg root_out = out("root", Type::number, "Where f is zero.");
constexpr Arg root_record_out =
    out("res", Type::record, "How the search went.").of(root_results).only_if("full_output");

constexpr Arg bracket_args[] = {
    f_arg,    a_arg,      b_arg,       extra_args,   xtol_arg,          rtol_arg, iterations_arg, full_arg,
    disp_arg, maxfev_arg, maxtime_arg, progress_arg, root_callback_arg, root_out, root_record_out};
constexpr Arg toms748_args[] = {f_arg,
                                a_arg,
                                b_arg,
                                extra_args,
                                optional("k", Type::integer, 1, "Interpolations in each iteration.").between(1, 100),
                                xtol_arg,
                                rtol_arg,
                                iterations_arg,
                                full_arg,
                                disp_arg,
                                maxfev_arg,
                                maxtime_arg,
                                progress_arg,
                                root_callback_arg,
                                root_out,
                                root_record_out};
constexpr Arg newton_args[] = {
    in("func", Type::callable, "The function.").called("x -> number"),
    in("x0", Type::number, "Where to begin."),
    optional("fprime", Type::callable, absent, "Its derivative; without it the secant method is used.")
        .called("x -> number"),
    extra_args,
    optional("tol", Type::number, 1.48e-8, "Done when a step is no longer than tol + rtol * |x|.").above(0),
    optional("maxiter", Type::number, 50, "Most iterations; math.huge for no limit.").at_least(0),
    optional("fprime2", Type::callable, absent, "Its second derivative, for Halley's method.").called("x -> number"),
    optional("x1", Type::number, absent, "The second point of the secant method; without it one near x0."),
    optional("rtol", Type::number, 0, "See tol.").at_least(0),
    full_arg,
    disp_arg,
    maxfev_arg,
    maxtime_arg,
    progress_arg,
    root_callback_arg,
    root_out,
    root_record_out,
};

void require_converged(const char* function, const optimize::RootResult& r) {
  if (!r.converged && r.ending != optimize::Ending::callback)
    throw ConvergenceError(format("%s has no root within the tolerances after %lld iterations; %s", function,
                                  static_cast<long long>(r.iterations), r.message));
}

void give_root(Call& call, const optimize::RootResult& r) {
  const bool full = call.flag("full_output");
  if (call.has("disp") ? call.flag("disp") : !full) require_converged(call.row().args[0].name, r);
  call.give(r.root);
  if (full) call.give(root_record(r));
}

void call_bracket(Call& call) {
  Callable f = call.callable("f", "args");
  Reporter reporter(call, false);
  optimize::BracketOptions options;
  options.xtol = call.number("xtol");
  options.rtol = call.number("rtol");
  options.limits = root_limits(call, 100);
  options.callback = reporter.callback();
  const ProgressBar bar(call.ctx, call.flag("progress"), call.title());
  const auto value = [&](double x) { return f.number(x); };
  const auto how = static_cast<RootMethod>(call.code());
  const int k = how == RootMethod::toms748 ? static_cast<int>(call.integer("k")) : 1;
  give_root(call, root_in_bracket(call.ctx, how, {value}, call.number("a"), call.number("b"), options, k));
}

// brentq(f, a, b) and its kin
int fast_bracket(lua_State* L, int code) {
  return run_on_interval(L, code, "f", [](IntervalCall& call) {
    const auto value = [&](double x) { return call.function.number(x); };
    const optimize::BracketOptions options;
    const optimize::RootResult r =
        root_in_bracket(call.ctx, static_cast<RootMethod>(call.code), {value}, call.a, call.b, options, 1);
    require_converged("f", r);
    call.give(r.root);
  });
}

void call_newton(Call& call) {
  Callable f = call.callable("func", "args");
  std::optional<Callable> first, second;
  if (call.has("fprime")) first = call.callable("fprime", "args");
  if (call.has("fprime2")) second = call.callable("fprime2", "args");
  if (second && !first) call.refuse("fprime2", "must be left out without fprime");
  if (first && call.has("x1")) call.refuse("x1", "must be left out with fprime");
  Reporter reporter(call, false);
  optimize::NewtonOptions options;
  options.tol = call.number("tol");
  options.rtol = call.number("rtol");
  if (call.has("x1")) options.x1 = call.number("x1");
  options.limits = root_limits(call, 50);
  options.callback = reporter.callback();
  const ProgressBar bar(call.ctx, call.flag("progress"), call.title());
  const auto value = [&](double x) { return f.number(x); };
  const auto slope = [&](double x) { return first->number(x); };
  const auto bend = [&](double x) { return second->number(x); };
  optimize::ScalarFunction function{value};
  if (first) function.derivative = slope;
  if (second) function.second_derivative = bend;
  give_root(call, optimize::newton(call.ctx, function, call.number("x0"), options));
}

constexpr const char* bracket_errors =
    "f has the same sign at a and b\nf gives nan\nthe search does not converge (see disp)";

constexpr Function rows[] = {
    Function{"brentq", "Root of a function between two points where it has different signs.", bracket_args,
             "Brent's method: interpolation, kept safe by bisection. The first choice for a continuous function of one "
             "variable. The steps are SciPy's to the bit.",
             R"(print(optimize.brentq(function(x) return x^2 - 2 end, 0, 2))  --> 1.4142135623731
                local root, res = optimize.brentq(function(x) return x^2 - 2 end, 0, 2, {full_output = true})
                print(res.function_calls)  --> 9)",
             call_bracket}
        .raises(bracket_errors)
        .from("R. Brent, Algorithms for Minimization Without Derivatives (1973), chapter 4")
        .with(static_cast<int>(RootMethod::brentq))
        .fast_by(fast_bracket),
    Function{"brenth", "Root of a function in a bracket, by hyperbolic extrapolation.", bracket_args,
             "As brentq, but extrapolating along a hyperbola; about as fast.",
             R"(print(pl.isclose(optimize.brenth(function(x) return x^2 - 2 end, 0, 2), math.sqrt(2)))  --> true)",
             call_bracket}
        .raises(bracket_errors)
        .from("J. Bus, T. Dekker, ACM Trans. Mathematical Software 1 (1975)")
        .with(static_cast<int>(RootMethod::brenth))
        .fast_by(fast_bracket),
    Function{"bisect", "Root of a function in a bracket, by halving it.", bracket_args,
             "Slow and sure: each evaluation gives one binary digit.",
             R"(print(pl.isclose(optimize.bisect(function(x) return x^2 - 2 end, 0, 2), math.sqrt(2)))  --> true)",
             call_bracket}
        .raises(bracket_errors)
        .with(static_cast<int>(RootMethod::bisect))
        .fast_by(fast_bracket),
    Function{
        "ridder", "Root of a function in a bracket, by Ridders' method.", bracket_args,
        "Fits an exponential through the ends and the middle: two evaluations in each iteration, which about doubles "
        "the digits.",
        R"(print(pl.isclose(optimize.ridder(function(x) return x^2 - 2 end, 0, 2), math.sqrt(2)))  --> true)",
        call_bracket}
        .raises(bracket_errors)
        .from("C. Ridders, IEEE Trans. Circuits and Systems 26 (1979)")
        .with(static_cast<int>(RootMethod::ridder))
        .fast_by(fast_bracket),
    Function{"toms748", "Root of a function in a bracket, by algorithm 748.", toms748_args,
             "Inverse cubic interpolation with safeguards: the fewest evaluations for smooth functions.",
             R"(print(pl.isclose(optimize.toms748(function(x) return x^2 - 2 end, 0, 2), math.sqrt(2)))  --> true)",
             call_bracket}
        .raises(bracket_errors)
        .from("G. Alefeld, F. Potra, Y. Shi, ACM Trans. Mathematical Software 21 (1995)")
        .with(static_cast<int>(RootMethod::toms748))
        .fast_by(fast_bracket),
    Function{
        "newton", "Root of a function of one variable near a point.", newton_args,
        "Newton's method with fprime, Halley's with fprime2 too, otherwise the secant method. Without a bracket there "
        "is no guarantee: see brentq.",
        R"(print(pl.isclose(optimize.newton(function(x) return x^2 - 2 end, 1), math.sqrt(2)))  --> true
                print(pl.isclose(optimize.newton(math.sin, 3, math.cos), math.pi))  --> true)",
        call_newton}
        .raises("the search does not converge (see disp)"),
};

}  // namespace

Rows bracket_rows() { return rows; }

}  // namespace perilune
