#pragma once
// The way in: what a host calls to put perilune into a Lua state.

#include <lua.hpp>

#include "stdlib/registry/callable.h"
#include "stdlib/registry/declaration.h"
#include "stdlib/registry/state.h"

// Leaves `pl`, the root table, on the stack. Opening twice gives the same table.
extern "C" __attribute__((visibility("default"))) int luaopen_perilune(lua_State* L);

namespace perilune {

// Pushes pl, opening it when it is not open yet.
void push_root(lua_State* L);
// The module whose table this is, or null. Allocates nothing in Lua.
const Module* module_of(lua_State* L, int index);

}  // namespace perilune
