// The loops of reductions for every processor.

#define PERILUNE_TARGET
#define PERILUNE_VECTOR_BYTES 16
#define PERILUNE_COLUMN_VECTORS 8
#include "kernels/array/reduce_loops_body.h"
#include "kernels/array/reduce_loops_integers_body.h"

namespace perilune::reduction {

FoldLoops baseline_loops(Loop loop, DType dtype) { return local_loops(loop, dtype); }

}  // namespace perilune::reduction
