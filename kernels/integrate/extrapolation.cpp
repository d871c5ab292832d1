// The table is that of QUADPACK's qelg.

#include "kernels/integrate/extrapolation.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace perilune::integrate {

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();
constexpr double largest = std::numeric_limits<double>::max();
constexpr int capacity = 50;

}  // namespace

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
