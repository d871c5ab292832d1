#pragma once
// PCG64 with its words made in blocks: the source of bits inside fill loops. Words that were made but not drawn are
// given back at the end, so that the generator stands where one word at a time would have left it.

#include <algorithm>
#include <bit>
#include <cstring>
#include <span>

#include "kernels/random/pcg64.h"

namespace perilune::random {

template <class Engine>
class WordBlock {
 public:
  // `expected`: about how many words will be drawn.
  WordBlock(Engine& engine, std::int64_t expected)
      : engine_(engine), here_(engine), before_(engine), expected_(expected) {}
  WordBlock(const WordBlock&) = delete;
  WordBlock& operator=(const WordBlock&) = delete;
  ~WordBlock() {
    if (position_ != made_) {
      before_.advance(static_cast<std::uint64_t>(position_));
      here_.state_ = before_.state_;
    }
    engine_ = here_;
  }

  std::uint64_t next_uint64() {
    if (position_ == made_) refill();
    return words_[position_++];
  }
  std::uint32_t next_uint32() {
    if (here_.has_half_) {
      here_.has_half_ = false;
      return here_.half_;
    }
    const std::uint64_t word = next_uint64();
    here_.has_half_ = true;
    here_.half_ = static_cast<std::uint32_t>(word >> 32);
    return static_cast<std::uint32_t>(word);
  }

  // The 64-bit words at hand, one or more; `skip64` marks how many were drawn. They pass by a waiting half.
  std::span<const std::uint64_t> words64() {
    if (position_ == made_) refill();
    return {words_ + position_, words_ + made_};
  }
  void skip64(std::size_t n) { position_ += static_cast<int>(n); }
  // The same for 32-bit words.
  std::span<const std::uint32_t> words32() {
    if (here_.has_half_) return {&here_.half_, 1};
    if (position_ == made_) refill();
    if (!halves_valid_) {
      if constexpr (std::endian::native == std::endian::little) {
        std::memcpy(halves_, words_, static_cast<std::size_t>(made_) * sizeof words_[0]);
      } else {
        for (int i = position_; i < made_; ++i) {
          halves_[2 * i] = static_cast<std::uint32_t>(words_[i]);
          halves_[2 * i + 1] = static_cast<std::uint32_t>(words_[i] >> 32);
        }
      }
      halves_valid_ = true;
    }
    return {halves_ + 2 * position_, halves_ + 2 * made_};
  }
  void skip32(std::size_t n) {
    if (n == 0) return;
    if (here_.has_half_) {
      here_.has_half_ = false;
      return;
    }
    position_ += static_cast<int>(n / 2);
    if (n % 2 != 0) {
      here_.has_half_ = true;
      here_.half_ = halves_[2 * position_++ + 1];
    }
  }

 private:
  static constexpr int capacity = 384;

  [[gnu::noinline]] void refill() {
    // Past what was expected, each block doubles the last.
    made_ = static_cast<int>(std::clamp<std::int64_t>(std::max<std::int64_t>(expected_, 2 * made_), 1, capacity));
    expected_ -= made_;
    before_.state_ = here_.state_;
    here_.fill(std::span(words_, static_cast<std::size_t>(made_)));
    position_ = 0;
    halves_valid_ = false;
  }

  Engine& engine_;
  Engine here_, before_;  // behind and in front of the words made
  std::int64_t expected_;
  int position_ = 0, made_ = 0;
  bool halves_valid_ = false;
  std::uint64_t words_[capacity];
  std::uint32_t halves_[2 * capacity];
};

}  // namespace perilune::random
