// Integrands with a weight cos(omega x) or sin(omega x): QUADPACK's qawo, by the modified Clenshaw-Curtis rule of
// qc25f, and qawf, which sums over half periods and extrapolates. R. Piessens and M. Branders, BIT 15 (1975).

#include <algorithm>

#include "kernels/array/create.h"
#include "kernels/integrate/adaptive.h"
#include "kernels/lapack/solve.h"

namespace perilune::integrate {

namespace {

// Integrals over (-1, 1) of cos(parameter x) T_k(x), k even, and sin(parameter x) T_k(x), k odd, for one interval
// length.
struct Moments {
  double of[25];
};

// Even (start 6) or odd (start 5) moments from a three-term recursion, solved as a boundary value problem since it is
// unstable forwards: the end value comes from an asymptotic expansion.
void solve_moments(double* v, int known, double start, double square, double ac, double as, double end_term,
                   double factor) {
  constexpr int n = 25;
  double below[n], diagonal[n], above[n], an = start;
  const double shifted = square + 2;
  for (int k = 0; k < n; ++k, an += 2) {
    const double an2 = an * an;
    diagonal[k] = -2 * (an2 - 4) * (shifted - an2 - an2);
    if (k < n - 1) {
      above[k] = (an - 1) * (an - 2) * square;
      below[k] = (an + 3) * (an + 4) * square;
    }
    v[known + k] = as + (an2 - 4) * ac;
  }
  an -= 2;
  v[known] -= factor * square * v[known - 1];
  v[known + n - 1] -= 2 * end_term * square * (an - 1) * (an - 2);
  const lapack::Int status = lapack::gtsv(n, 1, below, diagonal, above, v + known, n);
  lapack::check_arguments(status, "gtsv");
  lapack::check_outcome<InternalError>(status, [](lapack::Int) { return "no moments of the weight for this wvar"; });
}

Moments moments_of(double parameter) {
  const double square = parameter * parameter, shifted = square + 2;
  const double sine = std::sin(parameter), cosine = std::cos(parameter);
  const bool recur = std::abs(parameter) > 24;
  Moments m;
  double v[28];

  v[0] = 2 * sine / parameter;
  v[1] = (8 * cosine + (square + square - 8) * sine / parameter) / square;
  v[2] = (32 * (square - 12) * cosine + (2 * ((square - 80) * square + 192) * sine) / parameter) / (square * square);
  double ac = 8 * cosine, as = 24 * parameter * sine;
  if (recur) {
    double an = 4;
    for (int i = 3; i < 13; ++i, an += 2) {
      const double an2 = an * an;
      v[i] = ((an2 - 4) * (2 * (shifted - an2 - an2) * v[i - 1] - ac) + as - square * (an + 1) * (an + 2) * v[i - 2]) /
             (square * (an - 1) * (an - 2));
    }
  } else {
    const double an2 = 54.0 * 54, ass = parameter * sine;
    const double end =
        (((((210 * square - 1) * cosine - (105 * square - 63) * ass) / an2 - (1 - 15 * square) * cosine + 15 * ass) /
              an2 -
          cosine + 3 * ass) /
             an2 -
         cosine) /
        an2;
    solve_moments(v, 3, 6, square, -ac, as, end, 56);
  }
  for (int j = 0; j < 13; ++j) m.of[2 * j] = v[j];

  v[0] = 2 * (sine - parameter * cosine) / square;
  v[1] = (18 - 48 / square) * sine / square + (-2 + 48 / square) * cosine / parameter;
  ac = -24 * parameter * cosine;
  as = -8 * sine;
  if (recur) {
    double an = 3;
    for (int i = 2; i < 12; ++i, an += 2) {
      const double an2 = an * an;
      v[i] = ((an2 - 4) * (2 * (shifted - an2 - an2) * v[i - 1] + as) + ac - square * (an + 1) * (an + 2) * v[i - 2]) /
             (square * (an - 1) * (an - 2));
    }
  } else {
    const double an2 = 53.0 * 53, ass = parameter * cosine;
    const double end =
        (((((105 * square - 63) * ass + (210 * square - 1) * sine) / an2 + (15 * square - 1) * sine - 15 * ass) / an2 -
          3 * ass - sine) /
             an2 -
         sine) /
        an2;
    solve_moments(v, 2, 5, square, as, ac, end, 42);
  }
  for (int j = 0; j < 12; ++j) m.of[2 * j + 1] = v[j];
  return m;
}

class OscillatoryRule {
 public:
  OscillatoryRule(Context& ctx, const Integrand& f, double omega, bool sine, std::int64_t kept)
      : f_(f), omega_(std::abs(omega)), sine_(sine), kept_(kept), moments_(ctx.vector<Moments>()) {}

  // Moments are kept by level of bisection, as long as all intervals have halved lengths of one first interval.
  Estimate operator()(double a, double b, int level, bool second) {
    const double centre = 0.5 * (b + a), half = 0.5 * (b - a), parameter = omega_ * half;
    if (std::abs(parameter) <= 2) {
      const auto weight = [&](double x) { return sine_ ? std::sin(omega_ * x) : std::cos(omega_ * x); };
      return kronrod15(f_, weight, a, b);
    }
    const Moments& m = moments_at(level, second, parameter);
    double values[25], low[13], high[25];
    chebyshev_values(f_, a, b, values);
    chebyshev_coefficients(values, low, high);
    double cos12 = low[12] * m.of[12], sin12 = 0, cos24 = high[24] * m.of[24], sin24 = 0;
    double magnitude = std::abs(high[24]);
    for (int k = 10; k >= 0; k -= 2) {
      cos12 += low[k] * m.of[k];
      sin12 += low[k + 1] * m.of[k + 1];
    }
    for (int k = 22; k >= 0; k -= 2) {
      cos24 += high[k] * m.of[k];
      sin24 += high[k + 1] * m.of[k + 1];
      magnitude = std::abs(high[k]) + std::abs(high[k + 1]);  // of the first two only, as QUADPACK has it
    }
    const double by_cos = half * std::cos(centre * omega_), by_sin = half * std::sin(centre * omega_);
    const double cos_error = std::abs(cos24 - cos12), sin_error = std::abs(sin24 - sin12);
    Estimate e{by_cos * cos24 - by_sin * sin24, std::abs(by_cos * cos_error) + std::abs(by_sin * sin_error),
               magnitude * std::abs(half), largest};
    if (sine_) {
      e.value = by_cos * sin24 + by_sin * cos24;
      e.error = std::abs(by_cos * sin_error) + std::abs(by_sin * cos_error);
    }
    return e;
  }

 private:
  const Moments& moments_at(int level, bool second, double parameter) {
    const auto place = static_cast<std::size_t>(level);
    if (place < moments_.size()) return moments_[place];
    if (second && spare_level_ == level) return spare_;
    Moments m = moments_of(parameter);
    if (place == moments_.size() && level < kept_ - 1) {
      moments_.push_back(m);
      return moments_.back();
    }
    spare_level_ = level;
    return spare_ = m;
  }

  const Integrand& f_;
  double omega_;
  bool sine_;
  std::int64_t kept_;
  CountedVector<Moments> moments_;
  Moments spare_;
  int spare_level_ = -1;
};

}  // namespace

QuadResult quad_oscillatory(Context& ctx, const Integrand& f, double a, double b, const QuadOptions& options) {
  const bool sine = options.weight == Weight::sin;
  OscillatoryRule rule(ctx, f, options.wvar, sine, options.maxp1);
  const Rule leaf = rule;
  Adaptive loop(ctx, leaf, options);
  QuadResult r;
  try {
    loop.run_oscillatory(a, b, std::abs(options.wvar));
  } catch (const optimize::LimitReached&) {
    loop.give_up();
  }
  r.value = sine && options.wvar < 0 ? -loop.value : loop.value;
  r.error = loop.error;
  r.status = loop.status;
  r.intervals = loop.partition.size();
  if (options.full_output) fill(ctx, loop.partition, r);
  return r;
}

QuadResult quad_oscillatory_infinite(Context& ctx, const Integrand& f, double a, const QuadOptions& options) {
  const double omega = options.wvar;
  const bool sine = options.weight == Weight::sin;
  QuadResult r;
  if (omega == 0 && sine) return r;  // the integrand is 0
  CountedVector<double> values = ctx.vector<double>(), errors = ctx.vector<double>(), states = ctx.vector<double>();
  constexpr double p = 0.9;
  const double cycle = (2 * std::floor(std::abs(omega)) + 1) * 3.14159265358979323846 / std::abs(omega);
  const double wanted = options.epsabs > smallest / (1 - p) ? options.epsabs * (1 - p) : options.epsabs;
  double eps = wanted, factor = 1, correction = 0, error_sum = 0, bound = 0, sum = 0;
  Extrapolation table;
  int since_improvement = 0;
  bool settled = false;  // the sum itself is the result
  OscillatoryRule rule(ctx, f, omega, sine, options.maxp1);
  const Rule leaf = rule;
  double low = a, high = a + cycle;
  try {
    for (std::int64_t k = 1; k <= options.limlst; ++k, low = high, high += cycle) {
      QuadOptions inner = options;
      inner.epsabs = eps * factor;
      inner.epsrel = 0;
      Adaptive loop(ctx, leaf, inner);
      loop.run_oscillatory(low, high, std::abs(omega));
      const double value = sine && omega < 0 ? -loop.value : loop.value;
      values.push_back(value);
      errors.push_back(loop.error);
      states.push_back(loop.status);
      factor *= p;
      error_sum += loop.error;
      bound = 50 * std::abs(value);  // the last cycle is left out of the sum where that is the result
      if (error_sum + bound <= options.epsabs && k >= 6) {
        settled = true;
        break;
      }
      correction = std::max(correction, loop.error);
      if (loop.status) {
        eps = std::max(wanted, correction * (1 - p));
        r.status = 7;
      }
      if (r.status == 7 && error_sum + bound <= correction * 10 && k > 5) {
        settled = true;
        break;
      }
      sum += value;
      table.add(sum);
      if (k < 3) continue;
      if (k == options.limlst) r.status = 1;
      const Extrapolation::Limit limit = table.limit();
      if (++since_improvement >= 15 && r.error <= 1e-3 * (error_sum + bound)) r.status = 4;
      if (!(limit.error > r.error) || k == 3) {
        r.error = limit.error;
        r.value = limit.value;
        since_improvement = 0;
        if (r.error + 10 * correction <= options.epsabs ||
            (r.error <= options.epsabs && 10 * correction >= options.epsabs))
          break;
      }
      if (r.status != 0 && r.status != 7) break;
    }
  } catch (const optimize::LimitReached&) {
    settled = true;
    r.status = 8;
  }
  if (!settled) {
    r.error += 10 * correction;
    if (r.status) {
      const bool both = r.value != 0 && sum != 0;
      if (both ? r.error / std::abs(r.value) > (error_sum + bound) / std::abs(sum) : r.error > error_sum)
        settled = true;
      else if ((both || sum != 0) && r.status != 7) r.error += bound;
    }
  }
  if (settled) {
    r.value = sum;
    r.error = error_sum + bound;
  }
  r.intervals = static_cast<std::int64_t>(values.size());
  if (options.full_output) {
    r.details = std::make_unique<QuadDetails>();
    r.details->cycle_values = vector_of(ctx, values);
    r.details->cycle_errors = vector_of(ctx, errors);
    r.details->cycle_status = vector_of(ctx, states);
  }
  return r;
}

}  // namespace perilune::integrate
