#pragma once
// Peaks of a line and what they look like. Positions count from 0.

#include <limits>
#include <optional>
#include <vector>

#include "kernels/core/array.h"

namespace perilune::signal {

// Limits of a property, each a number or a value for each sample of x (looked up at the peaks).
struct Limits {
  double low = -std::numeric_limits<double>::infinity(), high = std::numeric_limits<double>::infinity();
  std::vector<double> low_of, high_of;  // empty: the number holds
};

struct PeakOptions {
  std::optional<Limits> height, threshold, prominence, width, plateau_size;
  std::optional<double> distance;    // at least 1
  std::optional<std::int64_t> wlen;  // of the window for prominences; none: all of x
  double rel_height = 0.5;
};

struct Prominences {
  Array prominences, left_bases, right_bases;
};

struct Widths {
  Array widths, width_heights, left_ips, right_ips;  // the last two are fractional positions
};

// What was computed on the way; arrays of no axes are absent.
struct Peaks {
  Array peaks;
  Array plateau_sizes, left_edges, right_edges;
  Array peak_heights;
  Array left_thresholds, right_thresholds;
  Prominences prominence;
  Widths width;
};

// x: one axis, real; nan is no peak and ends none.
Peaks find_peaks(Context& ctx, const View& x, const PeakOptions& options = {});

// How far a peak stands out from its surroundings: down to the higher of the lowest points on both sides before a
// higher peak. Positions that are no peaks have prominence 0 and warn.
Prominences peak_prominences(Context& ctx, const View& x, const View& peaks, std::optional<std::int64_t> wlen = {});
// Widths at rel_height of the prominence below the top.
Widths peak_widths(Context& ctx, const View& x, const View& peaks, double rel_height = 0.5,
                   std::optional<std::int64_t> wlen = {}, const Prominences* known = nullptr);

}  // namespace perilune::signal
