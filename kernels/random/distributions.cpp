#include "kernels/random/distributions.h"

#include <cmath>

#include "kernels/random/fill.h"

namespace perilune::random {

namespace {

constexpr DistributionRow rows[] = {
    {"standard_normal", DType::float64, {}},
    {"normal", DType::float64, {{{"loc"}, {"scale", Requirement::non_negative}}}},
    {"uniform", DType::float64, {{{"low"}, {"high"}}}},
    {"standard_exponential", DType::float64, {}},
    {"exponential", DType::float64, {{{"scale", Requirement::non_negative}}}},
};

// Why the value cannot be, or null.
const char* objection(Requirement requirement, double x) {
  switch (requirement) {
    case Requirement::none: return nullptr;
    case Requirement::non_negative: return !std::isnan(x) && std::signbit(x) ? "must not be negative" : nullptr;
    case Requirement::positive: return x <= 0 ? "must be positive" : nullptr;
  }
  return nullptr;
}

void check_range(Context& ctx, const View& low, const View& high, bool legacy) {
  each_combination<double, 2>(ctx, {low, high}, [&](double from, double to) {
    const double range = to - from;
    if (!std::isfinite(range))
      throw ValueError(
          format("high - low must be finite, got %s - %s", number_text(to).c_str(), number_text(from).c_str()));
    if (!legacy && std::signbit(range))
      throw ValueError(
          format("high must not be less than low (%s), got %s", number_text(from).c_str(), number_text(to).c_str()));
  });
}

}  // namespace

const DistributionRow& describe(Distribution distribution) { return rows[static_cast<int>(distribution)]; }

void check_parameters(Context& ctx, Distribution distribution, std::span<const std::int64_t> shape,
                      std::span<const Parameter> parameters, bool legacy) {
  const DistributionRow& row = describe(distribution);
  if (static_cast<int>(parameters.size()) != row.count())
    throw InternalError(format("%s takes %d parameters, got %zu", row.name, row.count(), parameters.size()));
  std::array<View, 3> views;
  for (std::size_t p = 0; p < parameters.size(); ++p) {
    views[p] = parameters[p].view();
    const ParameterRow& wanted = row.parameters[p];
    if (views[p].dtype != DType::float64)
      throw ValueError(format("%s must be float64, got %s", wanted.name, name(views[p].dtype)));
    each_combination<double, 1>(ctx, {views[p]}, [&](double x) {
      if (const char* why = objection(wanted.requirement, x))
        throw ValueError(format("%s %s, got %s", wanted.name, why, number_text(x).c_str()));
    });
  }
  check_sample_shape(shape, std::span(views.data(), parameters.size()));
  if (distribution == Distribution::uniform) check_range(ctx, views[0], views[1], legacy);
}

}  // namespace perilune::random
