#include "kernels/fft/transform.h"

#include <thread>

#include "kernels/fft/helpers.h"
#include "kernels/fft/roots.h"
#include "tests/support/dense.h"
#include "tests/support/reference.h"

using namespace perilune;
using namespace perilune::test;
using namespace perilune::fft;

namespace {

using Some = std::optional<std::span<const std::int64_t>>;

const std::vector<Engine> engines = {Engine::best, Engine::own};

Axes all_axes(const View& x) { return choose_axes(x, std::nullopt, std::nullopt); }

// The sum itself, in long double, at a few frequencies.
template <class C>
std::complex<long double> value_at(const View& x, std::int64_t k, bool inverse) {
  const std::int64_t n = x.shape[0];
  std::complex<long double> sum = 0;
  for (std::int64_t j = 0; j < n; ++j) {
    const std::int64_t turn = j * k % n;
    const long double angle = (inverse ? 2 : -2) * 3.141592653589793238462643383279502884L *
                              static_cast<long double>(turn) / static_cast<long double>(n);
    const C v = x.at<C>(j);
    sum += std::complex<long double>(v.real(), v.imag()) * std::complex<long double>(std::cos(angle), std::sin(angle));
  }
  return sum;
}

double norm_of(const View& x) {
  double sum = 0;
  for (const Complex128 z : elements_of(x)) sum += std::norm(z);
  return std::sqrt(sum);
}

// Roundings of log2(n) levels add up as their root, with random data; the factor has room for Bluestein's three
// transforms. Differences are relative to the norm of the result, sqrt(n) |x|, spread over n values.
double limit(double eps, std::int64_t n) { return 3 * eps * (1 + std::sqrt(std::log2(static_cast<double>(n)))); }

Array sample(Context& ctx, const Dims& shape, bool as_complex) {
  Array y = Array::empty(ctx, as_complex ? DType::complex128 : DType::float64, shape);
  for (std::int64_t i = 0; i < y.size(); ++i) {
    const double re = static_cast<double>(i * 7919 % 101) / 8 - 6, im = static_cast<double>(i * 31 % 17) / 4 - 2;
    if (as_complex) y.as<Complex128>()[i] = {re, im};
    else y.as<double>()[i] = re;
  }
  return y;
}

Dims dims_of(const std::string& text) {
  Dims d;
  for (const double v : numbers(text)) d.push_back(static_cast<std::int64_t>(v));
  return d;
}

std::vector<double> parts_of(const View& v) {
  std::vector<double> values;
  for (const Complex128 z : elements_of(v)) {
    values.push_back(z.real());
    if (is_complex(v.dtype)) values.push_back(z.imag());
  }
  return values;
}

}  // namespace

TEST_CASE("roots of unity are right to the last place") {
  for (const std::int64_t n : {1LL, 2LL, 3LL, 7LL, 8LL, 12LL, 360LL, 1001LL, 65536LL, 99991LL, 1LL << 40}) {
    for (std::int64_t step = std::max<std::int64_t>(n / 997, 1), k = 0; k < n; k += step) {
      const long double angle =
          2 * 3.141592653589793238462643383279502884L * static_cast<long double>(k) / static_cast<long double>(n);
      const std::complex<double> z = root(k, n);
      INFO(k << " of " << n);
      CHECK(std::abs(static_cast<long double>(z.real()) - std::cos(angle)) < 1.2e-16L);
      CHECK(std::abs(static_cast<long double>(z.imag()) + std::sin(angle)) < 1.2e-16L);
    }
  }
}

TEST_CASE("transforms of every length are the sums that they stand for") {
  TestContext ctx;
  std::vector<std::int64_t> lengths;
  for (std::int64_t n = 1; n <= 64; ++n) lengths.push_back(n);
  for (const std::int64_t n :
       {77,   97,   100,  121,  128,   143,   169,   210,   243,   256,   331,   512,    625,    1001,  1024,
        1331, 2187, 2310, 4096, 10007, 32768, 32769, 36864, 65536, 65539, 99991, 131072, 262144, 250000})
    lengths.push_back(n);
  for (const std::int64_t n : lengths) {
    const Array x = random_array<Complex128>(ctx, {n}, static_cast<unsigned>(n));
    Array single = Array::empty(ctx, DType::complex64, {n});
    for (std::int64_t i = 0; i < n; ++i) single.at<Complex64>(i) = Complex64(x.at<Complex128>(i));
    for (const Engine engine : engines)
      for (const Direction direction : {Direction::forward, Direction::inverse}) {
        INFO("n = " << n << ", engine " << static_cast<int>(engine) << ", inverse " << static_cast<int>(direction));
        const Options options{direction == Direction::forward ? Norm::backward : Norm::forward, engine};
        const Array y = transform(ctx, x, all_axes(x), direction, options);
        const Array z = transform(ctx, single, all_axes(single), direction, options);
        REQUIRE(y.dtype() == DType::complex128);
        REQUIRE(z.dtype() == DType::complex64);
        const double size = norm_of(x);  // what a single value of the result may be off, over sqrt(n) of the whole
        const int checked = n <= 64 ? static_cast<int>(n) : n <= 1024 ? 16 : 3;
        for (int i = 0; i < checked; ++i) {
          const std::int64_t k = n <= 64 ? i : (i * 7919 + 1) % n;
          const auto exact = value_at<Complex128>(x, k, direction == Direction::inverse);
          const auto exact_single = value_at<Complex64>(single, k, direction == Direction::inverse);
          CHECK(std::abs(Complex128(exact) - y.at<Complex128>(k)) <= 3 * limit(0x1p-52, n) * size);
          CHECK(std::abs(Complex128(exact_single) - Complex128(z.at<Complex64>(k))) <= 3 * limit(0x1p-23, n) * size);
        }
        // There and back.
        const Direction other = direction == Direction::forward ? Direction::inverse : Direction::forward;
        const Array back = transform(ctx, y, all_axes(y), other, options);
        double difference = 0;
        for (std::int64_t i = 0; i < n; ++i) difference += std::norm(back.at<Complex128>(i) - x.at<Complex128>(i));
        CHECK(std::sqrt(difference) <= 2 * limit(0x1p-52, n) * size);
      }
  }
}

TEST_CASE("both engines agree on real transforms, and with the complex one") {
  TestContext ctx;
  for (const std::int64_t n : {1,  2,  3,   4,   5,    6,    7,     8,     9,     15,    16,    17,
                               34, 64, 101, 360, 1000, 4099, 32768, 32770, 65536, 65538, 98304, 131071}) {
    const Array x = random_array<double>(ctx, {n}, static_cast<unsigned>(n));
    const Array whole = transform(ctx, x, all_axes(x), Direction::forward);
    for (const Engine engine : engines) {
      INFO("n = " << n << ", engine " << static_cast<int>(engine));
      const Options options{Norm::backward, engine};
      const Array y = real_transform(ctx, x, all_axes(x), Direction::forward, options);
      REQUIRE(y.shape() == Dims{n / 2 + 1});
      double difference = 0;
      for (std::int64_t k = 0; k <= n / 2; ++k) difference += std::norm(y.at<Complex128>(k) - whole.at<Complex128>(k));
      const double size = norm_of(whole);
      CHECK(std::sqrt(difference) <= 2 * limit(0x1p-52, n) * size);
      CHECK(y.at<Complex128>(0).imag() == 0);
      if (n % 2 == 0) CHECK(y.at<Complex128>(n / 2).imag() == 0);
      // What must be real is not read.
      Array marked = real_transform(ctx, x, all_axes(x), Direction::forward, options);
      marked.at<Complex128>(0) += Complex128(0, 5);
      if (n % 2 == 0) marked.at<Complex128>(n / 2) += Complex128(0, 7);
      const std::int64_t length = n;
      const Axes back = choose_axes(y, Some(std::span(&length, 1)), std::nullopt);
      const Array z = real_inverse(ctx, y, back, Direction::inverse, options);
      CHECK(largest_difference(z, x) <= 2 * limit(0x1p-52, n) * norm_of(x));
      CHECK(largest_difference(real_inverse(ctx, marked, back, Direction::inverse, options), z) == 0);
      // In single precision.
      Array single = Array::empty(ctx, DType::float32, {n});
      for (std::int64_t i = 0; i < n; ++i) single.at<float>(i) = static_cast<float>(x.at<double>(i));
      const Array s = real_transform(ctx, single, all_axes(single), Direction::forward, options);
      REQUIRE(s.dtype() == DType::complex64);
      difference = 0;
      for (std::int64_t k = 0; k <= n / 2; ++k)
        difference += std::norm(Complex128(s.at<Complex64>(k)) - whole.at<Complex128>(k));
      CHECK(std::sqrt(difference) <= 2 * limit(0x1p-23, n) * size);
      const Array t = real_inverse(ctx, s, back, Direction::inverse, options);
      REQUIRE(t.dtype() == DType::float32);
      CHECK(largest_difference(t, single) <= 2 * limit(0x1p-23, n) * norm_of(x));
    }
  }
}

TEST_CASE("transforms are SciPy's for every function, length, axis and norm") {
  TestContext ctx;
  int cases = 0;
  for (const std::string& line : reference_lines("fft/transform.txt")) {
    const auto part = split(line, ';');
    REQUIRE(part.size() == 8);
    INFO(line.substr(0, 80));
    const std::string& function = part[0];
    const Array x = sample(ctx, dims_of(part[1]), part[2] == "complex");
    const Dims lengths = dims_of(part[3]), axes = dims_of(part[4]);
    const bool halved = function == "irfft" || function == "hfft" || function == "irfftn";
    const std::vector<double> expected = numbers(part[7]);
    double size = 0;
    for (const double e : expected) size = std::max(size, std::abs(e));
    for (const Spread how : {Spread::packed, Spread::fortran, Spread::gaps, Spread::reversed})
      for (const Engine engine : engines) {
        const Array v = spread(ctx, x, how);
        const Axes chosen = choose_axes(v, part[3] == "none" ? std::nullopt : Some(lengths),
                                        part[4] == "none" ? std::nullopt : Some(axes), "s", "axes", halved);
        const Options options{part[5] == "ortho"     ? Norm::ortho
                              : part[5] == "forward" ? Norm::forward
                                                     : Norm::backward,
                              engine};
        Array y;
        if (function == "fft" || function == "fftn") y = transform(ctx, v, chosen, Direction::forward, options);
        else if (function == "ifft" || function == "ifftn") y = transform(ctx, v, chosen, Direction::inverse, options);
        else if (function == "rfft" || function == "rfftn")
          y = real_transform(ctx, v, chosen, Direction::forward, options);
        else if (function == "hfft") y = hermitian_transform(ctx, v, chosen, options);
        else if (function == "ihfft") y = hermitian_inverse(ctx, v, chosen, options);
        else y = real_inverse(ctx, v, chosen, Direction::inverse, options);
        REQUIRE(y.shape() == dims_of(part[6]));
        const std::vector<double> values = parts_of(y);
        REQUIRE(values.size() == expected.size());
        double worst = 0;
        for (std::size_t i = 0; i < values.size(); ++i) worst = std::max(worst, std::abs(values[i] - expected[i]));
        CHECK(worst <= 4e-15 * std::max(size, 1.0));  // a few roundings of the largest value
      }
    ++cases;
  }
  CHECK(cases > 250);
}

TEST_CASE("transforms take any dtype and layout and do not touch their input") {
  TestContext ctx;
  const Array x = random_array<double>(ctx, {3, 40}, 7);
  Array whole = Array::empty(ctx, DType::int32, {40});
  for (std::int64_t i = 0; i < 40; ++i) whole.at<std::int32_t>(i) = static_cast<std::int32_t>(i * 7 % 11);
  Array floats = Array::empty(ctx, DType::float64, {40});
  for (std::int64_t i = 0; i < 40; ++i) floats.at<double>(i) = static_cast<double>(i * 7 % 11);
  CHECK(largest_difference(transform(ctx, whole, all_axes(whole), Direction::forward),
                           transform(ctx, floats, all_axes(floats), Direction::forward)) == 0);
  // A stride of 0: a constant.
  const Array constant = floats.with_layout(floats.data() + 8, {16}, {0});
  const Array line = transform(ctx, constant, all_axes(constant), Direction::forward);
  CHECK(line.at<Complex128>(0) == Complex128(16 * 7, 0));
  for (std::int64_t k = 1; k < 16; ++k) CHECK(std::abs(line.at<Complex128>(k)) < 1e-13);
  // Bits do not depend on the layout, nor on the alignment.
  const Array data = random_array<Complex128>(ctx, {60, 60}, 3);
  const Array before = data.with_layout(data.data(), data.shape(), data.strides());
  const Array y = transform(ctx, data, all_axes(data), Direction::forward);
  for (const Spread how : {Spread::fortran, Spread::gaps, Spread::reversed})
    CHECK(largest_difference(transform(ctx, spread(ctx, data, how), all_axes(data), Direction::forward), y) == 0);
  CHECK(largest_difference(before, random_array<Complex128>(ctx, {60, 60}, 3)) == 0);
  Array odd = Array::empty(ctx, DType::float64, {42});
  for (std::int64_t i = 0; i < 40; ++i) odd.at<double>(i + 1) = floats.at<double>(i);
  const Array shifted = odd.with_layout(odd.data() + 8, {40}, {8});
  CHECK(largest_difference(real_transform(ctx, shifted, all_axes(shifted)),
                           real_transform(ctx, floats, all_axes(floats))) == 0);
  CHECK(x.shape() == Dims{3, 40});
}

TEST_CASE("transforms of nothing, and of the wrong lengths") {
  TestContext ctx;
  const Array none = Array::empty(ctx, DType::float64, {0, 5});
  const std::int64_t last = 1, first = 0, zero = 0, nine = 9;
  const Axes along = choose_axes(none, std::nullopt, Some(std::span(&last, 1)));
  CHECK(transform(ctx, none, along, Direction::forward).shape() == Dims{0, 5});
  CHECK(real_transform(ctx, none, along).shape() == Dims{0, 3});
  CHECK_THROWS_WITH(choose_axes(none, std::nullopt, Some(std::span(&first, 1))),
                    "x must have at least one element along axis 1, got 0");
  CHECK_THROWS_WITH(choose_axes(none, Some(std::span(&zero, 1)), Some(std::span(&last, 1)), "n"),
                    "n must be at least 1, got 0");
  CHECK_THROWS_AS(choose_axes(none, std::nullopt, Some(std::span(&nine, 1))), ValueError);
  const Dims twice{1, 1}, three{2, 2, 2}, one{4};
  CHECK_THROWS_AS(choose_axes(none, std::nullopt, Some(twice)), ValueError);
  CHECK_THROWS_AS(choose_axes(none, Some(three), std::nullopt), ShapeError);
  CHECK_THROWS_AS(choose_axes(none, Some(one), Some(Dims{0, 1})), ShapeError);
  // Padding from nothing.
  const Array y = transform(ctx, none, choose_axes(none, Some(Dims{2, 5}), std::nullopt), Direction::forward);
  CHECK(y.shape() == Dims{2, 5});
  CHECK(norm_of(y) == 0);
  const Array z = Array::zeros(ctx, DType::complex128, {4});
  CHECK_THROWS_WITH(real_transform(ctx, z, all_axes(z)), "x must be real, got complex128");
}

TEST_CASE("nan stays where it belongs") {
  TestContext ctx;
  Array x = random_array<double>(ctx, {2, 101}, 5);
  x.at<double>(1, 50) = std::nan("");
  const std::int64_t last = 1;
  for (const Engine engine : engines) {
    const Array y = real_transform(ctx, x, choose_axes(x, std::nullopt, Some(std::span(&last, 1))), Direction::forward,
                                   {Norm::backward, engine});
    for (std::int64_t k = 0; k < 51; ++k) {
      CHECK(std::isfinite(y.at<Complex128>(0, k).real()));
      CHECK(std::isnan(y.at<Complex128>(1, k).real()));
    }
  }
}

TEST_CASE("transforms on any number of threads give the same bits", "[threads]") {
  TestContext ctx, four;
  four.threads = 4;
  const Array many = random_array<Complex128>(ctx, {300, 200}, 1), one = random_array<Complex128>(ctx, {100000}, 2);
  const Array prime = random_array<Complex64>(ctx, {65539}, 4);
  for (const Engine engine : engines)
    for (const Array& x : {many, one, prime}) {
      const Options options{Norm::ortho, engine};
      const Array a = transform(ctx, x, all_axes(x), Direction::forward, options);
      CHECK(largest_difference(transform(four, x, all_axes(x), Direction::forward, options), a) == 0);
    }
}

TEST_CASE("plans serve several threads while others are made", "[threads]") {
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&wrong, t] {
      TestContext ctx;
      for (std::int64_t n = 50; n < 200; ++n) {
        Array x = Array::zeros(ctx, DType::complex128, {n});
        x.at<Complex128>((n + t) % n) = 1;
        const Array y = transform(ctx, x, all_axes(x), Direction::forward);
        for (std::int64_t k = 0; k < n; ++k)
          if (std::abs(std::abs(y.at<Complex128>(k)) - 1) > 1e-13) ++wrong;
      }
    });
  for (std::thread& t : threads) t.join();
  CHECK(wrong == 0);
}

TEST_CASE("long transforms stop when asked, and count what they use") {
  TestContext ctx;
  StopFlag stop;
  ctx.stop = &stop;
  const Array prime = random_array<Complex128>(ctx, {65539}, 4);
  stop.request = StopFlag::cancel;
  CHECK_THROWS_AS(transform(ctx, prime, all_axes(prime), Direction::forward), Interrupted);
  stop.request = StopFlag::none;
  const std::size_t before = ctx.memory.used();
  { const Array y = transform(ctx, prime, all_axes(prime), Direction::forward); }
  CHECK(ctx.memory.used() == before);
  ctx.memory.set_limit(before + (std::size_t{1} << 20));
  CHECK_THROWS_AS(transform(ctx, prime, all_axes(prime), Direction::forward), MemoryError);
  CHECK(ctx.memory.used() == before);
}

TEST_CASE("frequencies and their order") {
  TestContext ctx;
  CHECK(parts_of(fftfreq(ctx, 5, 0.2)) == std::vector<double>{0, 1, 2, -2, -1});
  CHECK(parts_of(fftfreq(ctx, 4, 1)) == std::vector<double>{0, 0.25, -0.5, -0.25});
  CHECK(parts_of(rfftfreq(ctx, 4, 0.5)) == std::vector<double>{0, 0.5, 1});
  CHECK(parts_of(fftfreq(ctx, 1)) == std::vector<double>{0});
  CHECK_THROWS_WITH(fftfreq(ctx, 0), "n must be at least 1, got 0");
  CHECK_THROWS_WITH(rfftfreq(ctx, 3, 0), "d must not be 0");
  for (const std::int64_t n : {1, 2, 5, 6}) {
    const Array x = random_array<double>(ctx, {n, 3}, 9);
    CHECK(largest_difference(ifftshift(ctx, fftshift(ctx, x, {0, 1}), {0, 1}), x) == 0);
  }
  CHECK(next_fast_len(0) == 0);
  CHECK(next_fast_len(1021) == 1024);
  CHECK(next_fast_len(93059) == 93170);
  CHECK(next_fast_len(93059, true) == 93312);
  for (const bool real : {false, true})
    for (std::int64_t target = 1; target < 3000; ++target) {
      std::int64_t n = target;
      const auto good = [&](std::int64_t m) {
        for (const int prime : {2, 3, 5, 7, 11})
          while ((prime <= 5 || !real) && m % prime == 0) m /= prime;
        return m == 1;
      };
      while (!good(n)) ++n;
      CHECK(next_fast_len(target, real) == n);
    }
}
