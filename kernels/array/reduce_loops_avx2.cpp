// The loops of reductions for x86-64 with AVX2.

#if defined(__x86_64__)

#define PERILUNE_TARGET __attribute__((target("arch=x86-64-v3")))
#define PERILUNE_VECTOR_BYTES 32
#define PERILUNE_COLUMN_VECTORS 8
#include "kernels/array/reduce_loops_body.h"
#include "kernels/array/reduce_loops_integers_body.h"

namespace perilune::reduction {

FoldLoops avx2_loops(Loop loop, DType dtype) { return local_loops(loop, dtype); }

}  // namespace perilune::reduction

#endif
