// Integrals over one variable.

#include <cmath>

#include "kernels/integrate/quad.h"
#include "stdlib/integrate/module.h"
#include "stdlib/optimize/solver.h"
#include "stdlib/registry/interval_call.h"

namespace perilune {

namespace {

constexpr RecordField info_fields[] = {
    {"success", "Whether the accuracy was reached.", Type::boolean},
    {"status", "QUADPACK's number for the end: 0, or what message says.", Type::integer},
    {"message", "How it went.", Type::string},
    {"neval", "Evaluations of func.", Type::integer},
    {"last", "Subintervals made; cycles, with \"cos\" or \"sin\" to infinity.", Type::integer},
    {"alist", "Their lower ends; with an infinite limit, of the part of (0, 1) onto which the range is mapped.",
     Type::vector},
    {"blist", "Their upper ends.", Type::vector},
    {"rlist", "The integral over each.", Type::vector},
    {"elist", "The error of each.", Type::vector},
    {"iord", "Positions of those with the largest errors, in order.", Type::vector},
    {"pts", "With points: the ends and the points inside, in order.", Type::vector},
    {"level", "With points: how often each subinterval was halved.", Type::vector},
    {"ndin", "With points: 1 where the first estimate was put forward.", Type::vector},
    {"rslst", "With \"cos\" or \"sin\" to infinity: the integral over each cycle.", Type::vector},
    {"erlst", "Its error.", Type::vector},
    {"ierlst", "Its status.", Type::vector},
    {"real", "With complex_func: the same about the real part, instead of the fields above.", Type::record},
    {"imag", "And the imaginary part.", Type::record},
};
const RecordType quad_info{"QuadInfo", info_fields, 0};

constexpr Arg quad_args[] = {
    in("func", Type::callable, "The integrand.").called("x -> number"),
    in("a", Type::number, "The lower limit; may be infinite."),
    in("b", Type::number, "The upper limit; may be infinite, and below a."),
    extra_args,
    optional("full_output", Type::boolean, false, "Whether a record about the work is wanted too."),
    optional("epsabs", Type::number, 1.49e-8, "The error wanted, absolute."),
    optional("epsrel", Type::number, 1.49e-8, "Or relative to the integral: the larger one counts."),
    optional("limit", Type::integer, 50, "Most subintervals.").at_least(1),
    optional("points", Type::vector, absent,
             "Points inside at which the integrand is difficult. Finite limits, no weight."),
    optional(
        "weight", Type::string, absent,
        "A factor of the integrand: \"cos\" and \"sin\" of wvar * x; \"alg\", (x - a)^wvar[1] * (b - x)^wvar[2], "
        "with log(x - a) in \"alg-loga\", log(b - x) in \"alg-logb\", both in \"alg-log\"; \"cauchy\", 1 / (x - wvar), "
        "in the sense of the principal value.")
        .among("cos|sin|alg|alg-loga|alg-logb|alg-log|cauchy"),
    optional("wvar", Type::number | Type::vector, absent,
             "The parameter of the weight: a number, or two for \"alg\" and its kin."),
    option("maxp1", Type::integer, 50, "\"cos\" and \"sin\": how many interval lengths have their moments kept.")
        .at_least(1),
    option("limlst", Type::integer, 50, "\"cos\" and \"sin\" to infinity: most cycles.").at_least(3),
    option("complex_func", false,
           "Whether func gives complex values; it is integrated twice then, each part by itself."),
    maxfev_arg,
    maxtime_arg,
    out("y", Type::number | Type::complex, "The integral."),
    out("abserr", Type::number | Type::complex, "An estimate of its error."),
    out("info", Type::record, "How it went.").of(quad_info).only_if("full_output"),
};

void read_weight(Call& call, integrate::QuadOptions& options) {
  if (!call.has("weight")) {
    if (call.given("wvar")) call.refuse("wvar", "must be left out without a weight");
    return;
  }
  options.weight = integrate::weight_named(call.text("weight"));
  if (!call.has("wvar")) throw ValueError("wvar must be given with a weight");
  const bool algebraic = options.weight >= integrate::Weight::alg && options.weight <= integrate::Weight::alg_log;
  const std::vector<double> wvar = call.numbers("wvar");
  if (wvar.size() != (algebraic ? 2u : 1u))
    call.refuse("wvar",
                algebraic ? "must have two numbers with an algebraic weight" : "must be one number with this weight");
  options.wvar = wvar[0];
  if (algebraic) options.wvar2 = wvar[1];
}

Record info_of(integrate::QuadResult& r) {
  Record info(quad_info);
  info.set("success", r.success()).set("status", r.status).set("message", r.message);
  info.set("neval", r.evaluations).set("last", r.intervals);
  const auto set = [&](const char* name, Array& a) {
    if (a.block()) info.set(name, std::move(a));
  };
  if (!r.details) return info;
  integrate::QuadDetails& d = *r.details;
  set("alist", d.low);
  set("blist", d.high);
  set("rlist", d.values);
  set("elist", d.errors);
  if (d.order.block()) {
    for (std::int64_t i = 0; i < d.order.size(); ++i) ++d.order.as<std::int64_t>()[i];
    set("iord", d.order);
  }
  set("pts", d.break_points);
  set("level", d.levels);
  set("ndin", d.forwarded);
  set("rslst", d.cycle_values);
  set("erlst", d.cycle_errors);
  set("ierlst", d.cycle_status);
  return info;
}

void call_quad(Call& call) {
  Callable func = call.callable("func", "args");
  integrate::QuadOptions options;
  options.epsabs = call.number("epsabs");
  options.epsrel = call.number("epsrel");
  options.limit = call.integer("limit");
  options.maxp1 = call.integer("maxp1");
  options.limlst = call.integer("limlst");
  options.full_output = call.flag("full_output");
  options.maxfev = limit(call, "maxfev").value_or(optimize::unlimited);
  options.maxtime = time_limit(call);
  read_weight(call, options);
  std::vector<double> points;
  if (call.has("points")) points = call.numbers("points");
  options.points = points;
  const double a = call.number("a"), b = call.number("b");
  const auto warn = [&](const integrate::QuadResult& r) {
    if (!r.success() && !options.full_output) call.ctx.warn(call.title() + ": " + r.message);
  };
  if (!call.flag("complex_func")) {
    const auto f = [&](double x) { return func.number(x); };
    const auto several = [&](std::span<const double> x, std::span<double> y) { func.numbers(x, y); };
    options.several = several;
    integrate::QuadResult r = integrate::quad(call.ctx, f, a, b, options);
    warn(r);
    call.give(r.value);
    call.give(r.error);
    if (options.full_output) call.give(info_of(r));
    return;
  }
  const auto real = [&](double x) { return func.call({x}).complex().real(); };
  const auto imaginary = [&](double x) { return func.call({x}).complex().imag(); };
  integrate::QuadResult re = integrate::quad(call.ctx, real, a, b, options);
  integrate::QuadResult im = integrate::quad(call.ctx, imaginary, a, b, options);
  warn(re.success() ? im : re);
  call.give(Complex128(re.value, im.value));
  call.give(Complex128(re.error, im.error));
  if (!options.full_output) return;
  Record info(quad_info);
  info.set("real", info_of(re)).set("imag", info_of(im));
  call.give(std::move(info));
}

// quad(func, a, b)
int fast_quad(lua_State* L, int code) {
  return run_on_interval(L, code, "func", [](IntervalCall& call) {
    const auto f = [&](double x) { return call.function.number(x); };
    const auto several = [&](std::span<const double> x, std::span<double> y) { call.function.numbers(x, y); };
    integrate::QuadOptions options;
    options.several = several;
    const integrate::QuadResult r = integrate::quad(call.ctx, f, call.a, call.b, options);
    if (!r.success()) call.ctx.warn(call.title() + ": " + r.message);
    call.give(r.value);
    call.give(r.error);
  });
}

constexpr Function rows[] = {
    Function{
        "quad", "Integral of a function of one variable.", quad_args,
        "Bisects where the estimated error is largest, by Gauss-Kronrod rules, and extrapolates, which deals with "
        "singularities at the ends and at points. Infinite ranges are mapped onto (0, 1). Oscillating and singular "
        "factors are best given as a weight, and not to func. Evaluations are QUADPACK's, one for one. When the "
        "accuracy is not reached, the result is the best there is, and a warning says why; with full_output the "
        "record says it instead. func may itself call quad.",
        R"(local y, abserr = integrate.quad(function(x) return x^2 end, 1, 4)
                print(y, abserr < 1e-8)  --> 21.0	true
                print(pl.isclose(integrate.quad(function(x) return math.exp(-x^2) end, -math.huge, math.huge)^2, math.pi))  --> true
                y = integrate.quad(function(x) return 1 / (1 + x) end, 0, 1, {weight = "cos", wvar = 100})
                print(pl.isclose(y, -0.0024533162723145))  --> true)",
        call_quad}
        .fast_by(fast_quad)
        .raises("a limit is no number, or infinite where the weight or points do not allow it\nfunc gives no number")
        .from("QUADPACK: R. Piessens, E. de Doncker-Kapenga, C. Überhuber, D. Kahaner (1983)"),
};

}  // namespace

Rows quad_rows() { return rows; }

}  // namespace perilune
