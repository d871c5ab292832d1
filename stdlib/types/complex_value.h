#pragma once
// Complex numbers as Lua values.

#include <lua.hpp>

namespace perilune {

int make_complex(lua_State* L);  // pl.complex
void open_complex_type(lua_State* L);

}  // namespace perilune
