// How much work is worth a thread, and in what pieces it is handed out.

#include <algorithm>

#include "kernels/array/elementwise_walk.h"
#include "kernels/core/parallel.h"

namespace perilune::loops {

namespace {

constexpr std::int64_t poll_elements = 16384;

// From how many elements on a second thread pays (measured).
constexpr std::int64_t threshold(Cost cost) {
  return cost == Cost::memory ? 32768 : cost == Cost::vector_math ? 4096 : 512;
}

}  // namespace

std::int64_t grain_of(Cost cost) { return cost == Cost::memory ? 8192 : cost == Cost::vector_math ? 1024 : 128; }

Fault over_pieces(Context& ctx, Cost cost, std::int64_t n, std::int64_t unit,
                  FunctionRef<Fault(std::int64_t, std::int64_t)> body) {
  if (n * unit < threshold(cost)) {
    ctx.poll();
    return body(0, n);
  }
  std::atomic<Fault> faults{0};
  const std::int64_t grain = std::max({grain_of(cost) / unit, n / 64, std::int64_t{1}});
  parallel_for(ctx, n, grain, [&](std::int64_t begin, std::int64_t end) {
    if (faults.load(std::memory_order_relaxed) & stop) return;
    ctx.poll();
    if (const Fault f = body(begin, end)) faults.fetch_or(f, std::memory_order_relaxed);
  });
  return faults;
}

Fault run_flat(Context& ctx, Cost cost, std::int64_t n, FunctionRef<Fault(std::int64_t, std::int64_t)> body) {
  if (n < threshold(cost)) {
    ctx.poll();
    return body(0, n);
  }
  return over_pieces(ctx, cost, n, 1, [&](std::int64_t begin, std::int64_t end) {
    for (Fault fault = 0;;) {
      fault |= body(begin, std::min(end, begin + poll_elements));
      begin += poll_elements;
      if (begin >= end || (fault & stop)) return fault;
      ctx.poll();
    }
  });
}

}  // namespace perilune::loops
