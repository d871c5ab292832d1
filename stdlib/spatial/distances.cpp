// Distances between many points, and between two.

#include <array>

#include "kernels/array/elementwise.h"
#include "kernels/spatial/metric.h"
#include "kernels/spatial/squareform.h"
#include "stdlib/registry/words.h"
#include "stdlib/spatial/module.h"

namespace perilune {

using spatial::Metric;
using spatial::MetricOptions;

namespace {

// SciPy's documented words: "matching" is another one for "hamming".
constexpr const char* metric_choices =
    "braycurtis|canberra|chebyshev|cityblock|correlation|cosine|dice|euclidean|hamming|jaccard|jensenshannon|"
    "kulczynski1|mahalanobis|matching|minkowski|rogerstanimoto|russellrao|seuclidean|sokalmichener|sokalsneath|"
    "sqeuclidean|yule";
constexpr Arg metric_arg =
    optional("metric", Type::string | Type::callable, "euclidean",
             "How distances are measured: a word, or a function of two vectors that gives a number.")
        .among(metric_choices)
        .called("u, v -> number");
constexpr Arg p_arg = option("p", Type::number, absent,
                             "For \"minkowski\": the power of the differences that is added up, 2 by default; "
                             "math.huge for the largest difference.")
                          .above(0);
constexpr Arg w_arg =
    option("w", Type::vector, absent, "Weights of the components, not negative; 1 each by default.").shaped("d");
constexpr Arg variances_arg =
    option("V", Type::vector, absent,
           "For \"seuclidean\": variances of the components; by default those of all points, with divisor n - 1.")
        .shaped("d");
constexpr Arg inverse_arg =
    option("VI", Type::matrix, absent,
           "For \"mahalanobis\": the inverse of the covariance matrix; by default that of all points.")
        .shaped("d, d");

constexpr Arg cdist_args[] = {
    in("XA", Type::matrix, "Points, one per row.").shaped("m, d"),
    in("XB", Type::matrix, "Other points.").shaped("n, d"),
    metric_arg,
    p_arg,
    w_arg,
    variances_arg,
    inverse_arg,
    out_option,
    out("D", Type::matrix, "The distance from each point of XA (rows) to each of XB (columns).").shaped("m, n"),
};
constexpr Arg pdist_args[] = {
    in("X", Type::matrix, "Points, one per row.").shaped("n, d"),
    metric_arg,
    p_arg,
    w_arg,
    variances_arg,
    inverse_arg,
    out_option,
    out("d", Type::vector,
        "The distances between points 1 and 2, 1 and 3 … 2 and 3 …; `spatial.distance.squareform` "
        "makes a matrix of them.")
        .shaped("n (n - 1) / 2"),
};
constexpr Arg squareform_args[] = {
    in("X", Type::array, "Distances as pdist gives them, or a symmetric matrix."),
    optional("force", Type::string, "no", "\"tomatrix\" and \"tovector\" say which way it goes; \"no\" goes by X.")
        .among("no|tomatrix|tovector"),
    optional("checks", Type::boolean, true, "Whether a matrix must be symmetric with zeros on its diagonal."),
    out("Y", Type::array, "The other form, of the same dtype."),
};

Metric metric_named(std::string_view word) {
  if (word == "matching") return Metric::hamming;
  int place = 0;
  std::optional<Metric> found;
  for_each_word(spatial::metric_words, [&](std::string_view w) {
    if (w == word) found = static_cast<Metric>(place);
    ++place;
  });
  return found.value();
}

// An option that only one metric reads.
void only_for(Call& call, const char* option, const char* word, bool used) {
  if (call.given(option) && !used) call.refuse(option, format("must be left out unless metric is \"%s\"", word));
}

struct Measure {
  Metric metric = Metric::euclidean;
  bool callable = false;
  MetricOptions options;
  explicit Measure(Call& call) {
    callable = call.is_callable("metric");
    if (!callable) metric = metric_named(call.text("metric"));
    only_for(call, "p", "minkowski", !callable && metric == Metric::minkowski);
    only_for(call, "V", "seuclidean", !callable && metric == Metric::seuclidean);
    only_for(call, "VI", "mahalanobis", !callable && metric == Metric::mahalanobis);
    if (call.given("w") && (callable || !spatial::takes_weights(metric)))
      call.refuse("w", "must be left out with this metric");
    if (call.has("p")) options.p = call.number("p");
    if (call.has("w")) options.weights = call.array("w");
    if (call.has("V")) options.variances = call.array("V");
    if (call.has("VI")) options.inverse_covariance = call.array("VI");
  }
};

View row_of_points(const View& points, const std::int64_t& i) {
  return {points.data + i * points.strides[0], points.shape + 1, points.strides + 1, 1, points.dtype};
}

void check_points(const View& a, const char* name) {
  if (a.ndim != 2)
    throw ShapeError(format("%s must have two axes, got an array of shape %s", name, shape_text(a.dims()).c_str()));
}

// Into `out` where it was given.
void give_distances(Call& call, Array distances) {
  if (call.given("out")) copy(call.ctx, distances, call.destination(distances.shape()));
  else call.give(std::move(distances));
}

void call_cdist(Call& call) {
  const Measure how(call);
  const View a = call.array("XA"), b = call.array("XB");
  if (!how.callable) return give_distances(call, spatial::cdist(call.ctx, a, b, how.metric, how.options));
  check_points(a, "XA");
  check_points(b, "XB");
  if (a.shape[1] != b.shape[1])
    call.refuse("XB", format("must have %lld columns to match XA", static_cast<long long>(a.shape[1])));
  Callable metric = call.callable("metric");
  Array out = Array::empty(call.ctx, DType::float64, {a.shape[0], b.shape[0]});
  if (out.size() == 0) return call.give(std::move(out));
  for (std::int64_t i = 0; i < a.shape[0]; ++i)
    for (std::int64_t j = 0; j < b.shape[0]; ++j)
      out.at<double>(i, j) = metric.call({row_of_points(a, i), row_of_points(b, j)}).number();
  give_distances(call, std::move(out));
}

void call_pdist(Call& call) {
  const Measure how(call);
  const View x = call.array("X");
  if (!how.callable) return give_distances(call, spatial::pdist(call.ctx, x, how.metric, how.options));
  check_points(x, "X");
  Callable metric = call.callable("metric");
  const std::int64_t n = x.shape[0];
  Array out = Array::empty(call.ctx, DType::float64, {spatial::pair_count(n)});
  auto* to = out.as<double>();
  for (std::int64_t i = 0; i < n; ++i)
    for (std::int64_t j = i + 1; j < n; ++j) *to++ = metric.call({row_of_points(x, i), row_of_points(x, j)}).number();
  give_distances(call, std::move(out));
}

void call_squareform(Call& call) {
  const View x = call.array("X");
  const std::string_view force = call.text("force");
  if (force == "tomatrix" && x.ndim != 1) call.refuse("X", "must have one axis to become a matrix");
  if (force == "tovector" && x.ndim != 2) call.refuse("X", "must be a matrix to become a vector");
  if (x.ndim == 1) call.give(spatial::matrix_of_pairs(call.ctx, x));
  else call.give(spatial::pairs_of_matrix(call.ctx, x, call.flag("checks")));
}

constexpr Function matrix_rows[] = {
    Function{"cdist", "Distances between two sets of points.", cdist_args,
             "With \"correlation\", means are taken off each point first. \"dice\", \"kulczynski1\", "
             "\"rogerstanimoto\", \"russellrao\", \"sokalmichener\", \"sokalsneath\" and \"yule\" compare booleans: "
             "what is not 0 is true. Cosines and correlations come from one matrix product.",
             R"(local D = spatial.distance.cdist({{0, 0}, {3, 4}}, {{0, 0}, {6, 8}})
                print(D)
                --> [[ 0. 10.]
                -->  [ 5.  5.]]
                print(spatial.distance.cdist({{0, 0}}, {{3, 4}}, "cityblock")(1, 1))  --> 7.0)",
             call_cdist}
        .raises("XA and XB have different numbers of columns\nan option of another metric is given\n"
                "the covariance that \"mahalanobis\" needs is singular"),
    Function{"pdist", "Distances between all pairs of points.", pdist_args,
             "The metrics are those of `spatial.distance.cdist`.",
             R"(local d = spatial.distance.pdist{{0, 0}, {3, 4}, {6, 8}}
                print(d)  --> [ 5. 10.  5.]
                print(spatial.distance.pdist({{0, 1}, {1, 1}}, function(u, v) return (u - v):sum() end))  --> [-1.])",
             call_pdist}
        .raises("an option of another metric is given\nthe covariance that \"mahalanobis\" needs is singular"),
    Function{"squareform", "Distances of all pairs as a matrix, or such a matrix as a vector.", squareform_args,
             "The vector holds the upper triangle, row by row.",
             R"(print(spatial.distance.squareform{5, 10, 5})
                --> [[ 0.  5. 10.]
                -->  [ 5.  0.  5.]
                -->  [10.  5.  0.]]
                print(spatial.distance.squareform{{0, 2}, {2, 0}})  --> [2.])",
             call_squareform}
        .raises("no number of points has so many pairs\nthe matrix is not symmetric, or its diagonal is not 0"),
};

// --- two vectors ---

constexpr Arg u_arg = in("u", Type::vector, "One vector.").shaped("d");
constexpr Arg v_arg = in("v", Type::vector, "The other.").shaped("d");
constexpr Arg pair_w_arg =
    optional("w", Type::vector, absent, "Weights of the components, not negative; 1 each by default.").shaped("d");
constexpr Arg distance_out = out("d", Type::number, "Their distance.");

constexpr Arg pair_args[] = {u_arg, v_arg, pair_w_arg, distance_out};
constexpr Arg minkowski_args[] = {
    u_arg, v_arg, optional("p", Type::number, 2, "The power; math.huge for the largest difference.").above(0),
    pair_w_arg, distance_out};
constexpr Arg correlation_args[] = {u_arg, v_arg, pair_w_arg,
                                    optional("centered", Type::boolean, true, "Whether the means are taken off first."),
                                    distance_out};
constexpr Arg mahalanobis_args[] = {
    u_arg, v_arg, in("VI", Type::matrix, "The inverse of the covariance matrix.").shaped("d, d"), distance_out};
constexpr Arg seuclidean_args[] = {
    u_arg, v_arg, in("V", Type::vector, "Variances of the components, above 0.").shaped("d"), distance_out};

void call_pair(Call& call) {
  MetricOptions options;
  if (call.takes("w") && call.has("w")) options.weights = call.array("w");
  if (call.takes("p")) options.p = call.number("p");
  if (call.takes("centered")) options.centered = call.flag("centered");
  if (call.takes("VI")) options.inverse_covariance = call.array("VI");
  if (call.takes("V")) options.variances = call.array("V");
  call.give(spatial::distance(call.ctx, call.array("u"), call.array("v"), static_cast<Metric>(call.code()), options));
}

constexpr Arg jensenshannon_args[] = {
    in("p", Type::array, "A distribution, or several; what is not 1 in sum is divided by it."),
    in("q", Type::array, "Others, of a shape that fits."),
    optional("base", Type::number, absent, "Of the logarithms; e by default.").above(0),
    option("axis", Type::axis, 1, "Along which the distributions lie; the first by default."),
    option("keepdims", false, "Whether the axis stays, with length 1."),
    out("d", Type::number | Type::array, "Their distances; a number for two vectors."),
};

void call_jensenshannon(Call& call) {
  const View p = call.array("p"), q = call.array("q");
  if (p.ndim == 0) call.refuse("p", "must have at least one axis");
  spatial::JensenShannonOptions o;
  if (call.has("base")) o.base = call.number("base");
  o.axis = call.axis("axis", p.ndim);
  o.keepdims = call.flag("keepdims");
  call.give_unwrapped(spatial::jensen_shannon(call.ctx, p, q, o));
}

constexpr Function pair(const char* name, Metric metric, const char* summary, const char* details, const char* example,
                        std::span<const Arg> args = pair_args) {
  return Function{name, summary, args, details, example, call_pair}
      .with(static_cast<int>(metric))
      .raises("u and v have different lengths");
}
constexpr const char* booleans = "What is not 0 counts as true.";

constexpr Function pair_rows[] = {
    pair("euclidean", Metric::euclidean, "The length of the difference.", "The root of the sum of squares.",
         "print(spatial.distance.euclidean({0, 0}, {3, 4}))  --> 5.0"),
    pair("sqeuclidean", Metric::sqeuclidean, "The squared length of the difference.", "The sum of squares.",
         "print(spatial.distance.sqeuclidean({0, 0}, {3, 4}))  --> 25.0"),
    pair("seuclidean", Metric::seuclidean, "The euclidean distance in units of standard deviations.",
         "Each squared difference is divided by a variance.",
         "print(spatial.distance.seuclidean({0, 0}, {3, 4}, {9, 16}))  --> 1.4142135623731", seuclidean_args),
    pair("cityblock", Metric::cityblock, "The sum of the differences.", "Also known as the Manhattan distance.",
         "print(spatial.distance.cityblock({0, 0}, {3, 4}))  --> 7.0"),
    pair("chebyshev", Metric::chebyshev, "The largest difference.", "Components of weight 0 do not count.",
         "print(spatial.distance.chebyshev({0, 0}, {3, 4}))  --> 4.0"),
    pair("minkowski", Metric::minkowski, "The p-norm of the difference.",
         "p = 1 is cityblock, p = 2 euclidean; below 1 it is no metric.",
         "print(spatial.distance.minkowski({0, 0}, {3, 4}, 1))  --> 7.0", minkowski_args),
    pair("cosine", Metric::cosine, "1 - the cosine of the angle.", "nan for a vector of zeros.",
         "print(spatial.distance.cosine({1, 0}, {0, 2}))  --> 1.0"),
    pair("correlation", Metric::correlation, "1 - the correlation coefficient.", "nan for a constant vector.",
         "print(spatial.distance.correlation({1, 2, 3}, {3, 2, 1}))  --> 2.0", correlation_args),
    pair("mahalanobis", Metric::mahalanobis, "The euclidean distance where the covariance is the unit.",
         "The root of (u - v) VI (u - v).",
         "print(spatial.distance.mahalanobis({0, 0}, {3, 4}, {{1, 0}, {0, 1}}))  --> 5.0", mahalanobis_args),
    pair("canberra", Metric::canberra, "The sum of the relative differences.",
         "|u - v| / (|u| + |v|) for each component, 0 where both are 0.",
         "print(spatial.distance.canberra({1, 0}, {3, 0}))  --> 0.5"),
    pair("braycurtis", Metric::braycurtis, "The sum of the differences over the sum of the sums.",
         "sum of |u - v| / sum of |u + v|.", "print(spatial.distance.braycurtis({1, 0}, {3, 4}))  --> 0.75"),
    pair("hamming", Metric::hamming, "The share of components that differ.", "Equality is exact.",
         "print(spatial.distance.hamming({1, 0, 2}, {1, 1, 2}) * 3)  --> 1.0"),
    pair("jaccard", Metric::jaccard, "The share of components that differ, among those not 0 in both.",
         "0 when all are 0.", "print(spatial.distance.jaccard({1, 0, 0}, {1, 1, 0}))  --> 0.5"),
    Function{"jensenshannon", "The distance between two distributions.", jensenshannon_args,
             "The root of the mean of the divergences of p and q from the distribution in the middle, each divided by "
             "its sum first. Between 0 and the root of log(2).",
             R"(print(pl.round(spatial.distance.jensenshannon({1, 0}, {0, 1}, 2), 12))  --> 1.0
                print(spatial.distance.jensenshannon({1, 2}, {2, 4}))  --> 0.0)",
             call_jensenshannon}
        .raises("p and q have different numbers of axes, or do not fit together")
        .from("D. Endres, J. Schindelin, A new metric for probability distributions, IEEE Trans. Information Theory 49 "
              "(2003)"),
    pair("dice", Metric::dice, "Dice's dissimilarity of booleans.", booleans,
         "print(spatial.distance.dice({1, 0, 1, 1}, {1, 1, 0, 1}))  --> 0.33333333333333"),
    pair("kulczynski1", Metric::kulczynski1, "Kulczynski's first similarity of booleans.", booleans,
         "print(spatial.distance.kulczynski1({1, 0, 1, 1}, {1, 1, 0, 1}))  --> 1.0"),
    pair("rogerstanimoto", Metric::rogerstanimoto, "Rogers' and Tanimoto's dissimilarity of booleans.", booleans,
         "print(spatial.distance.rogerstanimoto({1, 0, 1, 1}, {1, 1, 0, 1}))  --> 0.66666666666667"),
    pair("russellrao", Metric::russellrao, "Russell's and Rao's dissimilarity of booleans.", booleans,
         "print(spatial.distance.russellrao({1, 0, 1, 1}, {1, 1, 0, 1}))  --> 0.5"),
    pair("sokalmichener", Metric::sokalmichener, "Sokal's and Michener's dissimilarity of booleans.", booleans,
         "print(spatial.distance.sokalmichener({1, 0, 1, 1}, {1, 1, 0, 1}))  --> 0.66666666666667"),
    pair("sokalsneath", Metric::sokalsneath, "Sokal's and Sneath's dissimilarity of booleans.", booleans,
         "print(spatial.distance.sokalsneath({1, 0, 1, 1}, {1, 1, 0, 1}))  --> 0.66666666666667"),
    pair("yule", Metric::yule, "Yule's dissimilarity of booleans.", booleans,
         "print(spatial.distance.yule({1, 0, 1, 0}, {1, 1, 0, 0}))  --> 1.0"),
};

}  // namespace

Rows spatial_matrix_rows() { return matrix_rows; }
Rows spatial_pair_rows() { return pair_rows; }

}  // namespace perilune
