#pragma once
// Arrays as text, by NumPy's rules: columns aligned, no more digits than tell the numbers apart, large arrays shortened
// to their corners (and only those are read).

#include <string>
#include <string_view>

#include "kernels/core/array.h"

namespace perilune {

enum class FloatMode : std::uint8_t {
  fixed,          // always `precision` digits after the point
  unique,         // as many as each number needs, whatever the precision
  maxprec,        // as many as it needs, at most `precision`
  maxprec_equal,  // the same, but all with as many as the longest
};

struct PrintOptions {
  int precision = 8;
  std::int64_t threshold = 1000;  // arrays with more elements are shortened
  std::int64_t edgeitems = 3;     // to so many at each end of an axis
  int linewidth = 75;
  bool suppress = false;  // small numbers beside large ones never make the format scientific
  std::string nanstr = "nan", infstr = "inf";
  char sign = '-';  // '+': always a sign; ' ': a blank in its place
  FloatMode floatmode = FloatMode::maxprec;
};

// What stands between elements, and how much of the first and last line is taken by others.
struct ArrayText {
  std::string_view separator = " ";
  std::string_view prefix = "", suffix = "";
};

// Booleans are Lua's words. A 0-d array is its element: "5.0".
std::string format_array(Context& ctx, const View& a, const PrintOptions& options = {}, const ArrayText& text = {});

}  // namespace perilune
