#pragma once
// One pool of threads for our own kernels. The partition is fixed by n and grain alone, so that results do not depend
// on how many threads there are.

#include <cstdint>

#include "kernels/core/context.h"
#include "kernels/core/function_ref.h"

namespace perilune {

// Runs body(begin, end) over [0, n) in pieces of `grain`, on up to ctx.threads threads; the caller takes part. One
// piece runs at once on the caller. The first exception of a piece is rethrown after all have stopped. Pieces must not
// call Lua. A parallel_for inside a piece, or while another state holds the pool, runs on the calling thread.
void parallel_for(Context& ctx, std::int64_t n, std::int64_t grain, FunctionRef<void(std::int64_t, std::int64_t)> body);

}  // namespace perilune
