#pragma once
// Inside reductions: the loops that fold contiguous elements into accumulators, compiled once per instruction set. All
// versions add in the same order and never contract a * b + c, so they give the same bits.

#include <cstddef>
#include <cstdint>

#include "kernels/array/elementwise_loops.h"

namespace perilune::reduction {

using loops::best_isa;
using loops::Isa;

// Folds each of `rows` runs of n contiguous elements into acc[row]; runs start row_stride bytes apart. centre[row] is
// what `squares` subtracts first, unused elsewhere.
using RunsLoop = void (*)(const std::byte* p, std::int64_t n, std::int64_t row_stride, std::int64_t rows,
                          std::byte* acc, const std::byte* centre);
// Folds `rows` rows (at most max_rows) of `columns` contiguous elements into acc[column].
using ColumnsLoop = void (*)(const std::byte* p, std::int64_t row_stride, std::int64_t rows, std::int64_t columns,
                             std::byte* acc, const std::byte* centre);

struct FoldLoops {
  RunsLoop runs = nullptr;
  ColumnsLoop columns = nullptr;
};

// Rows in one call of a ColumnsLoop: counts of them fit a byte, sums of so many bytes fit 16 bits.
inline constexpr std::int64_t max_rows = 128;

enum class Loop : std::uint8_t {
  add,       // inexact, accumulated in the same dtype
  multiply,  // inexact
  squares,   // |x - centre|^2, inexact; complex: the squares of both parts, as a pair
  smallest,  // any; NaN wins; complex numbers by real part, then imaginary part
  largest,
  integer_sum,      // bool, uint8 and int32 into int64; int64 into WideSum
  integer_product,  // bool and integers, into WideProduct
  count,            // elements that are not zero, into int64
};

// The exact sum of int64: the sum modulo 2^64 and the sum of the upper halves (x >> 32) tell it apart from its
// neighbours 2^64 away as long as there are fewer than 2^32 terms.
struct WideSum {
  std::uint64_t low;
  std::int64_t high;
};

// The exact product: its magnitude, unless that left 64 bits.
struct WideProduct {
  std::uint64_t magnitude;
  bool negative, overflow;
  std::uint8_t unused[6] = {};  // no padding: accumulators are compared byte by byte
};
void merge_product(WideProduct& a, const WideProduct& b);

// Null loops where the list above has no entry.
FoldLoops find_loops(Isa isa, Loop loop, DType dtype);
// Parts of the list: without complex products, extremes and counts, and without integer_product; then those.
FoldLoops baseline_loops(Loop loop, DType dtype);
FoldLoops avx2_loops(Loop loop, DType dtype);
FoldLoops avx512_loops(Loop loop, DType dtype);
FoldLoops scalar_loops(Loop loop, DType dtype);

// The position of the first extreme; NaN counts as one. A search goes on where the last call left it: `best` holds the
// extreme so far and *index its position, -1 before the first call.
using RunSearch = void (*)(const std::byte* p, std::int64_t n, std::int64_t base, std::byte* best, std::int64_t* index);
// The same per column; base is the number of the first row, 0 in the first call. At most max_rows - 1 rows.
using ColumnsSearch = void (*)(const std::byte* p, std::int64_t row_stride, std::int64_t rows, std::int64_t columns,
                               std::int64_t base, std::byte* best, std::int64_t* index);
struct IndexLoops {
  RunSearch run = nullptr;
  ColumnsSearch columns = nullptr;
};
IndexLoops find_index_loops(Isa isa, bool largest, DType dtype);
IndexLoops baseline_index_loops(bool largest, DType dtype);
IndexLoops avx2_index_loops(bool largest, DType dtype);
IndexLoops avx512_index_loops(bool largest, DType dtype);
IndexLoops scalar_index_loops(bool largest, DType dtype);  // complex

}  // namespace perilune::reduction
