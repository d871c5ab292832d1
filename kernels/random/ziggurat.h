#pragma once
// Normal and exponential draws by the ziggurat method, in float64 and float32, as NumPy's Generator makes them.

#include <algorithm>
#include <bit>
#include <cmath>
#include <type_traits>

#include "kernels/random/fill.h"
#include "kernels/random/units.h"
#include "kernels/random/ziggurat_tables.h"

namespace perilune::random {

template <class Real>
using ZigguratWord = std::conditional_t<std::is_same_v<Real, double>, std::uint64_t, std::uint32_t>;

// Processors convert signed integers faster; these are small.
template <class Real>
Real from_integer(ZigguratWord<Real> n) {
  return static_cast<Real>(static_cast<std::make_signed_t<ZigguratWord<Real>>>(n));
}

// A word picks a layer (low 8 bits), a sign and a place in it. `inside` is true if the place lies under the curve for
// certain, as it does 99 times in 100; `beside` draws what more it takes, false means to begin anew.
template <class Real>
struct NormalShape {
  using Word = ZigguratWord<Real>;
  static const auto& table() {
    if constexpr (std::is_same_v<Real, double>) return normal_ziggurat;
    else return normal_ziggurat_float;
  }
  static Word magnitude(Word r) { return r >> 9 & (std::is_same_v<Real, double> ? 0xfffffffffffffu : 0x7fffffu); }

  static bool inside(Word r, Real& x) {
    const auto& layer = table().layers[r & 0xff];
    const Word place = magnitude(r);
    // Bit 8 becomes the sign bit; a branch on it would be mispredicted half of the time.
    constexpr Word sign = Word{1} << (8 * sizeof(Word) - 1);
    const Real positive = from_integer<Real>(place) * layer.width;
    x = std::bit_cast<Real>(std::bit_cast<Word>(positive) ^ (r << (8 * sizeof(Word) - 9) & sign));
    return place < layer.inside;
  }

  template <class Bits>
  static bool beside(Bits& bits, Word r, Real& x) {
    const std::size_t i = r & 0xff;
    if (i != 0) {
      const Real above = table().heights[i - 1], below = table().heights[i];
      return (above - below) * unit<Real>(bits) + below < std::exp(-0.5 * x * x);  // both sides in float64
    }
    // The tail: Marsaglia's pair of exponentials.
    constexpr Real tail = static_cast<Real>(normal_tail), inverse = static_cast<Real>(normal_tail_inverse);
    for (;;) {
      const Real u = -inverse * std::log1p(-unit<Real>(bits)), v = -std::log1p(-unit<Real>(bits));
      if (v + v <= u * u) continue;
      x = (magnitude(r) >> 8 & 1) != 0 ? -(tail + u) : tail + u;
      return true;
    }
  }
};

template <class Real>
struct ExponentialShape {
  using Word = ZigguratWord<Real>;
  static constexpr int unused = std::is_same_v<Real, double> ? 3 : 1;  // low bits
  static const auto& table() {
    if constexpr (std::is_same_v<Real, double>) return exponential_ziggurat;
    else return exponential_ziggurat_float;
  }

  static bool inside(Word r, Real& x) {
    const auto& layer = table().layers[r >> unused & 0xff];
    const Word place = r >> (unused + 8);
    x = from_integer<Real>(place) * layer.width;
    return place < layer.inside;
  }

  template <class Bits>
  static bool beside(Bits& bits, Word r, Real& x) {
    const std::size_t i = r >> unused & 0xff;
    if (i != 0) {
      const Real above = table().heights[i - 1], below = table().heights[i];
      return (above - below) * unit<Real>(bits) + below < std::exp(-x);
    }
    x = static_cast<Real>(exponential_tail) - std::log1p(-unit<Real>(bits));
    return true;
  }
};

template <class Real, template <class> class Shape, class Bits>
Real draw_ziggurat(Bits& bits) {
  using Word = typename Shape<Real>::Word;
  for (;;) {
    const Word r = next_word<Word>(bits);
    Real x;
    if (Shape<Real>::inside(r, x)) [[likely]]
      return x;
    if (Shape<Real>::beside(bits, r, x)) return x;
  }
}

// Many of them, each through `finish`; reads runs of words where the source has them.
template <class Real, template <class> class Shape, class Bits, class Finish>
void fill_ziggurat(Context& ctx, Bits& bits, Real* out, std::int64_t n, Finish finish) {
  using Word = typename Shape<Real>::Word;
  if constexpr (!has_words<Word, Bits>) {
    fill(ctx, out, n, [&] { return finish(draw_ziggurat<Real, Shape>(bits)); });
  } else {
    for (std::int64_t done = 0, poll = 0; done < n;) {
      if (done >= poll) {
        ctx.poll();
        poll = done + draws_between_polls;
      }
      std::span<const Word> words = words_at_hand<Word>(bits);
      words = words.first(std::min(words.size(), static_cast<std::size_t>(n - done)));
      std::size_t used = 0;
      bool inside = true;
      Word r = 0;
      Real x = 0;
      while (used < words.size()) {
        r = words[used++];
        inside = Shape<Real>::inside(r, x);
        if (!inside) [[unlikely]]
          break;
        out[done++] = finish(x);
      }
      skip_words<Word>(bits, used);
      if (!inside && Shape<Real>::beside(bits, r, x)) out[done++] = finish(x);
    }
  }
}

}  // namespace perilune::random
