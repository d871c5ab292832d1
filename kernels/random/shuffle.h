#pragma once
// Fisher-Yates shuffles as NumPy does them: from the last position down, each trading places with one drawn below it.

#include <algorithm>
#include <array>
#include <span>

#include "kernels/core/array.h"
#include "kernels/random/bounded.h"

namespace perilune::random {

// A batch of trades: position last - k with partner[k].
class Trades {
 public:
  // All positions from n - 1 down to `first`, which is 1 or more.
  explicit Trades(std::int64_t n, std::int64_t first = 1)
      : next_(n > 0 ? static_cast<std::uint64_t>(n) - 1 : 0), stop_(static_cast<std::uint64_t>(first)) {}

  // Draws the next trades; false when all have been drawn.
  template <Bounding method = Bounding::masked, class Bits>
  bool draw(Bits& bits) {
    first_ = next_;
    count_ = 0;
    while (count_ < capacity && next_ >= stop_) {
      if (next_ < 0xffffffffu) draw_run<method>(bits);
      else partner_[count_++] = bounded_uint64<method>(bits, next_--);
    }
    return count_ > 0;
  }

  template <class Swap>
  void apply(Swap swap) const {
    for (unsigned k = 0; k < count_; ++k)
      swap(static_cast<std::int64_t>(first_ - k), static_cast<std::int64_t>(partner_[k]));
  }

 private:
  static constexpr unsigned capacity = 1024;

  // From one run of words.
  template <Bounding method, class Bits>
  void draw_run(Bits& bits) {
    const std::span<const std::uint32_t> words = bits.words32();
    std::uint32_t last = static_cast<std::uint32_t>(next_);
    unsigned count = count_;
    std::size_t used = 0;
    if constexpr (method == Bounding::lemire) {
      while (used < words.size() && count < capacity && last >= stop_) {
        const Product<std::uint32_t> p = multiply(words[used++], last + 1);
        if (p.low <= last && p.low < lemire_threshold(last)) [[unlikely]]
          continue;
        partner_[count++] = p.high;
        --last;
      }
    } else {
      // While the mask stays the same; a rejected draw is overwritten by the next: no branch to mispredict.
      const std::uint32_t mask = static_cast<std::uint32_t>(mask_over(last));
      const std::uint64_t lowest = std::max<std::uint64_t>((mask >> 1) + 1, stop_);
      while (used < words.size() && count < capacity && last >= lowest) {
        const std::uint32_t value = words[used++] & mask;
        partner_[count] = value;
        const unsigned accepted = value <= last;
        count += accepted;
        last -= accepted;
      }
    }
    bits.skip32(used);
    next_ = last;
    count_ = count;
  }

  std::uint64_t first_ = 0, next_, stop_;
  unsigned count_ = 0;
  std::array<std::uint64_t, capacity> partner_;
};

// Makes a batch of trades between the sub-arrays of x along an axis; x has any dtype and layout.
void apply_trades(Context& ctx, const Trades& trades, const View& x, int axis);

template <class Bits>
void shuffle_axis(Context& ctx, Bits& bits, const View& x, int axis) {
  Trades trades(x.shape[axis]);
  while (trades.draw(bits)) apply_trades(ctx, trades, x, axis);
}

}  // namespace perilune::random
