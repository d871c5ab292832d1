#include "kernels/text/number.h"

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>

#include "tests/support/catch.h"
#include "tests/support/fuzz.h"

using namespace perilune;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity(), not_a_number = std::numeric_limits<double>::quiet_NaN();

template <class T>
std::string text(T x) {
  char buffer[short_text_size];
  const std::size_t n = float_text(x, buffer, sizeof buffer);
  REQUIRE(std::strlen(buffer) == n);
  return buffer;
}

std::string text(double re, double im) {
  char buffer[short_text_size];
  const std::size_t n = complex_text(re, im, buffer, sizeof buffer);
  REQUIRE(std::strlen(buffer) == n);
  return buffer;
}

std::string text(const Scalar& v) {
  char buffer[short_text_size];
  const std::size_t n = scalar_text(v, buffer, sizeof buffer);
  REQUIRE(std::strlen(buffer) == n);
  return buffer;
}

std::string styled(double x, const NumberStyle& style, bool single = false) {
  std::string out = "<";
  append_number(out, x, single, style);
  return out.substr(1);
}

}  // namespace

TEST_CASE("floats are shown as the shortest text that reads back and looks like a float") {
  CHECK(text(5.0) == "5.0");
  CHECK(text(-0.0) == "-0.0");
  CHECK(text(0.1) == "0.1");
  CHECK(text(1e-4) == "0.0001");
  CHECK(text(1.5e-5) == "1.5e-05");
  CHECK(text(1e15) == "1000000000000000.0");
  CHECK(text(9999999999999998.0) == "9999999999999998.0");
  CHECK(text(1e16) == "1e+16");
  CHECK(text(1.7976931348623157e308) == "1.7976931348623157e+308");
  CHECK(text(5e-324) == "5e-324");
  CHECK(text(123456.789) == "123456.789");
  CHECK(text(1e22) == "1e+22");
  CHECK(text(inf) == "inf");
  CHECK(text(-inf) == "-inf");
  CHECK(text(not_a_number) == "nan");
  CHECK(text(std::copysign(not_a_number, -1.0)) == "nan");
  CHECK(text(0.1f) == "0.1");
  CHECK(text(16777216.0f) == "16777216.0");
  CHECK(text(3.4028235e38f) == "3.4028235e+38");
}

TEST_CASE("complex values show both parts") {
  CHECK(text(1, 2) == "(1+2j)");
  CHECK(text(0, -0.5) == "(0-0.5j)");
  CHECK(text(-1.5, -0.0) == "(-1.5-0j)");
  CHECK(text(inf, -inf) == "(inf-infj)");
  CHECK(text(not_a_number, std::copysign(not_a_number, -1.0)) == "(nan+nanj)");
  CHECK(text(-2.2250738585072014e-308, -2.2250738585072014e-308) ==
        "(-2.2250738585072014e-308-2.2250738585072014e-308j)");
}

TEST_CASE("elements of every dtype") {
  CHECK(text(Scalar::of(true)) == "true");
  CHECK(text(Scalar::of(std::int64_t{INT64_MIN})) == "-9223372036854775808");
  CHECK(text(Scalar{DType::uint8, 200, 0}) == "200");
  CHECK(text(Scalar{DType::float32, 0, 0.1f}) == "0.1");
  CHECK(text(Scalar{DType::float64, 0, 0.1f}) == "0.10000000149011612");
  CHECK(text(Scalar{DType::complex64, 0, {0.1f, 2}}) == "(0.1+2j)");
  CHECK(text(Scalar{DType::complex128, 0, {0.5, 2}}) == "(0.5+2j)");
}

TEST_CASE("random floats read back as they were", "[fuzz]") {
  perilune::test::FuzzRandom random(4);
  for (perilune::test::FuzzRun run(20000); run.more();) {
    const std::uint64_t bits = random.next();
    double x;
    std::memcpy(&x, &bits, sizeof x);
    if (random.chance(50)) x = static_cast<double>(static_cast<std::int64_t>(bits) >> random.between(0, 60)) / 1000;
    if (std::isnan(x)) continue;
    const std::string t = text(x);
    INFO(t);
    REQUIRE(std::strtod(t.c_str(), nullptr) == x);
    REQUIRE(std::signbit(std::strtod(t.c_str(), nullptr)) == std::signbit(x));
    const auto y = static_cast<float>(x);
    REQUIRE(std::strtof(text(y).c_str(), nullptr) == y);
    // Cut digits are rounded as printf rounds them.
    if (std::abs(x) < 1e100) {
      char expected[200];
      std::snprintf(expected, sizeof expected, "%.3f", x);
      REQUIRE(styled(x, {.precision = 3, .unique = false, .keep_zeros = true}) == expected);
      std::snprintf(expected, sizeof expected, "%.5e", x);
      REQUIRE(styled(x, {.precision = 5, .unique = false, .keep_zeros = true, .scientific = true}) == expected);
    }
  }
}

TEST_CASE("styles of numbers in columns") {
  CHECK(styled(1, {}) == "1.");
  CHECK(styled(1.25, {.precision = 1}) == "1.2");
  CHECK(styled(1.35, {.precision = 1}) == "1.4");
  CHECK(styled(99.99, {.precision = 1}) == "100.");
  CHECK(styled(0.999, {.precision = 0}) == "1.");
  CHECK(styled(6e-9, {.precision = 8}) == "0.00000001");
  CHECK(styled(4e-9, {.precision = 8}) == "0.");
  CHECK(styled(-4e-9, {.precision = 8}) == "-0.");
  CHECK(styled(2, {.plus = true}) == "+2.");
  CHECK(styled(9.9996, {.precision = 2, .scientific = true}) == "1.e+01");
  CHECK(styled(1e100, {.scientific = true, .exponent_digits = 4}) == "1.e+0100");
  CHECK(styled(0, {.scientific = true}) == "0.e+00");
  CHECK(styled(0, {.precision = 2, .unique = false, .keep_zeros = true}) == "0.00");
  CHECK(styled(0.1f, {}, true) == "0.1");
  CHECK(styled(0.1f, {}) == "0.10000000149011612");
  CHECK(styled(0.1, {.min_digits = 20, .keep_zeros = true}) == "0.10000000000000000555");
  CHECK(styled(123456789012345680000.0, {}) == "123456789012345680000.");
}
