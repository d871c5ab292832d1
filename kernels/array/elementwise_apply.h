#pragma once
// Inside elementwise: apply() with the instruction set chosen by the caller, for the tests that compare them.

#include "kernels/array/elementwise_loops.h"

namespace perilune::loops {

void apply(Context& ctx, Isa isa, UnaryOp op, const View& in, const View& out);
void apply(Context& ctx, Isa isa, BinaryOp op, const View& a, const View& b, const View& out);
void copy(Context& ctx, Isa isa, const View& from, const View& to, Casting casting);

}  // namespace perilune::loops
