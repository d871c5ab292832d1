#pragma once
// Inside reductions: carries a fold through an array of any layout. How elements are grouped depends on shape and
// layout alone, never on threads, so the bits of a sum do not depend on them either.

#include <bit>
#include <cstring>

#include "kernels/array/reduce_loops.h"
#include "kernels/array/reduce_plan.h"
#include "kernels/core/function_ref.h"

namespace perilune::reduction {

// How one operation is carried out on one dtype.
struct Fold {
  FoldLoops loops;
  DType element = DType::float64;  // what the loops read; other dtypes are converted on the way
  std::int64_t accumulator = 8;    // bytes
  void (*merge)(std::byte* into, const std::byte* from, std::int64_t count) = nullptr;
  // Tells from the accumulator of n elements that the rest cannot change the result; may be null.
  bool (*settled)(const std::byte* accumulator, std::int64_t n) = nullptr;
};

// Takes `count` accumulators to their places; called from several threads.
using Finish =
    FunctionRef<void(const std::byte* accumulators, std::int64_t count, std::byte* out, std::int64_t out_stride)>;

// `source` is the dtype in memory; centre holds what `squares` subtracts, in the order of the walk. Neither plan.kept
// nor plan.folded may be 0.
void run_fold(Context& ctx, const Fold& fold, const Plan& plan, DType source, const std::byte* centre, Finish finish);

// The two ways: neighbours in memory meet in one accumulator, or lie in different ones.
void run_fold_runs(Context& ctx, const Fold& fold, const Plan& plan, DType source, const std::byte* centre,
                   Finish finish);
void run_fold_columns(Context& ctx, const Fold& fold, const Plan& plan, DType source, const std::byte* centre,
                      Finish finish);

// Merges a sequence of accumulator arrays pairwise, like a binary counter: fill top(), then push(); at the end
// result(). A stretch of 2^k members may be replaced by its own result.
class Cascade {
 public:
  // memory has levels_for(members) * count * fold.accumulator bytes.
  Cascade(const Fold& fold, std::int64_t count, std::byte* memory)
      : merge_(fold.merge), count_(count), bytes_(count * fold.accumulator), top_(memory) {}
  static std::int64_t levels_for(std::int64_t members) {
    return static_cast<std::int64_t>(std::bit_width(static_cast<std::uint64_t>(members))) + 1;
  }
  std::byte* top() const { return top_; }  // room for the next member
  void push() {
    for (std::uint64_t t = members_++; t & 1; t >>= 1) fall();
    top_ += bytes_;
  }
  const std::byte* result() {
    top_ -= bytes_;
    for (int left = std::popcount(members_); left > 1; --left) fall();
    return top_;
  }

 private:
  void fall() {
    top_ -= bytes_;
    merge_(top_, top_ + bytes_, count_);
  }

  void (*merge_)(std::byte*, const std::byte*, std::int64_t);
  std::int64_t count_, bytes_;
  std::uint64_t members_ = 0;
  std::byte* top_;
};

// Members per stretch when so few outputs are wanted that threads must share one: a power of 2, fixed by the amount of
// work. `all` when one stretch is enough.
std::int64_t stretch_of(std::int64_t members, std::int64_t member_bytes, std::int64_t outputs);

// The byte offsets of the i-th position of the outer axes.
inline std::int64_t folded_offset(const Plan& plan, int axes, std::int64_t i) {
  std::int64_t offset = 0;
  for (int k = axes - 1; k >= 0; --k) {
    offset += i % plan.fold[k].length * plan.fold[k].stride;
    i /= plan.fold[k].length;
  }
  return offset;
}
struct KeptOffset {
  std::int64_t in = 0, out = 0;
};
inline KeptOffset kept_offset(const Plan& plan, int axes, std::int64_t i) {
  KeptOffset offset;
  for (int k = axes - 1; k >= 0; --k) {
    const std::int64_t at = i % plan.keep[k].length;
    offset.in += at * plan.keep[k].in_stride;
    offset.out += at * plan.keep[k].out_stride;
    i /= plan.keep[k].length;
  }
  return offset;
}

// Work below this many bytes stays on one thread.
inline constexpr std::int64_t parallel_bytes = std::int64_t{1} << 19;

}  // namespace perilune::reduction
