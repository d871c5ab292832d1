// J. Moré and D. Thuente, ACM Transactions on Mathematical Software 20 (1994), by the routine that comes with L-BFGS-B;
// J. Nocedal and S. Wright, Numerical Optimization, algorithms 3.5 and 3.6. Trials and safeguards are SciPy's.

#include "kernels/optimize/line_search.h"

#include <algorithm>
#include <cmath>

#include "kernels/optimize/lbfgsb_package.h"

namespace perilune::optimize {

namespace {

class Along {
 public:
  Along(Context& ctx, Smooth& function, Point x, Point direction, const LineSearchOptions& options)
      : function_(function), x_(x), direction_(direction), options_(options), point_(ctx.vector<double>(x.size())) {}

  double value(double step) { return function_.value(at(step)); }
  double slope(double step) { return dot(function_.gradient(at(step)), direction_); }
  bool accepts(double step) {
    if (!options_.accept) return true;
    const Point x = at(step);
    return (*options_.accept)(step, x, function_.gradient(x));
  }

 private:
  Point at(double step) {
    for (std::size_t i = 0; i < x_.size(); ++i) point_[i] = x_[i] + step * direction_[i];
    return point_;
  }

  Smooth& function_;
  Point x_, direction_;
  const LineSearchOptions& options_;
  CountedVector<double> point_;
};

constexpr LineStep nothing{false, 0, 0};

LineStep more_thuente(Along& along, double value, double slope, double first, const LineSearchOptions& options) {
  constexpr double xtol = 1e-14;
  char task[package::task_length];
  std::fill_n(task, package::task_length, ' ');
  std::copy_n("START", 5, task);
  int isave[2] = {};
  double dsave[13] = {}, f = value, g = slope, step = first;
  for (int i = 0; i < 100; ++i) {
    package::dcsrch(&f, &g, &step, &options.c1, &options.c2, &xtol, &options.least, &options.most, task, isave, dsave);
    if (task[0] == 'F' && task[1] == 'G') {
      f = along.value(step);
      g = along.slope(step);
      continue;
    }
    const bool failed = task[0] == 'E' || task[0] == 'W';  // ERROR or WARNING
    return failed || !along.accepts(step) ? nothing : LineStep{true, step, f};
  }
  return nothing;
}

// Minimisers of the cubic through (a, fa) with slope ga, (b, fb), (c, fc), and of the parabola without the last; nan or
// infinite where there is none.
double cubic_minimum(double a, double fa, double ga, double b, double fb, double c, double fc) {
  const double db = b - a, dc = c - a;
  const double denominator = (db * dc) * (db * dc) * (db - dc);
  const double rb = fb - fa - ga * db, rc = fc - fa - ga * dc;
  const double p = (dc * dc * rb - db * db * rc) / denominator;
  const double q = (-dc * dc * dc * rb + db * db * db * rc) / denominator;
  return a + (-q + std::sqrt(q * q - 3 * p * ga)) / (3 * p);
}
double parabola_minimum(double a, double fa, double ga, double b, double fb) {
  const double db = b - a;
  return a - ga / (2 * ((fb - fa - ga * db) / (db * db)));
}

struct Trial {
  double step, value, slope;
};

LineStep zoom(Along& along, Trial low, Trial high, double value, double slope, const LineSearchOptions& options) {
  double recent_step = 0, recent_value = value;
  for (int i = 0; i <= 10; ++i) {
    const double width = high.step - low.step;
    const double a = std::min(low.step, high.step), b = std::max(low.step, high.step);
    double step = std::numeric_limits<double>::quiet_NaN();
    const auto unfit = [&](double margin) { return !std::isfinite(step) || step > b - margin || step < a + margin; };
    if (i > 0) step = cubic_minimum(low.step, low.value, low.slope, high.step, high.value, recent_step, recent_value);
    if (unfit(0.2 * width)) {
      step = parabola_minimum(low.step, low.value, low.slope, high.step, high.value);
      if (unfit(0.1 * width)) step = low.step + 0.5 * width;
    }
    const double f = along.value(step);
    if (f > value + options.c1 * step * slope || f >= low.value) {
      recent_step = high.step;
      recent_value = high.value;
      high = {step, f, 0};
      continue;
    }
    const double g = along.slope(step);
    if (std::abs(g) <= -options.c2 * slope && along.accepts(step)) return {true, step, f};
    const Trial before = g * width >= 0 ? high : low;
    recent_step = before.step;
    recent_value = before.value;
    if (g * width >= 0) high = low;
    low = {step, f, g};
  }
  return nothing;
}

LineStep bracket_and_zoom(Along& along, double value, double slope, double first, const LineSearchOptions& options) {
  Trial before{0, value, slope}, now{std::min(first, options.most), 0, 0};
  now.value = along.value(now.step);
  for (int i = 0; i < 10; ++i) {
    if (now.step == 0 || before.step == options.most) return nothing;
    if (now.value > value + options.c1 * now.step * slope || (now.value >= before.value && i > 0))
      return zoom(along, before, now, value, slope, options);
    now.slope = along.slope(now.step);
    if (std::abs(now.slope) <= -options.c2 * slope && along.accepts(now.step)) return {true, now.step, now.value};
    if (now.slope >= 0) return zoom(along, now, before, value, slope, options);
    before = now;
    now = {std::min(2 * now.step, options.most), 0, 0};
    now.value = along.value(now.step);
  }
  return {true, now.step, now.value};  // as SciPy: the longest step tried, though the conditions do not hold
}

}  // namespace

LineStep line_search(Context& ctx, Smooth& function, Point x, Point direction, Point gradient, double value,
                     double previous_value, const LineSearchOptions& options) {
  Along along(ctx, function, x, direction, options);
  const double slope = dot(gradient, direction);
  double first = slope != 0 ? std::min(1.0, 1.01 * 2 * (value - previous_value) / slope) : 1.0;
  if (first < 0) first = 1;
  const LineStep found = more_thuente(along, value, slope, first, options);
  return found.found ? found : bracket_and_zoom(along, value, slope, first, options);
}

}  // namespace perilune::optimize
