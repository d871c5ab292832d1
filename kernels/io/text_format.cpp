#include "kernels/io/text_format.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

#include "kernels/core/errors.h"
#include "kernels/io/quote.h"

namespace perilune::io {

namespace {

constexpr int largest_width = 1000;          // and precision
constexpr std::size_t longest_double = 320;  // digits before the point, sign and prefix

class FormatParser {
 public:
  explicit FormatParser(std::string_view text) : text_(text) {}

  Format run() {
    Format format;
    std::string literal;
    while (at_ < text_.size()) {
      if (text_[at_] != '%') {
        literal += text_[at_++];
      } else if (text_.substr(at_, 2) == "%%") {
        literal += '%';
        at_ += 2;
      } else {
        Conversion conversion = one();
        conversion.before = std::exchange(literal, {});
        format.conversions.push_back(std::move(conversion));
      }
    }
    format.after = literal;
    return format;
  }

 private:
  [[noreturn]] void fail(std::size_t begin) const {
    throw ValueError("fmt must hold formats such as %d, %10.3e or %s, got " + quote(text_.substr(begin, 24)));
  }
  int number(std::size_t begin) {
    int value = 0;
    for (; at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_)
      value = std::min(value * 10 + (text_[at_] - '0'), 1000000);
    if (value > largest_width)
      throw ValueError(format("fmt must have widths and precisions of at most %d, got %s", largest_width,
                              quote(text_.substr(begin, 24)).c_str()));
    return value;
  }
  Conversion one() {
    const std::size_t begin = at_++;
    Conversion c;
    for (;; ++at_) {
      const char flag = at_ < text_.size() ? text_[at_] : '\0';
      if (flag == '-') c.left = true;
      else if (flag == '+') c.plus = true;
      else if (flag == ' ') c.space = true;
      else if (flag == '0') c.zero = true;
      else if (flag == '#') c.alternate = true;
      else break;
    }
    c.width = number(begin);
    if (at_ < text_.size() && text_[at_] == '.') {
      ++at_;
      c.precision = number(begin);
    }
    if (at_ < text_.size() && (text_[at_] == 'l' || text_[at_] == 'h' || text_[at_] == 'L'))
      ++at_;  // C's sizes mean nothing
    if (at_ >= text_.size()) fail(begin);
    c.type = text_[at_++];
    if (c.type == 'i' || c.type == 'u') c.type = 'd';
    if (c.type == 'r' || c.type == 'a') c.type = 's';
    if (!c.of_float() && !c.of_integer() && c.type != 's') fail(begin);
    c.spelled = text_.substr(begin, at_ - begin);
    return c;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

// Puts blanks or zeros to the left, or blanks to the right, of what lies in [begin, end). Zeros go behind `lead` bytes
// of sign and prefix.
char* pad(char* begin, char* end, std::size_t characters, const Conversion& c, std::ptrdiff_t lead, bool zeros) {
  if (characters >= static_cast<std::size_t>(c.width)) return end;
  const auto missing = static_cast<std::ptrdiff_t>(static_cast<std::size_t>(c.width) - characters);
  char* const from = c.left ? end : zeros ? begin + lead : begin;
  std::memmove(from + missing, from, static_cast<std::size_t>(end - from));
  std::memset(from, zeros && !c.left ? '0' : ' ', static_cast<std::size_t>(missing));
  return end + missing;
}

char* pad_number(char* begin, char* end, const Conversion& c, std::ptrdiff_t lead) {
  return pad(begin, end, static_cast<std::size_t>(end - begin), c, lead, c.zero);
}

char* put_sign(char* to, bool negative, const Conversion& c) {
  if (negative) *to++ = '-';
  else if (c.plus) *to++ = '+';
  else if (c.space) *to++ = ' ';
  return to;
}

char* put(char* to, std::string_view text) {
  std::memcpy(to, text.data(), text.size());
  return to + text.size();
}

// '#': a point even when no digits follow it.
char* force_point(char* begin, char* end) {
  if (std::find(begin, end, '.') != end) return end;
  char* const exponent = std::find(begin, end, 'e');
  std::memmove(exponent + 1, exponent, static_cast<std::size_t>(end - exponent));
  *exponent = '.';
  return end + 1;
}

char* write_float(char* to, const Conversion& c, double v) {
  char* const begin = to;
  const bool upper = c.type < 'a';
  const char type = upper ? static_cast<char>(c.type + 32) : c.type;
  to = put_sign(to, std::signbit(v) && !std::isnan(v), c);
  const std::ptrdiff_t lead = to - begin;
  char* const digits = to;
  const double a = std::fabs(v);
  int precision = c.precision < 0 ? 6 : c.precision;
  char* const limit = to + (type == 'f' ? longest_double : 32) + static_cast<std::size_t>(precision);
  if (!std::isfinite(v)) {
    to = put(to, std::isnan(v) ? "nan" : "inf");
  } else if (type == 'e') {
    to = std::to_chars(to, limit, a, std::chars_format::scientific, precision).ptr;
  } else if (type == 'f') {
    to = std::to_chars(to, limit, a, std::chars_format::fixed, precision).ptr;
  } else {
    precision = std::max(precision, 1);
    to = std::to_chars(to, limit, a, std::chars_format::general, precision).ptr;
    if (c.alternate) {
      // Keep the zeros: the exponent of the rounded number says which form it has.
      to = std::to_chars(digits, limit, a, std::chars_format::scientific, precision - 1).ptr;
      int exponent = 0;
      char* sign = std::find(digits, to, 'e') + 1;
      std::from_chars(*sign == '+' ? sign + 1 : sign, to, exponent);
      if (exponent >= -4 && exponent < precision)
        to = std::to_chars(digits, limit, a, std::chars_format::fixed, precision - 1 - exponent).ptr;
    }
  }
  if (c.alternate && std::isfinite(v)) to = force_point(digits, to);
  if (upper)
    for (char* p = digits; p != to; ++p)
      if (*p >= 'a' && *p <= 'z') *p = static_cast<char>(*p - 32);
  return pad_number(begin, to, c, lead);
}

char* write_integer(char* to, const Conversion& c, bool negative, std::uint64_t magnitude) {
  char* const begin = to;
  to = put_sign(to, negative, c);
  if (c.alternate && c.type == 'o') to = put(to, "0o");
  if (c.alternate && c.type == 'x') to = put(to, "0x");
  if (c.alternate && c.type == 'X') to = put(to, "0X");
  const std::ptrdiff_t lead = to - begin;
  char digits[24];
  const int base = c.type == 'd' ? 10 : c.type == 'o' ? 8 : 16;
  const std::string_view text(
      digits, static_cast<std::size_t>(std::to_chars(digits, digits + sizeof digits, magnitude, base).ptr - digits));
  for (auto n = static_cast<std::ptrdiff_t>(text.size()); n < c.precision; ++n) *to++ = '0';
  char* const first = to;
  to = put(to, text);
  if (c.type == 'X') std::transform(first, to, first, [](char d) { return d >= 'a' ? static_cast<char>(d - 32) : d; });
  return pad_number(begin, to, c, lead);
}

char* write_truncated(char* to, const Conversion& c, double v) {
  if (!std::isfinite(v))
    throw ValueError("fmt " + quote(c.spelled) + " shows whole numbers, got " +
                     (std::isnan(v) ? "nan"
                      : v < 0       ? "-inf"
                                    : "inf"));
  const double whole = std::trunc(std::fabs(v));
  const bool negative = v < 0 && whole > 0;
  if (whole < 0x1p63) return write_integer(to, c, negative, static_cast<std::uint64_t>(whole));
  char* const begin = to;
  to = put_sign(to, negative, c);
  const std::ptrdiff_t lead = to - begin;
  char digits[longest_double];
  const auto count = std::to_chars(digits, digits + sizeof digits, whole, std::chars_format::fixed, 0).ptr - digits;
  for (std::ptrdiff_t n = count; n < c.precision; ++n) *to++ = '0';
  to = put(to, {digits, static_cast<std::size_t>(count)});
  return pad_number(begin, to, c, lead);
}

// Python's repr: the shortest digits that read back, as a plain number from 1e-4 up to 1e16, always with a point or an
// exponent.
template <class T>
std::string_view shortest(char (&out)[64], T v) {
  if (std::isnan(v)) return "nan";
  if (std::isinf(v)) return v < 0 ? "-inf" : "inf";
  char raw[64];
  const char* const end = std::to_chars(raw, raw + sizeof raw, std::fabs(v), std::chars_format::scientific).ptr;
  const char* const e = std::find(raw, const_cast<char*>(end), 'e');
  int exponent = 0;
  std::from_chars(e[1] == '+' ? e + 2 : e + 1, end, exponent);
  char digits[32];
  int count = 0;
  for (const char* p = raw; p != e; ++p)
    if (*p != '.') digits[count++] = *p;
  char* to = out;
  if (std::signbit(v)) *to++ = '-';
  if (v != 0 && (std::fabs(v) < 1e-4 || std::fabs(v) >= 1e16)) {
    to = put(to, {raw, static_cast<std::size_t>(end - raw)});
  } else if (exponent < 0) {
    to = put(to, "0.");
    for (int i = -1; i > exponent; --i) *to++ = '0';
    to = put(to, {digits, static_cast<std::size_t>(count)});
  } else {
    for (int i = 0; i <= std::max(exponent, count - 1); ++i) {
      if (i == exponent + 1) *to++ = '.';
      *to++ = i < count ? digits[i] : '0';
    }
    if (count <= exponent + 1) to = put(to, ".0");
  }
  return {out, static_cast<std::size_t>(to - out)};
}

}  // namespace

Format parse_format(std::string_view text) { return FormatParser(text).run(); }

void check_conversion(const Conversion& c, const DType* dtype) {
  if (!dtype && c.type != 's')
    throw ValueError("fmt " + quote(c.spelled) + " shows numbers, got a column of text (%s shows it)");
  if (dtype && c.of_integer() && c.type != 'd' && is_inexact(*dtype))
    throw ValueError("fmt " + quote(c.spelled) + " shows integers, got " + name(*dtype));
}

std::size_t longest(const Conversion& c, const DType* dtype, std::size_t text_bytes) {
  const auto width = static_cast<std::size_t>(c.width), precision = static_cast<std::size_t>(std::max(c.precision, 6));
  std::size_t value = 64 + precision;  // sign, prefix, digits, exponent
  if (!dtype) value = text_bytes;
  else if (c.type == 'f' || c.type == 'F' || (c.type == 'd' && is_inexact(*dtype))) value += longest_double;
  return c.before.size() + width + value;
}

char* write_number(char* to, const Conversion& c, DType dtype, const std::byte* cell, bool imaginary) {
  const Scalar value = load(dtype, cell);
  if (value.exact()) {
    if (c.of_float()) return write_float(to, c, static_cast<double>(value.integer));
    if (c.of_integer()) {
      const auto bits = static_cast<std::uint64_t>(value.integer);
      return write_integer(to, c, value.integer < 0, value.integer < 0 ? 0 - bits : bits);
    }
    if (dtype == DType::bool_) return write_text(to, c, value.integer ? "True" : "False");
    char digits[24];
    return write_text(
        to, c,
        {digits, static_cast<std::size_t>(std::to_chars(digits, digits + sizeof digits, value.integer).ptr - digits)});
  }
  const double v = imaginary ? value.imag() : value.real();
  if (c.of_float()) return write_float(to, c, v);
  if (c.of_integer()) return write_truncated(to, c, v);
  char text[64];
  const bool single = dtype == DType::float32 || dtype == DType::complex64;
  return write_text(to, c, single ? shortest(text, static_cast<float>(v)) : shortest(text, v));
}

char* write_text(char* to, const Conversion& c, std::string_view text) {
  const auto continues = [](char byte) { return (byte & 0xC0) == 0x80; };
  std::size_t characters = 0, bytes = 0;
  for (; bytes < text.size(); ++bytes) {
    if (continues(text[bytes])) continue;
    if (c.precision >= 0 && characters == static_cast<std::size_t>(c.precision)) break;
    ++characters;
  }
  char* const end = put(to, text.substr(0, bytes));
  return pad(to, end, characters, c, 0, false);
}

}  // namespace perilune::io
