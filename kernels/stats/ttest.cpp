// Student's tests. Unequal variances: B. L. Welch, Biometrika 34 (1947) 28; trimmed means: K. K. Yuen, Biometrika 61
// (1974) 165.

#include <algorithm>
#include <cmath>

#include "kernels/array/elementwise.h"
#include "kernels/special/functions.h"
#include "kernels/stats/slices.h"
#include "kernels/stats/tests.h"

namespace perilune::stats {

namespace {

using special::inf;
using special::nan;

void check_real(const View& v, const char* name) {
  if (is_complex(v.dtype)) throw ValueError(format("%s must be real, got %s", name, perilune::name(v.dtype)));
}

// What a test needs of a sample.
struct Sample {
  double n, mean, variance;  // variance with divisor n - 1
};

Sample describe_sample(std::span<const double> x) {
  const auto n = static_cast<double>(x.size());
  if (x.empty()) return {0, nan, nan};
  // Eight sums side by side; the second pass takes the error of the mean back out.
  double sum = 0;
  {
    double parts[8] = {};
    std::size_t i = 0;
    for (; i + 8 <= x.size(); i += 8)
      for (std::size_t k = 0; k < 8; ++k) parts[k] += x[i + k];
    for (; i < x.size(); ++i) parts[0] += x[i];
    for (const double p : parts) sum += p;
  }
  const double mean = sum / n;
  double square = 0, rest = 0;
  for (const double v : x) {
    const double d = v - mean;
    square += d * d;
    rest += d;
  }
  square -= rest * rest / n;
  return {n, mean + rest / n, x.size() > 1 ? square / (n - 1) : nan};
}

// Yuen: means of what is left between the cuts, variances of the winsorised sample, per n kept.
Sample describe_trimmed(std::span<double> x, double trim) {
  if (x.empty() || std::isnan(x.front())) return {0, nan, nan};
  for (const double v : x)
    if (std::isnan(v)) return {static_cast<double>(x.size()), nan, nan};
  std::sort(x.begin(), x.end());
  const auto cut = static_cast<std::size_t>(trim * static_cast<double>(x.size()));
  const auto middle = x.subspan(cut, x.size() - 2 * cut);
  const Sample kept = describe_sample(middle);
  const auto n = static_cast<double>(x.size()), h = kept.n;
  double mean = 0;
  const double low = middle.front(), high = middle.back();
  for (const double v : x) mean += std::clamp(v, low, high);
  mean /= n;
  double square = 0;
  for (const double v : x) {
    const double d = std::clamp(v, low, high) - mean;
    square += d * d;
  }
  // As a variance that the formulas of the ordinary test can use with n = h.
  return {h, kept.mean, h > 1 ? square / (h - 1) : nan};
}

struct Row {
  double t, p, df, estimate, error;
};

Row one_sample(const Sample& s, double popmean, Alternative alternative) {
  const double error = std::sqrt(s.variance / s.n), df = s.n - 1;
  const double t = (s.mean - popmean) / error;
  return {t, t_pvalue(t, df, alternative), df, s.mean, error};
}

Row two_samples(const Sample& a, const Sample& b, bool equal_var, Alternative alternative) {
  double df, error;
  if (equal_var) {
    df = a.n + b.n - 2;
    // One element has no spread of its own to add.
    const double sa = a.n > 1 ? (a.n - 1) * a.variance : a.mean - a.mean;
    const double sb = b.n > 1 ? (b.n - 1) * b.variance : b.mean - b.mean;
    error = std::sqrt((sa + sb) / df * (1 / a.n + 1 / b.n));
  } else {
    const double va = a.variance / a.n, vb = b.variance / b.n;
    df = (va + vb) * (va + vb) / (va * va / (a.n - 1) + vb * vb / (b.n - 1));
    if (std::isnan(df)) df = 1;  // both constant: t is infinite or nan anyhow
    error = std::sqrt(va + vb);
  }
  const double difference = a.mean - b.mean, t = difference / error;
  return {t, t_pvalue(t, df, alternative), df, difference, error};
}

class Rows {
 public:
  Rows(Context& ctx, const Dims& shape) {
    for (Array* to : {&test_.statistic, &test_.pvalue, &test_.df, &test_.estimate, &test_.standard_error})
      *to = Array::empty(ctx, DType::float64, shape);
  }
  void put(std::int64_t i, const Row& r) {
    test_.statistic.as<double>()[i] = r.t;
    test_.pvalue.as<double>()[i] = r.p;
    test_.df.as<double>()[i] = r.df;
    test_.estimate.as<double>()[i] = r.estimate;
    test_.standard_error.as<double>()[i] = r.error;
  }
  TTest take() { return std::move(test_); }

 private:
  TTest test_;
};

// With the axes that were tested over kept as length 1.
TTest kept(TTest t, const View& a, const TestOptions& options) {
  if (!options.keepdims) return t;
  Dims shape = t.statistic.shape();
  if (!options.axis)
    for (int i = 0; i < a.ndim; ++i) shape.push_back(1);
  else shape.insert(*options.axis, 1);
  for (Array* x : {&t.statistic, &t.pvalue, &t.df, &t.estimate, &t.standard_error})
    *x = x->with_layout(x->data(), shape, row_major_strides(shape, sizeof(double)));
  return t;
}

// The same number of axes on both sides, and equal lengths of all but the axis of the test.
void check_same_axes(const View& a, const View& b, const TestOptions& options) {
  if (!options.axis) return;
  if (a.ndim != b.ndim)
    throw ShapeError("b must have as many axes as a, got " + shape_text(b.dims()) + " beside " + shape_text(a.dims()));
}

double percentile_of_t(double p, double df) { return special::stdtrit(df, p); }

// Both samples of one test together, and how many relabellings were as extreme.
struct Relabelled {
  CountedVector<double> all;
  std::size_t m;  // of these in the first sample
  double observed;
  std::int64_t place, extreme = 0;

  double ways() const { return std::round(special::binom(static_cast<double>(all.size()), static_cast<double>(m))); }
  void count(std::span<const double> x, const IndependentOptions& o) {
    const double t =
        two_samples(describe_sample(x.first(m)), describe_sample(x.subspan(m)), o.equal_var, o.alternative).t;
    const double slack = 1e-14 * std::max(1.0, std::abs(observed));
    switch (o.alternative) {
      case Alternative::two_sided: extreme += std::abs(t) >= std::abs(observed) - slack; break;
      case Alternative::less: extreme += t <= observed + slack; break;
      case Alternative::greater: extreme += t >= observed - slack; break;
    }
  }
};

// The share of all relabellings.
double exact_pvalue(Context& ctx, Relabelled& r, const IndependentOptions& o) {
  const std::size_t n = r.all.size();
  std::vector<bool> first(n, false);
  std::fill_n(first.begin(), r.m, true);
  auto x = ctx.vector<double>(n);
  std::int64_t total = 0;
  do {
    if (total % 256 == 0) ctx.poll();
    std::size_t i = 0, j = r.m;
    for (std::size_t k = 0; k < n; ++k) x[first[k] ? i++ : j++] = r.all[k];
    r.count(x, o);
    ++total;
  } while (std::prev_permutation(first.begin(), first.end()));
  return static_cast<double>(r.extreme) / static_cast<double>(total);
}

// Random relabellings; tests of the same size share them.
void count_random(Context& ctx, std::span<Relabelled> tests, const IndependentOptions& o) {
  Array order;
  auto x = ctx.vector<double>();
  for (std::int64_t k = 0; k < o.permutations; ++k) {
    std::size_t drawn = 0;
    for (Relabelled& r : tests) {
      ctx.poll();
      const std::size_t n = r.all.size();
      if (n != drawn) {
        if (!order.data() || order.size() != static_cast<std::int64_t>(n))
          order = Array::empty(ctx, DType::int64, {static_cast<std::int64_t>(n)});
        o.stream->permutation(ctx, order);
        drawn = n;
      }
      x.resize(n);
      const std::int64_t* from = order.as<std::int64_t>();
      for (std::size_t i = 0; i < n; ++i) x[i] = r.all[static_cast<std::size_t>(from[i])];
      r.count(x, o);
    }
  }
}

}  // namespace

double t_pvalue(double t, double df, Alternative alternative) {
  switch (alternative) {
    case Alternative::less: return special::stdtr(df, t);
    case Alternative::greater: return special::stdtr(df, -t);
    default: return 2 * special::stdtr(df, -std::abs(t));
  }
}

TTest ttest_1samp(Context& ctx, const View& a, const View& popmean, const TestOptions& options) {
  check_real(a, "a");
  check_real(popmean, "popmean");
  const Slices s = slices(ctx, a, options.axis);
  Array means = astype(ctx, popmean, DType::float64);
  // A mean for each test: with the axis of the samples as length 1, or without it.
  Dims wanted = means.shape();
  if (options.axis && wanted.size() == a.ndim && wanted.size() > 0 && wanted[*options.axis] == 1)
    wanted.erase(*options.axis);
  means = means.with_layout(means.data(), wanted, row_major_strides(wanted, sizeof(double)));
  if (!(broadcast_shape(s.shape, wanted) == s.shape))
    throw ShapeError("popmean must broadcast to the tests, " + shape_text(s.shape) + ", got " +
                     shape_text(popmean.dims()));
  Array spread = Array::empty(ctx, DType::float64, s.shape);
  copy(ctx, means, spread);
  Rows rows(ctx, s.shape);
  for (std::int64_t i = 0; i < s.count; ++i) {
    if (i % 256 == 0) ctx.poll();
    rows.put(i, one_sample(describe_sample(without_nan(s.slice(i), options.nan_policy, "a")), spread.as<double>()[i],
                           options.alternative));
  }
  return kept(rows.take(), a, options);
}

TTest ttest_rel(Context& ctx, const View& a, const View& b, const TestOptions& options) {
  check_real(a, "a");
  check_real(b, "b");
  Array difference;
  if (options.axis) {
    check_same_axes(a, b, options);
    if (a.ndim && a.shape[*options.axis] != b.shape[*options.axis])
      throw ShapeError(format("b must have as many elements as a, %lld, got %lld",
                              static_cast<long long>(a.shape[*options.axis]),
                              static_cast<long long>(b.shape[*options.axis])));
    difference = apply(ctx, BinaryOp::subtract, astype(ctx, a, DType::float64), astype(ctx, b, DType::float64));
  } else {
    if (a.size() != b.size())
      throw ShapeError(format("b must have as many elements as a, %lld, got %lld", static_cast<long long>(a.size()),
                              static_cast<long long>(b.size())));
    Array x = astype(ctx, a, DType::float64), y = astype(ctx, b, DType::float64);
    const Dims flat{a.size()}, step{8};
    difference =
        apply(ctx, BinaryOp::subtract, x.with_layout(x.data(), flat, step), y.with_layout(y.data(), flat, step));
  }
  const Slices s = slices(ctx, difference, options.axis);
  Rows rows(ctx, s.shape);
  for (std::int64_t i = 0; i < s.count; ++i) {
    if (i % 256 == 0) ctx.poll();
    rows.put(i, one_sample(describe_sample(without_nan(s.slice(i), options.nan_policy, "the differences a - b")), 0,
                           options.alternative));
  }
  return kept(rows.take(), a, options);
}

TTest ttest_ind(Context& ctx, const View& a, const View& b, const IndependentOptions& options) {
  check_real(a, "a");
  check_real(b, "b");
  check_same_axes(a, b, options);
  const Slices x = slices(ctx, a, options.axis), y = slices(ctx, b, options.axis);
  const Dims shape = broadcast_shape(x.shape, y.shape);
  const Array of_a = slice_numbers(ctx, x, shape), of_b = slice_numbers(ctx, y, shape);
  Rows rows(ctx, shape);
  auto u = ctx.vector<double>(), v = ctx.vector<double>();
  std::vector<Relabelled> random;
  for (std::int64_t i = 0, n = checked_size(shape); i < n; ++i) {
    if (i % 256 == 0) ctx.poll();
    const auto from_a = x.slice(of_a.as<std::int64_t>()[i]), from_b = y.slice(of_b.as<std::int64_t>()[i]);
    u.assign(from_a.begin(), from_a.end());
    v.assign(from_b.begin(), from_b.end());
    const auto p = without_nan(u, options.nan_policy, "a"), q = without_nan(v, options.nan_policy, "b");
    Row row = options.trim > 0
                  ? two_samples(describe_trimmed(p, options.trim), describe_trimmed(q, options.trim), options.equal_var,
                                options.alternative)
                  : two_samples(describe_sample(p), describe_sample(q), options.equal_var, options.alternative);
    if ((options.permutations > 0 || options.exact_permutations) && std::isnan(row.t)) row.p = nan;
    else if (options.permutations > 0 || options.exact_permutations) {
      Relabelled r{ctx.vector<double>(), p.size(), row.t, i};
      r.all.assign(p.begin(), p.end());
      r.all.insert(r.all.end(), q.begin(), q.end());
      if (options.exact_permutations || static_cast<double>(options.permutations) >= r.ways())
        row.p = exact_pvalue(ctx, r, options);
      else random.push_back(std::move(r));
    }
    rows.put(i, row);
  }
  TTest result = rows.take();
  count_random(ctx, random, options);
  for (const Relabelled& r : random)
    result.pvalue.as<double>()[r.place] =
        (static_cast<double>(r.extreme) + 1) / (static_cast<double>(options.permutations) + 1);
  return kept(std::move(result), a, options);
}

TTest ttest_from_stats(Context& ctx, const View (&means)[2], const View (&deviations)[2], const View (&sizes)[2],
                       bool equal_var, Alternative alternative) {
  Dims shape;
  const View* all[] = {&means[0], &deviations[0], &sizes[0], &means[1], &deviations[1], &sizes[1]};
  Array spread[6];
  for (const View* v : all) shape = broadcast_shape(shape, v->dims());
  for (int k = 0; k < 6; ++k) {
    spread[k] = Array::empty(ctx, DType::float64, shape);
    copy(ctx, *all[k], spread[k]);
  }
  Rows rows(ctx, shape);
  for (std::int64_t i = 0, n = checked_size(shape); i < n; ++i) {
    const auto sample = [&](int k) {
      const double s = spread[k + 1].as<double>()[i];
      return Sample{spread[k + 2].as<double>()[i], spread[k].as<double>()[i], s * s};
    };
    rows.put(i, two_samples(sample(0), sample(3), equal_var, alternative));
  }
  return rows.take();
}

std::pair<Array, Array> confidence_interval(Context& ctx, const TTest& t, Alternative alternative, double level) {
  Array low = Array::empty(ctx, DType::float64, t.df.shape()), high = Array::empty(ctx, DType::float64, t.df.shape());
  for (std::int64_t i = 0, n = low.size(); i < n; ++i) {
    const double df = t.df.as<double>()[i], m = t.estimate.as<double>()[i], e = t.standard_error.as<double>()[i];
    const double two = -percentile_of_t((1 - level) / 2, df), one = -percentile_of_t(1 - level, df);
    low.as<double>()[i] =
        alternative == Alternative::less ? -inf : m - e * (alternative == Alternative::two_sided ? two : one);
    high.as<double>()[i] =
        alternative == Alternative::greater ? inf : m + e * (alternative == Alternative::two_sided ? two : one);
  }
  return {low, high};
}

}  // namespace perilune::stats
