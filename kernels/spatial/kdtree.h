#pragma once
// A k-d tree: points cut by planes across their axes, for questions about neighbours in few dimensions (up to 10 or 20;
// beyond that hardly a branch can be left out and `cdist` is as good).

#include <limits>
#include <optional>
#include <vector>

#include "kernels/core/array.h"

namespace perilune::spatial {

struct KDTreeOptions {
  std::int64_t leafsize = 10;
  bool balanced = true;           // cut at medians; otherwise in the middle of a box, which builds faster
  bool compact = true;            // shrink boxes to their points, which cuts more branches
  std::optional<View> boxsize{};  // lengths of a periodic box (one for all axes, or one each; 0: not periodic)
};

// What all questions share: distances are p-norms (p >= 1), and what is found may be wrong by the factor 1 + eps.
struct Nearness {
  double p = 2, eps = 0;
};

class KDTree {
 public:
  // data: n x m, real and finite. ValueError and ShapeError name the argument.
  KDTree(Context& ctx, const View& data, const KDTreeOptions& options = {});

  // The k nearest ones to each point of x (..., m), nearest first: (..., k) distances and positions from 0; infinity
  // and -1 where there are fewer within `upper`. Of equally near ones those with the smaller positions.
  struct Neighbours {
    Array distances, positions;
  };
  Neighbours query(Context& ctx, const View& x, std::int64_t k, const Nearness& how = {},
                   double upper = infinity) const;

  // The positions from 0 of all that lie within the radius of each point: one array for each point of x, in row-major
  // order. r broadcasts to the shape of x without its last axis.
  std::vector<Array> query_ball(Context& ctx, const View& x, const View& r, const Nearness& how = {},
                                bool sorted = true) const;
  Array count_ball(Context& ctx, const View& x, const View& r, const Nearness& how = {}) const;  // only how many
  // Pairs (i, j), i < j, no further apart than r: a matrix with two columns, in order of i, then j.
  Array query_pairs(Context& ctx, double r, const Nearness& how = {}) const;

  std::int64_t count() const { return n_; }
  std::int64_t dimensions() const { return m_; }
  std::int64_t leafsize() const { return leafsize_; }
  std::int64_t nodes() const { return static_cast<std::int64_t>(nodes_.size()); }
  const Array& data() const { return data_; }  // n x m, in the order given
  const Array& mins() const { return mins_; }
  const Array& maxes() const { return maxes_; }
  const Array& boxsize() const { return period_; }  // m, 0 where not periodic; without axes if no axis is

  static constexpr double infinity = std::numeric_limits<double>::infinity();

 private:
  friend class KDTreeBuilder;
  template <class Norm>
  friend class KDTreeSearch;

  struct Node {
    std::int64_t begin, end;   // among the points in the tree's order
    std::int32_t left, right;  // nodes; -1: a leaf
  };

  // The points of x as packed rows; checked.
  Array points(Context& ctx, const View& x) const;
  const double* box(std::int32_t node) const { return boxes_.data() + static_cast<std::int64_t>(node) * 2 * m_; }

  std::int64_t n_, m_, leafsize_;
  Array data_, mins_, maxes_, period_;
  CountedVector<Node> nodes_;
  CountedVector<double> boxes_;        // for each node the lower ends of its box, then the upper ones
  CountedVector<double> sorted_;       // the points in the tree's order
  CountedVector<std::int64_t> place_;  // and where each was
};

}  // namespace perilune::spatial
