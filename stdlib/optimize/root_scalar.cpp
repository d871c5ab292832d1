// Roots of functions of one variable.

#include "kernels/optimize/roots.h"
#include "stdlib/optimize/module.h"
#include "stdlib/optimize/solver.h"
#include "stdlib/registry/interval_call.h"
#include "stdlib/registry/progress.h"

namespace perilune {

namespace {

enum Search { bisect, brentq, brenth, ridder, toms748 };

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
constexpr Arg number_callback_arg =
    option("callback", Type::callable, absent,
           "Called after each iteration with the best point and a table of fun, nit and nfev; returning true or "
           "\"stop\" ends the search.")
        .called("x, state -> boolean or string");
constexpr Arg root_out = out("root", Type::number, "Where f is zero.");
constexpr Arg root_record_out =
    out("res", Type::record, "How the search went.").of(root_results).only_if("full_output");

constexpr Arg bracket_args[] = {f_arg,
                                a_arg,
                                b_arg,
                                extra_args,
                                xtol_arg,
                                rtol_arg,
                                iterations_arg,
                                full_arg,
                                disp_arg,
                                maxfev_arg,
                                maxtime_arg,
                                progress_arg,
                                number_callback_arg,
                                root_out,
                                root_record_out};
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
                                number_callback_arg,
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
    number_callback_arg,
    root_out,
    root_record_out,
};
constexpr Arg root_scalar_args[] = {
    in("f", Type::callable, "The function.").called("x -> number"),
    extra_args,
    optional(
        "method", Type::string, absent,
        "How to search; without it brentq with a bracket, halley, newton or secant with x0, by the derivatives that "
        "are there.")
        .among("bisect|brentq|brenth|ridder|toms748|newton|secant|halley"),
    optional("bracket", Type::vector, absent, "Two numbers at which f has different signs.")
        .shaped("2")
        .used_by("bisect|brentq|brenth|ridder|toms748"),
    optional("fprime", Type::callable | Type::boolean, absent, "The derivative; true: f gives it as its second result.")
        .called("x -> number")
        .used_by("newton|halley"),
    optional("fprime2", Type::callable | Type::boolean, absent,
             "The second derivative; true: f gives both derivatives as further results.")
        .called("x -> number")
        .used_by("halley"),
    optional("x0", Type::number, absent, "Where to begin.").used_by("newton|secant|halley"),
    optional("x1", Type::number, absent, "The second point of secant; without it one near x0.").used_by("secant"),
    optional("xtol", Type::number, absent, "The tolerance, absolute; without it 2e-12 with a bracket, 1.48e-8 without.")
        .above(0),
    optional("rtol", Type::number, absent, "The tolerance relative to the root, added to xtol.").at_least(0),
    optional("maxiter", Type::number, absent, "Most iterations; without it 100 with a bracket, 50 without.")
        .at_least(0),
    option("k", Type::integer, 1, "Interpolations in each iteration of toms748.").between(1, 100).used_by("toms748"),
    maxfev_arg,
    maxtime_arg,
    progress_arg,
    number_callback_arg,
    out("res", Type::record, "The root and how it was found.").of(root_results),
};

Record record_of(const optimize::RootResult& r) {
  Record record(root_results);
  record.set("root", r.root).set("iterations", r.iterations).set("function_calls", r.function_calls);
  record.set("converged", r.converged).set("flag", r.flag).set("success", r.converged).set("status", r.status);
  record.set("message", r.message).set("nit", r.iterations).set("nfev", r.function_calls);
  return record;
}

void require_converged(const char* function, const optimize::RootResult& r) {
  if (!r.converged && r.ending != optimize::Ending::callback)
    throw ConvergenceError(format("%s has no root within the tolerances after %lld iterations; %s", function,
                                  static_cast<long long>(r.iterations), r.message));
}

void give_root(Call& call, const optimize::RootResult& r) {
  const bool full = call.flag("full_output");
  if (call.has("disp") ? call.flag("disp") : !full) require_converged(call.row().args[0].name, r);
  call.give(r.root);
  if (full) call.give(record_of(r));
}

optimize::RootResult in_bracket(Context& ctx, Search how, const optimize::ScalarFunction& f, double a, double b,
                                const optimize::BracketOptions& options, int k) {
  switch (how) {
    case bisect: return optimize::bisect(ctx, f, a, b, options);
    case brenth: return optimize::brenth(ctx, f, a, b, options);
    case ridder: return optimize::ridder(ctx, f, a, b, options);
    case toms748: return optimize::toms748(ctx, f, a, b, options, k);
    default: return optimize::brentq(ctx, f, a, b, options);
  }
}

optimize::Limits limits_of(Call& call, std::int64_t usual) {
  return {limit(call, "maxiter").value_or(usual), limit(call, "maxfev").value_or(optimize::unlimited),
          time_limit(call)};
}

void call_bracket(Call& call) {
  Callable f = call.callable("f", "args");
  Reporter reporter(call, false);
  optimize::BracketOptions options;
  options.xtol = call.number("xtol");
  options.rtol = call.number("rtol");
  options.limits = limits_of(call, 100);
  options.callback = reporter.callback();
  const ProgressBar bar(call.ctx, call.flag("progress"), call.title());
  const auto value = [&](double x) { return f.number(x); };
  const auto how = static_cast<Search>(call.code());
  const int k = how == toms748 ? static_cast<int>(call.integer("k")) : 1;
  give_root(call, in_bracket(call.ctx, how, {value}, call.number("a"), call.number("b"), options, k));
}

// brentq(f, a, b) and its kin
int fast_bracket(lua_State* L, int code) {
  return run_on_interval(L, code, "f", [](IntervalCall& call) {
    const auto value = [&](double x) { return call.function.number(x); };
    const optimize::BracketOptions options;
    const optimize::RootResult r =
        in_bracket(call.ctx, static_cast<Search>(call.code), {value}, call.a, call.b, options, 1);
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
  options.limits = limits_of(call, 50);
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

// f with its derivatives for root_scalar: functions of their own, or further results of f, which are kept from the call
// for the value until they are asked for.
class Derivatives {
 public:
  explicit Derivatives(Call& call) : f_(call.callable("f", "args")) {
    read(call, "fprime", first_, 1);
    read(call, "fprime2", second_, 2);
  }
  int known() const { return known_; }
  bool joint() const { return joint_ > 0; }

  double value(double x) {
    if (!joint_) return f_.number(x);
    Answers answers = f_.call({x}, joint_ + 1);
    for (int i = 1; i <= joint_; ++i) further_[i] = answers.number(i);
    return answers.number(0);
  }
  double slope(double x) { return first_ ? first_->number(x) : further_[1]; }
  double bend(double x) { return second_ ? second_->number(x) : further_[2]; }

 private:
  void read(Call& call, const char* name, std::optional<Callable>& function, int order) {
    if (!call.has(name)) return;
    if (call.is_callable(name)) function = call.callable(name, "args");
    else if (call.flag(name)) joint_ = order;
    else return;
    known_ = order;
  }

  Callable f_;
  std::optional<Callable> first_, second_;
  int joint_ = 0, known_ = 0;
  double further_[3] = {};
};

std::string method_of(Call& call, int known) {
  if (call.has("method")) return std::string(call.text("method"));
  std::string method;
  if (call.has("bracket")) method = "brentq";
  else if (!call.has("x0")) throw ValueError("bracket or x0 must be given");
  else method = known == 2 ? "halley" : known == 1 ? "newton" : "secant";
  check_used_by(call, method.c_str());
  return method;
}

void call_root_scalar(Call& call) {
  Derivatives f(call);
  const std::string method = method_of(call, f.known());
  Reporter reporter(call, false);
  const ProgressBar bar(call.ctx, call.flag("progress"), call.title());
  const auto value = [&](double x) { return f.value(x); };
  constexpr std::string_view names[] = {"bisect", "brentq", "brenth", "ridder", "toms748"};
  for (int i = 0; i < 5; ++i) {
    if (method != names[i]) continue;
    if (!call.has("bracket")) throw ValueError("bracket must be given with method '" + method + "'");
    const std::vector<double> bracket = call.numbers("bracket");
    if (bracket.size() != 2) call.refuse("bracket", "must have two numbers");
    optimize::BracketOptions options;
    if (call.has("xtol")) options.xtol = call.number("xtol");
    if (call.has("rtol")) options.rtol = call.number("rtol");
    options.limits = limits_of(call, 100);
    options.callback = reporter.callback();
    const int k = static_cast<int>(call.integer("k"));
    call.give(record_of(in_bracket(call.ctx, static_cast<Search>(i), {value}, bracket[0], bracket[1], options, k)));
    return;
  }
  if (!call.has("x0")) throw ValueError("x0 must be given with method '" + method + "'");
  const int needed = method == "halley" ? 2 : method == "newton" ? 1 : 0;
  if (f.known() < needed)
    throw ValueError(format("%s must be given with method '%s'", needed == 2 ? "fprime2" : "fprime", method.c_str()));
  const auto slope = [&](double x) { return f.slope(x); };
  const auto bend = [&](double x) { return f.bend(x); };
  optimize::ScalarFunction function{value};
  if (needed >= 1) function.derivative = slope;
  if (needed == 2) function.second_derivative = bend;
  optimize::NewtonOptions options;
  if (call.has("xtol")) options.tol = call.number("xtol");
  if (call.has("rtol")) options.rtol = call.number("rtol");
  if (call.has("x1")) options.x1 = call.number("x1");
  options.limits = limits_of(call, 50);
  options.callback = reporter.callback();
  options.derivatives_count = !f.joint();
  call.give(record_of(optimize::newton(call.ctx, function, call.number("x0"), options)));
}

constexpr const char* bracket_errors =
    "f has the same sign at a and b\nf gives nan\nthe search does not converge (see disp)";

constexpr Function rows[] = {
    Function{
        "root_scalar", "Root of a function of one variable, by any method.", root_scalar_args,
        "With a bracket, brentq or toms748 are the first choice; bisect is slow and sure. newton, halley and secant "
        "begin at x0: fast when it is near, and lost when it is not. A search that does not converge gives the best "
        "point it saw, with converged = false and the reason in message.",
        R"(local res = optimize.root_scalar(function(x) return x^3 - 1 end, {bracket = {0, 3}, method = "toms748"})
                print(res.converged, pl.isclose(res.root, 1))  --> true	true
                res = optimize.root_scalar(function(x) return x^2 - 2, 2 * x end, {x0 = 1, fprime = true})
                print(pl.isclose(res.root, math.sqrt(2)), res.function_calls)  --> true	5)",
        call_root_scalar}
        .raises("f has the same sign at both ends of the bracket, or gives nan there\nneither bracket nor x0 is given\n"
                "an option is given that the method does not use"),
    Function{"brentq", "Root of a function between two points where it has different signs.", bracket_args,
             "Brent's method: interpolation, kept safe by bisection. The first choice for a continuous function of one "
             "variable. The steps are SciPy's to the bit.",
             R"(print(optimize.brentq(function(x) return x^2 - 2 end, 0, 2))  --> 1.4142135623731
                local root, res = optimize.brentq(function(x) return x^2 - 2 end, 0, 2, {full_output = true})
                print(res.function_calls)  --> 9)",
             call_bracket}
        .raises(bracket_errors)
        .from("R. Brent, Algorithms for Minimization Without Derivatives (1973), chapter 4")
        .with(brentq)
        .fast_by(fast_bracket),
    Function{"brenth", "Root of a function in a bracket, by hyperbolic extrapolation.", bracket_args,
             "As brentq, but extrapolating along a hyperbola; about as fast.",
             R"(print(pl.isclose(optimize.brenth(function(x) return x^2 - 2 end, 0, 2), math.sqrt(2)))  --> true)",
             call_bracket}
        .raises(bracket_errors)
        .from("J. Bus, T. Dekker, ACM Trans. Mathematical Software 1 (1975)")
        .with(brenth)
        .fast_by(fast_bracket),
    Function{"bisect", "Root of a function in a bracket, by halving it.", bracket_args,
             "Slow and sure: each evaluation gives one binary digit.",
             R"(print(pl.isclose(optimize.bisect(function(x) return x^2 - 2 end, 0, 2), math.sqrt(2)))  --> true)",
             call_bracket}
        .raises(bracket_errors)
        .with(bisect)
        .fast_by(fast_bracket),
    Function{
        "ridder", "Root of a function in a bracket, by Ridders' method.", bracket_args,
        "Fits an exponential through the ends and the middle: two evaluations in each iteration, which about doubles "
        "the digits.",
        R"(print(pl.isclose(optimize.ridder(function(x) return x^2 - 2 end, 0, 2), math.sqrt(2)))  --> true)",
        call_bracket}
        .raises(bracket_errors)
        .from("C. Ridders, IEEE Trans. Circuits and Systems 26 (1979)")
        .with(ridder)
        .fast_by(fast_bracket),
    Function{"toms748", "Root of a function in a bracket, by algorithm 748.", toms748_args,
             "Inverse cubic interpolation with safeguards: the fewest evaluations for smooth functions.",
             R"(print(pl.isclose(optimize.toms748(function(x) return x^2 - 2 end, 0, 2), math.sqrt(2)))  --> true)",
             call_bracket}
        .raises(bracket_errors)
        .from("G. Alefeld, F. Potra, Y. Shi, ACM Trans. Mathematical Software 21 (1995)")
        .with(toms748)
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

Rows root_scalar_rows() { return rows; }

}  // namespace perilune
