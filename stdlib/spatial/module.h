#pragma once
// The families and classes of spatial and spatial.distance.

#include "stdlib/registry/call.h"

namespace perilune {

Rows spatial_kdtree_rows();
Rows spatial_matrix_rows();  // cdist, pdist, squareform
Rows spatial_pair_rows();    // one pair of vectors: euclidean, cosine …

extern const Class kdtree_class;  // spatial::KDTree

}  // namespace perilune
