#pragma once
// a[i] and a[i] = x of vectors without a call: the interpreter's loop asks here before it calls a metamethod.

struct lua_State;

namespace perilune::runtime {

// Looks once whether this Lua lays its values out as expected, and if so turns the short way on. Without it everything
// works as well, by the metamethods. True when it is on. May raise a memory error.
bool open_element_access(lua_State* L);

}  // namespace perilune::runtime
