// The loops of reductions for x86-64 with AVX-512.

#if defined(__x86_64__)

#define PERILUNE_TARGET __attribute__((target("arch=x86-64-v4")))
#define PERILUNE_VECTOR_BYTES 64
#define PERILUNE_COLUMN_VECTORS 16
#include "kernels/array/reduce_loops_body.h"
#include "kernels/array/reduce_loops_integers_body.h"

namespace perilune::reduction {

FoldLoops avx512_loops(Loop loop, DType dtype) { return local_loops(loop, dtype); }

}  // namespace perilune::reduction

#endif
