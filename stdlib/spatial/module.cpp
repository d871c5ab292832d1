// spatial: what families and classes there are.

#include "stdlib/spatial/module.h"

#include "stdlib/modules.h"

namespace perilune {

namespace {

const Rows families[] = {spatial_kdtree_rows()};
const Class* const classes[] = {&kdtree_class};
const Rows distance_families[] = {spatial_matrix_rows(), spatial_pair_rows()};
constexpr const char* distance_titles[] = {"Many points", "Two vectors"};

}  // namespace

const Module spatial_module{"spatial", "Points in space: neighbours and distances.", families, {}, classes};
const Module spatial_distance_module{
    "spatial.distance",
    "Distances and dissimilarities between vectors.",
    distance_families,
    {},
    {},
    "`spatial.distance.cdist` and `spatial.distance.pdist` compare many points at once.",
    {},
    distance_titles};

}  // namespace perilune
