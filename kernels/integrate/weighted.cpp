// Weights with singularities: QUADPACK's qaws, algebraic and logarithmic ones at the ends, and qawc, 1 / (x - c). The
// intervals that touch the singularity are done by expansions in Chebyshev polynomials whose integrals with the weight
// are known, the others by Gauss-Kronrod rules.

#include <algorithm>

#include "kernels/integrate/adaptive.h"

namespace perilune::integrate {

namespace {

struct Piece {
  double value, error;
  bool plain;  // by a rule that knows nothing of the singularity, and whose error can be believed to shrink
  bool rough;  // its error is as large as the variation of the integrand
};

struct Roundoff {
  int unchanged = 0, grown = 0;
};

// What QAWS and QAWC share: `replace` puts two halves in place of the worst interval, `judge` says whether errors that
// do not shrink end the run.
class Bisection {
 public:
  Bisection(Context& ctx, const QuadOptions& options) : partition(ctx, options.limit), options_(options) {}

  Partition partition;
  double area = 0, error = 0;
  int status = 0;
  Roundoff roundoff;

  bool accurate() const { return error <= std::max(options_.epsabs, options_.epsrel * std::abs(area)); }
  bool full() const { return partition.size() >= options_.limit; }

  // Returns how the halves compare with the whole: unchanged value without a smaller error, and a larger error.
  struct Change {
    bool unchanged, grown;
  };
  Change replace(double middle, const Piece& left, const Piece& right) {
    const Interval whole = partition.worst();
    const double both = left.value + right.value, errors = left.error + right.error;
    area += both - whole.value;
    error += errors - whole.error;
    const Change change{std::abs(whole.value - both) < 1e-5 * std::abs(both) && errors >= 0.99 * whole.error,
                        partition.size() >= 10 && errors > whole.error};
    if (!accurate() && partition.size() + 1 == options_.limit) status = 1;
    bad_point_ = !accurate() && std::max(std::abs(whole.low), std::abs(whole.high)) <=
                                    (1 + 100 * epsilon) * (std::abs(middle) + 1000 * smallest);
    partition.replace_worst({whole.low, middle, left.value, left.error, 0},
                            {middle, whole.high, right.value, right.error, 0});
    return change;
  }
  void judge(bool roundoff_found) {
    if (roundoff_found && !accurate()) status = 2;
    if (bad_point_) status = 3;
  }

  QuadResult result(Context& ctx) const {
    QuadResult r;
    for (std::int64_t i = 0; i < partition.size(); ++i) r.value += partition[i].value;
    r.error = error;
    r.status = status;
    r.intervals = partition.size();
    if (partition.size() == 0) {
      r.value = std::numeric_limits<double>::quiet_NaN();
      r.error = std::numeric_limits<double>::infinity();
    }
    if (options_.full_output) fill(ctx, partition, r);
    return r;
  }

 private:
  const QuadOptions& options_;
  bool bad_point_ = false;
};

// The weight of QAWS with its moments: integrals over (-1, 1) of (1 + x)^alpha T_k and, `log`, that times
// log((1 + x) / 2). Those of the right end follow by symmetry.
struct EndMoments {
  double plain[25], log[25];

  explicit EndMoments(double power) {
    const double one = power + 1, two = power + 2, r = std::pow(2.0, one);
    plain[0] = r / one;
    plain[1] = plain[0] * power / two;
    log[0] = -plain[0] / one;
    log[1] = -(r + r) / (two * two) - log[0];
    for (int i = 2; i < 25; ++i) {
      const double n = i;
      plain[i] = -(r + n * (n - two) * plain[i - 1]) / ((n - 1) * (n + one));
      log[i] = -(n * (n - two) * log[i - 1] - n * plain[i - 1] + (n - 1) * plain[i]) / ((n - 1) * (n + one));
    }
  }
  void mirror() {
    for (int i = 1; i < 25; i += 2) {
      plain[i] = -plain[i];
      log[i] = -log[i];
    }
  }
};

struct Sums {
  double degree12 = 0, degree24 = 0;
};
Sums sums_of(const double (&low)[13], const double (&high)[25], const double (&moments)[25]) {
  Sums s;
  for (int i = 0; i < 13; ++i) s.degree12 += low[i] * moments[i];
  for (int i = 0; i < 25; ++i) s.degree24 += high[i] * moments[i];
  return s;
}

class AlgebraicRule {
 public:
  AlgebraicRule(const Integrand& f, double a, double b, const QuadOptions& options)
      : f_(f),
        a_(a),
        b_(b),
        alpha_(options.wvar),
        beta_(options.wvar2),
        log_left_(options.weight == Weight::alg_loga || options.weight == Weight::alg_log),
        log_right_(options.weight == Weight::alg_logb || options.weight == Weight::alg_log),
        left_(alpha_),
        right_(beta_) {
    right_.mirror();
  }

  Piece operator()(double low, double high) const {
    if (low == a_ && (alpha_ != 0 || log_left_)) {
      const auto rest = [this](double x) { return right_weight(x); };
      return at_end(low, high, alpha_, log_left_, left_, rest);
    }
    if (high == b_ && (beta_ != 0 || log_right_)) {
      const auto rest = [this](double x) { return left_weight(x); };
      return at_end(low, high, beta_, log_right_, right_, rest);
    }
    const auto weight = [this](double x) { return left_weight(x) * right_weight(x); };
    const Estimate e = kronrod15(f_, weight, low, high);
    return {e.value, e.error, true, e.spread == e.error};
  }

 private:
  double left_weight(double x) const { return std::pow(x - a_, alpha_) * (log_left_ ? std::log(x - a_) : 1); }
  double right_weight(double x) const { return std::pow(b_ - x, beta_) * (log_right_ ? std::log(b_ - x) : 1); }

  // f times the part of the weight that is smooth here is expanded.
  Piece at_end(double low, double high, double power, bool log, const EndMoments& moments,
               const Integrand& rest) const {
    double values[25], degree12[13], degree24[25];
    const auto smooth = [&](double x) { return f_(x) * rest(x); };
    chebyshev_values(smooth, low, high, values);
    chebyshev_coefficients(values, degree12, degree24);
    const double factor = std::pow(0.5 * (high - low), power + 1);
    Sums s = sums_of(degree12, degree24, moments.plain);
    double value = 0, error = 0;
    if (log) {
      const double length = std::log(high - low);
      value = s.degree24 * length;
      error = std::abs((s.degree24 - s.degree12) * length);
      s = sums_of(degree12, degree24, moments.log);
    }
    return {(value + s.degree24) * factor, (error + std::abs(s.degree24 - s.degree12)) * factor, false, true};
  }

  const Integrand& f_;
  double a_, b_, alpha_, beta_;
  bool log_left_, log_right_;
  EndMoments left_, right_;
};

// QAWC's rule: f expanded, times integrals of T_k(x) / (x - c), by their recursion.
Piece cauchy_rule(const Integrand& f, double c, double a, double b) {
  const double cc = (2 * c - b - a) / (b - a);
  if (!(std::abs(cc) < 1.1)) {
    const auto weight = [c](double x) { return 1 / (x - c); };
    const Estimate e = kronrod15(f, weight, a, b);
    return {e.value, e.error, true, e.spread == e.error};
  }
  double values[25], degree12[13], degree24[25];
  chebyshev_values(f, a, b, values);
  chebyshev_coefficients(values, degree12, degree24);
  double before = std::log(std::abs((1 - cc) / (1 + cc))), now = 2 + cc * before;
  Sums s{degree12[0] * before + degree12[1] * now, degree24[0] * before + degree24[1] * now};
  for (int k = 2; k < 25; ++k) {
    const double order = k - 1;
    double next = 2 * cc * now - before;
    if (k % 2) next -= 4 / (order * order - 1);
    if (k < 13) s.degree12 += degree12[k] * next;
    s.degree24 += degree24[k] * next;
    before = now;
    now = next;
  }
  return {s.degree24, std::abs(s.degree24 - s.degree12), false, false};
}

}  // namespace

QuadResult quad_algebraic(Context& ctx, const Integrand& f, double a, double b, const QuadOptions& options) {
  const AlgebraicRule rule(f, a, b, options);
  Bisection loop(ctx, options);
  try {
    const double centre = 0.5 * (b + a);
    const Piece first = rule(a, centre), second = rule(centre, b);
    const bool swapped = second.error > first.error;
    const Interval left{a, centre, first.value, first.error, 0}, right{centre, b, second.value, second.error, 0};
    loop.partition.add(swapped ? right : left);
    loop.partition.add(swapped ? left : right);
    loop.partition.back_to_first();
    loop.area = first.value + second.value;
    loop.error = first.error + second.error;
    if (options.limit == 2) loop.status = 1;
    while (loop.status == 0 && !loop.accurate() && !loop.full()) {
      const Interval whole = loop.partition.worst();
      const double middle = 0.5 * (whole.low + whole.high);
      const Piece low = rule(whole.low, middle), high = rule(middle, whole.high);
      const Bisection::Change change = loop.replace(middle, low, high);
      if (whole.low != a && whole.high != b && !low.rough && !high.rough) {
        loop.roundoff.unchanged += change.unchanged;
        loop.roundoff.grown += change.grown;
      }
      loop.judge(loop.roundoff.unchanged >= 6 || loop.roundoff.grown >= 20);
    }
  } catch (const optimize::LimitReached&) {
    loop.status = 8;
  }
  return loop.result(ctx);
}

QuadResult quad_cauchy(Context& ctx, const Integrand& f, double a, double b, const QuadOptions& options) {
  const double c = options.wvar;
  Bisection loop(ctx, options);
  try {
    const Piece first = cauchy_rule(f, c, a, b);
    loop.partition.add({a, b, first.value, first.error, 0});
    loop.area = first.value;
    loop.error = first.error;
    if (options.limit == 1) loop.status = 1;
    bool done = first.error < std::min(0.01 * std::abs(first.value),
                                       std::max(options.epsabs, options.epsrel * std::abs(first.value)));
    while (loop.status == 0 && !done && !loop.full()) {
      const Interval whole = loop.partition.worst();
      // The pole must not be an end of an interval, nor near one.
      double middle = 0.5 * (whole.low + whole.high);
      if (c <= middle && c > whole.low) middle = 0.5 * (c + whole.high);
      if (c > middle && c < whole.high) middle = 0.5 * (whole.low + c);
      const Piece low = cauchy_rule(f, c, whole.low, middle), high = cauchy_rule(f, c, middle, whole.high);
      const Bisection::Change change = loop.replace(middle, low, high);
      const bool both_plain = low.plain && high.plain && !low.rough && !high.rough;
      loop.roundoff.unchanged += change.unchanged && both_plain;
      loop.roundoff.grown += change.grown && both_plain;
      loop.judge(loop.roundoff.unchanged >= 6 && loop.roundoff.grown > 20);
      done = loop.accurate();
    }
  } catch (const optimize::LimitReached&) {
    loop.status = 8;
  }
  return loop.result(ctx);
}

}  // namespace perilune::integrate
