#include "kernels/lapack/threads.h"

#include <algorithm>
#include <atomic>

#include "kernels/lapack/fortran.h"

namespace perilune::lapack {

namespace {
// As global as the setting that it guards.
std::atomic<int> calls_inside{0};
}  // namespace

void set_blas_threads(int count) { openblas_set_num_threads(std::max(count, 1)); }

BlasThreads::BlasThreads(int count) {
  const bool alone = calls_inside.fetch_add(1, std::memory_order_relaxed) == 0;
  set_blas_threads(alone ? count : 1);
}

BlasThreads::~BlasThreads() { calls_inside.fetch_sub(1, std::memory_order_relaxed); }

}  // namespace perilune::lapack
