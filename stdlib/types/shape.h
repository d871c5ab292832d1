#pragma once
// The value of a.shape: a read-only table, so that `a.shape == {3, 4}` compares. Lua tries __eq only between two values
// of one type, and a literal is a table.

#include <cstdint>
#include <span>

#include "kernels/core/dims.h"

struct lua_State;

namespace perilune {

void push_shape(lua_State* L, std::span<const std::int64_t> lengths);
// Reads a shape back; false when the value is none. Raises and allocates nothing in Lua.
bool shape_at(lua_State* L, int index, Dims& lengths);
void open_shape_type(lua_State* L);

}  // namespace perilune
