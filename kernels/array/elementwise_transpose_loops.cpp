// A matrix turned over, in square blocks of vectors: rows of one side become columns of the other without leaving the
// registers.

#include <array>
#include <cstring>

#include "kernels/array/elementwise_loops.h"
#include "kernels/array/elementwise_walk.h"

namespace perilune::loops {

namespace {

template <class Integer, int bytes>
struct Square {
  static constexpr int side = bytes / static_cast<int>(sizeof(Integer));
  typedef Integer Row __attribute__((vector_size(bytes)));
  using Table = std::array<Integer, static_cast<std::size_t>(side)>;

  // Of two rows that are `distance` apart, swaps the off-diagonal squares of that size; lanes of the second count on.
  static constexpr Table lanes(int distance, bool second) {
    Table t{};
    for (int i = 0; i < side; ++i) {
      const int own = second ? i + side : i, other = second ? i + distance : i - distance + side;
      t[static_cast<std::size_t>(i)] = static_cast<Integer>((i & distance ? second : !second) ? own : other);
    }
    return t;
  }
  template <int distance>
  [[gnu::always_inline]] static inline void stage(Row* rows) {
    static constexpr Table first_lanes = lanes(distance, false), second_lanes = lanes(distance, true);
    Row first, second;
    std::memcpy(&first, first_lanes.data(), bytes);
    std::memcpy(&second, second_lanes.data(), bytes);
#pragma GCC unroll 16
    for (int i = 0; i < side; ++i) {
      if (i & distance) continue;
      const Row a = rows[i], b = rows[i + distance];
      rows[i] = __builtin_shuffle(a, b, first);
      rows[i + distance] = __builtin_shuffle(a, b, second);
    }
  }
  [[gnu::always_inline]] static inline void turn(const std::byte* from, std::int64_t from_row, std::byte* to,
                                                 std::int64_t to_row) {
    Row rows[side];
#pragma GCC unroll 16
    for (int i = 0; i < side; ++i) std::memcpy(&rows[i], from + i * from_row, bytes);
    stage<1>(rows);
    if constexpr (side > 2) stage<2>(rows);
    if constexpr (side > 4) stage<4>(rows);
    if constexpr (side > 8) stage<8>(rows);
#pragma GCC unroll 16
    for (int i = 0; i < side; ++i) std::memcpy(to + i * to_row, &rows[i], bytes);
  }
};

// to[j][i] = from[i][j] for i < rows, j < columns.
template <class Integer, int bytes>
[[gnu::always_inline]] inline void turn_body(std::int64_t rows, std::int64_t columns, const std::byte* from,
                                             std::int64_t from_row, std::byte* to, std::int64_t to_row) {
  using S = Square<Integer, bytes>;
  constexpr auto item = static_cast<std::int64_t>(sizeof(Integer));
  const std::int64_t whole_rows = rows / S::side * S::side, whole_columns = columns / S::side * S::side;
  const auto single = [=](std::int64_t i, std::int64_t j) __attribute__((always_inline)) {
    std::memcpy(to + j * to_row + i * item, from + i * from_row + j * item, sizeof(Integer));
  };
  // Down the destination first: the source is read along its rows, which the processor foresees.
  for (std::int64_t i = 0; i < whole_rows; i += S::side) {
    for (std::int64_t j = 0; j < whole_columns; j += S::side)
      S::turn(from + i * from_row + j * item, from_row, to + j * to_row + i * item, to_row);
    for (std::int64_t k = i; k < i + S::side; ++k)
      for (std::int64_t j = whole_columns; j < columns; ++j) single(k, j);
  }
  for (std::int64_t j = 0; j < columns; ++j)
    for (std::int64_t i = whole_rows; i < rows; ++i) single(i, j);
}

using Turn = void (*)(std::int64_t, std::int64_t, const std::byte*, std::int64_t, std::byte*, std::int64_t);

// Sizes without shuffles of their own: strips of a cache line or more.
template <class Word, int strip>
void turn_strips(std::int64_t rows, std::int64_t columns, const std::byte* from, std::int64_t from_row, std::byte* to,
                 std::int64_t to_row) {
  constexpr auto item = static_cast<std::int64_t>(sizeof(Word));
  for (std::int64_t i = 0; i < rows; i += strip) {
    const std::byte* source = from + i * from_row;
    std::byte* target = to + i * item;
    if (i + strip <= rows) {
      for (std::int64_t j = 0; j < columns; ++j) {
        Word line[strip];
        for (int k = 0; k < strip; ++k) std::memcpy(&line[k], source + k * from_row + j * item, sizeof(Word));
        std::memcpy(target + j * to_row, line, sizeof line);
      }
    } else {
      for (std::int64_t j = 0; j < columns; ++j)
        for (std::int64_t k = 0; k < rows - i; ++k)
          std::memcpy(target + j * to_row + k * item, source + k * from_row + j * item, sizeof(Word));
    }
  }
}
struct Pair {
  std::uint64_t low, high;
};

#define PERILUNE_TURN(name, target, bytes)                                                                \
  template <class Integer>                                                                                \
  target void name(std::int64_t rows, std::int64_t columns, const std::byte* from, std::int64_t from_row, \
                   std::byte* to, std::int64_t to_row) {                                                  \
    turn_body<Integer, bytes>(rows, columns, from, from_row, to, to_row);                                 \
  }
PERILUNE_TURN(turn_baseline, , 16)
#if defined(__x86_64__)
PERILUNE_TURN(turn_avx2, PERILUNE_AVX2, 32)
PERILUNE_TURN(turn_avx512, PERILUNE_AVX512, 64)
PERILUNE_AVX2 void turn_bytes(std::int64_t rows, std::int64_t columns, const std::byte* from, std::int64_t from_row,
                              std::byte* to, std::int64_t to_row) {
  turn_body<std::int8_t, 16>(rows, columns, from, from_row, to, to_row);
}
#endif

template <class Integer>
Turn turn_for([[maybe_unused]] Isa isa) {
  // Bytes: by vectors of 16, whose shuffles come with AVX2.
  if constexpr (sizeof(Integer) == 1) {
#if defined(__x86_64__)
    if (isa != Isa::baseline) return turn_bytes;
#endif
    return turn_strips<Integer, 64>;
  }
#if defined(__x86_64__)
  if (isa == Isa::avx512) return turn_avx512<Integer>;
  if (isa == Isa::avx2) return turn_avx2<Integer>;
#endif
  return turn_baseline<Integer>;
}

}  // namespace

void transpose(Isa isa, std::size_t item, std::int64_t rows, std::int64_t columns, const std::byte* from,
               std::int64_t from_row, std::byte* to, std::int64_t to_row) {
  switch (item) {
    case 1: return turn_for<std::int8_t>(isa)(rows, columns, from, from_row, to, to_row);
    case 4: return turn_for<std::int32_t>(isa)(rows, columns, from, from_row, to, to_row);
    case 8: return turn_for<std::int64_t>(isa)(rows, columns, from, from_row, to, to_row);
    default: return turn_strips<Pair, 4>(rows, columns, from, from_row, to, to_row);
  }
}

}  // namespace perilune::loops
