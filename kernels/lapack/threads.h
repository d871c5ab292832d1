#pragma once
// How many threads BLAS and LAPACK use. The library has one setting for the whole process.

#include "kernels/core/context.h"

namespace perilune::lapack {

void set_blas_threads(int count);

// Gives BLAS the thread budget of a call for as long as it lives. While several calls are inside BLAS at once (several
// states, or pieces of a parallel_for), each uses one thread: more would only take turns.
class BlasThreads {
 public:
  explicit BlasThreads(const Context& ctx) : BlasThreads(ctx.deterministic ? 1 : ctx.threads) {}
  // `dealt`: the call is one of many that our own threads run side by side.
  BlasThreads(const Context& ctx, bool dealt) : BlasThreads(dealt || ctx.deterministic ? 1 : ctx.threads) {}
  explicit BlasThreads(int count);
  ~BlasThreads();
  BlasThreads(const BlasThreads&) = delete;
  BlasThreads& operator=(const BlasThreads&) = delete;
};

}  // namespace perilune::lapack
