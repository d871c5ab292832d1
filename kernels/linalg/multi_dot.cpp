#include "kernels/linalg/multi_dot.h"

#include <limits>

#include "kernels/linalg/matmul.h"

namespace perilune::linalg {

namespace {

// S. Godbole, On Efficient Computation of Matrix Chain Products, IEEE Trans. Computers C-22 (1973).
class Chain {
 public:
  Chain(Context& ctx, std::span<const View> arrays)
      : ctx_(ctx), arrays_(arrays), n_(arrays.size()), cut_(ctx.vector<std::size_t>(n_ * n_)) {
    CountedVector<double> cost = ctx.vector<double>(n_ * n_), side = ctx.vector<double>(n_ + 1);
    for (std::size_t i = 0; i < n_; ++i) {
      const View& v = arrays[i];
      side[i] = v.ndim == 2 ? static_cast<double>(v.shape[0]) : i == 0 ? 1 : static_cast<double>(v.shape[0]);
    }
    side[n_] = arrays[n_ - 1].ndim == 2 ? static_cast<double>(arrays[n_ - 1].shape[1]) : 1;
    for (std::size_t length = 2; length <= n_; ++length)
      for (std::size_t i = 0; i + length <= n_; ++i) {
        ctx.poll();
        const std::size_t j = i + length - 1;
        double best = std::numeric_limits<double>::infinity();
        for (std::size_t k = i; k < j; ++k) {
          const double c = cost[i * n_ + k] + cost[(k + 1) * n_ + j] + side[i] * side[k + 1] * side[j + 1];
          if (c >= best) continue;
          best = c;
          cut_[i * n_ + j] = k;
        }
        cost[i * n_ + j] = best;
      }
  }

  Array product(std::size_t i, std::size_t j) const {
    const std::size_t k = cut_[i * n_ + j];
    const Array left = k > i ? product(i, k) : Array(), right = k + 1 < j ? product(k + 1, j) : Array();
    return matmul(ctx_, k > i ? left.view() : arrays_[i], k + 1 < j ? right.view() : arrays_[j]);
  }

 private:
  Context& ctx_;
  std::span<const View> arrays_;
  std::size_t n_;
  CountedVector<std::size_t> cut_;
};

}  // namespace

Array multi_dot(Context& ctx, std::span<const View> arrays) {
  if (arrays.size() < 2) throw ValueError(format("arrays must hold at least two arrays, got %zu", arrays.size()));
  if (arrays.size() > 1000) throw ValueError(format("arrays must hold at most 1000 arrays, got %zu", arrays.size()));
  for (std::size_t i = 0; i < arrays.size(); ++i) {
    const bool end = i == 0 || i + 1 == arrays.size();
    if (arrays[i].ndim != 2 && !(end && arrays[i].ndim == 1))
      throw ShapeError(
          format("arrays[%zu] must be a matrix%s, got a %d-d array", i + 1, end ? " or a vector" : "", arrays[i].ndim));
    if (i == 0) continue;
    const View& left = arrays[i - 1];
    if (left.shape[left.ndim - 1] != arrays[i].shape[0])
      throw ShapeError(format("arrays[%zu] (", i) + shape_text(left.dims()) + format(") and arrays[%zu] (", i + 1) +
                       shape_text(arrays[i].dims()) + ") do not fit");
  }
  return Chain(ctx, arrays).product(0, arrays.size() - 1);
}

}  // namespace perilune::linalg
