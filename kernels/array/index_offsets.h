#pragma once
// Inside indexing: the checks of lists and masks, and the byte offsets that an advanced selection walks, block by
// block.

#include <cstring>

#include "kernels/array/index.h"

namespace perilune::indexing {

inline constexpr int offset_block = 1024;
inline constexpr std::uint64_t all_true = 0x0101010101010101u;

// Eight bools as eight bytes of 0 or 1, whatever the host put there.
inline std::uint64_t load_mask_word(const std::uint8_t* mask) {
  std::uint64_t word;
  std::memcpy(&word, mask, 8);
  word |= word >> 4;
  word |= word >> 2;
  word |= word >> 1;
  return word & all_true;
}

// The list of one axis (0-based), bounds checked and readable as int64. `steps` has the list's own axes only, and the
// caller sets the stride.
PositionList checked_positions(Context& ctx, const View& view, int axis, std::int64_t length);
// How many elements of a mask are true.
std::int64_t count_true(Context& ctx, const View& mask);
std::int64_t count_true_run(const std::uint8_t* mask, std::int64_t n);
// Byte offsets of a mask's true elements among axes with these strides, in row-major order.
PositionList mask_offsets(Context& ctx, const View& mask, const std::int64_t* strides, std::int64_t count);

// Walks the places of a selection's lists in row-major order of their common shape. Offsets are relative to the
// selection's own.
class OffsetWalk {
 public:
  explicit OffsetWalk(const Selection& selection, std::int64_t begin = 0) : selection_(selection), next_(begin) {}
  // Writes up to offset_block offsets and returns how many; 0 at the end.
  std::int64_t next(std::int64_t* out);

 private:
  void from_list(const PositionList& list, std::int64_t begin, std::int64_t n, bool first, std::int64_t* out) const;
  const Selection& selection_;
  std::int64_t next_;
};

// The same selection with its lists as one list of byte offsets in memory of its own.
Selection with_own_offsets(Context& ctx, const Selection& selection);

}  // namespace perilune::indexing
