#include "kernels/signal/convolve.h"

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
