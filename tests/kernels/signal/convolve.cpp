#include "kernels/signal/convolve.h"

#include "kernels/signal/peaks.h"
#include "kernels/signal/spectral.h"
#include "kernels/signal/windows.h"
#include "tests/support/dense.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::signal;

namespace {

// The sum itself.
template <class T>
std::vector<Complex128> sums(const Array& a, const Array& b) {
  std::vector<Complex128> y(static_cast<std::size_t>(a.size() + b.size() - 1));
  for (std::int64_t i = 0; i < a.size(); ++i)
    for (std::int64_t j = 0; j < b.size(); ++j)
      y[static_cast<std::size_t>(i + j)] += Complex128(a.at<T>(i)) * Complex128(b.at<T>(j));
  return y;
}

template <class T>
void check_lengths(Context& ctx, double eps) {
  for (const auto& [n, m] :
       {std::pair<std::int64_t, std::int64_t>{1, 1}, {5, 3}, {3, 5}, {300, 7}, {2000, 400}, {9000, 50}}) {
    const Array a = random_array<T>(ctx, {n}, 1), b = random_array<T>(ctx, {m}, 2);
    const std::vector<Complex128> y = sums<T>(a, b);
    const std::int64_t least = std::min(n, m);
    for (const ConvolveMethod method : {ConvolveMethod::direct, ConvolveMethod::fft}) {
      INFO(n << " and " << m << ", method " << static_cast<int>(method));
      const Array full = convolve(ctx, a, b, Extent::full, method), same = convolve(ctx, a, b, Extent::same, method),
                  valid = convolve(ctx, a, b, Extent::valid, method);
      REQUIRE(full.dtype() == dtype_of<T>);
      REQUIRE(full.size() == n + m - 1);
      REQUIRE(same.size() == n);
      REQUIRE(valid.size() == std::max(n, m) - least + 1);
      double worst = 0;
      for (std::int64_t i = 0; i < full.size(); ++i)
        worst = std::max(worst, std::abs(Complex128(full.at<T>(i)) - y[static_cast<std::size_t>(i)]));
      for (std::int64_t i = 0; i < n; ++i)
        worst = std::max(worst, std::abs(Complex128(same.at<T>(i)) - y[static_cast<std::size_t>(i + (m - 1) / 2)]));
      for (std::int64_t i = 0; i < valid.size(); ++i)
        worst = std::max(worst, std::abs(Complex128(valid.at<T>(i)) - y[static_cast<std::size_t>(i + least - 1)]));
      // Sums of `least` products of normal deviates; transforms spread errors of the size of the norms.
      CHECK(worst <= 40 * eps * std::sqrt(static_cast<double>(least)) * 4);
    }
  }
}

}  // namespace

TEST_CASE("convolutions are their sums, whatever the method and the lengths") {
  TestContext ctx;
  check_lengths<double>(ctx, 0x1p-52);
  check_lengths<Complex128>(ctx, 0x1p-52);
  check_lengths<float>(ctx, 0x1p-23);
  check_lengths<Complex64>(ctx, 0x1p-23);
}

TEST_CASE("integers are convolved exactly by both methods") {
  TestContext ctx;
  Array a = Array::empty(ctx, DType::int32, {500}), b = Array::empty(ctx, DType::int64, {300});
  for (std::int64_t i = 0; i < 500; ++i) a.at<std::int32_t>(i) = static_cast<std::int32_t>(i * 7919 % 1001 - 500);
  for (std::int64_t i = 0; i < 300; ++i) b.at<std::int64_t>(i) = i * 31 % 777 - 300;
  const Array direct = convolve(ctx, a, b, Extent::full, ConvolveMethod::direct);
  REQUIRE(direct.dtype() == DType::int64);
  CHECK(largest_difference(direct, convolve(ctx, a, b, Extent::full, ConvolveMethod::fft)) == 0);
  // Too large for a transform to tell apart: always direct.
  b.at<std::int64_t>(0) = std::int64_t{1} << 50;
  CHECK(choose_method(ctx, a, b, Extent::full) == ConvolveMethod::direct);
}

TEST_CASE("two axes at once are one after the other") {
  TestContext ctx;
  const Array a = random_array<double>(ctx, {7, 9}, 1), u = random_array<double>(ctx, {4, 1}, 2),
              v = random_array<double>(ctx, {1, 5}, 3);
  const Array uv = convolve(ctx, u, v, Extent::full, ConvolveMethod::direct);
  const Array both = convolve(ctx, a, uv, Extent::full, ConvolveMethod::direct);
  const Array turns = convolve(ctx, convolve(ctx, a, u, Extent::full), v, Extent::full);
  CHECK(largest_difference(both, turns) < 1e-13);
  CHECK(largest_difference(fftconvolve(ctx, a, uv, Extent::full), both) < 1e-13);
  const std::int64_t last = 1;
  const Array rows = fftconvolve(ctx, a, v, Extent::same, std::span(&last, 1));
  CHECK(rows.shape() == Dims{7, 9});
}

TEST_CASE("a periodogram holds the power of the signal") {
  TestContext ctx;
  for (const std::int64_t n : {1, 2, 99, 100}) {
    const Array x = random_array<double>(ctx, {n}, 5), z = random_array<Complex128>(ctx, {n}, 6);
    const Array w = window(ctx, WindowKind::boxcar, n, false);
    for (const bool onesided : {true, false}) {
      SpectralOptions o;
      o.fs = 10;
      o.window = w;
      o.nfft = n;
      o.detrend = Trend::none;
      o.onesided = onesided;
      for (const Array& data : {x, z}) {
        double power = 0, sum = 0;
        for (const Complex128 v : elements_of(data)) power += std::norm(v);
        const Spectrum s = welch(ctx, data, 0, o);
        for (const Complex128 p : elements_of(s.values)) sum += p.real();
        CHECK(sum * 10 / static_cast<double>(n) == Approx(power / static_cast<double>(n)).epsilon(1e-12));
      }
    }
  }
}

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

TEST_CASE("beside double precision, a single one is transformed as a double") {
  TestContext ctx;
  const Array single = random_array<float>(ctx, {40, 30}, 1),
              complex_single = random_array<Complex64>(ctx, {40, 30}, 2),
              wide = random_array<Complex128>(ctx, {9, 7}, 3);
  for (const Array* a : {&single, &complex_single}) {
    const Array y = fftconvolve(ctx, *a, wide, Extent::full),
                expected = convolve(ctx, *a, wide, Extent::full, ConvolveMethod::direct);
    REQUIRE(y.dtype() == DType::complex128);
    double worst = 0;
    for (std::int64_t i = 0; i < y.size(); ++i)
      worst = std::max(worst, std::abs(y.as<Complex128>()[i] - expected.as<Complex128>()[i]));
    CHECK(worst < 1e-12);  // sums of 63 products of about 1; single precision would leave 1e-6
  }
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
