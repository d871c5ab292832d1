#include "kernels/signal/windows.h"

#include "tests/support/dense.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::signal;

TEST_CASE("windows are symmetric, or periodic") {
  TestContext ctx;
  for (int k = 0; k <= static_cast<int>(WindowKind::dpss); ++k) {
    const auto kind = static_cast<WindowKind>(k);
    if (kind == WindowKind::kaiser_bessel_derived) continue;  // below
    INFO("window " << k);
    std::vector<double> parameters{0.7};
    if (kind == WindowKind::exponential) parameters = {std::nan(""), 0.7};
    if (kind == WindowKind::general_gaussian) parameters = {0.7, 3};
    if (kind == WindowKind::chebwin) parameters = {60};
    if (kind == WindowKind::taylor) parameters = {4, 30, 1};
    for (const std::int64_t m : {2, 7, 8, 51}) {
      const Array sym = window(ctx, kind, m + 1, true, parameters), periodic = window(ctx, kind, m, false, parameters);
      for (std::int64_t i = 0; i <= m; ++i) CHECK(sym.at<double>(i) == Approx(sym.at<double>(m - i)).margin(2e-14));
      for (std::int64_t i = 0; i < m; ++i) CHECK(periodic.at<double>(i) == sym.at<double>(i));
    }
    CHECK(window(ctx, kind, 1, true, parameters).at<double>(0) == 1);
  }
  const double beta = 4;
  const Array derived = window(ctx, WindowKind::kaiser_bessel_derived, 20, true, {&beta, 1});
  for (std::int64_t i = 0; i < 10; ++i)
    CHECK(std::pow(derived.at<double>(i), 2) + std::pow(derived.at<double>(i + 10), 2) == Approx(1).epsilon(1e-14));
  const double steep = 900;
  const Array kaiser = window(ctx, WindowKind::kaiser, 101, true, {&steep, 1});
  CHECK(kaiser.at<double>(50) == 1);
  CHECK((kaiser.at<double>(0) >= 0 && kaiser.at<double>(0) < 1e-300));
}

TEST_CASE("prolate sequences are orthonormal, and concentrated as their ratios tell") {
  TestContext ctx;
  const std::int64_t m = 128, count = 8;
  const Sequences s = prolate_sequences(ctx, m, 4, count, true, SequenceNorm::unit, true);
  for (std::int64_t i = 0; i < count; ++i)
    for (std::int64_t j = 0; j < count; ++j) {
      double product = 0;
      for (std::int64_t t = 0; t < m; ++t) product += s.windows.at<double>(i, t) * s.windows.at<double>(j, t);
      CHECK(product == Approx(i == j ? 1 : 0).margin(1e-13));
    }
  // They are the eigenvectors of sin(2 pi W (s - t)) / (pi (s - t)).
  for (std::int64_t i = 0; i < count; ++i)
    for (const std::int64_t at : {0, 31, 64, 127}) {
      double sum = 0;
      for (std::int64_t t = 0; t < m; ++t) {
        const double d = static_cast<double>(at - t), w = 4.0 / static_cast<double>(m), pi = 3.14159265358979323846;
        sum += (d == 0 ? 2 * w : std::sin(2 * pi * w * d) / (pi * d)) * s.windows.at<double>(i, t);
      }
      CHECK(sum == Approx(s.ratios.at<double>(i) * s.windows.at<double>(i, at)).margin(1e-13));
    }
  // Long ones are computed one after the other.
  const Sequences longer = prolate_sequences(ctx, 20001, 4, 4, true, SequenceNorm::unit, false);
  for (std::int64_t i = 0; i < 4; ++i)
    for (std::int64_t j = 0; j <= i; ++j) {
      double product = 0;
      for (std::int64_t t = 0; t < 20001; ++t)
        product += longer.windows.at<double>(i, t) * longer.windows.at<double>(j, t);
      CHECK(product == Approx(i == j ? 1 : 0).margin(1e-12));
    }
  CHECK_THROWS_AS(prolate_sequences(ctx, 8, 4, 1, true, SequenceNorm::unit, false), ValueError);
  CHECK_THROWS_AS(prolate_sequences(ctx, 8, 2, 9, true, SequenceNorm::unit, false), ValueError);
}
