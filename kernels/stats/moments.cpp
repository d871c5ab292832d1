// Elements are taken in rows of eight lanes. A lane is a slice of its own, so that neighbours in memory are read
// together; where slices have no neighbours, eight consecutive elements of one slice make a row, so that their sums do
// not wait for each other. Long slices are cut into pieces of fixed length, whose sums are added in order.

#include "kernels/stats/moments.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/array/manipulate.h"
#include "kernels/core/parallel.h"

namespace perilune::stats {

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();
constexpr std::int64_t lanes = 8;
constexpr std::int64_t piece_rows = 8192;
constexpr std::int64_t block_rows = 128;  // sums of so many rows are kept apart, which keeps rounding errors small

// The element of a lane in a row lies at first + row * row_stride + lane * lane_stride. The last row may be shorter.
struct Tile {
  const std::byte* first;
  std::int64_t rows, width, last_width, row_stride, lane_stride;
};

// What the first pass finds in a lane.
template <class T>
struct First {
  double sum;
  std::int64_t count, nans;
  T min, max;

  void add(const First& other) {
    sum += other.sum;
    count += other.count;
    nans += other.nans;
    min = other.min < min || other.min != other.min ? other.min : min;
    max = other.max > max || other.max != other.max ? other.max : max;
  }
};

// What the second pass finds: sums of powers of the distance from the mean.
struct Second {
  double d1, d2, d3, d4;
  void add(const Second& other) {
    d1 += other.d1;
    d2 += other.d2;
    d3 += other.d3;
    d4 += other.d4;
  }
};

template <class T>
First<T> nothing() {
  using Limit = std::numeric_limits<T>;
  if constexpr (Limit::has_infinity) return {0, 0, 0, Limit::infinity(), -Limit::infinity()};
  else return {0, 0, 0, Limit::max(), Limit::lowest()};
}

// Calls each(state, x) for the elements of each lane in order, then adds the states of each block to `to`.
template <class T, class State, class Each>
void for_each(const Tile& t, const State& zero, State* to, Each each) {
  const auto row = [&](std::int64_t index, auto width, State* states) {
    const std::byte* at = t.first + index * t.row_stride;
    for (std::int64_t lane = 0; lane < width; ++lane)
      each(states[lane], *reinterpret_cast<const T*>(at + lane * t.lane_stride), lane);
  };
  const std::int64_t full = t.last_width == t.width ? t.rows : t.rows - 1;
  for (std::int64_t start = 0; start < t.rows; start += block_rows) {
    State states[lanes];
    std::fill_n(states, lanes, zero);
    const std::int64_t end = std::min(t.rows, start + block_rows);
    if (t.width == lanes)
      for (std::int64_t i = start; i < std::min(end, full); ++i)
        row(i, std::integral_constant<std::int64_t, lanes>(), states);
    else
      for (std::int64_t i = start; i < std::min(end, full); ++i) row(i, t.width, states);
    if (end > full) row(full, t.last_width, states);
    for (std::int64_t lane = 0; lane < t.width; ++lane) to[lane].add(states[lane]);
  }
}

template <class T>
void first_pass(const Tile& t, bool omit, First<T>* to) {
  for_each<T>(t, nothing<T>(), to, [omit](First<T>& s, T x, std::int64_t) {
    const bool nan = x != x;
    s.nans += nan;
    if (nan && omit) return;
    ++s.count;
    s.sum += static_cast<double>(x);
    s.min = x < s.min || nan ? x : s.min;
    s.max = x > s.max || nan ? x : s.max;
  });
}

template <class T>
void second_pass(const Tile& t, bool omit, const double* means, Second* to) {
  for_each<T>(t, Second{}, to, [=](Second& s, T x, std::int64_t lane) {
    if (omit && x != x) return;
    const double d = static_cast<double>(x) - means[lane], square = d * d;
    s.d1 += d;
    s.d2 += square;
    s.d3 += square * d;
    s.d4 += square * square;
  });
}

// How the slices of an array lie, and how they are dealt to tiles.
struct Layout {
  const std::byte* data;
  std::int64_t length, stride;          // of a slice
  Dims outer_shape, outer_strides;      // of the slices, without their last axis
  std::int64_t columns, column_stride;  // the last axis of the slices
  bool split;                           // one slice at a time, eight elements of it in a row
  std::int64_t groups_per_row, groups, pieces;

  Layout(const View& a, int axis) : data(a.data), length(a.shape[axis]), stride(a.strides[axis]) {
    for (int i = 0; i < a.ndim; ++i) {
      if (i == axis) continue;
      outer_shape.push_back(a.shape[i]);
      outer_strides.push_back(a.strides[i]);
    }
    columns = 1;
    column_stride = 0;
    if (const int last = outer_shape.size() - 1; last >= 0) {
      columns = outer_shape[last];
      column_stride = outer_strides[last];
      outer_shape.erase(last);
      outer_strides.erase(last);
    }
    split = columns < 3 || (length >= 64 && std::abs(stride) < std::abs(column_stride));
    groups_per_row = split ? columns : (columns - 1) / lanes + 1;
    groups = groups_per_row * checked_size(outer_shape);
    pieces = (length - 1) / (split ? piece_rows * lanes : piece_rows) + 1;
  }

  std::int64_t first_slice(std::int64_t group) const {
    return group / groups_per_row * columns + group % groups_per_row * (split ? 1 : lanes);
  }
  std::int64_t slices_in(std::int64_t group) const {
    return split ? 1 : std::min(lanes, columns - group % groups_per_row * lanes);
  }
  Tile tile(std::int64_t group, std::int64_t piece) const {
    const std::byte* at = data + group % groups_per_row * (split ? 1 : lanes) * column_stride;
    std::int64_t rest = group / groups_per_row;
    for (int i = outer_shape.size() - 1; i >= 0; --i) {
      at += rest % outer_shape[i] * outer_strides[i];
      rest /= outer_shape[i];
    }
    if (!split) {
      const std::int64_t start = piece * piece_rows, width = slices_in(group);
      return {at + start * stride, std::min(piece_rows, length - start), width, width, stride, column_stride};
    }
    const std::int64_t start = piece * piece_rows * lanes, size = std::min(piece_rows * lanes, length - start);
    const std::int64_t rows = (size - 1) / lanes + 1;
    return {at + start * stride, rows, lanes, size - (rows - 1) * lanes, stride * lanes, stride};
  }
};

template <class T>
class Pass {
 public:
  Pass(Context& ctx, const Layout& layout, bool omit, Moments& result)
      : ctx_(ctx),
        l_(layout),
        omit_(omit),
        result_(result),
        first_(ctx.vector<First<T>>(l_.pieces > 1 ? static_cast<std::size_t>(l_.pieces * lanes) : 0)),
        second_(ctx.vector<Second>(l_.pieces > 1 ? static_cast<std::size_t>(l_.pieces * lanes) : 0)) {}

  // True when a nan was met. Many short slices are dealt to threads by group, long ones by piece.
  bool run() {
    std::atomic<bool> nan{false};
    const std::int64_t work = l_.length * (l_.split ? 1 : lanes);
    const std::int64_t grain = l_.pieces > 1 ? l_.groups : std::max<std::int64_t>(1, (1 << 16) / work);
    parallel_for(ctx_, l_.groups, grain, [&](std::int64_t begin, std::int64_t end) {
      for (std::int64_t group = begin; group < end; ++group)
        if (do_group(group)) nan.store(true, std::memory_order_relaxed);
    });
    return nan;
  }

 private:
  bool do_group(std::int64_t group) {
    ctx_.poll();
    First<T> near_first[lanes];
    Second near_second[lanes];
    First<T>* first = l_.pieces > 1 ? first_.data() : near_first;
    Second* second = l_.pieces > 1 ? second_.data() : near_second;

    std::fill_n(first, l_.pieces * lanes, nothing<T>());
    for_pieces(group, [&](const Tile& t, std::int64_t piece) { first_pass(t, omit_, first + piece * lanes); });
    combine(first);

    const std::int64_t slice = l_.first_slice(group), slices = l_.slices_in(group);
    double means[lanes];
    bool nan = false;
    for (std::int64_t lane = 0; lane < lanes; ++lane) {
      const First<T>& f = first[l_.split ? 0 : lane];
      means[lane] = f.sum / static_cast<double>(f.count);
      nan |= f.nans > 0;
    }
    std::fill_n(second, l_.pieces * lanes, Second{});
    for_pieces(group,
               [&](const Tile& t, std::int64_t piece) { second_pass<T>(t, omit_, means, second + piece * lanes); });
    combine(second);
    for (std::int64_t i = 0; i < slices; ++i) finish(slice + i, first[i], means[i], second[i]);
    return nan;
  }

  template <class Body>
  void for_pieces(std::int64_t group, Body body) {
    parallel_for(ctx_, l_.pieces, 1, [&](std::int64_t piece, std::int64_t) {
      ctx_.poll();
      body(l_.tile(group, piece), piece);
    });
  }

  // Adds up pieces, then the lanes of a split slice, into the first lanes.
  template <class State>
  void combine(State* states) {
    for (std::int64_t piece = 1; piece < l_.pieces; ++piece)
      for (std::int64_t lane = 0; lane < lanes; ++lane) states[lane].add(states[piece * lanes + lane]);
    if (!l_.split) return;
    for (std::int64_t step = lanes / 2; step > 0; step /= 2)
      for (std::int64_t lane = 0; lane < step; ++lane) states[lane].add(states[lane + step]);
  }

  void finish(std::int64_t slice, const First<T>& f, double mean, const Second& s) {
    const auto at = static_cast<std::size_t>(slice);
    const auto n = static_cast<double>(f.count);
    // The mean is off by the mean of the distances from it: move everything there. What is less than a few roundings of
    // the mean itself tells nothing new about it.
    const double shift = std::isfinite(s.d1) ? s.d1 / n : 0, square = shift * shift;
    const double r2 = s.d2 / n, r3 = s.d3 / n, r4 = s.d4 / n;
    result_.count[at] = f.count;
    result_.mean[at] = std::abs(shift) > 4 * epsilon * std::abs(mean) ? mean + shift : mean;
    result_.m2[at] = std::max(r2 - square, 0.0);
    if (!std::isfinite(r2)) result_.m2[at] = r2;
    result_.m3[at] = r3 - 3 * shift * r2 + 2 * shift * square;
    result_.m4[at] = r4 - 4 * shift * r3 + 6 * square * r2 - 3 * square * square;
    T low = f.min, high = f.max;
    if constexpr (std::is_floating_point_v<T>)
      if (f.count == 0) low = high = std::numeric_limits<T>::quiet_NaN();
    reinterpret_cast<T*>(result_.min.data())[at] = low;
    reinterpret_cast<T*>(result_.max.data())[at] = high;
  }

  Context& ctx_;
  const Layout& l_;
  bool omit_;
  Moments& result_;
  CountedVector<First<T>> first_;
  CountedVector<Second> second_;
};

// All elements as one axis: the array itself if its memory has no gaps, whatever the order, since no sum depends on it
// beyond rounding.
View flattened(Context& ctx, const View& a, Array& copy, std::int64_t (&shape)[2]) {
  shape[0] = a.size();
  shape[1] = static_cast<std::int64_t>(itemsize(a.dtype));
  if (a.ndim == 1) shape[1] = a.strides[0];
  const View flat{a.data, &shape[0], &shape[1], 1, a.dtype};
  if (a.ndim <= 1 || a.contiguous()) return flat;
  copy = flatten(ctx, a);
  return copy;
}

}  // namespace

Moments moments(Context& ctx, const View& a, std::optional<int> axis, NanPolicy nan_policy) {
  if (is_complex(a.dtype)) throw ValueError(format("a must be real, got %s", name(a.dtype)));
  if (a.size() == 0) throw ValueError("a must not be empty, got an array of shape " + shape_text(a.dims()));
  Array copy;
  std::int64_t flat_shape[2];
  const View v = axis && a.ndim > 0 ? a : flattened(ctx, a, copy, flat_shape);
  const int along = axis && a.ndim > 0 ? normalise_axis(*axis, v.ndim) : 0;
  const Layout layout(v, along);

  Dims shape(v.dims());
  shape.erase(along);
  const auto slices = static_cast<std::size_t>(checked_size(shape));
  Moments result{shape,
                 Array::empty(ctx, a.dtype, shape),
                 Array::empty(ctx, a.dtype, shape),
                 ctx.vector<std::int64_t>(slices),
                 ctx.vector<double>(slices),
                 ctx.vector<double>(slices),
                 ctx.vector<double>(slices),
                 ctx.vector<double>(slices)};
  const bool omit = nan_policy == NanPolicy::omit;
  const bool nan = dispatch(a.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    if constexpr (is_complex_type<T>) return false;
    else if constexpr (std::is_same_v<T, bool>) return Pass<std::uint8_t>(ctx, layout, omit, result).run();
    else return Pass<T>(ctx, layout, omit, result).run();
  });
  if (nan && nan_policy == NanPolicy::raise) throw ValueError("a must not contain nan");
  return result;
}

}  // namespace perilune::stats
