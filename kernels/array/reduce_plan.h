#pragma once
// Inside reductions: which axes stay and which are folded away, in the order that memory likes.

#include <span>

#include "kernels/core/array.h"

namespace perilune::reduction {

struct KeptAxis {
  std::int64_t length, in_stride, out_stride;
};
struct FoldedAxis {
  std::int64_t length, stride;
};

// Axes of length 1 are gone, neighbours that can be walked as one are joined, steps point upwards, the smallest step is
// last. Folding takes elements in another order than the view's: fine for everything but first positions.
struct Plan {
  const std::byte* in = nullptr;
  std::byte* out = nullptr;
  int kept_axes = 0, folded_axes = 0;
  std::int64_t kept = 1, folded = 1;  // numbers of elements
  KeptAxis keep[max_ndim];
  FoldedAxis fold[max_ndim];

  // Copies: results go to `to` one after the other in the order of the walk.
  Plan with_packed_output(std::byte* to, std::int64_t item) const;
};

// out_strides has an entry per axis of `in`; those of folded axes are not read.
Plan make_plan(const View& in, std::span<const bool> folds, std::byte* out, const std::int64_t* out_strides);

}  // namespace perilune::reduction
