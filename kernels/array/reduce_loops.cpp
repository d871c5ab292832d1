#include "kernels/array/reduce_loops.h"

namespace perilune::reduction {

namespace {

FoldLoops vector_loops([[maybe_unused]] Isa isa, Loop loop, DType dtype) {
#if defined(__x86_64__)
  if (isa == Isa::avx512) return avx512_loops(loop, dtype);
  if (isa == Isa::avx2) return avx2_loops(loop, dtype);
#endif
  return baseline_loops(loop, dtype);
}

}  // namespace

FoldLoops find_loops(Isa isa, Loop loop, DType dtype) {
  const FoldLoops loops = vector_loops(isa, loop, dtype);
  return loops.runs ? loops : scalar_loops(loop, dtype);
}

IndexLoops find_index_loops([[maybe_unused]] Isa isa, bool largest, DType dtype) {
  if (is_complex(dtype)) return scalar_index_loops(largest, dtype);
#if defined(__x86_64__)
  if (isa == Isa::avx512) return avx512_index_loops(largest, dtype);
  if (isa == Isa::avx2) return avx2_index_loops(largest, dtype);
#endif
  return baseline_index_loops(largest, dtype);
}

}  // namespace perilune::reduction
