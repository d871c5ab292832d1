// R. Floyd, R. Rivest, Communications of the ACM 18 (1975): the pivot is taken from a sample, somewhat beyond the place
// that is looked for, so that two rounds leave few keys. Each round moves every key without a branch.

#include "kernels/spatial/select_key.h"

#include <algorithm>

namespace perilune::spatial {

namespace {

constexpr std::int64_t few = 48, sample_from = 768, sample_size = 48, margin = 5;

// A key of [first, last) that likely has nth on its smaller side.
Key* sampled(Key* first, const Key* nth, Key* last) {
  struct Candidate {
    Key key;
    Key* place;
    bool operator<(const Candidate& o) const { return key < o.key; }
  };
  const std::int64_t count = last - first;
  Candidate sample[sample_size];
  for (std::int64_t i = 0; i < sample_size; ++i) {
    Key* const place = first + (2 * i + 1) * count / (2 * sample_size);
    sample[i] = {*place, place};
  }
  std::int64_t rank = (nth - first) * sample_size / count;
  rank =
      2 * (nth - first) <= count ? std::min(rank + margin, sample_size - 1) : std::max(rank - margin, std::int64_t{0});
  std::nth_element(sample, sample + rank, sample + sample_size);
  return sample[rank].place;
}

Key* median_of_three(Key* a, Key* b, Key* c) {
  if (*b < *a) std::swap(a, b);
  if (*c < *b) b = *c < *a ? a : c;
  return b;
}

}  // namespace

void select_key(Key* first, Key* nth, Key* last) {
  // Pivots that divide badly again and again: what remains is left to the library, which has a bound.
  std::int64_t budget = 6 * (last - first);
  while (last - first > few && budget > 0) {
    budget -= last - first;
    Key* const chosen = last - first >= sample_from ? sampled(first, nth, last)
                                                    : median_of_three(first, first + (last - first) / 2, last - 1);
    std::swap(*chosen, last[-1]);
    const Key pivot = last[-1];
    Key* low = first;
    for (Key* i = first; i != last - 1; ++i) {
      const Key key = *i;
      *i = *low;
      *low = key;
      low += key < pivot;
    }
    std::swap(*low, last[-1]);
    if (low == nth) return;
    if (nth < low) last = low;
    else first = low + 1;
  }
  std::nth_element(first, nth, last);
}

}  // namespace perilune::spatial
