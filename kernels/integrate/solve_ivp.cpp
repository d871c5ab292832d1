// Events and output points follow SciPy's solve_ivp.

#include "kernels/integrate/solve_ivp.h"

#include <algorithm>
#include <cmath>

#include "kernels/array/create.h"
#include "kernels/optimize/roots.h"

namespace perilune::integrate {

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

void check_tolerance(const std::vector<double>& values, std::size_t n, const char* name) {
  if (values.size() != 1 && values.size() != n)
    throw ShapeError(format("%s must have one number or %zu, one for each component, got %zu", name, n, values.size()));
  for (const double v : values)
    if (!(v >= 0)) throw ValueError(format("%s must be at least 0, got %s", name, number_text(v).c_str()));
}

void check(double t0, double end, std::size_t n, const IvpOptions& options) {
  for (const double t : {t0, end})
    if (!std::isfinite(t)) throw ValueError("t_span must have two finite numbers, got " + number_text(t));
  check_tolerance(options.rtol, n, "rtol");
  check_tolerance(options.atol, n, "atol");
  if (!(options.max_step > 0))
    throw ValueError("max_step must be greater than 0, got " + number_text(options.max_step));
  if (options.first_step) {
    if (!(*options.first_step > 0))
      throw ValueError("first_step must be greater than 0, got " + number_text(*options.first_step));
    if (*options.first_step > std::abs(end - t0))
      throw ValueError(format("first_step must be at most %s, the length of t_span, got %s",
                              number_text(std::abs(end - t0)).c_str(), number_text(*options.first_step).c_str()));
  }
  options.limits.check();
  if (!options.t_eval) return;
  const double low = std::min(t0, end), high = std::max(t0, end), sign = end >= t0 ? 1 : -1;
  for (std::size_t i = 0; i < options.t_eval->size(); ++i) {
    const double t = (*options.t_eval)[i];
    if (!(t >= low && t <= high))
      throw ValueError(format("t_eval must lie within t_span, from %s to %s, got %s", number_text(low).c_str(),
                              number_text(high).c_str(), number_text(t).c_str()));
    if (i > 0 && t0 != end && !(sign * (t - (*options.t_eval)[i - 1]) > 0))
      throw ValueError(format("t_eval must go from t_span's first number to its second, got %s after %s",
                              number_text(t).c_str(), number_text((*options.t_eval)[i - 1]).c_str()));
  }
}

template <class T>
class Solver {
 public:
  Solver(Context& ctx, const Derivative<T>& f, double t0, double end, std::span<const T> y0,
         std::span<const Event<T>> events, const IvpOptions& options, const Jacobian<T>& jacobian,
         std::vector<double> rtol)
      : ctx_(ctx),
        f_(f),
        jacobian_(jacobian),
        t0_(t0),
        end_(end),
        n_(y0.size()),
        y0_(y0),
        events_(events),
        options_(options),
        rtol_(std::move(rtol)),
        run_(ctx, options.limits),
        times_(ctx.vector<double>()),
        values_(ctx.vector<T>()),
        knots_(ctx.vector<double>()),
        pieces_(ctx.vector<T>()),
        piece_(ctx.vector<T>(static_cast<std::size_t>(dense_rows(options.method)) * n_)),
        at_(ctx.vector<T>(n_)),
        before_(ctx.vector<double>(events.size())),
        after_(ctx.vector<double>(events.size())),
        counts_(ctx.vector<std::int64_t>(events.size())) {
    for (std::size_t i = 0; i < events.size(); ++i) {
      event_times_.push_back(ctx.vector<double>());
      event_values_.push_back(ctx.vector<T>());
    }
  }

  IvpResult solve() {
    IvpResult r;
    r.message = "The solver successfully reached the end of the integration interval.";
    if (!options_.t_eval) output(t0_, y0_);
    knots_.push_back(t0_);
    std::unique_ptr<Stepper<T>> method;
    try {
      method = make_stepper<T>(ctx_, run_, f_, jacobian_, options_.method, t0_, end_, y0_,
                               {rtol_, options_.atol, options_.max_step, options_.first_step});
      Stepper<T>& stepper = *method;
      for (std::size_t i = 0; i < events_.size(); ++i) before_[i] = events_[i].value(t0_, y0_);
      for (;;) {
        if (!run_.within_iterations()) throw optimize::LimitReached();
        if (!stepper.step()) {
          r.status = -1;
          r.message = "Required step size is less than spacing between numbers.";
          break;
        }
        ++run_.nit;
        if (advance(stepper)) {
          r.status = 1;
          r.message = "A termination event occurred.";
          break;
        }
        if (stepper.finished()) break;
        if (ctx_.wants_progress()) ctx_.progress((stepper.t - t0_) / (end_ - t0_), format("t = %.6g", stepper.t));
      }
    } catch (const optimize::LimitReached&) {
      r.status = -1;
      r.message = run_.ending() == optimize::Ending::maxtime ? "Maximum time has been exceeded."
                  : run_.ending() == optimize::Ending::maxiter
                      ? "Maximum number of steps has been exceeded."
                      : "Maximum number of function evaluations has been exceeded.";
    }
    if (method) {
      r.njev = method->njev;
      r.nlu = method->nlu;
    }
    give(r);
    return r;
  }

 private:
  void output(double t, std::span<const T> y) {
    times_.push_back(t);
    values_.insert(values_.end(), y.begin(), y.end());
  }

  std::span<const T> value_at(double t) {
    const double h = last_ - first_;
    dense_value<T>(options_.method, piece_, h, (t - first_) / h, at_);
    return at_;
  }

  void make_dense(Stepper<T>& stepper) {
    if (dense_made_) return;
    stepper.dense(piece_);
    dense_made_ = true;
  }

  // After a step: events, then output. True when a terminal event ends the run.
  bool advance(Stepper<T>& stepper) {
    first_ = stepper.before;
    last_ = stepper.t;
    dense_made_ = false;
    double t = stepper.t;
    if (options_.dense_output) make_dense(stepper);
    bool ended = false;
    if (!events_.empty()) {
      for (std::size_t i = 0; i < events_.size(); ++i) after_[i] = events_[i].value(stepper.t, stepper.y);
      const auto roots = find_events(stepper);
      for (const auto& [when, which] : roots) {
        event_times_[which].push_back(when);
        const std::span<const T> y = value_at(when);
        event_values_[which].insert(event_values_[which].end(), y.begin(), y.end());
        if (events_[which].terminal > 0 && ++counts_[which] >= events_[which].terminal) {
          ended = true;
          t = when;
          break;
        }
      }
      std::copy(after_.begin(), after_.end(), before_.begin());
    }
    if (!options_.t_eval) {
      output(t, ended ? value_at(t) : std::span<const T>(stepper.y));
    } else {
      for (; next_ < options_.t_eval->size(); ++next_) {
        const double wanted = (*options_.t_eval)[next_];
        if (end_ >= t0_ ? wanted > t : wanted < t) break;
        make_dense(stepper);
        output(wanted, value_at(wanted));
      }
    }
    if (options_.dense_output) {
      knots_.push_back(t);
      pieces_.insert(pieces_.end(), piece_.begin(), piece_.end());
      if (ended) shortened_ = last_;
    }
    return ended;
  }

  // Zeros within the step, in the order in which they are met.
  std::vector<std::pair<double, std::size_t>> find_events(Stepper<T>& stepper) {
    std::vector<std::pair<double, std::size_t>> roots;
    for (std::size_t i = 0; i < events_.size(); ++i) {
      const double g = before_[i], g_new = after_[i];
      const bool up = g <= 0 && g_new >= 0, down = g >= 0 && g_new <= 0;
      const double direction = events_[i].direction;
      if (!((up && direction > 0) || (down && direction < 0) || ((up || down) && direction == 0))) continue;
      make_dense(stepper);
      roots.emplace_back(zero_of(i), i);
    }
    const bool forward = last_ > first_;
    std::stable_sort(roots.begin(), roots.end(),
                     [&](const auto& a, const auto& b) { return forward ? a.first < b.first : a.first > b.first; });
    return roots;
  }

  double zero_of(std::size_t i) {
    const auto value = [&](double t) {
      // At the ends it is known; anew, rounding might give it the other sign.
      const double g = t == first_ ? before_[i] : t == last_ ? after_[i] : events_[i].value(t, value_at(t));
      if (std::isnan(g)) throw ValueError("events must give numbers, got nan at t = " + number_text(t));
      return g;
    };
    optimize::BracketOptions options{.xtol = 4 * epsilon, .rtol = 4 * epsilon};
    return optimize::brentq(ctx_, {value}, first_, last_, options).root;
  }

  void give(IvpResult& r) {
    const auto n = static_cast<std::int64_t>(n_), m = static_cast<std::int64_t>(times_.size());
    r.t = vector_of(ctx_, times_);
    r.y = Array::empty(ctx_, dtype_of<T>, {n, m});
    for (std::int64_t j = 0; j < m; ++j)
      for (std::int64_t i = 0; i < n; ++i) r.y.as<T>()[i * m + j] = values_[static_cast<std::size_t>(j * n + i)];
    r.nfev = run_.nfev;
    r.steps = run_.nit;
    for (std::size_t e = 0; e < events_.size(); ++e) {
      r.t_events.push_back(vector_of(ctx_, event_times_[e]));
      Array y = Array::empty(ctx_, dtype_of<T>, {static_cast<std::int64_t>(event_times_[e].size()), n});
      std::copy(event_values_[e].begin(), event_values_[e].end(), y.as<T>());
      r.y_events.push_back(std::move(y));
    }
    if (!options_.dense_output || knots_.size() < 2) return;
    const auto segments = static_cast<std::int64_t>(knots_.size()) - 1;
    const std::int64_t terms = dense_rows(options_.method);
    // The polynomials are written for whole steps: of a step that an event cut short, the uncut end is kept.
    if (shortened_) knots_.push_back(*shortened_);
    Array pieces = Array::empty(ctx_, dtype_of<T>, {segments, terms, n});
    std::copy(pieces_.begin(), pieces_.end(), pieces.as<T>());
    r.solution.emplace(options_.method, vector_of(ctx_, knots_), std::move(pieces));
  }

  Context& ctx_;
  const Derivative<T>& f_;
  const Jacobian<T>& jacobian_;
  double t0_, end_;
  std::size_t n_;
  std::span<const T> y0_;
  std::span<const Event<T>> events_;
  const IvpOptions& options_;
  std::vector<double> rtol_;
  optimize::Run run_;
  CountedVector<double> times_;
  CountedVector<T> values_;
  CountedVector<double> knots_;
  CountedVector<T> pieces_, piece_, at_;
  CountedVector<double> before_, after_;
  CountedVector<std::int64_t> counts_;
  std::vector<CountedVector<double>> event_times_;
  std::vector<CountedVector<T>> event_values_;
  std::size_t next_ = 0;
  double first_ = 0, last_ = 0;
  bool dense_made_ = false;
  std::optional<double> shortened_;
};

template <class T>
void evaluate_solution(IvpMethod method, const Array& knots, const Array& coefficients, const View& t, Array& result) {
  const std::int64_t segments = coefficients.shape()[0], terms = coefficients.shape()[1], n = coefficients.shape()[2];
  const double* knot = knots.as<double>();
  const bool ascending = knot[segments] >= knot[0];
  // A last knot beyond the segments: where the last, cut step would have ended.
  const bool cut = knots.shape()[0] > segments + 1;
  const std::int64_t m = t.ndim ? t.shape[0] : 1;
  std::vector<T> y(static_cast<std::size_t>(n));
  for (std::int64_t j = 0; j < m; ++j) {
    const double x = load(t.dtype, t.ndim ? t.data + j * t.strides[0] : t.data).real();
    // The first segment that ends at x or beyond; the outer ones go on for ever.
    const auto before = [&](double a, double b) { return ascending ? a < b : a > b; };
    const std::int64_t found = std::lower_bound(knot, knot + segments + 1, x, before) - knot;
    const std::int64_t s = std::clamp<std::int64_t>(found - 1, 0, segments - 1);
    const double h = (cut && s == segments - 1 ? knot[segments + 1] : knot[s + 1]) - knot[s];
    const std::span<const T> piece(coefficients.as<T>() + s * terms * n, static_cast<std::size_t>(terms * n));
    dense_value<T>(method, piece, h, (x - knot[s]) / h, y);
    for (std::int64_t i = 0; i < n; ++i) result.as<T>()[i * m + j] = y[static_cast<std::size_t>(i)];
  }
}

}  // namespace

Array OdeSolution::evaluate(Context& ctx, const View& t) const {
  if (t.ndim > 1) throw ShapeError(format("t must have at most one axis, got %d", t.ndim));
  if (is_complex(t.dtype)) throw ValueError("t must be real, got complex numbers");
  const std::int64_t n = coefficients_.shape()[2];
  Array result = t.ndim ? Array::empty(ctx, dtype(), {n, t.shape[0]}) : Array::empty(ctx, dtype(), {n});
  if (is_complex(dtype())) evaluate_solution<Complex128>(method_, knots_, coefficients_, t, result);
  else evaluate_solution<double>(method_, knots_, coefficients_, t, result);
  return result;
}

template <class T>
IvpResult solve_ivp(Context& ctx, const Derivative<T>& f, double t0, double end, std::span<const T> y0,
                    std::span<const Event<T>> events, const IvpOptions& options, const Jacobian<T>& jacobian) {
  check(t0, end, y0.size(), options);
  for (const T& y : y0)
    if (!std::isfinite(std::abs(y)))
      throw ValueError(std::string("y0 must contain finite numbers, got ") +
                       (std::isnan(std::abs(y)) ? "nan" : "an infinity"));
  std::vector<double> rtol = options.rtol;
  bool raised = false;
  for (double& r : rtol) {
    raised |= r < 100 * epsilon;
    r = std::max(r, 100 * epsilon);
  }
  if (raised) ctx.warn("rtol is below 100 times the float64 epsilon, which is used instead");
  return Solver<T>(ctx, f, t0, end, y0, events, options, jacobian, std::move(rtol)).solve();
}

template IvpResult solve_ivp(Context&, const Derivative<double>&, double, double, std::span<const double>,
                             std::span<const Event<double>>, const IvpOptions&, const Jacobian<double>&);
template IvpResult solve_ivp(Context&, const Derivative<Complex128>&, double, double, std::span<const Complex128>,
                             std::span<const Event<Complex128>>, const IvpOptions&, const Jacobian<Complex128>&);

}  // namespace perilune::integrate
