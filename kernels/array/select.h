#pragma once
// Inside orders: the elements of given ranks, by histograms of the highest bits that differ. Linear: what shares a
// bucket is looked at again, and where most share one, it is sorted (by radix, linear too).

#include <span>

#include "kernels/core/context.h"

namespace perilune::sorting {

// results[i] is the key of rank ranks[i] (from 0, ascending). scratch has room for 2 n keys; `keys` stay as they are.
// K: uint32_t, uint64_t.
template <class K>
void select_keys(Context& ctx, const K* keys, std::int64_t n, std::span<const std::int64_t> ranks, K* results,
                 K* scratch);

}  // namespace perilune::sorting
