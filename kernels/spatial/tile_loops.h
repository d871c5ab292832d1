#pragma once
// Distances from one point to a tile of points that lie side by side, component by component: tile[k * width + j] is
// component k of point j. The loops over j are what the vectoriser takes.

#include <cstdint>

namespace perilune::spatial {

inline constexpr int tile_width = 64;

// What is added up over the components, times a weight where weights is not null.
void add_squares(const double* point, const double* tile, const double* weights, std::int64_t d, double* sums);
void add_absolute(const double* point, const double* tile, const double* weights, std::int64_t d, double* sums);
void add_unequal(const double* point, const double* tile, const double* weights, std::int64_t d, double* sums);
// The largest difference; nan when there is one. Components without weight do not count.
void take_largest(const double* point, const double* tile, const double* weights, std::int64_t d, double* sums);

// The roots of a tile's sums.
void take_roots(double* sums);

}  // namespace perilune::spatial
