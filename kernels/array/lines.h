#pragma once
// Walks the lines of an array along one axis. The work on a line sees contiguous memory: a line that is not contiguous
// is brought into a buffer together with its neighbours, and what was written goes back the same way.

#include "kernels/core/array.h"
#include "kernels/core/function_ref.h"

namespace perilune {

struct Line {
  const std::byte* in;
  std::byte* out;      // of the output dtype; may be the memory of `in`
  std::byte* scratch;  // 64-byte aligned
  bool alone;          // not inside a parallel_for: the work may use threads and allocate
};

// out_length elements of `out` per line along the same axis; the other axes of `out` are those of `in`. out may be `in`
// itself, otherwise it must not overlap it. Lines may be empty, there may be none.
void walk_lines(Context& ctx, const View& in, int axis, const View& out, std::int64_t scratch_bytes,
                FunctionRef<void(const Line&)> work);

}  // namespace perilune
