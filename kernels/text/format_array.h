#pragma once
// Arrays as text, as NumPy prints them.

#include <string>

#include "kernels/core/array.h"

namespace perilune {

// The fields of set_printoptions.
struct PrintOptions {
  int precision = 8;
  std::int64_t threshold = 1000;
  std::int64_t edgeitems = 3;
  int linewidth = 75;
  bool suppress = false;
};

std::string format_array(Context& ctx, const View& a, const PrintOptions& options = {});

}  // namespace perilune
