#include "kernels/integrate/quad.h"

#include <algorithm>
#include <cmath>

#include "kernels/array/create.h"
#include "kernels/integrate/adaptive.h"

namespace perilune::integrate {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

void check(double a, double b, const QuadOptions& options) {
  for (const auto& [name, value] :
       {std::pair{"a", a}, std::pair{"b", b}, std::pair{"epsabs", options.epsabs}, std::pair{"epsrel", options.epsrel}})
    if (std::isnan(value)) throw ValueError(std::string(name) + " must be a number, got nan");
  const double least = std::max(50 * epsilon, 5e-29);
  if (options.epsabs <= 0 && options.epsrel < least)
    throw ValueError(format("epsrel must be at least %s where epsabs is not positive, got %s",
                            number_text(least).c_str(), number_text(options.epsrel).c_str()));
  for (const auto& [name, value, low] : {std::tuple{"limit", options.limit, 1}, std::tuple{"maxp1", options.maxp1, 1},
                                         std::tuple{"limlst", options.limlst, 3}})
    if (value < low)
      throw ValueError(format("%s must be at least %d, got %lld", name, low, static_cast<long long>(value)));
  for (const double p : options.points)
    if (std::isnan(p)) throw ValueError("points must be numbers, got nan");
}

void check_weight(double a, double b, const QuadOptions& options) {
  const bool infinite = std::isinf(a) || std::isinf(b);
  if (!options.points.empty()) throw ValueError("points must be left out with a weight, got some");
  if (!std::isfinite(options.wvar) || !std::isfinite(options.wvar2)) throw ValueError("wvar must be finite");
  switch (options.weight) {
    case Weight::cos:
    case Weight::sin:
      if (std::isinf(a) && std::isinf(b)) throw ValueError("weight must be left out from -inf to inf, got cos or sin");
      if (infinite && !(options.epsabs > 0))
        throw ValueError("epsabs must be greater than 0 for cos and sin to infinity, got " +
                         number_text(options.epsabs));
      return;
    case Weight::cauchy:
      if (infinite) throw ValueError("weight must be left out, cos or sin where a limit is infinite, got cauchy");
      if (options.wvar == a || options.wvar == b)
        throw ValueError("wvar must differ from a and b, got " + number_text(options.wvar));
      return;
    default:
      if (infinite)
        throw ValueError("weight must be left out, cos or sin where a limit is infinite, got an algebraic one");
      if (!(options.wvar > -1) || !(options.wvar2 > -1))
        throw ValueError(format("wvar must have two numbers greater than -1, got %s and %s",
                                number_text(options.wvar).c_str(), number_text(options.wvar2).c_str()));
      if (a == b) throw ValueError("b must differ from a with an algebraic weight, got " + number_text(b));
      if (options.limit < 2) throw ValueError("limit must be at least 2 with an algebraic weight, got 1");
  }
}

// Break points inside (a, b), each once, in order, between the ends.
CountedVector<double> breaks(Context& ctx, double a, double b, std::span<const double> points) {
  CountedVector<double> all = ctx.vector<double>();
  for (const double p : points)
    if (a < p && p < b) all.push_back(p);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  all.insert(all.begin(), a);
  all.push_back(b);
  return all;
}

QuadResult adaptive(Context& ctx, const Sampler& f, double a, double b, const QuadOptions& options) {
  const bool infinite = std::isinf(a) || std::isinf(b);
  const int direction = !infinite ? 0 : (std::isinf(a) && std::isinf(b) ? 2 : (std::isinf(b) ? 1 : -1));
  const double bound = direction == 2 ? 0 : (direction == 1 ? a : b);
  const auto leaf = [&](double low, double high, int, bool) {
    return infinite ? kronrod15_infinite(f, bound, direction, low, high) : kronrod21(f, low, high);
  };
  const Rule rule = leaf;
  Adaptive loop(ctx, rule, options);
  CountedVector<int> forwarded = ctx.vector<int>();
  loop.forwarded = &forwarded;
  CountedVector<double> pieces = ctx.vector<double>();
  if (!options.points.empty()) {
    if (infinite) throw ValueError("points must be left out where a limit is infinite, got some");
    pieces = breaks(ctx, a, b, options.points);
    if (static_cast<std::int64_t>(pieces.size()) - 2 >= options.limit)
      throw ValueError(format("limit must be greater than the number of points, %zu, got %lld", pieces.size() - 2,
                              static_cast<long long>(options.limit)));
  }
  try {
    if (!pieces.empty()) loop.run_pieces(pieces);
    else if (infinite) loop.run(0, 1);
    else loop.run(a, b);
  } catch (const optimize::LimitReached&) {
    loop.give_up();
  }
  QuadResult r;
  r.value = loop.value;
  r.error = loop.error;
  r.status = loop.status;
  r.intervals = loop.partition.size();
  if (!options.full_output) return r;
  fill(ctx, loop.partition, r);
  if (pieces.empty()) return r;
  r.details->break_points = vector_of(ctx, pieces);
  const auto integers = [&](std::int64_t n, auto value) {
    Array a_of = Array::empty(ctx, DType::int64, {n});
    for (std::int64_t i = 0; i < n; ++i) a_of.as<std::int64_t>()[i] = value(i);
    return a_of;
  };
  r.details->levels = integers(loop.partition.size(), [&](std::int64_t i) { return loop.partition[i].level; });
  r.details->forwarded = integers(static_cast<std::int64_t>(forwarded.size()),
                                  [&](std::int64_t i) { return forwarded[static_cast<std::size_t>(i)]; });
  return r;
}

QuadResult weighted(Context& ctx, const Integrand& f, const Sampler& several, double a, double b,
                    const QuadOptions& options) {
  const bool sine = options.weight == Weight::sin;
  if (options.weight == Weight::cauchy) return quad_cauchy(ctx, f, a, b, options);
  if (options.weight != Weight::cos && !sine) return quad_algebraic(ctx, f, a, b, options);
  if (std::isinf(a) || std::isinf(b)) {
    if (options.wvar == 0 && !sine) {
      QuadOptions plain = options;
      plain.weight = Weight::none;
      return adaptive(ctx, several, a, b, plain);
    }
    if (std::isinf(b)) return quad_oscillatory_infinite(ctx, f, a, options);
    const auto mirrored = [&](double x) { return sine ? -f(-x) : f(-x); };
    return quad_oscillatory_infinite(ctx, mirrored, -b, options);
  }
  return quad_oscillatory(ctx, f, a, b, options);
}

const char* message_of(int status, bool cycles) {
  switch (status) {
    case 0: return "The accuracy asked for was reached.";
    case 1:
      return cycles ? "The number of cycles has reached limlst."
                    : "The number of subintervals has reached limit: a larger one may help, or points at the "
                      "difficulties of the integrand.";
    case 2: return "Rounding errors keep the error above what was asked for; it may be underestimated.";
    case 3: return "The integrand behaves badly at some points.";
    case 4:
      return cycles ? "The extrapolation over the cycles does not converge."
                    : "The extrapolation does not converge for rounding errors; the result is the best there is.";
    case 5: return "The integral is probably divergent, or converges slowly.";
    case 7: return "The integrand behaves badly within one or more cycles.";
    case 8: return "Maximum number of function evaluations has been exceeded.";
    default: return "Maximum time has been exceeded.";
  }
}

}  // namespace

void fill(Context& ctx, const Partition& partition, QuadResult& r) {
  const std::int64_t n = partition.size();
  r.details = std::make_unique<QuadDetails>();
  QuadDetails& d = *r.details;
  for (Array* a : {&d.low, &d.high, &d.values, &d.errors}) *a = Array::empty(ctx, DType::float64, {n});
  for (std::int64_t i = 0; i < n; ++i) {
    d.low.as<double>()[i] = partition[i].low;
    d.high.as<double>()[i] = partition[i].high;
    d.values.as<double>()[i] = partition[i].value;
    d.errors.as<double>()[i] = partition[i].error;
  }
  const std::int64_t kept = std::min(n, partition.kept());
  d.order = Array::empty(ctx, DType::int64, {kept});
  for (std::int64_t i = 0; i < kept; ++i)
    d.order.as<std::int64_t>()[i] = partition.order()[static_cast<std::size_t>(i)];
}

Weight weight_named(std::string_view word) {
  constexpr std::string_view words[] = {"cos", "sin", "alg", "alg-loga", "alg-logb", "alg-log", "cauchy"};
  for (int i = 0; i < 7; ++i)
    if (word == words[i]) return static_cast<Weight>(i + 1);
  return Weight::none;
}

QuadResult quad(Context& ctx, const Integrand& f, double a, double b, const QuadOptions& options) {
  check(a, b, options);
  if (options.weight != Weight::none) check_weight(a, b, options);
  optimize::Limits limits{.maxfev = options.maxfev, .maxtime = options.maxtime};
  limits.check();
  optimize::Run run(ctx, limits);
  const auto counted = [&](double x) {
    run.count_call();
    return f(x);
  };
  const auto several = [&](std::span<const double> x, std::span<double> y) {
    if (options.several && run.count_calls(static_cast<std::int64_t>(x.size()))) return (*options.several)(x, y);
    for (std::size_t i = 0; i < x.size(); ++i) y[i] = counted(x[i]);
  };
  QuadResult r;
  const bool flipped = b < a;
  const double low = flipped ? b : a, high = flipped ? a : b;
  if (low == high && std::isinf(low)) {
    r.message = message_of(0, false);
    return r;
  }
  r = options.weight == Weight::none ? adaptive(ctx, several, low, high, options)
                                     : weighted(ctx, counted, several, low, high, options);
  if (flipped) r.value = -r.value;
  r.evaluations = run.nfev;
  if (run.ending() == optimize::Ending::maxtime) r.status = 9;
  r.message = message_of(r.status, (r.details && r.details->cycle_values.ndim() > 0) ||
                                       ((options.weight == Weight::cos || options.weight == Weight::sin) &&
                                        (std::isinf(low) || std::isinf(high))));
  return r;
}

}  // namespace perilune::integrate
