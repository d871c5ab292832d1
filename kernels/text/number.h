#pragma once
// Numbers as text.

#include <cstddef>

namespace perilune {

// "(1-2j)", with the shortest text of both parts that reads back; cut to the size given.
void complex_text(double real, double imag, char* text, std::size_t size);

}  // namespace perilune
