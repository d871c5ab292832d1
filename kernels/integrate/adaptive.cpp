// R. Piessens et al., QUADPACK (1983): qags, qagi, qagp and qawo. The interval with the largest error is bisected; when
// it is among the shortest, the sum over all is extrapolated, after the longer ones were made accurate enough.

#include "kernels/integrate/adaptive.h"

#include <algorithm>

namespace perilune::integrate {

// After the first estimates.
void Adaptive::begin(double magnitude) {
  magnitude_ = magnitude;
  area_ = value;
  error_sum_ = error;
  bound_ = tolerance(value);
  if (error <= 100 * epsilon * magnitude && error > bound_) status = 2;
}

// The estimate for the whole interval.
Estimate Adaptive::first(double a, double b) {
  const Estimate e = rule_(a, b, 0, false);
  partition.add({a, b, e.value, e.error, 0});
  value = e.value;
  error = e.error;
  positive_ = std::abs(value) >= (1 - 50 * epsilon) * e.magnitude;
  begin(e.magnitude);
  if (options_.limit == 1) status = 1;
  return e;
}

// Bisects the selected interval, keeps account of errors that do not shrink, and puts the halves in order.
Adaptive::Halves Adaptive::bisect() {
  const Interval whole = partition.worst();
  const double middle = 0.5 * (whole.low + whole.high);
  const int level = whole.level + 1;
  const Estimate left = rule_(whole.low, middle, level, false);
  const Estimate right = rule_(middle, whole.high, level, true);
  const double both = left.value + right.value, errors = left.error + right.error;
  error_sum_ += errors - whole.error;
  area_ += both - whole.value;
  const std::int64_t last = partition.size() + 1;
  if (left.spread != left.error && right.spread != right.error) {
    if (!(std::abs(whole.value - both) > 1e-5 * std::abs(both) || errors < 0.99 * whole.error))
      ++roundoff_[extrapolating_ ? 1 : 0];
    if (last > 10 && errors > whole.error) ++roundoff_[2];
  }
  bound_ = tolerance(area_);
  if (roundoff_[0] + roundoff_[1] >= 10 || roundoff_[2] >= 20) status = 2;
  if (roundoff_[1] >= 5) table_roundoff_ = true;
  if (last == options_.limit) status = 1;
  if (std::max(std::abs(whole.low), std::abs(whole.high)) <= (1 + 100 * epsilon) * (std::abs(middle) + 1000 * smallest))
    status = 4;
  partition.replace_worst({whole.low, middle, left.value, left.error, level},
                          {middle, whole.high, right.value, right.error, level});
  return {whole.low, middle, whole.high, errors, whole.error, level};
}

// Before the shortest intervals are bisected further: selects one of the longer ones, as long as their errors count.
template <class Large>
bool Adaptive::decrease_large(Large large) {
  if (table_roundoff_ || large_error_ <= large_bound_) return false;
  for (; partition.may_step(); partition.step()) {
    partition.select();
    if (large(partition.worst())) return true;
  }
  return false;
}

// False when the run is over.
bool Adaptive::extrapolate(bool strict) {
  const Extrapolation::Limit limit = table_.limit();
  if (++since_improvement_ > 5 && error < 1e-3 * error_sum_) status = 5;
  if (limit.error < error) {
    since_improvement_ = 0;
    error = limit.error;
    value = limit.value;
    correction_ = large_error_;
    large_bound_ = tolerance(limit.value);
    if (strict ? error < large_bound_ : error <= large_bound_) return false;
  }
  if (table_.size() == 1) no_more_ = true;
  return status != 5;
}

void Adaptive::restart() {
  partition.back_to_first();
  extrapolating_ = false;
  large_error_ = error_sum_;
}

void Adaptive::sum_up() {
  value = partition.sum();
  error = error_sum_;
}

void Adaptive::give_up() {
  value = error = 0;
  for (std::int64_t i = 0; i < partition.size(); ++i) {
    value += partition[i].value;
    error += partition[i].error;
  }
  if (partition.size() == 0) {
    value = std::numeric_limits<double>::quiet_NaN();
    error = std::numeric_limits<double>::infinity();
  }
  status = 8;
}

// The sum over the intervals, or the extrapolated value where that is better.
void Adaptive::finish(bool or_equal) {
  const auto settle = [&] {
    if (status > 2) --status;
  };
  bool extrapolated = !summed_ && error != largest && (!or_equal || table_.calls() > 0);
  if (extrapolated && (status || table_roundoff_)) {
    if (table_roundoff_) error += correction_;
    if (!status) status = 3;
    if (value != 0 && area_ != 0) {
      extrapolated = !(error / std::abs(value) > error_sum_ / std::abs(area_));
    } else {
      extrapolated = !(error > error_sum_);
      if (extrapolated && area_ == 0) return settle();
    }
  }
  if (!extrapolated) {
    sum_up();
    return settle();
  }
  if (positive_ || !(std::max(std::abs(value), std::abs(area_)) <= magnitude_ * 0.01)) {
    const double ratio = value / area_;
    if (0.01 > ratio || ratio > 100 || error_sum_ > std::abs(area_) || (or_equal && error_sum_ == std::abs(area_)))
      status = 6;  // diverges
  }
  settle();
}

void Adaptive::run(double a, double b) {
  const double spread = first(a, b).spread;
  if (status || (error <= bound_ && error != spread) || error == 0) return;
  error = largest;
  table_.set(0, value);
  double small = 0;
  const auto large = [&](const Interval& i) { return std::abs(i.high - i.low) > small; };
  while (partition.size() < options_.limit) {
    const Halves h = bisect();
    if (error_sum_ <= bound_) {
      summed_ = true;
      break;
    }
    if (status) break;
    if (partition.size() == 2) {
      small = std::abs(b - a) * 0.375;
      large_error_ = error_sum_;
      large_bound_ = bound_;
      table_.set(1, area_);
      table_.resize(2);
      continue;
    }
    if (no_more_) continue;
    large_error_ -= h.error_before;
    if (std::abs(h.middle - h.low) > small) large_error_ += h.error;
    if (!extrapolating_) {
      if (large(partition.worst())) continue;
      extrapolating_ = true;
      partition.start_from(1);
    }
    if (decrease_large(large)) continue;
    table_.add(area_);
    if (!extrapolate(false)) break;
    restart();
    small *= 0.5;
  }
  finish(false);
}

void Adaptive::run_pieces(std::span<const double> points) {
  double magnitude = 0;
  const std::size_t pieces = points.size() - 1;
  for (std::size_t i = 0; i < pieces; ++i) {
    const Estimate e = rule_(points[i], points[i + 1], 0, false);
    value += e.value;
    error += e.error;
    magnitude += e.magnitude;
    forwarded->push_back(e.error == e.spread && e.error != 0);
    partition.add({points[i], points[i + 1], e.value, e.error, 0});
  }
  double errors = 0;
  for (std::size_t i = 0; i < pieces; ++i) {
    const auto place = static_cast<std::int64_t>(i);
    if ((*forwarded)[i]) partition.set_error(place, error);
    errors += partition[place].error;
  }
  partition.sort();
  positive_ = std::abs(value) >= (1 - 50 * epsilon) * magnitude;
  begin(magnitude);
  error_sum_ = errors;
  if (options_.limit < static_cast<std::int64_t>(pieces) + 1) status = 1;
  if (status || error <= bound_) {
    if (status > 2) --status;
    return;
  }
  error = largest;
  table_.add(value);
  large_error_ = error_sum_;
  large_bound_ = bound_;
  int deepest = 1;
  const auto large = [&](const Interval& i) { return i.level + 1 <= deepest; };
  while (partition.size() < options_.limit) {
    const Halves h = bisect();
    if (error_sum_ <= bound_) {
      summed_ = true;
      break;
    }
    if (status) break;
    if (no_more_) continue;
    large_error_ -= h.error_before;
    if (h.level + 1 <= deepest) large_error_ += h.error;
    if (!extrapolating_) {
      if (large(partition.worst())) continue;
      extrapolating_ = true;
      partition.start_from(1);
    }
    if (decrease_large(large)) continue;
    table_.add(area_);
    if (table_.size() > 2 && !extrapolate(true)) break;
    restart();
    ++deepest;
  }
  finish(false);
}

void Adaptive::run_oscillatory(double a, double b, double omega) {
  first(a, b);
  if (status || error <= bound_) return;
  error = largest;
  double small = std::abs(b - a) * 0.75;
  bool all_short = false;  // against the period: extrapolation makes sense
  if (0.5 * std::abs(b - a) * omega <= 2) {
    table_.add(value);
    all_short = true;
  }
  if (0.25 * std::abs(b - a) * omega <= 2) all_short = true;
  const auto width = [](const Interval& i) { return std::abs(i.high - i.low); };
  const auto large = [&](const Interval& i) { return width(i) > small; };
  while (partition.size() < options_.limit) {
    const Halves h = bisect();
    if (error_sum_ <= bound_) {
      summed_ = true;
      break;
    }
    if (status) break;
    if (partition.size() == 2 && all_short) {
      small *= 0.5;
      table_.add(area_);
      large_bound_ = bound_;
      large_error_ = error_sum_;
      continue;
    }
    if (no_more_) continue;
    if (all_short) {
      large_error_ -= h.error_before;
      if (std::abs(h.middle - h.low) > small) large_error_ += h.error;
    }
    if (!extrapolating_) {
      const double wide = width(partition.worst());
      if (wide > small) continue;
      if (!all_short) {
        small *= 0.5;
        if (0.25 * wide * omega > 2) continue;
        all_short = true;
        large_bound_ = bound_;
        large_error_ = error_sum_;
        continue;
      }
      extrapolating_ = true;
      partition.start_from(1);
    }
    if (decrease_large(large)) continue;
    table_.add(area_);
    if (table_.size() >= 3 && !extrapolate(false)) break;
    restart();
    small *= 0.5;
  }
  finish(true);
}

}  // namespace perilune::integrate
