#pragma once
// Parameters of a law from data.

#include <optional>
#include <vector>

#include "kernels/stats/law.h"

namespace perilune::stats {

struct FitOptions {
  // The shapes, loc and scale, in this order: what is fixed, and where the search begins for the others.
  std::vector<std::optional<double>> fixed, start;
  bool by_moments = false;  // method of moments; otherwise maximum likelihood
};

// The negative log-likelihood of the data; infinite where a parameter is not allowed or an observation impossible.
double negative_log_likelihood(Context& ctx, const Law& law, std::span<const double> parameters,
                               std::span<const double> data);

// All parameters. ValueError for data that are empty, not finite, or impossible whatever the free parameters are;
// ConvergenceError when the search does not end.
std::vector<double> fit(Context& ctx, const Law& law, std::span<const double> data, const FitOptions& options);

}  // namespace perilune::stats
