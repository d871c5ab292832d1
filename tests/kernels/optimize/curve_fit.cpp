#include "kernels/optimize/curve_fit.h"

#include "tests/support/catch.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::optimize;

// A straight line has a closed solution: (X'X)^-1 X'y, with the covariance s^2 (X'X)^-1.
TEST_CASE("a straight line is fitted as the normal equations say, by both methods") {
  TestContext ctx;
  const std::vector<double> x{0, 1, 2, 3, 4}, y{1.1, 2.9, 5.2, 6.8, 9.1};
  const auto line = [&](Point p, std::span<double> f) {
    for (std::size_t k = 0; k < x.size(); ++k) f[k] = p[0] * x[k] + p[1];
  };
  const auto derivatives = [&](Point, std::span<double> j) {
    for (std::size_t k = 0; k < x.size(); ++k) {
      j[2 * k] = x[k];
      j[2 * k + 1] = 1;
    }
  };
  double sx = 0, sy = 0, sxx = 0, sxy = 0;
  for (std::size_t k = 0; k < x.size(); ++k) {
    sx += x[k];
    sy += y[k];
    sxx += x[k] * x[k];
    sxy += x[k] * y[k];
  }
  const double n = 5, determinant = n * sxx - sx * sx;
  const double a = (n * sxy - sx * sy) / determinant, b = (sxx * sy - sx * sxy) / determinant;
  double rest = 0;
  for (std::size_t k = 0; k < x.size(); ++k) rest += (a * x[k] + b - y[k]) * (a * x[k] + b - y[k]);
  const double s2 = rest / (n - 2);
  const std::vector<double> p0{0, 0}, ones(5, 1.0), twos(5, 2.0);
  std::vector<double> identity(25);
  for (std::size_t i = 0; i < 5; ++i) identity[6 * i] = 4;  // the covariance of standard deviations of 2
  for (const bool lm : {true, false})
    for (const bool exact : {true, false}) {
      CurveFitOptions options;
      options.fit.method = lm ? LeastSquaresOptions::lm : LeastSquaresOptions::trf;
      Model model{line};
      if (exact) model.jacobian = derivatives;
      for (int sigma = 0; sigma < 4; ++sigma) {
        if (sigma == 1) options.sigma = ones;
        if (sigma == 2) options.sigma = twos;
        if (sigma == 3) {
          options.sigma = identity;
          options.covariance_of_data = true;
        }
        for (const bool absolute : {false, true}) {
          options.absolute_sigma = absolute;
          const CurveFit r = curve_fit(ctx, model, y, p0, options);
          REQUIRE(r.covariance_known);
          CHECK(r.parameters.at<double>(0) == Approx(a).epsilon(1e-7));
          CHECK(r.parameters.at<double>(1) == Approx(b).epsilon(1e-7));
          const double scale = absolute ? (sigma >= 2 ? 4 : 1) : s2;
          CHECK(r.covariance.at<double>(0, 0) == Approx(scale * n / determinant).epsilon(1e-6));
          CHECK(r.covariance.at<double>(1, 1) == Approx(scale * sxx / determinant).epsilon(1e-6));
          CHECK(r.covariance.at<double>(0, 1) == Approx(-scale * sx / determinant).epsilon(1e-6));
        }
      }
    }
}

TEST_CASE("parameters that the data do not determine have infinite variance") {
  TestContext ctx;
  const std::vector<double> y{1, 2, 3}, p0{1, 1};
  const auto only_first = [](Point p, std::span<double> f) {
    for (std::size_t k = 0; k < f.size(); ++k) f[k] = p[0] * static_cast<double>(k + 1);
  };
  CurveFitOptions options;
  options.fit.method = LeastSquaresOptions::lm;
  const CurveFit r = curve_fit(ctx, {only_first}, y, p0, options);
  CHECK_FALSE(r.covariance_known);
  CHECK(std::isinf(r.covariance.at<double>(0, 0)));
  CHECK(r.parameters.at<double>(0) == Approx(1));
}
