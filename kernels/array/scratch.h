#pragma once
// Workspace for the pieces of a parallel_for. It is allocated before they start, for a thread of the pool must not ask
// for memory; each piece borrows a stretch and gives it back.

#include <algorithm>
#include <atomic>
#include <bit>
#include <thread>

#include "kernels/core/array.h"

namespace perilune {

class Scratch {
 public:
  // `pieces` that may run at once, each with so many bytes.
  Scratch(Context& ctx, std::int64_t bytes, std::int64_t pieces) : bytes_((bytes + 63) / 64 * 64) {
    const auto stretches = std::clamp<std::int64_t>(std::min<std::int64_t>(ctx.threads, pieces), 1, 64);
    if (bytes_ > 0) memory_ = Array::empty(ctx, DType::uint8, {stretches, bytes_});
    free_ = stretches == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << stretches) - 1;
  }

  class Loan {
   public:
    explicit Loan(Scratch& from) : from_(from), index_(from.take()) {}
    ~Loan() { from_.free_.fetch_or(std::uint64_t{1} << index_, std::memory_order_release); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    std::byte* data() const { return from_.memory_.data() + index_ * from_.bytes_; }

   private:
    Scratch& from_;
    int index_;
  };

 private:
  int take() {
    for (std::uint64_t now = free_.load(std::memory_order_relaxed);;) {
      if (now == 0) {  // more than 64 threads: the rest take turns
        std::this_thread::yield();
        now = free_.load(std::memory_order_relaxed);
      } else if (free_.compare_exchange_weak(now, now & (now - 1), std::memory_order_acquire)) {
        return std::countr_zero(now);
      }
    }
  }

  Array memory_;
  std::int64_t bytes_;
  std::atomic<std::uint64_t> free_;
};

}  // namespace perilune
