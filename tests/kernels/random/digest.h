#pragma once
// Digests of samples, as tests/reference/random/streams.py makes them.

#include <bit>
#include <cmath>
#include <cstring>

#include "kernels/random/generator.h"
#include "kernels/random/random_state.h"
#include "tests/support/catch.h"

namespace perilune::random::test {

struct Expected {
  const char* what;
  std::uint64_t exact, rounded;
};

struct LegacyState {
  std::uint64_t key_digest;
  int position;
  bool waits;
  double value;
};

class Digest {
 public:
  // Little-endian, whatever the machine.
  template <class Word>
  void add(Word word) {
    for (std::size_t i = 0; i < sizeof word; ++i) value_ = (value_ ^ (word >> (8 * i) & 0xff)) * 0x100000001b3u;
  }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325u;
};

// Of all bits, and of all but the last eight of float64 and four of float32.
inline std::pair<std::uint64_t, std::uint64_t> digests(const View& v) {
  REQUIRE(v.contiguous());
  Digest exact, rounded;
  const auto add = [&]<class Word>(const Word* words, Word half, int drop) {
    for (std::int64_t i = 0; i < v.size(); ++i) {
      exact.add(words[i]);
      rounded.add(static_cast<Word>(static_cast<Word>(words[i] + half) >> drop));
    }
  };
  const bool real = is_real_floating(v.dtype);
  switch (itemsize(v.dtype)) {
    case 1: add(v.as<const std::uint8_t>(), std::uint8_t{0}, 0); break;
    case 4: add(v.as<const std::uint32_t>(), std::uint32_t{real ? 8u : 0u}, real ? 4 : 0); break;
    default: add(v.as<const std::uint64_t>(), std::uint64_t{real ? 128u : 0u}, real ? 8 : 0); break;
  }
  return {exact.value(), rounded.value()};
}

// exp, log1p and log of this machine round as those of the reference did.
inline bool same_libm(std::uint64_t reference) {
  Digest digest;
  const auto add = [&](double x) { digest.add(std::bit_cast<std::uint64_t>(x)); };
  for (int k = 1; k < 7000; ++k) {
    const double x = k / 7000.0;
    add(std::exp(-x));
    add(std::log1p(-x));
    add(std::log(x));
  }
  return digest.value() == reference;
}

}  // namespace perilune::random::test
