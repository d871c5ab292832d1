#pragma once
// SciPy's `workers`: fewer threads for one call.

#include <algorithm>

#include "stdlib/registry/call.h"

namespace perilune {

inline constexpr const char* workers_doc =
    "How many threads may take part; -1 or leaving it out: as many as `pl.set_num_threads` allows.";

// The state's context with no more threads than `workers` allows.
inline Context context_for_workers(Call& call) {
  Context ctx = call.ctx;
  if (!call.has("workers")) return ctx;
  const std::int64_t workers = call.integer("workers");
  if (workers == 0) call.refuse("workers", "must be -1 or at least 1");
  if (workers > 0) ctx.threads = static_cast<int>(std::min<std::int64_t>(workers, ctx.threads));
  return ctx;
}

}  // namespace perilune
