#pragma once
// Selection: which keys are the smallest, in time proportional to their number.

#include <cstdint>

namespace perilune::spatial {

struct Key {
  double at;
  std::int64_t index;
};

// Keys differ: equal numbers are told apart by their index.
inline bool operator<(const Key& a, const Key& b) {
  return (a.at < b.at) | ((a.at == b.at) & (a.index < b.index));  // without branches: they could not be predicted
}

// Puts the keys in an order in which nth is what it would be if they were sorted, with no larger one before it.
void select_key(Key* first, Key* nth, Key* last);

}  // namespace perilune::spatial
