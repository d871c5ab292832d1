// Sums over components run over tiles of 64 points at once, cosines through one matrix product, all else pair by pair.

#include <algorithm>
#include <cmath>

#include "kernels/core/parallel.h"
#include "kernels/lapack/blas.h"
#include "kernels/lapack/threads.h"
#include "kernels/linalg/dense.h"
#include "kernels/linalg/solve.h"
#include "kernels/spatial/metric.h"
#include "kernels/spatial/pair.h"
#include "kernels/spatial/squareform.h"
#include "kernels/spatial/tile_loops.h"

namespace perilune::spatial {

namespace {

// Points as packed rows of doubles.
struct Points {
  CountedVector<double> values;
  std::int64_t count, d;
  const double* row(std::int64_t i) const { return values.data() + i * d; }
  double* row(std::int64_t i) { return values.data() + i * d; }

  Points(Context& ctx, const View& a, const char* name, int ndim = 2) : values(ctx.vector<double>()) {
    if (is_complex(a.dtype)) throw ValueError(format("%s must be real, got %s", name, perilune::name(a.dtype)));
    if (a.ndim != ndim)
      throw ShapeError(format("%s must have %s, got an array of shape %s", name, ndim == 2 ? "two axes" : "one axis",
                              shape_text(a.dims()).c_str()));
    count = ndim == 2 ? a.shape[0] : 1;
    d = a.shape[ndim - 1];
    values.resize(static_cast<std::size_t>(a.size()));
    linalg::pack(ctx, a, values.data());
  }
};

void check_same_length(const Points& a, const Points& b, const char* first, const char* second, bool rows) {
  if (a.d != b.d)
    throw ShapeError(format("%s must have %lld %s to match %s, got %lld", second, static_cast<long long>(a.d),
                            rows ? "columns" : "elements", first, static_cast<long long>(b.d)));
}

// d numbers given for a metric.
CountedVector<double> components(Context& ctx, const View& v, std::int64_t d, const char* name) {
  const Points p(ctx, v, name, 1);
  if (p.d != d)
    throw ShapeError(format("%s must have %lld elements, one for each component, got %lld", name,
                            static_cast<long long>(d), static_cast<long long>(p.d)));
  return p.values;
}

// The variances of the components over all points, with divisor count - 1.
CountedVector<double> variances(Context& ctx, const Points& a, const Points* b) {
  const std::int64_t d = a.d, count = a.count + (b ? b->count : 0);
  CountedVector<double> mean = ctx.vector<double>(static_cast<std::size_t>(d)), result = mean;
  const auto over = [&](auto&& f) {
    for (const Points* p : {&a, b})
      for (std::int64_t i = 0; p && i < p->count; ++i)
        for (std::int64_t k = 0; k < d; ++k) f(static_cast<std::size_t>(k), p->row(i)[k]);
  };
  over([&](std::size_t k, double x) { mean[k] += x / static_cast<double>(count); });
  over([&](std::size_t k, double x) { result[k] += (x - mean[k]) * (x - mean[k]) / static_cast<double>(count - 1); });
  return result;
}

Array inverse_covariance(Context& ctx, const Points& a, const Points* b) {
  const std::int64_t d = a.d, count = a.count + (b ? b->count : 0);
  if (count <= d)
    throw ValueError(format("VI must be given for %lld points in %lld dimensions: their covariance is singular",
                            static_cast<long long>(count), static_cast<long long>(d)));
  CountedVector<double> mean = ctx.vector<double>(static_cast<std::size_t>(d));
  Array covariance = Array::zeros(ctx, DType::float64, {d, d});
  for (const Points* p : {&a, b})
    for (std::int64_t i = 0; p && i < p->count; ++i)
      for (std::int64_t k = 0; k < d; ++k)
        mean[static_cast<std::size_t>(k)] += p->row(i)[k] / static_cast<double>(count);
  for (const Points* p : {&a, b})
    for (std::int64_t i = 0; p && i < p->count; ++i) {
      if ((i & 255) == 0) ctx.poll();
      for (std::int64_t k = 0; k < d; ++k) {
        const double x = (p->row(i)[k] - mean[static_cast<std::size_t>(k)]) / static_cast<double>(count - 1);
        for (std::int64_t l = 0; l < d; ++l)
          covariance.at<double>(k, l) += x * (p->row(i)[l] - mean[static_cast<std::size_t>(l)]);
      }
    }
  return linalg::inv(ctx, covariance);
}

// A metric with its numbers checked and at hand; minkowski and seuclidean become what they are special cases of.
struct Prepared {
  Metric metric;
  CountedVector<double> weights;
  Array vi;
  PairOptions pair;
  bool root = false;   // of the sum
  double divisor = 1;  // hamming: the sum of the weights

  Prepared(Context& ctx, Metric m, const MetricOptions& o, const Points& a, const Points* b)
      : metric(m), weights(ctx.vector<double>()) {
    if (o.weights) {
      if (!takes_weights(m)) throw ValueError("w must be left out with this metric");
      weights = components(ctx, *o.weights, a.d, "w");
      for (const double w : weights)
        if (!(w >= 0)) throw ValueError("w must hold no negative number, got " + number_text(w));
      pair.weights = weights.data();
    }
    pair.centered = o.centered;
    pair.p = o.p;
    if (m == Metric::minkowski) {
      if (!(o.p > 0)) throw ValueError("p must be above 0, got " + number_text(o.p));
      if (o.p == 1) metric = Metric::cityblock;
      else if (o.p == 2) metric = Metric::euclidean;
      else if (std::isinf(o.p)) metric = Metric::chebyshev;
    }
    if (m == Metric::seuclidean) {
      metric = Metric::euclidean;
      weights = o.variances ? components(ctx, *o.variances, a.d, "V") : variances(ctx, a, b);
      for (double& w : weights) {
        if (!(w > 0) && o.variances) throw ValueError("V must hold numbers above 0, got " + number_text(w));
        w = 1 / w;
      }
      pair.weights = weights.data();
    }
    if (m == Metric::mahalanobis) {
      if (o.inverse_covariance) {
        const Points given(ctx, *o.inverse_covariance, "VI");
        if (given.count != a.d || given.d != a.d)
          throw ShapeError(format("VI must have shape (%lld, %lld), got %s", static_cast<long long>(a.d),
                                  static_cast<long long>(a.d), shape_text(o.inverse_covariance->dims()).c_str()));
        vi = Array::empty(ctx, DType::float64, {a.d, a.d});
        std::copy(given.values.begin(), given.values.end(), vi.as<double>());
      } else {
        vi = linalg_row_major(ctx, inverse_covariance(ctx, a, b));
      }
      pair.inverse_covariance = vi.as<double>();
    }
    root = metric == Metric::euclidean;
    if (metric == Metric::hamming) {
      divisor = static_cast<double>(a.d);
      if (pair.weights) {
        divisor = 0;
        for (const double w : weights) divisor += w;
      }
    }
  }

  bool by_tiles() const {
    return metric == Metric::euclidean || metric == Metric::sqeuclidean || metric == Metric::cityblock ||
           metric == Metric::chebyshev || metric == Metric::hamming;
  }
  bool by_product() const {
    return (metric == Metric::cosine || (metric == Metric::correlation && pair.centered)) && !pair.weights;
  }

 private:
  static Array linalg_row_major(Context& ctx, const View& a) {
    const Array packed = Array::empty(ctx, DType::float64, {a.shape[0], a.shape[1]});
    linalg::pack(ctx, a, packed.as<double>());
    return packed;
  }
};

// Where the distance of row i to point j goes; pairs have j > i only.
struct Target {
  double* out;
  std::int64_t n;
  bool pairs;
  std::int64_t first(std::int64_t i) const { return pairs ? i + 1 : 0; }
  double* row(std::int64_t i) const { return pairs ? out + (i * n - i * (i + 1) / 2 - i - 1) : out + i * n; }
};

void by_tiles(Context& ctx, const Points& a, const Points& b, const Prepared& how, const Target& to) {
  const std::int64_t d = a.d, tiles = (b.count + tile_width - 1) / tile_width;
  CountedVector<double> side_by_side = ctx.vector<double>(static_cast<std::size_t>(tiles * d * tile_width));
  for (std::int64_t j = 0; j < b.count; ++j) {
    if ((j & 1023) == 0) ctx.poll();
    double* tile = side_by_side.data() + (j / tile_width) * d * tile_width + j % tile_width;
    for (std::int64_t k = 0; k < d; ++k) tile[k * tile_width] = b.row(j)[k];
  }
  const auto sums = how.metric == Metric::cityblock   ? add_absolute
                    : how.metric == Metric::hamming   ? add_unequal
                    : how.metric == Metric::chebyshev ? take_largest
                                                      : add_squares;
  parallel_for(ctx, a.count, 32, [&](std::int64_t begin, std::int64_t end) {
    double now[tile_width];
    for (std::int64_t t = to.first(begin) / tile_width; t < tiles; ++t) {
      ctx.poll();
      const std::int64_t j0 = t * tile_width, width = std::min<std::int64_t>(tile_width, b.count - j0);
      for (std::int64_t i = begin; i < end; ++i) {
        const std::int64_t skip = std::max<std::int64_t>(to.first(i) - j0, 0);
        if (skip >= width) continue;
        const bool whole = skip == 0 && width == tile_width;
        double* result = whole ? to.row(i) + j0 : now;
        sums(a.row(i), side_by_side.data() + t * d * tile_width, how.pair.weights, d, result);
        if (how.root) take_roots(result);
        if (how.metric == Metric::hamming)
          for (int j = 0; j < tile_width; ++j) result[j] /= how.divisor;
        if (!whole) std::copy(now + skip, now + width, to.row(i) + j0 + skip);
      }
    }
  });
}

// Rows of length 1, less their means first where the metric says so. Zero rows become nan.
void normalise(Context& ctx, Points& p, bool centered) {
  for (std::int64_t i = 0; i < p.count; ++i) {
    if ((i & 1023) == 0) ctx.poll();
    double *x = p.row(i), mean = 0, squares = 0;
    if (centered)
      for (std::int64_t k = 0; k < p.d; ++k) mean += x[k] / static_cast<double>(p.d);
    for (std::int64_t k = 0; k < p.d; ++k) {
      x[k] -= mean;
      squares += x[k] * x[k];
    }
    const double length = std::sqrt(squares);
    for (std::int64_t k = 0; k < p.d; ++k) x[k] /= length;
  }
}

void by_product(Context& ctx, Points& a, Points& b, const Prepared& how, const Target& to) {
  normalise(ctx, a, how.metric == Metric::correlation);
  if (&a != &b) normalise(ctx, b, how.metric == Metric::correlation);
  const auto n = lapack::dimension(b.count, "XB"), d = lapack::dimension(a.d, "XA");
  constexpr std::int64_t block = 256;
  CountedVector<double> products = ctx.vector<double>(static_cast<std::size_t>(std::min(block, a.count) * b.count));
  const lapack::BlasThreads threads(ctx);
  for (std::int64_t i0 = 0; i0 < a.count; i0 += block) {
    ctx.poll();
    const std::int64_t rows = std::min(block, a.count - i0);
    lapack::gemm(lapack::Transpose::yes, lapack::Transpose::no, n, static_cast<lapack::Int>(rows), d, 1.0, b.row(0), d,
                 a.row(i0), d, 0.0, products.data(), n);
    for (std::int64_t i = i0; i < i0 + rows; ++i)
      for (std::int64_t j = to.first(i); j < b.count; ++j) {
        const double distance = 1 - products[static_cast<std::size_t>((i - i0) * b.count + j)];
        to.row(i)[j] = distance < 0 ? 0 : distance;  // rounding carries it below
      }
  }
}

void by_pairs(Context& ctx, const Points& a, const Points& b, const Prepared& how, const Target& to) {
  parallel_for(ctx, a.count, 16, [&](std::int64_t begin, std::int64_t end) {
    CountedVector<double> scratch =
        ctx.vector<double>(how.metric == Metric::mahalanobis ? static_cast<std::size_t>(a.d) : 0);
    PairOptions pair = how.pair;
    pair.scratch = scratch.data();
    for (std::int64_t i = begin; i < end; ++i)
      for (std::int64_t j = to.first(i); j < b.count; ++j) {
        if ((j & 255) == 0) ctx.poll();
        to.row(i)[j] = pair_distance(how.metric, a.row(i), b.row(j), a.d, pair);
      }
  });
}

void fill(Context& ctx, Points& a, Points& b, const Prepared& how, const Target& to) {
  if (a.count == 0 || b.count == 0) return;
  if (how.by_tiles()) by_tiles(ctx, a, b, how, to);
  else if (how.by_product() && a.d > 0) by_product(ctx, a, b, how, to);
  else by_pairs(ctx, a, b, how, to);
}

}  // namespace

bool takes_weights(Metric m) {
  return m != Metric::mahalanobis && m != Metric::seuclidean && m != Metric::jensenshannon;
}

double distance(Context& ctx, const View& u, const View& v, Metric metric, const MetricOptions& options) {
  const Points a(ctx, u, "u", 1), b(ctx, v, "v", 1);
  check_same_length(a, b, "u", "v", false);
  const Prepared how(ctx, metric, options, a, &b);
  PairOptions pair = how.pair;
  CountedVector<double> scratch = ctx.vector<double>(static_cast<std::size_t>(a.d));
  pair.scratch = scratch.data();
  return pair_distance(how.metric, a.row(0), b.row(0), a.d, pair);
}

Array cdist(Context& ctx, const View& xa, const View& xb, Metric metric, const MetricOptions& options) {
  Points a(ctx, xa, "XA"), b(ctx, xb, "XB");
  check_same_length(a, b, "XA", "XB", true);
  const Prepared how(ctx, metric, options, a, &b);
  const Array out = Array::empty(ctx, DType::float64, {a.count, b.count});
  fill(ctx, a, b, how, {out.as<double>(), b.count, false});
  return out;
}

Array pdist(Context& ctx, const View& x, Metric metric, const MetricOptions& options) {
  if (x.ndim == 2) pair_count(x.shape[0]);  // before there are rows to be copied
  Points a(ctx, x, "X");
  const Prepared how(ctx, metric, options, a, nullptr);
  const std::int64_t n = a.count;
  const Array out = Array::empty(ctx, DType::float64, {pair_count(n)});
  fill(ctx, a, a, how, {out.as<double>(), n, true});
  return out;
}

}  // namespace perilune::spatial
