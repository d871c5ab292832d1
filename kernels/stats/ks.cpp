// The tests of Kolmogorov and Smirnov. Exact p-values of two samples: the chance that a random lattice path touches the
// boundary, given where it stands, follows from the two points before by a mean, so nothing cancels (J. L. Hodges,
// Arkiv för Matematik 3 (1958) 469, has the paths).

#include <algorithm>
#include <cmath>
#include <numeric>

#include "kernels/array/wide_loop.h"
#include "kernels/special/kolmogorov.h"
#include "kernels/stats/tests.h"

namespace perilune::stats {

namespace {

using special::nan;

// One anti-diagonal i + j = s of the paths from the one before, for first <= i <= last.
PERILUNE_WIDE
void next_diagonal(const double* before, double* after, std::int64_t first, std::int64_t last, double s) {
  const auto n = static_cast<std::int32_t>(last - first + 1);
  const auto begin = static_cast<std::int32_t>(first);
  const double* from = before + first;
  double* to = after + first;
#pragma GCC ivdep
  for (std::int32_t k = 0; k < n; ++k) {
    const double i = begin + k;
    to[k] = (i * from[k - 1] + (s - i) * from[k]) / s;
  }
}

// The chance that i n/g - j m/g reaches h (in absolute value when two_sided) on a random path to (m, n).
double path_probability(Context& ctx, std::int64_t m, std::int64_t n, std::int64_t h, bool two_sided) {
  const std::int64_t g = std::gcd(m, n), up = n / g, right = m / g;
  // By anti-diagonals, whose points do not depend on each other, and of those only the band inside of the boundary:
  // outside of it every entry is 1. Element i + 1 of a row is the point (i, s - i).
  const auto size = static_cast<std::size_t>(m) + 3;
  auto one = ctx.vector<double>(size), other = ctx.vector<double>(size);
  std::fill(one.begin(), one.end(), 1.0);
  std::fill(other.begin(), other.end(), 1.0);
  double *before = one.data() + 1, *after = other.data() + 1;
  before[0] = 0;
  for (std::int64_t s = 1; s <= m + n; ++s) {
    if (s % 1024 == 0) ctx.poll();
    // i up - (s - i) right < h, and (s - i) right - i up < h.
    std::int64_t last = (s * right + h - 1) / (up + right), first = std::max<std::int64_t>(0, s - n);
    last = std::min({last, m, s});
    if (two_sided && s * right >= h) first = std::max(first, (s * right - h) / (up + right) + 1);
    if (first <= last) next_diagonal(before, after, first, last, static_cast<double>(s));
    // The points beyond both ends are looked at from the next diagonal.
    if (first <= m + 1) after[first - 1] = 1;
    if (last >= -1) after[last + 1] = 1;
    std::swap(before, after);
  }
  return before[m];
}

}  // namespace

KsResult ks_2samp(Context& ctx, std::span<const double> a, std::span<const double> b, Alternative alternative,
                  KsMethod method) {
  for (const auto& x : {a, b})
    for (const double v : x)
      if (std::isnan(v)) return {nan, nan, nan, 0};
  auto x = ctx.vector<double>(), y = ctx.vector<double>();
  x.assign(a.begin(), a.end());
  y.assign(b.begin(), b.end());
  std::sort(x.begin(), x.end());
  std::sort(y.begin(), y.end());
  double low = 2, high = -2, at_low = nan, at_high = nan;
  const auto step = [&](double v, double difference) {
    if (difference < low) {
      low = difference;
      at_low = v;
    }
    if (difference > high) {
      high = difference;
      at_high = v;
    }
  };
  // Ties of the extreme go to the first in the first sample: both samples are walked in turn, once each.
  const auto nx = static_cast<double>(x.size()), ny = static_cast<double>(y.size());
  const auto walk = [&](const auto& own, const auto& other, bool first) {
    std::size_t j = 0;
    for (std::size_t i = 0; i < own.size(); ++i) {
      if (i + 1 < own.size() && own[i + 1] == own[i]) continue;
      while (j < other.size() && other[j] <= own[i]) ++j;
      const double mine = static_cast<double>(i + 1), theirs = static_cast<double>(j);
      step(own[i], first ? mine / nx - theirs / ny : theirs / nx - mine / ny);
    }
  };
  walk(x, y, true);
  walk(y, x, false);
  const double below = std::clamp(-low, 0.0, 1.0), above = high;
  KsResult r{};
  const bool minus = alternative == Alternative::less || (alternative == Alternative::two_sided && below > above);
  r.statistic = minus ? below : above;
  r.location = minus ? at_low : at_high;
  r.sign = minus ? -1 : 1;

  const auto m = static_cast<std::int64_t>(x.size()), n = static_cast<std::int64_t>(y.size());
  const std::int64_t g = std::gcd(m, n);
  if (method == KsMethod::automatic) method = std::max(m, n) <= 10000 ? KsMethod::exact : KsMethod::asymptotic;
  if (method == KsMethod::exact && static_cast<double>(m / g) * static_cast<double>(n) >= 2147483647.0) {
    ctx.warn("the exact p-value is out of reach for these sample sizes; the asymptotic one is given");
    method = KsMethod::asymptotic;
  }
  if (method == KsMethod::exact) {
    const std::int64_t lcm = m / g * n;
    const auto h = static_cast<std::int64_t>(std::llround(r.statistic * static_cast<double>(lcm)));
    r.statistic = static_cast<double>(h) / static_cast<double>(lcm);
    if (h == 0) r.pvalue = 1;
    else if (alternative == Alternative::less) r.pvalue = path_probability(ctx, n, m, h, false);
    else r.pvalue = path_probability(ctx, m, n, h, alternative == Alternative::two_sided);
  } else {
    const double p = static_cast<double>(std::max(m, n)), q = static_cast<double>(std::min(m, n)), en = p * q / (p + q);
    if (alternative == Alternative::two_sided) {
      r.pvalue = special::kolmogorov_two_sided(ctx, std::nearbyint(en), r.statistic);
    } else {
      const double z = std::sqrt(en) * r.statistic;
      r.pvalue = std::exp(-2 * z * z - 2 * z * (p + 2 * q) / std::sqrt(p * q * (p + q)) / 3);
    }
  }
  r.pvalue = std::clamp(r.pvalue, 0.0, 1.0);
  return r;
}

KsResult ks_1samp(Context& ctx, std::span<const double> sorted, std::span<const double> cdf_values,
                  Alternative alternative, KsMethod method) {
  const auto n = static_cast<double>(sorted.size());
  double above = -2, below = -2, at_above = nan, at_below = nan;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (std::isnan(sorted[i]) || std::isnan(cdf_values[i])) return {nan, nan, nan, 0};
    const double up = static_cast<double>(i + 1) / n - cdf_values[i], down = cdf_values[i] - static_cast<double>(i) / n;
    if (up > above) {
      above = up;
      at_above = sorted[i];
    }
    if (down > below) {
      below = down;
      at_below = sorted[i];
    }
  }
  const bool plus = alternative == Alternative::greater || (alternative == Alternative::two_sided && above > below);
  KsResult r{plus ? above : below, nan, plus ? at_above : at_below, plus ? 1 : -1};
  if (alternative != Alternative::two_sided) {
    r.pvalue = special::smirnov(n, r.statistic);
  } else {
    switch (method) {
      case KsMethod::asymptotic: r.pvalue = special::kolmogorov(r.statistic * std::sqrt(n)); break;
      case KsMethod::approximate: r.pvalue = 2 * special::smirnov(n, r.statistic); break;
      default: r.pvalue = special::kolmogorov_two_sided(ctx, n, r.statistic);
    }
  }
  r.pvalue = std::clamp(r.pvalue, 0.0, 1.0);
  return r;
}

}  // namespace perilune::stats
