// Closed forms for the normal, exponential and uniform laws, Nelder and Mead's simplex for the rest, begun where the
// first two moments of a law with shapes of 1 agree with those of the data.

#include "kernels/stats/fit.h"

#include <algorithm>
#include <cmath>

#include "kernels/optimize/nelder_mead.h"
#include "kernels/special/functions.h"
#include "kernels/stats/laws.h"

namespace perilune::stats {

namespace {

using special::inf;

// As the likelihood, but impossible observations cost a lot each, so that the simplex can walk out of there.
double penalised(Context& ctx, const Law& law, std::span<const double> p, std::span<const double> data,
                 double penalty) {
  const auto n = static_cast<std::size_t>(law.shapes);
  if (!valid(law, p.data(), p[n], p[n + 1])) return inf;
  double sum = 0;
  for (std::size_t i = 0; i < data.size(); ++i) {
    if (i % 4096 == 0) ctx.poll();
    const double l = evaluate(law, Quantity::log_density, data[i], p.data(), p[n], p[n + 1]);
    sum += std::isfinite(l) ? -l : penalty;
  }
  return sum;
}

struct Summary {
  double mean = 0, variance = 0, low = inf, high = -inf;
};
Summary summary(std::span<const double> data) {
  Summary s;
  const auto n = static_cast<double>(data.size());
  for (const double x : data) {
    s.mean += x / n;
    s.low = std::min(s.low, x);
    s.high = std::max(s.high, x);
  }
  for (const double x : data) s.variance += (x - s.mean) * (x - s.mean) / n;
  return s;
}

// Where the search begins for loc and scale, given shapes.
std::pair<double, double> first_loc_scale(const Law& law, Shapes shapes, const Summary& data) {
  const Moments4 m = moments(law, shapes, 0, 1);
  double scale = std::sqrt(data.variance / m.variance), loc = data.mean - scale * m.mean;
  if (!std::isfinite(loc)) loc = 0;
  if (!(std::isfinite(scale) && scale > 0)) scale = 1;
  double low, high;
  support(law, shapes, 0, 1, low, high);
  if (data.low >= loc + low * scale && data.high <= loc + high * scale) return {loc, scale};
  const double margin = 0.1 * (data.high - data.low), width = high - low;
  if (width < inf) return {data.low - low - margin, (data.high - data.low + 2 * margin) / width};
  if (low > -inf) return {data.low - low - margin, 1};
  return {data.high - high + margin, 1};
}

// True when the law's estimates are known; `p` is complete then.
bool closed_form(const Law& law, const Summary& s, const FitOptions& o, std::vector<double>& p,
                 std::span<const double> data) {
  const auto& loc = o.fixed[p.size() - 2];
  const auto& scale = o.fixed[p.size() - 1];
  double& at_loc = p[p.size() - 2];
  double& at_scale = p[p.size() - 1];
  if (&law == &norm_law) {
    at_loc = loc.value_or(s.mean);
    double square = 0;
    for (const double x : data) square += (x - at_loc) * (x - at_loc) / static_cast<double>(data.size());
    at_scale = scale.value_or(std::sqrt(square));
    return true;
  }
  if (&law == &expon_law) {
    at_loc = loc.value_or(s.low);
    if (s.low < at_loc)
      throw ValueError("data must not lie below floc = " + number_text(at_loc) + ", got " + number_text(s.low));
    at_scale = scale.value_or(s.mean - at_loc);
    return true;
  }
  if (&law == &uniform_law && !loc && !scale) {
    at_loc = s.low;
    at_scale = s.high - s.low;
    return true;
  }
  return false;
}

}  // namespace

double negative_log_likelihood(Context& ctx, const Law& law, std::span<const double> p, std::span<const double> data) {
  return penalised(ctx, law, p, data, inf);
}

std::vector<double> fit(Context& ctx, const Law& law, std::span<const double> data, const FitOptions& o) {
  if (data.empty()) throw ValueError("data must not be empty, got no element");
  for (const double x : data)
    if (!std::isfinite(x)) throw ValueError("data must be finite, got " + number_text(x));
  const auto n_shapes = static_cast<std::size_t>(law.shapes), n = n_shapes + 2;
  std::vector<double> p(n, 1.0);
  std::vector<std::size_t> free;
  for (std::size_t i = 0; i < n; ++i) {
    if (o.fixed[i]) p[i] = *o.fixed[i];
    else free.push_back(i);
  }
  if (free.empty())
    throw ValueError("fscale must be left out where all other parameters are fixed: nothing is left to fit");
  if (o.fixed[n - 1] && !(*o.fixed[n - 1] > 0))
    throw ValueError("fscale must be positive, got " + number_text(*o.fixed[n - 1]));
  const Summary s = summary(data);
  if (!o.by_moments && closed_form(law, s, o, p, data)) return p;

  for (std::size_t i = 0; i < n_shapes; ++i)
    if (!o.fixed[i]) p[i] = o.start[i].value_or(1.0);
  const auto [loc, scale] = first_loc_scale(law, p.data(), s);
  if (!o.fixed[n - 2]) p[n - 2] = o.start[n - 2].value_or(loc);
  if (!o.fixed[n - 1]) p[n - 1] = o.start[n - 1].value_or(scale);

  double wanted[most_shapes + 2] = {};
  for (std::size_t k = 0; k < free.size(); ++k)
    for (const double x : data) wanted[k] += std::pow(x, static_cast<double>(k + 1)) / static_cast<double>(data.size());
  const double penalty = 100 * std::log(std::numeric_limits<double>::max());
  std::vector<double> trial = p;
  const auto cost = [&](optimize::Point x) {
    for (std::size_t k = 0; k < free.size(); ++k) trial[free[k]] = x[k];
    if (!o.by_moments) return penalised(ctx, law, trial, data, penalty);
    double sum = 0;
    for (std::size_t k = 0; k < free.size(); ++k) {
      const double m = moment(ctx, law, static_cast<int>(k + 1), trial.data(), trial[n - 2], trial[n - 1]);
      if (!std::isfinite(m)) return inf;
      const double off = (wanted[k] - m) / std::max(std::abs(wanted[k]), 1e-8);
      sum += off * off;
    }
    return sum;
  };
  std::vector<double> x0;
  for (const std::size_t i : free) x0.push_back(p[i]);
  optimize::NelderMeadOptions nm;
  nm.xatol = nm.fatol = 1e-9;
  nm.maxiter = nm.maxfev = 4000 * static_cast<std::int64_t>(free.size());
  optimize::NelderMeadResult best = optimize::nelder_mead(ctx, {.value = cost}, x0, nm);
  // Begun again where it ended, a simplex that had grown flat finds its way.
  for (int again = 0; again < 3; ++again) {
    std::copy_n(best.x.as<double>(), x0.size(), x0.begin());
    const double before = best.fun;
    best = optimize::nelder_mead(ctx, {.value = cost}, x0, nm);
    if (!(best.fun < before - 1e-9 * std::abs(before))) break;
  }
  for (std::size_t k = 0; k < free.size(); ++k) p[free[k]] = best.x.as<double>()[k];
  double low, high;
  support(law, p.data(), p[n - 2], p[n - 1], low, high);
  if (!o.by_moments && !(s.low >= low && s.high <= high))
    throw ConvergenceError("no parameters were found under which all data are possible; give a start or fix some");
  if (!std::isfinite(best.fun)) throw ConvergenceError("the search for the parameters did not end well; give a start");
  return p;
}

}  // namespace perilune::stats
