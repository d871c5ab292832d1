#pragma once
// Element by element copies with casting, as plain as can be.

#include "kernels/core/array.h"

namespace perilune {

inline void copy(Context& ctx, const View& from, const View& to) {
  if (to.size() == 0) return;
  Dims at;
  at.resize(to.ndim);
  const int lead = to.ndim - from.ndim;
  for (std::int64_t k = 0;; ++k) {
    if (k % 65536 == 0) ctx.poll();
    const std::byte* f = from.data;
    std::byte* t = to.data;
    for (int d = 0; d < to.ndim; ++d) {
      t += at[d] * to.strides[d];
      if (d >= lead && from.shape[d - lead] != 1) f += at[d] * from.strides[d - lead];
    }
    store(to.dtype, t, load(from.dtype, f));
    int d = to.ndim - 1;
    for (; d >= 0; --d) {
      if (++at[d] < to.shape[d]) break;
      at[d] = 0;
    }
    if (d < 0) return;
  }
}

}  // namespace perilune
