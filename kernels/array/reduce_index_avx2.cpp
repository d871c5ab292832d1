// The searches for extremes for x86-64 with AVX2.

#if defined(__x86_64__)

#define PERILUNE_TARGET __attribute__((target("arch=x86-64-v3")))
#define PERILUNE_VECTOR_BYTES 32
#define PERILUNE_COLUMN_VECTORS 8
#include "kernels/array/reduce_index_body.h"

namespace perilune::reduction {

IndexLoops avx2_index_loops(bool largest, DType dtype) { return local_index_loops(largest, dtype); }

}  // namespace perilune::reduction

#endif
