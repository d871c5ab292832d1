#include "kernels/stats/describe.h"

#include "tests/support/dense.h"
#include "tests/support/reference.h"

using namespace perilune;
using namespace perilune::test;
using stats::Describe;
using stats::describe;
using stats::DescribeOptions;
using stats::NanPolicy;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();

// The samples of describe.py.
Array sample(Context& ctx, const std::string& kind, const Dims& shape) {
  const DType dtype = kind == "nan" ? DType::float64 : *parse_dtype(kind);
  Array a = Array::empty(ctx, dtype, shape);
  for (std::int64_t i = 0; i < a.size(); ++i) {
    const std::int64_t r = (i * 7919 + i * i % 613 + 331) % 1009;
    Scalar x = Scalar::of(r - 500);
    if (kind == "float64" || kind == "float32" || kind == "nan") x = Scalar::of(static_cast<double>(r) / 8.0 - 50);
    if (kind == "nan" && r % 7 == 3) x = Scalar::of(not_a_number);
    if (kind == "bool") x = Scalar::of(r % 3 == 0);
    if (kind == "uint8") x = Scalar::of(r % 256);
    store(dtype, a.data() + i * static_cast<std::int64_t>(itemsize(dtype)), x);
  }
  return a;
}

bool close(double value, double expected, double relative, double absolute) {
  if (std::isnan(expected)) return std::isnan(value);
  return value == expected || std::abs(value - expected) <= absolute + relative * std::abs(expected);
}

// scale, if any, multiplies the tolerances element by element.
void check_values(const Array& a, const std::vector<double>& expected, double relative, double absolute,
                  const std::vector<double>& scale = {}) {
  const auto values = elements_of(a);
  REQUIRE(values.size() == expected.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    INFO("element " << i << ": " << values[i].real() << " should be " << expected[i]);
    const double s = scale.empty() ? 1 : scale[i];
    CHECK(close(values[i].real(), expected[i], s * relative, s * absolute));
  }
}

}  // namespace

TEST_CASE("describe gives SciPy's values") {
  TestContext ctx;
  for (const std::string& line : reference_lines("stats/describe.txt")) {
    const auto parts = split(line, ';');
    REQUIRE(parts.size() == 10);
    Dims shape;
    for (const double n : numbers(parts[1])) shape.push_back(static_cast<std::int64_t>(n));
    const auto o = numbers(parts[2]);
    DescribeOptions options{std::nullopt, static_cast<std::int64_t>(o[1]), o[2] != 0,
                            o[3] != 0 ? NanPolicy::omit : NanPolicy::propagate};
    if (o[0] >= 0) options.axis = static_cast<int>(o[0]);
    const Array packed = sample(ctx, parts[0], shape);
    // SciPy sums float32 in float32: some hundred roundings. Ours and its float64 differ by a few.
    const double eps = packed.dtype() == DType::float32 ? 1e-5 : 2e-14;
    // The rounding of the mean weighs as much as the mean is larger than the deviations.
    const auto means = numbers(parts[6]), variances = numbers(parts[7]);
    std::vector<double> scale;
    for (std::size_t i = 0; i < means.size(); ++i) scale.push_back(1 + std::abs(means[i]) / std::sqrt(variances[i]));
    for (const auto how : {Spread::packed, Spread::fortran, Spread::gaps, Spread::reversed}) {
      const Array a = spread(ctx, packed, how);
      const Describe d = describe(ctx, a, options);
      INFO(line.substr(0, 60) << " layout " << static_cast<int>(how));
      check_values(d.min, numbers(parts[4]), 0, 0);
      check_values(d.max, numbers(parts[5]), 0, 0);
      CHECK(d.min.dtype() == a.dtype());
      CHECK(d.mean.dtype() == to_inexact(a.dtype()));
      check_values(d.mean, numbers(parts[6]), eps, eps);
      check_values(d.variance, numbers(parts[7]), eps, 0);
      check_values(d.skewness, numbers(parts[8]), eps, eps, scale);
      check_values(d.kurtosis, numbers(parts[9]), eps, eps, scale);
      check_values(d.nobs, numbers(parts[3]), 0, 0);
    }
  }
}

TEST_CASE("describe of an arithmetic progression is known in closed form") {
  TestContext ctx;
  const std::int64_t n = 1000003;  // many pieces, and a remainder in the last row
  Array a = Array::empty(ctx, DType::int32, {n});
  for (std::int64_t i = 0; i < n; ++i) a.as<std::int32_t>()[i] = static_cast<std::int32_t>(i + 1);
  const Describe d = describe(ctx, a);
  const auto value = [](const Array& x) { return elements_of(x)[0].real(); };
  const auto m = static_cast<double>(n);
  CHECK(d.nobs.shape() == Dims{});
  CHECK(value(d.nobs) == m);
  CHECK(value(d.min) == 1);
  CHECK(value(d.max) == m);
  CHECK(value(d.mean) == Approx((m + 1) / 2).epsilon(1e-15));
  CHECK(value(d.variance) == Approx(m * (m + 1) / 12).epsilon(1e-14));
  CHECK(std::abs(value(d.skewness)) < 1e-14);
  CHECK(value(d.kurtosis) == Approx(-1.2 * (m * m + 1) / (m * m - 1)).epsilon(1e-14));
}

TEST_CASE("a large offset does not spoil the moments") {
  TestContext ctx;
  const Array a = array_of<double>(ctx, {4}, {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16});
  const Describe d = describe(ctx, a);
  CHECK(elements_of(d.mean)[0] == 1e9 + 10);
  CHECK(elements_of(d.variance)[0] == 30.0);
  CHECK(elements_of(d.skewness)[0] == 0.0);
}

TEST_CASE("int64 extremes are exact and infinite elements stay visible") {
  TestContext ctx;
  const Describe d = describe(ctx, array_of<std::int64_t>(ctx, {2}, {INT64_MAX, INT64_MAX - 1}));
  CHECK(*d.max.as<std::int64_t>() == INT64_MAX);
  CHECK(*d.min.as<std::int64_t>() == INT64_MAX - 1);
  const Describe e = describe(ctx, array_of<double>(ctx, {3}, {1, inf, 2}));
  CHECK(elements_of(e.mean)[0].real() == inf);
  CHECK(elements_of(e.max)[0].real() == inf);
  CHECK(std::isnan(elements_of(e.variance)[0].real()));
  const Describe all = describe(ctx, array_of<double>(ctx, {2}, {inf, inf}));
  CHECK(elements_of(all.min)[0].real() == inf);
}

TEST_CASE("nan goes through, is left out, or is refused") {
  TestContext ctx;
  const Array a = array_of<double>(ctx, {3, 2}, {1, 4, not_a_number, 5, 3, 9});
  const Describe through = describe(ctx, a);
  CHECK(through.nobs.shape() == Dims{});
  for (const Array* x : {&through.min, &through.max, &through.mean, &through.variance, &through.kurtosis})
    CHECK(std::isnan(element(*x, {0}).real()));
  CHECK(element(through.mean, {1}) == 6.0);
  const Describe without = describe(ctx, a, {.nan_policy = NanPolicy::omit});
  CHECK(elements_of(without.nobs) == std::vector<Complex128>{2, 3});
  CHECK(element(without.mean, {0}) == 2.0);
  CHECK(element(without.variance, {0}) == 2.0);
  CHECK_THROWS_WITH(describe(ctx, a, {.nan_policy = NanPolicy::raise}), "a must not contain nan");
  CHECK(describe(ctx, array_of<double>(ctx, {2}, {1, 2}), {.nan_policy = NanPolicy::raise}).nobs.shape() == Dims{});
  const Describe none =
      describe(ctx, array_of<double>(ctx, {2}, {not_a_number, not_a_number}), {.nan_policy = NanPolicy::omit});
  CHECK(elements_of(none.nobs)[0] == 0.0);
  CHECK(std::isnan(elements_of(none.max)[0].real()));
  CHECK(std::isnan(elements_of(none.mean)[0].real()));
}

TEST_CASE("equal elements have no shape, and nearly equal ones bring a warning") {
  TestContext ctx;
  std::vector<std::string> warnings;
  ctx.sink = &warnings;
  ctx.on_warning = [](void* sink, std::string_view text) {
    static_cast<std::vector<std::string>*>(sink)->emplace_back(text);
  };
  const Describe zero = describe(ctx, Array::zeros(ctx, DType::float64, {5}));
  CHECK(elements_of(zero.variance)[0] == 0.0);
  CHECK(std::isnan(elements_of(zero.skewness)[0].real()));
  CHECK(std::isnan(elements_of(zero.kurtosis)[0].real()));
  CHECK(warnings.empty());
  const Describe same = describe(ctx, array_of<double>(ctx, {10}, std::vector<double>(10, 0.1)));
  CHECK(elements_of(same.mean)[0].real() == Approx(0.1).epsilon(1e-15));
  CHECK(std::isnan(elements_of(same.skewness)[0].real()));
  CHECK(warnings ==
        std::vector<std::string>{"a is so nearly constant that its higher moments have lost their precision"});
}

TEST_CASE("the same bits on any number of threads, and a stop in between", "[threads]") {
  TestContext ctx;
  for (const Dims& shape : {Dims{300000}, Dims{20000, 9}, Dims{9, 20000}, Dims{50, 40, 30}}) {
    const Array a = random_array<double>(ctx, shape, 21);
    for (int axis = 0; axis < shape.size(); ++axis) {
      ctx.threads = 1;
      const Describe one = describe(ctx, a, {.axis = axis});
      ctx.threads = 4;
      const Describe four = describe(ctx, a, {.axis = axis});
      CHECK(largest_difference(one.mean, four.mean) == 0);
      CHECK(largest_difference(one.kurtosis, four.kurtosis) == 0);
    }
    StopFlag flag;
    flag.request = StopFlag::interrupt;
    ctx.stop = &flag;
    CHECK_THROWS_AS(describe(ctx, a), Interrupted);
    ctx.stop = nullptr;
  }
}

TEST_CASE("describe refuses what it cannot summarise") {
  TestContext ctx;
  CHECK_THROWS_WITH(describe(ctx, Array::zeros(ctx, DType::float64, {0, 3})),
                    "a must not be empty, got an array of shape 0x3");
  CHECK_THROWS_WITH(describe(ctx, Array::zeros(ctx, DType::complex64, {2})), "a must be real, got complex64");
  CHECK_THROWS_AS(describe(ctx, Array::zeros(ctx, DType::float64, {2}), {.axis = 1}), ValueError);
  // A 0-d array is a sample of one.
  CHECK(elements_of(describe(ctx, array_of<double>(ctx, {}, {7})).mean)[0] == 7.0);
}
