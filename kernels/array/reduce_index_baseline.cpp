// The searches for extremes for every processor.

#define PERILUNE_TARGET
#define PERILUNE_VECTOR_BYTES 16
#define PERILUNE_COLUMN_VECTORS 8
#include "kernels/array/reduce_index_body.h"

namespace perilune::reduction {

IndexLoops baseline_index_loops(bool largest, DType dtype) { return local_index_loops(largest, dtype); }

}  // namespace perilune::reduction
