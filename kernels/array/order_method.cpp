#include "kernels/array/order_method.h"

#include <algorithm>
#include <cmath>

namespace perilune {

namespace {

struct Named {
  const char* name;
  QuantileMethod method;
};
constexpr Named methods[] = {
    {"inverted_cdf", QuantileMethod::inverted_cdf},
    {"averaged_inverted_cdf", QuantileMethod::averaged_inverted_cdf},
    {"closest_observation", QuantileMethod::closest_observation},
    {"interpolated_inverted_cdf", QuantileMethod::interpolated_inverted_cdf},
    {"hazen", QuantileMethod::hazen},
    {"weibull", QuantileMethod::weibull},
    {"linear", QuantileMethod::linear},
    {"median_unbiased", QuantileMethod::median_unbiased},
    {"normal_unbiased", QuantileMethod::normal_unbiased},
    {"lower", QuantileMethod::lower},
    {"higher", QuantileMethod::higher},
    {"midpoint", QuantileMethod::midpoint},
    {"nearest", QuantileMethod::nearest},
};

}  // namespace

std::optional<QuantileMethod> parse_quantile_method(std::string_view name) {
  for (const Named& m : methods)
    if (name == m.name) return m.method;
  return {};
}

bool picks_elements(QuantileMethod method) {
  switch (method) {
    case QuantileMethod::inverted_cdf:
    case QuantileMethod::closest_observation:
    case QuantileMethod::lower:
    case QuantileMethod::higher:
    case QuantileMethod::nearest: return true;
    default: return false;
  }
}

QuantilePlace quantile_place(QuantileMethod method, std::int64_t n, double q) {
  const auto count = static_cast<double>(n);
  const auto pick = [&](double rank) {
    const auto r = static_cast<std::int64_t>(std::clamp(rank, 0.0, count - 1));
    return QuantilePlace{r, r, 0};
  };
  // The element at a fractional rank; Hyndman and Fan's alpha and beta. The order of operations is NumPy's.
  const auto between = [&](double alpha, double beta) { return count * q + (alpha + q * (1 - alpha - beta)) - 1; };
  double rank;
  switch (method) {
    case QuantileMethod::lower: return pick(std::floor((count - 1) * q));
    case QuantileMethod::higher: return pick(std::ceil((count - 1) * q));
    case QuantileMethod::nearest: return pick(std::nearbyint((count - 1) * q));
    case QuantileMethod::inverted_cdf:
      rank = count * q - 1;
      return pick(rank == std::floor(rank) ? rank : std::floor(rank) + 1);
    case QuantileMethod::closest_observation: {
      rank = count * q - 1.5;
      const double below = std::floor(rank);
      return pick(rank == below && std::fmod(below, 2) == 0 ? below : below + 1);
    }
    case QuantileMethod::midpoint: rank = 0.5 * (std::floor((count - 1) * q) + std::ceil((count - 1) * q)); break;
    case QuantileMethod::averaged_inverted_cdf: rank = count * q - 1; break;
    case QuantileMethod::interpolated_inverted_cdf: rank = between(0, 1); break;
    case QuantileMethod::hazen: rank = between(0.5, 0.5); break;
    case QuantileMethod::weibull: rank = between(0, 0); break;
    case QuantileMethod::median_unbiased: rank = between(1 / 3.0, 1 / 3.0); break;
    case QuantileMethod::normal_unbiased: rank = between(3 / 8.0, 3 / 8.0); break;
    default: rank = (count - 1) * q;
  }
  if (rank < 0) return {0, 0, 0};
  if (rank >= count - 1) return {n - 1, n - 1, 0};
  const double below = std::floor(rank);
  double weight = rank - below;
  if (method == QuantileMethod::averaged_inverted_cdf) weight = weight == 0 ? 0.5 : 1;
  const auto a = static_cast<std::int64_t>(below);
  return {a, a + 1, weight};
}

}  // namespace perilune
