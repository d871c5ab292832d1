#include "kernels/optimize/nelder_mead.h"

#include "tests/reference/optimize/problems.h"
#include "tests/support/dense.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::optimize;

namespace {

using Values = std::vector<double>;

constexpr std::nullopt_t absent = std::nullopt;
constexpr double inf = std::numeric_limits<double>::infinity();

struct Case {
  int problem;
  Values x0, lower, upper, simplex;
  bool adaptive;
  double xatol, fatol;
  std::optional<std::int64_t> maxiter, maxfev;
  Values x;
  double fun;
  std::int64_t nit, nfev;
  int status;
  std::int64_t points;
  double total;
};

const Case cases[] = {
#include "tests/reference/optimize/nelder_mead.inc"
};

Values values_of(const Array& a) { return {a.as<double>(), a.as<double>() + a.size()}; }

}  // namespace

TEST_CASE("Nelder-Mead takes SciPy's steps to the bit") {
  TestContext ctx;
  for (const Case& c : cases) {
    NelderMeadOptions options;
    options.adaptive = c.adaptive;
    options.xatol = c.xatol;
    options.fatol = c.fatol;
    options.maxiter = c.maxiter;
    options.maxfev = c.maxfev;
    options.lower = c.lower;
    options.upper = c.upper;
    options.return_all = true;
    Array simplex;
    if (!c.simplex.empty()) {
      const auto n = static_cast<std::int64_t>(c.x0.size());
      simplex = array_of<double>(ctx, {n + 1, n}, c.simplex);
      options.initial_simplex = simplex;
    }
    const NelderMeadResult r = nelder_mead(ctx, {problems[c.problem]}, c.x0, options);
    INFO("case " << &c - cases);
    CHECK(r.nit == c.nit);
    CHECK(r.nfev == c.nfev);
    CHECK(minimize_outcome(r.ending).status == c.status);
    CHECK(r.all.shape()[0] == c.points);
    double total = 0;
    for (const double v : values_of(r.all)) total = total + v;
    CHECK(total == c.total);
    // An evaluation limit may fall in the middle of a step, where SciPy forgets a point that it has paid for.
    if (c.status == 1) {
      CHECK(r.fun <= c.fun);
    } else {
      CHECK(values_of(r.x) == c.x);
      CHECK(r.fun == c.fun);
    }
    CHECK(problems[c.problem](values_of(r.x)) == r.fun);
  }
}

TEST_CASE("the best point seen is returned wherever a limit falls") {
  TestContext ctx;
  for (std::int64_t limit = 0; limit < 160; ++limit) {
    double best = inf;
    Values where;
    const auto f = [&](Point x) {
      const double value = rosenbrock(x);
      if (value < best) {
        best = value;
        where.assign(x.begin(), x.end());
      }
      return value;
    };
    const NelderMeadResult r = nelder_mead(ctx, {f}, Values{-1.2, 1}, {{.maxfev = limit}});
    REQUIRE(r.nfev == std::min<std::int64_t>(limit, 159));
    if (limit == 0) {
      CHECK(values_of(r.x) == Values{-1.2, 1});
      CHECK(std::isnan(r.fun));
    } else {
      REQUIRE(values_of(r.x) == where);
      REQUIRE(r.fun == best);
    }
    CHECK(minimize_outcome(r.ending).success == (limit > 159));
  }
}

TEST_CASE("a simplex that starts at an upper bound is mirrored, not flattened") {
  TestContext ctx;
  const Values lower{0, 0}, upper{1, 1};
  const auto f = [](Point x) { return (x[0] - 0.3) * (x[0] - 0.3) + (x[1] - 0.6) * (x[1] - 0.6); };
  std::vector<std::string> warnings;
  ctx.sink = &warnings;
  ctx.on_warning = [](void* sink, std::string_view text) {
    static_cast<std::vector<std::string>*>(sink)->emplace_back(text);
  };
  NelderMeadOptions options{{.lower = lower, .upper = upper}};
  const NelderMeadResult r = nelder_mead(ctx, {f}, Values{1, 1}, options);
  CHECK(r.ending == Ending::converged);
  CHECK(r.x.at<double>(0) == Approx(0.3).margin(2e-4));
  CHECK(r.x.at<double>(1) == Approx(0.6).margin(2e-4));
  CHECK(warnings.empty());
  nelder_mead(ctx, {f}, Values{5, -1}, options);
  CHECK(warnings == std::vector<std::string>{"x0 lies outside the bounds and was moved inside"});
}

TEST_CASE("the callback sees every iteration and can end the run") {
  TestContext ctx;
  std::vector<std::int64_t> seen;
  double last = inf;
  const auto watch = [&](const Iterate& now) {
    CHECK(now.fun <= last);
    CHECK(rosenbrock(now.x) == now.fun);
    last = now.fun;
    seen.push_back(now.nit);
    return now.nit == 20;
  };
  NelderMeadOptions options;
  options.callback = watch;
  const NelderMeadResult r = nelder_mead(ctx, {rosenbrock}, Values{-1.2, 1}, options);
  CHECK(seen.size() == 19);  // SciPy counts the start as the first iteration
  CHECK(r.nit == 20);
  CHECK(r.ending == Ending::callback);
  CHECK_FALSE(minimize_outcome(r.ending).success);
  CHECK(r.fun == last);
}

TEST_CASE("batches and concurrent evaluation change nothing but the calls", "[threads]") {
  TestContext ctx;
  ctx.threads = 3;
  const Values start{3, -1.7, 2.9, 0.4};  // stairs shrink the simplex many times
  const NelderMeadResult alone = nelder_mead(ctx, {stairs}, start);
  int batches = 0;
  const auto batch = [&](Point points, std::span<double> values) {
    ++batches;
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = stairs(points.subspan(4 * i, 4));
  };
  Objective objective{stairs};
  objective.batch = batch;
  const NelderMeadResult batched = nelder_mead(ctx, objective, start);
  CHECK(batches > 1);
  const NelderMeadResult concurrent = nelder_mead(ctx, {.value = stairs, .concurrent = true}, start);
  for (const NelderMeadResult* r : {&batched, &concurrent}) {
    CHECK(r->nfev == alone.nfev);
    CHECK(r->nit == alone.nit);
    CHECK(values_of(r->x) == values_of(alone.x));
    CHECK(values_of(r->simplex) == values_of(alone.simplex));
  }
  for (std::int64_t limit = 1; limit < alone.nfev; ++limit)
    REQUIRE(nelder_mead(ctx, objective, start, {{.maxfev = limit}}).nfev == limit);
}

TEST_CASE("exceptions of the objective and interrupts come out as they are, and free everything") {
  TestContext ctx;
  struct Mine {};
  int calls = 0;
  const auto failing = [&](Point x) {
    if (++calls == 50) throw Mine();
    return rosenbrock(x);
  };
  CHECK_THROWS_AS(nelder_mead(ctx, {failing}, Values{-1.2, 1}), Mine);
  CHECK(calls == 50);
  StopFlag flag;
  ctx.stop = &flag;
  calls = 0;
  const auto stopping = [&](Point x) {
    if (++calls == 30) flag.request = StopFlag::interrupt;
    return rosenbrock(x);
  };
  CHECK_THROWS_AS(nelder_mead(ctx, {stopping}, Values{-1.2, 1}), Interrupted);
  CHECK(calls == 30);
  CHECK(ctx.memory.used() == 0);
}

TEST_CASE("a time limit ends a run that would go on, with what it has") {
  TestContext ctx;
  NelderMeadOptions options{{.maxiter = unlimited, .maxfev = unlimited, .maxtime = 0.02}, 0, 0};
  std::int64_t calls = 0;
  // Never settles: the value falls for ever.
  const auto f = [&](Point) { return -static_cast<double>(++calls); };
  const NelderMeadResult r = nelder_mead(ctx, {f}, Values{1, 1}, {{.maxiter = 1 << 30, .maxtime = 0.02}});
  CHECK(r.ending == Ending::maxtime);
  CHECK(r.nfev == calls);
  CHECK(r.fun == -static_cast<double>(calls));
  options.maxtime = 0;
  const NelderMeadResult none = nelder_mead(ctx, {f}, Values{1, 1}, options);
  CHECK(none.nfev == 0);
  CHECK(minimize_outcome(none.ending).message == std::string("Maximum time has been exceeded."));
}

TEST_CASE("nelder_mead names the argument that it cannot take") {
  TestContext ctx;
  const auto run = [&](Values x0, const NelderMeadOptions& options) { nelder_mead(ctx, {rosenbrock}, x0, options); };
  CHECK_THROWS_WITH(run({}, {}), "x0 must have at least one element, got none");
  CHECK_THROWS_WITH(run({1, inf}, {}), "x0 must contain finite numbers, got inf");
  CHECK_THROWS_WITH(run({1}, {.xatol = -1}), "xatol must be at least 0, got -1");
  CHECK_THROWS_WITH(run({1}, {.fatol = std::nan("")}), "fatol must be at least 0, got nan");
  CHECK_THROWS_WITH(run({1}, {{.maxiter = -1}}), "maxiter must be at least 0, got -1");
  CHECK_THROWS_WITH(run({1}, {{.maxfev = -2}}), "maxfev must be at least 0, got -2");
  CHECK_THROWS_WITH(run({1}, {{.maxtime = -0.5}}), "maxtime must be at least 0, got -0.5");
  const Array simplex = array_of<double>(ctx, {2, 2}, {1, 2, 3, 4});
  CHECK_THROWS_WITH(run({1, 2}, {.initial_simplex = simplex}), "initial_simplex must be 3x2 for 2 variables, got 2x2");
  const Values low{1, 3}, high{2, 2.5};
  CHECK_THROWS_WITH(run({1, 2}, {{.lower = low, .upper = high}}),
                    "bounds must have no lower bound above the upper one, got 3 and 2.5");
  CHECK_THROWS_WITH(run({1}, {{.lower = low, .upper = high}}), "bounds must have 1 rows, one for each variable, got 2");
}
