#pragma once
// Numbers in text, as NumPy's loadtxt takes them: a sign, digits, an exponent, inf and nan in any case; no hexadecimal,
// no underscores, no Fortran exponents. Never the locale's decimal comma.

#include <cfloat>
#include <charconv>
#include <complex>
#include <cstdint>
#include <string_view>

namespace perilune::io {

// Blanks at both ends: spaces, tabs, line ends, vertical tabs, form feeds.
std::string_view trim(std::string_view text);

// The number at the head of [p, end): its end, or null. Never reads a part of a name such as 'nano' as nan: what
// follows is for the caller to look at.
const char* read_real_slow(const char* p, const char* end, double& value);

// The whole text, without blanks around it.
bool parse_real(std::string_view text, double& value);
// '1+2j', '(1+2j)', '2j', '1', '1+-2j' (as old savetxt wrote it); j alone is 1j.
bool parse_complex(std::string_view text, std::complex<double>& value);

enum class IntegerText { good, not_a_number, not_whole, too_large };
// Digits, or a number such as 1e3 that is whole.
IntegerText parse_integer(std::string_view text, std::int64_t& value);
// true and false in any case, or a number.
bool parse_bool(std::string_view text, bool& value);

// The same as read_real_slow, and inline for what most files hold: up to 19 digits that are exact as double, and a
// small exponent (W. D. Clinger, "How to read floating point numbers accurately", 1990: one correctly rounded
// operation).
inline const char* read_real(const char* p, const char* end, double& value) {
#if FLT_EVAL_METHOD == 0
  constexpr double power[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                              1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  const char* q = p;
  bool negative = false;
  if (q != end && (*q == '-' || *q == '+')) negative = *q++ == '-';
  const auto digit = [](char c) { return static_cast<unsigned>(static_cast<unsigned char>(c)) - '0'; };
  std::uint64_t mantissa = 0;
  const char* const digits = q;
  for (unsigned d; q != end && (d = digit(*q)) < 10; ++q) mantissa = mantissa * 10 + d;
  std::int64_t count = q - digits;
  int exponent = 0;
  if (q != end && *q == '.') {
    const char* const fraction = ++q;
    for (unsigned d; q != end && (d = digit(*q)) < 10; ++q) mantissa = mantissa * 10 + d;
    count += q - fraction;
    exponent = -static_cast<int>(q - fraction < 100 ? q - fraction : 100);
  }
  if (count > 0 && count <= 19 && mantissa <= std::uint64_t{1} << 53) {
    if (q != end && (*q == 'e' || *q == 'E')) {
      const char* e = q + 1;
      bool below = false;
      if (e != end && (*e == '-' || *e == '+')) below = *e++ == '-';
      int shift = 0;
      const char* const first = e;
      for (unsigned d; e != end && (d = digit(*e)) < 10 && e - first < 4; ++e) shift = shift * 10 + static_cast<int>(d);
      if (e == first || (e != end && digit(*e) < 10)) return read_real_slow(p, end, value);
      exponent += below ? -shift : shift;
      q = e;
    }
    if (exponent >= -22 && exponent <= 22) {
      const auto whole = static_cast<double>(mantissa);
      const double v = exponent < 0 ? whole / power[-exponent] : whole * power[exponent];
      value = negative ? -v : v;
      return q;
    }
  }
#endif
  return read_real_slow(p, end, value);
}

}  // namespace perilune::io
