#pragma once
// Operators on arrays and complex values: one dispatch on the operands' classes, shared by metamethods and functions.

#include "kernels/array/elementwise.h"
#include "stdlib/types/array.h"

namespace perilune {

// Puts the operators into the metatable on top of the stack.
void set_operators(lua_State* L);

// The dtype under which a Lua scalar joins an array: a Lua number never widens a float32 array, an integer array stays
// one beside a whole Lua integer. Throws DomainError when the integer does not fit.
DType scalar_dtype(BinaryOp op, DType array, const Scalar& value);

// Direct paths of the declared functions (Function::fast); -1 when the arguments are not the common ones.
int fast_binary(lua_State* L, int op);    // f(a, b), f(a, b, {out = c})
int fast_in_place(lua_State* L, int op);  // a:add_(b)

// Raises in words of `a` where a result of this dtype cannot be written back to it.
void check_in_place(const View& a, DType result);
int fast_unary(lua_State* L, int op);  // f(a), f(x) of a Lua number

}  // namespace perilune
