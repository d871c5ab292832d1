#include "kernels/spatial/pair.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/core/errors.h"

namespace perilune::spatial {

namespace {

template <class Term>
double sum(std::int64_t d, const double* weights, Term term) {
  double total = 0;
  if (weights)
    for (std::int64_t i = 0; i < d; ++i) total += weights[i] * term(i);
  else
    for (std::int64_t i = 0; i < d; ++i) total += term(i);
  return total;
}

double total_weight(std::int64_t d, const double* weights) {
  return weights ? sum(d, weights, [](std::int64_t) { return 1.0; }) : static_cast<double>(d);
}

double chebyshev(const double* u, const double* v, std::int64_t d, const double* weights) {
  double largest = 0;
  for (std::int64_t i = 0; i < d; ++i) {
    if (weights && !(weights[i] > 0)) continue;
    const double a = std::abs(u[i] - v[i]);
    if (a > largest || std::isnan(a)) largest = a;
  }
  return largest;
}

// 1 - cos of the angle between the vectors, less their means first where asked.
double angular(const double* u, const double* v, std::int64_t d, const PairOptions& o, bool centered) {
  double mean_u = 0, mean_v = 0;
  if (centered) {
    const double total = total_weight(d, o.weights);
    mean_u = sum(d, o.weights, [&](std::int64_t i) { return u[i]; }) / total;
    mean_v = sum(d, o.weights, [&](std::int64_t i) { return v[i]; }) / total;
  }
  const double uv = sum(d, o.weights, [&](std::int64_t i) { return (u[i] - mean_u) * (v[i] - mean_v); });
  const double uu = sum(d, o.weights, [&](std::int64_t i) { return (u[i] - mean_u) * (u[i] - mean_u); });
  const double vv = sum(d, o.weights, [&](std::int64_t i) { return (v[i] - mean_v) * (v[i] - mean_v); });
  // Rounding may carry it just below 0.
  return std::abs(1 - uv / (std::sqrt(uu) * std::sqrt(vv)));
}

double jaccard(const double* u, const double* v, std::int64_t d, const double* weights) {
  const double different = sum(d, weights, [&](std::int64_t i) { return u[i] != v[i] ? 1.0 : 0.0; });
  const double filled = sum(d, weights, [&](std::int64_t i) { return u[i] != 0 || v[i] != 0 ? 1.0 : 0.0; });
  return filled == 0 ? 0 : different / filled;
}

// The root of the mean divergence from the middle of two distributions; what has no sum to divide by, or is negative,
// is infinitely far away.
double jensenshannon(const double* u, const double* v, std::int64_t d) {
  double sum_u = 0, sum_v = 0;
  for (std::int64_t i = 0; i < d; ++i) {
    if (u[i] < 0 || v[i] < 0) return std::numeric_limits<double>::infinity();
    sum_u += u[i];
    sum_v += v[i];
  }
  if (sum_u == 0 || sum_v == 0) return std::numeric_limits<double>::infinity();
  double total = 0;
  for (std::int64_t i = 0; i < d; ++i) {
    const double x = u[i] / sum_u, y = v[i] / sum_v, middle = (x + y) / 2;
    total += divergence_term(x, middle) + divergence_term(y, middle);
  }
  return std::sqrt(std::max(total, 0.0) / 2);  // rounding may carry it below 0
}

double canberra(const double* u, const double* v, std::int64_t d, const double* weights) {
  return sum(d, weights, [&](std::int64_t i) {
    const double size = std::abs(u[i]) + std::abs(v[i]);
    return size == 0 ? 0 : std::abs(u[i] - v[i]) / size;
  });
}

double mahalanobis(const double* u, const double* v, std::int64_t d, const PairOptions& o) {
  for (std::int64_t i = 0; i < d; ++i) o.scratch[i] = u[i] - v[i];
  double total = 0;
  for (std::int64_t i = 0; i < d; ++i) {
    const double* row = o.inverse_covariance + i * d;
    double product = 0;
    for (std::int64_t j = 0; j < d; ++j) product += row[j] * o.scratch[j];
    total += o.scratch[i] * product;
  }
  return std::sqrt(total);
}

// How often both are true, only the first, only the second, neither: counts, or sums of weights.
struct Agreement {
  double both = 0, first = 0, second = 0, neither = 0;
  double different() const { return first + second; }
};

Agreement agreement(const double* u, const double* v, std::int64_t d, const double* weights) {
  Agreement a;
  for (std::int64_t i = 0; i < d; ++i) {
    const double w = weights ? weights[i] : 1;
    const bool x = u[i] != 0, y = v[i] != 0;
    (x ? (y ? a.both : a.first) : (y ? a.second : a.neither)) += w;
  }
  return a;
}

double boolean(Metric metric, const Agreement& a, double total) {
  switch (metric) {
    case Metric::dice: return a.different() / (2 * a.both + a.different());
    case Metric::kulczynski1: return a.both / a.different();
    case Metric::russellrao: return (total - a.both) / total;
    case Metric::sokalsneath: return 2 * a.different() / (a.both + 2 * a.different());
    case Metric::yule: {
      const double crossed = a.first * a.second;
      return crossed == 0 ? 0 : 2 * crossed / (a.both * a.neither + crossed);
    }
    default: return 2 * a.different() / (a.both + a.neither + 2 * a.different());  // rogerstanimoto, sokalmichener
  }
}

}  // namespace

double divergence_term(double x, double y) {
  if (std::isnan(x) || std::isnan(y)) return std::nan("");
  if (x > 0 && y > 0) return x * std::log(x / y);
  return x == 0 && y >= 0 ? 0 : std::numeric_limits<double>::infinity();
}

double pair_distance(Metric metric, const double* u, const double* v, std::int64_t d, const PairOptions& o) {
  const double* w = o.weights;
  const auto difference = [&](std::int64_t i) { return std::abs(u[i] - v[i]); };
  switch (metric) {
    case Metric::braycurtis:
      return sum(d, w, difference) / sum(d, w, [&](std::int64_t i) { return std::abs(u[i] + v[i]); });
    case Metric::canberra: return canberra(u, v, d, w);
    case Metric::chebyshev: return chebyshev(u, v, d, w);
    case Metric::cityblock: return sum(d, w, difference);
    case Metric::correlation: return angular(u, v, d, o, o.centered);
    case Metric::cosine: return angular(u, v, d, o, false);
    case Metric::euclidean:
    case Metric::sqeuclidean: {
      const double squares = sum(d, w, [&](std::int64_t i) { return difference(i) * difference(i); });
      return metric == Metric::euclidean ? std::sqrt(squares) : squares;
    }
    case Metric::hamming:
      return sum(d, w, [&](std::int64_t i) { return u[i] != v[i] ? 1.0 : 0.0; }) / total_weight(d, w);
    case Metric::jensenshannon: return jensenshannon(u, v, d);
    case Metric::jaccard: return jaccard(u, v, d, w);
    case Metric::mahalanobis: return mahalanobis(u, v, d, o);
    case Metric::minkowski:
      if (std::isinf(o.p)) return chebyshev(u, v, d, w);
      return std::pow(sum(d, w, [&](std::int64_t i) { return std::pow(difference(i), o.p); }), 1 / o.p);
    case Metric::seuclidean: throw InternalError("seuclidean is a weighted euclidean distance");
    default: return boolean(metric, agreement(u, v, d, w), total_weight(d, w));
  }
}

}  // namespace perilune::spatial
