#pragma once
// Which interval of a breakpoint sequence a point lies in.

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "kernels/interpolate/ppoly.h"

namespace perilune::interpolate {

class IntervalFinder {
 public:
  // x: m + 1 breakpoints that rise or fall.
  IntervalFinder(const double* x, std::int64_t m)
      : x_(x),
        last_(m - 1),
        rising_(x[m] >= x[0]),
        low_(std::min(x[0], x[m])),
        high_(std::max(x[0], x[m])),
        scale_(static_cast<double>(m) / (x[m] - x[0])) {}

  bool rising() const { return rising_; }

  // -1 for nan, and outside unless extrapolating. Breakpoints belong to the interval that they begin, the final one to
  // the last. Tries the interval of the point before and its neighbour, then where evenly spaced breakpoints would put
  // it.
  std::int64_t find(double t, std::int64_t hint, bool extrapolate) const {
    if (!(t >= low_ && t <= high_)) {
      if (t != t || !extrapolate) return -1;
      return (t < low_) == rising_ ? 0 : last_;
    }
    if (t == x_[last_ + 1]) return last_;
    if (holds(hint, t)) return hint;
    if (hint < last_ && holds(hint + 1, t)) return hint + 1;
    const auto guess = static_cast<std::int64_t>(std::clamp((t - x_[0]) * scale_, 0.0, static_cast<double>(last_)));
    if (holds(guess, t)) return guess;
    if (guess < last_ && holds(guess + 1, t)) return guess + 1;
    if (guess > 0 && holds(guess - 1, t)) return guess - 1;
    return search(t);
  }

 private:
  bool holds(std::int64_t i, double t) const {
    return rising_ ? x_[i] <= t && t < x_[i + 1] : x_[i] >= t && t > x_[i + 1];
  }
  // The last breakpoint at or before t.
  std::int64_t search(double t) const {
    const double* end = x_ + last_ + 1;
    const double* after = rising_ ? std::upper_bound(x_ + 1, end, t)
                                  : std::upper_bound(x_ + 1, end, t, [](double a, double b) { return a > b; });
    return after - x_ - 1;
  }

  const double* x_;
  std::int64_t last_;
  bool rising_;
  double low_, high_, scale_;
};

// t moved by whole periods into the range of the breakpoints.
inline double wrapped(double t, double first, double last) {
  const double period = last - first;
  double rest = std::fmod(t - first, period);
  if (rest != 0 && (rest < 0) != (period < 0)) rest += period;
  return first + rest;
}

}  // namespace perilune::interpolate
