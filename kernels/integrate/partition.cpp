// The order is that of QUADPACK's qpsrt.

#include "kernels/integrate/partition.h"

#include <algorithm>

namespace perilune::integrate {

void Partition::add(const Interval& interval) {
  order_.push_back(static_cast<int>(intervals_.size()));
  intervals_.push_back(interval);
}

// Of equal errors the later interval comes first, as in QUADPACK's exchange sort.
void Partition::sort() {
  const auto error = [this](std::size_t place) { return intervals_[static_cast<std::size_t>(order_[place])].error; };
  for (std::size_t i = 0; i + 1 < order_.size(); ++i) {
    std::size_t best = i;
    for (std::size_t j = i + 1; j < order_.size(); ++j)
      if (!(error(best) > error(j))) best = j;
    std::swap(order_[i], order_[best]);
  }
  back_to_first();
}

void Partition::replace_worst(const Interval& left, const Interval& right) {
  if (size() == 1 && limit_ > 1) {  // more will follow
    const auto room = static_cast<std::size_t>(std::min<std::int64_t>(limit_, 25));
    intervals_.reserve(room);
    order_.reserve(room);
  }
  const bool right_first = right.error > left.error;
  intervals_[static_cast<std::size_t>(worst_)] = right_first ? right : left;
  intervals_.push_back(right_first ? left : right);
  order_.push_back(static_cast<int>(intervals_.size()) - 1);
  place();
  select();
}

// Finds the place of the bisected interval from above and that of the new one from below.
void Partition::place() {
  const std::int64_t last = size();
  if (last <= 2) {
    order_[0] = 0;
    order_[1] = 1;
    return;
  }
  const auto at = [this](std::int64_t place) -> int& { return order_[static_cast<std::size_t>(place)]; };
  const auto error = [&](int i) { return intervals_[static_cast<std::size_t>(i)].error; };
  const double larger = error(worst_), smaller = intervals_.back().error;
  // A bisection that made the error grow lets the interval rise.
  for (; rank_ > 0 && !(larger <= error(at(rank_ - 1))); --rank_) at(rank_) = at(rank_ - 1);
  const std::int64_t end = kept() - 1;  // the last place
  std::int64_t i = rank_ + 1;
  for (; i < end && !(larger >= error(at(i))); ++i) at(i - 1) = at(i);
  if (i >= end) {
    at(end - 1) = worst_;
    at(end) = static_cast<int>(last - 1);
    return;
  }
  at(i - 1) = worst_;
  std::int64_t k = end - 1;
  for (; k >= i && !(smaller < error(at(k))); --k) at(k + 1) = at(k);
  at(k + 1) = static_cast<int>(last - 1);
}

double Partition::sum() const {
  double sum = 0;
  for (const Interval& i : intervals_) sum += i.value;
  return sum;
}

}  // namespace perilune::integrate
