#include "stdlib/optimize/solver.h"

#include <cmath>
#include <cstdio>

#include "stdlib/registry/state.h"

namespace perilune {

std::optional<std::int64_t> limit(Call& call, const char* name) {
  if (!call.has(name)) return std::nullopt;
  const double x = call.number(name);
  if (x >= 0x1p53) return optimize::unlimited;
  if (!(x == std::floor(x))) call.refuse(name, "must be a whole number or math.huge");
  return static_cast<std::int64_t>(x);
}

double time_limit(Call& call) {
  return call.has("maxtime") ? call.number("maxtime") : std::numeric_limits<double>::infinity();
}

void check_used_by(Call& call, const char* method) {
  for (const Arg& arg : call.row().args) {
    if (!arg.methods || !call.given(arg.name)) continue;
    const std::string words = std::string("|") + arg.methods + "|";
    if (words.find(std::string("|") + method + "|") == std::string::npos)
      throw ValueError(format("method '%s' does not use option '%s'", method, arg.name));
  }
}

void show_end(Call& call, const Ended& ended) {
  if (!call.flag("disp")) return;
  std::string text(ended.message);
  text += "\n         Current function value: " + number_text(ended.fun);
  text += format("\n         Iterations: %lld", static_cast<long long>(ended.nit));
  text += format("\n         Function evaluations: %lld", static_cast<long long>(ended.nfev));
  if (ended.njev >= 0) text += format("\n         Gradient evaluations: %lld", static_cast<long long>(ended.njev));
  text += "\n";
  const Host* host = call.state.host;
  if (host && host->print) host->print(host->data, text);
  else std::fwrite(text.data(), 1, text.size(), stdout);
}

ObjectiveOf::ObjectiveOf(Call& call) : fun_(call.callable("fun", "args")) {
  value_ = [this](optimize::Point x) { return fun_.number(x); };
  bool estimated = true;
  if (call.is_callable("jac")) {
    jac_ = call.callable("jac", "args");
    gradient_ = [this](optimize::Point x, std::span<double> g) { jac_->call({x}).read(0, g); };
    estimated = false;
  } else if (call.is_text("jac")) {
    const std::string_view scheme = call.text("jac");
    relative_ = true;
    if (scheme == "3-point") scheme_ = optimize::Difference::three_point;
    if (scheme == "cs") scheme_ = optimize::Difference::complex_step;
    complex_ = [this](std::span<const Complex128> z) { return fun_.call({z}).complex(); };
  } else if (call.has("jac") && call.flag("jac")) {
    both_ = [this](optimize::Point x, std::span<double> g) {
      Answers answers = fun_.call({x}, 2);
      const double value = answers.number(0);
      answers.read(1, g);
      return value;
    };
    estimated = false;
  }
  if (call.given("eps") && (!estimated || relative_))
    call.refuse("eps", "must be left out with jac, or be finite_diff_rel_step with jac = \"2-point\" and its like");
  if (call.given("finite_diff_rel_step") && !relative_)
    call.refuse("finite_diff_rel_step", "must be left out unless jac is \"2-point\", \"3-point\" or \"cs\"");
  if (call.has("eps")) absolute_steps_ = call.numbers("eps");
  if (call.has("finite_diff_rel_step")) relative_steps_ = call.numbers("finite_diff_rel_step");
}

optimize::Objective ObjectiveOf::objective() {
  optimize::Objective objective{value_};
  if (gradient_) objective.gradient = gradient_;
  if (both_) objective.joint = both_;
  if (complex_) objective.complex_value = complex_;
  return objective;
}

optimize::DifferenceOptions ObjectiveOf::differences(double eps) {
  optimize::DifferenceOptions options{.scheme = scheme_};
  if (!relative_ && absolute_steps_.empty()) absolute_steps_ = {eps};
  options.absolute = absolute_steps_;
  options.relative = relative_steps_;
  return options;
}

Reporter::Reporter(Call& call, bool vector) : vector_(vector) {
  if (call.has("callback")) callable_ = call.callable("callback");
}

bool Reporter::operator()(const optimize::Iterate& now) {
  const Callable::Report state[] = {
      {"fun", now.fun}, {"nit", static_cast<double>(now.nit)}, {"nfev", static_cast<double>(now.nfev)}};
  return vector_ ? callable_->report(now.x, state) : callable_->report(now.x[0], state);
}

std::optional<optimize::Callback> Reporter::callback() {
  if (!callable_) return std::nullopt;
  return optimize::Callback(*this);
}

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<double> side_of(const Item& item, std::size_t n, double open) {
  std::vector<double> side;
  if (item.kind() == Item::Kind::nil) return std::vector<double>(n, open);
  if (item.kind() == Item::Kind::number) return std::vector<double>(n, item.number());
  if (item.kind() == Item::Kind::array) {
    const Array a = item.array();
    if (a.ndim() == 0) return std::vector<double>(n, load(a.dtype(), a.data()).real());
    if (a.ndim() != 1 || a.size() != static_cast<std::int64_t>(n))
      item.refuse("must have one number for each variable");
    for (std::int64_t i = 0; i < a.size(); ++i) side.push_back(load(a.dtype(), a.data() + i * a.strides()[0]).real());
    return side;
  }
  if (item.kind() != Item::Kind::list) item.refuse("must be a number or a list");
  if (static_cast<std::int64_t>(item.items().size()) > static_cast<std::int64_t>(n))
    item.refuse(format("must have one number for each of %zu variables", n));
  for (const Item& one : item.items(static_cast<std::int64_t>(n)))
    side.push_back(one.kind() == Item::Kind::nil ? open : one.number());
  return side;
}

}  // namespace

void read_sides(const Item& all, std::size_t n, std::vector<double>& lower, std::vector<double>& upper) {
  lower.assign(n, -infinity);
  upper.assign(n, infinity);
  if (all.kind() == Item::Kind::map) {
    for (const Item::Entry& entry : all.entries()) {
      const std::string* name = std::get_if<std::string>(&entry.key);
      if (name && *name == "lb") lower = side_of(entry.item, n, -infinity);
      else if (name && *name == "ub") upper = side_of(entry.item, n, infinity);
      else entry.item.refuse("must be left out: bounds have 'lb' and 'ub'");
    }
    return;
  }
  if (all.items().size() > 2) all.refuse("must have two entries, the lower and the upper side");
  const std::vector<Item> sides = all.items(2);
  lower = side_of(sides[0], n, -infinity);
  upper = side_of(sides[1], n, infinity);
}

Bounds::Bounds(Call& call, const char* name, std::size_t n) {
  if (!call.has(name)) return;
  const Item all = call.item(name);
  const auto read = [](const Item& end, double open) {
    if (end.kind() == Item::Kind::nil) return open;
    const double x = end.number();
    if (std::isnan(x)) end.refuse("must be a number or nil");
    return x;
  };
  if (all.kind() == Item::Kind::map) {
    read_sides(all, n, lower, upper);
    for (std::size_t i = 0; i < n; ++i)
      if (std::isnan(lower[i]) || std::isnan(upper[i])) call.refuse(name, "must have no nan");
    return;
  }
  if (all.kind() == Item::Kind::array) {
    const Array a = call.array_as(name, DType::float64);
    if (!(a.shape() == Dims{static_cast<std::int64_t>(n), 2}))
      throw ShapeError(format("%s must have %zu rows of two, one for each variable, got shape %s", name, n,
                              shape_text(a.shape()).c_str()));
    for (std::size_t i = 0; i < n; ++i) {
      lower.push_back(a.as<double>()[2 * i]);
      upper.push_back(a.as<double>()[2 * i + 1]);
    }
    return;
  }
  const std::vector<Item> rows = all.items();
  if (rows.size() != n)
    throw ShapeError(format("%s must have %zu rows, one for each variable, got %zu", name, n, rows.size()));
  for (const Item& row : rows) {
    if (row.kind() == Item::Kind::array) {
      const Array pair = row.array();
      if (!(pair.shape() == Dims{2})) row.refuse("must be a pair");
      lower.push_back(load(pair.dtype(), pair.data()).real());
      upper.push_back(load(pair.dtype(), pair.data() + pair.strides()[0]).real());
      continue;
    }
    if (row.kind() != Item::Kind::list) row.refuse("must be a pair");
    if (row.items().size() > 2) row.refuse("must be a pair");
    const std::vector<Item> pair = row.items(2);
    lower.push_back(read(pair[0], -infinity));
    upper.push_back(read(pair[1], infinity));
  }
}

}  // namespace perilune
