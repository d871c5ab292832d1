#include "kernels/spatial/select_key.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/support/catch.h"

using namespace perilune::spatial;

namespace {

std::vector<Key> keys_of(std::int64_t n, double (*at)(std::int64_t, std::int64_t)) {
  std::vector<Key> keys;
  for (std::int64_t i = 0; i < n; ++i) keys.push_back({at(i, n), i});
  return keys;
}

void check_selection(std::vector<Key> keys, std::int64_t nth) {
  std::vector<Key> sorted = keys;
  std::sort(sorted.begin(), sorted.end());
  select_key(keys.data(), keys.data() + nth, keys.data() + keys.size());
  const auto at = [](const std::vector<Key>& v, std::int64_t i) { return v[static_cast<std::size_t>(i)]; };
  CHECK(at(keys, nth).index == at(sorted, nth).index);
  CHECK(std::all_of(keys.begin(), keys.begin() + nth, [&](const Key& k) { return k < at(sorted, nth); }));
  std::sort(keys.begin(), keys.end());  // none is lost
  CHECK(std::equal(keys.begin(), keys.end(), sorted.begin(),
                   [](const Key& a, const Key& b) { return a.index == b.index; }));
}

}  // namespace

TEST_CASE("selection puts the key that sorting would put there, with the smaller ones before it") {
  double (*const orders[])(std::int64_t, std::int64_t) = {
      [](std::int64_t i, std::int64_t) { return std::sin(static_cast<double>(i) * 12.9898) * 43758.5453; },
      [](std::int64_t i, std::int64_t) { return static_cast<double>(i); },
      [](std::int64_t i, std::int64_t) { return -static_cast<double>(i); },
      [](std::int64_t, std::int64_t) { return 1.0; },
      [](std::int64_t i, std::int64_t) { return static_cast<double>(i % 3); },
      [](std::int64_t i, std::int64_t n) { return static_cast<double>(2 * i < n ? i : n - i); },
  };
  for (const auto order : orders)
    for (const std::int64_t n : {1, 2, 47, 49, 200, 767, 1000, 20000})
      for (const std::int64_t nth : {std::int64_t{0}, n / 3, n / 2, n - 1}) {
        INFO(n << " keys, " << nth);
        check_selection(keys_of(n, order), nth);
      }
}
