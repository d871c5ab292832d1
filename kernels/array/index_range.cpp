#include "kernels/array/index.h"

namespace perilune {

namespace {

void append(std::string& text, const std::optional<std::int64_t>& value) {
  if (value) text += std::to_string(*value);
}

// The place that an end names; the end is not 0. No sum here can overflow: length is not negative.
std::int64_t place(std::int64_t end, std::int64_t length) { return end > 0 ? end - 1 : length + end; }

}  // namespace

std::string range_text(const Range& range) {
  std::string text;
  append(text, range.start);
  text += ':';
  append(text, range.stop);
  if (range.step) text += ':';
  append(text, range.step);
  return text;
}

ResolvedRange resolve(const Range& range, std::int64_t length) {
  if (range.start == 0 || range.stop == 0)
    throw IndexError("range '" + range_text(range) + "' has 0 as an end: indices start at 1");
  std::int64_t step = range.step.value_or(1);
  if (step == 0) throw ValueError("range '" + range_text(range) + "' has step 0");

  ResolvedRange r;
  r.minus_one_trap = !range.start && range.stop == -1 && step == 1;
  if (length == 0) return r;
  r.step = step = std::clamp(step, -length, length);

  const bool up = step > 0;
  std::int64_t first = up ? 0 : length - 1, last = up ? length - 1 : 0;
  if (range.start) first = place(*range.start, length);
  if (range.stop) last = place(*range.stop, length);
  if (up) {
    first = std::clamp<std::int64_t>(first, 0, length);
    last = std::clamp<std::int64_t>(last, -1, length - 1);
  } else {
    first = std::clamp<std::int64_t>(first, -1, length - 1);
    last = std::clamp<std::int64_t>(last, 0, length);
  }
  const std::int64_t reach = up ? last - first : first - last;
  if (reach < 0) return r;
  r.first = first;
  r.count = reach / (up ? step : -step) + 1;
  return r;
}

}  // namespace perilune
