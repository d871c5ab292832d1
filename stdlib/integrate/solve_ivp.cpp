// Initial value problems.

#include <functional>

#include "kernels/integrate/solve_ivp.h"
#include "stdlib/integrate/module.h"
#include "stdlib/optimize/solver.h"
#include "stdlib/registry/progress.h"
#include "stdlib/types/object_text.h"

namespace perilune {

namespace {

using integrate::IvpMethod;

constexpr RecordField result_fields[] = {
    {"message", "Why it ended.", Type::string},
    {"success", "Whether it reached the end or a terminal event.", Type::boolean},
    {"status", "0: the end was reached, 1: a terminal event, -1: a step failed or a limit ended the run.",
     Type::integer},
    {"t", "The times of the solution.", Type::vector},
    {"y", "The solution, one column for each time.", Type::matrix},
    {"sol", "With dense_output: the solution as a function of t.", Type::object},
    {"t_events", "With events: for each the times at which it happened.", Type::list},
    {"y_events", "The solution there, one row for each time.", Type::list},
    {"nfev", "Evaluations of fun, without those for estimated Jacobians.", Type::integer},
    {"njev", "Jacobians, given or estimated: by Radau and BDF.", Type::integer},
    {"nlu", "Factorisations, by Radau and BDF.", Type::integer},
};
const RecordType ode_result{"OdeResult", result_fields, 0};

constexpr Arg solve_ivp_args[] = {
    in("fun", Type::callable, "The right-hand side of y' = fun(t, y).").called("t, y[] -> dydt[]"),
    in("t_span", Type::vector, "Where to begin and where to end; the end may come first in time.").shaped("2"),
    in("y0", Type::vector | Type::number | Type::complex, "The value at the beginning, real or complex.").shaped("n"),
    optional("method", Type::string, "RK45",
             "Explicit pairs of order 5(4), 3(2) or 8(5, 3), DOP853 for high accuracy and RK23 for low; for stiff "
             "problems Radau, of order 5, and BDF, of orders 1 to 5, which is quicker where fun is costly.")
        .among("RK45|RK23|DOP853|Radau|BDF"),
    optional("t_eval", Type::vector, absent, "Times at which the solution is wanted, instead of those of the steps."),
    optional("dense_output", Type::boolean, false, "Whether the solution is wanted as a function of t, too."),
    optional("events", Type::callable | Type::table, absent,
             "A function event(t, y) whose zeros are found, a table {fun = event, terminal = …, direction = …}, or a "
             "list of them. terminal: true, or after how many zeros the run ends; direction: 1 to look for zeros where "
             "it rises, -1 where it falls.")
        .called("t, y[] -> number"),
    option("jac", Type::callable | Type::matrix, absent,
           "The derivatives of fun by y: a function of the same arguments, or a matrix when they are constant. Without "
           "it they are estimated by differences.")
        .called("t, y[] -> J[][]")
        .shaped("n, n")
        .used_by("Radau|BDF"),
    option("vectorized", false,
           "Whether fun takes a matrix with one state per column, as well, and gives as many derivatives."),
    option("args", Type::list | Type::any, absent,
           "A list of further arguments for every call of fun, jac and events; a single one that is no table may stand "
           "alone."),
    option("rtol", Type::number | Type::vector, 1e-3, "The error of a step is kept below atol + rtol * |y|.")
        .shaped("n"),
    option("atol", Type::number | Type::vector, 1e-6, "See rtol; one for all components, or one for each.").shaped("n"),
    option("max_step", Type::number, std::numeric_limits<double>::infinity(), "The longest step.").above(0),
    option("first_step", Type::number, absent, "The length of the first step; without it a guess is made.").above(0),
    option("maxiter", Type::number, absent, "Most steps; math.huge for no limit.").at_least(0),
    maxfev_arg,
    maxtime_arg,
    progress_arg,
    out("res", Type::record, "The solution and how it was found.").of(ode_result),
};

struct EventSpec {
  Callable function;
  std::int64_t terminal = 0;
  double direction = 0;
};

std::int64_t terminal_of(const Item& item) {
  if (item.kind() == Item::Kind::number) {
    const std::int64_t n = item.whole_number();
    if (n < 0) item.refuse("must be a boolean or a count");
    return n;
  }
  if (item.kind() != Item::Kind::boolean) item.refuse("must be a boolean or a count");
  return item.scalar().integer;
}

EventSpec event_of(const Item& item) {
  if (item.kind() == Item::Kind::callable) return {item.callable()};
  if (item.kind() != Item::Kind::map) item.refuse("must be a function or a table with fun, terminal and direction");
  std::optional<Callable> function;
  std::int64_t terminal = 0;
  double direction = 0;
  for (const Item::Entry& entry : item.entries()) {
    const std::string* name = std::get_if<std::string>(&entry.key);
    if (name && *name == "fun") function = entry.item.callable();
    else if (name && *name == "terminal") terminal = terminal_of(entry.item);
    else if (name && *name == "direction") direction = entry.item.number();
    else entry.item.refuse("must be left out: an event has 'fun', 'terminal' and 'direction'");
  }
  if (!function) item.refuse("must have a function 'fun'");
  return {std::move(*function), terminal, direction};
}

std::vector<EventSpec> events_of(Call& call) {
  std::vector<EventSpec> events;
  if (!call.has("events")) return events;
  const Item item = call.item("events");
  if (item.kind() == Item::Kind::list) {
    for (const Item& one : item.items()) events.push_back(event_of(one));
  } else {
    events.push_back(event_of(item));
  }
  if (call.has("args"))
    for (EventSpec& event : events) event.function.set_arguments(call.slot_of("args"));
  return events;
}

std::unique_ptr<Table> list_of(std::vector<Array>& arrays) {
  auto table = std::make_unique<Table>();
  for (Array& a : arrays) table->list.emplace_back(std::move(a));
  return table;
}

template <class T>
void solve(Call& call, std::span<const T> y0, const integrate::IvpOptions& options) {
  Callable fun = call.callable("fun", "args");
  std::vector<EventSpec> specs = events_of(call);
  std::vector<std::function<double(double, std::span<const T>)>> calls;
  for (EventSpec& spec : specs)
    calls.push_back([&spec](double t, std::span<const T> y) { return spec.function.call({t, y}).number(); });
  std::vector<integrate::Event<T>> events;
  for (std::size_t i = 0; i < specs.size(); ++i) events.push_back({calls[i], specs[i].terminal, specs[i].direction});
  const bool vectorized = call.flag("vectorized");
  const auto f = [&](double t, std::span<const T> y, std::span<T> derivative) {
    if (!vectorized) {
      if constexpr (std::is_same_v<T, double>) fun.vector(t, y, derivative);
      else fun.call({t, y}).read(0, derivative);
      return;
    }
    const std::int64_t shape[] = {std::ssize(y), 1}, strides[] = {sizeof(T), sizeof(T)};
    std::byte* data = const_cast<std::byte*>(reinterpret_cast<const std::byte*>(y.data()));
    Answers answers = fun.call({t, View{data, shape, strides, 2, dtype_of<T>}});
    const View v = answers.view(0, dtype_of<T>, {std::ssize(y), 1});
    for (std::size_t i = 0; i < y.size(); ++i) derivative[i] = v.at<T>(static_cast<std::int64_t>(i), 0);
  };
  const std::vector<double> span = call.numbers("t_span");
  if (span.size() != 2) call.refuse("t_span", "must have two numbers");
  integrate::Jacobian<T> given;
  const std::int64_t n = std::ssize(y0);
  std::optional<Callable> jac;
  Array constant;
  const auto jacobian = [&](double t, std::span<const T> y, std::span<T> j) {
    Answers answers = jac->call({t, y});
    const View v = answers.view(0, dtype_of<T>, {n, n});
    for (std::int64_t i = 0; i < n; ++i)
      for (std::int64_t k = 0; k < n; ++k) j[static_cast<std::size_t>(i * n + k)] = v.at<T>(i, k);
  };
  if (call.is_callable("jac")) {
    jac = call.callable("jac", "args");
    given.function = jacobian;
  } else if (call.has("jac")) {
    if (is_complex(call.array("jac").dtype) && !is_complex_type<T>) call.refuse("jac", "must be real, as y0 is");
    constant = call.array_as("jac", dtype_of<T>);
    if (!(constant.shape() == Dims{n, n}))
      call.refuse("jac", format("must be %lldx%lld", static_cast<long long>(n), static_cast<long long>(n)));
    given.constant = {constant.as<T>(), static_cast<std::size_t>(n * n)};
  }
  integrate::IvpResult r = integrate::solve_ivp<T>(call.ctx, f, span[0], span[1], y0, events, options, given);
  Record result(ode_result);
  result.set("message", r.message).set("success", r.status >= 0).set("status", r.status);
  result.set("t", std::move(r.t)).set("y", std::move(r.y));
  if (r.solution) result.set("sol", NewObject{&ode_solution_class, new integrate::OdeSolution(std::move(*r.solution))});
  if (call.has("events")) result.set("t_events", list_of(r.t_events)).set("y_events", list_of(r.y_events));
  result.set("nfev", r.nfev).set("njev", r.njev).set("nlu", r.nlu);
  call.give(std::move(result));
}

void call_solve_ivp(Call& call) {
  integrate::IvpOptions options;
  options.method = call.one_of<IvpMethod>("method", {{"RK23", IvpMethod::rk23},
                                                     {"RK45", IvpMethod::rk45},
                                                     {"DOP853", IvpMethod::dop853},
                                                     {"Radau", IvpMethod::radau},
                                                     {"BDF", IvpMethod::bdf}});
  options.rtol = call.numbers("rtol");
  options.atol = call.numbers("atol");
  options.max_step = call.number("max_step");
  if (call.has("first_step")) options.first_step = call.number("first_step");
  options.dense_output = call.flag("dense_output");
  options.limits = {limit(call, "maxiter").value_or(optimize::unlimited),
                    limit(call, "maxfev").value_or(optimize::unlimited), time_limit(call)};
  std::vector<double> t_eval;
  if (call.has("t_eval")) {
    t_eval = call.numbers("t_eval");
    options.t_eval = t_eval;
  }
  const ProgressBar bar(call.ctx, call.flag("progress"), call.title());
  const bool complex = is_complex(call.array("y0").dtype);
  const Array y0 = call.array_as("y0", complex ? DType::complex128 : DType::float64);
  const auto n = static_cast<std::size_t>(y0.size());
  if (complex) solve<Complex128>(call, {y0.as<Complex128>(), n}, options);
  else solve<double>(call, {y0.as<double>(), n}, options);
}

constexpr Arg value_args[] = {
    in("self", Type::object, "The solution.").of(ode_solution_class),
    in("t", Type::number | Type::vector, "Where; outside of the span the outermost steps are continued.").shaped("m"),
    out("y", Type::array, "The solution: (n) for a number, one column for each t of a vector.").shaped("n, m"),
};

void call_value(Call& call) {
  call.give(call.object<integrate::OdeSolution>("self").evaluate(call.ctx, call.array("t")));
}

constexpr Function value_row{
    "__call",
    "The solution at given times.",
    value_args,
    "Each step has its own polynomial; they join smoothly.",
    R"(local res = integrate.solve_ivp(function(t, y) return {-y[1]} end, {0, 2}, {1}, {dense_output = true, rtol = 1e-8})
       print(pl.allclose(res.sol{0, 0.5, 1}, {{1, math.exp(-0.5), math.exp(-1)}}, {rtol = 1e-4}))  --> true)",
    call_value};

constexpr Function rows[] = {
    Function{
        "solve_ivp", "Initial value problem of ordinary differential equations.", solve_ivp_args,
        "Explicit Runge-Kutta pairs for problems that are not stiff, implicit methods for those that are, with SciPy's "
        "step control, step by step. When RK45 needs very many steps, try Radau. Zeros "
        "of events are found on the continuous solution of a step: of two within one step neither is seen. A run "
        "that ends early returns what it has reached, with success = false and the reason in message.",
        R"(local function fall(t, y) return {y[2], -9.81} end
                local ground = {fun = function(t, y) return y[1] end, terminal = true, direction = -1}
                local res = integrate.solve_ivp(fall, {0, 10}, {20, 0}, {events = ground})
                print(res.status, pl.allclose(res.t_events[1], math.sqrt(2 * 20 / 9.81)))  --> 1	true
                res = integrate.solve_ivp(function(t, y) return -y end, {0, 1}, {1}, {t_eval = {0, 0.5, 1}, rtol = 1e-8})
                print(pl.allclose(res.y, {{1, math.exp(-0.5), math.exp(-1)}}, {rtol = 1e-4}))  --> true)",
        call_solve_ivp}
        .raises(
            "fun gives no vector of n numbers, an event no number\nt_eval is outside of t_span or not in its order\n"
            "tolerances or steps are out of range")
        .from("RK45: J. Dormand, P. Prince (1980); L. Shampine, Mathematics of Computation 46 (1986)\n"
              "RK23: P. Bogacki, L. Shampine, Applied Mathematics Letters 2 (1989)\n"
              "DOP853: E. Hairer, S. Nørsett, G. Wanner, Solving Ordinary Differential Equations I (1993)\n"
              "Radau: E. Hairer, G. Wanner, Solving Ordinary Differential Equations II (1996), IV.8\n"
              "BDF: L. Shampine, M. Reichelt, SIAM J. Scientific Computing 18 (1997)"),
};

void call_text(Call& call) {
  const Array& knots = call.object<integrate::OdeSolution>("self").knots();
  call.give("OdeSolution " + extent(knots) + ", " + counted(std::max<std::int64_t>(knots.size(), 1) - 1, "step"));
}
constexpr Operators operators{.text = call_text};

}  // namespace

const Class ode_solution_class{.name = "integrate.OdeSolution",
                               .prefix = "OdeSolution:",
                               .summary = "The solution of an initial value problem, which can be called.",
                               .methods = {},
                               .call = &value_row,
                               .destroy = [](void* p) { delete static_cast<integrate::OdeSolution*>(p); },
                               .operators = &operators};

Rows solve_ivp_rows() { return rows; }

}  // namespace perilune
