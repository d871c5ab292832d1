// Gamma: G. Marsaglia and W. W. Tsang, ACM Trans. Math. Software 26 (2000) 363; below 1 J. H. Ahrens and U. Dieter,
// Computing 12 (1974) 223. Beta: M. D. Jöhnk (1964), or a ratio of gamma variables. Poisson: PTRS of W. Hörmann,
// Insurance: Mathematics and Economics 12 (1993) 39. Binomial: BTPE of V. Kachitvichyanukul and B. W. Schmeiser,
// Communications of the ACM 31 (1988) 216. The order in which numbers are taken is NumPy's.

#include "kernels/stats/sample.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "kernels/array/elementwise.h"
#include "kernels/special/functions.h"
#include "kernels/stats/laws.h"

namespace perilune::stats {

double draw_gamma(random::Stream& r, double shape) {
  if (shape == 1) return r.next_exponential();
  if (shape == 0) return 0;
  if (shape < 1) {
    for (;;) {
      const double u = r.next_unit(), v = r.next_exponential();
      if (u <= 1 - shape) {
        const double x = std::pow(u, 1 / shape);
        if (x <= v) return x;
      } else {
        const double y = -std::log((1 - u) / shape), x = std::pow(1 - shape + shape * y, 1 / shape);
        if (x <= v + y) return x;
      }
    }
  }
  const double b = shape - 1.0 / 3, c = 1 / std::sqrt(9 * b);
  for (;;) {
    double x, v;
    do {
      x = r.next_normal();
      v = 1 + c * x;
    } while (v <= 0);
    v = v * v * v;
    const double u = r.next_unit();
    if (u < 1 - 0.0331 * (x * x) * (x * x)) return b * v;
    if (std::log(u) < 0.5 * x * x + b * (1 - v + std::log(v))) return b * v;
  }
}

double draw_beta(random::Stream& r, double a, double b) {
  if (a <= 1 && b <= 1) {
    for (;;) {
      const double u = r.next_unit(), v = r.next_unit();
      const double x = std::pow(u, 1 / a), y = std::pow(v, 1 / b), sum = x + y;
      if (sum > 1) continue;
      if (sum > 0) return x / sum;
      // Both have vanished: by logarithms.
      double log_x = std::log(u) / a, log_y = std::log(v) / b;
      const double top = std::max(log_x, log_y);
      log_x -= top;
      log_y -= top;
      return std::exp(log_x - std::log(std::exp(log_x) + std::exp(log_y)));
    }
  }
  const double x = draw_gamma(r, a);
  const double y = draw_gamma(r, b);
  return x / (x + y);
}

double draw_poisson(random::Stream& r, double mean) {
  if (mean == 0) return 0;
  if (mean < 10) {
    const double end = std::exp(-mean);
    double product = 1;
    for (double count = 0;; ++count) {
      product *= r.next_unit();
      if (product <= end) return count;
    }
  }
  const double root = std::sqrt(mean), log_mean = std::log(mean);
  const double b = 0.931 + 2.53 * root, a = -0.059 + 0.02483 * b;
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4), quick = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const double u = r.next_unit() - 0.5, v = r.next_unit();
    const double us = 0.5 - std::abs(u), k = std::floor((2 * a / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= quick) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (std::log(v) + std::log(inverse_alpha) - std::log(a / (us * us) + b) <=
        -mean + k * log_mean - special::gammaln(k + 1))
      return k;
  }
}

namespace {

double binomial_inversion(random::Stream& r, double n, double p) {
  const double q = 1 - p, qn = std::exp(n * std::log(q)), np = n * p;
  const double bound = std::floor(std::min(n, np + 10 * std::sqrt(np * q + 1)));
  double x = 0, px = qn, u = r.next_unit();
  while (u > px) {
    x += 1;
    if (x > bound) {
      x = 0;
      px = qn;
      u = r.next_unit();
    } else {
      u -= px;
      px = (n - x + 1) * p * px / (x * q);
    }
  }
  return x;
}

double stirling_tail(double x) {
  const double s = x * x;
  return (13680. - (462. - (132. - (99. - 140. / s) / s) / s) / s) / x / 166320.;
}

double binomial_btpe(random::Stream& random, double n, double p) {
  const double r = std::min(p, 1 - p), q = 1 - r, fm = n * r + r, m = std::floor(fm);
  const double p1 = std::floor(2.195 * std::sqrt(n * r * q) - 4.6 * q) + 0.5;
  const double xm = m + 0.5, xl = xm - p1, xr = xm + p1, c = 0.134 + 20.5 / (15.3 + m);
  double a = (fm - xl) / (fm - xl * r);
  const double left = a * (1 + a / 2);
  a = (xr - fm) / (xr * q);
  const double right = a * (1 + a / 2);
  const double p2 = p1 * (1 + 2 * c), p3 = p2 + c / left, p4 = p3 + c / right;
  const double nrq = n * r * q;
  double y;
  for (;;) {
    const double u = random.next_unit() * p4;
    double v = random.next_unit();
    if (u <= p1) {
      y = std::floor(xm - p1 * v + u);
      break;
    }
    if (u <= p2) {
      const double x = xl + (u - p1) / c;
      v = v * c + 1 - std::abs(m - x + 0.5) / p1;
      if (v > 1) continue;
      y = std::floor(x);
    } else if (u <= p3) {
      y = std::floor(xl + std::log(v) / left);
      if (y < 0 || v == 0) continue;
      v = v * (u - p2) * left;
    } else {
      y = std::floor(xr - std::log(v) / right);
      if (y > n || v == 0) continue;
      v = v * (u - p3) * right;
    }
    const double k = std::abs(y - m);
    if (!(k > 20 && k < nrq / 2 - 1)) {
      const double s = r / q, t = s * (n + 1);
      double f = 1;
      if (m < y)
        for (double i = m + 1; i <= y; ++i) f *= t / i - s;
      else
        for (double i = y + 1; i <= m; ++i) f /= t / i - s;
      if (v > f) continue;
      break;
    }
    const double rho = (k / nrq) * ((k * (k / 3.0 + 0.625) + 0.16666666666666666) / nrq + 0.5);
    const double t = -k * k / (2 * nrq), log_v = std::log(v);
    if (log_v < t - rho) break;
    if (log_v > t + rho) continue;
    const double x1 = y + 1, f1 = m + 1, z = n + 1 - m, w = n - y + 1;
    if (log_v > xm * std::log(f1 / x1) + (n - m + 0.5) * std::log(z / w) + (y - m) * std::log(w * r / (x1 * q)) +
                    stirling_tail(f1) + stirling_tail(z) + stirling_tail(x1) + stirling_tail(w))
      continue;
    break;
  }
  return p > 0.5 ? n - y : y;
}

}  // namespace

double draw_binomial(random::Stream& r, double n, double p) {
  if (n == 0 || p == 0) return 0;
  if (p <= 0.5) return p * n <= 30 ? binomial_inversion(r, n, p) : binomial_btpe(r, n, p);
  const double q = 1 - p;
  return q * n <= 30 ? n - binomial_inversion(r, n, q) : binomial_btpe(r, n, p);
}

Array draw(Context& ctx, const Law& law, random::Stream& stream, const Dims& shape, std::span<const View> parameters) {
  const auto n_shapes = static_cast<std::size_t>(law.shapes), count = n_shapes + 2;
  Array sample = Array::empty(ctx, law.discrete ? DType::int64 : DType::float64, shape);
  const std::int64_t n = sample.size();
  // What does not change along the sample is read once.
  bool single = true;
  std::vector<Array> spread(count);
  double p[most_shapes + 2] = {};
  for (std::size_t k = 0; k < count; ++k) {
    single &= parameters[k].size() == 1;
    spread[k] = Array::empty(ctx, DType::float64, parameters[k].size() == 1 ? Dims{} : shape);
    copy(ctx,
         parameters[k].size() == 1 ? View{parameters[k].data, nullptr, nullptr, 0, parameters[k].dtype} : parameters[k],
         spread[k]);
  }
  const auto read = [&](std::int64_t i) {
    for (std::size_t k = 0; k < count; ++k) p[k] = spread[k].as<double>()[spread[k].ndim() ? i : 0];
    if (!valid(law, p, p[n_shapes], p[n_shapes + 1] == 0 ? 1 : p[n_shapes + 1]))
      throw ValueError(std::string("the parameters must lie in the domain of ") + law.name + ", got" + [&] {
        std::string all;
        for (std::size_t k = 0; k < count - law.discrete; ++k) all += (k ? ", " : " ") + number_text(p[k]);
        return all;
      }());
  };
  // Checked before anything is drawn.
  if (n > 0 || single)
    for (std::int64_t i = 0; i < (single ? 1 : n); ++i) read(i);
  double* out = sample.as<double>();
  const bool by_block = &law == &norm_law || &law == &expon_law || &law == &uniform_law;
  if (by_block) {
    if (&law == &uniform_law) stream.random(ctx, std::span(out, static_cast<std::size_t>(n)));
    else
      stream.draw(
          ctx, &law == &norm_law ? random::Distribution::standard_normal : random::Distribution::standard_exponential,
          sample, {});
  }
  for (std::int64_t i = 0; i < n; ++i) {
    if (i % 4096 == 0) ctx.poll();
    if (!single) read(i);
    const double z = by_block ? out[i] : law.draw(stream, p);
    if (law.discrete) sample.as<std::int64_t>()[i] = static_cast<std::int64_t>(z + p[n_shapes]);
    else out[i] = z * p[n_shapes + 1] + p[n_shapes];
  }
  return sample;
}

}  // namespace perilune::stats
