#pragma once
// pl.strict(on): reading an undefined global becomes an error.

#include <lua.hpp>

namespace perilune {

int make_strict(lua_State* L);

}  // namespace perilune
