#include "kernels/io/number_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace perilune::io {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool starts_with(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

// from_chars does not say on which side it fell out: decided by the power of ten of the first digit that is not 0.
double beyond_range(const char* p, const char* end) {
  std::int64_t place = 0;  // of the digit before the point
  bool fraction = false, found = false;
  for (; p != end && (is_digit(*p) || *p == '.'); ++p) {
    if (*p == '.') {
      fraction = true;
    } else {
      if (fraction && !found) --place;
      if (!fraction && found) ++place;
      if (*p != '0') found = true;
    }
  }
  std::int64_t exponent = 0;
  if (p != end) {
    ++p;
    const bool below = p != end && *p == '-';
    if (p != end && (*p == '-' || *p == '+')) ++p;
    for (; p != end; ++p) exponent = std::min<std::int64_t>(exponent * 10 + (*p - '0'), std::int64_t{1} << 50);
    if (below) exponent = -exponent;
  }
  return place + exponent > 0 ? infinity : 0.0;
}

}  // namespace

std::string_view trim(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

const char* read_real_slow(const char* p, const char* end, double& value) {
  const bool negative = p != end && *p == '-';
  if (p != end && (*p == '-' || *p == '+')) ++p;
  if (p == end) return nullptr;
  const std::string_view rest(p, static_cast<std::size_t>(end - p));
  double v;
  if (starts_with(rest, "inf")) {
    v = infinity;
    p += starts_with(rest, "infinity") ? 8 : 3;
  } else if (starts_with(rest, "nan")) {
    v = std::numeric_limits<double>::quiet_NaN();
    p += 3;
  } else if (is_digit(*p) || *p == '.') {
    const auto [stop, error] = std::from_chars(p, end, v);
    if (error == std::errc::invalid_argument) return nullptr;
    if (error == std::errc::result_out_of_range) v = beyond_range(p, stop);
    p = stop;
  } else {
    return nullptr;
  }
  value = negative ? -v : v;
  return p;
}

bool parse_real(std::string_view text, double& value) {
  text = trim(text);
  const char* end = text.data() + text.size();
  return !text.empty() && read_real(text.data(), end, value) == end;
}

bool parse_complex(std::string_view text, std::complex<double>& value) {
  text = trim(text);
  if (text.size() > 1 && text.front() == '(' && text.back() == ')') text = trim(text.substr(1, text.size() - 2));
  if (text.empty()) return false;
  const char* p = text.data();
  const char* const end = p + text.size();
  const auto is_unit = [end](const char* at) { return at + 1 == end && (*at == 'j' || *at == 'J'); };
  double real = 0, imaginary = 0;
  const char* q = read_real(p, end, real);
  if (q == end) {
    value = real;
    return true;
  }
  if (q && is_unit(q)) {
    value = {0, real};
    return true;
  }
  if (!q) {  // j, +j, -j
    real = 0;
    q = p;
  }
  double sign = 1;
  if (*q == '+' || *q == '-') {
    sign = *q++ == '-' ? -1 : 1;
  } else if (q != p) {
    return false;
  }
  if (q == end) return false;
  const char* r = read_real(q, end, imaginary);
  if (r && q != p && *q == '+') return false;  // 1++2j
  if (!r && is_unit(q)) {
    imaginary = 1;
    r = q;
  }
  if (!r || !is_unit(r)) return false;
  value = {real, sign * imaginary};
  return true;
}

IntegerText parse_integer(std::string_view text, std::int64_t& value) {
  text = trim(text);
  if (text.empty()) return IntegerText::not_a_number;
  const char* p = text.data();
  const char* const end = p + text.size();
  if (*p == '+') ++p;
  if (p != end && (is_digit(*p) || (*p == '-' && p == text.data()))) {
    const auto [stop, error] = std::from_chars(p, end, value);
    if (stop == end && error == std::errc{}) return IntegerText::good;
    if (stop == end && error == std::errc::result_out_of_range) return IntegerText::too_large;
  }
  double real;
  if (!parse_real(text, real)) return IntegerText::not_a_number;
  if (!std::isfinite(real) || real != std::trunc(real)) return IntegerText::not_whole;
  if (!(real >= -0x1p63 && real < 0x1p63)) return IntegerText::too_large;
  value = static_cast<std::int64_t>(real);
  return IntegerText::good;
}

bool parse_bool(std::string_view text, bool& value) {
  text = trim(text);
  if ((text.size() == 4 && starts_with(text, "true")) || (text.size() == 5 && starts_with(text, "false"))) {
    value = text.size() == 4;
    return true;
  }
  double real;
  if (!parse_real(text, real)) return false;
  value = real != 0;
  return true;
}

}  // namespace perilune::io
