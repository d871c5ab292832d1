#include "stdlib/optimize/solver.h"

#include <cmath>

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

Bounds::Bounds(Call& call, const char* name, std::size_t n) {
  if (!call.has(name)) return;
  const Item all = call.item(name);
  const auto read = [](const Item& end, double open) {
    if (end.kind() == Item::Kind::nil) return open;
    const double x = end.number();
    if (std::isnan(x)) end.refuse("must be a number or nil");
    return x;
  };
  constexpr double infinity = std::numeric_limits<double>::infinity();
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
    const std::vector<Item> pair = row.items(2);
    lower.push_back(read(pair[0], -infinity));
    upper.push_back(read(pair[1], infinity));
  }
}

}  // namespace perilune
