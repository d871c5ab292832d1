#include "kernels/io/number_text.h"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>
#include <random>
#include <string>

#include "tests/support/catch.h"

using namespace perilune::io;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double real(const std::string& text) {
  double v = 12345;
  return parse_real(text, v) ? v : 12345;
}

bool refused(const std::string& text) {
  double v;
  return !parse_real(text, v);
}

void check_as_from_chars(const std::string& text) {
  double expected = 0, got = 1;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), expected);
  if (result.ec != std::errc{}) return;
  const char* stop = read_real(text.data(), text.data() + text.size(), got);
  INFO(text);
  REQUIRE(stop == result.ptr);
  REQUIRE(got == expected);
  REQUIRE(std::signbit(got) == std::signbit(expected));
}

}  // namespace

TEST_CASE("numbers as NumPy's loadtxt takes them") {
  CHECK(real("1") == 1);
  CHECK(real(" \t-2.5e3\r\n") == -2500);
  CHECK(real("+.5") == 0.5);
  CHECK(real("5.") == 5);
  CHECK(std::signbit(real("-0")));
  CHECK(real("Inf") == infinity);
  CHECK(real("-INFINITY") == -infinity);
  CHECK(std::isnan(real("NaN")));
  CHECK(std::isnan(real("-nan")));
  CHECK(real("1e400") == infinity);
  CHECK(real("-1e99999999999999999999") == -infinity);
  CHECK(real("0.0000001e400") == infinity);
  CHECK(real("1e-400") == 0);
  CHECK(std::signbit(real("-1e-99999999999999999999")));
  CHECK(real("10000000e-331") == 0);
  CHECK(real("0e99999") == 0);
  CHECK(real("4.9e-324") == std::numeric_limits<double>::denorm_min());
  CHECK(real("000000000000000000000000000000000001") == 1);
  CHECK(real("0.00000000000000000000000000000000000000001e41") == 1);
  for (const char* text :
       {"",    " ",   ".",      "-",     "+",    "e5",   "1e",  "1e+", "+-1",   "--1",   "1_0",     "0x10",
        "1d3", "1D3", "nan(3)", "infin", "nano", "1.5x", "1 2", "1,5", "1.2.3", "1e5.0", "\xd9\xa1"})
    CHECK(refused(text));
}

TEST_CASE("the last bit of a number in text is right") {
  // Halfway cases, where one more digit decides.
  for (const char* text : {"9007199254740993",
                           "9007199254740992.9",
                           "9007199254740993.1",
                           "1.00000000000000011102230246251565",
                           "1.00000000000000011102230246251566",
                           "0.500000000000000166533453693773481063544750213623046875",
                           "8.5e22",
                           "1e23",
                           "9223372036854775807",
                           "9223372036854775808",
                           "18446744073709551615",
                           "18446744073709551616",
                           "9999999999999999999",
                           "99999999999999999999",
                           "2.2250738585072011e-308",
                           "2.2250738585072014e-308",
                           "1.7976931348623157e308",
                           "1e22",
                           "1e-22",
                           "1e-23",
                           "123456789e-60"})
    check_as_from_chars(text);
  std::mt19937_64 random(1);
  for (int i = 0; i < 100000; ++i) {
    const std::uint64_t digits = random() >> (random() % 64);
    const int exponent = static_cast<int>(random() % 130) - 65;
    check_as_from_chars(std::to_string(digits) + "e" + std::to_string(exponent));
    // A double as text, and its neighbours in the last place.
    const double v = std::bit_cast<double>((random() & 0xFFFFFFFFFFFFF) | (1003 + random() % 40) << 52);
    char text[64];
    const int precision = static_cast<int>(random() % 19);
    std::string number(text, std::to_chars(text, text + sizeof text, v, std::chars_format::scientific, precision).ptr);
    check_as_from_chars(number);
    number[precision ? static_cast<std::size_t>(precision) + 1 : 0] = static_cast<char>('0' + random() % 10);
    check_as_from_chars("-" + number);
    check_as_from_chars(std::string(text, std::to_chars(text, text + sizeof text, v, std::chars_format::fixed).ptr) +
                        ";7");
  }
}

TEST_CASE("eight digits are read at once, and nothing else is taken for digits") {
  CHECK(eight_digits("12345678") == 12345678);
  CHECK(eight_digits("00000000") == 0);
  CHECK(eight_digits("99999999") == 99999999);
  for (int place = 0; place < 8; ++place)
    for (int c = 0; c < 256; ++c) {
      std::string text = "31415926";
      text[static_cast<std::size_t>(place)] = static_cast<char>(c);
      CHECK((eight_digits(text.data()) >= 0) == (c >= '0' && c <= '9'));
    }
}

TEST_CASE("complex numbers in text") {
  std::complex<double> v;
  const auto is = [&](const char* text, double re, double im) {
    return parse_complex(text, v) && v == std::complex(re, im);
  };
  CHECK(is("1+2j", 1, 2));
  CHECK(is(" ( 1.5-2e3j ) ", 1.5, -2000));
  CHECK(is("2j", 0, 2));
  CHECK(is("-2J", 0, -2));
  CHECK(is("3", 3, 0));
  CHECK(is("1+-2j", 1, -2));
  CHECK(is("j", 0, 1));
  CHECK(is("-j", 0, -1));
  CHECK(is("1-j", 1, -1));
  CHECK(is("inf-infj", infinity, -infinity));
  CHECK(parse_complex("nan+nanj", v));
  CHECK(std::isnan(v.imag()));
  for (const char* text :
       {"", "()", "(1", "1)", "((1+2j))", "1+2", "1+2i", "1 + 2j", "(1,2)", "1++2j", "1+2j3", "+", "jj", "1j2"})
    CHECK_FALSE(parse_complex(text, v));
}

TEST_CASE("whole numbers and truth values in text") {
  std::int64_t v = 0;
  CHECK(parse_integer("42", v) == IntegerText::good);
  CHECK(v == 42);
  CHECK(parse_integer(" +7 ", v) == IntegerText::good);
  CHECK(v == 7);
  CHECK(parse_integer("-9223372036854775808", v) == IntegerText::good);
  CHECK(v == INT64_MIN);
  CHECK(parse_integer("1e3", v) == IntegerText::good);
  CHECK(v == 1000);
  CHECK(parse_integer("2.0", v) == IntegerText::good);
  CHECK(parse_integer("2.5", v) == IntegerText::not_whole);
  CHECK(parse_integer("inf", v) == IntegerText::not_whole);
  CHECK(parse_integer("9223372036854775808", v) == IntegerText::too_large);
  CHECK(parse_integer("1e19", v) == IntegerText::too_large);
  for (const char* text : {"", "-", "+", "+-1", "--1", "0x10", "x", "1_0"})
    CHECK(parse_integer(text, v) == IntegerText::not_a_number);
  bool b = false;
  CHECK((parse_bool("TRUE", b) && b));
  CHECK((parse_bool("false", b) && !b));
  CHECK((parse_bool("0.5", b) && b));
  CHECK((parse_bool("0", b) && !b));
  CHECK_FALSE(parse_bool("yes", b));
  CHECK_FALSE(parse_bool("", b));
}
