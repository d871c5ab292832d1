#pragma once
// Many integers of one range: whole runs of words, rejected draws overwritten by the next instead of branched around.
// The numbers are those of Bounded::draw.

#include <algorithm>
#include <span>

#include "kernels/random/bounded.h"
#include "kernels/random/fill.h"
#include "kernels/random/units.h"

namespace perilune::random {

// Which words are taken, and for what value, as both methods of Bounding decide it.
template <Bounding method, class Word>
class Acceptance {
 public:
  explicit Acceptance(Word range)
      : range_(range),
        mask_(static_cast<Word>(mask_over(range))),
        count_(static_cast<Word>(range + 1)),
        threshold_(count_ == 0 ? Word{0} : lemire_threshold(range)) {}

  // Sets the value; 1 if the word is taken, 0 if not.
  std::size_t operator()(Word word, Word& value) const {
    if constexpr (method == Bounding::masked) {
      value = word & mask_;
      return value <= range_;
    } else {
      const Product<Word> p = multiply(word, count_);
      value = p.high;
      return p.low >= threshold_;
    }
  }

  // Whether a branch on rejection is predicted well.
  bool rejects_rarely() const { return method == Bounding::lemire && threshold_ < static_cast<Word>(-1) / 64; }

 private:
  Word range_, mask_, count_, threshold_;
};

// From 32-bit or 64-bit words, range above 0.
template <Bounding method, class Word, class Bits, class T>
void fill_from_words(Context& ctx, Bits& bits, T* out, std::int64_t n, std::uint64_t offset, Word range) {
  const Acceptance<method, Word> accept(range);
  const bool rejects_rarely = accept.rejects_rarely();
  if (range == static_cast<Word>(-1))
    return fill_mapped<Word>(ctx, bits, out, n, [=](Word word) { return static_cast<T>(offset + word); });
  for (std::int64_t done = 0, poll = 0; done < n;) {
    if (done >= poll) {
      ctx.poll();
      poll = done + draws_between_polls;
    }
    std::span<const Word> words = words_at_hand<Word>(bits);
    words = words.first(std::min(words.size(), static_cast<std::size_t>(n - done)));
    if (rejects_rarely) {
      const Word* from = words.data();
      T* to = out + done;
      for (const Word* end = from + words.size(); from != end; ++from) {
        Word value;
        if (!accept(*from, value)) [[unlikely]]
          continue;
        *to++ = static_cast<T>(offset + value);
      }
      done = to - out;
    } else {
      for (const Word word : words) {
        Word value;
        const std::size_t accepted = accept(word, value);
        out[done] = static_cast<T>(offset + value);
        done += static_cast<std::int64_t>(accepted);
      }
    }
    skip_words<Word>(bits, words.size());
  }
}

// From bytes, range in [1, 255]. The bytes of the last word that are not needed are lost.
template <Bounding method, class Bits>
void fill_from_bytes(Context& ctx, Bits& bits, std::uint8_t* out, std::int64_t n, std::uint8_t offset,
                     std::uint8_t range) {
  const Acceptance<method, std::uint8_t> accept(range);
  const bool all = range == 0xff;
  for (std::int64_t done = 0, poll = 0; done < n;) {
    if (done >= poll) {
      ctx.poll();
      poll = done + draws_between_polls;
    }
    const std::span<const std::uint32_t> words = bits.words32();
    std::size_t used = 0;
    while (used < words.size() && done < n) {
      std::uint32_t word = words[used++];
      for (int i = 0; i < 4 && done < n; ++i, word >>= 8) {
        std::uint8_t value;
        const std::size_t accepted = accept(static_cast<std::uint8_t>(word), value);
        out[done] = static_cast<std::uint8_t>(offset + (all ? static_cast<std::uint8_t>(word) : value));
        done += static_cast<std::int64_t>(all ? 1 : accepted);
      }
    }
    bits.skip32(used);
  }
}

// From single bits.
template <class Bits>
void fill_from_bits(Context& ctx, Bits& bits, bool* out, std::int64_t n) {
  std::int64_t done = 0;
  while (done < n) {
    ctx.poll();
    const std::span<const std::uint32_t> words = bits.words32();
    std::size_t used = 0;
    for (; used < words.size() && done < n; ++used) {
      const std::int64_t count = std::min<std::int64_t>(32, n - done);
      for (std::int64_t i = 0; i < count; ++i) out[done + i] = (words[used] >> i & 1) != 0;
      done += count;
    }
    bits.skip32(used);
  }
}

}  // namespace perilune::random
