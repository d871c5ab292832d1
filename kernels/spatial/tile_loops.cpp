#include "kernels/spatial/tile_loops.h"

#include <algorithm>
#include <cmath>

#include "kernels/array/wide_loop.h"

namespace perilune::spatial {

namespace {

// The sums stay in registers over all components.
struct Sums {
  double at[tile_width];
};

}  // namespace

#define PERILUNE_TILE(NAME, TERM)                                                                         \
  PERILUNE_WIDE void NAME(const double* point, const double* tile, const double* weights, std::int64_t d, \
                          double* sums) {                                                                 \
    Sums s{};                                                                                             \
    for (std::int64_t k = 0; k < d; ++k, tile += tile_width) {                                            \
      const double x = point[k];                                                                          \
      if (weights) {                                                                                      \
        const double w = weights[k];                                                                      \
        for (int j = 0; j < tile_width; ++j) s.at[j] += w * (TERM);                                       \
      } else {                                                                                            \
        for (int j = 0; j < tile_width; ++j) s.at[j] += (TERM);                                           \
      }                                                                                                   \
    }                                                                                                     \
    std::copy_n(s.at, tile_width, sums);                                                                  \
  }
PERILUNE_TILE(add_squares, (x - tile[j]) * (x - tile[j]))
PERILUNE_TILE(add_absolute, std::abs(x - tile[j]))
PERILUNE_TILE(add_unequal, x != tile[j] ? 1.0 : 0.0)
#undef PERILUNE_TILE

PERILUNE_WIDE void take_largest(const double* point, const double* tile, const double* weights, std::int64_t d,
                                double* sums) {
  Sums s{};
  for (std::int64_t k = 0; k < d; ++k, tile += tile_width) {
    if (weights && !(weights[k] > 0)) continue;
    const double x = point[k];
    for (int j = 0; j < tile_width; ++j) {
      const double a = std::abs(x - tile[j]);
      s.at[j] = (a > s.at[j]) | (a != a) ? a : s.at[j];
    }
  }
  std::copy_n(s.at, tile_width, sums);
}

PERILUNE_WIDE void take_roots(double* sums) {
  for (int j = 0; j < tile_width; ++j) sums[j] = std::sqrt(sums[j]);
}

}  // namespace perilune::spatial
