// R. Brent, Algorithms for Minimization Without Derivatives (1973), chapter 5: parabolas, kept safe by the golden
// section; W. Press et al., Numerical Recipes, for the search downhill. The arithmetic is SciPy's.

#include "kernels/optimize/minimize_scalar.h"

#include <algorithm>
#include <cmath>

namespace perilune::optimize {

namespace {

struct Sample {
  double x, y;
};

struct NoBracket {};

class Search {
 public:
  Search(Context& ctx, const ScalarFunction& f, const ScalarMinimumOptions& options)
      : run(ctx, options.limits, options.callback), f_(f) {
    options.limits.check();
  }

  Run run;

  Sample at(double x) {
    const double y = run.evaluate(f_, x);
    run.remember({&x, 1}, y);
    saw_nan_ |= std::isnan(y);
    last_ = x;
    return {x, y};
  }
  bool next() {
    ++run.nit;
    return run.report({run.best().empty() ? &last_ : run.best().data(), 1}, run.best_value()) &&
           run.within_iterations();
  }

  // Runs the steps of a method and says how it went.
  template <class F>
  ScalarMinimum minimise(F&& steps) {
    bool bracketed = true;
    try {
      steps();
    } catch (const LimitReached&) {
    } catch (const NoBracket&) {
      bracketed = false;
    }
    const Outcome end = minimize_outcome(run.ending());
    ScalarMinimum r{run.best().empty() ? last_ : run.best()[0], run.best_value(), run.nit, run.nfev, end.success,
                    end.status == 2 ? 1 : end.status,           end.message};
    if (!bracketed) {
      r.success = false;
      r.status = 2;
      r.message = "No bracket was found: the function seems to have no minimum that way.";
    } else if (end.success && saw_nan_) {
      r.success = false;
      r.status = 2;
      r.message = "NaN result encountered.";
    }
    return r;
  }

  // Three points with the lowest in the middle.
  struct Bracket {
    Sample a, b, c;
  };
  Bracket bracket(const std::vector<double>& given);

 private:
  Bracket downhill(double from, double to);

  const ScalarFunction& f_;
  bool saw_nan_ = false;
  double last_ = std::numeric_limits<double>::quiet_NaN();
};

Search::Bracket Search::downhill(double from, double to) {
  constexpr double golden = 1.618034, tiny = 1e-21, limit = 110;
  Sample a = at(from), b = at(to);
  if (a.y < b.y) std::swap(a, b);
  Sample c = at(b.x + golden * (b.x - a.x));
  for (int i = 0; c.y < b.y; ++i) {
    if (i > 1000 || !std::isfinite(c.x)) throw NoBracket();
    const double p = (b.x - a.x) * (b.y - c.y), q = (b.x - c.x) * (b.y - a.y), difference = q - p;
    const double denominator = std::abs(difference) < tiny ? 2 * tiny : 2 * difference;
    double w = b.x - ((b.x - c.x) * q - (b.x - a.x) * p) / denominator;
    const double farthest = b.x + limit * (c.x - b.x);
    Sample next{};
    if ((w - c.x) * (b.x - w) > 0) {
      next = at(w);
      if (next.y < c.y) return {b, next, c};
      if (next.y > b.y) return {a, b, next};
      next = at(c.x + golden * (c.x - b.x));
    } else if ((w - farthest) * (farthest - c.x) >= 0) {
      next = at(farthest);
    } else if ((w - farthest) * (c.x - w) > 0) {
      next = at(w);
      if (next.y < c.y) {
        b = c;
        c = next;
        next = at(c.x + golden * (c.x - b.x));
      }
    } else {
      next = at(c.x + golden * (c.x - b.x));
    }
    a = b;
    b = c;
    c = next;
  }
  return {a, b, c};
}

Search::Bracket Search::bracket(const std::vector<double>& given) {
  for (const double x : given)
    if (!std::isfinite(x)) throw ValueError("bracket must have finite numbers, got " + number_text(x));
  if (given.empty()) return downhill(0, 1);
  if (given.size() == 2) return downhill(given[0], given[1]);
  if (given.size() != 3) throw ValueError(format("bracket must have two or three numbers, got %zu", given.size()));
  const double low = std::min(given[0], given[2]), high = std::max(given[0], given[2]);
  if (!(low < given[1] && given[1] < high))
    throw ValueError("bracket must have its second number between the others, got " + number_text(given[1]));
  const Bracket b{at(low), at(given[1]), at(high)};
  if (!(b.b.y < b.a.y && b.b.y < b.c.y))
    throw ValueError("bracket must have the lowest value at its second number, got " + number_text(b.b.y));
  return b;
}

}  // namespace

ScalarMinimum minimize_brent(Context& ctx, const ScalarFunction& f, const ScalarMinimumOptions& options) {
  check_tolerances({{"xtol", options.xtol}});
  Search search(ctx, f, options);
  return search.minimise([&] {
    const Search::Bracket start = search.bracket(options.bracket);
    constexpr double least = 1e-11, section = 0.3819660;
    Sample x = start.b, w = x, v = x;  // the best, the second best, the one before
    double a = std::min(start.a.x, start.c.x), b = std::max(start.a.x, start.c.x);
    double before = 0, step = 0;
    if (!search.run.within_iterations()) return;
    for (;;) {
      const double tolerance = options.xtol * std::abs(x.x) + least, twice = 2 * tolerance;
      const double middle = 0.5 * (a + b);
      if (std::abs(x.x - middle) < twice - 0.5 * (b - a)) return;
      const auto golden = [&] {
        before = x.x >= middle ? a - x.x : b - x.x;
        step = section * before;
      };
      if (std::abs(before) <= tolerance) {
        golden();
      } else {
        const double r = (x.x - w.x) * (x.y - v.y), s = (x.x - v.x) * (x.y - w.y);
        double p = (x.x - v.x) * s - (x.x - w.x) * r, q = 2 * (s - r);
        if (q > 0) p = -p;
        q = std::abs(q);
        const double last = before;
        before = step;
        if (p > q * (a - x.x) && p < q * (b - x.x) && std::abs(p) < std::abs(0.5 * q * last)) {
          step = p / q;
          const double u = x.x + step;
          if (u - a < twice || b - u < twice) step = middle - x.x >= 0 ? tolerance : -tolerance;
        } else {
          golden();
        }
      }
      const Sample u =
          search.at(std::abs(step) < tolerance ? (step >= 0 ? x.x + tolerance : x.x - tolerance) : x.x + step);
      if (u.y > x.y) {
        (u.x < x.x ? a : b) = u.x;
        if (u.y <= w.y || w.x == x.x) {
          v = w;
          w = u;
        } else if (u.y <= v.y || v.x == x.x || v.x == w.x) {
          v = u;
        }
      } else {
        (u.x >= x.x ? a : b) = x.x;
        v = w;
        w = x;
        x = u;
      }
      if (!search.next()) return;
    }
  });
}

ScalarMinimum minimize_golden(Context& ctx, const ScalarFunction& f, const ScalarMinimumOptions& options) {
  check_tolerances({{"xtol", options.xtol}});
  Search search(ctx, f, options);
  return search.minimise([&] {
    const Search::Bracket start = search.bracket(options.bracket);
    constexpr double large = 0.61803399, small = 1 - large;
    double low = start.a.x, high = start.c.x;
    const double xb = start.b.x;
    const bool right = std::abs(high - xb) > std::abs(xb - low);
    const double second = right ? xb + small * (high - xb) : xb, first = right ? xb : xb - small * (xb - low);
    Sample p = search.at(first), q = search.at(second);
    if (!search.run.within_iterations()) return;
    while (!(std::abs(high - low) <= options.xtol * (std::abs(p.x) + std::abs(q.x)))) {
      if (q.y < p.y) {
        low = p.x;
        p = q;
        q = search.at(large * p.x + small * high);
      } else {
        high = q.x;
        q = p;
        p = search.at(large * q.x + small * low);
      }
      if (!search.next()) return;
    }
  });
}

ScalarMinimum minimize_bounded(Context& ctx, const ScalarFunction& f, double low, double high,
                               const ScalarMinimumOptions& options) {
  if (!std::isfinite(low) || !std::isfinite(high))
    throw ValueError(
        format("bounds must be finite, got %s and %s", number_text(low).c_str(), number_text(high).c_str()));
  if (low > high)
    throw ValueError(format("bounds must not have the lower one above the upper one, got %s and %s",
                            number_text(low).c_str(), number_text(high).c_str()));
  if (!(options.xatol > 0)) throw ValueError("xatol must be greater than 0, got " + number_text(options.xatol));
  Search search(ctx, f, options);
  return search.minimise([&] {
    const double root = std::sqrt(2.2e-16), section = 0.5 * (3.0 - std::sqrt(5.0));
    double a = low, b = high, step = 0, before = 0;
    if (!search.run.within_iterations()) return;
    Sample x = search.at(a + section * (b - a)), w = x, v = x;
    const auto sign = [](double t) { return t >= 0 ? 1.0 : -1.0; };
    for (;;) {
      const double middle = 0.5 * (a + b), tolerance = root * std::abs(x.x) + options.xatol / 3, twice = 2 * tolerance;
      if (!(std::abs(x.x - middle) > twice - 0.5 * (b - a))) {
        ++search.run.nit;  // as SciPy counts: one for each evaluation
        return;
      }
      bool golden = true;
      if (std::abs(before) > tolerance) {
        golden = false;
        const double r = (x.x - w.x) * (x.y - v.y);
        double q = (x.x - v.x) * (x.y - w.y), p = (x.x - v.x) * q - (x.x - w.x) * r;
        q = 2 * (q - r);
        if (q > 0) p = -p;
        q = std::abs(q);
        const double last = before;
        before = step;
        if (std::abs(p) < std::abs(0.5 * q * last) && p > q * (a - x.x) && p < q * (b - x.x)) {
          step = p / q;
          const double u = x.x + step;
          if (u - a < twice || b - u < twice) step = tolerance * sign(middle - x.x);
        } else {
          golden = true;
        }
      }
      if (golden) {
        before = x.x >= middle ? a - x.x : b - x.x;
        step = section * before;
      }
      const Sample u = search.at(x.x + sign(step) * std::max(std::abs(step), tolerance));
      if (u.y <= x.y) {
        (u.x >= x.x ? a : b) = x.x;
        v = w;
        w = x;
        x = u;
      } else {
        (u.x < x.x ? a : b) = u.x;
        if (u.y <= w.y || w.x == x.x) {
          v = w;
          w = u;
        } else if (u.y <= v.y || v.x == x.x || v.x == w.x) {
          v = u;
        }
      }
      if (!search.next()) return;
    }
  });
}

}  // namespace perilune::optimize
