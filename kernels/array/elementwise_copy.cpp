// copy, astype, contiguous_copy, fill.

#include <algorithm>

#include "kernels/array/elementwise_apply.h"
#include "kernels/array/elementwise_fault.h"
#include "kernels/array/elementwise_walk.h"

namespace perilune {

namespace loops {

namespace {

void check_cast(DType from, DType to, Casting casting) {
  if (is_complex(from) && !is_complex(to) && to != DType::bool_)
    throw ValueError(format("%s does not go into %s: the imaginary part would be lost", name(from), name(to)));
  if (casting == Casting::same_kind && !can_cast_same_kind(from, to))
    throw ValueError(format("%s does not go into %s without astype", name(from), name(to)));
}

Fault convert(Context& ctx, Isa isa, UnaryLoop loop, const View& from, const View& to) {
  const Operand operands[] = {{to}, {from}};
  return walk(ctx, isa, to.dims(), operands, true, Cost::memory,
              [loop](const Piece& piece) { return loop(piece.n, piece.data[1], piece.data[0]); });
}

[[noreturn]] void raise_unfit(Context& ctx, Isa isa, UnaryLoop loop, const View& from, const View& to) {
  const Failure failure = first_failure(ctx, to, {&from, 1}, [&](std::span<const View> parts, const View& part) {
    return convert(ctx, isa, loop, parts[0], part);
  });
  const Scalar value = load(from.dtype, failure.at[0]);
  const std::string shown = value.exact()              ? std::to_string(value.integer)
                            : std::isnan(value.real()) ? "nan"
                                                       : format("%.17g", value.real());
  throw DomainError(shown + " does not fit " + name(to.dtype) + failure.text);
}

}  // namespace

void copy(Context& ctx, Isa isa, const View& from, const View& to, Casting casting) {
  check_broadcast("from", from, to.dims());
  check_cast(from.dtype, to.dtype, casting);
  check_out(to, to.dtype);
  if (from.dtype == to.dtype && from.data == to.data && !needs_copy(from, to)) return;  // onto itself
  Array keep;
  const View source = settled(ctx, from, to, keep);
  if (from.dtype == to.dtype) return move(ctx, source, to);
  const UnaryLoop loop = cast(isa, from.dtype, to.dtype, casting == Casting::wrap);
  if (convert(ctx, isa, loop, source, to)) raise_unfit(ctx, isa, loop, source, to);
}

}  // namespace loops

void copy(Context& ctx, const View& from, const View& to, Casting casting) {
  loops::copy(ctx, loops::best_isa(), from, to, casting);
}

Array astype(Context& ctx, const View& from, DType dtype, Casting casting) {
  loops::check_cast(from.dtype, dtype, casting);
  Array to = Array::empty(ctx, dtype, Dims(from.dims()));
  copy(ctx, from, to, casting);
  return to;
}

Array contiguous_copy(Context& ctx, const View& from) {
  Array to = Array::empty(ctx, from.dtype, Dims(from.dims()));
  loops::move(ctx, from, to);
  return to;
}

void fill(Context& ctx, const View& out, const Scalar& value) {
  loops::check_out(out, out.dtype);
  alignas(16) std::byte element[sizeof(Complex128)];
  store(out.dtype, element, value);
  const loops::Operand operands[] = {{out}};
  const std::size_t item = itemsize(out.dtype);
  loops::walk(ctx, loops::best_isa(), out.dims(), operands, true, loops::Cost::memory, [&](const loops::Piece& piece) {
    loops::splat(item, element, piece.n, piece.data[0]);
    return loops::Fault{0};
  });
}

}  // namespace perilune
