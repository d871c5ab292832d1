#pragma once
// The index grammar. Users count from 1 and include both ends of a range; everything here takes their convention and
// turns it into offsets once, so that no other kernel needs to know it.

#include <optional>
#include <string_view>
#include <vector>

#include "kernels/core/array.h"

namespace perilune {

// start:stop:step as users write it: 1-based, both ends included, negative from the end, absent means "from the edge".
struct Range {
  std::optional<std::int64_t> start, stop, step;
};

// The elements first, first + step, ... (0-based, `count` of them, every one inside the axis).
struct ResolvedRange {
  std::int64_t first = 0, count = 0, step = 1;
  bool minus_one_trap = false;  // spelled ":-1": everything here, all but the last in Python
};

// NumPy's rules through the inclusive mapping. Let n be the length, and let an end e stand for the place
//     p(e) = e - 1 for e > 0,   n + e for e < 0   (which may lie outside 0 .. n-1; 0 is an error).
// step > 0: Python's start:stop+1, so start is clamped to [0, n], the last place to [-1, n-1], and the walk goes up.
// step < 0: Python's start:stop-1, so start is clamped to [-1, n-1], the last place to [0, n], and the walk goes down.
// Clamping moves the start itself ("-9::2" on 5 elements starts at the first), as in NumPy: steps count from there.
// A step longer than the axis is cut to the axis: it takes one element either way and cannot overflow.
ResolvedRange resolve(const Range& range, std::int64_t length);
// "2:5", "::-1": how messages show a range.
std::string range_text(const Range& range);

struct Subscript {
  enum class Kind : std::uint8_t { integer, range, ellipsis, new_axis, positions, mask };
  Kind kind = Kind::ellipsis;
  std::int64_t integer = 0;  // 1-based, negative from the end
  Range range;
  View view;  // positions: integers or whole floats, 1-based, any shape; mask: bool, any number of axes

  static Subscript at(std::int64_t i) { return {Kind::integer, i, {}, {}}; }
  static Subscript slice(Range r) { return {Kind::range, 0, r, {}}; }
  static Subscript all() { return slice({}); }
  static Subscript rest() { return {Kind::ellipsis, 0, {}, {}}; }
  static Subscript axis() { return {Kind::new_axis, 0, {}, {}}; }
  // A mask when the view is bool, positions when it is an integer or real one; complex is an error.
  static Subscript list(const View& view);
};

// "2:5, :", "1:10:2", "...", "+" (a new axis), "-1"; spaces are free, "2.0" is 2. Errors quote the text and the piece.
std::vector<Subscript> parse_subscripts(std::string_view text);

// One list of positions in an advanced selection, checked.
struct PositionList {
  const std::int64_t* positions = nullptr;  // as users count, or byte offsets
  bool byte_offsets = false;                // what a mask became
  Dims steps;                               // in elements of positions, per axis of the lists' common shape
  std::int64_t stride = 0, length = 0;      // of the axis that the list indexes
  Array owned;                              // the positions, unless they are the caller's own memory
};

// What subscripts select from one view. Basic: a view. Advanced (lists, masks): a set of places to copy from or to;
// it refers to the subscripts' memory and must not outlive it.
struct Selection {
  Dims shape;    // of the result
  Dims strides;  // in bytes; 0 in place of the axes that lists made
  std::int64_t offset = 0;
  bool advanced = false;
  bool minus_one_trap = false;  // a range was spelled ":-1"; the caller warns once

  int lists_at = 0, lists_ndim = 0;  // axes of the result that the lists made
  std::vector<PositionList> lists;
  // A mask over a run of evenly spaced elements is not turned into a list but read as it is.
  const std::uint8_t* mask = nullptr;
  std::int64_t mask_length = 0, mask_stride = 0;

  std::int64_t list_count() const;  // product of the lists' common shape
};

// Checks everything (bounds, lengths, number of subscripts) and moves no element.
// Throws IndexError, ShapeError, ValueError.
Selection select(Context& ctx, const View& a, std::span<const Subscript> subscripts);
// The view that a basic selection of the array is.
Array selected_view(const Array& a, const Selection& selection);
// A fresh array of the selected elements.
Array gather(Context& ctx, const View& a, const Selection& selection);
// a[selection] = value. The value broadcasts and is cast: real to integer truncates as in NumPy; what would wrap or
// lose an imaginary part raises before anything is written. Operands that share memory behave as if copied first; of
// equal positions the last wins.
void scatter(Context& ctx, const View& a, const Selection& selection, const View& value);

// A view where the subscripts allow it, else a copy.
Array get(Context& ctx, const Array& a, std::span<const Subscript> subscripts);

// The lists (positions or masks, one axis each) reshaped so that they span a grid: list i along axis i of as many axes.
// Masks become positions.
std::vector<Array> open_grid(Context& ctx, std::span<const View> lists);

}  // namespace perilune
