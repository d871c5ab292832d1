#include "kernels/signal/peaks.h"

#include "tests/support/dense.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::signal;

TEST_CASE("peaks are what stands above both neighbours") {
  TestContext ctx;
  Array x = Array::empty(ctx, DType::float64, {3000});
  for (std::int64_t i = 0; i < 3000; ++i) x.at<double>(i) = static_cast<double>(i * 7919 % 13);
  const auto peaks = find_peaks(ctx, x).peaks;
  std::vector<std::int64_t> expected;
  for (std::int64_t i = 1; i < 2999; ++i)  // no two neighbours are equal here
    if (x.at<double>(i - 1) < x.at<double>(i) && x.at<double>(i + 1) < x.at<double>(i)) expected.push_back(i);
  REQUIRE(peaks.size() == static_cast<std::int64_t>(expected.size()));
  CHECK(std::equal(expected.begin(), expected.end(), peaks.as<std::int64_t>()));
  PeakOptions o;
  o.distance = 10;
  const auto apart = find_peaks(ctx, x, o).peaks;
  for (std::int64_t i = 1; i < apart.size(); ++i)
    CHECK(apart.at<std::int64_t>(i) - apart.at<std::int64_t>(i - 1) >= 10);
  // What was left out lies near a peak at least as high.
  for (const std::int64_t p : expected) {
    bool covered = false;
    for (std::int64_t i = 0; i < apart.size(); ++i) {
      const std::int64_t q = apart.at<std::int64_t>(i);
      covered = covered || q == p || (std::abs(q - p) < 10 && x.at<double>(q) >= x.at<double>(p));
    }
    CHECK(covered);
  }
  // The highest peak stands out to the higher one of the two lowest points beside it.
  const Array y = array_of<double>(ctx, {7}, {1, 0, 3, 2, 5, 0.5, 4});
  const Array at = array_of<std::int64_t>(ctx, {1}, {4});
  const Prominences p = peak_prominences(ctx, y, at);
  CHECK(p.prominences.at<double>(0) == 4.5);
  CHECK((p.left_bases.at<std::int64_t>(0) == 1 && p.right_bases.at<std::int64_t>(0) == 5));
}
