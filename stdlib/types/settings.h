#pragma once
// pl.strict: undefined globals become errors; and the globals of the perilune program.

#include <lua.hpp>

namespace perilune {

int make_strict(lua_State* L);

}  // namespace perilune
