// Laws of distributions: identities between their functions. SciPy's values are compared from Lua.

#include "kernels/stats/law.h"

#include <cmath>

#include "kernels/random/generator.h"
#include "kernels/random/random_state.h"
#include "kernels/stats/laws.h"
#include "kernels/stats/sample.h"
#include "tests/support/dense.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::stats;

namespace {

struct Case {
  const Law* law;
  double shapes[most_shapes];
};
const Case cases[] = {{&norm_law, {}},         {&t_law, {3.5}},         {&chi2_law, {5}},     {&f_law, {4, 11}},
                      {&beta_law, {0.7, 2.5}}, {&gamma_law, {2.2}},     {&expon_law, {}},     {&uniform_law, {}},
                      {&lognorm_law, {0.6}},   {&binom_law, {30, 0.2}}, {&poisson_law, {6.5}}};

}  // namespace

TEST_CASE("laws: tails, densities and quantiles agree") {
  for (const Case& c : cases) {
    const Law& law = *c.law;
    INFO(law.name);
    for (const double p : {1e-9, 1e-3, 0.2, 0.5, 0.8, 0.999}) {
      const double x = evaluate(law, Quantity::quantile, p, c.shapes, 0, 2 - law.discrete);
      const double lower = evaluate(law, Quantity::lower, x, c.shapes, 0, 2 - law.discrete);
      const double upper = evaluate(law, Quantity::upper, x, c.shapes, 0, 2 - law.discrete);
      CHECK(lower + upper == Approx(1).epsilon(1e-13));
      CHECK(evaluate(law, Quantity::log_lower, x, c.shapes, 0, 2 - law.discrete) ==
            Approx(std::log(lower)).epsilon(1e-11).margin(1e-12));
      CHECK(evaluate(law, Quantity::log_upper, x, c.shapes, 0, 2 - law.discrete) ==
            Approx(std::log(upper)).epsilon(1e-11).margin(1e-12));
      const double density = evaluate(law, Quantity::density, x, c.shapes, 0, 2 - law.discrete);
      CHECK(evaluate(law, Quantity::log_density, x, c.shapes, 0, 2 - law.discrete) ==
            Approx(std::log(density)).epsilon(1e-11).margin(1e-12));
      if (law.discrete) {
        CHECK(lower >= p);
        CHECK(density == Approx(lower - evaluate(law, Quantity::lower, x - 1, c.shapes, 0, 1)).margin(1e-12));
      } else {
        CHECK(lower == Approx(p).epsilon(1e-11));
        // The density is the slope of the distribution function.
        const double h = 1e-4 * std::abs(x) + 1e-8;
        const double slope = (evaluate(law, Quantity::lower, x + h, c.shapes, 0, 2) -
                              evaluate(law, Quantity::lower, x - h, c.shapes, 0, 2)) /
                             (2 * h);
        if (p > 1e-4) CHECK(density == Approx(slope).epsilon(1e-3));
      }
    }
  }
}

TEST_CASE("laws: moments and entropy are those of the density") {
  TestContext ctx;
  constexpr double open = std::numeric_limits<double>::quiet_NaN();
  for (const Case& c : cases) {
    const Law& law = *c.law;
    INFO(law.name);
    const Moments4 m = moments(law, c.shapes, 0, 1);
    const auto mean_of = [&](FunctionRef<double(double)> f) {
      return expect(ctx, law, f, c.shapes, 0, 1, open, open, false);
    };
    CHECK(mean_of([](double) { return 1.0; }) == Approx(1).epsilon(1e-9));
    CHECK(mean_of([](double x) { return x; }) == Approx(m.mean).epsilon(1e-8).margin(1e-9));
    const double spread = mean_of([&](double x) { return (x - m.mean) * (x - m.mean); });
    CHECK(spread == Approx(m.variance).epsilon(1e-5));
    CHECK(moment(ctx, law, 2, c.shapes, 3, 1) == Approx(m.variance + (m.mean + 3) * (m.mean + 3)).epsilon(1e-12));
    const double h = mean_of([&](double x) { return -evaluate(law, Quantity::log_density, x, c.shapes, 0, 1); });
    CHECK(entropy(ctx, law, c.shapes, 0, 1) == Approx(h).epsilon(1e-6).margin(1e-9));
  }
}

TEST_CASE("laws: draws have the moments of their law, from both families of streams") {
  TestContext ctx;
  random::RandomState old(7);
  random::Generator fresh{random::SeedSequence(std::uint64_t{7})};
  for (const Case& c : cases)
    for (random::Stream* stream : {static_cast<random::Stream*>(&old), static_cast<random::Stream*>(&fresh)}) {
      const Moments4 m = moments(*c.law, c.shapes, 0, 1);
      double sum = 0;
      constexpr int n = 20000;
      for (int i = 0; i < n; ++i) sum += c.law->draw(*stream, c.shapes);
      INFO(c.law->name);
      CHECK(std::abs(sum / n - m.mean) < 5 * std::sqrt(m.variance / n));
    }
}
