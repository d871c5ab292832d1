// The order and the table are those of QUADPACK's qpsrt and qelg.

#include "kernels/integrate/partition.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace perilune::integrate {

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();
constexpr double largest = std::numeric_limits<double>::max();
constexpr int capacity = 50;

}  // namespace

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

Extrapolation::Limit Extrapolation::limit() {
  ++calls_;
  const auto rounded = [](Limit r) { return Limit{r.value, std::max(r.error, 5 * epsilon * std::abs(r.value))}; };
  Limit best{table_[size_ - 1], largest};
  if (size_ < 3) return rounded(best);
  const int before = size_, diagonal = (size_ - 1) / 2;
  table_[size_ + 1] = table_[size_ - 1];
  table_[size_ - 1] = largest;
  int k = before - 1;
  for (int i = 1; i <= diagonal; ++i, k -= 2) {
    const double e0 = table_[k - 2], e1 = table_[k - 1], e2 = table_[k + 2], e3 = table_[k];
    const double change2 = e2 - e1, change3 = e1 - e0;
    const double error2 = std::abs(change2), error3 = std::abs(change3);
    const double tolerance2 = std::max(std::abs(e2), std::abs(e1)) * epsilon;
    const double tolerance3 = std::max(std::abs(e1), std::abs(e0)) * epsilon;
    if (!(error2 > tolerance2 || error3 > tolerance3)) return rounded({e2, error2 + error3});  // no change: converged
    table_[k] = e1;
    const double change1 = e1 - e3, tolerance1 = std::max(std::abs(e1), std::abs(e3)) * epsilon;
    double sum = 0;
    bool regular = std::abs(change1) > tolerance1 && error2 > tolerance2 && error3 > tolerance3;
    if (regular) {
      sum = 1 / change1 + 1 / change2 - 1 / change3;
      regular = std::abs(sum * e1) > 1e-4;
    }
    if (!regular) {
      size_ = 2 * i - 1;  // the rest of the table would only do harm
      break;
    }
    const double value = e1 + 1 / sum;
    table_[k] = value;
    const double error = error2 + std::abs(value - e2) + error3;
    if (!(error > best.error)) best = {value, error};
  }
  if (size_ == capacity) size_ = 2 * (capacity / 2) - 1;
  for (int i = 0, place = before % 2 ? 0 : 1; i <= diagonal; ++i, place += 2) table_[place] = table_[place + 2];
  if (before != size_) std::copy_n(table_ + before - size_, size_, table_);
  if (calls_ < 4) {
    recent_[calls_ - 1] = best.value;
    best.error = largest;
  } else {
    best.error =
        std::abs(best.value - recent_[2]) + std::abs(best.value - recent_[1]) + std::abs(best.value - recent_[0]);
    recent_[0] = recent_[1];
    recent_[1] = recent_[2];
    recent_[2] = best.value;
  }
  return rounded(best);
}

}  // namespace perilune::integrate
