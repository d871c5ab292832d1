// Products of integers and bools, which BLAS does not know. Sums are exact: a bound on their size picks the cheapest
// arithmetic that cannot go wrong.

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>

#include "kernels/core/errors.h"
#include "kernels/core/parallel.h"
#include "kernels/linalg/product.h"

namespace perilune::linalg {

namespace {

__extension__ typedef __int128 Wide;

constexpr std::int64_t piece_work = 1 << 18;  // multiplications that are worth a turn of the pool

std::int64_t rows_per_piece(std::int64_t n, std::int64_t k) { return std::max<std::int64_t>(1, piece_work / (n * k)); }

// Sums that cannot pass 2^63.
void multiply_plain(const std::int64_t* a, const std::int64_t* b, std::int64_t n, std::int64_t k, std::int64_t* row) {
  if (n == 1) {
    *row = std::inner_product(a, a + k, b, std::int64_t{0});
    return;
  }
  std::fill_n(row, n, 0);
  // Four rows of b per pass, so that the row of c is read and written less often.
  std::int64_t p = 0;
  for (; p + 4 <= k; p += 4) {
    const std::int64_t x0 = a[p], x1 = a[p + 1], x2 = a[p + 2], x3 = a[p + 3];
    const std::int64_t *y0 = b + p * n, *y1 = y0 + n, *y2 = y1 + n, *y3 = y2 + n;
    for (std::int64_t j = 0; j < n; ++j) row[j] += (x0 * y0[j] + x1 * y1[j]) + (x2 * y2[j] + x3 * y3[j]);
  }
  for (; p < k; ++p)
    for (std::int64_t j = 0; j < n; ++j) row[j] += a[p] * b[p * n + j];
}

// row |= from, eight elements at a time.
void or_into(std::uint8_t* row, const std::uint8_t* from, std::int64_t n) {
  std::int64_t j = 0;
  for (; j + 8 <= n; j += 8) {
    std::uint64_t x, y;
    std::memcpy(&x, row + j, 8);
    std::memcpy(&y, from + j, 8);
    x |= y;
    std::memcpy(row + j, &x, 8);
  }
  for (; j < n; ++j) row[j] |= from[j];
}

// Sums of any size: only the result has to fit. Column by column, as this is rare.
void multiply_wide(const std::int64_t* a, const std::int64_t* b, std::int64_t n, std::int64_t k, std::int64_t* row) {
  for (std::int64_t j = 0; j < n; ++j) {
    Wide sum = 0;
    bool overflow = false;
    for (std::int64_t p = 0; p < k; ++p)
      overflow |= __builtin_add_overflow(sum, static_cast<Wide>(a[p]) * b[p * n + j], &sum);
    if (overflow || sum > std::numeric_limits<std::int64_t>::max() || sum < std::numeric_limits<std::int64_t>::min())
      throw DomainError("the product of a and b does not fit int64");
    row[j] = static_cast<std::int64_t>(sum);
  }
}

}  // namespace

double largest_magnitude(const std::int64_t* elements, std::int64_t count) {
  std::int64_t low = 0, high = 0;
  for (std::int64_t i = 0; i < count; ++i) {
    low = std::min(low, elements[i]);
    high = std::max(high, elements[i]);
  }
  const double bound = std::max(-static_cast<double>(low), static_cast<double>(high));
  return bound < 0x1p53 ? bound : std::nextafter(bound, std::numeric_limits<double>::infinity());
}

void multiply_integers(Context& ctx, const Operand& a, const Operand& b, std::int64_t* c, std::int64_t leading) {
  const std::int64_t m = a.rows, n = b.columns, k = a.columns;
  if (m == 0 || n == 0) return;
  const auto *x = reinterpret_cast<const std::int64_t*>(a.data), *y = reinterpret_cast<const std::int64_t*>(b.data);
  // A little below 2^63, so that the rounding of this estimate does not matter.
  const bool plain =
      largest_magnitude(x, m * k) * largest_magnitude(y, k * n) * static_cast<double>(k) < 0x1.fffffffp62;
  parallel_for(ctx, m, rows_per_piece(n, std::max<std::int64_t>(k, 1)), [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) {
      ctx.poll();
      (plain ? multiply_plain : multiply_wide)(x + i * k, y, n, k, c + i * leading);
    }
  });
}

void multiply_bools(Context& ctx, const Operand& a, const Operand& b, bool* c, std::int64_t leading) {
  const std::int64_t m = a.rows, n = b.columns, k = a.columns;
  if (m == 0 || n == 0) return;
  const auto *x = reinterpret_cast<const std::uint8_t*>(a.data), *y = reinterpret_cast<const std::uint8_t*>(b.data);
  // A row of c is the "or" of the rows of b that a picks. Once it is all true, which takes few rows unless b is sparse,
  // nothing more can change.
  parallel_for(ctx, m, rows_per_piece(n, std::max<std::int64_t>(k, 1)), [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t i = begin; i < end; ++i) {
      ctx.poll();
      auto* row = reinterpret_cast<std::uint8_t*>(c + i * leading);
      std::fill_n(row, n, std::uint8_t{0});
      for (std::int64_t p = 0; p < k; ++p) {
        if (x[i * k + p]) or_into(row, y + p * n, n);
        if (p % 16 == 15 && !std::memchr(row, 0, static_cast<std::size_t>(n))) break;
      }
    }
  });
}

}  // namespace perilune::linalg
