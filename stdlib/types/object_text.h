#pragma once
// Parts of the texts that objects print as: Operators::text of a class. One line, what it is and how large.

#include <string>

#include "kernels/core/array.h"
#include "kernels/core/errors.h"

namespace perilune {

// "1 point", "3 points"
inline std::string counted(std::int64_t n, const char* noun) {
  return std::to_string(n) + " " + noun + (n == 1 ? "" : "s");
}

// "on 0 .. 2": the first and the last of some float64 numbers side by side.
inline std::string extent(const Array& x) {
  if (x.size() == 0) return "on nothing";
  return "on " + number_text(x.as<double>()[0]) + " .. " + number_text(x.as<double>()[x.size() - 1]);
}

}  // namespace perilune
