#include "kernels/stats/law.h"

#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <vector>

#include "kernels/special/functions.h"
#include "kernels/special/map.h"

namespace perilune::stats {

namespace {

using special::inf;
using special::nan;

void standard_support(const Law& law, Shapes s, double& low, double& high) {
  low = law.low;
  high = law.high;
  if (law.support) law.support(s, low, high);
}

double log_of_tail(double tail, double other) { return tail > 0.5 ? std::log1p(-other) : std::log(tail); }

// The smallest x (a whole one for discrete laws) with lower(x) >= p, or upper(x) <= q when by_upper.
double search(const Law& law, double p, Shapes s, bool by_upper) {
  double low, high;
  standard_support(law, s, low, high);
  const auto reached = [&](double x) { return by_upper ? law.upper(x, s) <= p : law.lower(x, s) >= p; };
  const Moments4 m = law.moments(s);
  double centre = std::isfinite(m.mean) ? m.mean : std::isfinite(low) ? low + 1 : 0;
  double step = std::isfinite(m.variance) && m.variance > 0 ? std::sqrt(m.variance) : 1;
  if (law.discrete) {
    centre = std::floor(centre);
    step = std::max(1.0, std::floor(step));
  }
  centre = std::min(std::max(centre, low), high);
  double a = centre, b = centre;
  if (reached(centre)) {
    while (a > low && reached(a)) {
      b = a;
      a = std::max(low, a - step);
      step *= 2;
    }
    if (reached(a)) return a;
  } else {
    while (b < high && !reached(b)) {
      a = b;
      b = std::min(high, b + step);
      step *= 2;
      if (!std::isfinite(b)) return b;
    }
  }
  // a is not there yet, b is.
  for (int i = 0; i < 2000; ++i) {
    double middle = a + (b - a) / 2;
    if (law.discrete) {
      if (b - a <= 1) break;
      middle = std::floor(middle);
    }
    if (middle <= a || middle >= b) break;
    (reached(middle) ? b : a) = middle;
  }
  return b;
}

double standard_quantile(const Law& law, Quantity which, double p, Shapes s) {
  if (which == Quantity::quantile) return law.quantile ? law.quantile(p, s) : search(law, p, s, false);
  return law.upper_quantile ? law.upper_quantile(p, s) : search(law, p, s, true);
}

}  // namespace

bool valid(const Law& law, Shapes s, double loc, double scale) {
  if (!(scale > 0) || std::isnan(loc)) return false;
  for (int i = 0; i < law.shapes; ++i)
    if (std::isnan(s[i])) return false;
  return !law.valid || law.valid(s);
}

void support(const Law& law, Shapes s, double loc, double scale, double& low, double& high) {
  if (!valid(law, s, loc, scale)) {
    low = high = nan;
    return;
  }
  standard_support(law, s, low, high);
  low = low * scale + loc;
  high = high * scale + loc;
}

double evaluate(const Law& law, Quantity quantity, double x, Shapes s, double loc, double scale) {
  if (std::isnan(x) || !valid(law, s, loc, scale)) return nan;
  double low, high;
  standard_support(law, s, low, high);
  if (quantity == Quantity::quantile || quantity == Quantity::upper_quantile) {
    if (!(x >= 0 && x <= 1)) return nan;
    const bool first = quantity == Quantity::quantile ? x == 0 : x == 1;
    const bool last = quantity == Quantity::quantile ? x == 1 : x == 0;
    const double z = first ? low - law.discrete : last ? high : standard_quantile(law, quantity, x, s);
    return z * scale + loc;
  }
  double z = loc == 0 && scale == 1 ? x : (x - loc) / scale;
  const bool density = quantity == Quantity::density || quantity == Quantity::log_density;
  const bool log =
      quantity == Quantity::log_density || quantity == Quantity::log_lower || quantity == Quantity::log_upper;
  if (density) {
    if (z < low || z > high || std::isinf(z) || (law.discrete && z != std::floor(z))) return log ? -inf : 0;
    if (!log) return law.discrete ? law.density(z, s) : law.density(z, s) / scale;
    const double l = law.log_density ? law.log_density(z, s) : std::log(law.density(z, s));
    return law.discrete ? l : l - std::log(scale);
  }
  if (law.discrete) z = std::floor(z);
  const bool lower = quantity == Quantity::lower || quantity == Quantity::log_lower;
  // The whole lower tail: from the upper end on, which a discrete law reaches itself.
  if (z < low || z >= high || z == inf) {
    const bool one = (z < low) != lower;
    return log ? (one ? 0 : -inf) : one;
  }
  if (!log) return lower ? law.lower(z, s) : law.upper(z, s);
  if (lower) return law.log_lower ? law.log_lower(z, s) : log_of_tail(law.lower(z, s), law.upper(z, s));
  return law.log_upper ? law.log_upper(z, s) : log_of_tail(law.upper(z, s), law.lower(z, s));
}

Array evaluate(Context& ctx, const Law& law, Quantity quantity, std::span<const View> operands, DType dtype) {
  const auto n_shapes = static_cast<std::size_t>(law.shapes);
  return special::map(
      ctx, operands, dtype, [&](std::int64_t n, const double* const* in, const std::int64_t* step, double* out) {
        double s[most_shapes] = {};
        for (std::int64_t i = 0; i < n; ++i) {
          for (std::size_t k = 0; k < n_shapes; ++k) s[k] = in[k + 1][i * step[k + 1]];
          out[i] = evaluate(law, quantity, in[0][i * step[0]], s, in[n_shapes + 1][i * step[n_shapes + 1]],
                            in[n_shapes + 2][i * step[n_shapes + 2]]);
        }
      });
}

Moments4 moments(const Law& law, Shapes s, double loc, double scale) {
  if (!valid(law, s, loc, scale)) return {nan, nan, nan, nan};
  Moments4 m = law.moments(s);
  m.mean = m.mean * scale + loc;
  m.variance *= scale * scale;
  return m;
}

namespace {

// Sum of f(k) pmf(k) from the median outward, until the terms have died away on both sides.
double sum_over(Context& ctx, const Law& law, FunctionRef<double(double)> f, Shapes s, double low, double high) {
  const double centre = std::min(std::max(std::floor(standard_quantile(law, Quantity::quantile, 0.5, s)), low), high);
  if (!(std::abs(centre) < 0x1p53)) return nan;  // k + 1 is k there
  double total = 0;
  for (const int direction : {1, -1}) {
    double k = direction > 0 ? centre : centre - 1;
    int quiet = 0;
    for (std::int64_t count = 0; k >= low && k <= high; ++count, k += direction) {
      if (count % 1024 == 0) ctx.poll();
      const double weight = law.density(k, s);
      const double term = weight == 0 ? 0 : f(k) * weight;
      total += term;
      // Far out every term is small; a few in a row so that zeros of f do not end it.
      quiet = std::abs(term) <= 1e-18 * std::abs(total) && weight < 1e-9 ? quiet + 1 : 0;
      if (quiet > 20 || (weight == 0 && count > 1000)) break;
    }
  }
  return total;
}

double integrate(Context& ctx, const Law& law, FunctionRef<double(double)> f, Shapes s, double low, double high) {
  using Rule = boost::math::quadrature::gauss_kronrod<double, 21>;
  double first, last, total = 0;
  standard_support(law, s, first, last);
  const auto weighted = [&](double x) {
    ctx.poll();
    const double d = law.density(x, s);
    return d == 0 || std::isinf(d) ? 0 : f(x) * d;
  };
  // At a finite end the density may have a pole: there by probability, f(quantile(p)) dp.
  const auto by_lower = [&](double p) {
    ctx.poll();
    return p > 0 ? f(standard_quantile(law, Quantity::quantile, p, s)) : f(first);
  };
  const auto by_upper = [&](double q) {
    ctx.poll();
    return q > 0 ? f(standard_quantile(law, Quantity::upper_quantile, q, s)) : f(last);
  };
  if (std::isfinite(first) && low == first) {
    const double end = standard_quantile(law, Quantity::quantile, 0.05, s);
    if (end < high) {
      total += Rule::integrate(by_lower, 0.0, 0.05, 12, 1e-12);
      low = end;
    }
  }
  if (std::isfinite(last) && high == last) {
    const double begin = standard_quantile(law, Quantity::upper_quantile, 0.05, s);
    if (begin > low) {
      total += Rule::integrate(by_upper, 0.0, 0.05, 12, 1e-12);
      high = begin;
    }
  }
  // Cut where the bulk and the tails are, so that no piece hides a peak.
  std::vector<double> cuts = {low};
  for (const double p : {1e-6, 0.01, 0.5, 0.99, 1 - 1e-6}) {
    const double x = standard_quantile(law, Quantity::quantile, p, s);
    if (x > cuts.back() && x < high) cuts.push_back(x);
  }
  cuts.push_back(high);
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i)
    if (cuts[i] < cuts[i + 1]) total += Rule::integrate(weighted, cuts[i], cuts[i + 1], 12, 1e-12);
  return total;
}

double standard_expectation(Context& ctx, const Law& law, FunctionRef<double(double)> f, Shapes s, double low,
                            double high) {
  return law.discrete ? sum_over(ctx, law, f, s, low, high) : integrate(ctx, law, f, s, low, high);
}

}  // namespace

double expect(Context& ctx, const Law& law, FunctionRef<double(double)> f, Shapes s, double loc, double scale,
              double low, double high, bool conditional) {
  if (!valid(law, s, loc, scale)) return nan;
  double first, last;
  standard_support(law, s, first, last);
  const double a = std::max(first, std::isnan(low) ? -inf : (low - loc) / scale);
  const double b = std::min(last, std::isnan(high) ? inf : (high - loc) / scale);
  if (a > b) return 0;
  const auto standard = [&](double z) { return f(z * scale + loc); };
  const double whole =
      standard_expectation(ctx, law, standard, s, law.discrete ? std::ceil(a) : a, law.discrete ? std::floor(b) : b);
  if (!conditional) return whole;
  const double below = law.discrete ? law.upper(std::ceil(a) - 1, s) : a <= first ? 1 : law.upper(a, s);
  return whole / (below - (b >= last ? 0 : law.upper(b, s)));
}

double entropy(Context& ctx, const Law& law, Shapes s, double loc, double scale) {
  if (!valid(law, s, loc, scale)) return nan;
  double h;
  if (law.entropy) {
    h = law.entropy(s);
  } else {
    double low, high;
    standard_support(law, s, low, high);
    h = standard_expectation(
        ctx, law, [&](double x) { return -(law.log_density ? law.log_density(x, s) : std::log(law.density(x, s))); }, s,
        low, high);
  }
  return law.discrete ? h : h + std::log(scale);
}

double moment(Context& ctx, const Law& law, int n, Shapes s, double loc, double scale) {
  if (!valid(law, s, loc, scale)) return nan;
  const auto raw = [&](int k) -> double {
    if (k == 0) return 1;
    if (law.raw_moment) return law.raw_moment(k, s);
    const Moments4 m = law.moments(s);
    const double v = m.variance;
    if (k == 1) return m.mean;
    if (k == 2) return v + m.mean * m.mean;
    if (k == 3) return m.skewness * v * std::sqrt(v) + 3 * m.mean * v + m.mean * m.mean * m.mean;
    double low, high;
    standard_support(law, s, low, high);
    return standard_expectation(
        ctx, law, [k](double x) { return std::pow(x, k); }, s, low, high);
  };
  if (loc == 0) return std::pow(scale, n) * raw(n);
  double total = 0, binomial = 1;
  for (int k = 0; k <= n; ++k) {
    total += binomial * std::pow(scale, k) * raw(k) * std::pow(loc, n - k);
    binomial = binomial * (n - k) / (k + 1);
  }
  return total;
}

}  // namespace perilune::stats
