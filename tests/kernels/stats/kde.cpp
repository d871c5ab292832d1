// Density estimates: SciPy 1.10.1's values, and what integrates to 1.

#include "kernels/stats/kde.h"

#include <cmath>

#include "kernels/random/random_state.h"
#include "tests/support/dense.h"

using namespace perilune;
using namespace perilune::test;
using stats::GaussianKde;

TEST_CASE("gaussian_kde gives SciPy's values in two dimensions with weights") {
  TestContext ctx;
  const Array x = array_of<double>(ctx, {2, 5}, {0, 1, 3, 2, 5, 2, 1, 0, 4, 3});
  const Array w = array_of<double>(ctx, {5}, {1, 2, 1, 3, 1});
  GaussianKde kde(ctx, x, w.view());
  kde.set_factor(ctx, kde.silverman());
  CHECK(kde.factor() == Approx(0.7937005259840997).epsilon(1e-14));
  CHECK(kde.effective_size() == Approx(4).epsilon(1e-14));
  const double covariance[] = {1.67989473, 0.31498026, 0.31498026, 1.8767574};
  for (int i = 0; i < 4; ++i) CHECK(kde.covariance().as<double>()[i] == Approx(covariance[i]).epsilon(1e-8));
  const Array points = array_of<double>(ctx, {2, 3}, {0, 1, 2.5, 1, 1, 4});
  const double density[] = {0.02735699, 0.03350572, 0.03516842};
  const Array y = kde.evaluate(ctx, points, false), l = kde.evaluate(ctx, points, true);
  for (int i = 0; i < 3; ++i) {
    CHECK(y.at<double>(i) == Approx(density[i]).epsilon(1e-6));
    CHECK(l.at<double>(i) == Approx(std::log(y.at<double>(i))).epsilon(1e-13));
  }
  const Array far = array_of<double>(ctx, {2}, {100, 1});
  CHECK(kde.evaluate(ctx, far, true).at<double>(0) == Approx(-2798.63155223).epsilon(1e-10));
  const Array mean = array_of<double>(ctx, {2}, {1, 2}), cov = array_of<double>(ctx, {2, 2}, {1, 0.2, 0.2, 2});
  CHECK(kde.integrate_gaussian(ctx, mean, cov) == Approx(0.027927493930726844).epsilon(1e-13));
  GaussianKde other(ctx, x, std::nullopt);
  other.set_factor(ctx, other.scott());
  CHECK(kde.integrate_kde(ctx, other) == Approx(0.018514378973113043).epsilon(1e-13));
  random::RandomState stream(5);
  const Array sample = kde.resample(ctx, 3, stream);
  const double drawn[] = {1.05867175, 2.84621814, 1.6286771, 1.75204113, 4.02339041, 1.00014923};
  for (int i = 0; i < 6; ++i) CHECK(sample.as<double>()[i] == Approx(drawn[i]).epsilon(1e-7));
}

TEST_CASE("gaussian_kde of numbers") {
  TestContext ctx;
  const Array x = array_of<double>(ctx, {3}, {0, 1, 3});
  GaussianKde kde(ctx, x, std::nullopt);
  kde.set_factor(ctx, kde.scott());
  CHECK(kde.evaluate(ctx, array_of<double>(ctx, {1}, {1.0}), false).at<double>(0) == Approx(0.21489537).epsilon(1e-7));
  CHECK(kde.integrate_box_1d(-1, 1.5) == Approx(0.4662984580840424).epsilon(1e-13));
  CHECK(kde.integrate_box_1d(-1e3, 1e3) == Approx(1).epsilon(1e-14));
  random::RandomState stream(1);
  const Array sample = kde.resample(ctx, 4, stream);
  const double drawn[] = {2.99178526, 0.2498594, 0.35235158, 1.6843173};
  for (int i = 0; i < 4; ++i) CHECK(sample.as<double>()[i] == Approx(drawn[i]).epsilon(1e-7));
  CHECK_THROWS_AS(GaussianKde(ctx, array_of<double>(ctx, {1}, {1.0}), std::nullopt), ValueError);
  CHECK_THROWS_AS(kde.set_factor(ctx, 0), ValueError);
  GaussianKde flat(ctx, array_of<double>(ctx, {2, 3}, {0, 1, 3, 0, 2, 6}), std::nullopt);
  CHECK_THROWS_AS(flat.set_factor(ctx, 1), SingularError);
  CHECK_THROWS_AS(flat.evaluate(ctx, array_of<double>(ctx, {3}, {1, 2, 3}), false), ShapeError);
}
