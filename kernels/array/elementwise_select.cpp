// where, clip, round to decimals.

#include "kernels/array/elementwise_walk.h"

namespace perilune {

using namespace loops;

namespace {

// The faults that casting a result can bring: out's dtype is of the same kind, but narrower.
void check_fits(Fault fault, const View& out) {
  if (fault) throw DomainError(format("out must hold all results, but one does not fit %s", name(out.dtype)));
}

}  // namespace

void where(Context& ctx, const View& cond, const View& a, const View& b, const View& out) {
  const DType dtype = promote(a.dtype, b.dtype);
  check_broadcast("cond", cond, out.dims());
  check_broadcast("a", a, out.dims());
  check_broadcast("b", b, out.dims());
  check_out(out, dtype);
  Array keep_cond, keep_a, keep_b;
  const Operand operands[] = {{out, dtype},
                              {settled(ctx, cond, out, keep_cond), DType::bool_, true},
                              {settled(ctx, a, out, keep_a), dtype, true},
                              {settled(ctx, b, out, keep_b), dtype, true}};
  const SelectLoop loop = select(best_isa(), itemsize(dtype));
  check_fits(walk(ctx, best_isa(), out.dims(), operands, true, Cost::memory,
                  [loop](const Piece& piece) -> Fault {
                    loop(piece.n, piece.data[1], piece.step[1], piece.data[2], piece.step[2], piece.data[3],
                         piece.step[3], piece.data[0]);
                    return 0;
                  }),
             out);
}

void clip(Context& ctx, const View& a, const View* low, const View* high, const View& out) {
  if (!low && !high) throw ValueError("a_min or a_max must be given");
  DType dtype = a.dtype;
  check_broadcast("a", a, out.dims());
  for (const View* bound : {low, high}) {
    if (!bound) continue;
    check_broadcast(bound == low ? "a_min" : "a_max", *bound, out.dims());
    dtype = promote(dtype, bound->dtype);
  }
  check_out(out, dtype);
  const BinaryLoop raise = binary(best_isa(), BinaryOp::maximum, dtype);
  const BinaryLoop lower = binary(best_isa(), BinaryOp::minimum, dtype);
  Array keep[3];
  Operand operands[max_operands] = {{out, dtype}, {settled(ctx, a, out, keep[0]), dtype, true}};
  std::size_t count = 2;
  for (const View* bound : {low, high})
    if (bound) {
      operands[count] = {settled(ctx, *bound, out, keep[count - 1]), dtype, true};
      // A bound that is out itself would be overwritten between the two steps.
      if (low && high && bound == high && may_overlap(operands[count].view, out))
        operands[count].view = keep[count - 1] = contiguous_copy(ctx, *bound);
      ++count;
    }
  check_fits(walk(ctx, best_isa(), out.dims(), {operands, count}, true, Cost::memory,
                  [&](const Piece& piece) -> Fault {
                    const void* x = piece.data[1];
                    std::int64_t step = piece.step[1];
                    std::size_t next = 2;
                    for (const BinaryLoop loop : {low ? raise : nullptr, high ? lower : nullptr}) {
                      if (!loop) continue;
                      loop(piece.n, x, step, piece.data[next], piece.step[next], piece.data[0]);
                      x = piece.data[0];
                      step = 1;
                      ++next;
                    }
                    return 0;
                  }),
             out);
}

void round(Context& ctx, const View& in, int decimals, const View& out) {
  const bool exact = !is_inexact(in.dtype);
  if (decimals == 0 || (exact && decimals > 0)) return apply(ctx, UnaryOp::round, in, out);
  check_broadcast("a", in, out.dims());
  check_out(out, in.dtype);
  if (in.dtype == DType::bool_) return fill(ctx, out, Scalar::of(false));  // 1 is nearer to 0 than to 10
  Array keep;
  const Operand operands[] = {{out, in.dtype}, {settled(ctx, in, out, keep), in.dtype}};
  const Fault fault = walk(ctx, best_isa(), out.dims(), operands, true, Cost::vector_math, [&](const Piece& piece) {
    return round_decimals(best_isa(), in.dtype, piece.n, piece.data[1], piece.data[0], decimals);
  });
  if (fault & overflow) throw DomainError(format("integer overflow in %s round", name(in.dtype)));
  check_fits(fault, out);
}

}  // namespace perilune
