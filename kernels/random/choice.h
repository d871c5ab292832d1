#pragma once
// Drawing positions: with and without putting back, evenly or by probabilities.

#include <algorithm>
#include <numeric>

#include "kernels/random/fill.h"
#include "kernels/random/shuffle.h"
#include "kernels/random/stream.h"

namespace perilune::random {

// Throws ValueError unless n positions can be drawn so; ShapeError when the probabilities do not fit.
void check_choice(Context& ctx, std::int64_t population, std::int64_t n, const ChoiceOptions& options);

// By probabilities: inversion of their running sums; without putting back, what was drawn before counts no more.
void choose_weighted(Context& ctx, Stream& stream, std::span<std::int64_t> out, const ChoiceOptions& options);

// 0, 1, 2 and so on.
inline void count_up(Context& ctx, std::span<std::int64_t> values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i % static_cast<std::size_t>(draws_between_polls) == 0) ctx.poll();
    values[i] = static_cast<std::int64_t>(i);
  }
}

// A shuffle that starts at the end and stops once it has passed `first`.
template <class Bits>
void shuffle_tail(Context& ctx, Bits& bits, std::span<std::int64_t> values, std::int64_t first) {
  Trades trades(static_cast<std::int64_t>(values.size()), first);
  while (trades.draw<Bounding::lemire>(bits)) {
    ctx.poll();
    trades.apply([&](std::int64_t i, std::int64_t j) {
      std::swap(values[static_cast<std::size_t>(i)], values[static_cast<std::size_t>(j)]);
    });
  }
}

// R. Floyd's sampling (Communications of the ACM 30, 1987): each of the last n positions draws one at or below it and
// takes its own place where that is taken already.
template <class Bits>
void choose_by_floyd(Context& ctx, Bits& bits, std::int64_t population, std::span<std::int64_t> out, bool shuffle) {
  const std::int64_t n = static_cast<std::int64_t>(out.size());
  const std::uint64_t mask = mask_over(static_cast<std::uint64_t>(1.2 * static_cast<double>(n)));
  constexpr std::int64_t vacant = -1;
  auto taken = ctx.vector<std::int64_t>(mask + 1);  // a set with open addressing
  std::fill(taken.begin(), taken.end(), vacant);
  const auto place_of = [&](std::int64_t value) {
    std::uint64_t at = static_cast<std::uint64_t>(value) & mask;
    while (taken[at] != vacant && taken[at] != value) at = (at + 1) & mask;
    return at;
  };
  for (std::int64_t j = population - n, k = 0; j < population; ++j, ++k) {
    if (k % draws_between_polls == 0) ctx.poll();
    std::int64_t value =
        static_cast<std::int64_t>(bounded_uint64<Bounding::lemire>(bits, static_cast<std::uint64_t>(j)));
    std::uint64_t at = place_of(value);
    if (taken[at] == value) at = place_of(value = j);
    taken[at] = value;
    out[static_cast<std::size_t>(k)] = value;
  }
  if (shuffle) shuffle_tail(ctx, bits, out, 1);
}

// Without putting back, as Generator does it; which way depends on how much of the population is wanted.
template <class Bits>
void choose_distinct(Context& ctx, Bits& bits, std::int64_t population, std::span<std::int64_t> out, bool shuffle) {
  const std::int64_t n = static_cast<std::int64_t>(out.size());
  if (population <= 10000 || n <= population / (shuffle ? 50 : 20))
    return choose_by_floyd(ctx, bits, population, out, shuffle);
  // When all are wanted, they are reordered where they are wanted.
  const Array workspace = n < population ? Array::empty(ctx, DType::int64, {population}) : Array();
  const std::span all =
      n < population ? std::span(workspace.as<std::int64_t>(), static_cast<std::size_t>(population)) : out;
  count_up(ctx, all);
  shuffle_tail(ctx, bits, all, std::max<std::int64_t>(population - n, 1));
  if (n == population) return;
  for (std::int64_t k = 0; k < n; ++k) {
    if (k % draws_between_polls == 0) ctx.poll();
    out[static_cast<std::size_t>(k)] = all[static_cast<std::size_t>(population - n + k)];
  }
}

}  // namespace perilune::random
