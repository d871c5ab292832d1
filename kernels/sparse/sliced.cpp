#include "kernels/sparse/sliced.h"

#include <algorithm>
#include <numeric>

#include "kernels/core/parallel.h"
#include "kernels/sparse/numbers.h"

namespace perilune::sparse {

namespace {

constexpr std::int64_t window = 512;  // lines are put in order of length within so many, to stay near their neighbours

}  // namespace

template <class T>
Sliced<T>::Sliced(Context& ctx, const Matrix& m, bool conjugated)
    : lines_(m.major()),
      values_(ctx.vector<T>()),
      places_(ctx.vector<std::int32_t>()),
      begins_(ctx.vector<std::int64_t>()),
      order_(ctx.vector<std::int64_t>()) {
  const std::int64_t slices = (lines_ + height - 1) / height;
  order_.assign(static_cast<std::size_t>(slices * height), -1);
  std::iota(order_.begin(), order_.begin() + lines_, std::int64_t{0});
  dispatch_index(m.index_dtype(), [&](auto tag) {
    using I = typename decltype(tag)::type;
    const Compressed<T, I> c(m);
    const auto length = [&](std::int64_t i) {
      return i < 0 ? 0 : static_cast<std::int64_t>(c.indptr[i + 1] - c.indptr[i]);
    };
    for (std::int64_t begin = 0; begin < lines_; begin += window)
      std::stable_sort(order_.begin() + begin, order_.begin() + std::min(begin + window, lines_),
                       [&](auto a, auto b) { return length(a) > length(b); });
    begins_.reserve(static_cast<std::size_t>(slices) + 1);
    std::int64_t size = 0;
    for (std::int64_t s = 0; s <= slices; ++s) {
      begins_.push_back(size);
      if (s < slices) size += height * length(order_[static_cast<std::size_t>(s * height)]);
    }
    values_.assign(static_cast<std::size_t>(size), T(0));
    places_.assign(static_cast<std::size_t>(size), 0);
    for (std::int64_t s = 0; s < slices; ++s) {
      if (s % 1024 == 0) ctx.poll();
      for (std::int64_t r = 0; r < height; ++r) {
        const std::int64_t line = order_[static_cast<std::size_t>(s * height + r)];
        if (line < 0) continue;
        auto at = static_cast<std::size_t>(begins_[static_cast<std::size_t>(s)] + r);
        for (I k = c.indptr[line]; k < c.indptr[line + 1]; ++k, at += height) {
          values_[at] = conjugated ? conjugate(c.data[k]) : c.data[k];
          places_[at] = static_cast<std::int32_t>(c.indices[k]);
        }
      }
    }
  });
}

template <class T>
void Sliced<T>::multiply(Context& ctx, const T* x, T* y) const {
  const auto slices = static_cast<std::int64_t>(begins_.size()) - 1;
  parallel_for(ctx, slices, 512, [&](std::int64_t first, std::int64_t last) {
    ctx.poll();
    for (std::int64_t s = first; s < last; ++s) {
      const auto begin = static_cast<std::size_t>(begins_[static_cast<std::size_t>(s)]);
      const std::int64_t width =
          (begins_[static_cast<std::size_t>(s) + 1] - begins_[static_cast<std::size_t>(s)]) / height;
      T sums[height];
      add_slice(width, values_.data() + begin, places_.data() + begin, x, sums);
      const std::int64_t* lines = order_.data() + s * height;
      for (std::int64_t r = 0; r < height; ++r)
        if (lines[r] >= 0) y[lines[r]] = sums[r];
    }
  });
}

template class Sliced<double>;
template class Sliced<Complex128>;

}  // namespace perilune::sparse
