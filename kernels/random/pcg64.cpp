#include "kernels/random/pcg64.h"

#include "kernels/random/units.h"

namespace perilune::random {

namespace {

// `steps` steps of x -> a x + c are one step of the same kind.
template <class Wide>
struct Leap {
  Wide multiplier, increment;
  Leap(Wide a, Wide c, std::uint64_t steps) : multiplier(1), increment(0) {
    for (; steps != 0; steps >>= 1) {
      if (steps & 1) {
        multiplier = multiplier * a;
        increment = increment * a + c;
      }
      c = (a + Wide(1)) * c;
      a = a * a;
    }
  }
};

}  // namespace

template <class Wide>
Pcg64Engine<Wide>::Pcg64Engine(const SeedSequence& seed) {
  std::uint64_t words[4];
  seed.generate(std::span(words));
  // The sequence number's lowest bit is lost: an increment must be odd.
  increment_ = wide<Wide>(words[2] << 1 | words[3] >> 63, words[3] << 1 | 1);
  state_ = (increment_ + wide<Wide>(words[0], words[1])) * multiplier() + increment_;
}

template <class Wide>
Pcg64Engine<Wide>::Pcg64Engine(const Pcg64State& s)
    : state_(wide<Wide>(s.state_high, s.state_low)),
      increment_(wide<Wide>(s.increment_high, s.increment_low)),
      has_half_(s.has_half),
      half_(s.half) {}

template <class Wide>
Pcg64State Pcg64Engine<Wide>::state() const {
  return {high_word(state_), low_word(state_), high_word(increment_), low_word(increment_), has_half_, half_};
}

template <class Wide>
void Pcg64Engine<Wide>::advance(std::uint64_t steps) {
  const Leap<Wide> leap(multiplier(), increment_, steps);
  state_ = state_ * leap.multiplier + leap.increment;
}

// One congruence waits for its own product at each step; three that leap over each other do not.
template <class Wide>
template <class T, class F>
void Pcg64Engine<Wide>::fill_with(std::span<T> out, F convert) {
  constexpr std::size_t lanes = 3;
  std::size_t i = 0;
  if (out.size() >= 8 * lanes) {
    const Leap<Wide> leap(multiplier(), increment_, lanes);
    const Wide a = leap.multiplier, c = leap.increment;
    Wide s0 = state_ * multiplier() + increment_;
    Wide s1 = s0 * multiplier() + increment_;
    Wide s2 = s1 * multiplier() + increment_;
    Wide last = state_;
    for (; i + lanes <= out.size(); i += lanes) {
      out[i] = convert(output(s0));
      out[i + 1] = convert(output(s1));
      out[i + 2] = convert(output(s2));
      last = s2;
      s0 = s0 * a + c;
      s1 = s1 * a + c;
      s2 = s2 * a + c;
    }
    state_ = last;
  }
  for (; i < out.size(); ++i) out[i] = convert(next_uint64());
}

template <class Wide>
void Pcg64Engine<Wide>::fill(std::span<std::uint64_t> words) {
  fill_with(words, [](std::uint64_t word) { return word; });
}

template <class Wide>
void Pcg64Engine<Wide>::fill(std::span<double> numbers) {
  fill_with(numbers, [](std::uint64_t word) { return unit_from(word); });
}

template class Pcg64Engine<UInt128>;
#if defined(__SIZEOF_INT128__)
template class Pcg64Engine<PortableUInt128>;
#endif

}  // namespace perilune::random
