// Branches are visited nearest first and left out when their box is farther away than what has been found.

#include <algorithm>
#include <cmath>

#include "kernels/array/create.h"
#include "kernels/array/elementwise.h"
#include "kernels/array/manipulate.h"
#include "kernels/core/parallel.h"
#include "kernels/spatial/kdtree.h"
#include "kernels/spatial/kdtree_norms.h"

namespace perilune::spatial {

namespace {

void check_eps(double eps) {
  if (!(eps >= 0) || std::isinf(eps)) throw ValueError("eps must be at least 0 and finite, got " + number_text(eps));
}

struct Candidate {
  double sum;
  std::int64_t place;
  bool operator<(const Candidate& o) const { return sum < o.sum || (sum == o.sum && place < o.place); }
};

// The k best so far, the worst one at hand: in order while they are few, else as a heap.
class Best {
 public:
  Best(Context& ctx, std::int64_t k, double bound)
      : k_(static_cast<std::size_t>(k)), bound_(bound), list_(ctx.vector<Candidate>()) {
    list_.reserve(k_ + 1);
  }
  void clear() { list_.clear(); }
  // Sums beyond this are of no interest.
  double limit() const { return list_.size() < k_ ? bound_ : list_.size() == 0 ? -1 : worst().sum; }
  void offer(const Candidate& c) {
    if (list_.size() < k_) {
      if (!(c.sum < bound_)) return;
      list_.push_back(c);
      place();
    } else if (k_ > 0 && c < worst()) {
      if (is_heap()) std::pop_heap(list_.begin(), list_.end());
      list_.back() = c;
      place();
    }
  }
  const CountedVector<Candidate>& sorted() {
    if (is_heap()) std::sort(list_.begin(), list_.end());
    return list_;
  }

 private:
  bool is_heap() const { return k_ > 24; }
  const Candidate& worst() const { return is_heap() ? list_.front() : list_.back(); }
  // The last one goes where it belongs.
  void place() {
    if (is_heap()) {
      std::push_heap(list_.begin(), list_.end());
      return;
    }
    const Candidate c = list_.back();
    std::size_t i = list_.size() - 1;
    for (; i > 0 && c < list_[i - 1]; --i) list_[i] = list_[i - 1];
    list_[i] = c;
  }

  std::size_t k_;
  double bound_;
  CountedVector<Candidate> list_;
};

}  // namespace

template <class Norm>
class KDTreeSearch {
 public:
  KDTreeSearch(Context& ctx, const KDTree& tree, Norm norm, double eps)
      : ctx_(ctx),
        t_(tree),
        way_(norm, tree.m_, tree.period_.size() ? tree.period_.as<double>() : nullptr),
        slack_(norm.sum_of(1 + eps)) {}

  // The nearest ones to x.
  void nearest(const double* x, Best& best) {
    if (t_.nodes_.empty()) return;
    way_.start(x);
    const double sum = least(0);
    if (sum * slack_ <= best.limit()) visit(0, best);
  }

  // Calls found(place) for all within the sum, without a look at each where a whole box lies within.
  template <class Found>
  void within(const double* x, double sum, Found&& found) {
    if (t_.nodes_.empty() || !(sum >= 0)) return;
    way_.start(x);
    collect(0, sum, found);
  }

 private:
  double least(std::int32_t node) const { return way_.least(t_.box(node)); }
  double most(std::int32_t node) const { return way_.most(t_.box(node)); }
  double to_point(std::int64_t i) const { return way_.to(t_.sorted_.data() + i * t_.m_); }

  void visit(std::int32_t node, Best& best) {
    const KDTree::Node& n = t_.nodes_[static_cast<std::size_t>(node)];
    if (n.left < 0) {
      if ((++leaves_ & 255) == 0) ctx_.poll();
      for (std::int64_t i = n.begin; i < n.end; ++i) {
        const double sum = to_point(i);
        if (sum <= best.limit()) best.offer({sum, t_.place_[static_cast<std::size_t>(i)]});
      }
      return;
    }
    double near = least(n.left), far = least(n.right);
    std::int32_t first = n.left, second = n.right;
    if (far < near) {
      std::swap(near, far);
      std::swap(first, second);
    }
    if (near * slack_ <= best.limit()) visit(first, best);
    if (far * slack_ <= best.limit()) visit(second, best);
  }

  template <class Found>
  void collect(std::int32_t node, double sum, Found& found) {
    const KDTree::Node& n = t_.nodes_[static_cast<std::size_t>(node)];
    if ((++leaves_ & 255) == 0) ctx_.poll();
    if (least(node) * slack_ > sum) return;
    if (most(node) <= sum * slack_) {
      for (std::int64_t i = n.begin; i < n.end; ++i) {
        if ((i & 65535) == 0) ctx_.poll();
        found(t_.place_[static_cast<std::size_t>(i)]);
      }
      return;
    }
    if (n.left < 0) {
      for (std::int64_t i = n.begin; i < n.end; ++i)
        if (to_point(i) <= sum) found(t_.place_[static_cast<std::size_t>(i)]);
      return;
    }
    collect(n.left, sum, found);
    collect(n.right, sum, found);
  }

  Context& ctx_;
  const KDTree& t_;
  Ways<Norm> way_;
  const double slack_;  // (1 + eps), as sums have it
  std::int64_t leaves_ = 0;
};

namespace {

Dims leading(const View& x) { return Dims(x.shape, x.ndim - 1); }

// One radius for each point.
Array radii(Context& ctx, const View& r, const Dims& shape) {
  if (is_complex(r.dtype)) throw ValueError(format("r must be real, got %s", name(r.dtype)));
  Array all = Array::empty(ctx, DType::float64, shape);
  if (!broadcasts_to(r.dims(), shape))
    throw ShapeError("r must broadcast to shape " + shape_text(shape) + ", one radius for each point, got shape " +
                     shape_text(r.dims()));
  copy(ctx, r, all);
  return all;
}

}  // namespace

KDTree::Neighbours KDTree::query(Context& ctx, const View& x, std::int64_t k, const Nearness& how, double upper) const {
  const Array at = points(ctx, x);
  check_eps(how.eps);
  if (k < 0) throw ValueError(format("k must be at least 0, got %lld", static_cast<long long>(k)));
  if (!(upper >= 0)) throw ValueError("distance_upper_bound must be at least 0, got " + number_text(upper));
  Dims shape = leading(x);
  const std::int64_t count = checked_size(shape), wanted = std::min(k, n_);
  shape.push_back(k);
  Neighbours result{Array::empty(ctx, DType::float64, shape), Array::empty(ctx, DType::int64, shape)};
  with_norm(how.p, [&](auto norm) {
    parallel_for(ctx, count, 128, [&](std::int64_t begin, std::int64_t end) {
      KDTreeSearch search(ctx, *this, norm, how.eps);
      Best best(ctx, wanted, norm.sum_of(upper));
      for (std::int64_t i = begin; i < end; ++i) {
        ctx.poll();
        best.clear();
        search.nearest(at.as<double>() + i * m_, best);
        auto* distance = result.distances.as<double>() + i * k;
        auto* position = result.positions.as<std::int64_t>() + i * k;
        std::int64_t found = 0;
        for (const Candidate& c : best.sorted()) {
          distance[found] = norm.distance_of(c.sum);
          position[found++] = c.place;
        }
        std::fill(distance + found, distance + k, infinity);
        std::fill(position + found, position + k, -1);
      }
    });
  });
  return result;
}

std::vector<Array> KDTree::query_ball(Context& ctx, const View& x, const View& r, const Nearness& how,
                                      bool sorted) const {
  const Array at = points(ctx, x), radius = radii(ctx, r, leading(x));
  check_eps(how.eps);
  const std::int64_t count = radius.size();
  std::vector<CountedVector<std::int64_t>> lists(static_cast<std::size_t>(count), ctx.vector<std::int64_t>());
  with_norm(how.p, [&](auto norm) {
    parallel_for(ctx, count, 64, [&](std::int64_t begin, std::int64_t end) {
      KDTreeSearch search(ctx, *this, norm, how.eps);
      for (std::int64_t i = begin; i < end; ++i) {
        ctx.poll();
        auto& list = lists[static_cast<std::size_t>(i)];
        search.within(at.as<double>() + i * m_, reach(norm, radius.as<double>()[i]),
                      [&](std::int64_t place) { list.push_back(place); });
        if (sorted) std::sort(list.begin(), list.end());
      }
    });
  });
  std::vector<Array> result;
  result.reserve(lists.size());
  for (const auto& list : lists) result.push_back(vector_of(ctx, list));
  return result;
}

Array KDTree::count_ball(Context& ctx, const View& x, const View& r, const Nearness& how) const {
  const Array at = points(ctx, x), radius = radii(ctx, r, leading(x));
  check_eps(how.eps);
  Array counts = Array::zeros(ctx, DType::int64, leading(x));
  with_norm(how.p, [&](auto norm) {
    parallel_for(ctx, counts.size(), 64, [&](std::int64_t begin, std::int64_t end) {
      KDTreeSearch search(ctx, *this, norm, how.eps);
      for (std::int64_t i = begin; i < end; ++i) {
        std::int64_t found = 0;
        search.within(at.as<double>() + i * m_, reach(norm, radius.as<double>()[i]), [&](std::int64_t) { ++found; });
        counts.as<std::int64_t>()[i] = found;
      }
    });
  });
  return counts;
}

Array KDTree::query_pairs(Context& ctx, double r, const Nearness& how) const {
  check_eps(how.eps);
  constexpr std::int64_t grain = 512;
  const std::int64_t pieces = (n_ + grain - 1) / grain;
  std::vector<CountedVector<std::int64_t>> lists(static_cast<std::size_t>(pieces), ctx.vector<std::int64_t>());
  with_norm(how.p, [&](auto norm) {
    parallel_for(ctx, n_, grain, [&](std::int64_t begin, std::int64_t end) {
      KDTreeSearch search(ctx, *this, norm, how.eps);
      CountedVector<std::int64_t> later = ctx.vector<std::int64_t>();
      auto& list = lists[static_cast<std::size_t>(begin / grain)];
      for (std::int64_t i = begin; i < end; ++i) {
        ctx.poll();
        later.clear();
        search.within(data_.as<double>() + i * m_, reach(norm, r), [&](std::int64_t place) {
          if (place > i) later.push_back(place);
        });
        std::sort(later.begin(), later.end());
        for (const std::int64_t j : later) {
          list.push_back(i);
          list.push_back(j);
        }
      }
    });
  });
  std::size_t total = 0;
  for (const auto& list : lists) total += list.size();
  Array pairs = Array::empty(ctx, DType::int64, {static_cast<std::int64_t>(total / 2), 2});
  auto* to = pairs.as<std::int64_t>();
  for (const auto& list : lists) to = std::copy(list.begin(), list.end(), to);
  return pairs;
}

}  // namespace perilune::spatial
