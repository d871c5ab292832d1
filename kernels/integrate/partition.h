#pragma once
// What adaptive integrators keep: the intervals in order of their errors.

#include <cstdint>

#include "kernels/core/context.h"

namespace perilune::integrate {

struct Interval {
  double low, high, value, error;
  int level;  // of bisection
};

// Intervals, the worst first; where few bisections are left, only as many are kept in order as can still be bisected.
class Partition {
 public:
  Partition(Context& ctx, std::int64_t limit)
      : intervals_(ctx.vector<Interval>()), order_(ctx.vector<int>()), limit_(limit) {}

  std::int64_t size() const { return static_cast<std::int64_t>(intervals_.size()); }
  const Interval& operator[](std::int64_t i) const { return intervals_[static_cast<std::size_t>(i)]; }
  void add(const Interval& interval);  // at the end of the order, for the first ones
  void sort();                         // all of them, once they are there
  void set_error(std::int64_t i, double error) { intervals_[static_cast<std::size_t>(i)].error = error; }

  // The one to bisect next.
  const Interval& worst() const { return intervals_[static_cast<std::size_t>(worst_)]; }
  // Puts its halves in its place.
  void replace_worst(const Interval& left, const Interval& right);
  // Steps through the order from a rank on, as long as may_step says; select makes the one there the next to bisect.
  void start_from(std::int64_t rank) { rank_ = rank; }
  bool may_step() const { return rank_ < kept(); }
  void select() { worst_ = order_[static_cast<std::size_t>(rank_)]; }
  void step() { ++rank_; }
  void back_to_first() {
    rank_ = 0;
    select();
  }

  double sum() const;  // of the values
  const CountedVector<int>& order() const { return order_; }
  std::int64_t kept() const { return size() > limit_ / 2 + 2 ? limit_ + 3 - size() : size(); }

 private:
  void place();

  CountedVector<Interval> intervals_;
  CountedVector<int> order_;
  std::int64_t limit_, rank_ = 0;
  int worst_ = 0;
};

}  // namespace perilune::integrate
