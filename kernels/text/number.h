#pragma once
// Numbers as text. The short forms write into the caller's buffer and allocate nothing.

#include <string>

#include "kernels/core/array.h"

namespace perilune {

// Enough for any of the short forms below, with its closing zero.
inline constexpr std::size_t short_text_size = 72;

// The shortest text that reads back as the same float, and shows that it is one: "5.0", "0.1", "1e-05", "1e+16". Plain
// from 0.0001 up to 1e16, as NumPy and Python; "inf", "-inf", and "nan" whatever its sign bit.
// All return the length and close the text with a zero; size must be at least short_text_size.
std::size_t float_text(double value, char* text, std::size_t size);
std::size_t float_text(float value, char* text, std::size_t size);
// "(1+2j)", "(-0.5-infj)": parts without ".0".
std::size_t complex_text(double real, double imag, char* text, std::size_t size);
// An element as the prompt shows it: "5.0", "5", "true", "(1+2j)". float32 parts are shortest among float32.
std::size_t scalar_text(const Scalar& value, char* text, std::size_t size);

// How a finite number is laid out in a column.
struct NumberStyle {
  int precision = -1;       // digits after the point at most; -1: as many as identify the number
  bool unique = true;       // no more digits than identify the number; false: always `precision` of them
  int min_digits = 0;       // with unique: at least so many after the point
  bool keep_zeros = false;  // false: trailing zeros after the point go, the point stays
  bool plus = false;        // "+" before positive numbers
  bool scientific = false;
  int exponent_digits = 2;  // at least
};

// Appends the number, rounded from its exact value where digits are cut (ties to even). `single`: it is a float32.
void append_number(std::string& out, double value, bool single, const NumberStyle& style);

}  // namespace perilune
