#pragma once
// Inside elementwise: how an N-dimensional walk is laid out. Axes, the boxes that they are cut into, one box's place.

#include <algorithm>
#include <cstdlib>

#include "kernels/array/elementwise_walk.h"

namespace perilune::loops {

// Axes of length 1 dropped, the others ordered from the innermost out and merged.
struct Axes {
  int ndim = 0, operands = 0;
  std::int64_t shape[max_ndim];
  std::int64_t stride[max_operands][max_ndim];
  std::byte* data[max_operands];

  Axes(std::span<const std::int64_t> dims, std::span<const Operand> views, bool writes)
      : operands(static_cast<int>(views.size())) {
    for (int k = 0; k < operands; ++k) data[k] = views[static_cast<std::size_t>(k)].view.data;
    for (int axis = static_cast<int>(dims.size()) - 1; axis >= 0; --axis) {
      if (dims[static_cast<std::size_t>(axis)] == 1) continue;
      shape[ndim] = dims[static_cast<std::size_t>(axis)];
      for (int k = 0; k < operands; ++k) {
        const View& v = views[static_cast<std::size_t>(k)].view;
        const int own = axis - static_cast<int>(dims.size()) + v.ndim;
        stride[k][ndim] = own < 0 || v.shape[own] == 1 ? 0 : v.strides[own];
      }
      ++ndim;
    }
    turn_forward();
    order(writes);
    merge();
  }

 private:
  // An axis that the first operand walks backwards is walked backwards by all.
  void turn_forward() {
    for (int i = 0; i < ndim; ++i) {
      if (stride[0][i] >= 0) continue;
      for (int k = 0; k < operands; ++k) {
        data[k] += (shape[i] - 1) * stride[k][i];
        stride[k][i] = -stride[k][i];
      }
    }
  }
  std::int64_t key(int axis, bool writes) const {
    if (writes) return stride[0][axis];
    std::int64_t most = 0;
    for (int k = 0; k < operands; ++k) most = std::max(most, std::abs(stride[k][axis]));
    return most;
  }
  void swap_axes(int i, int j) {
    std::swap(shape[i], shape[j]);
    for (int k = 0; k < operands; ++k) std::swap(stride[k][i], stride[k][j]);
  }
  void order(bool writes) {
    for (int i = 1; i < ndim; ++i)
      for (int j = i; j > 0 && key(j, writes) < key(j - 1, writes); --j) swap_axes(j, j - 1);
  }
  void merge() {
    int last = 0;
    for (int i = 1; i < ndim; ++i) {
      bool fits = true;
      for (int k = 0; k < operands; ++k) fits &= stride[k][i] == stride[k][last] * shape[last];
      if (fits) {
        shape[last] *= shape[i];
        continue;
      }
      ++last;
      shape[last] = shape[i];
      for (int k = 0; k < operands; ++k) stride[k][last] = stride[k][i];
    }
    ndim = ndim ? last + 1 : 0;
  }
};

// How the axes are cut into boxes.
struct Cut {
  std::int64_t box[max_ndim], count[max_ndim];
  std::int64_t boxes = 1, box_size = 1;

  void finish(const Axes& axes) {
    for (int i = 0; i < axes.ndim; ++i) {
      count[i] = (axes.shape[i] - 1) / box[i] + 1;
      boxes *= count[i];
      box_size *= box[i];
    }
  }
  void rows(const Axes& axes, std::int64_t budget) {
    std::fill(box, box + axes.ndim, 1);
    if (axes.ndim) box[0] = std::min(axes.shape[0], budget);
    finish(axes);
  }
  void blocks(const Axes& axes, const std::size_t* items, std::int64_t budget) {
    std::fill(box, box + axes.ndim, 1);
    if (const auto [across, line] = crossing_axis(axes, items); across) {
      // Some operand lies across the walk: a box spans a cache line of the one side and a long run of the other, so
      // that both are used whole.
      box[0] = std::min(axes.shape[0], line);
      box[across] = std::min(axes.shape[across], budget / box[0]);
      box[0] = std::min(axes.shape[0], budget / box[across]);
    } else {
      for (int i = 0; i < axes.ndim && budget > 0; ++i) {
        box[i] = std::min(axes.shape[i], budget);
        if (box[i] < axes.shape[i]) break;
        budget /= box[i];
      }
    }
    finish(axes);
  }

 private:
  struct Crossing {
    int axis = 0;  // 0: none
    std::int64_t line = 0;
  };
  static Crossing crossing_axis(const Axes& axes, const std::size_t* items) {
    if (axes.ndim < 2) return {};
    for (int k = 0; k < axes.operands; ++k) {
      const auto item = static_cast<std::int64_t>(items[k]), inner = std::abs(axes.stride[k][0]);
      if (inner <= item) continue;
      int best = 0;
      for (int i = 1; i < axes.ndim; ++i) {
        const std::int64_t step = std::abs(axes.stride[k][i]);
        if (step != 0 && step < std::abs(axes.stride[k][best])) best = i;
      }
      if (best) return {best, 64 / item};
    }
    return {};
  }
};

// Where one box lies.
struct Place {
  std::int64_t at[max_ndim], extent[max_ndim], n = 1;

  Place(const Axes& axes, const Cut& cut, std::int64_t index) {
    for (int i = 0; i < axes.ndim; ++i) {
      at[i] = index % cut.count[i];
      index /= cut.count[i];
    }
    measure(axes, cut);
  }
  void next(const Axes& axes, const Cut& cut) {
    for (int i = 0; i < axes.ndim; ++i) {
      if (++at[i] < cut.count[i]) break;
      at[i] = 0;
    }
    measure(axes, cut);
  }
  std::byte* address(const Axes& axes, const Cut& cut, int k) const {
    std::byte* p = axes.data[k];
    for (int i = 0; i < axes.ndim; ++i) p += at[i] * cut.box[i] * axes.stride[k][i];
    return p;
  }

 private:
  void measure(const Axes& axes, const Cut& cut) {
    n = 1;
    for (int i = 0; i < axes.ndim; ++i) {
      extent[i] = std::min(cut.box[i], axes.shape[i] - at[i] * cut.box[i]);
      n *= extent[i];
    }
  }
};

}  // namespace perilune::loops
