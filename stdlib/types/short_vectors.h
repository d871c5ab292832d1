#pragma once
// + - * / of short vectors of float64, whose work is a small part of what the general way takes.

#include "kernels/array/elementwise.h"
#include "stdlib/types/array.h"

namespace perilune {

// An array, or where that is null a number.
struct ShortOperand {
  const ArrayValue* array;
  const Scalar& number;
};
// Pushes a op b, one of which is an array. False, with nothing pushed, when it is for the general way.
bool push_short_vector(lua_State* L, BinaryOp op, const ShortOperand& a, const ShortOperand& b);

}  // namespace perilune
