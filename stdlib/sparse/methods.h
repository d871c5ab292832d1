#pragma once
// Which member of a family of methods a body runs as: call.code().

namespace perilune {

enum class SparseMethod : int {
  tocsr,
  tocsc,
  tocoo,
  asformat,
  astype,
  copy,
  transpose,  // call_sparse_convert
  multiply,
  divide,
  maximum,
  minimum,  // call_sparse_pair
  sum,
  mean,
  max,
  min,
  trace,
  count_nonzero,
  diagonal,  // call_sparse_reduce
  nonzero,
  getrow,
  getcol,  // call_sparse_part
  eliminate_zeros,
  sum_duplicates,
  sort_indices,
  setdiag,  // call_sparse_change
};

}  // namespace perilune
