#pragma once
// The header of a .npy file: a Python dictionary as text, of which NumPy has written several dialects.

#include <string>
#include <string_view>

#include "kernels/core/array.h"

namespace perilune::io {

// How the file holds an element, and what it becomes here.
enum class Stored : std::uint8_t { same, int8, int16, uint16, uint32, uint64, float16 };

struct NpyType {
  Stored stored = Stored::same;
  DType dtype = DType::float64;  // of the array that is made
  int bytes = 8;                 // of an element in the file
  bool swapped = false;          // the other byte order than this machine's
};

struct NpyHeader {
  NpyType type;
  bool fortran_order = false;
  Dims shape;
  std::int64_t count = 0;  // elements; count * bytes fits int64
};

// From the text behind the length field. IoError says what is wrong; its message goes on behind the file's name.
NpyHeader parse_npy_header(std::string_view text);
// The type behind a description such as '<f8'. IoError for types that have no counterpart.
NpyType parse_npy_type(std::string_view description);

// Magic, version 1.0, length and text, filled up as NumPy does: a multiple of 64 bytes.
std::string npy_header_text(DType dtype, std::span<const std::int64_t> shape, bool fortran_order);

}  // namespace perilune::io
