#pragma once
// Measures of how far two vectors are apart.

#include <optional>
#include <string_view>

#include "kernels/core/array.h"

namespace perilune::spatial {

enum class Metric : std::uint8_t {
  braycurtis,
  canberra,
  chebyshev,
  cityblock,
  correlation,
  cosine,
  dice,
  euclidean,
  hamming,
  jaccard,
  jensenshannon,
  kulczynski1,
  mahalanobis,
  minkowski,
  rogerstanimoto,
  russellrao,
  seuclidean,
  sokalmichener,
  sokalsneath,
  sqeuclidean,
  yule,
};

// In the order of the enumeration, with '|' between.
inline constexpr const char* metric_words =
    "braycurtis|canberra|chebyshev|cityblock|correlation|cosine|dice|euclidean|hamming|jaccard|jensenshannon|"
    "kulczynski1|"
    "mahalanobis|minkowski|rogerstanimoto|russellrao|seuclidean|sokalmichener|sokalsneath|sqeuclidean|yule";

struct MetricOptions {
  double p = 2;                            // minkowski: at least above 0, infinity for the largest difference
  bool centered = true;                    // correlation: means are taken off first
  std::optional<View> weights;             // one per component, not negative
  std::optional<View> variances;           // seuclidean; by default those of all points, with divisor count - 1
  std::optional<View> inverse_covariance;  // mahalanobis; by default of all points
};

// Whether a metric reads `weights`; where not, weights are refused. Other options that a metric does not read are
// ignored here.
bool takes_weights(Metric m);

// Between two vectors of the same length.
double distance(Context& ctx, const View& u, const View& v, Metric metric, const MetricOptions& options = {});
// Between each row of a (m x d) and each of b (n x d): m x n, float64.
Array cdist(Context& ctx, const View& a, const View& b, Metric metric, const MetricOptions& options = {});
// Between all pairs of rows: (0, 1), (0, 2) … (1, 2) …, n (n - 1) / 2 numbers.
Array pdist(Context& ctx, const View& a, Metric metric, const MetricOptions& options = {});

// Between distributions along an axis of p and q, which broadcast: each is divided by its sum first. The root of the
// mean of the two divergences from the distribution in the middle, in natural units or those of `base`.
struct JensenShannonOptions {
  std::optional<double> base;
  int axis = 0;
  bool keepdims = false;
};
Array jensen_shannon(Context& ctx, const View& p, const View& q, const JensenShannonOptions& options);

}  // namespace perilune::spatial
