// Curves through measured points.

#include "kernels/optimize/curve_fit.h"

#include <cmath>

#include "stdlib/optimize/fitting.h"
#include "stdlib/optimize/module.h"
#include "stdlib/registry/progress.h"

namespace perilune {

namespace {

constexpr RecordField info_fields[] = {
    {"nfev", "Evaluations of f.", Type::integer},
    {"fvec", "What is left of the data, in units of sigma.", Type::vector},
    {"success", "Whether the fit converged.", Type::boolean},
};
const RecordType fit_info{"FitInfo", info_fields, 0};

constexpr Type tolerance_type = Type::number | Type::none;

constexpr Arg curve_fit_args[] = {
    in("f", Type::callable, "The model: called with xdata, then the parameters one by one; gives all of ydata.")
        .called("x, p1, p2, … -> y[]"),
    in("xdata", Type::array, "Where the data were taken; f gets it as it is, as an array of floats.").shaped("m"),
    in("ydata", Type::vector, "The data.").shaped("m"),
    optional("p0", Type::vector | Type::number, absent,
             "Where to begin; without it 1 for each parameter that f declares, or the middle of the bounds.")
        .shaped("n"),
    optional("sigma", Type::vector | Type::matrix, absent, "Standard deviations of ydata, or their covariance.")
        .shaped("m, m"),
    optional(
        "absolute_sigma", Type::boolean, false,
        "Whether sigma is in units of ydata; otherwise only its proportions count, and the covariance is scaled by "
        "what is left of the data."),
    optional("check_finite", Type::boolean, absent,
             "Whether nan and infinities in the data are errors; without nan_policy, they are."),
    sides_arg,
    optional("method", Type::string, absent,
             "See `optimize.least_squares`; without it trf where there are bounds, otherwise lm.")
        .among("lm|trf|dogbox"),
    optional("jac", Type::callable | Type::string, absent,
             "The derivatives by the parameters, m by n, as a function called as f is; or how trf and dogbox "
             "estimate them, \"cs\" by the complex step, which needs an f of complex parameters.")
        .called("x, p1, p2, … -> J[][]")
        .among("2-point|3-point|cs"),
    option("full_output", false, "Whether a record, a message and a status are wanted too."),
    option("nan_policy", Type::string, absent,
           "What nan in the data means: an error, or points to leave out, or nothing special.")
        .among("raise|omit|propagate"),
    option("ftol", tolerance_type, absent, "See `optimize.least_squares`; without it 1.49e-8 with lm, else 1e-8.")
        .at_least(0),
    option("xtol", tolerance_type, absent, "The same.").at_least(0),
    option("gtol", tolerance_type, absent, "The same; without it 0 with lm, else 1e-8.").at_least(0),
    x_scale_arg,
    loss_arg.used_by("trf|dogbox"),
    f_scale_arg.used_by("trf|dogbox"),
    diff_step_arg,
    callback_arg,
    maxiter_arg,
    option(
        "maxfev", Type::number, absent,
        "Most evaluations of f; without it, with lm 200 times one more than there are parameters (100 with jac), with "
        "others 100 times their number.")
        .at_least(1)
        .alias("max_nfev"),
    maxtime_arg,
    progress_arg,
    out("popt", Type::vector, "The parameters."),
    out("pcov", Type::matrix, "Their covariance; infinite where it could not be estimated."),
    out("infodict", Type::record, "How it went.").of(fit_info).only_if("full_output"),
    out("mesg", Type::string, "Why it ended.").only_if("full_output"),
    out("ier", Type::integer,
        "1 to 4 when it converged: with lm MINPACK's number (1 ftol, 2 xtol, 3 both, 4 gtol), with others the status "
        "of "
        "`optimize.least_squares`.")
        .only_if("full_output"),
};

std::size_t parameters_of(Call& call, Callable& f) {
  if (call.has("p0")) return call.numbers("p0").size();
  if (call.has("bounds")) {
    const Item bounds = call.item("bounds");
    if (bounds.kind() == Item::Kind::array) {
      const Array a = call.array_as("bounds", DType::float64);
      if (a.ndim() == 2) return static_cast<std::size_t>(a.shape()[1]);
    } else {
      const auto length = [](const Item& side) -> std::size_t {
        if (side.kind() == Item::Kind::array && side.array().ndim() == 1)
          return static_cast<std::size_t>(side.array().size());
        return side.kind() == Item::Kind::list ? side.items().size() : 0;
      };
      if (bounds.kind() == Item::Kind::map) {
        for (const Item::Entry& entry : bounds.entries())
          if (const std::size_t n = length(entry.item)) return n;
      } else {
        for (const Item& side : bounds.items(2))
          if (const std::size_t n = length(side)) return n;
      }
    }
  }
  const int declared = f.declared_parameters();
  if (declared < 2) throw ValueError("p0 must be given, as f does not declare how many parameters it takes after x");
  return static_cast<std::size_t>(declared - 1);
}

std::vector<double> start_of(Call& call, std::size_t n, const Sides& sides) {
  if (call.has("p0")) return call.numbers("p0");
  std::vector<double> p0(n, 1.0);
  for (std::size_t i = 0; i < sides.lower.size(); ++i) {
    const double low = sides.lower[i], high = sides.upper[i];
    if (std::isfinite(low) && std::isfinite(high)) p0[i] = 0.5 * (low + high);
    else if (std::isfinite(low)) p0[i] = low + 1;
    else if (std::isfinite(high)) p0[i] = high - 1;
  }
  return p0;
}

void require_finite(const char* name, const Array& a) {
  for (std::int64_t i = 0; i < a.size(); ++i)
    if (!std::isfinite(a.as<double>()[i]))
      throw ValueError(format("%s must contain finite numbers, got %s", name, number_text(a.as<double>()[i]).c_str()));
}

// The data, without the points that are left out.
struct Data {
  Array x, y, sigma;
  bool x_is_the_callers = true, has_sigma = false;
};

// Keeps some positions of the last axis.
Array take_last(Context& ctx, const Array& a, const std::vector<std::int64_t>& kept) {
  Dims shape = a.shape();
  const std::int64_t m = shape[a.ndim() - 1], rows = m ? a.size() / m : 0;
  shape[a.ndim() - 1] = static_cast<std::int64_t>(kept.size());
  Array result = Array::empty(ctx, DType::float64, shape);
  double* to = result.as<double>();
  for (std::int64_t r = 0; r < rows; ++r)
    for (const std::int64_t k : kept) *to++ = a.as<double>()[r * m + k];
  return result;
}

void leave_out_nan(Call& call, Data& data) {
  const std::int64_t m = data.y.size();
  if (data.x.ndim() == 0 || data.x.shape()[data.x.ndim() - 1] != m)
    call.refuse("xdata", "must have as many points as ydata along its last axis, to leave some out");
  std::vector<std::int64_t> kept;
  for (std::int64_t k = 0; k < m; ++k) {
    bool good = !std::isnan(data.y.as<double>()[k]);
    for (std::int64_t at = k; at < data.x.size(); at += m) good &= !std::isnan(data.x.as<double>()[at]);
    if (good) kept.push_back(k);
  }
  if (static_cast<std::int64_t>(kept.size()) == m) return;
  data.x = take_last(call.ctx, data.x, kept);
  data.x_is_the_callers = false;
  data.y = take_last(call.ctx, data.y, kept);
  if (!data.has_sigma) return;
  const bool covariance = data.sigma.ndim() == 2;
  data.sigma = take_last(call.ctx, data.sigma, kept);
  if (!covariance) return;
  Array square = Array::empty(call.ctx, DType::float64, {data.y.size(), data.y.size()});
  for (std::size_t r = 0; r < kept.size(); ++r)
    std::copy_n(data.sigma.as<double>() + kept[r] * data.y.size(), data.y.size(),
                square.as<double>() + static_cast<std::int64_t>(r) * data.y.size());
  data.sigma = std::move(square);
}

Data data_of(Call& call) {
  Data data{call.array_as("xdata", DType::float64), call.array_as("ydata", DType::float64), {}};
  data.x_is_the_callers = call.is_userdata("xdata") && call.array("xdata").dtype == DType::float64;
  if (call.has("sigma")) {
    data.has_sigma = true;
    data.sigma = call.array_as("sigma", DType::float64);
    const std::int64_t m = data.y.size();
    if (!(data.sigma.shape() == Dims{m}) && !(data.sigma.shape() == Dims{m, m}))
      call.refuse("sigma", format("must have shape %lld or %lldx%lld", static_cast<long long>(m),
                                  static_cast<long long>(m), static_cast<long long>(m)));
  }
  const std::string_view policy = call.has("nan_policy") ? call.text("nan_policy") : "";
  if (policy == "omit") leave_out_nan(call, data);
  if (call.has("check_finite") ? call.flag("check_finite") : policy.empty()) {
    require_finite("ydata", data.y);
    require_finite("xdata", data.x);
  } else if (policy == "raise") {
    for (const auto& [name, a] : {std::pair{"xdata", &data.x}, std::pair{"ydata", &data.y}})
      for (std::int64_t i = 0; i < a->size(); ++i)
        if (std::isnan(a->as<double>()[i]))
          throw ValueError(std::string(name) + " must have no nan, by nan_policy 'raise'");
  }
  return data;
}

void call_curve_fit(Call& call) {
  Callable f = call.callable("f");
  const std::size_t n = parameters_of(call, f);
  const Sides sides(call, "bounds", n);
  const bool bounded = std::any_of(sides.lower.begin(), sides.lower.end(), [](double b) { return std::isfinite(b); }) ||
                       std::any_of(sides.upper.begin(), sides.upper.end(), [](double b) { return std::isfinite(b); });
  const std::string method(call.has("method") ? call.text("method") : bounded ? "trf" : "lm");
  if (!call.has("method")) check_used_by(call, method.c_str());
  const bool lm = method == "lm";
  const std::vector<double> p0 = start_of(call, n, sides);
  const Data data = data_of(call);
  const auto m = static_cast<std::size_t>(data.y.size());

  FitOptions common(call);
  optimize::CurveFitOptions options;
  optimize::LeastSquaresOptions& fit = options.fit;
  fit.method = least_squares_method(method);
  fit.lower = sides.lower;
  fit.upper = sides.upper;
  fit.scale_by_jacobian = lm;
  common.apply(fit);
  fit.ftol = tolerance_of(call, "ftol", lm ? 1.49012e-8 : 1e-8);
  fit.xtol = tolerance_of(call, "xtol", lm ? 1.49012e-8 : 1e-8);
  fit.gtol = tolerance_of(call, "gtol", lm ? 0 : 1e-8);
  const bool derivatives = call.is_callable("jac");
  if (lm && !fit.max_nfev) fit.max_nfev = static_cast<std::int64_t>((derivatives ? 100 : 200) * (n + 1));
  if (data.has_sigma) {
    options.sigma = {data.sigma.as<double>(), static_cast<std::size_t>(data.sigma.size())};
    options.covariance_of_data = data.sigma.ndim() == 2;
  }
  options.absolute_sigma = call.flag("absolute_sigma");

  // An array of the caller's goes to f as it is; anything else as an array of its own for each call.
  const std::optional<Item> x_item = data.x_is_the_callers ? std::optional<Item>(call.item("xdata")) : std::nullopt;
  const auto x = [&]() -> Input { return x_item ? Input(*x_item) : Input(data.x); };
  const auto value = [&](optimize::Point p, std::span<double> y) { f.call({x(), Input::spread(p)}).read(0, y); };
  optimize::Model model{value};
  const auto complex = [&](std::span<const Complex128> p, std::span<Complex128> y) {
    std::vector<Input> inputs{x()};
    inputs.insert(inputs.end(), p.begin(), p.end());
    f.call(inputs).read(0, y);
  };
  model.complex_value = complex;
  std::optional<Callable> jac;
  const auto jacobian = [&](optimize::Point p, std::span<double> j) {
    Answers answers = jac->call({x(), Input::spread(p)});
    const auto rows = static_cast<std::int64_t>(m), columns = static_cast<std::int64_t>(n);
    const View v = answers.view(0, DType::float64, {rows, columns});
    for (std::int64_t k = 0; k < rows; ++k)
      for (std::int64_t i = 0; i < columns; ++i) j[static_cast<std::size_t>(k * columns + i)] = v.at<double>(k, i);
  };
  if (derivatives) {
    jac = call.callable("jac");
    model.jacobian = jacobian;
    if (call.given("diff_step")) call.refuse("diff_step", "must be left out with a function jac");
  } else if (call.has("jac")) {
    fit.differences.scheme = scheme_of(call.text("jac"));
    if (lm && fit.differences.scheme != optimize::Difference::two_point)
      call.refuse("jac", "must be a function or \"2-point\" with method 'lm'");
  }
  const ProgressBar bar(call.ctx, call.flag("progress"), call.title());
  optimize::CurveFit r = optimize::curve_fit(call.ctx, model, {data.y.as<double>(), m}, p0, options);
  const bool full = call.flag("full_output");
  if (!r.fit.success() && !full)
    throw ConvergenceError(format("no parameters were found after %lld evaluations: %s",
                                  static_cast<long long>(r.fit.nfev), r.fit.message));
  if (!r.covariance_known) call.ctx.warn("the covariance of the parameters could not be estimated");
  call.give(std::move(r.parameters));
  call.give(std::move(r.covariance));
  if (!full) return;
  Record info(fit_info);
  info.set("nfev", r.fit.nfev).set("fvec", std::move(r.fit.fun)).set("success", r.fit.success());
  call.give(std::move(info));
  call.give(r.fit.message);
  // MINPACK counts the reasons in another order.
  constexpr int of_minpack[] = {0, 4, 1, 2, 3};
  call.give(lm && r.fit.success() ? of_minpack[r.fit.status] : r.fit.status);
}

constexpr Function rows[] = {
    Function{
        "curve_fit", "Parameters of a curve through measured points, and their covariance.", curve_fit_args,
        "Least squares of (f(xdata, …) - ydata) / sigma. Write f for arrays, with pl.exp and its like: it is called "
        "with all of xdata. The square roots of the covariance's diagonal are the standard deviations of the "
        "parameters. A fit that does not converge is an error, but with full_output its best parameters are "
        "returned, and ier and mesg tell. A good p0 is worth more than any option.",
        R"(local function decay(x, a, b) return a * pl.exp(-b * x) end
                local x = pl.linspace(0, 4, 9)
                local popt, pcov = optimize.curve_fit(decay, x, 2.5 * pl.exp(-1.3 * x))
                print(pl.allclose(popt, {2.5, 1.3}))  --> true
                popt = optimize.curve_fit(decay, x, 2.5 * pl.exp(-1.3 * x), {bounds = {0, {2, 3}}})
                print(pl.isclose(popt[1], 2))  --> true)",
        call_curve_fit}
        .raises(
            "f gives no vector as long as ydata\nthe fit does not converge (see full_output)\nthe data are not finite "
            "(see nan_policy), or sigma is not positive")
        .from("MINPACK, by cminpack: J. Moré, The Levenberg-Marquardt Algorithm (1978)\n"
              "trf: M. Branch, T. Coleman, Y. Li, SIAM J. Scientific Computing 21 (1999)\n"
              "dogbox: C. Voglis, I. Lagaris, WSEAS Applied Mathematics (2004)"),
};

}  // namespace

Rows curve_fit_rows() { return rows; }

}  // namespace perilune
