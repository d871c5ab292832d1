#include "kernels/optimize/termination.h"

#include <algorithm>

#include "kernels/core/parallel.h"

namespace perilune::optimize {

namespace {

using Clock = Context::Clock;

Clock::time_point deadline_after(double seconds) {
  // Beyond a century the clock's integers would overflow.
  if (!(seconds < 3e9)) return Clock::time_point::max();
  return Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
}

}  // namespace

void Limits::check() const {
  if (maxiter < 0) throw ValueError(format("maxiter must be at least 0, got %lld", static_cast<long long>(maxiter)));
  if (maxfev < 0) throw ValueError(format("maxfev must be at least 0, got %lld", static_cast<long long>(maxfev)));
  if (!(maxtime >= 0)) throw ValueError("maxtime must be at least 0, got " + number_text(maxtime));
}

void check_tolerances(std::initializer_list<Tolerance> tolerances) {
  for (const auto& [name, value] : tolerances)
    if (!(value >= 0)) throw ValueError(format("%s must be at least 0, got %s", name, number_text(value).c_str()));
}

Outcome minimize_outcome(Ending ending) {
  switch (ending) {
    case Ending::converged: return {true, 0, "Optimization terminated successfully."};
    case Ending::maxfev: return {false, 1, "Maximum number of function evaluations has been exceeded."};
    case Ending::maxiter: return {false, 2, "Maximum number of iterations has been exceeded."};
    case Ending::maxtime: return {false, 98, "Maximum time has been exceeded."};  // SciPy has no such limit
    default: return {false, 99, "The callback asked to stop."};
  }
}

Run::Run(Context& ctx, const Limits& limits, std::optional<Callback> callback)
    : ctx_(ctx),
      limits_(limits),
      callback_(callback),
      deadline_(deadline_after(limits.maxtime)),
      best_(ctx.vector<double>()) {}

// How many of the wanted evaluations the limits leave; sets the ending when not all.
std::int64_t Run::allowed(std::int64_t wanted) {
  ctx_.poll();
  if (deadline_ != Clock::time_point::max() && Clock::now() >= deadline_) {
    ending_ = Ending::maxtime;
    return 0;
  }
  const std::int64_t left = std::max<std::int64_t>(limits_.maxfev - nfev, 0);
  if (wanted > left) ending_ = Ending::maxfev;
  return std::min(wanted, left);
}

void Run::check_limits() {
  if (allowed(1) == 0) throw LimitReached();
}

void Run::check_deadline() {
  if (Clock::now() < deadline_) return;
  ending_ = Ending::maxtime;
  throw LimitReached();
}

void Run::remember(Point x, double value) {
  if (best_.empty() ? value != value : !(value < best_value_)) return;
  best_.assign(x.begin(), x.end());
  best_value_ = value;
  ++improvements_;
}

double Run::evaluate(const Objective& objective, Point x) {
  count_call();
  const double value = objective.value(x);
  remember(x, value);
  return value;
}

void Run::evaluate(const Objective& objective, Point points, std::span<double> values) {
  const std::size_t n = values.empty() ? 0 : points.size() / values.size();
  const auto point = [&](std::size_t i) { return points.subspan(i * n, n); };
  if (!objective.batch && !objective.concurrent) {
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = evaluate(objective, point(i));
    return;
  }
  const auto count = static_cast<std::size_t>(allowed(static_cast<std::int64_t>(values.size())));
  if (count > 0 && objective.batch) {
    (*objective.batch)(points.first(count * n), values.first(count));
  } else {
    parallel_for(ctx_, static_cast<std::int64_t>(count), 1, [&](std::int64_t i, std::int64_t) {
      ctx_.poll();
      values[static_cast<std::size_t>(i)] = objective.value(point(static_cast<std::size_t>(i)));
    });
  }
  nfev += static_cast<std::int64_t>(count);
  for (std::size_t i = 0; i < count; ++i) remember(point(i), values[i]);
  if (count < values.size()) throw LimitReached();
}

bool Run::goes_on(Point x, double fun) {
  if (ctx_.wants_progress()) show_progress(fun);
  if (!callback_ || !(*callback_)({x, fun, nit, nfev})) return true;
  ending_ = Ending::callback;
  return false;
}

// How much of the limit that is nearest has been used.
void Run::show_progress(double fun) const {
  const auto share = [](std::int64_t done, std::int64_t most) {
    return most == unlimited ? 0.0 : static_cast<double>(done) / static_cast<double>(std::max<std::int64_t>(most, 1));
  };
  double fraction = std::max(share(nit, limits_.maxiter), share(nfev, limits_.maxfev));
  if (deadline_ != Clock::time_point::max()) {
    const double left = std::chrono::duration<double>(deadline_ - Clock::now()).count();
    fraction = std::max(fraction, 1 - left / limits_.maxtime);
  }
  ctx_.progress(fraction, format("iteration %lld, fun = %.6g", static_cast<long long>(nit), fun));
}

}  // namespace perilune::optimize
