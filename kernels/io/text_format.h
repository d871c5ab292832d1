#pragma once
// Formats such as "%10.3e", as Python's % operator reads them: checked here and written by our own code, never given to
// printf, so that a format cannot read memory, and the locale's decimal comma stays out of files.

#include <string>
#include <string_view>
#include <vector>

#include "kernels/core/array.h"

namespace perilune::io {

struct Conversion {
  std::string before;   // text in front of it
  std::string spelled;  // "%10.3e", for messages
  bool left = false, plus = false, space = false, zero = false, alternate = false;
  int width = 0, precision = -1;
  char type = 's';  // d, o, x, X, e, E, f, F, g, G, s

  bool of_float() const {
    return type == 'e' || type == 'E' || type == 'f' || type == 'F' || type == 'g' || type == 'G';
  }
  bool of_integer() const { return type == 'd' || type == 'o' || type == 'x' || type == 'X'; }
};

struct Format {
  std::vector<Conversion> conversions;
  std::string after;  // text behind the last one
};

// ValueError for what is not a format; %% is a percent sign.
Format parse_format(std::string_view text);

// ValueError when values of this type cannot be shown so. `dtype` none: text.
void check_conversion(const Conversion& conversion, const DType* dtype);
// Bytes that one value takes at most, `before` included. `dtype` none: text, of so many bytes at most.
std::size_t longest(const Conversion& conversion, const DType* dtype, std::size_t text_bytes);

// Write without `before`; return the end. A number is read from a cell of this dtype; complex ones have two halves.
// ValueError for nan or inf as an integer.
char* write_number(char* to, const Conversion& conversion, DType dtype, const std::byte* cell, bool imaginary);
char* write_text(char* to, const Conversion& conversion, std::string_view text);

}  // namespace perilune::io
