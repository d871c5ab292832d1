#pragma once
// Numbers in text, as NumPy's loadtxt takes them: a sign, digits, an exponent, inf and nan in any case; no hexadecimal,
// no underscores, no Fortran exponents. Never the locale's decimal comma.

#include <bit>
#include <cfloat>
#include <complex>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace perilune::io {

// Blanks at both ends: spaces, tabs, line ends, vertical tabs, form feeds.
std::string_view trim(std::string_view text);

// The number at the head of [p, end): its end, or null. What follows is for the caller to look at: 'nano' starts with
// nan.
inline const char* read_real(const char* p, const char* end, double& value);
// The same without the short way that read_real takes for up to 19 digits.
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

inline constexpr double exact_powers_of_ten[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                                 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

// digits * 10^exponent, correctly rounded; false when this cannot be decided here.
bool scale_decimal(std::uint64_t digits, int exponent, double& value);

// Eight characters at once: their value when all are digits, else -1 (D. Lemire's parse_eight_digits_unrolled).
inline std::int64_t eight_digits(const char* p) {
  std::uint64_t v;
  std::memcpy(&v, p, 8);
  if (((v & 0xF0F0F0F0F0F0F0F0u) | (((v + 0x0606060606060606u) & 0xF0F0F0F0F0F0F0F0u) >> 4)) != 0x3333333333333333u)
    return -1;
  v -= 0x3030303030303030u;
  v = v * 10 + (v >> 8);
  constexpr std::uint64_t mask = 0x000000FF000000FFu, up = 0x000F424000000064u, low = 0x0000271000000001u;
  return static_cast<std::int64_t>(((v & mask) * up + ((v >> 16) & mask) * low) >> 32);
}

inline const char* read_real(const char* p, const char* end, double& value) {
  const char* q = p;
  bool negative = false;
  if (q != end) {  // signs come as they like: no branch
    negative = *q == '-';
    q += negative | (*q == '+');
  }
  const auto digit = [](char c) { return static_cast<unsigned>(static_cast<unsigned char>(c)) - '0'; };
  std::uint64_t digits = 0;
  const char* const first = q;
  for (unsigned d; q != end && (d = digit(*q)) < 10; ++q) digits = digits * 10 + d;
  std::int64_t count = q - first;
  int exponent = 0;
  if (q != end && *q == '.') {
    const char* const fraction = ++q;
    if constexpr (std::endian::native == std::endian::little)
      for (std::int64_t eight; end - q >= 8 && (eight = eight_digits(q)) >= 0; q += 8)
        digits = digits * 100000000 + static_cast<std::uint64_t>(eight);
    for (unsigned d; q != end && (d = digit(*q)) < 10; ++q) digits = digits * 10 + d;
    count += q - fraction;
    exponent = static_cast<int>(fraction - q);
  }
  // More digits may have wrapped around; none is no number, or inf or nan.
  if (count == 0 || count > 19) return read_real_slow(p, end, value);
  if (q != end && (*q == 'e' || *q == 'E')) {
    const char* e = q + 1;
    bool below = false;
    if (e != end && (*e == '-' || *e == '+')) below = *e++ == '-';
    int shift = 0;
    const char* const begin = e;
    for (unsigned d; e != end && (d = digit(*e)) < 10 && e - begin < 4; ++e) shift = shift * 10 + static_cast<int>(d);
    if (e == begin || e - begin == 4) return read_real_slow(p, end, value);
    exponent += below ? -shift : shift;
    q = e;
  }
  double v;
#if FLT_EVAL_METHOD == 0
  // One exact operation (W. D. Clinger, "How to read floating point numbers accurately", 1990).
  if (digits <= std::uint64_t{1} << 53 && exponent >= -22 && exponent <= 22) {
    const auto whole = static_cast<double>(static_cast<std::int64_t>(digits));
    v = exponent < 0 ? whole / exact_powers_of_ten[-exponent] : whole * exact_powers_of_ten[exponent];
  } else
#endif
      if (!scale_decimal(digits, exponent, v)) {
    return read_real_slow(p, end, value);
  }
  value = std::bit_cast<double>(std::bit_cast<std::uint64_t>(v) | std::uint64_t{negative} << 63);
  return q;
}

}  // namespace perilune::io
