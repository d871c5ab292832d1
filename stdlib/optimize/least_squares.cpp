// Nonlinear least squares.

#include "kernels/optimize/least_squares.h"

#include <cmath>

#include "stdlib/optimize/fitting.h"
#include "stdlib/optimize/module.h"
#include "stdlib/registry/progress.h"

namespace perilune {

namespace {

constexpr RecordField result_fields[] = {
    {"message", "Why it ended.", Type::string},
    {"success", "Whether it converged.", Type::boolean},
    {"status",
     "SciPy's number for the end: 1 to 4 converged by gtol, ftol, xtol, or the last two; 0 maxfev; 5 maxiter, 98 "
     "maxtime, 99 the callback; -1 nothing could be done.",
     Type::integer},
    {"x", "The best point.", Type::vector},
    {"cost", "Half the sum of squares, or of losses.", Type::number},
    {"fun", "The residuals at x.", Type::vector},
    {"jac", "The Jacobian there, with a loss other than the linear one as that changes it.", Type::matrix},
    {"grad", "The gradient of the cost.", Type::vector},
    {"optimality", "The largest component of the gradient, scaled by the distance to the bounds.", Type::number},
    {"active_mask", "-1 and 1 for variables at their lower and upper bounds, 0 for others.", Type::vector},
    {"nit", "Iterations.", Type::integer},
    {"nfev", "Evaluations of fun; only lm counts those for differences.", Type::integer},
    {"njev", "Jacobians; nil with lm and differences.", Type::integer},
};
const RecordType least_squares_result{"LeastSquaresResult", result_fields, 0};

constexpr Type tolerance_type = Type::number | Type::none;

constexpr Arg least_squares_args[] = {
    in("fun", Type::callable, "The residuals.").called("x[] -> f[]"),
    in("x0", Type::vector | Type::number, "Where to begin; a number for one variable.").shaped("n"),
    optional("jac", Type::callable | Type::string, "2-point",
             "The Jacobian, m by n: a function of the same arguments, or how to estimate it: by differences, or by the "
             "complex step, which needs a function of complex arguments. \"lm\" estimates it by \"2-point\" only.")
        .called("x[] -> J[][]")
        .among("2-point|3-point|cs"),
    sides_arg.used_by("trf|dogbox"),
    optional("method", Type::string, "trf",
             "Trust regions that keep to bounds, strictly inside or on them, or MINPACK's Levenberg-Marquardt.")
        .among("trf|dogbox|lm"),
    option("ftol", tolerance_type, 1e-8, "Converged when the cost falls by less than this of it; pl.none: never.")
        .at_least(0),
    option("xtol", tolerance_type, 1e-8, "Converged when a step is shorter than this of x; pl.none: never.")
        .at_least(0),
    option("gtol", tolerance_type, 1e-8, "Converged when the optimality is below this; pl.none: never.").at_least(0),
    x_scale_arg,
    loss_arg.used_by("trf|dogbox"),
    f_scale_arg.used_by("trf|dogbox"),
    diff_step_arg,
    option("args", Type::list | Type::any, absent,
           "A list of further arguments for every call of fun and jac; a single one that is no table may stand alone."),
    callback_arg,
    maxiter_arg,
    option(
        "maxfev", Type::number, absent,
        "Most evaluations of fun; without it 100 per variable, with \"lm\" and differences times one more than there "
        "are variables.")
        .at_least(1)
        .alias("max_nfev"),
    maxtime_arg,
    progress_arg,
    out("res", Type::record, "The solution and how it was found.").of(least_squares_result),
};

void call_least_squares(Call& call) {
  Callable fun = call.callable("fun", "args");
  const std::vector<double> x0 = call.numbers("x0");
  const std::size_t n = x0.size();
  if (n == 0) throw ValueError("x0 must have at least one element, got none");
  const Sides sides(call, "bounds", n);
  FitOptions common(call);
  optimize::LeastSquaresOptions options;
  const bool lm = call.text("method") == "lm";
  options.method = least_squares_method(call.text("method"));
  options.lower = sides.lower;
  options.upper = sides.upper;
  options.ftol = tolerance_of(call, "ftol", 1e-8);
  options.xtol = tolerance_of(call, "xtol", 1e-8);
  options.gtol = tolerance_of(call, "gtol", 1e-8);
  common.apply(options);

  // How many residuals there are shows the first call, whose values serve the first evaluation.
  CountedVector<double> first = call.ctx.vector<double>();
  {
    Answers answers = fun.call({x0});
    const Array values = answers.array(0, DType::float64, {-1});
    first.assign(values.as<double>(), values.as<double>() + values.size());
  }
  const std::size_t m = first.size();
  if (m == 0) throw ValueError("fun must give at least one residual, got none");
  const auto value = [&](optimize::Point x, std::span<double> f) {
    if (first.size() == m && std::equal(x.begin(), x.end(), x0.begin())) {
      std::copy(first.begin(), first.end(), f.begin());
      first.clear();
      return;
    }
    fun.call({x}).read(0, f);
  };
  optimize::Residuals residuals{value};
  std::optional<Callable> jac;
  const auto jacobian = [&](optimize::Point x, std::span<double> j) {
    Answers answers = jac->call({x});
    const auto rows = static_cast<std::int64_t>(m), columns = static_cast<std::int64_t>(n);
    const View v = answers.view(0, DType::float64, {rows, columns});
    for (std::int64_t k = 0; k < rows; ++k)
      for (std::int64_t i = 0; i < columns; ++i) j[static_cast<std::size_t>(k * columns + i)] = v.at<double>(k, i);
  };
  const auto complex = [&](std::span<const Complex128> z, std::span<Complex128> f) { fun.call({z}).read(0, f); };
  if (call.is_callable("jac")) {
    jac = call.callable("jac", "args");
    residuals.jacobian = jacobian;
    if (call.given("diff_step")) call.refuse("diff_step", "must be left out with a function jac");
  } else {
    options.differences.scheme = scheme_of(call.text("jac"));
    if (lm && options.differences.scheme != optimize::Difference::two_point)
      call.refuse("jac", "must be a function or \"2-point\" with method 'lm'");
    residuals.complex_value = complex;
  }
  const ProgressBar bar(call.ctx, call.flag("progress"), call.title());
  optimize::LeastSquaresResult r = optimize::least_squares(call.ctx, residuals, x0, m, options);

  Record result(least_squares_result);
  result.set("message", r.message).set("success", r.success()).set("status", r.status);
  result.set("x", std::move(r.x)).set("cost", r.cost).set("fun", std::move(r.fun));
  result.set("jac", std::move(r.jacobian)).set("grad", std::move(r.gradient)).set("optimality", r.optimality);
  result.set("active_mask", std::move(r.active_mask)).set("nit", r.nit).set("nfev", r.nfev);
  if (!lm || jac) result.set("njev", r.njev);
  call.give(std::move(result));
}

constexpr Function rows[] = {
    Function{
        "least_squares", "Nonlinear least squares, with bounds and robust losses.", least_squares_args,
        "Makes half the sum of loss(f^2) small, f being the residuals. trf keeps strictly inside bounds and takes any "
        "loss; dogbox goes along them, which is quick for few variables with a solution on bounds, and takes any loss; "
        "lm is MINPACK's, for problems without bounds that have at least as many residuals as variables. A run "
        "that ends early returns the best point it saw, with success = false and the reason in message.",
        R"(local t = pl.linspace(0, 3, 10)
                local y = 2 * pl.exp(-1.5 * t)
                local function residuals(p) return p[1] * pl.exp(-p[2] * t) - y end
                local res = optimize.least_squares(residuals, {1, 1})
                print(res.success, pl.allclose(res.x, {2, 1.5}))  --> true	true
                y[4] = 10  -- an outlier
                res = optimize.least_squares(residuals, {1, 1}, {loss = "cauchy", f_scale = 0.01})
                print(pl.allclose(res.x, {2, 1.5}, {rtol = 0.01}))  --> true)",
        call_least_squares}
        .raises(
            "fun gives no vector, or values that are not finite at x0\nx0 lies outside of the bounds, or bounds meet\n"
            "\"lm\" with fewer residuals than variables")
        .from("trf: M. Branch, T. Coleman, Y. Li, SIAM J. Scientific Computing 21 (1999)\n"
              "dogbox: C. Voglis, I. Lagaris, WSEAS Applied Mathematics (2004)\n"
              "lm: J. Moré, The Levenberg-Marquardt Algorithm (1978); MINPACK, by cminpack"),
};

}  // namespace

Rows least_squares_rows() { return rows; }

}  // namespace perilune
