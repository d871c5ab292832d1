#include "kernels/signal/peaks.h"

#include <algorithm>
#include <cmath>

#include "kernels/array/create.h"
#include "kernels/array/elementwise.h"
#include "kernels/array/sort.h"

namespace perilune::signal {

namespace {

using Index = std::int64_t;

struct Candidates {
  std::vector<Index> peaks, left, right;  // middles and ends of plateaus
};

Candidates local_maxima(Context& ctx, const double* x, Index n) {
  Candidates c;
  for (Index i = 1; i < n - 1; ++i) {
    if (i % 4096 == 0) ctx.poll();
    if (!(x[i - 1] < x[i])) continue;
    Index ahead = i + 1;
    while (ahead < n - 1 && x[ahead] == x[i]) ++ahead;
    if (x[ahead] < x[i]) {
      c.left.push_back(i);
      c.right.push_back(ahead - 1);
      c.peaks.push_back((i + ahead - 1) / 2);
      i = ahead;
    }
  }
  return c;
}

double low_at(const Limits& l, Index i) { return l.low_of.empty() ? l.low : l.low_of[static_cast<std::size_t>(i)]; }
double high_at(const Limits& l, Index i) { return l.high_of.empty() ? l.high : l.high_of[static_cast<std::size_t>(i)]; }
bool within(const Limits& l, Index peak, double value) { return low_at(l, peak) <= value && value <= high_at(l, peak); }

template <class T>
void keep_only(std::vector<T>& v, const std::vector<bool>& keep) {
  if (v.empty()) return;
  std::size_t to = 0;
  for (std::size_t i = 0; i < v.size(); ++i)
    if (keep[i]) v[to++] = v[i];
  v.resize(to);
}

// The higher ones first: each takes out its neighbours that are too close.
std::vector<bool> far_enough(Context& ctx, const std::vector<Index>& peaks, const double* x, double distance) {
  const auto least = static_cast<Index>(std::min(std::ceil(distance), 0x1p62));
  const std::size_t n = peaks.size();
  std::vector<bool> keep(n, true);
  // Of equal ones the later come first.
  const Array heights = Array::empty(ctx, DType::float64, {static_cast<Index>(n)});
  for (std::size_t i = 0; i < n; ++i) heights.as<double>()[i] = x[peaks[i]];
  const Array order = argsort(ctx, heights, 0);
  for (std::size_t i = n; i-- > 0;) {
    const auto j = static_cast<std::size_t>(order.as<Index>()[i]);
    if (!keep[j]) continue;
    for (std::size_t k = j; k-- > 0 && peaks[j] - peaks[k] < least;) keep[k] = false;
    for (std::size_t k = j + 1; k < n && peaks[k] - peaks[j] < least; ++k) keep[k] = false;
  }
  return keep;
}

struct Bases {
  std::vector<double> prominences;
  std::vector<Index> left, right;
};

Bases bases_of(Context& ctx, const double* x, Index n, const std::vector<Index>& peaks, std::optional<Index> wlen) {
  Bases b;
  bool flat = false;
  const Index half = wlen ? *wlen / 2 : n;
  for (const Index peak : peaks) {
    ctx.poll();
    const Index low = std::max<Index>(peak - half, 0), high = std::min(peak + half, n - 1);
    Index left = peak, right = peak;
    double left_least = x[peak], right_least = x[peak];
    for (Index i = peak; i >= low && x[i] <= x[peak]; --i)
      if (x[i] < left_least) left_least = x[i], left = i;
    for (Index i = peak; i <= high && x[i] <= x[peak]; ++i)
      if (x[i] < right_least) right_least = x[i], right = i;
    const double prominence = x[peak] - std::max(left_least, right_least);
    flat = flat || prominence == 0;
    b.prominences.push_back(prominence);
    b.left.push_back(left);
    b.right.push_back(right);
  }
  if (flat) ctx.warn("some peaks have a prominence of 0");
  return b;
}

struct Extents {
  std::vector<double> widths, heights, left, right;
};

Extents extents_of(Context& ctx, const double* x, const std::vector<Index>& peaks, double rel_height, const Bases& b) {
  Extents e;
  bool flat = false;
  for (std::size_t p = 0; p < peaks.size(); ++p) {
    ctx.poll();
    const Index peak = peaks[p];
    const double height = x[peak] - b.prominences[p] * rel_height;
    Index i = peak;
    while (b.left[p] < i && height < x[i]) --i;
    double left = static_cast<double>(i);
    if (x[i] < height) left += (height - x[i]) / (x[i + 1] - x[i]);
    i = peak;
    while (i < b.right[p] && height < x[i]) ++i;
    double right = static_cast<double>(i);
    if (x[i] < height) right -= (height - x[i]) / (x[i - 1] - x[i]);
    flat = flat || right - left == 0;
    e.widths.push_back(right - left);
    e.heights.push_back(height);
    e.left.push_back(left);
    e.right.push_back(right);
  }
  if (flat) ctx.warn("some peaks have a width of 0");
  return e;
}

Array samples_of(Context& ctx, const View& x) {
  if (x.ndim != 1) throw ShapeError(format("x must have one axis, got %s", shape_text(x.dims()).c_str()));
  if (is_complex(x.dtype)) throw ValueError(format("x must be real, got %s", name(x.dtype)));
  return astype(ctx, x, DType::float64);
}

void check_limits(const std::optional<Limits>& l, const char* argument, Index n) {
  if (!l) return;
  for (const auto* list : {&l->low_of, &l->high_of})
    if (!list->empty() && static_cast<Index>(list->size()) != n)
      throw ShapeError(format("%s must have one value for each of the %lld samples of x, got %lld", argument,
                              static_cast<long long>(n), static_cast<long long>(list->size())));
}

Index window_length(Index wlen) {
  if (wlen <= 1) throw ValueError(format("wlen must be at least 2, got %lld", static_cast<long long>(wlen)));
  return wlen % 2 == 0 ? wlen + 1 : wlen;
}

std::optional<Index> window_of(std::optional<Index> wlen) {
  return wlen ? std::optional<Index>(window_length(*wlen)) : std::nullopt;
}

std::vector<Index> positions_of(Context& ctx, const View& peaks, Index n) {
  if (peaks.ndim != 1) throw ShapeError(format("peaks must have one axis, got %s", shape_text(peaks.dims()).c_str()));
  const Array p = astype(ctx, peaks, DType::int64);
  std::vector<Index> positions(p.as<Index>(), p.as<Index>() + p.size());
  for (const Index i : positions)
    if (i < 0 || i >= n)
      throw IndexError(format("peaks must lie within the %lld samples of x, got %lld", static_cast<long long>(n),
                              static_cast<long long>(i + 1)));
  return positions;
}

Prominences arrays_of(Context& ctx, const Bases& b) {
  return {vector_of(ctx, b.prominences), vector_of(ctx, b.left), vector_of(ctx, b.right)};
}

Widths arrays_of(Context& ctx, const Extents& e) {
  return {vector_of(ctx, e.widths), vector_of(ctx, e.heights), vector_of(ctx, e.left), vector_of(ctx, e.right)};
}

}  // namespace

Peaks find_peaks(Context& ctx, const View& v, const PeakOptions& o) {
  const Array samples = samples_of(ctx, v);
  const double* const x = samples.as<double>();
  const Index n = samples.size();
  check_limits(o.height, "height", n);
  check_limits(o.threshold, "threshold", n);
  check_limits(o.prominence, "prominence", n);
  check_limits(o.width, "width", n);
  check_limits(o.plateau_size, "plateau_size", n);
  if (o.distance && !(*o.distance >= 1))
    throw ValueError("distance must be at least 1, got " + number_text(*o.distance));
  const std::optional<Index> wlen = window_of(o.wlen);

  Candidates c = local_maxima(ctx, x, n);
  std::vector<double> sizes, heights, left_steps, right_steps;
  Bases bases;
  Extents extents;
  // Keeps the peaks for which `wanted` holds, in every list there is so far.
  const auto select = [&](auto&& wanted) {
    std::vector<bool> keep(c.peaks.size());
    for (std::size_t i = 0; i < keep.size(); ++i) keep[i] = wanted(i);
    keep_only(c.peaks, keep);
    keep_only(c.left, keep);
    keep_only(c.right, keep);
    for (auto* list : {&sizes, &heights, &left_steps, &right_steps, &bases.prominences, &extents.widths,
                       &extents.heights, &extents.left, &extents.right})
      keep_only(*list, keep);
    keep_only(bases.left, keep);
    keep_only(bases.right, keep);
  };
  if (o.plateau_size) {
    for (std::size_t i = 0; i < c.peaks.size(); ++i) sizes.push_back(static_cast<double>(c.right[i] - c.left[i] + 1));
    select([&](std::size_t i) { return within(*o.plateau_size, c.peaks[i], sizes[i]); });
  }
  if (o.height) {
    for (const Index p : c.peaks) heights.push_back(x[p]);
    select([&](std::size_t i) { return within(*o.height, c.peaks[i], heights[i]); });
  }
  if (o.threshold) {
    for (const Index p : c.peaks) {
      left_steps.push_back(x[p] - x[p - 1]);
      right_steps.push_back(x[p] - x[p + 1]);
    }
    select([&](std::size_t i) {
      return low_at(*o.threshold, c.peaks[i]) <= std::min(left_steps[i], right_steps[i]) &&
             std::max(left_steps[i], right_steps[i]) <= high_at(*o.threshold, c.peaks[i]);
    });
  }
  if (o.distance) {
    const std::vector<bool> keep = far_enough(ctx, c.peaks, x, *o.distance);
    select([&](std::size_t i) { return keep[i]; });
  }
  if (o.prominence || o.width) bases = bases_of(ctx, x, n, c.peaks, wlen);
  if (o.prominence) select([&](std::size_t i) { return within(*o.prominence, c.peaks[i], bases.prominences[i]); });
  if (o.width) {
    extents = extents_of(ctx, x, c.peaks, o.rel_height, bases);
    select([&](std::size_t i) { return within(*o.width, c.peaks[i], extents.widths[i]); });
  }

  Peaks result;
  result.peaks = vector_of(ctx, c.peaks);
  if (o.plateau_size) {
    std::vector<Index> whole(sizes.begin(), sizes.end());
    result.plateau_sizes = vector_of(ctx, whole);
    result.left_edges = vector_of(ctx, c.left);
    result.right_edges = vector_of(ctx, c.right);
  }
  if (o.height) result.peak_heights = vector_of(ctx, heights);
  if (o.threshold) {
    result.left_thresholds = vector_of(ctx, left_steps);
    result.right_thresholds = vector_of(ctx, right_steps);
  }
  if (o.prominence || o.width) result.prominence = arrays_of(ctx, bases);
  if (o.width) result.width = arrays_of(ctx, extents);
  return result;
}

Prominences peak_prominences(Context& ctx, const View& v, const View& peaks, std::optional<std::int64_t> wlen) {
  const Array x = samples_of(ctx, v);
  return arrays_of(ctx, bases_of(ctx, x.as<double>(), x.size(), positions_of(ctx, peaks, x.size()), window_of(wlen)));
}

Widths peak_widths(Context& ctx, const View& v, const View& peaks, double rel_height, std::optional<std::int64_t> wlen,
                   const Prominences* known) {
  if (!(rel_height >= 0)) throw ValueError("rel_height must be at least 0, got " + number_text(rel_height));
  const Array x = samples_of(ctx, v);
  const std::vector<Index> positions = positions_of(ctx, peaks, x.size());
  Bases bases;
  if (known) {
    const Array p = astype(ctx, known->prominences, DType::float64);
    bases.prominences.assign(p.as<double>(), p.as<double>() + p.size());
    bases.left = positions_of(ctx, known->left_bases, x.size());
    bases.right = positions_of(ctx, known->right_bases, x.size());
    bool fits = bases.prominences.size() == positions.size() && bases.left.size() == positions.size() &&
                bases.right.size() == positions.size();
    for (std::size_t i = 0; fits && i < positions.size(); ++i)
      fits = bases.left[i] <= positions[i] && positions[i] <= bases.right[i];
    if (!fits) throw ValueError("prominence_data must belong to peaks");
  } else {
    bases = bases_of(ctx, x.as<double>(), x.size(), positions, window_of(wlen));
  }
  return arrays_of(ctx, extents_of(ctx, x.as<double>(), positions, rel_height, bases));
}

}  // namespace perilune::signal
