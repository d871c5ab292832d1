// root_scalar: a root by any method.

#include "stdlib/optimize/module.h"
#include "stdlib/optimize/roots.h"
#include "stdlib/optimize/solver.h"
#include "stdlib/registry/progress.h"

namespace perilune {

namespace {

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
    root_callback_arg,
    out("res", Type::record, "The root and how it was found.").of(root_results),
};

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
    options.limits = root_limits(call, 100);
    options.callback = reporter.callback();
    const int k = static_cast<int>(call.integer("k"));
    call.give(root_record(
        root_in_bracket(call.ctx, static_cast<RootMethod>(i), {value}, bracket[0], bracket[1], options, k)));
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
  options.limits = root_limits(call, 50);
  options.callback = reporter.callback();
  options.derivatives_count = !f.joint();
  call.give(root_record(optimize::newton(call.ctx, function, call.number("x0"), options)));
}

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
};

}  // namespace

Rows root_scalar_rows() { return rows; }

}  // namespace perilune
