// Rank tests and correlations. Mann-Whitney: H. B. Mann and D. R. Whitney, Annals of Mathematical Statistics 18 (1947)
// 50, with the exact distribution by their recurrence; Kendall's tau by counting exchanges in a merge sort (W. R.
// Knight, JASA 61 (1966) 436).

#include <algorithm>
#include <cmath>
#include <numeric>

#include "kernels/special/functions.h"
#include "kernels/stats/tests.h"

namespace perilune::stats {

namespace {

using special::nan;

double normal_pvalue(double z, Alternative alternative) {
  switch (alternative) {
    case Alternative::less: return special::ndtr(z);
    case Alternative::greater: return special::ndtr(-z);
    default: return 2 * special::ndtr(-std::abs(z));
  }
}

CountedVector<std::size_t> order_of(Context& ctx, std::span<const double> x) {
  auto order = ctx.vector<std::size_t>(x.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) { return x[i] < x[j]; });
  return order;
}

bool any_nan(std::span<const double> x) {
  return std::any_of(x.begin(), x.end(), [](double v) { return std::isnan(v); });
}

// P(U >= u) of two samples without ties.
double exact_rank_tail(Context& ctx, std::size_t m, std::size_t n, double u) {
  if (m > n) std::swap(m, n);
  // before[j][k]: the chance that i - 1 against j elements give U = k; now the same for i.
  const std::size_t most = m * n + 1;
  auto before = ctx.vector<double>((n + 1) * most), now = ctx.vector<double>((n + 1) * most);
  for (std::size_t j = 0; j <= n; ++j) before[j * most] = 1;
  for (std::size_t i = 1; i <= m; ++i) {
    std::fill(now.begin(), now.end(), 0.0);
    now[0] = 1;
    for (std::size_t j = 1; j <= n; ++j) {
      ctx.poll();
      const auto x = static_cast<double>(i), y = static_cast<double>(j);
      for (std::size_t k = 0; k <= i * j; ++k) {
        const double last_x = k >= j ? before[j * most + k - j] : 0, last_y = now[(j - 1) * most + k];
        now[j * most + k] = (x * last_x + y * last_y) / (x + y);
      }
    }
    std::swap(before, now);
  }
  double tail = 0;
  for (std::size_t k = most; k-- > 0 && static_cast<double>(k) >= u;) tail += before[n * most + k];
  return tail;
}

// Sums over groups of equal elements of a sorted sequence: t (t - 1) / 2, t (t - 1) (t - 2), t (t - 1) (2 t + 5).
struct Ties {
  double pairs = 0, triples = 0, weighted = 0, classes = 0;
  void add(double t) {
    pairs += t * (t - 1) / 2;
    triples += t * (t - 1) * (t - 2);
    weighted += t * (t - 1) * (2 * t + 5);
    classes += 1;
  }
};
template <class Same>
Ties ties_of(std::size_t n, Same same) {
  Ties ties;
  for (std::size_t i = 0; i < n;) {
    std::size_t j = i + 1;
    while (j < n && same(j - 1, j)) ++j;
    ties.add(static_cast<double>(j - i));
    i = j;
  }
  return ties;
}

// Pairs in the wrong order, by a merge sort from the bottom up; equal ones are not exchanged.
double inversions(Context& ctx, CountedVector<double>& x) {
  auto work = ctx.vector<double>(x.size());
  double count = 0;
  for (std::size_t width = 1; width < x.size(); width *= 2) {
    ctx.poll();
    for (std::size_t begin = 0; begin < x.size(); begin += 2 * width) {
      const std::size_t middle = std::min(begin + width, x.size()), end = std::min(begin + 2 * width, x.size());
      std::size_t i = begin, j = middle, to = begin;
      while (i < middle && j < end) {
        if (x[j] < x[i]) {
          count += static_cast<double>(middle - i);
          work[to++] = x[j++];
        } else {
          work[to++] = x[i++];
        }
      }
      std::copy(x.begin() + static_cast<std::ptrdiff_t>(i), x.begin() + static_cast<std::ptrdiff_t>(middle),
                work.begin() + static_cast<std::ptrdiff_t>(to));
      std::copy(x.begin() + static_cast<std::ptrdiff_t>(j), x.begin() + static_cast<std::ptrdiff_t>(end),
                work.begin() + static_cast<std::ptrdiff_t>(to + middle - i));
    }
    std::swap(x, work);
  }
  return count;
}

// P(at most c inversions) of a random order of n.
double inversions_at_most(Context& ctx, std::size_t n, double c) {
  if (c < 0) return 0;
  const auto most = static_cast<std::size_t>(c) + 1;
  auto p = ctx.vector<double>(most), next = ctx.vector<double>(most);
  p[0] = 1;
  for (std::size_t i = 2; i <= n; ++i) {
    ctx.poll();
    // A mean over the i places where the i-th element can go.
    double window = 0;
    for (std::size_t k = 0; k < most; ++k) {
      if (k % i == 0) {  // sum anew now and then, so that roundings do not gather
        window = 0;
        for (std::size_t l = 0; l < i && l <= k; ++l) window += p[k - l];
      } else {
        window += p[k] - (k >= i ? p[k - i] : 0);
      }
      next[k] = window / static_cast<double>(i);
    }
    std::swap(p, next);
  }
  return std::accumulate(p.begin(), p.end(), 0.0);
}

}  // namespace

void average_ranks(Context& ctx, std::span<const double> x, std::span<double> ranks, CountedVector<double>* ties) {
  const auto order = order_of(ctx, x);
  for (std::size_t i = 0; i < x.size();) {
    std::size_t j = i + 1;
    while (j < x.size() && x[order[j]] == x[order[i]]) ++j;
    for (std::size_t k = i; k < j; ++k) ranks[order[k]] = 0.5 * static_cast<double>(i + j + 1);
    if (ties && j - i > 1) ties->push_back(static_cast<double>(j - i));
    i = j;
  }
}

Statistic mannwhitneyu(Context& ctx, std::span<const double> x, std::span<const double> y, bool continuity,
                       Alternative alternative, RankMethod method) {
  if (any_nan(x) || any_nan(y)) return {nan, nan};
  const auto m = static_cast<double>(x.size()), n = static_cast<double>(y.size());
  auto all = ctx.vector<double>(), ranks = ctx.vector<double>(x.size() + y.size()), ties = ctx.vector<double>();
  all.assign(x.begin(), x.end());
  all.insert(all.end(), y.begin(), y.end());
  average_ranks(ctx, all, ranks, &ties);
  const double u1 =
      std::accumulate(ranks.begin(), ranks.begin() + static_cast<std::ptrdiff_t>(x.size()), 0.0) - m * (m + 1) / 2;
  const double u2 = m * n - u1;
  const double u = alternative == Alternative::greater ? u1 : alternative == Alternative::less ? u2 : std::max(u1, u2);
  const double factor = alternative == Alternative::two_sided ? 2 : 1;
  if (method == RankMethod::automatic)
    method = (m > 8 && n > 8) || !ties.empty() ? RankMethod::asymptotic : RankMethod::exact;
  double p;
  if (method == RankMethod::exact) {
    p = exact_rank_tail(ctx, x.size(), y.size(), std::floor(u));
  } else {
    const double total = m + n;
    double tied = 0;
    for (const double t : ties) tied += t * t * t - t;
    const double deviation = std::sqrt(m * n / 12 * (total + 1 - tied / (total * (total - 1))));
    p = special::ndtr(-(u - m * n / 2 - (continuity ? 0.5 : 0)) / deviation);
  }
  p *= factor;
  return {u1, std::isnan(p) ? p : std::clamp(p, 0.0, 1.0)};
}

namespace {

double correlation(std::span<const double> x, std::span<const double> y) {
  const auto n = static_cast<double>(x.size());
  double mx = 0, my = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    mx += x[i];
    my += y[i];
  }
  mx /= n;
  my /= n;
  double sxx = 0, syy = 0, largest_x = 0, largest_y = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    largest_x = std::max(largest_x, std::abs(x[i] - mx));
    largest_y = std::max(largest_y, std::abs(y[i] - my));
  }
  double sxy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    // Scaled, so that nothing overflows.
    const double u = (x[i] - mx) / largest_x, v = (y[i] - my) / largest_y;
    sxx += u * u;
    syy += v * v;
    sxy += u * v;
  }
  const double r = sxy / std::sqrt(sxx) / std::sqrt(syy);
  return std::isnan(r) ? r : std::clamp(r, -1.0, 1.0);
}

bool constant(std::span<const double> x) {
  return std::all_of(x.begin(), x.end(), [&](double v) { return v == x[0]; });
}

}  // namespace

Statistic pearsonr(std::span<const double> x, std::span<const double> y, Alternative alternative) {
  if (any_nan(x) || any_nan(y) || constant(x) || constant(y)) return {nan, nan};
  if (x.size() == 2) return {(x[1] > x[0]) == (y[1] > y[0]) ? 1.0 : -1.0, 1};
  const double r = correlation(x, y), ab = static_cast<double>(x.size()) / 2 - 1;
  if (std::isnan(r)) return {nan, nan};
  // r has a beta distribution on [-1, 1].
  const auto upper = [&](double v) { return special::betainc_tails(ab, ab, (1 - v) / 2, (1 + v) / 2).lower; };
  switch (alternative) {
    case Alternative::less: return {r, upper(-r)};
    case Alternative::greater: return {r, upper(r)};
    default: return {r, 2 * upper(std::abs(r))};
  }
}

std::pair<double, double> pearson_interval(double r, std::int64_t n, Alternative alternative, double level) {
  if (n <= 3) return {-1, 1};
  const double z = std::atanh(r), e = std::sqrt(1 / static_cast<double>(n - 3));
  const double two = special::ndtri(0.5 + level / 2), one = special::ndtri(level);
  switch (alternative) {
    case Alternative::less: return {-1, std::tanh(z + e * one)};
    case Alternative::greater: return {std::tanh(z - e * one), 1};
    default: return {std::tanh(z - e * two), std::tanh(z + e * two)};
  }
}

Statistic spearmanr(Context& ctx, std::span<const double> x, std::span<const double> y, Alternative alternative) {
  if (x.size() < 3 || any_nan(x) || any_nan(y) || constant(x) || constant(y)) return {nan, nan};
  auto rx = ctx.vector<double>(x.size()), ry = ctx.vector<double>(y.size());
  average_ranks(ctx, x, rx);
  average_ranks(ctx, y, ry);
  const double r = correlation(rx, ry), df = static_cast<double>(x.size()) - 2;
  const double t = r * std::sqrt(std::max(df / ((r + 1) * (1 - r)), 0.0));
  return {r, t_pvalue(t, df, alternative)};
}

Statistic kendalltau(Context& ctx, std::span<const double> x, std::span<const double> y, char variant,
                     Alternative alternative, RankMethod method) {
  const std::size_t n = x.size();
  if (n == 0 || any_nan(x) || any_nan(y)) return {nan, nan};
  auto order = ctx.vector<std::size_t>(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t i, std::size_t j) { return x[i] != x[j] ? x[i] < x[j] : y[i] < y[j]; });
  const Ties tx = ties_of(n, [&](std::size_t i, std::size_t j) { return x[order[i]] == x[order[j]]; });
  const Ties both = ties_of(
      n, [&](std::size_t i, std::size_t j) { return x[order[i]] == x[order[j]] && y[order[i]] == y[order[j]]; });
  auto sorted = ctx.vector<double>(n);
  for (std::size_t i = 0; i < n; ++i) sorted[i] = y[order[i]];
  const double discordant = inversions(ctx, sorted);
  const Ties ty = ties_of(n, [&](std::size_t i, std::size_t j) { return sorted[i] == sorted[j]; });
  const auto size = static_cast<double>(n);
  const double total = size * (size - 1) / 2;
  if (tx.pairs == total || ty.pairs == total) return {nan, nan};
  const double difference = total - tx.pairs - ty.pairs + both.pairs - 2 * discordant;
  double tau;
  if (variant == 'c') {
    const double classes = std::min(tx.classes, ty.classes);
    tau = 2 * difference / (size * size * (classes - 1) / classes);
  } else {
    tau = difference / std::sqrt(total - tx.pairs) / std::sqrt(total - ty.pairs);
  }
  tau = std::clamp(tau, -1.0, 1.0);
  const bool tied = tx.pairs != 0 || ty.pairs != 0;
  if (method == RankMethod::exact && tied) throw ValueError("method 'exact' takes no ties");
  const double fewer = std::min(discordant, total - discordant);
  if (method == RankMethod::automatic)
    method = !tied && (n <= 33 || fewer <= 1) ? RankMethod::exact : RankMethod::asymptotic;
  if (method == RankMethod::exact) {
    const double p = alternative == Alternative::two_sided ? 2 * inversions_at_most(ctx, n, fewer)
                     : alternative == Alternative::greater ? inversions_at_most(ctx, n, discordant)
                                                           : inversions_at_most(ctx, n, total - discordant);
    return {tau, std::min(p, 1.0)};
  }
  const double m = size * (size - 1);
  const double variance = (m * (2 * size + 5) - tx.weighted - ty.weighted) / 18 + 2 * tx.pairs * ty.pairs / m +
                          tx.triples * ty.triples / (9 * m * (size - 2));
  return {tau, normal_pvalue(difference / std::sqrt(variance), alternative)};
}

}  // namespace perilune::stats
