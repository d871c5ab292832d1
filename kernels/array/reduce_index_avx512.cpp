// The searches for extremes for x86-64 with AVX-512.

#if defined(__x86_64__)

#define PERILUNE_TARGET __attribute__((target("arch=x86-64-v4")))
#define PERILUNE_VECTOR_BYTES 64
#define PERILUNE_COLUMN_VECTORS 16
#include "kernels/array/reduce_index_body.h"

namespace perilune::reduction {

IndexLoops avx512_index_loops(bool largest, DType dtype) { return local_index_loops(largest, dtype); }

}  // namespace perilune::reduction

#endif
