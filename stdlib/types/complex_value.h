#pragma once
// Complex numbers as Lua values.

#include <lua.hpp>

#include "stdlib/registry/declaration.h"

namespace perilune {

int make_complex(lua_State* L);  // pl.complex
extern const Class complex_class;
void open_complex_type(lua_State* L);

}  // namespace perilune
