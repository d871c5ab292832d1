#include "kernels/text/number.h"

#include <charconv>
#include <cmath>
#include <cstring>

namespace perilune {

namespace {

// The shortest decimal that identifies a finite number: 0.d1d2d3... x 10^(point), without sign.
struct Digits {
  char digit[20];
  int count = 0;
  int point = 0;  // digits before the decimal point; may be negative or beyond count
};

template <class T>
Digits shortest(T value) {
  char text[40];
  const char* const end = std::to_chars(text, text + sizeof text, std::abs(value), std::chars_format::scientific).ptr;
  Digits d;
  const char* p = text;
  for (; p < end && *p != 'e'; ++p)
    if (*p != '.') d.digit[d.count++] = *p;
  if (++p < end && *p == '+') ++p;
  std::from_chars(p, end, d.point);
  ++d.point;
  if (value == 0) d.count = 0, d.point = 1;
  return d;
}

Digits shortest(double value, bool single) { return single ? shortest(static_cast<float>(value)) : shortest(value); }

// Appends digits [from, to) as counted from the decimal point's own place, zeros where there are none.
void append_places(std::string& out, const Digits& d, int from, int to) {
  for (int place = from; place < to; ++place) {
    const int k = d.point + place;
    out += k >= 0 && k < d.count ? d.digit[k] : '0';
  }
}

// The exact value with so many digits after the point.
void append_exact(std::string& out, double value, std::chars_format form, int precision) {
  const std::size_t before = out.size();
  out.resize(before + 330 + static_cast<std::size_t>(precision));
  const auto r = std::to_chars(out.data() + before, out.data() + out.size(), std::abs(value), form, precision);
  out.resize(static_cast<std::size_t>(r.ptr - out.data()));
}

// At the end of what was appended since `begin`: a point, if there is none, and zeros as the style wants.
void finish_fraction(std::string& out, std::size_t begin, const NumberStyle& style) {
  if (out.find('.', begin) == out.npos) out += '.';
  if (style.keep_zeros) return;
  while (out.back() == '0') out.pop_back();
}

// How many digits come after the point, out of `own` that identify the number.
int wanted_digits(int own, const NumberStyle& style) {
  if (!style.unique) return style.precision;
  return std::max(style.precision >= 0 ? std::min(own, style.precision) : own, style.min_digits);
}

void append_scientific(std::string& out, double value, bool single, const NumberStyle& style) {
  const Digits d = shortest(value, single);
  const int own = std::max(d.count - 1, 0), wanted = wanted_digits(own, style);
  const std::size_t begin = out.size();
  int exponent = d.point - 1;
  if (wanted == own) {
    out += d.count ? d.digit[0] : '0';
    out += '.';
    out.append(d.digit + 1, static_cast<std::size_t>(own));
  } else {
    append_exact(out, value, std::chars_format::scientific, wanted);
    const std::size_t e = out.find('e', begin);
    const char* p = out.data() + e + 1 + (out[e + 1] == '+');
    std::from_chars(p, out.data() + out.size(), exponent);
    out.resize(e);
  }
  finish_fraction(out, begin, style);
  const std::string digits = std::to_string(std::abs(exponent));
  out += 'e';
  out += exponent < 0 ? '-' : '+';
  out.append(static_cast<std::size_t>(std::max(style.exponent_digits - static_cast<int>(digits.size()), 0)), '0');
  out += digits;
}

void append_positional(std::string& out, double value, bool single, const NumberStyle& style) {
  const Digits d = shortest(value, single);
  const int own = std::max(d.count - d.point, 0), wanted = wanted_digits(own, style);
  const std::size_t begin = out.size();
  if (wanted == own) {
    append_places(out, d, -std::max(d.point, 1), 0);
    out += '.';
    append_places(out, d, 0, own);
  } else {
    append_exact(out, value, std::chars_format::fixed, wanted);
  }
  finish_fraction(out, begin, style);
}

// The short form without ".0"; returns the length.
template <class T>
std::size_t bare_text(T value, char* text) {
  if (std::isnan(value)) return std::strlen(std::strcpy(text, "nan"));
  char* p = text;
  if (std::signbit(value)) *p++ = '-';
  if (std::isinf(value)) return std::strlen(std::strcpy(p, "inf")) + static_cast<std::size_t>(p - text);
  const Digits d = shortest(value);
  if (d.point > -4 && d.point <= 16) {
    for (int k = std::min(d.point - 1, 0); k < std::max(d.count, d.point); ++k) {
      if (k == d.point && k > std::min(d.point - 1, 0)) *p++ = '.';
      *p++ = k >= 0 && k < d.count ? d.digit[k] : '0';
    }
  } else {
    *p++ = d.digit[0];
    if (d.count > 1) *p++ = '.';
    for (int k = 1; k < d.count; ++k) *p++ = d.digit[k];
    p += std::snprintf(p, 8, "e%c%02d", d.point < 1 ? '-' : '+', std::abs(d.point - 1));
  }
  *p = 0;
  return static_cast<std::size_t>(p - text);
}

template <class T>
std::size_t any_float_text(T value, char* text, std::size_t size) {
  if (size < short_text_size) throw InternalError("the buffer for a number is too short");
  std::size_t n = bare_text(value, text);
  if (std::isfinite(value) && !std::strpbrk(text, ".e")) n = std::strlen(std::strcat(text, ".0"));
  return n;
}

template <class T>
std::size_t any_complex_text(T real, T imag, char* text, std::size_t size) {
  if (size < short_text_size) throw InternalError("the buffer for a number is too short");
  text[0] = '(';
  std::size_t n = 1 + bare_text(real, text + 1);
  if (std::isnan(imag) || !std::signbit(imag)) text[n++] = '+';
  n += bare_text(imag, text + n);
  std::strcpy(text + n, "j)");
  return n + 2;
}

}  // namespace

std::size_t float_text(double value, char* text, std::size_t size) { return any_float_text(value, text, size); }
std::size_t float_text(float value, char* text, std::size_t size) { return any_float_text(value, text, size); }

std::size_t complex_text(double real, double imag, char* text, std::size_t size) {
  return any_complex_text(real, imag, text, size);
}

std::size_t scalar_text(const Scalar& v, char* text, std::size_t size) {
  switch (v.dtype) {
    case DType::bool_: return std::strlen(std::strcpy(text, v.integer ? "true" : "false"));
    case DType::float32: return float_text(static_cast<float>(v.real()), text, size);
    case DType::float64: return float_text(v.real(), text, size);
    case DType::complex64:
      return any_complex_text(static_cast<float>(v.real()), static_cast<float>(v.imag()), text, size);
    case DType::complex128: return complex_text(v.real(), v.imag(), text, size);
    default: return static_cast<std::size_t>(std::snprintf(text, size, "%lld", static_cast<long long>(v.integer)));
  }
}

void append_number(std::string& out, double value, bool single, const NumberStyle& style) {
  if (std::signbit(value)) out += '-';
  else if (style.plus) out += '+';
  if (style.scientific) append_scientific(out, value, single, style);
  else append_positional(out, value, single, style);
}

}  // namespace perilune
