// J. L. Bentley, Communications of the ACM 18 (1975). Each box is cut across its longest side, at the median point or
// in the middle, moved to the next point when one side would be empty (S. Maneewongvatana, D. Mount, 1999). Boxes that
// fit the cache are cut in a copy of their points, several at the same time.

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "kernels/array/finite.h"
#include "kernels/array/manipulate.h"
#include "kernels/core/parallel.h"
#include "kernels/linalg/dense.h"
#include "kernels/spatial/kdtree.h"
#include "kernels/spatial/select_key.h"

namespace perilune::spatial {

class KDTreeBuilder {
 public:
  KDTreeBuilder(Context& ctx, KDTree& tree, const KDTreeOptions& options)
      : ctx_(ctx), tree_(tree), options_(options), m_(tree.m_) {}

  void build() {
    const std::int64_t n = tree_.n_;
    tree_.place_.resize(static_cast<std::size_t>(n));
    std::iota(tree_.place_.begin(), tree_.place_.end(), std::int64_t{0});
    tree_.sorted_.resize(static_cast<std::size_t>(n * m_));
    CountedVector<Key> keys = ctx_.vector<Key>(static_cast<std::size_t>(n));
    Part upper(ctx_);
    CountedVector<Pending> open = ctx_.vector<Pending>();
    if (n > 0) cut(upper, {tree_.data_.as<double>(), tree_.place_.data(), keys.data(), 0}, 0, n, whole_box(), 0, &open);

    std::vector<Part> parts;
    for (std::size_t i = 0; i < open.size(); ++i) parts.emplace_back(ctx_);
    parallel_for(ctx_, static_cast<std::int64_t>(open.size()), 1, [&](std::int64_t begin, std::int64_t end) {
      for (std::int64_t i = begin; i < end; ++i)
        cut_copy(parts[static_cast<std::size_t>(i)], upper, open[static_cast<std::size_t>(i)], keys.data());
    });
    join(upper, open, parts);
  }

 private:
  struct Part {
    CountedVector<KDTree::Node> nodes;
    CountedVector<double> boxes;
    explicit Part(Context& ctx) : nodes(ctx.vector<KDTree::Node>()), boxes(ctx.vector<double>()) {}
  };
  struct Pending {  // a node that is cut later
    std::int32_t node;
    std::int64_t begin, end;
    int depth;
  };
  // Points that are put in order: their coordinates, their indices there, room for as many keys, and where the tree's
  // order has the first of them.
  struct Bag {
    const double* coordinates;
    std::int64_t* order;
    Key* keys;
    std::int64_t first;
  };
  static constexpr std::int64_t small_box = 4096;
  static constexpr int deepest_uneven = 64;  // from here on medians, whatever the points

  CountedVector<double> whole_box() const {
    CountedVector<double> box = ctx_.vector<double>(static_cast<std::size_t>(2 * m_));
    std::copy_n(tree_.mins_.as<double>(), m_, box.data());
    std::copy_n(tree_.maxes_.as<double>(), m_, box.data() + m_);
    return box;
  }

  // The box of some points; for few dimensions its sides stay in registers.
  void shrink(const Bag& bag, std::int64_t begin, std::int64_t end, double* box) const {
    switch (m_) {
      case 1: return shrink_to<1>(bag, begin, end, box);
      case 2: return shrink_to<2>(bag, begin, end, box);
      case 3: return shrink_to<3>(bag, begin, end, box);
      case 4: return shrink_to<4>(bag, begin, end, box);
      default: break;
    }
    for (std::int64_t k = 0; k < m_; ++k) {
      box[k] = std::numeric_limits<double>::infinity();
      box[m_ + k] = -box[k];
    }
    for (std::int64_t i = begin; i < end; ++i) {
      const double* x = bag.coordinates + bag.order[i] * m_;
      for (std::int64_t k = 0; k < m_; ++k) {
        box[k] = std::min(box[k], x[k]);
        box[m_ + k] = std::max(box[m_ + k], x[k]);
      }
    }
  }
  template <int m>
  static void shrink_to(const Bag& bag, std::int64_t begin, std::int64_t end, double* box) {
    double low[m], high[m];
    std::fill_n(low, m, std::numeric_limits<double>::infinity());
    std::fill_n(high, m, -std::numeric_limits<double>::infinity());
    for (std::int64_t i = begin; i < end; ++i) {
      const double* x = bag.coordinates + bag.order[i] * m;
      for (int k = 0; k < m; ++k) {
        low[k] = std::min(low[k], x[k]);
        high[k] = std::max(high[k], x[k]);
      }
    }
    std::copy_n(low, m, box);
    std::copy_n(high, m, box + m);
  }

  // How many points go to the left; the order is changed so that they come first.
  std::int64_t divide(const Bag& bag, std::int64_t begin, std::int64_t end, std::int64_t axis, const double* box,
                      int depth, double& at) const {
    Key *keys = bag.keys + begin, *last = bag.keys + end;
    for (std::int64_t i = begin; i < end; ++i) bag.keys[i] = {bag.coordinates[bag.order[i] * m_ + axis], bag.order[i]};
    std::int64_t left;
    if (options_.balanced || depth >= deepest_uneven) {
      left = (end - begin) / 2;
      select_key(keys, keys + left, last);
      at = keys[left].at;
    } else {
      at = box[axis] + (box[m_ + axis] - box[axis]) / 2;
      left = std::partition(keys, last, [&](const Key& k) { return k.at < at; }) - keys;
      if (left == 0 || left == end - begin) {
        left = left == 0 ? 1 : left - 1;
        select_key(keys, keys + left, last);
        at = left == 1 ? keys[0].at : keys[left].at;
      }
    }
    for (std::int64_t i = begin; i < end; ++i) bag.order[i] = bag.keys[i].index;
    return left;
  }

  // Adds the node of these points and all below it; small ones only to `open` where that is given.
  std::int32_t cut(Part& part, const Bag& bag, std::int64_t begin, std::int64_t end, CountedVector<double> box,
                   int depth, CountedVector<Pending>* open) {
    if (end - begin > 1000) ctx_.poll();
    const auto node = static_cast<std::int32_t>(part.nodes.size());
    if (options_.compact) shrink(bag, begin, end, box.data());
    part.nodes.push_back({bag.first + begin, bag.first + end, -1, -1});
    part.boxes.insert(part.boxes.end(), box.begin(), box.end());
    if (open && end - begin <= small_box) {
      open->push_back({node, begin, end, depth});
      return node;
    }
    if (end - begin <= tree_.leafsize_ || m_ == 0) return node;
    std::int64_t axis = 0;
    for (std::int64_t k = 1; k < m_; ++k)
      if (side(box, k) > side(box, axis)) axis = k;
    if (!(side(box, axis) > 0)) return node;
    double at;
    const std::int64_t middle = begin + divide(bag, begin, end, axis, box.data(), depth, at);
    CountedVector<double> half = box;
    half[static_cast<std::size_t>(m_ + axis)] = at;
    const std::int32_t left = cut(part, bag, begin, middle, std::move(half), depth + 1, open);
    box[static_cast<std::size_t>(axis)] = at;
    const std::int32_t right = cut(part, bag, middle, end, std::move(box), depth + 1, open);
    part.nodes[static_cast<std::size_t>(node)].left = left;
    part.nodes[static_cast<std::size_t>(node)].right = right;
    return node;
  }
  double side(const CountedVector<double>& box, std::int64_t k) const {
    return box[static_cast<std::size_t>(m_ + k)] - box[static_cast<std::size_t>(k)];
  }

  // A small box: its points are copied, cut, and written in the tree's order.
  void cut_copy(Part& part, const Part& upper, const Pending& p, void* keys) {
    const std::int64_t count = p.end - p.begin;
    CountedVector<double> near = ctx_.vector<double>(static_cast<std::size_t>(count * m_));
    CountedVector<std::int64_t> order = ctx_.vector<std::int64_t>(static_cast<std::size_t>(count)), place = order;
    std::iota(order.begin(), order.end(), std::int64_t{0});
    std::copy_n(tree_.place_.data() + p.begin, count, place.data());
    for (std::int64_t i = 0; i < count; ++i)
      std::copy_n(tree_.data_.as<double>() + place[static_cast<std::size_t>(i)] * m_, m_, near.data() + i * m_);
    CountedVector<double> box = ctx_.vector<double>(static_cast<std::size_t>(2 * m_));
    std::copy_n(upper.boxes.data() + static_cast<std::int64_t>(p.node) * 2 * m_, 2 * m_, box.data());
    cut(part, {near.data(), order.data(), static_cast<Key*>(keys) + p.begin, p.begin}, 0, count, std::move(box),
        p.depth, nullptr);
    for (std::int64_t i = 0; i < count; ++i) {
      const std::int64_t from = order[static_cast<std::size_t>(i)];
      tree_.place_[static_cast<std::size_t>(p.begin + i)] = place[static_cast<std::size_t>(from)];
      std::copy_n(near.data() + from * m_, m_, tree_.sorted_.data() + (p.begin + i) * m_);
    }
  }

  // Puts each part below the node that stands for it.
  void join(const Part& upper, const CountedVector<Pending>& open, const std::vector<Part>& parts) {
    tree_.nodes_ = upper.nodes;
    tree_.boxes_ = upper.boxes;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const Part& part = parts[i];
      // The first node of a part takes the place of the one that was open; the others follow at the end.
      const auto shift = static_cast<std::int32_t>(tree_.nodes_.size()) - 1;
      const auto moved = [&](KDTree::Node n) {
        if (n.left >= 0) {
          n.left += shift;
          n.right += shift;
        }
        return n;
      };
      tree_.nodes_[static_cast<std::size_t>(open[i].node)] = moved(part.nodes[0]);
      for (std::size_t k = 1; k < part.nodes.size(); ++k) tree_.nodes_.push_back(moved(part.nodes[k]));
      tree_.boxes_.insert(tree_.boxes_.end(), part.boxes.begin() + 2 * m_, part.boxes.end());
    }
  }

  Context& ctx_;
  KDTree& tree_;
  const KDTreeOptions& options_;
  const std::int64_t m_;
};

namespace {

// The lengths of a periodic box, one for each axis; no axes when nothing is periodic.
Array periods(Context& ctx, const std::optional<View>& boxsize, std::int64_t m) {
  if (!boxsize) return Array::empty(ctx, DType::float64, {0});
  if (is_complex(boxsize->dtype)) throw ValueError("boxsize must be real, got complex numbers");
  const bool one = boxsize->ndim == 0 || (boxsize->ndim == 1 && boxsize->shape[0] == 1);
  if (!one && (boxsize->ndim != 1 || boxsize->shape[0] != m))
    throw ShapeError(format("boxsize must be a number or have %lld elements, got shape %s", static_cast<long long>(m),
                            shape_text(boxsize->dims()).c_str()));
  const Array given = astype(ctx, *boxsize, DType::float64), all = Array::empty(ctx, DType::float64, {m});
  bool any = false;
  for (std::int64_t k = 0; k < m; ++k) {
    const double length = given.as<double>()[one ? 0 : k];
    if (!(length >= 0) || std::isinf(length))
      throw ValueError("boxsize must hold lengths, 0 for axes that are not periodic, got " + number_text(length));
    all.as<double>()[k] = length;
    any = any || length > 0;
  }
  return any ? all : Array::empty(ctx, DType::float64, {0});
}

}  // namespace

KDTree::KDTree(Context& ctx, const View& data, const KDTreeOptions& options)
    : leafsize_(options.leafsize),
      nodes_(ctx.vector<Node>()),
      boxes_(ctx.vector<double>()),
      sorted_(ctx.vector<double>()),
      place_(ctx.vector<std::int64_t>()) {
  if (is_complex(data.dtype)) throw ValueError(format("data must be real, got %s", name(data.dtype)));
  if (data.ndim != 2) throw ShapeError("data must have two axes, got an array of shape " + shape_text(data.dims()));
  if (leafsize_ < 1)
    throw ValueError(format("leafsize must be at least 1, got %lld", static_cast<long long>(leafsize_)));
  n_ = data.shape[0];
  m_ = data.shape[1];
  data_ = astype(ctx, data, DType::float64);
  check_finite(data_, "data");
  period_ = periods(ctx, options.boxsize, m_);
  mins_ = Array::zeros(ctx, DType::float64, {m_});
  maxes_ = Array::zeros(ctx, DType::float64, {m_});
  for (std::int64_t i = 0; i < n_; ++i) {
    if ((i & 4095) == 0) ctx.poll();
    const double* x = data_.as<double>() + i * m_;
    for (std::int64_t k = 0; k < m_; ++k) {
      double &low = mins_.as<double>()[k], &high = maxes_.as<double>()[k];
      low = i == 0 ? x[k] : std::min(low, x[k]);
      high = i == 0 ? x[k] : std::max(high, x[k]);
    }
  }
  for (std::int64_t k = 0; k < period_.size(); ++k) {
    const double length = period_.as<double>()[k];
    if (length > 0 && n_ > 0 && (mins_.as<double>()[k] < 0 || maxes_.as<double>()[k] >= length))
      throw ValueError(
          format("data must lie in the periodic box, from 0 to below %s along axis %lld, got %s",
                 number_text(length).c_str(), static_cast<long long>(k + 1),
                 number_text(mins_.as<double>()[k] < 0 ? mins_.as<double>()[k] : maxes_.as<double>()[k]).c_str()));
  }
  KDTreeBuilder(ctx, *this, options).build();
}

Array KDTree::points(Context& ctx, const View& x) const {
  if (is_complex(x.dtype)) throw ValueError(format("x must be real, got %s", name(x.dtype)));
  if (x.ndim == 0 || x.shape[x.ndim - 1] != m_)
    throw ShapeError(format("x must have %lld elements along its last axis, the dimension of the tree, got shape %s",
                            static_cast<long long>(m_), shape_text(x.dims()).c_str()));
  const Array copy = astype(ctx, x, DType::float64);
  check_finite(copy, "x");
  const std::int64_t count = m_ > 0 ? copy.size() / m_ : 0;
  for (std::int64_t k = 0; k < period_.size(); ++k) {
    const double length = period_.as<double>()[k];
    if (!(length > 0)) continue;
    for (std::int64_t i = 0; i < count; ++i) {
      double& v = copy.as<double>()[i * m_ + k];
      v -= std::floor(v / length) * length;
      if (v >= length) v = 0;
    }
  }
  return copy;
}

}  // namespace perilune::spatial
