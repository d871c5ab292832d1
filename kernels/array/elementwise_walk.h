#pragma once
// Inside elementwise: the one N-dimensional walk. Axes are ordered for the memory of the operand that is written,
// merged where all operands allow it, and cut into boxes; a box of an operand is handed on as it lies, or gathered, and
// cast, into a buffer that stays in the first-level cache.

#include <algorithm>
#include <span>

#include "kernels/array/elementwise_loops.h"
#include "kernels/array/elementwise_rules.h"
#include "kernels/core/function_ref.h"

namespace perilune::loops {

inline constexpr int max_operands = 8;

struct Operand {
  View view;
  DType as = view.dtype;  // what the body wants to see
  bool repeats = false;   // the body takes step 0
};

struct Piece {
  std::int64_t n = 0;
  void* data[max_operands] = {};
  std::int64_t step[max_operands] = {};
};
using PieceBody = FunctionRef<Fault(const Piece&)>;

// Calls body on pieces that cover `shape`, to which the operands broadcast. When `writes`, operand 0 has that shape and
// is written; the body must fill all n elements of data[0]. Bodies run on several threads. A fault of `stop` ends the
// walk early. Returns all faults, those of casting the result included.
Fault walk(Context& ctx, Isa isa, std::span<const std::int64_t> shape, std::span<const Operand> operands, bool writes,
           Cost cost, PieceBody body);

inline bool empty(std::span<const std::int64_t> shape) {
  return std::find(shape.begin(), shape.end(), 0) != shape.end();
}

// The same elements, bit for bit: dtypes of one size, no overlap.
void move(Context& ctx, const View& from, const View& to);

// Runs body(begin, end) over n units of `unit` elements, on several threads when there is enough work for them, polling
// in between. The partition depends on the size alone. A fault of `stop` ends it early.
Fault over_pieces(Context& ctx, Cost cost, std::int64_t n, std::int64_t unit,
                  FunctionRef<Fault(std::int64_t, std::int64_t)> body);
// The smallest piece worth handing out, in elements.
std::int64_t grain_of(Cost cost);
// The same for single elements that are no trouble to cut: small pieces between polls.
Fault run_flat(Context& ctx, Cost cost, std::int64_t n, FunctionRef<Fault(std::int64_t, std::int64_t)> body);

// Results of this many bytes and more go past the caches: they would push out what they were made from, and each line
// would be read before it is overwritten.
inline constexpr std::int64_t stream_bytes = std::int64_t{16} << 20;
// memcpy past the caches; stream_fence() makes it visible to other threads.
void stream(void* to, const void* from, std::int64_t bytes);
void stream_fence();

// A box of up to max_ndim axes between two places, element by element. Strides in bytes; axis 0 is the innermost.
void copy_box(std::size_t item, int ndim, const std::int64_t* extent, const std::byte* from,
              const std::int64_t* from_stride, std::byte* to, const std::int64_t* to_stride);
// A plane whose rows lie `from_row` apart, with its columns as rows: each of its rows and each of the new ones is a
// run.
void transpose(Isa isa, std::size_t item, std::int64_t rows, std::int64_t columns, const std::byte* from,
               std::int64_t from_row, std::byte* to, std::int64_t to_row);
// n copies of one element.
void splat(std::size_t item, const void* element, std::int64_t n, void* to);

// ShapeError when v does not broadcast to out.
void check_broadcast(const char* argument, const View& v, std::span<const std::int64_t> shape);
// ValueError when writing `result` to out would lose more than "same kind" allows, or out repeats elements.
void check_out(const View& out, DType result);

// True when reading v after a part of out was written could see new values: they overlap, and not as the same view.
bool needs_copy(const View& v, const View& out);
// v itself, or a copy of it when needs_copy; `keep` holds the copy.
View settled(Context& ctx, const View& v, const View& out, Array& keep);

}  // namespace perilune::loops
